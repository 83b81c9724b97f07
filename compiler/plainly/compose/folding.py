"""Facts → rows for people: facts that differ in one list only become one row again.

The reverse of the language's distributing comma, so that tables and sentences stay as short as the author wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plainly.model import Fact, Statement


#: Lists are folded in this order: first what is said of, then what for, to whom, and so on.
ORDER = ("objects", "for", "with", "under", "when", "via", "to", "from", "of", "using", "by", "on", "in", "while", "as", "within", "but")


class Row(NamedTuple):
    """A statement's claim with its lists whole. `facts` are the identities it stands for.

    `bound` are positions whose names hold together only (`when a and b`); the names of any other list hold each alone.
    """

    verb: str
    modality: str
    objects: tuple[str, ...]
    qualifiers: dict[str, tuple[str, ...]]
    only: tuple[str, ...]
    marks: tuple[str, ...]
    open: tuple[str, ...]
    facts: tuple[str, ...]
    bound: tuple[str, ...] = ()

    def position(self, name: str) -> tuple[str, ...]:
        """Names of `objects` or of a qualifier."""
        return self.objects if name == "objects" else self.qualifiers.get(name, ())

    def key_without(self, position: str) -> tuple[object, ...]:
        others = tuple(sorted((word, names) for word, names in self.qualifiers.items() if word != position))
        objects = () if position == "objects" else self.objects
        together = self.position(position) if position in self.bound else ()
        return (objects, others, self.only, self.marks, self.open, position in self.qualifiers or position == "objects", together)


def fold(statement: Statement) -> list[Row]:
    """A statement's facts as few rows."""
    rows = [row_of(statement, fact) for fact in statement.facts]
    for position in ORDER:
        if len(rows) > 1:
            rows = _fold_at(rows, position)
    return rows


def row_of(statement: Statement, fact: Fact) -> Row:
    """A single fact as a row."""
    lists = {"objects": fact.objects, **fact.qualifiers}
    whole = {"except", *fact.only, *fact.open}  # lists that are taken whole, though each of their names holds alone
    bound = tuple(word for word, names in lists.items() if len(names) > 1 and word not in whole)
    return Row(
        statement.verb, statement.modality, fact.objects, fact.qualifiers, fact.only, fact.marks, fact.open, (fact.id,), bound
    )  # fmt: skip


def _fold_at(rows: Iterable[Row], position: str) -> list[Row]:
    folded: dict[tuple[object, ...], Row] = {}
    for row in rows:
        key = row.key_without(position)
        earlier = folded.get(key)
        folded[key] = row if earlier is None else _merged(earlier, row, position)
    return list(folded.values())


def _merged(left: Row, right: Row, position: str) -> Row:
    names = tuple(dict.fromkeys((*left.position(position), *right.position(position))))
    facts = (*left.facts, *right.facts)
    if position == "objects":
        return left._replace(objects=names, facts=facts)
    qualifiers = {**left.qualifiers, position: names} if names else left.qualifiers
    return left._replace(qualifiers=qualifiers, facts=facts)
