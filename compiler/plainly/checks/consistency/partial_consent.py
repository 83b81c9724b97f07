"""Some are asked for consent to cookies that are set for everybody else without a basis.

Reference: GDPR Art. 6(1); Directive 2002/58/EC Art. 5(3).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.persons import REGIONAL
from plainly.checks.consistency.telling import label, said, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

#: Cookies that are set on a basis, on a condition or in one region are not set for everybody else without one.
LIMITS = ("under", "when", "in", "except", "by")


def check(claims: Claims) -> Iterator[Finding]:
    """`consent-for-some` at the statement that asks some."""
    freely = [view for view in claims.stated if view.verb == "set" and not any(view.at(position) for position in LIMITS)]
    told: set[str] = set()
    for view in claims.stated:
        limited = view.at("in") or claims.lattice.any_covers(REGIONAL, view.at("of"))
        if view.verb != "offer" or not limited or not claims.lattice.any_covers(("consent",), view.at("under")):
            continue
        pairs = (
            (one, cookie) for one in freely for cookie in one.at("objects") if claims.lattice.any_covers(view.at("aspects"), (cookie,))
        )
        found = next(pairs, None)
        if found and statement_of(view.claim) not in told:
            told.add(statement_of(view.claim))
            args = {"sentence": said(claims, view.claim), "other": said(claims, found[0].claim), "name": label(claims, found[1])}
            related = ((statement_of(found[0].claim), "set for all here"),)
            yield Finding("consent-for-some", statement_of(view.claim), args, related=related)
