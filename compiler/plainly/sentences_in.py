"""A text → where its sentences begin and end.

A full stop ends a sentence where space and a capital (or a letter of a script without capitals) follow, unless it belongs to an
abbreviation, an initial or a number. The abbreviations are each locale's own (`locales/<locale>/style.toml`, `sentences`).
Blank lines, and lines that begin an item of a list, end a sentence too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plainly.style import style

_CLOSING = "\"'”’“»«)\\]"  # German closes with “, Danish and some others with «
_STOP = ".!?…؟۔"
_END = re.compile(
    rf"(?<![{_STOP}])[{_STOP}]+(?:\s?»|[{_CLOSING}])*(?=\s|$)"
    r"|[。！？]+[」』”）]*"
    r"|\n[ \t]*\n\s*"
    r"|\n(?=[ \t]*(?:[-*+•]|\(?(?:\d+|[a-z]|[ivx]+)[.)])[ \t])"
)
_LETTER_BEFORE = re.compile(r"[\w.@&-]*$")
_NEXT = re.compile(r"[\s\"'“„”‘«»(\[]*([\w.@-]*)")
#: What stands before a full stop that long can be no abbreviation; looking back no further keeps the work linear.
LONGEST = 24


class _Lists(NamedTuple):
    never: frozenset[str]  # abbreviations that something always follows: e.g.
    maybe: frozenset[str]  # abbreviations that may end a sentence: Inc.
    starters: frozenset[str]  # words that begin sentences, with their capital
    ordinals: bool  # whether “3.” is how the locale writes “third”


@cache
def _lists(locale: str) -> _Lists:
    table = style(locale, "sentences")
    never, maybe, starters = (frozenset(table.get(key, ())) for key in ("abbreviations", "at-end", "starters"))
    return _Lists(never, maybe, starters, bool(table.get("ordinals")))


def sentences_in(text: str, locale: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence in code points, in order, without the space around it; a text of spaces has none."""
    return tuple(_sentences(text, _lists(locale)))


def _sentences(text: str, lists: _Lists) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match[0][0] in "\n。！？" or match.end() == len(text) or _ends(text, start, match, lists):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _ends(text: str, start: int, match: re.Match[str], lists: _Lists) -> bool:
    """Whether a sentence that began at `start` ends at this sign."""
    follows = _NEXT.match(text, match.end())
    word = follows[1] if follows else ""
    if match[0][0] != ".":
        return not word[:1].islower()
    last = _before(text, start, match.start())
    if last.isdigit() and not text[start : match.start() - len(last)].strip():  # the number of an item
        return False
    if word[:1].islower():  # a name may begin a sentence in lower case: salesforce.com
        return "." in word.rstrip(".") and "." not in match[0][1:] and not _short(last, lists)
    return last.lower() not in lists.never if word in lists.starters else not _short(last, lists)


def _before(text: str, start: int, end: int) -> str:
    found = _LETTER_BEFORE.search(text, max(start, end - LONGEST), end)
    return found[0] if found else ""


def _short(word: str, lists: _Lists) -> bool:
    """Whether a word before a full stop is an abbreviation, an initial or an ordinal number."""
    if word.lower() in lists.never or word.lower() in lists.maybe or (len(word) == 1 and word.isupper()):
        return True
    return lists.ordinals and word.isdigit() and len(word) <= 2
