"""A line that is good for the reader names the limit of its statement, or hints at it.

Limits are a condition, a region, a group of persons narrower than the clause’s, an exception, a price. A hint is enough: “in some
cases”, “if the law gives you that right”; so is the heading of the group (“Users in Europe”).

Why it matters: who reads only the summary would count on more than there is. Reference: GDPR Art. 5(1)(a), 12(1); FTC Act § 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.highlights.lines import FAVOURS, lines
from plainly.checks.highlights.telling import at, listed
from plainly.logic.views import PRACTICES

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.checks.highlights.lines import Line
    from plainly.logic.claims import Claim, Claims

#: Situations in which everybody is who has to do with the sender: they limit nothing.
DEALINGS = frozenset(
    {"before-placing", "consent-given", "contact-details-given", "purchase", "register", "use-services", "visit-site", "request-services"}
)


def check(claims: Claims) -> Iterator[Finding]:
    """`highlight-drops-limit`, once for a line, where all it stands for has a limit and it hints at none."""
    for line in lines(claims):
        told = _told(line)
        limits = [_limits(claims, claim) for claim in told]
        if not told or not all(limits) or line.uses & {"limit", "exception", "if"}:
            continue
        if not any(line.touches(names) or line.heading_touches(names) for names in limits):
            yield at(claims, "highlight-drops-limit", line, told[0], limit=listed(claims, line, limits[0]))


def _told(line: Line) -> tuple[Claim, ...]:
    """What the line says that is good for the reader: its denials where it denies, else what is offered, where nothing else is stated."""
    if line.denial is not None:
        return line.denied()
    if any(claim.verb in PRACTICES for claim in line.cited):
        return ()
    return tuple(claim for claim in line.cited if claim.verb in FAVOURS and not claim.denied)


def _limits(claims: Claims, claim: Claim) -> tuple[str, ...]:
    """Names that limit a fact."""
    names = [name for position in ("when", "in", "but") for name in claim.at(position) if name not in DEALINGS]
    names += () if claim.denied else claim.at("except")
    return (*names, *_persons(claims, claim))


def _persons(claims: Claims, claim: Claim) -> tuple[str, ...]:
    """The persons of a fact, where the clause speaks of more."""
    known = claims.policy.names
    scope = [name for name in claim.clause.scope.get("of", ()) if name in known and known[name].kind == "subject"]
    persons = [name for name in claim.at("of") if name in known and known[name].kind == "subject" and name not in scope]
    return tuple(name for name in persons if claims.lattice.any_covers(scope, (name,)))
