"""Data goes to another country, and nothing says what safeguards it there.

A mechanism counts for a destination where a statement names both, or names the mechanism for all transfers. What stays in the
region of a law that the policy is written for is no transfer; under the UK’s law, one into the EEA is.

Reference: GDPR Art. 13(1)(f), 44-49; Swiss FADP Art. 16-17, 19(4); LGPD Art. 33.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.regimes import WITH_SAFEGUARDS, held_to, homes
from plainly.checks.consistency.telling import said, statement_of
from plainly.checks.finding import Finding
from plainly.logic.views import place_of
from plainly.names import kind_of

if TYPE_CHECKING:
    from plainly.logic.claims import Claim, Claims

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
    home = homes(claims.policy)
    for claim in transfers:
        if claim.at("by") or not _from_home(claims, claim, home):
            continue
        abroad = [place for place in _destinations(claims, claim) if not claims.lattice.any_covers(home, (place,))]
        if abroad and not anywhere and not all(any(claims.lattice.meet(place, known) for known in safe) for place in abroad):
            yield Finding("transfer-without-mechanism", statement_of(claim), {"sentence": said(claims, claim)})
            return


def _mechanism(claims: Claims, claim: Claim) -> bool:
    names = (*claim.at("under"), *(claim.fact.objects if claim.verb == "certify" else ()))
    return any(kind_of(claims.policy.names, name) == "instrument" or claims.lattice.any_covers(DEROGATIONS, (name,)) for name in names)


def _from_home(claims: Claims, claim: Claim, home: frozenset[str]) -> bool:
    """Whether data leaves where a declared law holds; what is sent on from elsewhere, or comes back, does not."""
    origins = [name for name in claim.at("from") if claims.lattice.kind(name) == "place"]
    return not origins or any(claims.lattice.meet(place, origin) for place in home for origin in origins)


def _destinations(claims: Claims, claim: Claim) -> tuple[str, ...]:
    """The places that data goes to, by name or with whoever gets it."""
    names = (*claim.at("to"), *claim.at("with"))
    places = (place_of(claims.policy, name) or name for name in names)
    return tuple(place for place in places if claims.lattice.kind(place) == "place")
