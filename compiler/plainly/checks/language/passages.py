"""The text of a policy as people read it, paragraph by paragraph, with the way back to where each word stands in the source.

A passage is a paragraph, an item of a list or a cell of a table: references are their words or the label they print, marks of
stress are gone. What is shown in the policy's own language for want of a translation is left out of the translation's text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from plainly import style
from plainly.checks.finding import Finding
from plainly.checks.pairs import bare, parts
from plainly.locales import published, read_toml
from plainly.sentences_in import sentences_in
from plainly_dsl import references
from plainly_dsl.references import Reference

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.model import Clause, Policy

#: Signs that are no words: marks of stress, escapes, ends of lines, spaces of other kinds.
_MARKUP = "*\\\n\r\t\u00a0\u202f"
_CELL = re.compile(r"[^|]+")


class Mark(NamedTuple):
    """A reference of a passage: where its words stand there."""

    reference: Reference
    start: int
    end: int


class Passage(NamedTuple):
    """A paragraph, item or cell as people read it.

    `pieces` are offsets in the text, each with the offset in the run it comes from. `simple` is the text as it is searched for phrases.
    `opens` tells whether it ends in a colon and the run goes on, mostly with a list.
    """

    pointer: str
    clause: Clause
    locale: str
    text: str
    simple: str
    pieces: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    sentences: tuple[tuple[int, int], ...]
    opens: bool

    def source(self, offset: int) -> int:
        """Where a character stands in the run; one of a printed label: where its reference does."""
        at, run = self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1]
        return run + offset - at

    def finding(self, code: str, start: int, end: int, **args: str) -> Finding:
        """A finding at some words; `word` is what they are, in one line."""
        args = {"word": " ".join(self.text[start:end].split()), **args}
        return Finding(code, self.pointer, args, self.source(start), self.source(end - 1) + 1)

    def within(self, start: int, end: int, kind: str = "") -> tuple[Mark, ...]:
        """The references, or those of a kind, that have a word in common with some words."""
        first = bisect_right(self.marks, start, key=lambda mark: mark.end)
        after = bisect_left(self.marks, end, key=lambda mark: mark.start)
        return tuple(mark for mark in self.marks[first:after] if not kind or mark.reference.kind == kind)

    def leads(self, start: int, end: int) -> bool:
        """Whether a link to a section or to the web stands between two offsets."""
        first = bisect_left(self.marks, start, key=lambda mark: mark.start)
        here = takewhile(lambda mark: mark.start < end, islice(self.marks, first, None))
        return any(mark.reference.kind in {"section", "url"} for mark in here)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence that a character belongs to."""
        number = bisect_right(self.sentences, offset, key=lambda span: span[1])
        return self.sentences[min(number, len(self.sentences) - 1)]


class Texts:
    """All passages of a policy, by locale: those of its clauses, and the lines of its summary."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.locales = published(policy)

    @cached_property
    def clauses(self) -> dict[str, tuple[Passage, ...]]:
        """The statement's own passages."""
        return {locale: tuple(_of_clauses(self.policy, locale)) for locale in self.locales}

    @cached_property
    def lines(self) -> dict[str, tuple[Passage, ...]]:
        """The lines of the summary; one that repeats its clause is left out."""
        return {locale: tuple(_of_lines(self.policy, locale)) for locale in self.locales}

    @cached_property
    def simple(self) -> dict[str, str]:
        """Per locale everything in one text, as `style.simple` has it, for a first look at which phrases occur at all."""
        everything = {locale: (*self.clauses[locale], *self.lines[locale]) for locale in self.locales}
        return {locale: "\n".join(passage.simple for passage in found) for locale, found in everything.items()}

    @cached_property
    def whole(self) -> dict[str, str]:
        """Per locale all passages of the clauses in one text."""
        return {locale: "\n".join(passage.text for passage in self.clauses[locale]) for locale in self.locales}

    def has(self, locale: str, phrase: str) -> bool:
        """Whether a phrase stands in the text just as it is written, as whole words."""
        text = self.whole[locale]
        return phrase in text and bool(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text))

    def times(self, locale: str, phrase: str) -> int:
        """How often a phrase, written as `style.simple` has it, begins a word of the text. It is not empty."""
        text, count, at = self.simple[locale], 0, 0
        while (at := text.find(phrase, at)) >= 0:  # many times faster than a pattern that begins with what may not stand before
            begins = not at or not (text[at - 1].isalnum() or text[at - 1] == "_")
            count += begins
            at += len(phrase) if begins else 1
        return count

    def spots(self, locale: str, listed: Iterable[str], *, lines: bool = False) -> Iterator[tuple[Passage, int, int]]:
        """Where phrases stand in the clauses, and if wanted in the lines of the summary; not where they are marked as harmless."""
        wanted = style.present(self.simple[locale], listed)
        if not wanted:
            return
        for passage in (*self.clauses[locale], *(self.lines[locale] if lines else ())):
            here = style.present(passage.simple, wanted)
            for start, end in apart(style.spots(passage.text, here)) if here else ():
                if not passage.within(start, end, "harmless"):
                    yield passage, start, end


