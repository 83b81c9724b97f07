"""A right-to-left page with its left-to-right passages set apart: names, addresses of mail, web and post, telephone numbers.

Without that, a reader of Arabic sees the parts of `+353 1 555` or `1 Field Lane` in another order (Unicode UAX 9). Authors
cannot mark such passages themselves, since invisible characters are forbidden in policies.
"""

from __future__ import annotations

import re
from typing import assert_never

from plainly.page import (
    Block,
    Break,
    Detail,
    Emphasis,
    Foreign,
    Inline,
    Link,
    ListBlock,
    Named,
    Page,
    Paragraph,
    Passage,
    Section,
    Table,
    Text,
)

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # Hebrew, Arabic and their neighbours, with their punctuation
_RUN = re.compile(rf"(?<![+(])[+(]*[^\W_{_RTL}][^\s{_RTL}]*(?:[ \u00a0][^\s{_RTL}]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_CLOSING = ".,:;!?…»”’\"' \u00a0–—-(["


def isolated(page: Page) -> Page:
    """The page; where it reads from right to left, every passage of the other direction is a `Foreign` without a language."""
    if page.direction != "rtl":
        return page
    details = tuple(Detail(term, _inlines(value)) for term, value in page.details)
    return page._replace(details=details, blocks=tuple(map(_block, page.blocks)))


def _block(block: Block) -> Block:
    match block:
        case Paragraph(children):
            return Paragraph(_inlines(children))
        case ListBlock():
            return block._replace(items=tuple(tuple(map(_block, item)) for item in block.items))
        case Table():
            return block._replace(rows=tuple(tuple(map(_inlines, row)) for row in block.rows))
        case Section():
            return block._replace(title=_inlines(block.title), blocks=tuple(map(_block, block.blocks)))
        case Passage():
            return block if block.language else block._replace(blocks=tuple(map(_block, block.blocks)))
    assert_never(block)


def _inlines(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(part for child in children for part in _inline(child))


def _inline(node: Inline) -> tuple[Inline, ...]:
    match node:
        case Text(text):
            return split(text)
        case Emphasis(children) | Link(_, children) | Named(_, children):
            return (node._replace(children=_inlines(children)),)
        case Break() | Foreign():
            return (node,)
    assert_never(node)


def split(text: str) -> tuple[Inline, ...]:
    """A text of a right-to-left page as pieces, those of the other direction set apart; a number alone needs nothing."""
    parts: list[Inline] = []
    at = 0
    for match in _RUN.finditer(text):
        run, start = match[0].rstrip(_CLOSING), match.start()
        if run.startswith("(") and run.find(")") in {-1, len(run) - 1}:  # the bracket belongs to the text around
            run, start = run[1:], start + 1
        while run.endswith(")") and run.count(")") > run.count("("):
            run = run[:-1].rstrip(_CLOSING)
        if _LETTER.search(run) or " " in run or run.startswith("+"):
            parts += [Text(text[at:start])] * (start > at)
            parts.append(Foreign("", (Text(run),)))
            at = start + len(run)
    return (*parts, Text(text[at:])) if text[at:] or not parts else tuple(parts)
