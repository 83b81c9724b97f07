"""A recipient that is in another country, while no transfer there is stated.

A party says where it is by `in`. Who shares data with it sends data there.

Reference: GDPR Art. 13(1)(f) and 44.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import label, said, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

#: Countries between which data moves without being transferred in the law’s sense.
WITHOUT_BORDERS = "eea"


def check(claims: Claims) -> Iterator[Finding]:
    """`recipient-abroad`, once for a party, at the first statement that shares data with it."""
    names = claims.policy.names
    home = {place for party in claims.policy.controllers if party in names and (place := names[party].place)}
    if not home:
        return
    inside = home | ({WITHOUT_BORDERS} if claims.lattice.any_covers((WITHOUT_BORDERS,), home) else set())
    transfers = [view for view in claims.views if view.verb == "transfer" and not view.claim.denied]
    reached = {name for view in transfers for name in (*view.at("to"), *view.at("recipients"))}
    told: set[str] = set()
    for claim in claims.of("share", "sell"):
        for party in (*claim.at("with"), *claim.at("to")):
            place = names[party].place if party in names and names[party].kind == "party" else None
            known = not place or claims.lattice.any_covers(inside, (place,)) or claims.lattice.any_covers(reached, (place, party))
            if not (claim.denied or known or party in told) and place:
                told.add(party)
                args = {"party": label(claims, party), "place": label(claims, place), "sentence": said(claims, claim)}
                related = ((f"/names/{party}", "where it is, is declared here"),)
                yield Finding("recipient-abroad", statement_of(claim), args, related=related)
