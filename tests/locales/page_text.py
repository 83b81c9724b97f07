"""What people see or hear of an HTML page: its texts and the attributes that are read out."""

from __future__ import annotations

from html.parser import HTMLParser

READ_OUT = frozenset({"title", "aria-label", "data-label", "alt"})
#: Elements within a text; any other begins a text of its own.
INLINE = frozenset({"a", "span", "em", "strong", "bdi"})
SILENT = frozenset({"script", "style"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = [""]
        self.attributes: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.silent += tag in SILENT
        if tag not in INLINE:
            self.texts.append("")
        if tag == "meta" and given.get("name") == "description":
            self.attributes.append(given.get("content") or "")
        self.attributes += [given[name] or "" for name in sorted(READ_OUT & given.keys())]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT
        if tag not in INLINE:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts[-1] += data


def texts(page: str) -> list[str]:
    """The texts of a page, a block each, and its attributes that are read out; white space is collapsed."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return [text for text in (" ".join(part.split()) for part in (*reader.texts, *reader.attributes)) if text]
