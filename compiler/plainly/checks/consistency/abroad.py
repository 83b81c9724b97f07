"""A recipient that is in another country, while no transfer there is stated.

A party says where it is by `in`. Who shares data with it sends data there. What counts as home is where the controllers are
declared to be, else the region of the laws that the policy is written for; only laws of the EEA, the United Kingdom, Switzerland
and Brazil ask for transfers to be told.

Reference: GDPR Art. 13(1)(f) and 44; UK GDPR Art. 13(1)(f); Swiss FADP Art. 19(4); LGPD Art. 33.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.regimes import HOMES, homes
from plainly.checks.consistency.telling import label, said, statement_of
from plainly.checks.finding import Finding
from plainly.logic.views import place_of

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.logic.views import View

#: Countries between which data moves without being transferred in the law’s sense.
WITHOUT_BORDERS = "eea"
#: Destinations that may be any country.
ANY_COUNTRY = frozenset({"other-countries", "third-countries", "worldwide"})


def check(claims: Claims) -> Iterator[Finding]:
    """`recipient-abroad`, once for a party, at the first statement that shares data with it."""
    names, lattice = claims.policy.names, claims.lattice
    inside = _inside(claims)
    if not inside:
        return
    transfers = [view for view in claims.stated if view.verb == "transfer"]
    reached = {name for view in transfers for name in (*view.at("to"), *view.at("recipients"))}
    if any(not view.at("to") and not view.at("recipients") for view in transfers) or not reached.isdisjoint(ANY_COUNTRY):
        return
    told: set[str] = set()
    for view in claims.views:
        for party in view.at("recipients") if _ours(view) else ():
            place = place_of(claims.policy, party)
            known = not place or lattice.any_covers(inside, (place,)) or lattice.any_covers(reached, (place, party))
            if place and not known and party not in told:
                told.add(party)
                args = {"party": label(claims, party), "place": label(claims, place), "name": place, "sentence": said(claims, view.claim)}
                related = ((f"/names/{party}", "where it is, is declared here"),) if names[party].origin == "policy" else ()
                yield Finding("recipient-abroad", statement_of(view.claim), args, related=related)


def _inside(claims: Claims) -> frozenset[str]:
    """Where data is at home; nothing where no law asks for transfers to be told."""
    home = {place for party in claims.policy.controllers if (place := place_of(claims.policy, party))} or set(homes(claims.policy))
    if not homes(claims.policy) and not claims.lattice.any_covers(HOMES.values(), home):
        return frozenset()
    return frozenset(home | {WITHOUT_BORDERS} if claims.lattice.any_covers((WITHOUT_BORDERS,), home) else home)


def _ours(view: View) -> bool:
    """Whether the controllers, or who acts for them, give data to somebody."""
    return not view.claim.denied and view.verb in {"share", "sell"} and not view.at("by")
