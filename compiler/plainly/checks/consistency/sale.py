"""No sale is promised, and data goes to others for value or for advertising.

Under Californian law a sale is any disclosure for money “or other valuable consideration”, and sharing for cross-context
behavioural advertising is held to the same rules; so a plain “we do not sell” beside disclosure to advertisers needs a
second look.

Reference: Cal. Civ. Code § 1798.140(ad) and (ah), § 1798.120.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.persons import REGIONAL
from plainly.checks.consistency.telling import clashes
from plainly.checks.finding import Finding
from plainly.logic.meeting import Meeting, catches_all, excepted, meeting
from plainly.logic.views import ACTING_FOR

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.logic.views import View

BUYERS = ("advertisers", "advertising-networks", "data-brokers", "social-networks", "third-party-websites")
PURPOSES = ("targeted-advertising", "advertising", "third-party-promotion", "sales")
#: Purposes of the recipient’s own, for which data is worth something to whoever gets it.
OWN_PURPOSES = ("third-party-promotion",)
#: Whoever buys data as a trade.
TRADERS = ("data-brokers",)
#: Recipients at large: to deny a sale to them is to deny it to all.
ANYBODY = frozenset({"recipients", "third-parties", "other-companies"})
#: Where and by which law a sale is denied does not limit what else goes to those who pay with advertising.
ASIDE = frozenset({"under", "on", "in"})


def check(claims: Claims) -> Iterator[Finding]:
    """`sale-denied`, once for a denial of sale, at the denial; denials limited to a purpose are compared by `denials`."""
    plain = (d for d in claims.denials if d.verb == "sell" and not d.at("for") and not catches_all(claims.lattice, d))
    yield from clashes(claims, "sale-denied", ((denied, list(_for_value(claims, denied))) for denied in plain), "disclosed here")


def _for_value(claims: Claims, denied: View) -> Iterator[Meeting]:
    aside = _aside(claims, denied)
    for stated in claims.index.near(denied, ("share",), aside):
        met = meeting(claims.lattice, denied, stated, aside) if _worth(claims, stated) else None
        if met and not excepted(claims.lattice, denied, stated):
            yield met


def _aside(claims: Claims, denied: View) -> frozenset[str]:
    """Positions that do not limit a denial: also its recipients, where it names no special ones, and people by where they live."""
    aside = set(ASIDE)
    if not ANYBODY.isdisjoint(denied.at("recipients")):
        aside.add("recipients")
    if all(claims.lattice.any_covers(REGIONAL, (name,)) for name in denied.at("of")):
        aside.add("of")
    return frozenset(aside)


def _worth(claims: Claims, stated: View) -> bool:
    """Whether a disclosure may count as a sale: to those who pay with advertising, or to others for ends of their own."""
    if not ACTING_FOR.isdisjoint(stated.at("as")):
        return False
    covers, recipients, purposes = claims.lattice.any_covers, stated.at("recipients"), stated.at("for")
    if covers(TRADERS, recipients) or (covers(BUYERS, recipients) and covers(PURPOSES, purposes)):
        return True
    return covers(("third-parties",), recipients) and covers(OWN_PURPOSES, purposes)
