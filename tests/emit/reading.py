"""HTML as a reader meets it: its text, links, tables, headings and emphasized words, for comparing two renderings."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from plainly_dsl.prose import marker_text

VOID = frozenset({"meta", "link", "br"})
INLINE = frozenset({"a", "span", "em", "strong", "br"})
#: Elements that hold inline content only, and those that hold certain children only.
PHRASES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "th", "dt", "title", *INLINE})
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "table": {"caption", "thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "dl": {"div"},
}


@dataclass
class Reading:
    """What was read. White space is collapsed; lettered lists show their markers, as on screen."""

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    emphasized: list[str] = field(default_factory=list)
    items: int = 0


def words(text: str) -> str:
    """Text with its white space collapsed."""
    return " ".join(text.split())


class _Reader(HTMLParser):
    def __init__(self, inside: str) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = inside
        self.open: list[tuple[str, dict[str, str], int]] = []
        self.text = ""
        self.reading = Reading()
        self.lists: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        self.text += " " if tag not in INLINE or tag == "br" else ""
        if tag in {"ol", "ul"}:
            style = {"a": "lower-alpha", "i": "lower-roman"}.get(attributes.get("type", ""), "")
            self.lists.append((style, int(attributes.get("start") or 1)))
        elif tag == "li":
            style, number = self.lists[-1]
            self.lists[-1] = (style, number + 1)
            self.text += f"({marker_text(number, style)}) " if style else ""
        elif tag == "table":
            self.reading.tables.append([])
        elif tag == "tr":
            self.reading.tables[-1].append([])
        if tag not in VOID:
            self.open.append((tag, attributes, len(self.text)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # `<br />` opens nothing

    def handle_data(self, data: str) -> None:
        if not self.inside or any(tag == self.inside for tag, _, _ in self.open):
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        name, attributes, start = self.open.pop()
        assert name == tag, f"<{name}> is closed by </{tag}>"
        self.take(tag, attributes, words(self.text[start:]))
        self.text += " " if tag not in INLINE else ""
        if tag == (self.inside or "html"):
            self.reading.text = words(self.text)
        if tag in {"ol", "ul"}:
            self.lists.pop()

    def take(self, tag: str, attributes: dict[str, str], text: str) -> None:
        reading = self.reading
        if self.inside and not any(name == self.inside for name, _, _ in self.open):
            return
        if tag == "a" and "href" in attributes:
            reading.links.append((attributes["href"], text))
        elif tag in {"em", "strong", "caption", "dt"} and text:
            reading.emphasized.append(text)
        elif tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            reading.headings.append((tag, text))
        elif tag in {"th", "td"}:
            reading.tables[-1][-1].append(text)
        elif tag == "li" or (tag == "div" and self.open[-1][0] == "dl"):
            reading.items += 1


def read_html(text: str, inside: str = "") -> Reading:
    """What HTML says; `inside` limits it to the content of one element, such as `main`. Asserts that elements are nested."""
    reader = _Reader(inside)
    reader.feed(text if inside else f"<html>{text}</html>")
    reader.close()
    assert not reader.open
    return reader.reading


def read_markdown(text: str) -> Reading:
    """What CommonMark with GFM tables says once rendered."""
    return read_html(MarkdownIt("commonmark").enable("table").render(text))


class _Nesting(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self.open[-1] if self.open else ""
        wrong = (parent in PHRASES and tag not in INLINE) or (tag == "a" and "a" in self.open) or tag not in CHILDREN.get(parent, {tag})
        if wrong:
            self.faults.append(f"<{tag}> in <{parent}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


def nesting_faults(text: str) -> list[str]:
    """Elements that stand where HTML does not allow them."""
    parser = _Nesting()
    parser.feed(text)
    parser.close()
    return parser.faults + parser.open


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {key: value or "" for key, value in attrs}))


def elements(text: str, tag: str = "") -> list[tuple[str, dict[str, str]]]:
    """All elements, or those of one tag, with their attributes."""
    parser = _Elements()
    parser.feed(text)
    parser.close()
    return [element for element in parser.found if not tag or element[0] == tag]
