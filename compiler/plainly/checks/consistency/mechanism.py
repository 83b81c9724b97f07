"""Data goes to another country, and nothing says what safeguards it there.

A mechanism counts for a destination where a statement names both, or names the mechanism for all transfers.

Reference: GDPR Art. 13(1)(f), 44-49; Swiss FADP Art. 16-17, 19(4); LGPD Art. 33.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.regimes import WITH_SAFEGUARDS, held_to
from plainly.checks.consistency.telling import said, statement_of
from plainly.checks.finding import Finding
from plainly.names import kind_of

if TYPE_CHECKING:
    from plainly.logic.claims import Claim, Claims

#: Within these no safeguard is asked for.
HOME = ("eea",)
#: Bases that are mechanisms themselves where people have been told of the risks (Art. 49(1)(a)-(b)).
DEROGATIONS = ("explicit-consent",)


def check(claims: Claims) -> Iterator[Finding]:
    """`transfer-without-mechanism` at the first transfer for which no statement names a mechanism."""
    if not held_to(claims.policy, WITH_SAFEGUARDS):
        return
    transfers = [claim for claim in claims.of("transfer") if not claim.denied]
    guarded = [claim for claim in (*transfers, *claims.of("certify", "share")) if not claim.denied and _mechanism(claims, claim)]
    anywhere = any(not _destinations(claims, claim) for claim in guarded)
    safe = {place for claim in guarded for place in _destinations(claims, claim)}
    for claim in transfers:
        abroad = [place for place in _destinations(claims, claim) if not claims.lattice.any_covers(HOME, (place,))]
        if abroad and not anywhere and not all(any(claims.lattice.meet(place, known) for known in safe) for place in abroad):
            yield Finding("transfer-without-mechanism", statement_of(claim), {"sentence": said(claims, claim)})
            return


def _mechanism(claims: Claims, claim: Claim) -> bool:
    names = (*claim.at("under"), *(claim.fact.objects if claim.verb == "certify" else ()))
    return any(kind_of(claims.policy.names, name) == "instrument" or claims.lattice.any_covers(DEROGATIONS, (name,)) for name in names)


def _destinations(claims: Claims, claim: Claim) -> tuple[str, ...]:
    return tuple(name for name in claim.at("to") if kind_of(claims.policy.names, name) == "place")
