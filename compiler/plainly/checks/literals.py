"""Numbers, dates, money and addresses that a translation writes out are those of its source.

Digits count by value, whatever separates thousands; months by name are read with CLDR's names; number words from the locale's
list (`interface.toml`, `numbers`). What a reference prints (`{answer-time}`) is not written out and cannot differ.

Why it matters: one policy in five languages bore five dates. Reference: GDPR Art. 12(1); WP260 rev.01, 13.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from plainly.checks.finding import Finding
from plainly.checks.pairs import Pair, bare, pairs
from plainly.locales import numbers

if TYPE_CHECKING:
    from plainly.model import Policy

_LOCAL_PART = r"[^\s<>()\[\]{}\"“”„«»,;:@]"
_ADDRESS = re.compile(rf"(?:https?://|www\.)[^\s<>()\[\]{{}}\"“”„«»’]+|(?<!{_LOCAL_PART}){_LOCAL_PART}+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w.])[+§$€£]?\d+(?:[.,’'\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?(?!\w)|(?<!\w)\w*\d\w*")
_DIGIT = re.compile(r"\d")
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th|er|re|e|º|ª)$")
_CURRENCY = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "usd": "USD",
}
_MONEY = re.compile(r"[€$£]|(?<!\w)(?:eur|euros?|dollars?|usd)(?!\w)", re.IGNORECASE)


class Literal(NamedTuple):
    """A value in a text: what it means, as a language-free word, and where it stands."""

    value: str
    word: str
    start: int
    end: int


def check(policy: Policy) -> Iterator[Finding]:
    """`literal-not-in-source` and `literal-lost`."""
    for pair in pairs(policy):
        own = [literal for run in pair.source for literal in literals(bare(run, harmless=True), policy.language)]
        other = [(number, found) for number, run in enumerate(pair.text) for found in literals(bare(run, harmless=True), pair.locale)]
        yield from _compare(pair, own, other)


def _compare(pair: Pair, own: list[Literal], other: list[tuple[int, Literal]]) -> Iterator[Finding]:
    left = Counter(literal.value for literal in own)
    known = frozenset(left)
    for number, literal in other:
        if left[literal.value]:
            left[literal.value] -= 1
        elif literal.value not in known:
            yield Finding("literal-not-in-source", pair.place(number), {"word": literal.word}, literal.start, literal.end)
    written = {literal.value for _, literal in other}
    for literal in {one.value: one for one in own}.values():
        if literal.value not in written:
            yield Finding("literal-lost", pair.place(0), {"word": literal.word})


@lru_cache(maxsize=4096)
def literals(text: str, locale: str) -> tuple[Literal, ...]:
    """All literals of a text, in order."""
    found: list[Literal] = []
    rest = list(text)
    for match in _ADDRESS.finditer(text):
        word = match[0].rstrip(".,;:!?")
        found.append(Literal(word.lower(), word, match.start(), match.start() + len(word)))
        rest[match.start() : match.end()] = " " * len(match[0])
    left = "".join(rest)
    if _DIGIT.search(left):
        found += [Literal(_value(match[0]), match[0].strip(), *match.span()) for match in _NUMBER.finditer(left)]
    found += [Literal(_CURRENCY[match[0].lower()], match[0], *match.span()) for match in _MONEY.finditer(left)]
    pattern, values = _words(locale)
    found += [Literal(values[match[0].lower()], match[0], *match.span()) for match in pattern.finditer(left)]
    return tuple(sorted(found, key=lambda literal: literal.start))


def _value(word: str) -> str:
    """A number by its value: `1.000` and `1,000` alike; anything else that has digits in it as it stands."""
    digits = re.sub(r"[^\d]", "", word)
    plain = _ORDINAL.sub(r"\1", word.strip("+§$€£ "))
    if re.fullmatch(r"\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+|\d+", plain):
        return "".join(str(int(digit)) for digit in digits).lstrip("0") or "0"  # digits of any script
    return re.sub(r"[,]", ".", plain).lower()


@cache
def _words(locale: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Months (beside a number only) and number words of a locale, and their values."""
    from babel import Locale

    calendar = Locale.parse(locale, sep="-").months["format"]["wide"]
    months = {name.lower(): f"month {number}" for number, name in calendar.items()}
    words = {**{word.lower(): str(value) for word, value in numbers(locale).items()}, **months}
    any_month = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    any_number = "|".join(re.escape(word) for word in sorted(numbers(locale), key=len, reverse=True)) or "(?!)"
    beside = (
        rf"(?<=\d )(?:{any_month})(?!\w)|(?<=\d\. )(?:{any_month})(?!\w)|(?<=\d de )(?:{any_month})(?!\w)|(?<!\w)(?:{any_month})(?= \d)"
    )
    return re.compile(rf"{beside}|(?<!\w)(?:{any_number})(?!\w)", re.IGNORECASE), words
