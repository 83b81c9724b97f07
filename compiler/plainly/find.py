"""Which policies a command is about. Imports next to nothing, since every command needs it."""

from __future__ import annotations

import os
from pathlib import Path


def find(paths: list[Path]) -> tuple[list[Path], list[Path]]:
    """The policies among files and folders, sorted, and the folders that hold none.

    A folder is searched for `*.policy` directly in it and for `<id>/<id>.policy` below; translations
    (`<id>.<locale>.policy`) belong to their policy and are not listed.
    """
    found: dict[Path, None] = {}
    empty = []
    for path in paths:
        if os.path.isdir(path):
            inside = [p for p in path.rglob("*.policy") if _is_policy(p, path)]
            if not inside:
                empty.append(path)
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return sorted(found), empty


def _is_policy(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return not hidden and "." not in path.stem and (path.parent == root or path.stem == path.parent.name)
