"""Results that are kept while neither the policies nor the compiler change. Light: it runs on every check and build.

A result is found by the command's arguments and holds for the files it was made from, and for those it wrote, each known by
its SHA-256, and for one state of the compiler (its files' sizes and times). A cache that cannot be read or written is ignored.
"""

from __future__ import annotations

import json
import os
import time
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from plainly import __version__
from plainly_dsl.storage import cache_folder, own_locales

#: How far the times of files may lag behind the clock, in nanoseconds.
CLOCK = 20_000_000


class Outcome(NamedTuple):
    """What a command prints (to standard output, and as a summary to standard error) and its exit code."""

    output: str
    summary: str
    code: int


class Cache(NamedTuple):
    """The place of one command's result, and when the command began (nanoseconds since 1970)."""

    path: Path
    began: int

    @classmethod
    def of(cls, arguments: tuple[str, ...], compiler: str = "") -> Cache:
        """The cache entry of a command with these arguments in the current folder; `compiler` is its `state`, if that is known."""
        key = json.dumps([__version__, compiler or state(), str(Path.cwd()), *map(str, own_locales()), *arguments])
        return cls(cache_folder() / "checks" / f"{sha256(key.encode()).hexdigest()[:32]}.json", time.time_ns())

    def outcome(self) -> Outcome | None:
        """The kept outcome of a command, if every file it was made from is unchanged."""
        try:
            kept = self.read()
            return Outcome(str(kept["output"]), str(kept["summary"]), int(kept["code"])) if kept else None
        except (KeyError, TypeError, ValueError):
            return None

    def read(self) -> dict[str, Any] | None:
        """The kept result, if every file it was made from is unchanged."""
        result, fresh = self.recall()
        return result if fresh else None

    def recall(self) -> tuple[dict[str, Any] | None, bool]:
        """The kept result, and whether every file it was made from is unchanged."""
        try:
            kept: dict[str, Any] = json.loads(self.path.read_bytes())
            return dict(kept["result"]), all(digest(Path(name)) == known for name, known in kept["files"].items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None, False

    def write(self, result: dict[str, Any], files: list[Path], written: dict[Path, str] | None = None) -> None:
        """Keeps a result for these files, unless one was saved while they were being read.

        `written` are files that the command wrote itself, with their digests.
        """
        try:
            if any(path.exists() and path.stat().st_mtime_ns > self.began - CLOCK for path in files):
                return
            known = {**{str(path): digest(path) for path in files}, **{str(path): made for path, made in (written or {}).items()}}
            kept = {"result": result, "files": known}
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            temporary = self.path.with_suffix(f".{os.getpid()}")
            temporary.write_text(json.dumps(kept), encoding="utf-8")
            temporary.replace(self.path)
        except OSError:
            return


def digest(path: Path) -> str:
    """SHA-256 of a file, or of a folder's list of policies; a word for what is neither, or cannot be read.

    "" where it is missing: an include that appears is a change too.
    """
    try:
        if path.is_dir():
            return sha256(os.fsencode("/".join(sorted(p.name for p in path.glob("*.policy"))))).hexdigest()
        if path.is_file():
            return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "unreadable"
    return "no file" if os.path.lexists(path) else ""


def state() -> str:
    """Sizes and times of the compiler's and the language's files, and of locales of the reader's own."""
    import plainly_dsl

    stamps = []
    for root in (Path(__file__).parent, Path(plainly_dsl.__file__).parent, *own_locales()):
        for folder, folders, files in os.walk(root):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(files):
                status = os.stat(os.path.join(folder, name))
                stamps.append(f"{status.st_size}:{status.st_mtime_ns}")
    return sha256(" ".join(stamps).encode()).hexdigest()
