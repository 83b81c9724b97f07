"""Which words of a clause speak of a fact: read from the same page document that is published."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from plainly.bearing import names_in
from plainly.checks.mentions import heading_chains, occurring
from plainly.checks.mentions import plain as in_lower_case
from plainly.compose.statement import passage
from plainly.compose.text import TextComposer
from plainly.page import Block, Inline, Link, ListBlock, Named, Paragraph, Table, Text, plain

if TYPE_CHECKING:
    from plainly.compose.wording import Wording
    from plainly.model import Clause, Fact


class Run(NamedTuple):
    """A paragraph, an item or a row, with the facts that it stands for as a whole."""

    content: tuple[Inline, ...]
    facts: tuple[str, ...] = ()


def mentions(wording: Wording, clause: Clause, fact: Fact) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each heading, paragraph, item or row that speaks of a fact: its text, and the words with the names they stand for.

    Words count if they carry the fact, or are a label or declared form of a name it uses. A generated sentence counts whole.
    """
    if clause.id in wording.silent:
        return
    composer = TextComposer(wording)
    headings = heading_chains(wording.policy.sections).get(clause.section, ())
    runs = [Run(composer.inline(section.title[wording.locale])) for section in headings]
    for block in passage(wording.policy, wording, clause).blocks:
        runs += _runs(block, ())
    for run in runs:
        words = {} if fact.id in run.facts else dict(_words(wording, fact, run.content))
        if words or fact.id in run.facts:
            yield " ".join(plain(run.content).split()), list(words.items())


def _runs(block: Block, facts: tuple[str, ...]) -> Iterator[Run]:
    match block:
        case Paragraph(children):
            yield Run(children, facts)
        case ListBlock():
            for item, own in zip_longest(block.items, block.facts, fillvalue=()):
                for inner in item:
                    yield from _runs(inner, own or facts)
        case Table():
            for row, own in zip_longest(block.rows, block.facts, fillvalue=()):
                cells = [cell for cell in row if cell]
                yield Run(tuple(part for n, cell in enumerate(cells) for part in ((Text(" | "), *cell) if n else cell)), own)
        case _:
            for inner in block.blocks:
                yield from _runs(inner, facts)


def _words(wording: Wording, fact: Fact, content: tuple[Inline, ...]) -> Iterator[tuple[str, str]]:
    """Words that carry the fact with their names ("" for a condition or an address), then labels that simply occur."""
    marked: set[str] = set()
    for node in _nodes(content):
        if fact.id in node.facts:
            names = node.names if isinstance(node, Named) else ()
            marked.update(names)
            yield " ".join(plain(node.children).split()), ", ".join(names)
    text = in_lower_case(plain(content))
    for name in dict.fromkeys(name.partition(".")[0] for name in names_in(fact)):
        found = "" if name in marked else occurring(wording.policy, name, text, wording.locale)
        if found:
            yield found, name


def _nodes(content: tuple[Inline, ...]) -> Iterator[Named | Link]:
    """Names and links in inline content, at any depth."""
    for node in content:
        if isinstance(node, (Named, Link)):
            yield node
        yield from _nodes(getattr(node, "children", ()))
