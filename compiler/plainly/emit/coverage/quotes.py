"""Which published sentences carry a fact: read from the page document of the full statement, so that they are quoted as published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from plainly.bearing import names_in
from plainly.page import Block, Break, Inline, ListBlock, Named, Page, Paragraph, Passage, Section, Table, Text
from plainly.sentences_in import sentences_in

if TYPE_CHECKING:
    from plainly.model import Fact, Name


class Run(NamedTuple):
    """A paragraph, an item or a row, as text. `marks` are words that carry facts: where they stand, what they name, which facts.

    `facts` are those that it stands for as a whole.
    """

    text: str
    marks: tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...]
    facts: tuple[str, ...]


class Quotes:
    """The sentences of a clause as it is published in one locale. `language` is that of the words."""

    def __init__(self, passage: Passage, locale: str, names: Mapping[str, Name]) -> None:
        self.language = passage.language or locale
        self.names = names
        self.sentences: list[str] = []
        self._carriers: dict[str, dict[int, set[str]]] = {}  # fact → sentence → what it names
        self._spoken: dict[str, tuple[int, ...]] = {}  # name → sentences with one of its wordings
        for run in _runs(passage.blocks, ()):
            for start, end in sentences_in(run.text, self.language):
                self._sentence(run, start, end)

    def _sentence(self, run: Run, start: int, end: int) -> None:
        number = len(self.sentences)
        self.sentences.append(" ".join(run.text[start:end].split()))
        for fact in run.facts:
            self._carriers.setdefault(fact, {})[number] = set()
        for at, names, facts in run.marks:
            if start <= at < end:
                for fact in facts:
                    self._carriers.setdefault(fact, {}).setdefault(number, set()).update(names)

    def of(self, fact: str, names: frozenset[str]) -> tuple[int, ...]:
        """Numbers of the sentences that together say a fact: no more of them than its names need. Without any, the first of the clause."""
        carriers = self._carriers.get(fact, {})
        missed = names.difference(*carriers.values())
        if missed:
            carriers = {number: set(said) for number, said in carriers.items()}
            for name in missed:
                for number in self._saying(name):
                    carriers.setdefault(number, set()).add(name)
        chosen = _cover(carriers, names, [])
        if names.difference(*(carriers[number] for number in chosen)):  # said by a term, the members of a group, a condition's words
            chosen = _cover(carriers, set().union(*carriers.values()) - names, chosen)
        return tuple(sorted(chosen or carriers)) or ((0,) if self.sentences else ())

    def _saying(self, name: str) -> tuple[int, ...]:
        """Numbers of the sentences in which the label or a declared form of a name stands."""
        known = self._spoken.get(name)
        if known is None:
            entry = self.names.get(name)
            wording = entry.labels.get(self.language) if entry else None
            phrases = map(_plain, (wording.label, *wording.forms)) if wording else ()
            occurring = [phrase for phrase in phrases if phrase in self._text]
            known = (
                tuple(n for n, text in enumerate(self._plain) if any(_stands(phrase, text) for phrase in occurring)) if occurring else ()
            )
            self._spoken[name] = known
        return known

    @cached_property
    def _plain(self) -> list[str]:
        return list(map(_plain, self.sentences))

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._plain)


def said_by(fact: Fact) -> frozenset[str]:
    """The names that a fact uses; a contact point as its party's."""
    return frozenset(name.partition(".")[0] for name in names_in(fact))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _stands(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text as whole words."""
    at = text.find(phrase) if phrase else -1
    while at >= 0:
        end = at + len(phrase)
        if not (at and text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
            return True
        at = text.find(phrase, at + 1)
    return False


def _cover(carriers: Mapping[int, AbstractSet[str]], wanted: AbstractSet[str], chosen: list[int]) -> list[int]:
    """`chosen` with as few more sentences as say all of `wanted` that is said at all; the fullest first, then the earlier."""
    if len(carriers) == 1:
        return list(carriers)
    result = list(chosen)
    left = set().union(*carriers.values()).intersection(wanted).difference(*(carriers[number] for number in result))
    while left:
        best = max(sorted(carriers), key=lambda number: len(carriers[number] & left))
        result.append(best)
        left -= carriers[best]
    return result


def passages(page: Page) -> dict[str, Passage]:
    """The clauses on a page by their id."""
    found = {}
    waiting: list[Block] = list(page.blocks)
    while waiting:
        block = waiting.pop()
        if isinstance(block, Passage):
            found[block.id] = block
        elif isinstance(block, Section):
            waiting += block.blocks
    return found


def _runs(blocks: tuple[Block, ...], facts: tuple[str, ...]) -> Iterator[Run]:
    for block in blocks:
        match block:
            case Paragraph(children):
                yield _run(children, facts)
            case ListBlock():
                for item, own in zip_longest(block.items, block.facts, fillvalue=()):
                    yield from _runs(item, own or facts)
            case Table():
                for row, own in zip_longest(block.rows, block.facts, fillvalue=()):
                    yield _run(_cells(row), own or facts)
            case _:
                yield from _runs(block.blocks, facts)


def _cells(row: tuple[tuple[Inline, ...], ...]) -> tuple[Inline, ...]:
    filled = [cell for cell in row if cell]
    return tuple(part for number, cell in enumerate(filled) for part in ((Text(" | "), *cell) if number else cell))


def _run(content: tuple[Inline, ...], facts: tuple[str, ...]) -> Run:
    parts: list[str] = []
    marks: list[tuple[int, tuple[str, ...], tuple[str, ...]]] = []
    _gather(content, parts, marks, 0)
    return Run("".join(parts), tuple(marks), facts)


def _gather(content: tuple[Inline, ...], parts: list[str], marks: list[tuple[int, tuple[str, ...], tuple[str, ...]]], start: int) -> int:
    """Adds the text of inline content, which begins at `start`, and its marks; returns where it ends."""
    at = start
    for node in content:
        if isinstance(node, (Text, Break)):
            parts.append(node.text if isinstance(node, Text) else " ")
            at += len(parts[-1])
            continue
        first = len(parts)
        end = _gather(node.children, parts, marks, at)
        facts = getattr(node, "facts", ())
        if facts:
            names = tuple(name.partition(".")[0] for name in node.names) if isinstance(node, Named) else ()
            marks.append((at, names or ("".join(parts[first:]),), facts))
        at = end
    return at
