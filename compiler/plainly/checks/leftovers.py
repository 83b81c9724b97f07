"""What a translator left behind: text in the source's language, another form of address, a quotation mark without its other half.

Forms of address are the locale's data (`interface.toml`, `address`): where a text says both, the informal ones are reported.

Why it matters: a paragraph in another language informs nobody, and mixed forms of address betray text that nobody reread.
Reference: GDPR Art. 12(1); WP260 rev.01, 13.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding
from plainly.checks.pairs import Pair, bare, pairs, parts
from plainly.locales import address

if TYPE_CHECKING:
    from plainly.model import Policy

_WORDS = re.compile(r"[^\W\d_]+")
_QUOTES = (("“", "”", "„"), ("«", "»", ""))
#: Text of so many words cannot be the same in two languages by chance; names and titles of documents are shorter.
LONG = 5


def check(policy: Policy) -> Iterator[Finding]:
    """`left-in-source-language`, `mixed-address`, `unbalanced-quotes`."""
    formal = {pair.locale for pair in pairs(policy) if _first(pair, address(pair.locale)["formal"])}
    for pair in pairs(policy):
        yield from _untranslated(pair)
        yield from _quotes(pair)
        if pair.locale in formal:
            for number, run in enumerate(pair.text):
                for match in _pattern(address(pair.locale)["informal"]).finditer(bare(run)):
                    yield Finding("mixed-address", pair.place(number), {"word": match[0]}, *match.span())


def _untranslated(pair: Pair) -> Iterator[Finding]:
    own = {_plain(part.words) for part in parts(pair.source)}
    for part in parts(pair.text):
        words = _plain(part.words)
        if words in own and words.count(" ") >= LONG - 1:
            yield Finding("left-in-source-language", pair.place(part.run), {}, part.start, part.start + len(part.words.rstrip()))


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))


def _first(pair: Pair, words: tuple[str, ...]) -> bool:
    return any(_pattern(words).search(bare(run)) for run in pair.text)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words, written as they stand in the list or with a first capital."""
    listed = "|".join(f"{re.escape(word)}|{re.escape(word.capitalize())}" for word in words)
    return re.compile(rf"(?<!\w)(?:{listed or '(?!)'})(?!\w)")


def _quotes(pair: Pair) -> Iterator[Finding]:
    for part in parts(pair.text):
        for one, other, low in _QUOTES:
            opened, closed = part.words.count(one), part.words.count(other)
            lows = part.words.count(low) if low else 0
            sound = lows + opened == closed or lows == opened + closed  # “…”, „…“, „…” and ”…” each in its place
            if one == "“" and not lows and not opened:
                sound = closed % 2 == 0
            if not sound:
                yield Finding("unbalanced-quotes", pair.place(part.run), {}, part.start, part.start + len(part.words.rstrip()))
