"""Bytes of a `.policy` file → text with exact positions.

Offsets count code points from the start of the text. Lines and columns, and UTF-16 columns
for editors, are computed only where a message needs them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from plainly_dsl.diagnostics import Diagnostic, Place

MAX_BYTES = 4_000_000  # a hundred times the longest real policy; a larger file is a mistake
MAX_LINE = 20_000  # code points; the longest paragraph seen in a real policy has 3,000
_LONG_LINE = re.compile(rf"^[^\n]{{{MAX_LINE + 1},}}", re.MULTILINE)
MOST_FORBIDDEN = 100  # forbidden characters reported in one file; after that it is no text

# What must not stand in a text that people are to trust: NUL and other controls, lone CR, zero-width
# and bidirectional marks, line and paragraph separators, private use (kept for our own masks).
# Zero-width joiner and non-joiner stay: Persian, Hindi and other scripts need them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufeff\ue000-\uf8ff\ufff9-\ufffb\U000e0000-\U000e0fff"
    "\U000f0000-\U0010ffff]|\r(?!\n)"
)


class Position(NamedTuple):
    """A place as people and editors count: `line` and `column` from 1, `utf16` column from 0."""

    line: int
    column: int
    utf16: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file's text. `name` is the path as the user gave it; it appears in messages only."""

    name: str
    text: str
    _starts: list[int] = field(default_factory=list, compare=False, repr=False)

    def line_starts(self) -> list[int]:
        """Offsets at which lines start; computed once. Only a line feed ends a line."""
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(match.end() for match in re.finditer("\n", self.text))
        return self._starts

    def position(self, offset: int) -> Position:
        """Line and columns of an offset (0 … length of the text)."""
        starts = self.line_starts()
        line = bisect_right(starts, offset)
        before = self.text[starts[line - 1] : offset]
        return Position(line, len(before) + 1, len(before.encode("utf-16-le", "surrogatepass")) // 2)

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line end."""
        starts = self.line_starts()
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


def decode(name: str, data: bytes) -> tuple[Source, list[Diagnostic]]:
    """Bytes → text. A byte order mark is dropped, and every line ends in a line feed: lines and columns stay what they were.

    What cannot be read is reported (`too-large`, `not-utf8`, `forbidden-character`, `line-too-long`)
    and replaced by a space, so that the rest of the file can still be checked.
    """
    if len(data) > MAX_BYTES:
        return Source(name, ""), [
            Diagnostic("too-large", Place(name, 0, 0), {"size": f"{len(data) / 1e6:.1f}", "limit": f"{MAX_BYTES // 10**6}"})
        ]
    problems: list[Diagnostic] = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16: every other byte would be reported
        return Source(name, ""), [Diagnostic("not-utf8", Place(name, 0, 0), {"byte": f"{data[0]:02X}"})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", "replace")
        at = len(data[: error.start].decode("utf-8-sig", "replace").replace("\r\n", "\n"))
        problems.append(Diagnostic("not-utf8", Place(name, at, at + 1), {"byte": f"{data[error.start]:02X}"}))
    text = text.replace("\r\n", "\n")
    for match in islice(FORBIDDEN.finditer(text), MOST_FORBIDDEN):
        character = f"U+{ord(match[0]):04X}"
        problems.append(Diagnostic("forbidden-character", Place(name, *match.span()), {"character": character}))
    if problems:
        text = FORBIDDEN.sub(" ", text)
    clean, long_lines = _without_long_lines(name, text)
    return Source(name, clean), problems + long_lines


def _without_long_lines(name: str, text: str) -> tuple[str, list[Diagnostic]]:
    problems = []
    if len(text) > MAX_LINE:
        for match in _LONG_LINE.finditer(text):
            where = Place(name, match.start(), match.start() + 40)
            length = f"{match.end() - match.start():,}"
            problems.append(Diagnostic("line-too-long", where, {"length": length, "limit": f"{MAX_LINE:,}"}))
        if problems:
            text = _LONG_LINE.sub(lambda long: " " * len(long[0]), text)
    return text, problems
