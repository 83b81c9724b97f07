"""Consent is asked for, and nothing says how to take it back.

Withdrawing has to be as easy as giving, and people must be told before they consent. An opt-out of the same purpose, data or
cookie counts.

Reference: GDPR Art. 7(3) and 13(2)(c).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.regimes import WITH_SAFEGUARDS, held_to
from plainly.checks.consistency.telling import said, statement_of
from plainly.checks.finding import Finding
from plainly.logic.views import PRACTICES

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

CHOICES = ("withdraw-consent", "withdrawal", "opt-out")


def check(claims: Claims) -> Iterator[Finding]:
    """`consent-without-withdrawal` at the first statement that rests on consent which nothing says how to take back."""
    if not held_to(claims.policy, WITH_SAFEGUARDS):
        return
    offered = [view for view in claims.stated if view.verb in {"offer", "grant"} and claims.lattice.any_covers(CHOICES, view.at("objects"))]
    if any(not view.at("aspects") or any(map(claims.lattice.whatever, view.at("aspects"))) for view in offered):
        return
    about = [name for view in offered for name in view.at("aspects")]
    for claim in claims.all:
        if claim.denied or claim.at("by") or claim.verb not in PRACTICES or not claims.lattice.any_covers(("consent",), claim.at("under")):
            continue
        subjects = (*claim.fact.objects, *claim.at("for"), *claim.at("of"), *claim.at("using"))
        if not any(claims.lattice.meet(name, other) for name in subjects for other in about):
            yield Finding("consent-without-withdrawal", statement_of(claim), {"sentence": said(claims, claim)})
            return
