"""Denials with a way out: “we generally do not share it” beside a statement that it is never shared.

A mark of the statement (`generally`, `currently` …), a condition or an exception says what the words say; then nothing is found.

Why it matters: a reader takes comfort from the denial, the writer from the hedge, and the machine notice knows of the denial only.
Reference: WP260 rev.01, 13; GDPR Art. 5(1)(a).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.forces import forces
from plainly.checks.language.passages import Passage, texts
from plainly.style import phrases

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.logic.claims import Claims
    from plainly.model import Clause, Statement

MARKS = frozenset({"sometimes", "often", "generally", "currently"})
LIMITS = frozenset({"when", "except", "while", "until"})


def check(claims: Claims) -> Iterator[Finding]:
    """`hedged-denial`, once a sentence at its hedge, with the statement that has none."""
    found = texts(claims)
    denied = {clause.id: (number, at) for number, clause in enumerate(claims.policy.clauses) if (at := _flat(clause)) is not None}
    if not denied:
        return
    for locale in found.locales:
        last: tuple[str, int] | None = None
        for passage, start, end in found.spots(locale, phrases(locale, "denials", "hedges")):
            sentence = (passage.pointer, passage.source(passage.sentence(start)[0]))
            if passage.clause.id in denied and sentence != last and _denies(passage, start, end):
                last = sentence
                number, at = denied[passage.clause.id]
                hedge = passage.finding("hedged-denial", start, end)
                yield hedge._replace(related=((f"/clauses/{number}/statements/{at}", "denied here without reservation"),))


def _flat(clause: Clause) -> int | None:
    """The first denial that has no mark, condition or exception; none where another denial of the clause has one."""
    denials = [(number, statement) for number, statement in enumerate(clause.statements) if statement.modality == "never"]
    if not denials or any(_limited(statement) for _, statement in denials):
        return None
    return denials[0][0]


def _limited(statement: Statement) -> bool:
    return any(not MARKS.isdisjoint(fact.marks) or not LIMITS.isdisjoint(fact.qualifiers) for fact in statement.facts)


def _denies(passage: Passage, start: int, end: int) -> bool:
    """Whether the sentence of the hedge denies something in other words than the hedge."""
    first, last = passage.sentence(start)
    return any(
        "never" in force.uses and "soft" not in force.uses and (first + force.end <= start or first + force.start >= end)
        for force in forces(passage.text[first:last], passage.locale)
    )
