"""The one-page summary is honest: no line is more favourable than its clause, and nothing that raises risk is left out.

Each check is a file, a function `check(claims) → findings`; `CHECKS` is their order.
"""

from __future__ import annotations

from plainly.checks.finding import CheckOfClaims
from plainly.checks.highlights import absolutes, certainty, denials, exceptions, length, limits, lists, risks

CHECKS: tuple[CheckOfClaims, ...] = (
    exceptions.check,
    absolutes.check,
    denials.check,
    certainty.check,
    lists.check,
    limits.check,
    risks.check,
    length.check,
)
