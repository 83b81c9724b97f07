"""Groups of people of which one is part of the other, mixed in rights, choices and legal bases.

“People in Europe”, “in the EEA” and “in the EU” used side by side leave it open who is meant, unless the policy says which groups
the wider one has, or another law gives each its right.

Reference: GDPR Art. 3 and 12(1).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.persons import regional
from plainly.checks.consistency.regimes import laws_of
from plainly.checks.consistency.telling import label, said, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plainly.logic.claims import Claims
    from plainly.logic.views import View

GIVING = frozenset({"grant", "offer"})


def check(claims: Claims) -> Iterator[Finding]:
    """`groups-mixed`, once for a policy, at the first use of a narrower group that the vocabulary knows."""
    first: dict[str, View] = {}
    for view in claims.views:
        for name in regional(claims, view) if view.verb in GIVING or view.at("under") else ():
            first.setdefault(name, view)
    for name, view in first.items():
        wider = next((other for other in first if _mixed(claims, name, other, first)), None)
        if wider and claims.policy.names[name].origin == "standard":
            related = ((statement_of(first[wider].claim), "the wider group is used here"),)
            args = {"group": label(claims, name), "other": label(claims, wider)}
            args |= {"sentence": said(claims, view.claim), "wider": said(claims, first[wider].claim)}
            yield Finding("groups-mixed", statement_of(view.claim), args, related=related)
            return


def _mixed(claims: Claims, name: str, other: str, first: Mapping[str, View]) -> bool:
    """Whether a group is part of another by no choice of the policy’s own, and no two laws draw the two lines."""
    if other == name or not claims.lattice.covers(other, name) or claims.policy.names[other].members:
        return False
    laws, others = laws_of(claims, first[name]), laws_of(claims, first[other])
    return not laws or not others or laws == others
