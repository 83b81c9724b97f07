"""How much room text takes on the printed summary: an estimate after the print rules of `templates/plainly.css`.

Widths are those of the style sheet’s fonts (`widths.tsv`, thousandths of the size), widened a little, since readers may have others of
its list. A letter with an accent is as wide as without; any other character is taken for wide. Lengths are in CSS pixels.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from plainly_dsl.tables import read_table

Font = Literal["prose", "plain"]
#: All text is taken for so much wider than measured.
WIDENED = 1.01
#: What is left free at the foot of each column, since a word more or less may turn a line.
SPARE = 14.0
MM = 96 / 25.4


class Sheet(NamedTuple):
    """A paper format between the margins (`@page one-page`)."""

    width: float
    height: float

    @property
    def column(self) -> float:
        """One of two columns, 7 mm apart."""
        return (self.width - 7 * MM) / 2


#: A4 and US Letter; margins of 10 mm above and below, 14 mm at the sides.
SHEETS = (Sheet((210 - 28) * MM, (297 - 20) * MM), Sheet((215.9 - 28) * MM, (279.4 - 20) * MM))


class Style(NamedTuple):
    """Size, height of a line, what a paragraph leaves free below it, and at its side."""

    font: Font
    size: float
    line: float
    below: float = 0
    side: float = 0


TITLE = Style("plain", 22.67, 24.94, 2.8)
SUBTITLE = Style("prose", 13.33, 19.34)
DETAIL = Style("prose", 11.33, 16.43)
HEADING = Style("plain", 14.8, 17.5, 2.8)  # bold letters are wider
ITEM = Style("prose", 10.93, 14, 1.4, 15.4)
MORE = Style("plain", 10.4, 13.32)
#: Frame of the details, banner above them; rule and space of a group.
DETAILS_FRAME, BANNER_FRAME, GROUP_ABOVE, GROUP_BELOW, LIST_BELOW = 30.0, 50.0, 4.9, 7.0, 2.1


def height(text: str, style: Style, width: float) -> float:
    """The height of a paragraph in a column of this width."""
    return lines(text, style.font, style.size, width - style.side) * style.line + style.below


@lru_cache(maxsize=4096)
def lines(text: str, font: Font, size: float, width: float) -> int:
    """The number of lines a text takes."""
    count, used = 1, 0.0
    space = _width(" ", font) * size * WIDENED
    for word in text.split():
        needed = sum(_width(letter, font) for letter in word) * size * WIDENED
        if used and used + space + needed > width:
            count, used = count + 1, 0.0
        extra = int(needed // width)  # a word longer than the line is broken
        count, used = count + extra, used + (space if used else 0) + needed - extra * width
    return count


def fits(blocks: Iterable[float], column: float) -> bool:
    """Whether blocks that may not be broken find room in two columns of this height, in their order."""
    columns, used = 1, 0.0
    for block in blocks:
        if used + block > column:
            columns, used = columns + 1, 0.0
        if block > column:
            return False
        used += block
    return columns <= 2


def kept_together(heading: float, items: list[float], last: float) -> Iterator[float]:
    """Blocks of a group: its heading with its first item, then item by item, what follows the last one, its frame."""
    first, *others = items or [0.0]
    yield heading + first
    yield from others
    yield last


@cache
def _widths() -> dict[str, dict[str, float]]:
    rows = read_table(Path(__file__).parent / "widths.tsv")
    return {
        font: {" " if row["character"] == "space" else row["character"]: int(row[font]) / 1000 for row in rows}
        for font in ("prose", "plain")
    }


@lru_cache(maxsize=4096)
def _width(character: str, font: Font) -> float:
    known = _widths()[font]
    base = unicodedata.normalize("NFD", character)[0]
    if unicodedata.combining(base):
        return 0
    if base in known:
        return known[base]
    return 1.05 if unicodedata.east_asian_width(base) in "WF" else 0.7
