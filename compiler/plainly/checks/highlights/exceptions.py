"""A line that denies names the exception of its statement, or refers to it.

“We do not share your data” is a promise that a statement with an exception does not make. It is enough to write “except as the
statement describes”, or the exception’s own words. “Only” tells an exception where nothing is denied outright (“only on a lawful basis”).

Why it matters: most people read the summary alone. Reference: GDPR Art. 5(1)(a), 12(1); FTC Act § 5; WP260 rev.01, 35-37.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.highlights.lines import lines
from plainly.checks.highlights.telling import at, listed

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.checks.highlights.lines import Line
    from plainly.logic.claims import Claim, Claims


def check(claims: Claims) -> Iterator[Finding]:
    """`highlight-drops-exception`, once for a line."""
    for line in lines(claims):
        claim = _dropped(line)
        if claim:
            yield at(claims, "highlight-drops-exception", line, claim, exception=listed(claims, line, claim.at("except")))


def _dropped(line: Line) -> Claim | None:
    """The first denial with an exception that the line neither names nor refers to."""
    if line.denial is None or "exception" in line.uses:
        return None
    return next((claim for claim in line.denied() if claim.at("except") and not line.covers(claim.at("except"))), None)
