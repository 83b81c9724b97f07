"""The checklist of one policy (beside the project), and the tables that say where each of its rows is stated."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
SHARED = PROJECT.parent / "shared"
POLICIES = PROJECT / "policies"

# Columns of the checklist that hold names, and the kind of their names in the vocabulary.
COLUMNS = {"who": "actor", "data": "data", "purpose": "purpose", "basis": "basis", "recipient": "actor"}
# Condition keys whose values are named like another kind's. All other keys are kinds themselves.
KINDS = {"audience": "actor"}
# Free text, and remarks about the checklist rather than about the policy (see the checklists' README).
REMARKS = {"note", "inferred"}
LITERAL = {"value", "term"}
# Values that one fact has to hold all together; those of any other key may be spread over several facts.
TOGETHER = {"exception", "value", "term", "absent"}


class Row(NamedTuple):
    """One atomic fact of the checklist. `wanted`: key → the names (ours) or literals that have to be said."""

    id: str
    kind: str
    modality: str
    wanted: dict[str, tuple[str, ...]]

    def get(self, key: str) -> tuple[str, ...]:
        return self.wanted.get(key, ())


class Place(NamedTuple):
    """Where a row is said: a clause or `header`, and the statement, declaration or `@plain` there."""

    where: str
    what: str


def table(path: Path) -> list[dict[str, str]]:
    """The lines of a TSV file as dictionaries."""
    header, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    columns = header.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


@cache
def renamed() -> dict[tuple[str, str], str]:
    """(Kind, name) of the checklists → our name, where the two differ."""
    return {(line["kind"], line["checklist"]): line["ours"] for line in table(HERE / "renamed.tsv")}


def ours(kind: str, name: str) -> str:
    return renamed().get((kind, name), name)


def _names(kind: str, cell: str) -> tuple[str, ...]:
    return tuple(ours(kind, name) for name in cell.split(", ")) if cell else ()


def _row(line: dict[str, str]) -> Row:
    line["recipient"] = line["recipient-or-source"]
    wanted = {column: _names(kind, line[column]) for column, kind in COLUMNS.items() if line[column]}
    for entry in filter(None, line["condition"].split("; ")):
        key, _, value = entry.partition("=")
        if key not in REMARKS:
            wanted[key] = (value,) if key in LITERAL else _names(KINDS.get(key, key), value)
    return Row(line["id"], line["kind"], line["modality"], wanted)


def checklist_file(policy: str) -> Path:
    return SHARED / "facts" / f"{policy}.tsv"


def map_file(policy: str) -> Path:
    return HERE / f"{policy}.tsv"


def policy_file(policy: str) -> Path:
    return POLICIES / policy / f"{policy}.policy"


def checkable() -> list[str]:
    """The policies with a checklist, finished or not."""
    return sorted(folder.name for folder in POLICIES.iterdir() if checklist_file(folder.name).is_file())


def mapped() -> list[str]:
    """The policies with a checklist and a map that says where each of its rows is stated."""
    return [policy for policy in checkable() if map_file(policy).is_file()]


def rows(policy: str) -> list[Row]:
    return [_row(line) for line in table(checklist_file(policy))]


def places(path: Path) -> dict[str, Place]:
    """Row id → where the map in this file says that the row is stated."""
    return {line["id"]: Place(line["where"], line["what"]) for line in table(path)}


def exceptions(policy: str, path: Path = HERE / "exceptions.tsv") -> dict[tuple[str, str], str]:
    """(Row id, key) → why this one need not be said as the rule asks."""
    return {(line["id"], line["key"]): line["why"] for line in table(path) if line["policy"] == policy}
