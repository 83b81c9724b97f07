"""Nothing is said twice by a slip: words twice in a row, and a paragraph or heading of a translation that stands in two places.

Why it matters: in one translated policy a right was printed twice and another heading stood over a section; a reader
cannot know what had been meant to stand there. Reference: GDPR Art. 12(1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import eq
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding, clauses
from plainly.checks.pairs import Pair, bare, pairs, parts
from plainly.locales import published

if TYPE_CHECKING:
    from plainly.model import Policy

#: One long word or two and more words twice in a row; four and more also with a comma and a short word between them.
_TWICE = re.compile(r"(?<!\w)(?:((?:\w+\s+){3,9}\w+),?\s+(?:\w{1,3}\s+)?\1|((?:\w+\s+){1,7}\w+|\w{5,})\s+\2)(?!\w)", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
#: What stands for each character of a label that is printed.
LABEL = "·"
_PIECES = re.compile(rf"\w+|{LABEL}+")
#: So many words later, at most, `_TWICE` finds the same words again.
REACH = 11
#: More words than these may have another between them and their repetition.
SEVERAL = 4
#: A paragraph is long enough to be no chance from so many words.
LONG = 6


def check(policy: Policy) -> Iterator[Finding]:
    """`repeated-words` in every language, `same-as-another` in translations."""
    for pointer, clause in clauses(policy):
        for locale in published(policy):
            for number, run in enumerate(clause.text.get(locale, ())):
                text = bare(run, harmless=True, label=LABEL)
                for match in _TWICE.finditer(text) if _comes_back(text) else ():
                    words = match[1] or match[2]
                    if not words.replace(" ", "").isdigit():
                        yield Finding("repeated-words", f"{pointer}/text/{locale}/{number}", {"word": words}, *match.span())
    yield from _copies(policy)


def _comes_back(text: str) -> bool:
    """A quick first look: whether words stand twice in a row, be it with a word between. Hardly any text has that."""
    words = _PIECES.findall(text.lower())
    twos = tuple(pairwise(words))
    if any(map(eq, words, words[1:])):
        return True
    if len(set(twos)) == len(twos):
        return False
    seen: dict[tuple[str, str], list[int]] = {}
    for at, two in enumerate(twos):
        earlier = seen.get(two)
        if earlier is None:
            seen[two] = [at]
        elif any(_alike(words, first, at) for first in earlier[-REACH:]):
            return True
        else:
            earlier.append(at)
    return False


def _alike(words: list[str], first: int, second: int) -> bool:
    """Whether the words from one place up to another stand from that other place on again; of five and more the last one may differ."""
    count = second - first
    if count > REACH:
        return False
    fewer = count - 1 if count > SEVERAL else count
    return words[first : first + fewer] == words[second : second + fewer]


def _copies(policy: Policy) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], tuple[str, str]] = {}  # locale, kind of text, words → unit, words of its source
    for pair in pairs(policy):
        kind = pair.unit.partition(":")[0]
        for run, start, end, words, source in _texts(pair):
            if kind in {"clause", "highlight"} and len(_WORDS.findall(words)) < LONG:
                continue
            unit, before = first.setdefault((pair.locale, kind, words), (pair.unit, source))
            if before != source:
                yield Finding("same-as-another", pair.place(run), {"unit": unit}, start, end)


def _texts(pair: Pair) -> Iterator[tuple[int, int, int, str, str]]:
    """A translation's paragraphs: run, offsets, its words and those of its source."""
    own, other = parts(pair.source), parts(pair.text)
    for number, part in enumerate(other):
        source = own[number].words if number < len(own) else ""
        yield part.run, part.start, part.start + len(part.words.rstrip()), _plain(part.words), _plain(source)


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))
