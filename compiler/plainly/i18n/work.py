"""A policy with its translations as translators see it: units with their states, before anything is filled in or left out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from plainly.load import Loaded, load
from plainly.translations.completeness import State, states
from plainly.translations.lock import Lock, read_lock
from plainly.translations.units import Document
from plainly_dsl.diagnostics import Diagnostic
from plainly_dsl.parse import parse
from plainly_dsl.resolve import resolve
from plainly_dsl.source import Source
from plainly_dsl.syntax import Tree


class Work(NamedTuple):
    """One policy. `trees` are its translations by locale, `problems` what is wrong with the lock or makes a file unreadable."""

    path: Path
    document: Document
    trees: dict[str, Tree]
    lock: Lock
    sources: dict[str, Source]
    problems: list[Diagnostic]

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
    identity = resolved.document["id"]
    fresh = [_begun(path, locale, identity) for locale in wanted if locale not in (*resolved.translations, resolved.document["language"])]
    if fresh:
        resolved = resolve(loaded.tree, loaded.included, (*loaded.translations, *fresh))
    lock, problems = read_lock(path.parent)
    return Work(path, resolved.document, resolved.trees, lock, loaded.sources, problems)


def _begun(path: Path, locale: str, identity: str) -> Tree:
    """A translation that has nothing but its first line yet."""
    name = str(path.with_name(f"{path.stem}.{locale}.policy"))
    return parse(Source(name, f"@translation {locale} of {identity}"))[0]
