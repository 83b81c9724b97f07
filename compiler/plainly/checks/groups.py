"""The one-page summary: groups and highlight lines fit together.

Why it matters: a highlight in no group is never shown; a group that names a clause without a highlight promises a
line that is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding, clauses

if TYPE_CHECKING:
    from plainly.model import Policy


def check(policy: Policy) -> Iterator[Finding]:
    """`missing-highlights`, `highlight-not-grouped`, `group-without-highlight`."""
    if not policy.highlights:
        yield Finding("missing-highlights", "", {})
        return
    grouped = {identity for group in policy.highlights for entry in group.clauses for identity in entry}
    with_lines = {clause.id for clause in policy.clauses if clause.highlights}
    for pointer, clause in clauses(policy):
        if clause.highlights and clause.id not in grouped:
            yield Finding("highlight-not-grouped", f"{pointer}/highlights/0", {"name": clause.id})
    for number, group in enumerate(policy.highlights):
        for entry in group.clauses:
            if not with_lines.intersection(entry):
                yield Finding("group-without-highlight", f"/highlights/{number}", {"name": " + ".join(entry)})
