"""A right, or a choice, for people of one region in one place, and wherever people are in another.

Readers outside the region cannot tell whether they have the right. A right that a statement ascribes to a law is given to
those whom that law has in mind.

Reference: GDPR Art. 12(1)-(2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.persons import regional
from plainly.checks.consistency.regimes import laws_of
from plainly.checks.consistency.telling import said, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.logic.views import View

GIVING = frozenset({"grant", "offer"})


def check(claims: Claims) -> Iterator[Finding]:
    """`right-for-some`, once a clause, since a list of rights is one decision; at the narrower grant."""
    giving = [view for view in claims.stated if view.verb in GIVING and not view.at("by")]
    anywhere: dict[str, list[View]] = {}
    for view in giving:
        if not (regional(claims, view) or view.at("in") or laws_of(claims, view)):
            for name in view.at("objects"):
                anywhere.setdefault(name, []).append(view)
    told: set[str] = set()
    for view in giving:
        if not regional(claims, view) or view.claim.clause.id in told or laws_of(claims, view):
            continue
        others = [
            one for name in view.at("objects") for one in anywhere.get(name, ()) if _same_data(claims, view, one) and _same_time(view, one)
        ]
        if others and all(one.claim.clause is not view.claim.clause for one in others):
            told.add(view.claim.clause.id)
            args = {"sentence": said(claims, view.claim), "other": said(claims, others[0].claim)}
            related = ((statement_of(others[0].claim), "given wherever people are"),)
            yield Finding("right-for-some", statement_of(view.claim), args, related=related)


def _same_time(view: View, other: View) -> bool:
    """Whether people of a region get their answer no sooner and no later: a time of their own is worth a statement."""
    return not view.at("within") or not other.at("within") or view.at("within") == other.at("within")


def _same_data(claims: Claims, one: View, other: View) -> bool:
    if not one.at("aspects") or not other.at("aspects"):
        return True
    return any(claims.lattice.meet(a, b) for a in one.at("aspects") for b in other.at("aspects"))
