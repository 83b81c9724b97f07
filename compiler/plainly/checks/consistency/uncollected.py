"""Data is shared that the policy never says it gets.

Reference: GDPR Art. 13(1) and 14(1)(d): people are told which data is collected, and from where.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import label, said, statement_of
from plainly.checks.finding import Finding
from plainly.logic.views import OBTAINING

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

#: What is made of other data.
MADE = ("non-personal-data",)
#: What comes with any cookie that is set.
OF_COOKIES = frozenset({"cookie-identifier", "cookie-information"})


def check(claims: Claims) -> Iterator[Finding]:
    """`shared-not-collected`, once for a kind of data, at the first statement that shares it. A policy without collection is left alone."""
    sources = [view for view in claims.views if view.verb in {*OBTAINING, "infer"} and not view.claim.denied]
    got = {name for view in sources for name in view.at("objects")}
    if got and any(not claim.denied for claim in claims.of("set")):
        got |= OF_COOKIES
    covered = {part for name in got for part in claims.lattice.below(name)} | {
        wider for name in got for wider in claims.lattice.above(name)
    }
    told: set[str] = set()
    for claim in claims.of("share", "sell") if got else ():
        for name in claim.fact.objects:
            unknown = covered.isdisjoint(claims.lattice.below(name)) and covered.isdisjoint(claims.lattice.above(name) - _tops(claims))
            if unknown and not (claim.denied or claim.at("by") or name in told or claims.lattice.any_covers(MADE, (name,))):
                told.add(name)
                args = {"name": label(claims, name), "sentence": said(claims, claim)}
                yield Finding("shared-not-collected", statement_of(claim), args)


def _tops(claims: Claims) -> set[str]:
    """Names that say nothing of their own: everything falls under them, so that it does is no sign of being collected."""
    return {"any-information", "personal-data", *(name for name, entry in claims.policy.names.items() if "personal-data" in entry.members)}
