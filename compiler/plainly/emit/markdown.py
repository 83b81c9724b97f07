"""A page document → CommonMark with GFM tables; rendered, it gives the text, links and tables of the HTML page's main part.

Where Markdown has no form of its own:
- an anchor is an empty `<a id="…">` in a paragraph before what it marks;
- lettered and roman lists are bullet lists whose items begin with their marker, `(a)`, so that references to it still hold;
- emphasis that Markdown would not recognize (next to words, nested) is written as `<em>` and `<strong>`;
- a table's caption is a bold paragraph before it; a line break in a cell or heading is `<br>`;
- two lists in a row are kept apart by an empty comment.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import assert_never

from markupsafe import escape as escape_html

from plainly.emit.html import CONTROLS, permitted
from plainly.page import (
    Block,
    Break,
    Emphasis,
    Entry,
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
    plain,
)
from plainly_dsl.prose import marker_text

_WHITE = re.compile(r"[ \t\n\r\f]+")
_SPECIAL = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w*(?:;|$))")
_AUTOLINK = re.compile(r"(?<=\bwww)(?=\.)|(?<=p:)(?=//)|(?<=ps:)(?=//)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_ENTITY = re.compile(r"&(?=#?\w+;)")
EMPTY_ITEM = "&nbsp;"  # white space that keeps an item from being taken for a heading's underline


def markdown(page: Page) -> str:
    """A page as Markdown, ending in one line feed. A node or list style of an unknown kind raises."""
    blocks: list[Block] = []
    if page.subtitle:
        blocks.append(Paragraph((Text(page.subtitle),)))
    if page.banner:
        blocks.append(Paragraph((Emphasis((Text(page.banner),), strong=True),)))
    if page.details:
        lines = (Paragraph((Emphasis((Text(term),), strong=True), Text(" "), *value)) for term, value in page.details)
        blocks.append(ListBlock("bullet", 1, tuple((line,) for line in lines)))
    if page.contents:
        blocks.append(Section("", 2, "", (Text(page.contents_title),), (_contents(page.contents),)))
    body = _blocks((*blocks, *page.blocks))
    return "\n\n".join(filter(None, [_heading(1, (Text(page.title),)), body])) + "\n"


def _contents(entries: tuple[Entry, ...]) -> ListBlock:
    items: list[tuple[Block, ...]] = []
    for entry in entries:
        line = Paragraph((Link(entry.href, _numbered(entry.number, (Text(entry.title),))),))
        items.append((line, _contents(entry.entries)) if entry.entries else (line,))
    return ListBlock("bullet", 1, tuple(items))


# Blocks -----------------------------------------------------------------------------------------


def _blocks(blocks: tuple[Block, ...]) -> str:
    """Blocks with a blank line between them."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        made = _block(block)
        if not made:
            continue
        if before and _closes_list(before) and _opens_list(block):
            parts.append("<!-- -->")
        parts.append(made)
        before = block
    return "\n\n".join(parts)


def _opens_list(block: Block) -> bool:
    return isinstance(block, ListBlock) or (isinstance(block, Passage) and not block.id and any(map(_opens_list, block.blocks[:1])))


def _closes_list(block: Block) -> bool:
    if isinstance(block, (Passage, Section)):
        return any(map(_closes_list, block.blocks[-1:]))
    return isinstance(block, ListBlock)


def _block(block: Block) -> str:
    match block:
        case Paragraph(children):
            return _paragraph(children)
        case ListBlock():
            return _list(block)
        case Table():
            return _table(block)
        case Section():
            return _section(block)
        case Passage(identity, blocks):
            return "\n\n".join(filter(None, [_anchor(identity), _blocks(blocks)]))
    assert_never(block)


def _anchor(identity: str) -> str:
    return f'<a id="{escape_html(identity)}"></a>' if identity else ""


def _section(section: Section) -> str:
    """A section; a table's caption that repeats the heading is left out, as in HTML."""
    if not 2 <= section.level <= 6:
        raise ValueError(f"no heading of level {section.level}")
    title = plain(section.title)
    blocks = tuple(
        block._replace(caption="") if section.id and isinstance(block, Table) and block.caption == title else block
        for block in section.blocks
    )
    heading = _heading(section.level, _numbered(section.number, section.title))
    return "\n\n".join(filter(None, [_anchor(section.id), heading, _blocks(blocks)]))


