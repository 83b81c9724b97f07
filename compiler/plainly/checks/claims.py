"""A clause claims something, or says that it does not.

Why it matters: prose without a statement is a promise that the summary, the tables and the machine notice
do not know of. Reference: GDPR Art. 5(1)(a) and 12(1), transparency.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding, clauses

if TYPE_CHECKING:
    from plainly.model import Policy


def check(policy: Policy) -> Iterator[Finding]:
    """`clause-without-statement`: text with neither a statement nor `@plain`."""
    for pointer, clause in clauses(policy):
        if not clause.statements and not clause.plain and any(clause.text.values()):
            yield Finding("clause-without-statement", pointer, {"name": clause.id})
