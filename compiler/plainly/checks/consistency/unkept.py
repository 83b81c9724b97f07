"""Data is said not to be kept, and is obtained or used all the same.

What is used is at least held for a moment. Where the denial means “not longer than needed”, it should say so.

Reference: GDPR Art. 4(2) (storage is processing) and 5(1)(e).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import clashes
from plainly.checks.finding import Finding
from plainly.logic.meeting import Meeting, excepted, meeting
from plainly.logic.views import OBTAINING

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.logic.views import View

#: What limits how long or where data is kept limits nothing of how it is obtained.
ASIDE = frozenset({"for", "while", "until", "on", "in", "using", "with", "recipients"})


def check(claims: Claims) -> Iterator[Finding]:
    """`used-not-kept`, once for a denial that sets no time, at the denial."""
    timeless = (d for d in claims.denials if d.verb == "keep" and not any(d.at(position) for position in ("for", "while", "until")))
    yield from clashes(claims, "used-not-kept", ((denied, list(_handled(claims, denied))) for denied in timeless), "stated here")


def _handled(claims: Claims, denied: View) -> Iterator[Meeting]:
    for stated in claims.index.near(denied, (*OBTAINING, "use"), ASIDE):
        met = meeting(claims.lattice, denied, stated, ASIDE)
        if met and not excepted(claims.lattice, denied, stated):
            yield met
