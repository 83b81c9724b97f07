"""Purposes for which no legal basis is stated, where a law asks for one.

A basis counts for a purpose where any statement gives both, also for a wider purpose. Data about nobody needs none.

Reference: GDPR Art. 6(1) and 13(1)(c); LGPD Art. 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.regimes import WITH_BASES, held_to
from plainly.checks.consistency.telling import label, statement_of
from plainly.checks.finding import Finding
from plainly.logic.views import HANDLING
from plainly.names import kind_of

if TYPE_CHECKING:
    from plainly.logic.claim import Claim
    from plainly.logic.claims import Claims

#: “When you have consented” and “when the law requires it” name a basis in other words.
CONDITIONS = frozenset({"consent-given", "law-requires"})
SHOWN = 6


def check(claims: Claims) -> Iterator[Finding]:
    """`purpose-without-basis`, once for a policy, with all such purposes; placed in the header, which declares the law."""
    if not held_to(claims.policy, WITH_BASES):
        return
    stated: dict[str, str] = {}
    founded: set[str] = set()
    for claim in claims.of(*HANDLING):
        if claim.denied or claim.at("by") or _of_nobody(claims, claim):
            continue
        for purpose in claim.at("for"):
            if kind_of(claims.policy.names, purpose) == "purpose":
                stated.setdefault(purpose, statement_of(claim))
        if _founded(claims, claim):
            founded.update(claim.at("for"))
    lacking = [purpose for purpose in stated if founded.isdisjoint(claims.lattice.above(purpose))]
    if lacking:
        more = f" and {len(lacking) - SHOWN} more" if len(lacking) > SHOWN else ""
        listed = ", ".join(f"“{label(claims, name)}”" for name in lacking[:SHOWN]) + more
        related = tuple(dict.fromkeys((stated[name], "a purpose without a basis") for name in lacking[:SHOWN]))
        yield Finding("purpose-without-basis", "/regimes", {"purposes": listed}, related=related)


def _founded(claims: Claims, claim: Claim) -> bool:
    """Whether a statement names a basis, or a condition that amounts to one."""
    named = any(kind_of(claims.policy.names, name) == "basis" for name in claim.at("under"))
    return named or not CONDITIONS.isdisjoint(claim.at("when"))


def _of_nobody(claims: Claims, claim: Claim) -> bool:
    """Whether all the data of a statement is anonymous."""
    return bool(claim.fact.objects) and all(claims.lattice.covers("non-personal-data", name) for name in claim.fact.objects)
