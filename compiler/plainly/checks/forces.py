"""The words by which a text allows, weakens, obliges or denies, by the reviewed list of each locale."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from plainly.checks.mentions import plain
from plainly.locales import folder
from plainly_dsl.tables import read_table

#: A word; what an apostrophe ties to it belongs to it (don't, n’appartient).
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]*)*")


class Force(NamedTuple):
    """A word of a text with what it expresses: `may`, `weakening`, `must`, `never`, `examples`, `inclusion`, `above`, `below`; `soft`."""

    uses: frozenset[str]
    word: str
    start: int
    end: int


class _Entry(NamedTuple):
    """A line of the list: its words in lower case, one with `*` at its end standing for any ending.

    `gaps` are what stands between them besides space: "" mostly, a hyphen (`niet-*`), a full stop (z. B.), a comma.
    """

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    uses: frozenset[str]

    def fits(self, words: list[str], at: int) -> bool:
        """Whether the entry's words stand in a text from a place on."""
        if at + len(self.words) > len(words):
            return False
        return all(
            words[at + number].startswith(word[:-1]) if word[-1] == "*" else words[at + number] == word
            for number, word in enumerate(self.words)
        )


@lru_cache(maxsize=8192)
def forces(text: str, locale: str, table: str = "modality") -> tuple[Force, ...]:
    """All such words of a text in order; of several that begin at one place the longest counts.

    `table` is the list of the locale that is looked up: a check may have one of its own. Where the locale lacks it, nothing is found.
    """
    by_word, by_beginning = _entries(locale, table)
    spots = [match.span() for match in _WORD.finditer(text)]
    words = [plain(text[start:end]) for start, end in spots]
    beginnings = tuple(beginning for beginning, _ in by_beginning)
    found: list[Force] = []
    at = 0
    while at < len(words):
        if words[at] not in by_word and not words[at].startswith(beginnings):  # as with nearly all
            at += 1
            continue
        open_ended = (entry for beginning, entry in by_beginning if words[at].startswith(beginning))
        fitting = [
            entry for entry in (*by_word.get(words[at], ()), *open_ended) if entry.fits(words, at) and _together(text, spots, at, entry)
        ]
        if not fitting:
            at += 1
            continue
        entry = max(fitting, key=lambda one: (len(one.words), len(" ".join(one.words))))
        start, end = spots[at][0], spots[at + len(entry.words) - 1][1]
        found.append(Force(entry.uses, text[start:end], start, end))
        at += len(entry.words)
    return tuple(found)


def _together(text: str, spots: list[tuple[int, int]], at: int, entry: _Entry) -> bool:
    """Whether between the words of a phrase there is what the list has; a hyphen may stand for space."""
    between = (text[spots[n][1] : spots[n + 1][0]].strip() for n in range(at, at + len(entry.gaps)))
    return all(found == gap or (not gap and found == "-") for found, gap in zip(between, entry.gaps, strict=True))


@cache
def _entries(locale: str, table: str) -> tuple[dict[str, list[_Entry]], list[tuple[str, _Entry]]]:
    """A locale's list by first word, and the entries whose first word has any ending."""
    listed: dict[tuple[tuple[str, ...], tuple[str, ...]], set[str]] = {}
    path = folder(locale) / f"{table}.tsv"
    for row in read_table(path) if path.is_file() else ():
        text = row["word"].removesuffix("-*").removesuffix("*")
        spots = list(_WORD.finditer(text))
        words = [plain(match[0]) for match in spots]
        gaps = [text[left.end() : right.start()].strip() for left, right in pairwise(spots)]
        if row["word"].endswith("-*"):
            words.append("*")
            gaps.append("-")
        else:
            words[-1] += "*" * row["word"].endswith("*")
        listed.setdefault((tuple(words), tuple(gaps)), set()).update(filter(None, row["expresses"].split(", ")))
    by_word: dict[str, list[_Entry]] = {}
    by_beginning: list[tuple[str, _Entry]] = []
    for (phrase, between), uses in listed.items():
        entry = _Entry(phrase, between, frozenset(uses - {"-"}))
        if phrase[0][-1] == "*":
            by_beginning.append((phrase[0][:-1], entry))
        else:
            by_word.setdefault(phrase[0], []).append(entry)
    return by_word, by_beginning
