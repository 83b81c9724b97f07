"""A line is no more absolute than its statements: “always”, “all” and “never” stand only for what is stated without limit.

What a statement only may do, or does sometimes, generally or currently, is not told with “always”; what is denied for now not
without “now”; what has exceptions not with “all”. “Only” needs a statement that says so, or that denies the rest.

Why it matters: an absolute promise is what people hold a sender to. Reference: GDPR Art. 5(1)(a), 12(1); FTC Act § 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.highlights.lines import lines
from plainly.checks.highlights.telling import at
from plainly.logic.views import PRACTICES

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.checks.highlights.lines import Line
    from plainly.logic.claims import Claim, Claims

#: Bare words of a statement that say that it does not hold every time, or not for good.
PASSING = frozenset({"sometimes", "often", "generally", "currently"})

#: Positions by which a statement limits what is done, so that “only” may stand for them (“only with your consent”).
LIMITING = ("when", "under", "except")


def check(claims: Claims) -> Iterator[Finding]:
    """`highlight-too-absolute`, `highlight-drops-time` and `highlight-only-unfounded`, each once for a line."""
    for line in lines(claims):
        if not line.claims:
            continue
        limited = _limited(line)
        if limited:
            yield at(claims, "highlight-too-absolute", line, limited, word=line.first("always"))
        passing = _passing(line)
        if passing:
            yield at(claims, "highlight-drops-time", line, passing)
        if _exclusive(line):
            yield at(claims, "highlight-only-unfounded", line, line.cited[0], word=line.first("only"))


def _limited(line: Line) -> Claim | None:
    """A statement with a limit, where the line has a word such as “always” and none of its statements is without limit."""
    if "always" not in line.uses or line.uses & {"may", "exception", "now"}:
        return None
    stated = [claim for claim in line.cited if not claim.denied]
    limited = [claim for claim in stated if claim.modality == "may" or PASSING.intersection(claim.fact.marks) or claim.at("except")]
    free = [claim for claim in limited if "any-time" in claim.fact.marks]
    return limited[0] if limited and len(limited) == len(stated) and not free else None


def _passing(line: Line) -> Claim | None:
    """A denial that holds only for now or in general, where the line tells it without such a word."""
    denied = line.denied()
    if line.denial is None or not denied or "now" in line.uses or "may" in line.uses:
        return None
    return denied[0] if all(PASSING.intersection(claim.fact.marks) for claim in denied) else None


def _exclusive(line: Line) -> bool:
    """Whether the line says “only” of a practice, and nothing it stands for is exclusive, binding, limited or denied."""
    if "only" not in line.uses or not any(claim.verb in PRACTICES for claim in line.claims):
        return False
    return not any(
        claim.denied or claim.modality == "must" or claim.fact.only or claim.verb == "disclaim" or any(map(claim.at, LIMITING))
        for claim in line.claims
    )
