"""One party in two roles that exclude each other.

A processor acts for the controller and decides nothing; who decides is a controller. In one activity nobody is both. A
representative stands for a controller abroad, and so is not that controller.

Why it matters: the roles say who has to answer, and whom one can turn to. Reference: GDPR Art. 4(7), 4(8), 27, 28(10);
EDPB Guidelines 07/2020.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import label, said, statement_of
from plainly.checks.finding import Finding
from plainly.logic.meeting import limits
from plainly.logic.views import ACTING_FOR

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.logic.views import View

DECIDING = frozenset({"controller", "joint-controller", "separate-controller"})
STANDING_FOR = frozenset({"gdpr-representative", "representative"})


def check(claims: Claims) -> Iterator[Finding]:
    """`two-roles` at the statement that gives the second role; `controller-and-representative` where a party is first named."""
    in_charge = _in_role(claims, DECIDING)
    for party, acting in _in_role(claims, ACTING_FOR).items():
        for deciding in in_charge.get(party, ()):
            first = next((one for one in acting if _one_activity(claims, one, deciding)), None)
            if first:
                args = {"party": label(claims, party), "sentence": said(claims, deciding.claim), "other": said(claims, first.claim)}
                related = ((statement_of(first.claim), "in the other role here"),)
                yield Finding("two-roles", statement_of(deciding.claim), args, related=related)
                break
    for name, entry in claims.policy.names.items():
        if entry.kind == "party" and not STANDING_FOR.isdisjoint(entry.roles) and not DECIDING.isdisjoint(entry.roles):
            where = next((claim for claim in claims.all if name in claim.at("by") + claim.at("with") + claim.at("from")), None)
            if where:
                related = ((f"/names/{name}", "its roles are declared here"),)
                yield Finding("controller-and-representative", statement_of(where), {"party": label(claims, name)}, related=related)


def _in_role(claims: Claims, roles: frozenset[str]) -> dict[str, list[View]]:
    """Party → what it does, or gets, in one of these roles."""
    found: dict[str, list[View]] = {}
    for view in claims.views:
        if not view.claim.denied and view.verb == view.claim.verb and not roles.isdisjoint(view.at("as")):
            for name in view.at("by") or view.at("recipients"):
                found.setdefault(name, []).append(view)
    return found


def _one_activity(claims: Claims, one: View, other: View) -> bool:
    """Whether two statements are about the same data, purposes and persons. Roles listed in one statement are alternatives."""
    return statement_of(one.claim) != statement_of(other.claim) and all(
        any(claims.lattice.meet(a, b) for a in one.at(position) for b in other.at(position))
        for position in ("objects", *({"for", "of"} & (limits(one) | limits(other) | {"of"})))
        if one.at(position) or other.at(position)
    )
