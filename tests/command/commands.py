"""Running the command line: in this process, which is quick, or in one of its own, which is real."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from plainly.cli import main
from plainly_dsl.diagnostics.catalogue import HEADER, frame

SOUND = frame(
    "@clause no-sale\n\nWe never sell your e-mail address.\n\n@never sell email-address\n@highlight = prose\n\n"
    '@highlights\n  sale  "Sale"  no-sale'
)


class Ran(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def plainly(*arguments: str | Path, given: str = "") -> Ran:
    """Runs a command in this process. An exception that is not an exit fails the test."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=given, catch_exceptions=False)
    return Ran(result.exit_code, result.stdout, result.stderr)


def process(*arguments: str | Path | bytes, cwd: Path | None = None, given: str = "", **environment: str) -> Ran:
    """Runs a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "plainly.cli", *map(os.fsencode, arguments)],
        cwd=cwd, input=given.encode(), capture_output=True, timeout=120, check=False, env={**os.environ, **environment},
    )  # fmt: skip
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def put(folder: Path, identity: str = "example", text: str = SOUND) -> Path:
    """Writes `<folder>/<id>/<id>.policy`; a sound policy unless another text is given."""
    path = folder / identity / f"{identity}.policy"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("@policy example", f"@policy {identity}"), encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder: path → bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Works in another folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


__all__ = ["HEADER", "SOUND", "Ran", "contents", "inside", "plainly", "process", "put"]
