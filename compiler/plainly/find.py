"""Which policies a command is about. Imports next to nothing, since every command needs it."""

from __future__ import annotations

import os
from pathlib import Path


def find(paths: list[Path]) -> tuple[list[Path], list[Path]]:
    """The policies among files and folders, sorted, and the folders that hold none.

    A folder is searched for `*.policy` directly in it and for `<id>/<id>.policy` below; translations
    (`<id>.<locale>.policy`) belong to their policy and are not listed.
    """
    found: dict[str, Path] = {}  # by the real path: a policy that is named twice is one
    empty = []
    for path in paths:
        if os.path.isdir(path):
            inside = [p for p in path.rglob("*.policy") if _is_policy(p, path)]
            if any(p.parent != path for p in inside):  # then a file beside the folders may hold shared declarations only
                inside = [p for p in inside if p.parent != path or not _is_shared(p)]
            if not inside:
                empty.append(path)
        else:
            inside = [path]
        for one in inside:
            found.setdefault(os.path.realpath(one), one)
    return sorted(found.values()), empty


def _is_shared(path: Path) -> bool:
    """Whether a file has no `@policy`, so that it is only there to be included."""
    try:
        return not any(line.startswith(b"@policy") for line in path.read_bytes().split(b"\n"))
    except OSError:
        return False


def _is_policy(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return not hidden and "." not in path.stem and (path.parent == root or path.stem == path.parent.name)
