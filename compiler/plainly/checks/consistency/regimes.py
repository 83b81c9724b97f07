"""Which laws a policy is written for, or a statement names, for checks that ask what only some laws ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plainly.logic.claims import Claim, Claims
    from plainly.logic.views import View
    from plainly.model import Policy

#: Laws that want a legal basis for each purpose, and safeguards for what goes abroad.
WITH_BASES = frozenset({"gdpr", "uk-gdpr", "lgpd", "data-protection-directive"})
WITH_SAFEGUARDS = WITH_BASES | {"swiss-fadp"}

#: Law → where data moves without being transferred in the sense of that law.
HOMES = {"gdpr": "eea", "data-protection-directive": "eea", "uk-gdpr": "united-kingdom", "swiss-fadp": "switzerland", "lgpd": "brazil"}


def homes(policy: Policy) -> frozenset[str]:
    """Where data is at home under the laws that a policy declares; outside of all of these it has been transferred."""
    return frozenset(HOMES[law] for law in policy.regimes if law in HOMES)


def held_to(policy: Policy, laws: frozenset[str]) -> bool:
    """Whether a policy declares one of these laws as its regime."""
    return not laws.isdisjoint(policy.regimes)


def laws_of(claims: Claims, said: Claim | View) -> frozenset[str]:
    """The laws that a statement names (`under gdpr`): each says itself to whom it gives what."""
    return frozenset(name for name in said.at("under") if claims.lattice.kind(name) == "law")
