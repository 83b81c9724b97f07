"""Sentences with too many words between two stops. A colon or semicolon is a stop, as Flesch counts; items of a list stand alone.

A translation is looked at where its source has no such sentence: to divide that comes first.

Why it matters: a reader must hold the beginning until the end comes. Reference: GDPR Art. 12(1), concise and intelligible;
WP260 rev.01, 8-12; European Commission, How to write clearly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.language.passages import Passage, texts
from plainly.style import style

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.logic.claims import Claims

_STRETCH = re.compile(r"[^\s:;](?:[^:;]|[:;](?!\s))*")
_WORD = re.compile(r"\w\S*")


def longest(claims: Claims, locale: str) -> int:
    """The most words that may stand between two stops, by the settings or the locale; 0 where neither sets a limit."""
    return claims.limits.sentence_words or int(style(locale, "sentences").get("longest", 0))


def check(claims: Claims) -> Iterator[Finding]:
    """`long-sentence`, once a sentence."""
    policy, found = claims.policy, texts(claims)
    own: set[str] = set()  # clauses whose source has one
    for locale in found.locales:
        limit = longest(claims, locale)
        for passage in found.clauses[locale] if limit else ():
            if passage.clause.id in own and locale != policy.language:
                continue
            for start, end, words in _long(passage, limit):
                if locale == policy.language:
                    own.add(passage.clause.id)
                yield passage.finding("long-sentence", start, end, count=str(words), limit=str(limit))


def _long(passage: Passage, limit: int) -> Iterator[tuple[int, int, int]]:
    """The longest stretch of each sentence that has one beyond the limit: start, end, words."""
    for start, end in passage.sentences:
        if passage.text.count(" ", start, end) < limit:  # as with nearly all
            continue
        stretches = [match.span() for match in _STRETCH.finditer(passage.text, start, end)]
        counted = [(len(_WORD.findall(passage.text, first, last)), first, last) for first, last in stretches]
        words, first, last = max(counted, key=lambda entry: entry[0])
        if words > limit:
            yield first, first + len(passage.text[first:last].rstrip()), words
