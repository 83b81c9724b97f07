"""A page document → one page of semantic HTML5 that needs no script and no other host.

One small function prints each node; the frame around them is the template `page.html`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import NewType, TypeVar, assert_never
from urllib.parse import quote

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from plainly.emit.bidi import isolated
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
from plainly_dsl.storage import cache_folder

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
#: Media types of a page's other forms (`Alternate.kind` of a download); RFC 7763 for Markdown.
MEDIA_TYPES = {"markdown": "text/markdown", "jsonld": "application/ld+json", "turtle": "text/turtle", "json": "application/json"}
#: Text that is markup already. Only `_text` and `_tag` make it from other text, so nothing stays unescaped.
Html = NewType("Html", str)
Part = TypeVar("Part")
LIST_TYPES = {"decimal": "", "lower-alpha": "a", "lower-roman": "i"}

_PERMITTED = re.compile(
    r"https?://[^\s/?#\\][^\s\\]*"  # the web
    r"|mailto:[^\s@\\]+@[^\s@\\]+"  # mail
    r"|(?:\.\./){0,4}(?:\w[\w.-]*/)*\w[\w.-]*(?:#\S+)?"  # a file of the build
    r"|#\S+",  # a place on this page
    re.ASCII | re.IGNORECASE,
)
_URL_SAFE = ";/?:@&=+$,-_.!~*'()#%"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
#: Characters that HTML does not allow → the replacement character.
CONTROLS = dict.fromkeys((*range(9), 11, *range(14, 32), *range(127, 160)), "\ufffd")


def html(page: Page) -> str:
    """A page as an HTML document. A node, list style or download of an unknown kind raises."""
    page = isolated(page)
    return template("page.html").render(
        page=page,
        main=Markup(_blocks(page.blocks)),  # noqa: S704 - `Html` is escaped
        contents=Markup(_contents(page.contents)),  # noqa: S704
        details=[(detail.term, Markup(_inlines(detail.value))) for detail in page.details],  # noqa: S704
        media_types={download.kind: MEDIA_TYPES[download.kind] for download in page.downloads},
    )


@lru_cache(maxsize=4096)
def permitted(href: str) -> str:
    """The address, percent-encoded where needed, if pages may link to it: http(s), mailto, `#…`, our own files; else ""."""
    if not _PERMITTED.fullmatch(href):
        return ""
    return _STRAY_PERCENT.sub("%25", quote(href, safe=_URL_SAFE))


# Frame ------------------------------------------------------------------------------------------


@cache
def template(name: str) -> Template:
    """A compiled template; its bytecode is kept in the user's cache folder where that can be written."""
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.access(folder, os.W_OK):
            return _environment(FileSystemBytecodeCache(str(folder))).get_template(name)
    except OSError:
        pass  # a read-only home or a full disk: slower, not broken
    return _environment(None).get_template(name)


def _environment(stored: FileSystemBytecodeCache | None) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=stored,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["permitted"] = permitted
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False, "allow_nan": False, "indent": 1}
    return environment


def _contents(entries: tuple[Entry, ...]) -> Html:
    """Lines of the table of contents as nested lists."""
    if not entries:
        return Html("")
    lines = []
    for entry in entries:
        link = _link(entry.href, _numbered(entry.number, _text(entry.title)))
        lines.append(_tag("li", Html(f"{link}{_contents(entry.entries)}")))
    return _tag("ol", _lines(lines), _block=True)


# Blocks -----------------------------------------------------------------------------------------


def _blocks(blocks: tuple[Block, ...]) -> Html:
    return _lines(list(map(_block, blocks)))


def _block(block: Block) -> Html:
    match block:
        case Paragraph(children):
            return _tag("p", _inlines(children))
        case ListBlock():
            return _list(block)
        case Table():
            return _table(block)
        case Section():
            return _section(block)
        case Passage(identity, blocks, facts, language):
            told = {"lang": language, "dir": "auto" if language else ""}
            return _tag("div", _blocks(blocks), _block=True, class_="clause", id=identity, data_facts=" ".join(facts), **told)
    assert_never(block)


def _section(section: Section) -> Html:
    """A section under its heading. A table that repeats the heading as its caption is named by the heading instead."""
    if not 2 <= section.level <= 6:
        raise ValueError(f"no heading of level {section.level}")
    heading = f"_{section.id}" if section.id else ""
    title = plain(section.title)
    parts = [_tag(f"h{section.level}", _numbered(section.number, _inlines(section.title)), id=heading)]
    for block in section.blocks:
        echo = isinstance(block, Table) and block.caption == title and heading
        parts.append(_table(block._replace(caption=""), heading) if echo and isinstance(block, Table) else _block(block))
    return _tag("section", _lines(parts), _block=True, id=section.id, aria_labelledby=heading if section.landmark else "")


