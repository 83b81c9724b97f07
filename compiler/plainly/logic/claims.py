"""The facts of a policy as claims: each with all it needs to be held against another.

Qualifiers of the clause's own line are part of each fact already. A claim without `by` is made of the controllers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plainly.logic.lattice import Lattice

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


class Claims:
    """All claims of a policy, in its order, and what its names cover."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.all: tuple[Claim, ...] = tuple(_claims(policy))

    @cached_property
    def lattice(self) -> Lattice:
        """What covers what."""
        return Lattice(self.policy.names)

    @cached_property
    def by_verb(self) -> dict[str, tuple[Claim, ...]]:
        """The claims of each verb."""
        found: dict[str, list[Claim]] = {}
        for claim in self.all:
            found.setdefault(claim.verb, []).append(claim)
        return {verb: tuple(claims) for verb, claims in found.items()}

    def of(self, *verbs: str) -> Iterator[Claim]:
        """The claims of these verbs, verb by verb."""
        for verb in verbs:
            yield from self.by_verb.get(verb, ())


def _claims(policy: Policy) -> Iterator[Claim]:
    for number, clause in enumerate(policy.clauses):
        for index, statement in enumerate(clause.statements):
            for place, fact in enumerate(statement.facts):
                pointer = f"/clauses/{number}/statements/{index}/facts/{place}"
                yield Claim(pointer, clause, statement.verb, statement.modality, fact)
