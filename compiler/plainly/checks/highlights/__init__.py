"""The one-page summary is honest: no line is more favourable than its clause, and nothing that raises risk is left out.

Each check is a file, a function `check(claims) → findings`; `CHECKS` is their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plainly.checks.highlights import absolutes, certainty, denials, exceptions, length, limits, lists, risks

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.logic.claims import Claims

CHECKS: tuple[Callable[[Claims], Iterator[Finding]], ...] = (
    exceptions.check,
    absolutes.check,
    denials.check,
    certainty.check,
    lists.check,
    limits.check,
    risks.check,
    length.check,
)


def check(claims: Claims) -> Iterator[Finding]:
    """All findings of these checks."""
    for run in CHECKS:
        yield from run(claims)
