"""What the facts of a policy say together: contradictions, conflicts, and what a statement calls for elsewhere.

Each check is a file, a function `check(claims) → findings`; `CHECKS` is their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plainly.logic.claims import Claims

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.model import Policy

CHECKS: tuple[Callable[[Claims], Iterator[Finding]], ...] = ()


def check(policy: Policy) -> Iterator[Finding]:
    """All findings of these checks."""
    claims = Claims(policy)
    for run in CHECKS:
        yield from run(claims)
