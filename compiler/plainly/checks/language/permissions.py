"""“May”, where it can be read in two ways: as leave or as chance.

A text says “may” of what its readers are allowed to do, and of what possibly happens. Where one sentence says both, and the clause has
statements of both kinds, readers cannot tell a right from a reservation; and “we may not” forbids or leaves open.

Why it matters: the guidelines name “may” among the words that a notice avoids. Reference: WP260 rev.01, 12-13; GDPR Art. 12(1).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.language.passages import Passage, Texts, apart, texts
from plainly.checks.modality import READERS_VERBS
from plainly.style import phrases, spots

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.logic.claims import Claims
    from plainly.model import Clause

#: Letters after “we may not” that tell whether it is clear.
BESIDE = 16


def check(claims: Claims) -> Iterator[Finding]:
    """`ambiguous-may`, at the “may” of what happens in such a sentence, and at each “we may not”; in a translation where its source has none."""
    policy, found = claims.policy, texts(claims)
    mixed = {clause.id for clause in policy.clauses if _mixed(clause)}
    own: set[str] = set()
    for locale in found.locales:
        for passage, start, end in (*_unclear(found, locale), *_both(found, locale, mixed)):
            if locale == policy.language:
                own.add(passage.clause.id)
            if locale == policy.language or passage.clause.id not in own:
                yield passage.finding("ambiguous-may", start, end)


def _unclear(found: Texts, locale: str) -> Iterator[tuple[Passage, int, int]]:
    plain = phrases(locale, "may", "plain")
    for passage, start, end in found.spots(locale, phrases(locale, "may", "unclear")):
        if not any(at == 0 for at, _ in spots(passage.text[start : end + BESIDE], plain)):
            yield passage, start, end


def _mixed(clause: Clause) -> bool:
    """Whether a clause states what possibly happens, and something its readers are allowed."""
    uncertain = any(statement.modality == "may" and statement.verb not in READERS_VERBS for statement in clause.statements)
    return uncertain and any(statement.verb in READERS_VERBS - {"answer"} for statement in clause.statements)


def _both(found: Texts, locale: str, mixed: set[str]) -> Iterator[tuple[Passage, int, int]]:
    """The first word of chance in each sentence that also has one of leave."""
    leave, chance = phrases(locale, "may", "leave"), phrases(locale, "may", "chance")
    for passage in found.clauses[locale] if leave else ():
        if passage.clause.id not in mixed:
            continue
        allowed = apart(spots(passage.text, leave))
        for first, last in passage.sentences:
            here = [(at, to) for at, to in allowed if first <= at < last]
            maybe = (spot for spot in spots(passage.text[first:last], chance) if here)
            other = [(first + at, first + to) for at, to in maybe if not any(start <= first + at < end for start, end in here)]
            if other and not passage.within(*min(other), kind="harmless"):
                yield passage, *min(other)
