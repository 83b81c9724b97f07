"""No automated decisions, and yet profiles or conclusions about people.

The two are different things under the law, but readers who are told of the first expect that the second is not done either;
unless the clause that denies the first tells them of the second.

Reference: GDPR Art. 4(4), 13(2)(f), 22; Article 29 Working Party, Guidelines on automated decision-making (WP 251).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import said, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.logic.views import View

DECIDING = ("automated-decision-making",)
PROFILING = ("profiling",)
INFERRED = ("inferences",)
#: Where somebody is and with what device, and what is said of nobody: to work these out is to know nothing about the person.
TECHNICAL = ("location", "device-information", "non-personal-data")


def check(claims: Claims) -> Iterator[Finding]:
    """`profiling-beside-denial`, once for a denial of automated decisions, at the denial."""
    profiles = [view for view in claims.views if _profiles(claims, view)]
    beside = {view.claim.clause.id for view in profiles}
    found = profiles[0] if profiles else None
    told: set[str] = set()
    for denied in claims.denials if found else ():
        where = statement_of(denied.claim)
        if denied.claim.clause.id in beside:
            continue
        if found and claims.lattice.any_covers(DECIDING, denied.at("for")) and where not in told:
            told.add(where)
            args = {"sentence": said(claims, denied.claim), "other": said(claims, found.claim)}
            related = ((statement_of(found.claim), "stated here"),)
            yield Finding("profiling-beside-denial", where, args, related=related)


def _profiles(claims: Claims, view: View) -> bool:
    """Whether the controller itself makes profiles or draws conclusions."""
    if view.claim.denied or view.at("by"):
        return False
    inferring = view.verb == "infer" and not all(claims.lattice.any_covers(TECHNICAL, (name,)) for name in view.at("objects"))
    inferring = inferring or claims.lattice.any_covers(INFERRED, view.at("objects"))
    return inferring or claims.lattice.any_covers(PROFILING, view.at("for"))
