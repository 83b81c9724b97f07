"""Legal bases that do not carry.

Agreement drawn from mere use is no consent: that takes a clear affirmative act. A legitimate interest in “business purposes” or
“any purpose” cannot be weighed against the person’s.

Reference: GDPR Art. 4(11), 6(1)(a) and (f), recitals 32 and 47; CJEU C-673/17 (Planet49).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import label, said, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.logic.views import View

OPEN_PURPOSES = frozenset({"business-purposes", "any-purpose", "any-other-purpose"})


def check(claims: Claims) -> Iterator[Finding]:
    """`weak-basis`, once a clause and kind of weakness."""
    told: set[tuple[str, str]] = set()
    for view in claims.stated:
        weak = _weakness(claims, view)
        if weak and (view.claim.clause.id, weak) not in told:
            told.add((view.claim.clause.id, weak))
            yield Finding("weak-basis", statement_of(view.claim), {"reason": weak, "sentence": said(claims, view.claim)})


def _weakness(claims: Claims, view: View) -> str:
    if "agreement-by-use" in view.at("under"):
        return "agreement is drawn from mere use, which is no consent"
    if claims.lattice.any_covers(("legitimate-interest",), view.at("under")):
        vague = next((name for name in view.at("for") if name in OPEN_PURPOSES), "")
        return f"an interest in “{label(claims, vague)}” is too open to be weighed" if vague else ""
    return ""
