"""Paths → texts. The only place that reads policies from disk; includes cannot leave the policies' folder."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.parse import parse
from plainly_dsl.source import Source, decode
from plainly_dsl.syntax import Remark, Tree, declaration_in

#: A notice.json is bounded as a policy file is; the document is larger than its source.
MAX_NOTICE_BYTES = 20_000_000
MAX_POLICY_BYTES = 10_000_000


class Loaded(NamedTuple):
    """A policy's file, those it includes and the translations of all of them, parsed; `sources` by the name that messages use.

    `absent` are files that would have been read, had they been there.
    """

    tree: Tree
    included: tuple[Tree, ...]
    translations: tuple[Tree, ...]
    sources: dict[str, Source]
    problems: list[Diagnostic]
    absent: tuple[Path, ...]


def read_bytes(path: Path, limit: int | None = None) -> tuple[bytes | None, list[Diagnostic]]:
    """A file's bytes, or a plain reason why not. Never reads more than the limit."""
    try:
        with path.open("rb") as file:
            return file.read(-1 if limit is None else limit + 1), []
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, [Diagnostic("file-unreadable", Place(str(path), 0, 0), {"path": str(path), "reason": reason})]


def load(path: Path) -> Loaded | list[Diagnostic]:
    """A `.policy` file with everything it includes; only diagnostics where the file itself cannot be read."""
    data, problems = read_bytes(path, MAX_POLICY_BYTES)
    if data is None:
        return problems
    source, slips = decode(str(path), data)
    if slips and not source.text:
        return slips
    tree, mistakes = parse(source)
    loader = _Includes(path, {source.name: source}, [*slips, *mistakes])
    loader.follow(tree)
    # only a file that says its language can have translations
    shared = [Path(included.file) for included in loader.trees if declaration_in(included, "shared")]
    found = [loader.include(beside) for file in (path, *shared) for beside in translations(file)]
    trees = tuple(one for one in found if one is not None)
    return Loaded(tree, tuple(loader.trees), trees, loader.sources, loader.problems, tuple(loader.absent))


class _Open(NamedTuple):
    """A file whose includes are being followed: those still to do, last first."""

    path: Path
    tree: Tree
    waiting: list[Remark]


class _Includes:
    """Follows `@include`, depth first, each file once; `trees` in the order in which files were finished."""

    def __init__(self, main: Path, sources: dict[str, Source], problems: list[Diagnostic]) -> None:
        folder = main.resolve().parent
        # policies/<id>/<id>.policy may share files of the folder that holds all policies
        self.root = folder.parent if folder.name == main.stem else folder
        above = main.parent.parent if main.parent.name else main.parent / ".."
        self.folders = (main.parent, above) if self.root != folder else (main.parent,)
        self.main = main.resolve()
        self.sources = sources
        self.problems = problems
        self.trees: list[Tree] = []
        self.absent: list[Path] = []
        self.seen: set[Path] = set()

    def follow(self, main: Tree) -> None:
        """Reads all that the main file includes, without recursion: a chain may be long."""
        chain = [_Open(self.main, main, _includes(main))]
        active = {self.main}
        while chain:
            file = chain[-1]
            if not file.waiting:
                active.discard(file.path)
                chain.pop()
                if chain:  # the first is the main file itself
                    self.trees.append(file.tree)
                continue
            block = file.waiting.pop()
            place = Place(file.tree.file, block.start + block.text.start, block.start + block.text.end)
            target = self.target(block.text.text.strip().strip('"“”„«»'), place)
            if target is None:
                continue
            real = target.resolve()
            if real in active:
                self.problems.append(Diagnostic("include-cycle", place, {"path": target.name}))
            elif real not in self.seen:
                self.seen.add(real)
                tree = self.include(target)
                if tree is not None:
                    active.add(real)
                    chain.append(_Open(real, tree, _includes(tree)))

    def target(self, written: str, place: Place) -> Path | None:
        """The file an include means, if it is there and inside the policies' folder."""
        pure = PurePosixPath(written)
        args = {"path": written}
        if pure.is_absolute() or ".." in pure.parts or "\\" in written or ":" in written or "\x00" in written:
            self.problems.append(Diagnostic("include-outside", place, args))
            return None
        if pure.suffix != ".policy":
            self.problems.append(Diagnostic("include-not-policy", place, args))
            return None
        for folder in self.folders:
            candidate = folder / pure
            if os.path.isfile(candidate):  # unlike the method, answers for any path
                if candidate.resolve().is_relative_to(self.root):
                    return candidate
                self.problems.append(Diagnostic("include-outside", place, args))
                return None
            self.absent.append(candidate)
        self.problems.append(Diagnostic("include-missing", place, args))
        return None

    def include(self, path: Path) -> Tree | None:
        """A further file, parsed; None (reported) when it cannot be read."""
        data, problems = read_bytes(path, MAX_POLICY_BYTES)
        self.problems += problems
        if data is None:
            return None
        source, slips = decode(str(path), data)
        tree, mistakes = parse(source)
        self.sources[source.name] = source
        self.problems += [*slips, *mistakes]
        return tree


def _includes(tree: Tree) -> list[Remark]:
    return [b for b in reversed(tree.blocks) if isinstance(b, Remark) and b.keyword.text == "include"]


# Translations ---------------------------------------------------------------------------------


def translations(path: Path) -> list[Path]:
    """The translations beside a policy, `<id>.<locale>.policy`, sorted."""
    return sorted(p for p in path.parent.glob("*.policy") if p.stem != path.stem and p.stem.partition(".")[0] == path.stem)
