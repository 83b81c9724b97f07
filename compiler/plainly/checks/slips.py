"""Prose of a document from another front end: what the language's own front end reports at the source.

Why it matters: the same text must be published from a `.policy` file and from its `notice.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding, clauses, readings

if TYPE_CHECKING:
    from plainly.model import Policy


def check(policy: Policy) -> Iterator[Finding]:
    """Every slip in a run of prose, under its own code."""
    for pointer, clause in clauses(policy):
        for locale in clause.text:
            for where, reading in readings(pointer, clause, locale):
                for slip in reading.slips:
                    yield Finding(slip.code, where, slip.args, slip.start, slip.end, slip.suggestion)
