"""Data is used for a legitimate interest, and nothing says that people can object.

The right to object is to be brought to people’s attention explicitly, apart from other information.

Reference: GDPR Art. 21(1), 21(4) and 13(2)(b).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.regimes import WITH_BASES, held_to
from plainly.checks.consistency.telling import said, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

OBJECTING = ("objection",)


def check(claims: Claims) -> Iterator[Finding]:
    """`interest-without-objection` at the first statement that rests on a legitimate interest."""
    if not held_to(claims.policy, WITH_BASES):
        return
    if any(not claim.denied and claims.lattice.any_covers(OBJECTING, claim.fact.objects) for claim in claims.of("grant")):
        return
    for claim in claims.all:
        if not claim.denied and not claim.at("by") and claims.lattice.any_covers(("legitimate-interest",), claim.at("under")):
            yield Finding("interest-without-objection", statement_of(claim), {"sentence": said(claims, claim)})
            return
