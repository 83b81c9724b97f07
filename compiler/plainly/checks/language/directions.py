"""Words that send the reader elsewhere without saying where: “above”, “elsewhere in this policy”.

A reference in the same sentence says it; so does the list or table that follows such a sentence at once. A translation is looked at
where its source has no such words.

Why it matters: whoever reads one part of a long text, or hears it read aloud, cannot tell which place is meant.
Reference: GDPR Art. 12(1); WP260 rev.01, 17 and 35 (layered notices lead to the very place).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.language.passages import Passage, texts
from plainly.style import phrases, spots

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.logic.claims import Claims

#: Figures beside such a word make it a measure: above 16 years. So many letters on either side are looked at.
BESIDE = 24


def check(claims: Claims) -> Iterator[Finding]:
    """`vague-reference`, at the words."""
    found, language = texts(claims), claims.policy.language
    own: set[str] = set()  # clauses whose source has one
    for locale in found.locales:
        for passage, start, end in found.spots(locale, phrases(locale, "references", "vague"), lines=True):
            if _told(passage, start, end) or _measures(passage, start, end):
                continue
            if locale == language:
                own.add(passage.clause.id)
            if locale == language or passage.clause.id not in own:
                yield passage.finding("vague-reference", start, end)


def _told(passage: Passage, start: int, end: int) -> bool:
    """Whether the sentence says which place is meant, or leads to it; or a reference ties the words themselves to one."""
    if passage.within(start, end):
        return True
    first, last = passage.sentence(start)
    if passage.leads(first, last):
        return True
    return passage.opens and last == passage.sentences[-1][1]


def _measures(passage: Passage, start: int, end: int) -> bool:
    first = max(start - BESIDE, 0)
    around = passage.text[first : end + BESIDE]
    if any(letter.isdigit() for letter in around):
        return True
    plain = phrases(passage.locale, "references", "plain")
    return any(first + at <= start and end <= first + to for at, to in spots(around, plain))
