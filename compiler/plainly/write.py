"""Texts → files, all or nothing: everything is staged beside the output, then moved into place.

A build that fails or is interrupted before the move leaves the last good output as it was; the move itself
is not interrupted by Ctrl-C. Only files that an earlier build wrote (its manifest says so) are ever removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EISDIR
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
#: What an interruption says that had to wait until everything was in place.
PUBLISHED = "everything had been published"


class OutputError(Exception):
    """The output folder cannot be written; the text is the system's reason."""


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """A fresh folder beside the output's files; gone afterwards, whatever happens. Raises `OutputError`."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".staging-", dir=output))
    except OSError as error:
        raise OutputError(error.strerror or str(error)) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stage(folder: Path, path: str, text: str) -> str:
    """Writes a staged file and returns its digest. Raises `OutputError`."""
    data = text.encode("utf-8")
    target = folder / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except OSError as error:
        raise OutputError(error.strerror or str(error)) from error
    return digest(data)


def commit(output: Path, staged: dict[str, Path], removed: list[str]) -> None:
    """Moves staged files into place (output path → staged file) and removes what is published no longer."""
    with _uninterrupted():
        try:
            for path in staged:
                if (output / path).is_dir():  # before anything is moved: all or nothing
                    raise IsADirectoryError(EISDIR, f"“{path}” is a folder")
            for folder in sorted({(output / path).parent for path in staged}):
                folder.mkdir(parents=True, exist_ok=True)
            for path, source in staged.items():
                os.replace(source, output / path)
            for path in removed:
                (output / path).unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(error.strerror or str(error)) from error


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until the block is done. Outside the main thread signals never arrive."""
    pending: list[int] = []
    try:
        before = signal.signal(signal.SIGINT, lambda number, _frame: pending.append(number))
    except ValueError:
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pending:
        raise KeyboardInterrupt(PUBLISHED)


def read_manifest(output: Path) -> dict[str, Any]:
    """The last build's manifest; an empty one where there is none or it cannot be understood."""
    try:
        loaded = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"policies": {}}
    ok = isinstance(loaded, dict) and isinstance(loaded.get("policies"), dict)
    return loaded if ok else {"policies": {}}


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file of the author's in one step, keeping its mode; raises `OSError`, and then the file is as it was."""
    target = Path(os.path.realpath(path))  # a link stays one
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        if os.path.exists(target):
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
