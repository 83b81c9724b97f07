"""A policy's facts one by one, each with its clause and statement, and the questions that all exporters ask of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plainly.names import chain, kind_of
from plainly_dsl.tables import read_table

if TYPE_CHECKING:
    from plainly.model import Clause, Fact, Name, Policy, Statement

#: Verbs that say what is done with personal data.
GATHERING = ("collect", "observe", "receive", "infer")
DATA_VERBS = (*GATHERING, "use", "share", "sell", "keep")


class Claim(NamedTuple):
    """A fact with what it stands in. `number` is the statement's number in its clause."""

    names: Mapping[str, Name]
    clause: Clause
    statement: Statement
    fact: Fact
    number: int

    @property
    def verb(self) -> str:
        return self.statement.verb

    @property
    def modality(self) -> str:
        return self.statement.modality

    @property
    def obliges(self) -> bool:
        """Whether people have to give the data. What only may be required does not oblige."""
        return self.modality == "must" or (self.modality == "does" and "required" in self.fact.marks)

    def of_kind(self, position: str, *kinds: str) -> tuple[str, ...]:
        """Names of these kinds in a position: `objects` or a qualifier."""
        group = self.fact.objects if position == "objects" else self.fact.qualifiers.get(position, ())
        return tuple(name for name in group if kind_of(self.names, name) in kinds)

    def rest(self, *told: str) -> list[str]:
        """The positions, bare words and force that are left when those `told` are told."""
        words = [word for word in self.fact.qualifiers if word not in told]
        marks = [*self.fact.marks, *(["only"] if self.fact.only else []), *(["such-as"] if self.fact.open else [])]
        return [*words, *(mark for mark in marks if mark not in told), *(["may"] if self.modality == "may" else [])]

    def obstacle(self, controllers: tuple[str, ...]) -> str:
        """Why a fact is nothing that the controllers themselves do: `denial`, `other-actor` or `duty`; "" where it is."""
        actors = self.fact.qualifiers.get("by", ())
        if self.modality == "never":
            return "denial"
        if actors and not set(actors) & set(controllers):
            return "other-actor"
        return "duty" if self.modality == "must" and self.verb != "collect" and not actors else ""


def claims(policy: Policy) -> Iterator[Claim]:
    """All facts in the order of the policy."""
    for clause in policy.clauses:
        for number, statement in enumerate(clause.statements, 1):
            for fact in statement.facts:
                yield Claim(policy.names, clause, statement, fact, number)


def members(names: Mapping[str, Name], name: str) -> tuple[str, ...]:
    """What a name stands for: its members where it has a complete list of them, and theirs; else itself."""
    found: dict[str, None] = {}
    pending, seen = [name], set[str]()
    while pending:
        current = pending.pop(0)
        if current in seen:
            continue
        seen.add(current)
        if names[current].members:
            pending = [*names[current].members, *pending]
        else:
            found[current] = None
    return tuple(found)


@cache
def table(file: str, column: str) -> dict[str, str]:
    """A mapping table of this folder: name → what stands in the column; rows with nothing there are left out."""
    rows = read_table(Path(__file__).parent / file)
    return {row["name"]: row[column] for row in rows if row[column]}


def nearest(names: Mapping[str, Name], mapping: Mapping[str, str], name: str) -> str:
    """What a name is mapped to: its own row, else that of the nearest wider name; "" where there is none, or the row says `-`."""
    found = next((mapping[step] for step in chain(names, name) if step in mapping), "")
    return "" if found == "-" else found
