"""Texts → files, all or nothing: everything is staged beside the output, then moved into place.

A build that fails or is interrupted before the move leaves the last good output as it was; the move itself
is not interrupted by Ctrl-C. Only files that an earlier build wrote (its manifest says so) are ever removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EISDIR
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
#: What an interruption says that had to wait until everything was in place.
PUBLISHED = "everything had been published"
_POLICY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Paths that a build may write below a policy's folder. No part begins with a dot.
_FILE = re.compile(r"([A-Za-z0-9][\w.-]*/){0,3}[A-Za-z0-9][\w.-]*", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")


class OutputError(Exception):
    """The output folder cannot be written; the text is the system's reason."""


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """A fresh folder beside the output's files; gone afterwards, whatever happens. Raises `OutputError`."""
    folder = output / f".staging-{secrets.token_hex(8)}"  # named before it is there, so that no interruption leaves it behind
    try:
        try:
            output.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise OutputError(error.strerror or str(error)) from error
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
                if (output / path).parent.resolve().is_relative_to(output.resolve()):  # a link may lead elsewhere
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


def read_manifest(output: Path) -> dict[str, dict[str, Any]]:
    """What the last build's manifest says of each policy that lies there: its `files` and `sources` with digests, and what it is `about`.

    The manifest may come from anybody: what cannot be understood, is gone, or leads out of the policy's folder is left out.
    """
    try:
        loaded = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
        json.dumps(loaded, ensure_ascii=False).encode("utf-8")  # half a character could not be written again
    except (OSError, ValueError, RecursionError):
        return {}
    entries = loaded.get("policies") if isinstance(loaded, dict) else None
    known = {}
    for name, entry in entries.items() if isinstance(entries, dict) else ():
        if _POLICY.fullmatch(name) and isinstance(entry, dict):
            digests = _digests(entry.get("files"))
            files = {path: made for path, made in digests.items() if _FILE.fullmatch(path) and os.path.isfile(output / name / path)}
            if files:
                known[name] = {"files": files, "sources": _digests(entry.get("sources")), "about": entry.get("about")}
    return known


def _digests(value: Any) -> dict[str, str]:
    entries = value.items() if isinstance(value, dict) else ()
    return {path: made for path, made in entries if isinstance(made, str) and _DIGEST.fullmatch(made)}


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
