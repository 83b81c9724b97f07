"""What prose must not contain, found line by line before Markdown sees it.

CommonMark has an answer for everything; for a legal text some of its answers are surprises (indented text
becomes code, an unindented line joins the item above, a number that is out of order is changed). Each is an
error here, with a fix, instead of a page that reads differently from the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainly_dsl.references import FILL, Slip

#: Pattern, code. Searched in the text with references and escapes blanked out.
PATTERNS = (
    (re.compile(r"</?[A-Za-z!?][^<>\n]{0,200}>?"), "raw-html"),
    (re.compile(r"&(?:#?[A-Za-z0-9]+);"), "html-entity"),
    (re.compile(r"`+"), "code-mark"),
    (re.compile(r"^[ \t]{0,3}>", re.MULTILINE), "quote-mark"),
    (re.compile(r"^[ \t]*([-_*=])[ \t]*(?:\1[ \t]*){2,}\r?$", re.MULTILINE), "rule-line"),
)
MARKER = re.compile(r"(?P<indent>[ \t]*)(?P<marker>[-+*]|[0-9]{1,9}[.)]|\((?:[a-z]|[ivxlc]+)\)|(?:[a-z]|[ivxlc]+)[.)])[ \t]+\S")
_BULLETS = "-+*"
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t\r]*$")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_LETTERED = re.compile(r"^([ \t]*)(\(?)([a-z]|[ivxlc]+)([.)])(?=[ \t]+\S)")
MAX_DEPTH = 6


def check(masked: str) -> Iterator[Slip]:
    """Everything in a run of prose (references masked) that may not stand there."""
    text = _ESCAPE.sub(FILL * 2, masked)
    for pattern, code in PATTERNS:
        for match in pattern.finditer(text):
            if code == "rule-line" and "|" in text[match.start() : match.end()]:
                continue
            yield Slip(code, *match.span(), {"word": match[0].strip()})
    yield from _lists(text)
    yield from _tables(text)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line.rstrip()
        start += len(line) + 1


def _lists(text: str) -> Iterator[Slip]:
    inside = False  # a list item is open
    before = ""  # the line before
    too_deep = False
    for start, line in _lines(text):
        marker = MARKER.match(line)
        indent = len(line) - len(line.lstrip())
        if not line:
            pass
        elif marker and (marker["marker"] in _BULLETS or inside or not before or before.endswith(":") or _first(marker)):
            if before and not inside and not before.endswith(":"):
                yield Slip("list-needs-blank-line", start, start + len(line), {"before": before[-30:]})
            if indent > 4 * MAX_DEPTH and not too_deep:
                too_deep = True
                yield Slip("list-too-deep", start, start + indent, {"limit": str(MAX_DEPTH)})
            inside = True
        elif inside and before and indent == 0:
            yield Slip("unindented-line", start, start + len(line))
        elif not before and indent == 0:
            inside = False
        elif not inside and indent >= 1 and not before:
            yield Slip("indented-text", start, start + len(line))
        before = line


def _first(marker: re.Match[str]) -> bool:
    return marker["marker"].strip("().") in {"1", "a", "i"}


def _cells(line: str) -> int:
    content = line.strip()
    content = content.removeprefix("|")
    content = content.removesuffix("|")
    return content.count("|") + 1


def _tables(text: str) -> Iterator[Slip]:
    lines = list(_lines(text))
    columns = 0  # of the table that is open
    for number, (start, line) in enumerate(lines):
        following = lines[number + 1][1] if number + 1 < len(lines) else ""
        if "|" not in line:
            if columns and line:
                yield Slip("table-row", start, start + len(line), {"cells": "1", "columns": str(columns)})
            columns = 0
        elif columns:
            if _cells(line) != columns:
                yield Slip("table-row", start, start + len(line), {"cells": str(_cells(line)), "columns": str(columns)})
        elif "|" in following and _DELIMITER.match(following):
            columns = _cells(line)
        else:
            bar = start + line.index("|")
            yield Slip("stray-bar", bar, bar + 1)


def numbered(lines: list[str]) -> list[str]:
    """Lettered and roman list markers as numbers of the same width, which markdown-it understands.

    Only where a list can begin or go on: a wrapped line that happens to begin with `a.` stays text.
    """
    result: list[str] = []
    inside = False
    before = ""
    for line in lines:
        match = _LETTERED.match(line)
        if match and (inside or not before.strip() or before.rstrip().endswith(":")):
            width = match.end() - match.end(1)
            opening = " " if match[2] else ""
            marker = match[1] + opening + "1".rjust(width - len(opening) - 1, "0") + match[4]
            result.append(marker + line[match.end() :])
            before, inside = line, True
            continue
        if line.strip() and not before.strip() and line[0] not in " \t":
            inside = MARKER.match(line) is not None
        result.append(line)
        before = line
    return result
