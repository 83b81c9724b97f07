"""Paths → texts. The only place that reads policies from disk; includes cannot leave the policies' folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import NamedTuple

from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.parse import parse
from plainly_dsl.source import Source, decode
from plainly_dsl.syntax import Remark, Tree

#: A notice.json is bounded as a policy file is; the document is larger than its source.
MAX_NOTICE_BYTES = 20_000_000


class Loaded(NamedTuple):
    """A policy's file and those it includes, parsed; `sources` by the name that messages use."""

    tree: Tree
    included: tuple[Tree, ...]
    sources: dict[str, Source]
    problems: list[Diagnostic]


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
    data, problems = read_bytes(path, 10_000_000)
    if data is None:
        return problems
    source, slips = decode(str(path), data)
    tree, mistakes = parse(source)
    loader = _Includes(path, {source.name: source}, [*slips, *mistakes])
    loader.follow(tree, (path.resolve(),))
    return Loaded(tree, tuple(loader.trees), loader.sources, loader.problems)


class _Includes:
    """Follows `@include`, depth first, each file once."""

    def __init__(self, main: Path, sources: dict[str, Source], problems: list[Diagnostic]) -> None:
        folder = main.resolve().parent
        # policies/<id>/<id>.policy may share files of the folder that holds all policies
        self.root = folder.parent if folder.name == main.stem else folder
        self.folders = (main.parent, main.parent.parent) if self.root != folder else (main.parent,)
        self.sources = sources
        self.problems = problems
        self.trees: list[Tree] = []
        self.seen: set[Path] = set()

    def follow(self, tree: Tree, chain: tuple[Path, ...]) -> None:
        for block in tree.blocks:
            if isinstance(block, Remark) and block.keyword.text == "include":
                place = Place(tree.file, block.start + block.text.start, block.start + block.text.end)
                target = self.target(block.text.text.strip().strip('"“”„«»'), place)
                if target is None:
                    continue
                if target.resolve() in chain:
                    self.problems.append(Diagnostic("include-cycle", place, {"path": target.name}))
                elif target.resolve() not in self.seen:
                    self.include(target, (*chain, target.resolve()))

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
            if candidate.is_file():
                if candidate.resolve().is_relative_to(self.root):
                    return candidate
                self.problems.append(Diagnostic("include-outside", place, args))
                return None
        self.problems.append(Diagnostic("include-missing", place, args))
        return None

    def include(self, path: Path, chain: tuple[Path, ...]) -> None:
        self.seen.add(path.resolve())
        data, problems = read_bytes(path, 10_000_000)
        self.problems += problems
        if data is None:
            return
        source, slips = decode(str(path), data)
        tree, mistakes = parse(source)
        self.sources[source.name] = source
        self.problems += [*slips, *mistakes]
        self.follow(tree, chain)
        self.trees.append(tree)
