"""A policy's texts beside their translations, and texts with their markup hidden in place, so that offsets stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from plainly.locales import published
from plainly_dsl import references
from plainly_dsl.references import Reference

if TYPE_CHECKING:
    from plainly.model import Clause, Policy

#: Where a new paragraph, item of a list or row of a table begins.
_BREAK = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*+]|\d+[.)]|\(?(?:[a-z]|[ivxlc]+)[.)])[ \t])|\n(?=[ \t]*\|)")
_MARKER = re.compile(r"^([ \t]*)((?:[-*+]|\(?\d+[.)]|\(?(?:[a-z]|[ivxlc]+)[.)])(?=[ \t]))", re.MULTILINE)


class Pair(NamedTuple):
    """A unit's runs in the policy's own language and in a translation.

    `pointer` leads to the translation; with `runs` it is a list. `clause` is None for titles, headings and labels.
    """

    unit: str
    locale: str
    pointer: str
    runs: bool
    source: tuple[str, ...]
    text: tuple[str, ...]
    clause: Clause | None = None

    def place(self, run: int) -> str:
        """The pointer of a run of the translation."""
        return f"{self.pointer}/{run}" if self.runs else self.pointer


def pairs(policy: Policy) -> Iterator[Pair]:
    """Every text that has a translation, with each of them; parts shown in the policy's own language are left out."""
    for locale in published(policy)[1:]:
        left_out = frozenset(policy.untranslated.get(locale, ()))
        for pair in _pairs(policy, locale):
            if pair.unit not in left_out and pair.text:
                yield pair


def _pairs(policy: Policy, locale: str) -> Iterator[Pair]:
    def single(unit: str, pointer: str, texts: dict[str, str], clause: Clause | None = None) -> Iterator[Pair]:
        if policy.language in texts and locale in texts:
            yield Pair(unit, locale, f"{pointer}/{locale}", False, (texts[policy.language],), (texts[locale],), clause)

    yield from single("title", "/title", policy.title)
    yield from single("subtitle", "/subtitle", policy.subtitle)
    for number, section in enumerate(policy.sections):
        yield from single(f"section:{section.id}", f"/sections/{number}/title", section.title)
    for number, clause in enumerate(policy.clauses):
        if clause.text.get(policy.language):
            own, other = clause.text[policy.language], clause.text.get(locale, ())
            yield Pair(f"clause:{clause.id}", locale, f"/clauses/{number}/text/{locale}", True, own, other, clause)
        for line, texts in enumerate(clause.highlights):
            yield from single(f"highlight:{clause.id}:{line}", f"/clauses/{number}/highlights/{line}", texts, clause)
    for number, group in enumerate(policy.highlights):
        yield from single(f"group:{group.id}", f"/highlights/{number}/title", group.title)


@lru_cache(maxsize=4096)
def bare(run: str, *, harmless: bool = False, label: str = " ") -> str:
    """A run with its markup replaced by spaces, so that only the words people read are left, each where it stood.

    References keep their surface; `harmless` ones keep it only where that is asked for. One that prints a label is filled with
    `label`, a single character.
    """
    text = hidden(run, lambda reference: f" {reference.surface}" if harmless or reference.kind != "harmless" else "", " ", label)
    return _MARKER.sub(lambda match: match[1] + " " * len(match[2]), text)


def hidden(run: str, shown: Callable[[Reference], str], fill: str, label: str = "") -> str:
    """A run of the same length in which each reference is what `shown` makes of its words, and `fill` for the rest of it.

    Of a reference without words nothing is shown: it is filled with `label`, where that is given.
    """
    pieces: list[str] = []
    at = 0
    for reference in references.find(run)[0]:
        words = shown(reference) if reference.surface is not None else ""
        rest = fill if reference.surface is not None else label or fill
        pieces += (run[at : reference.start], words, rest * (reference.end - reference.start - len(words)))
        at = reference.end
    pieces.append(run[at:])
    return "".join(pieces)


class Part(NamedTuple):
    """A paragraph, item or row: the run it stands in, its offset there, and its words."""

    run: int
    start: int
    words: str


@lru_cache(maxsize=4096)
def parts(runs: tuple[str, ...]) -> tuple[Part, ...]:
    """A unit's paragraphs, items of lists and rows of tables, in order."""
    found = []
    for number, run in enumerate(runs):
        text, at = bare(run), 0
        for match in (*_BREAK.finditer(run), None):
            end = match.start() if match else len(run)
            if text[at:end].strip(" \t\n|-"):
                found.append(Part(number, at, text[at:end]))
            at = match.end() if match else end
    return tuple(found)
