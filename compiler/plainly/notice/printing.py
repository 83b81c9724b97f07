"""Rows → a table for a terminal, CSV (RFC 4180) or JSON.

CSV is safe to open in a spreadsheet: a cell that a spreadsheet would take for a formula, because it begins with `=`, `+`, `-`, `@`,
a tabulator or a line end, gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

GAP = 2
#: Where even columns of this width do not fit, rows are printed as blocks instead.
NARROW = 8
#: A longer word, such as an address, may be broken.
LONGEST_WORD = 28
#: A longer cell is cut in a table; CSV and JSON have all of it.
LONGEST = 1_000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

_BREAKS = re.compile(r"(?<=-)|\s")

Rows = Sequence[dict[str, str]]


def table(rows: Rows, headings: dict[str, str], width: int) -> str:
    """Rows as aligned columns, wrapped to a width; empty columns are left out. Too many columns for the width: a block a row."""
    used = {key: heading for key, heading in headings.items() if any(row.get(key) for row in rows)}
    if not used:
        return ""
    columns = [[heading, *(row.get(key, "")[:LONGEST] for row in rows)] for key, heading in used.items()]
    widths = fitted([max(map(len, column)) for column in columns], [max(map(_word, column)) for column in columns], width)
    if not widths:
        return blocks(rows, used, width)
    lines = [*line(list(used.values()), widths), "  ".join("-" * size for size in widths)]
    for row in rows:
        lines += line([row.get(key, "") for key in used], widths)
    return "\n".join(lines) + "\n"


def fitted(natural: list[int], words: list[int], width: int) -> list[int]:
    """How wide columns may be so that all fit; the widest give way first. Nothing where words would have to be broken.

    `natural` are the widths without wrapping, `words` those of the longest words.
    """
    room = width - GAP * (len(natural) - 1)
    for cap in range(min(max(natural), width), NARROW - 1, -1):
        widths = [max(min(size, cap), min(word, size)) for size, word in zip(natural, words, strict=True)]
        if sum(widths) <= room:
            return widths
    return []


def _word(text: str) -> int:
    """The length of a text's longest word, as wrapping sees it."""
    return min(LONGEST_WORD, max(map(len, _BREAKS.split(text))))


def line(cells: list[str], widths: list[int]) -> Iterator[str]:
    """The lines of one row."""
    wrapped = [textwrap.wrap(cell[:LONGEST], size) or [""] for cell, size in zip(cells, widths, strict=True)]
    for number in range(max(map(len, wrapped))):
        parts = [(part[number] if number < len(part) else "").ljust(size) for part, size in zip(wrapped, widths, strict=True)]
        yield (" " * GAP).join(parts).rstrip()


def blocks(rows: Rows, headings: dict[str, str], width: int) -> str:
    """Each row as lines of heading and text, numbered."""
    margin = max(map(len, headings.values())) + GAP
    result = []
    for number, row in enumerate(rows, 1):
        start = f"{number}. "
        for key, heading in headings.items():
            if row.get(key):
                text = textwrap.wrap(row[key][:LONGEST], max(20, width - margin - 5))
                result.append(f"{start:<5}{heading:<{margin}}{text[0]}")
                result += [" " * (margin + 5) + more for more in text[1:]]
                start = ""
        result.append("")
    return "\n".join(result)


def comma_separated(cells: Iterable[Iterable[str]]) -> str:
    """Lines of CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in cells)
    return text.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


class JsonList:
    """A list of objects, written piece by piece."""

    def __init__(self) -> None:
        self.started = False

    def add(self, items: Iterable[Any]) -> str:
        """The text of further items."""
        text = ""
        for item in items:
            text += (",\n" if self.started else "[\n") + json.dumps(item, ensure_ascii=False)
            self.started = True
        return text

    def end(self) -> str:
        """The text that closes the list."""
        return "\n]\n" if self.started else "[]\n"
