"""A fact as a claim: with all it needs to be held against another.

Qualifiers of the clause's own line are part of each fact already. A claim without `by` is made of the controllers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plainly.model import Clause, Fact, Policy


class Claim(NamedTuple):
    """One fact with its verb, its modality, its clause and its place (a JSON pointer)."""

    pointer: str
    clause: Clause
    verb: str
    modality: str
    fact: Fact

    def at(self, position: str) -> tuple[str, ...]:
        """The names in a position: `objects`, or a qualifier; none where it is not stated."""
        return self.fact.objects if position == "objects" else self.fact.qualifiers.get(position, ())

    @property
    def denied(self) -> bool:
        """Whether it says what is not so."""
        return self.modality == "never"


def claims_of(policy: Policy) -> Iterator[Claim]:
    """All claims of a policy, in its order."""
    for number, clause in enumerate(policy.clauses):
        for index, statement in enumerate(clause.statements):
            for place, fact in enumerate(statement.facts):
                pointer = f"/clauses/{number}/statements/{index}/facts/{place}"
                yield Claim(pointer, clause, statement.verb, statement.modality, fact)
