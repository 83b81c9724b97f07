"""A policy with its translations as translators see it: units with their states, before anything is filled in or left out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from plainly.load import Loaded, load, translations
from plainly.translations.completeness import State, states
from plainly.translations.lock import NAME, Lock, read_lock
from plainly.translations.units import Document
from plainly.write import replace_file
from plainly_dsl.diagnostics import Diagnostic
from plainly_dsl.parse import parse
from plainly_dsl.resolve import Resolved, resolve
from plainly_dsl.source import Source
from plainly_dsl.syntax import Tree

#: What is wrong with a file of which not every character has been read: written anew, it would lose words.
_HALF_READ = frozenset({"too-large", "not-utf8", "forbidden-character", "line-too-long"})


class Work(NamedTuple):
    """One policy. `trees` are its translations by locale.

    `problems` keep it from being worked on: those of the lock, and of files that are wanted and would lose text. `gaps` are
    files that cannot be its translations, and languages it promises without a file.
    """

    path: Path
    document: Document
    trees: dict[str, Tree]
    lock: Lock
    sources: dict[str, Source]
    problems: list[Diagnostic]
    gaps: list[Diagnostic]

    @property
    def language(self) -> str:
        """The language the policy is written in."""
        return str(self.document["language"])

    def states(self, locale: str) -> list[State]:
        """All units with their state in a locale."""
        return list(states(self.document, self.lock, locale))

    def file(self, locale: str) -> Path:
        """Where the translation into a locale stands, or would."""
        return self.path.with_name(f"{self.path.stem}.{locale}.policy")


def work_on(path: Path, wanted: tuple[str, ...] = ()) -> Work | list[Diagnostic]:
    """A policy's translations; only diagnostics where its file cannot be read. `wanted` locales are begun where there is no file."""
    loaded = load(path)
    if not isinstance(loaded, Loaded):
        return loaded
    resolved = resolve(loaded.tree, loaded.included, loaded.translations)
    identity, known = resolved.document["id"], (*resolved.translations, resolved.document["language"])
    gaps = _gaps(path, loaded, resolved)
    lock, problems = read_lock(path.parent)
    files = {locale: str(path.with_name(f"{path.stem}.{locale}.policy")) for locale in wanted}
    for file in files.values():
        problems += [found for found in gaps if found.place.file == file]
        problems += [found for found in loaded.problems if found.place.file == file and found.code in _HALF_READ and found not in gaps]
    fresh = [_begun(file, locale, identity) for locale, file in files.items() if locale not in known and not os.path.lexists(file)]
    if fresh:
        resolved = resolve(loaded.tree, loaded.included, (*loaded.translations, *fresh))
    return Work(path, resolved.document, resolved.trees, lock, loaded.sources, problems, gaps)


def _gaps(path: Path, loaded: Loaded, resolved: Resolved) -> list[Diagnostic]:
    """What is wrong with files that are none of the translations, and languages that have no file."""
    left_out = {*map(str, translations(path))} - {tree.file for tree in resolved.trees.values()}
    problems = (*loaded.problems, *resolved.problems)
    return [found for found in problems if found.place.file in left_out or found.code == "translation-file-missing"]


def _begun(file: str, locale: str, identity: str) -> Tree:
    """A translation that has nothing but its first line yet."""
    return parse(Source(file, f"@translation {locale} of {identity}"))[0]


@contextmanager
def recorded(work: Work) -> Iterator[Lock]:
    """The record of a policy's translations, to be changed; it is written at the end, if it has changed. Raises `OSError`."""
    before = work.lock.text()
    yield work.lock
    if work.lock.text() != before:
        replace_file(work.path.with_name(NAME), work.lock.text().encode("utf-8"))
