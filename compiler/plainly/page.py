"""The page document: what a page says and how it is built, free of any format.

Compose makes it, each emitter prints it, total over these nodes. Text is plain text; nothing here is markup.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

# Inline -----------------------------------------------------------------------------------------


class Text(NamedTuple):
    """Words as they are read."""

    text: str


class Emphasis(NamedTuple):
    """Stressed words, `strong` ones in bold."""

    children: tuple[Inline, ...]
    strong: bool


class Link(NamedTuple):
    """`href` is relative to the page, `#anchor`, `mailto:` or `http(s):`; `facts` are the ids of facts that it helps to say."""

    href: str
    children: tuple[Inline, ...]
    facts: tuple[str, ...] = ()


class Named(NamedTuple):
    """Words that carry names of the vocabulary; `definition` is a line for the reader, "" where there is none.

    `facts` are the ids of the facts that these words help to say; there may be facts without names (a condition, an address).
    """

    names: tuple[str, ...]
    children: tuple[Inline, ...]
    definition: str
    facts: tuple[str, ...] = ()


class Foreign(NamedTuple):
    """Words in another language than the page's; `language` is its tag, "" for a left-to-right passage of a right-to-left page."""

    language: str
    children: tuple[Inline, ...]


class Break(NamedTuple):
    """A line break inside a paragraph."""


# Blocks -----------------------------------------------------------------------------------------


class Paragraph(NamedTuple):
    """A paragraph."""

    children: tuple[Inline, ...]


class ListBlock(NamedTuple):
    """`style`: bullet, decimal, lower-alpha or lower-roman; `items` are blocks each.

    `facts`, where there are any, are for each item the ids of the facts it stands for.
    """

    style: str
    start: int
    items: tuple[tuple[Block, ...], ...]
    facts: tuple[tuple[str, ...], ...] = ()


class Table(NamedTuple):
    """`caption` names the table; cells are inline content; every row has as many cells as the header.

    `facts`, where there are any, are for each row the ids of the facts it stands for.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    facts: tuple[tuple[str, ...], ...] = ()


class Section(NamedTuple):
    """A heading with what stands below it. `level` 2 … 5 (1 is the page's title), `number` such as "2.5" or "".

    `landmark`: those who hear the page can jump to it by its heading's words, so no other one there has the same.
    """

    id: str
    level: int
    number: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    landmark: bool = True


class Passage(NamedTuple):
    """A clause: an anchor around its blocks; `facts` are the ids of the facts it states, `language` another than the page's."""

    id: str
    blocks: tuple[Block, ...]
    facts: tuple[str, ...] = ()
    language: str = ""


Inline: TypeAlias = Text | Emphasis | Link | Named | Foreign | Break
Block: TypeAlias = Paragraph | ListBlock | Table | Section | Passage


# Pages ------------------------------------------------------------------------------------------


class Entry(NamedTuple):
    """A line of the table of contents."""

    href: str
    number: str
    title: str
    entries: tuple[Entry, ...]


class Detail(NamedTuple):
    """A term and its value at the head of a page, such as “Effective: 1 March 2026”."""

    term: str
    value: tuple[Inline, ...]


class Alternate(NamedTuple):
    """Another form of the page: `kind` is a locale (hreflang), `markdown`, `jsonld`, `turtle`, `json`, or a page kind."""

    kind: str
    href: str
    title: str


class Page(NamedTuple):
    """One page in one locale.

    `kind`: `statement`, `highlights` or `facts`; `coverage` and `overview` are reports. `here` and `there` are the page's words for
    navigation. `notice` is the small JSON-LD object that is embedded in the page. `banner` tells that parts are in another language.
    `root` leads to the top of the output.
    """

    kind: str
    policy: str
    locale: str
    direction: str
    title: str
    subtitle: str
    details: tuple[Detail, ...]
    contents_title: str
    contents: tuple[Entry, ...]
    blocks: tuple[Block, ...]
    pages: tuple[Alternate, ...]
    locales: tuple[Alternate, ...]
    downloads: tuple[Alternate, ...]
    words: dict[str, str]
    notice: dict[str, object]
    banner: str = ""
    root: str = "../../"


PAGE_FILES = {"statement": "index", "highlights": "highlights", "facts": "facts"}


def plain(children: tuple[Inline, ...]) -> str:
    """The text of inline content, without any marks."""
    parts = []
    for child in children:
        if isinstance(child, Text):
            parts.append(child.text)
        elif isinstance(child, Break):
            parts.append(" ")
        else:
            parts.append(plain(child.children))
    return "".join(parts)
