"""How hard a text is to read, as one number, by the formula that is used for its language.

All are of one form: base + a x words a sentence + b x syllables a word + c x long words in a hundred. The numbers, and the
rules by which syllables are counted from spelling, are data (`locales/<locale>/style.toml`, `readability`). Sources:

- English: R. Flesch, A new readability yardstick, Journal of Applied Psychology 32 (1948).
- Dutch: W. H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960.
- German: T. Amstad, Wie verständlich sind unsere Zeitungen?, Zürich 1978.
- French: L. Kandel and A. Moles, Application de l'indice de Flesch à la langue française, Cahiers d'études de radio-télévision 19 (1958).
- Spanish: F. Szigriszt Pazos, Sistemas predictivos de legibilidad del mensaje escrito, Madrid 1993 (also called INFLESZ).
- Swedish: C. H. Björnsson, Läsbarhet, Stockholm 1968 (LIX); here the higher number is the harder text.

A word is what stands between spaces and has a letter or a digit; addresses of the web and of mail are left out. A number
counts as one syllable. Such a number says nothing of whether the text is true, complete or well ordered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from plainly.sentences_in import sentences_in
from plainly.style import style

_WORD = re.compile(r"\w\S*")
_LETTERS = re.compile(r"[^\W\d_]+")
#: Letters of a word beyond which LIX counts it as long.
LONG = 6


class Readability(NamedTuple):
    """A text's score by the formula of its locale, with what it was made from. `hard_is_high` tells which way the score runs."""

    score: float
    formula: str
    hard_is_high: bool
    sentences: int
    words: int
    syllables: int
    long_words: int

    def harder_than(self, budget: float) -> bool:
        """Whether the text is harder than a score allows."""
        return self.score > budget if self.hard_is_high else self.score < budget


class _Rules(NamedTuple):
    """How syllables are counted: letters that are not heard go first, then each match is a syllable."""

    silent: tuple[re.Pattern[str], ...]
    syllable: re.Pattern[str]


def readability(text: str, locale: str) -> Readability | None:
    """The readability of a text; None where it has no words, or the locale no formula."""
    return of_sentences((text[start:end] for start, end in sentences_in(text, locale)), locale)


def of_sentences(sentences: Iterable[str], locale: str) -> Readability | None:
    """The readability of sentences that are split already; one without words does not count."""
    table = style(locale, "readability")
    if not table:
        return None
    found: Counter[str] = Counter()
    count = 0
    for sentence in sentences:
        words = _WORD.findall(sentence)
        if "@" in sentence or "://" in sentence or "www." in sentence:
            words = [word for word in words if not _address(word)]
        count += bool(words)
        found.update(words)
    total = found.total()
    if not total:
        return None
    syllables = sum(syllables_in(word, locale) * times for word, times in found.items()) if table["syllable-weight"] else 0
    long_words = sum(times for word, times in found.items() if _length(word) > LONG)
    score = table["base"] + table["sentence-weight"] * total / count
    score += table["syllable-weight"] * syllables / total + table["long-word-weight"] * 100 * long_words / total
    return Readability(round(score, 1), table["formula"], table["hard-is-high"], count, total, syllables, long_words)


def _address(word: str) -> bool:
    return "@" in word or "://" in word or word.startswith("www.")


def _length(word: str) -> int:
    return len(word) if word.isalpha() else sum(map(len, _LETTERS.findall(word)))


@lru_cache(maxsize=65536)
def syllables_in(word: str, locale: str) -> int:
    """The syllables of a word by the locale's rules, at least one. Right for most words; names and loan words may be off by one."""
    rules = _rules(locale)
    total = 0
    for part in (word,) if word.isalpha() else _LETTERS.findall(word):
        heard = part.lower()
        for silent in rules.silent:
            heard = silent.sub("", heard)
        total += len(rules.syllable.findall(heard))
    return max(total, 1)


@cache
def _rules(locale: str) -> _Rules:
    table = style(locale, "readability")
    return _Rules(tuple(map(re.compile, table.get("silent", ()))), re.compile(table.get("syllable", r"\w+")))
