"""What one statement says is done only so, another does otherwise.

“Only for payment” denies every other purpose: each statement about the same data (or data it is a part of) with a purpose that
has nothing to do with the allowed ones goes against it. The same holds of `only with`, `only under`, `only in` and the rest.
Two lists after `only` clash where one names what the other leaves out. What is said of personal data at large is the rule, and
“only” the special case.

Why it matters: “only” is purpose limitation in so many words. Reference: GDPR Art. 5(1)(b).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import clashes, place_of
from plainly.checks.finding import Finding
from plainly.logic.meeting import ADDING, TIMES, Meeting, excepted, limits, meeting
from plainly.logic.views import OBTAINING, REACH, View

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

#: A word after which names go into more than one position.
POSITIONS = {"with": frozenset({"with", "recipients"}), "to": frozenset({"to", "recipients"}), "of": frozenset({"of", "aspects"})}
#: Grounds of the exclusive statement limit nothing else.
GROUNDS = frozenset({"under", "when", "with"})
#: The purpose of data binds whatever is done with it, by these verbs.
HANDLING = (*OBTAINING, "use", "infer", "share", "sell")


def check(claims: Claims) -> Iterator[Finding]:
    """`only-and-more`, once for a statement with `only`, at that statement."""
    exclusive = (view for view in claims.stated if view.claim.fact.only)
    yield from clashes(claims, "only-and-more", ((view, list(_otherwise(claims, view))) for view in exclusive), "stated here")


def _otherwise(claims: Claims, only: View) -> Iterator[Meeting]:
    """Statements that meet an exclusive one but for a position it is exclusive in, and there name something else."""
    for word in only.claim.fact.only:
        positions = POSITIONS.get(word, frozenset({word}))
        aside = positions | (limits(only) & GROUNDS)
        for stated in claims.index.near(only, _verbs(only, word), aside):
            if stated.claim is only.claim or _general(claims, only, stated):
                continue
            met = meeting(claims.lattice, only, stated, aside)
            if not met or not _other(claims, only, stated, positions) or excepted(claims.lattice, only, stated):
                continue
            if not (_before(stated, only) and word in stated.claim.fact.only and _other(claims, stated, only, positions)):
                yield met  # of two lists that exclude each other the first is reported


def _verbs(only: View, word: str) -> tuple[str, ...]:
    if word == "for" and only.verb in {*OBTAINING, "use"}:
        return HANDLING
    return REACH.get(only.verb, (only.verb,))


def _general(claims: Claims, only: View, stated: View) -> bool:
    """Whether a statement speaks of personal data at large, and “only” of some of it."""
    if any(claims.lattice.whatever(name) for name in only.at("objects")):
        return False
    return any(claims.lattice.whatever(name) for name in stated.at("objects"))


def _other(claims: Claims, only: View, stated: View, positions: frozenset[str]) -> bool:
    """Whether a statement names something in these positions that has nothing to do with what is allowed there."""
    for position in positions:
        allowed = only.at(position)
        kinds = {_sort(claims, name) for name in allowed}
        named = [name for name in stated.at(position) if _sort(claims, name) in kinds]
        strange = [name for name in named if not any(claims.lattice.meet(one, name) for one in allowed)]
        if strange and (position in ADDING or len(strange) == len(named)):
            return True
    return False


def _before(one: View, other: View) -> bool:
    """Whether a claim stands before another in the policy."""
    return place_of(one.claim) < place_of(other.claim)


def _sort(claims: Claims, name: str) -> str:
    """The kind of a name; times, of whatever kind, are one."""
    kind = claims.lattice.kind(name)
    return "time" if kind in TIMES else kind