def texts(claims: Claims) -> Texts:
    """The passages of the policy that is being checked, made once for all checks."""
    return claims.once(_texts)


def _texts(claims: Claims) -> Texts:
    return Texts(claims.policy)


def apart(spots: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spots in order; of those that overlap the longest."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spots, key=lambda spot: (spot[0], -spot[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _of_clauses(policy: Policy, locale: str) -> Iterator[Passage]:
    foreign = frozenset(policy.untranslated.get(locale, ()))
    for number, clause in enumerate(policy.clauses):
        if clause.text.get(locale) and f"clause:{clause.id}" not in foreign:
            yield from _passages(policy, clause, locale, f"/clauses/{number}/text/{locale}", clause.text[locale])


def _of_lines(policy: Policy, locale: str) -> Iterator[Passage]:
    foreign = frozenset(policy.untranslated.get(locale, ()))
    for number, clause in enumerate(policy.clauses):
        said = frozenset(" ".join(run.split()) for run in clause.text.get(locale, ()))
        for line, written in enumerate(clause.highlights):
            if locale in written and f"highlight:{clause.id}:{line}" not in foreign and " ".join(written[locale].split()) not in said:
                pointer = f"/clauses/{number}/highlights/{line}/{locale}"
                yield from _passages(policy, clause, locale, pointer, (written[locale],), single=True)


def _passages(
    policy: Policy, clause: Clause, locale: str, pointer: str, runs: tuple[str, ...], *, single: bool = False
) -> Iterator[Passage]:
    found = parts(runs)
    number = -1
    for index, part in enumerate(found):
        if part.run != number:
            number = part.run
            words = _without_markup(bare(runs[number]))
            marked = references.find(runs[number])[0]
            places = [reference.start for reference in marked]
        goes_on = index + 1 < len(found) and found[index + 1].run == number
        spans = [(part.start, part.start + len(part.words))]
        if part.words.lstrip().startswith("|"):
            spans = [match.span() for match in _CELL.finditer(words, *spans[0])]
        for start, end in spans:
            inside = marked[bisect_left(places, start) : bisect_left(places, end)]
            text, pieces, marks = _published(policy, locale, words, inside, start, end)
            if text.strip():
                at = pointer if single else f"{pointer}/{number}"
                opens = goes_on and text.rstrip().endswith(":")
                yield Passage(at, clause, locale, text, style.simple(text), pieces, marks, sentences_in(text, locale), opens)


def _without_markup(text: str) -> str:
    """A text of the same length with spaces for signs that are no words."""
    for sign in _MARKUP:
        text = text.replace(sign, " ")
    return text


def _published(
    policy: Policy, locale: str, words: str, inside: list[Reference], start: int, end: int
) -> tuple[str, tuple[tuple[int, int], ...], tuple[Mark, ...]]:
    """A part of a run as it is printed, where its pieces come from, and its references."""
    if not inside:
        return words[start:end], ((0, start),), ()
    texts: list[str] = []
    pieces, marks, at, size = [(0, start)], [], start, 0
    for reference in inside:
        surface = reference.surface
        shown = _label(policy, locale, reference) if surface is None else _without_markup(surface)
        texts += (words[at : reference.start], shown)
        size += reference.start - at
        if shown:
            pieces.append((size, reference.start + (surface is not None)))
            marks.append(Mark(reference, size, size + len(shown)))
        size += len(shown)
        at = reference.end
        pieces.append((size, at))
    return "".join((*texts, words[at:end])), tuple(pieces), tuple(marks)


def _label(policy: Policy, locale: str, reference: Reference) -> str:
    """What a reference without words prints; of a value or a section about that."""
    if reference.kind == "section":
        return _without_markup(str(read_toml(locale, "interface")["reference"]["section"]).format(number=1))
    label = ", ".join(_printed(policy, locale, target.text) for target in reference.targets) if reference.kind == "name" else ""
    return label[:1].upper() + label[1:] if reference.capital else label


def _printed(policy: Policy, locale: str, target: str) -> str:
    name, _, point = target.partition(".")
    entry = policy.names.get(name)
    if entry is None:
        return target
    if point:
        return str(getattr(entry, point, "") or "") if point in {"email", "form", "url", "phone"} else target
    if entry.value:
        return f"{entry.value.amount} {entry.value.unit}"
    return entry.labels[locale].label if locale in entry.labels else target