def _numbered(number: str, title: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (Text(f"{number} "), *title) if number else title


def _heading(level: int, title: tuple[Inline, ...]) -> str:
    text = re.sub(r"#+$", lambda run: r"\#" * len(run[0]), _one_line(title))
    return f"{'#' * level} {text}".rstrip(" ")


def _paragraph(children: tuple[Inline, ...]) -> str:
    lines = [line.strip(" ") for line in _content(children).split("\n")]
    return "\\\n".join(map(_line_start, lines))


def _line_start(line: str) -> str:
    """A line that nothing makes a heading, quote, list item, underline or row."""
    number = _NUMBER.match(line)
    if number:
        return f"{number[0]}\\{line[number.end() :]}"
    return "\\" + line if line[:1] in set("#>+=:-") and line else line


def _list(block: ListBlock) -> str:
    if block.style not in {"bullet", "decimal", "lower-alpha", "lower-roman"}:
        raise KeyError(block.style)
    items = []
    for number, blocks in enumerate(block.items, block.start):
        marker = f"{number}. " if block.style == "decimal" else "- "
        text = _blocks(_lettered(block.style, number, blocks)) or EMPTY_ITEM
        items.append(marker + re.sub(r"\n(?=[^\n])", "\n" + " " * len(marker), text))
    if _tight(block):
        return "\n".join(item.replace("\n\n", "\n") for item in items)
    return "\n\n".join(items)


def _lettered(style: str, number: int, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """An item that begins with its marker, where the list is lettered or roman."""
    if style in {"bullet", "decimal"}:
        return blocks
    marker = Text(f"({marker_text(number, style)}) ")
    if blocks and isinstance(blocks[0], Paragraph):
        return (Paragraph((marker, *blocks[0].children)), *blocks[1:])
    return (Paragraph((marker,)), *blocks)


def _tight(block: ListBlock) -> bool:
    """Whether each item is a paragraph, alone or with one tight list that may follow it without a blank line."""
    return all(
        bool(item) and isinstance(item[0], Paragraph) and bool(_paragraph(item[0].children))
        and (len(item) == 1 or (len(item) == 2 and _follows(item[1])))
        for item in block.items
    )  # fmt: skip


def _follows(block: Block) -> bool:
    return isinstance(block, ListBlock) and (block.style != "decimal" or block.start == 1) and _tight(block)


def _table(table: Table) -> str:
    """A GFM table; one without columns is nothing."""
    caption = _paragraph((Emphasis((Text(table.caption),), strong=True),))
    if not table.header:
        return caption
    rows = [_row(tuple((Text(name),) for name in table.header)), "|" + " --- |" * len(table.header)]
    rows += [_row(tuple(cell for _, cell in zip(table.header, row, strict=True))) for row in table.rows]
    return "\n\n".join(filter(None, [caption, "\n".join(rows)]))


def _row(cells: tuple[tuple[Inline, ...], ...]) -> str:
    return "| " + " | ".join(map(_one_line, cells)) + " |"


# Inline -----------------------------------------------------------------------------------------


def _one_line(children: tuple[Inline, ...]) -> str:
    return _content(children).replace("\n", "<br>")


def _content(children: tuple[Inline, ...]) -> str:
    """The inline content of a block, with a line feed for each break; no exclamation mark makes a link an image."""
    return re.sub(r"!(?=\[)", r"\\!", _inlines(children, linked=False)).strip()


def _inlines(children: tuple[Inline, ...], *, linked: bool) -> str:
    """Parts of inline content; `linked`: inside a link, which holds no other."""
    nodes = list(_flat(children, linked=linked))
    texts = [_inline(node, linked=linked) for node in nodes]
    result = ""
    for node, text, following, after in zip(nodes, texts, [*nodes, None][1:], [*texts, ""][1:], strict=True):
        if isinstance(node, Emphasis):
            unclear = isinstance(following, Emphasis) or (following is not None and not after)
            result += _emphasis(text, result[-1:], "*" if unclear else after[:1], strong=node.strong)
        else:
            result += text
    return result


def _flat(children: tuple[Inline, ...], *, linked: bool) -> Iterator[Inline]:
    """Nodes without those that leave no mark: `Named`, `Foreign`, links that may not be, empty texts."""
    for child in children:
        if isinstance(child, (Named, Foreign)) or (isinstance(child, Link) and (linked or not permitted(child.href))):
            yield from _flat(child.children, linked=linked)
        elif child != Text(""):
            yield child


def _inline(node: Inline, *, linked: bool) -> str:
    match node:
        case Text(text):
            return _text(text, linked=linked)
        case Break():
            return "\n"
        case Emphasis(children) | Named(_, children) | Foreign(_, children):
            return _inlines(children, linked=linked)
        case Link(href, children):
            return f"[{_inlines(children, linked=True)}]({_destination(permitted(href))})"
    assert_never(node)


@lru_cache(maxsize=4096)
def _text(text: str, *, linked: bool) -> str:
    """Text that Markdown reads as itself; outside links, nor does GFM make links of addresses in it."""
    escaped = _SPECIAL.sub(r"\\\g<0>", _WHITE.sub(" ", text).translate(CONTROLS))
    return escaped if linked else _AUTOLINK.sub(r"\\", escaped)


def _destination(href: str) -> str:
    return _ENTITY.sub("&amp;", re.sub(r"[()]", r"\\\g<0>", href))


def _emphasis(text: str, before: str, after: str, *, strong: bool) -> str:
    """Emphasized text: with stars where CommonMark's flanking rules surely take them, else as elements."""
    if not text.strip(" \n"):
        return text
    if "*" not in text and _flanks(before, text[0]) and _flanks(after, text[-1]):
        mark = "**" if strong else "*"
        return f"{mark}{text}{mark}"
    name = "strong" if strong else "em"
    return f"<{name}>{text.replace(chr(10), '<br>')}</{name}>"


def _flanks(outer: str, inner: str) -> bool:
    """Whether stars between these characters turn towards the inner one (CommonMark 0.31, 6.2)."""
    if inner.isspace() or outer == "*":
        return False
    return inner.isalnum() or not outer or outer in string.punctuation + "\n" or unicodedata.category(outer) == "Zs"
