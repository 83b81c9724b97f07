"""Which policies a command is about. Imports next to nothing, since every command needs it."""

from __future__ import annotations

import os
from pathlib import Path

#: Endings of machine notices, and of everything that a policy can be read from.
GRAPHS = frozenset({".jsonld", ".ttl", ".nt"})
FORMS = frozenset({".policy", ".json"}) | GRAPHS


def find(paths: list[Path], *, alone: bool = False) -> tuple[list[Path], list[Path]]:
    """The policies among files and folders, sorted, and the folders that hold none.

    A folder is searched for `*.policy` directly in it and for `<id>/<id>.policy` below; translations
    (`<id>.<locale>.policy`) belong to their policy and are not listed; one that is named means its policy, or with `alone` itself.
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
            policy = path.with_name(f"{path.stem.partition('.')[0]}.policy")
            translation = path.suffix == ".policy" and "." in path.stem and os.path.exists(policy)
            inside = [policy if translation and not alone else path]
        for one in inside:
            found.setdefault(os.path.realpath(one), one)
    return sorted(found.values()), empty


def strays(paths: list[Path]) -> list[Path]:
    """Translations in folders, `<id>.<locale>.policy`, that have no `<id>.policy` beside them, so that nothing reads them."""
    found: dict[str, Path] = {}
    for path in (inside for folder in paths if os.path.isdir(folder) for inside in folder.rglob("*.policy") if not _hidden(inside, folder)):
        if "." in path.stem and not os.path.exists(path.with_name(f"{path.stem.partition('.')[0]}.policy")):
            found.setdefault(os.path.realpath(path), path)
    return sorted(found.values())


def _is_shared(path: Path) -> bool:
    """Whether a file has no `@policy`, so that it is only there to be included."""
    try:
        return not any(line.startswith(b"@policy") for line in path.read_bytes().split(b"\n"))
    except OSError:
        return False


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _is_policy(path: Path, root: Path) -> bool:
    return not _hidden(path, root) and "." not in path.stem and (path.parent == root or path.stem == path.parent.name)