def _numbered(number: str, title: Html) -> Html:
    return Html(f"{_tag('span', _text(number), class_='number')} {title}") if number else title


def _list(block: ListBlock) -> Html:
    items = _lines([_tag("li", _item(item), data_facts=facts) for item, facts in _borne(block.items, block.facts)])
    if block.style == "bullet":
        return _tag("ul", items, _block=True)
    return _tag("ol", items, _block=True, type=LIST_TYPES[block.style], start="" if block.start == 1 else str(block.start))


def _borne(parts: tuple[Part, ...], facts: tuple[tuple[str, ...], ...]) -> Iterator[tuple[Part, str]]:
    """Items or rows, each with the ids of the facts it stands for as an attribute's value."""
    return zip(parts, map(" ".join, facts) if facts else [""] * len(parts), strict=True)


def _item(blocks: tuple[Block, ...]) -> Html:
    """An item's blocks; a first paragraph alone, or before lists only, stands without `<p>`."""
    first, *rest = blocks or (Paragraph(()),)
    if isinstance(first, Paragraph) and all(isinstance(block, ListBlock) for block in rest):
        return _lines([_inlines(first.children), *map(_block, rest)])
    return _blocks(blocks)


def _table(table: Table, heading: str = "") -> Html:
    """A table in a region that can be scrolled by keyboard; each cell carries its column's name for narrow screens."""
    header = Html("".join(_tag("th", _text(name), scope="col") for name in table.header))
    parts = [_tag("caption", _text(table.caption))] if table.caption else []
    parts.append(_tag("thead", _tag("tr", header)))
    parts.append(_tag("tbody", _lines([_row(table.header, row, facts) for row, facts in _borne(table.rows, table.facts)]), _block=True))
    label = "" if heading else table.caption or ", ".join(filter(None, table.header))
    role = "group" if heading else "region" if label else ""  # a second landmark of the section's name would be one too many
    content = _tag("table", _lines(parts), _block=True)
    return _tag("div", content, _block=True, class_="table", role=role, aria_label=label, aria_labelledby=heading, tabindex="0")


def _row(header: tuple[str, ...], row: tuple[tuple[Inline, ...], ...], facts: str) -> Html:
    cells = [
        _tag("td", _inlines(cell), data_label=name) if number else _tag("th", _inlines(cell), scope="row")
        for number, (name, cell) in enumerate(zip(header, row, strict=True))
    ]
    return _tag("tr", Html("".join(cells)), data_facts=facts)


# Inline -----------------------------------------------------------------------------------------


def _inlines(children: tuple[Inline, ...], *, linked: bool = False) -> Html:
    """Inline content; `linked`: inside a link, where HTML allows no other."""
    return Html("".join([_inline(child, linked=linked) for child in children]))


def _inline(node: Inline, *, linked: bool) -> Html:
    match node:
        case Text(text):
            return _text(text)
        case Break():
            return Html("<br>")
        case Emphasis(children, strong):
            return _tag("strong" if strong else "em", _inlines(children, linked=linked))
        case Link(href, children, facts):
            if not linked and permitted(href):
                return _link(href, _inlines(children, linked=True), facts)
            content = _inlines(children, linked=linked)
            return _tag("span", content, data_facts=" ".join(facts)) if facts else content
        case Named(names, children, definition, facts):
            content = _inlines(children, linked=linked)
            return _tag("span", content, data_name=" ".join(names), data_facts=" ".join(facts), title=definition)
        case Foreign(language, children):
            content = _inlines(children, linked=linked)
            return _tag("span", content, lang=language, dir="auto") if language else _tag("bdi", content, dir="ltr")
    assert_never(node)


def _link(href: str, content: Html, facts: tuple[str, ...] = ()) -> Html:
    """A link, or its words alone where pages may not link to the address."""
    target = permitted(href)
    if not target:
        return content
    rel = "noopener external" if re.match("https?:", target, re.IGNORECASE) else ""
    return _tag("a", content, href=target, rel=rel, data_facts=" ".join(facts))


# Parts ------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _text(text: str) -> Html:
    return Html(escape(text.translate(CONTROLS)))


def _lines(parts: list[Html]) -> Html:
    return Html("\n".join(parts))


def _tag(name: str, content: Html, *, _block: bool = False, **attributes: str) -> Html:
    """An element. Attributes are escaped, and left out where "" (`class_` is `class`, `data_name` is `data-name`)."""
    listed = "".join(f' {key.rstrip("_").replace("_", "-")}="{_text(value)}"' for key, value in attributes.items() if value)
    line = "\n" if _block else ""
    return Html(f"<{name}{listed}>{line}{content}{line}</{name}>")
