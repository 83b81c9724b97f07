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

from plainly.checks.consistency.telling import clashes, order_of
from plainly.checks.finding import Finding
from plainly.logic.meeting import ADDING, TIMES, Meeting, excepted, limits, meeting
from plainly.logic.views import HANDLING, OBTAINING, REACH, View

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

#: A word after which names go into more than one position.
POSITIONS = {"with": frozenset({"with", "recipients"}), "to": frozenset({"to", "recipients"}), "of": frozenset({"of", "aspects"})}
#: Grounds of the exclusive statement limit nothing else.
GROUNDS = frozenset({"under", "when", "with"})
#: The purpose of data binds whatever is done with it, by these verbs.


def check(claims: Claims) -> Iterator[Finding]:
    """`only-and-more`, once for a statement with `only`, at that statement."""
    exclusive = (view for view in claims.stated if view.claim.fact.only)
    yield from clashes(claims, "only-and-more", ((view, list(_otherwise(claims, view))) for view in exclusive), "stated here")


def _otherwise(claims: Claims, only: View) -> Iterator[Meeting]:
    """Statements that go against an exclusive one; of two that exclude each other the later is reported."""
    for word in sorted(set(only.claim.fact.only) - set(only.claim.fact.open)):  # examples leave it open what else is done
        for stated in claims.index.near(only, _verbs(only, word), _aside(only, word)):
            met = _against(claims, only, stated, word)
            later = order_of(stated.claim) > order_of(only.claim)
            if met and not (later and word in stated.claim.fact.only and _against(claims, stated, only, word)):
                yield met


def _against(claims: Claims, only: View, stated: View, word: str) -> Meeting | None:
    """How a statement meets an exclusive one but for a position it is exclusive in, where it names something else."""
    if stated.claim is only.claim or _general(claims, only, stated):
        return None
    met = meeting(claims.lattice, only, stated, _aside(only, word))
    beyond = _beyond(claims, only, stated, POSITIONS.get(word, frozenset({word}))) if met else ()
    return met._replace(beyond=beyond) if met and beyond and not excepted(claims.lattice, only, stated) else None


def _aside(only: View, word: str) -> frozenset[str]:
    """The positions that play no part: those that are exclusive, and grounds."""
    return POSITIONS.get(word, frozenset({word})) | (limits(only) & GROUNDS)


def _verbs(only: View, word: str) -> tuple[str, ...]:
    if word == "for" and only.verb in {*OBTAINING, "use"}:
        return HANDLING
    return REACH.get(only.verb, (only.verb,))


def _general(claims: Claims, only: View, stated: View) -> bool:
    """Whether a statement speaks of personal data at large, and “only” of some of it."""
    if any(claims.lattice.whatever(name) for name in only.at("objects")):
        return False
    return any(claims.lattice.whatever(name) for name in stated.at("objects"))


def _beyond(claims: Claims, only: View, stated: View, positions: frozenset[str]) -> tuple[str, ...]:
    """What a statement names in these positions that has nothing to do with what is allowed there."""
    for position in sorted(positions):
        allowed = only.at(position)
        kinds = {_sort(claims, name) for name in allowed}
        named = [part for name in stated.at(position) if _sort(claims, name) in kinds for part in claims.lattice.each(name)]
        strange = tuple(name for name in named if not any(claims.lattice.meet(one, name) for one in allowed))
        if strange and (position in ADDING or len(strange) == len(named)):
            return strange
    return ()


def _sort(claims: Claims, name: str) -> str:
    """The kind of a name; times, of whatever kind, are one."""
    kind = claims.lattice.kind(name)
    return "time" if kind in TIMES else kind
