"""Text → raw blocks: directives with their indented lines, headings, prose.

This is the parser's recovery: whatever is wrong inside a block, the next one starts afresh.
It also reports where the boundary between the policy's text and words for the compiler is unclear,
since there a slip would publish a directive or swallow a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.tables import directives

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_INDENTED_DIRECTIVE = re.compile(r"^[ \t\u00a0]+@([a-z]+)(?![\w-])", re.MULTILINE)


class RawBlock(NamedTuple):
    """`kind` is `directive`, `heading` or `prose`; `start` and `end` enclose the text without trailing blank lines."""

    kind: str
    start: int
    end: int


class _Splitter:
    """Walks the lines once, keeping the block that is open."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.blocks: list[RawBlock] = []
        self.problems: list[Diagnostic] = []
        self.kind = ""  # of the open block
        self.start = self.end = 0
        self.blank = True  # the line before was blank

    def close(self) -> None:
        if self.kind:
            self.blocks.append(RawBlock(self.kind, self.start, self.end))
        self.kind = ""

    def open(self, kind: str, start: int, end: int) -> None:
        self.close()
        self.kind, self.start, self.end = kind, start, end

    def problem(self, code: str, start: int, end: int, **args: str) -> None:
        self.problems.append(Diagnostic(code, Place(self.name, start, end), args))

    def line(self, start: int, line: str) -> None:
        content = line.rstrip()
        end = start + len(content)
        if not content:
            self.blank = True
            return
        first = content[0]
        if first == "@":
            if self.kind == "prose" and not self.blank:
                self.problem("missing-blank-line", start, end, what="this line")
            self.open("directive", start, end)
        elif first == "#":
            self.open("heading", start, end)
        elif (first in " \t\u00a0" and self.kind == "directive" and not self.blank) or self.kind == "prose":
            self.end = end
        else:
            self.text_line(start, end, indented=first in " \t\u00a0")
        self.blank = False

    def text_line(self, start: int, end: int, *, indented: bool) -> None:
        """The first line of a run of prose."""
        if self.kind == "directive" and not self.blank:
            self.problem("missing-blank-line", start, end, what="the text")
        elif indented:
            self.problem("indented-text", start, end)
        self.open("prose", start, end)


def split(name: str, text: str) -> tuple[list[RawBlock], list[Diagnostic]]:
    """Blocks of a file in order, and what is unclear about their boundaries."""
    splitter = _Splitter(name, text)
    for match in _LINE.finditer(text):
        splitter.line(match.start(), match[0])
    splitter.close()
    splitter.problems.extend(_indented_directives(name, text))
    return splitter.blocks, splitter.problems


def _indented_directives(name: str, text: str) -> Iterator[Diagnostic]:
    for match in indented_directives(text):
        yield Diagnostic("indented-directive", Place(name, match.start(1) - 1, match.end(1)), {"word": match[1]})


def indented_directives(text: str) -> Iterator[re.Match[str]]:
    """Lines that begin with spaces and a directive: each match's first group is its word."""
    known = frozenset(directives())
    return (match for match in _INDENTED_DIRECTIVE.finditer(text) if match[1] in known)


def logical_lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Lines of a block from `start` on, with their offsets; a line that ends in a comma runs on."""
    while start < len(text):
        last = start  # where the last line so far begins
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while end < len(text) and text[last:end].rstrip().endswith(","):
            last, following = end, text.find("\n", end + 1)
            end = len(text) if following < 0 else following
        if "@" not in text[start:end] or not next(indented_directives(text[start:end]), None):  # reported, and no part of this block
            yield start, text[start:end]
        start = end + 1


def stripped(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines without their indent, their offsets moved along; blank ones are left out."""
    for base, line in lines:
        content = line.lstrip()
        if content:
            yield base + len(line) - len(content), content
