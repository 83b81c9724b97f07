"""Tables generated from facts alone: one kind of table a row of `TABLES`.

A column shows one position of the facts (objects or a qualifier, for some kinds of names only) or one of the
special cells: the claim's modality, the conditions (all that no other column shows), the clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plainly.compose.folding import Row
from plainly.compose.sentences import agreement, listed, pattern_of, phrase, rest
from plainly.compose.wording import Wording, borne, fill
from plainly.names import kind_of
from plainly.page import Inline, Link, Table, Text, plain

if TYPE_CHECKING:
    from plainly.model import Clause, Policy


class Column(NamedTuple):
    """`title` is a key of the interface's columns; `positions` are what it shows; `kinds` narrows them."""

    title: str
    positions: tuple[str, ...]
    kinds: tuple[str, ...] = ()


_DATA = Column("data", ("objects",))
_SUBJECT = Column("subject", ("of",), ("subject",))
_OF_WHAT = Column("data", ("of",), ("data", "cookie", "purpose", "choice", "right", "party", "change", "term"))
_PURPOSE = Column("purpose", ("for",), ("purpose",))
_BASIS = Column("basis", ("under",))

#: Table → verbs whose facts it holds, columns between the claim and the conditions.
TABLES: dict[str, tuple[tuple[str, ...], tuple[Column, ...]]] = {
    "collected": (
        ("collect", "observe", "receive", "infer"),
        (_DATA, _SUBJECT, Column("source", ("from",)), _PURPOSE, _BASIS),
    ),
    "uses": (("use",), (_DATA, _SUBJECT, _PURPOSE, _BASIS)),
    "sharing": (("share", "sell"), (_DATA, _SUBJECT, Column("recipient", ("with", "to"), ("party", "subject")), _PURPOSE, _BASIS)),
    "transfers": (("transfer",), (_DATA, _SUBJECT, Column("place", ("from", "to"), ("place",)), _PURPOSE, _BASIS)),
    "retention": (
        ("keep",),
        (_DATA, _SUBJECT, Column("duration", ("for", "while", "until"), ("duration", "value", "purpose", "situation"))),
    ),
    "rights": (
        ("grant", "answer"),
        (Column("right", ("objects",)), _OF_WHAT, _SUBJECT, Column("route", ("via",)), Column("deadline", ("within",))),
    ),
    "choices": (("offer",), (Column("choice", ("objects",)), _OF_WHAT, _SUBJECT, Column("route", ("via",)))),
    "cookies": (
        ("set",),
        (Column("cookie", ("objects",)), _PURPOSE, Column("duration", ("for",), ("duration", "value")), Column("setter", ("by",))),
    ),
    "protection": (("protect",), (_DATA, _SUBJECT, Column("measure", ("with",)))),
}
#: What no table shows is listed as sentences.
TABLE_VERBS = frozenset(verb for verbs, _ in TABLES.values() for verb in verbs)


def table(policy: Policy, wording: Wording, name: str, home: str) -> Table:
    """A table of facts; rows in the order of the policy. `home` is put before links to clauses."""
    verbs, columns = TABLES[name]
    titles = wording.interface["columns"]
    rows = [
        (clause, row)
        for clause in policy.clauses
        for statement in clause.statements
        if statement.verb in verbs
        for row in wording.folded(statement)
    ]
    used = [column for column in columns if any(_cell_names(wording, column, row) for _, row in rows)]
    with_options = name == "cookies"
    header = [str(titles[column.title]) for column in used[:1]] + [str(titles["claim"])]
    header += [str(titles[column.title]) for column in used[1:]]
    header += [str(titles["options"])] * with_options + [str(titles["conditions"]), wording.page("where")]
    body = []
    for clause, row in rows:
        cells = [_cell(wording, clause, column, row, home) for column in used]
        claim: tuple[Inline, ...] = (Text(_claim(wording, row)),)
        options = [_options(policy, wording, row, home)] if with_options else []
        where: tuple[Inline, ...] = (Link(f"{home}{wording.anchor(clause.id)}", (Text(wording.section_reference(clause.id)),)),)
        body.append((*cells[:1], claim, *cells[1:], *options, _conditions(wording, clause, used, row, home), where))
    return Table(str(wording.interface["tables"][name]), tuple(header), tuple(body), tuple(row.facts for _, row in rows))


def _claim(wording: Wording, row: Row) -> str:
    """Who does it and with what force: “we may share”."""
    told = set(wording.told)  # plain text gives no definition, so the page still owes it
    pattern = pattern_of(wording.sentences, row)
    text = " ".join(plain(fill(pattern, {**agreement(wording, row), "objects": (), "rest": ()})).split()).strip(" :;,\u00a0")
    wording.told.intersection_update(told)
    return text


def _cell_names(wording: Wording, column: Column, row: Row) -> tuple[str, ...]:
    return tuple(
        name
        for position in column.positions
        for name in row.position(position)
        if not column.kinds or kind_of(wording.policy.names, name) in column.kinds
    )


def _cell(wording: Wording, clause: Clause, column: Column, row: Row, home: str) -> tuple[Inline, ...]:
    pieces: list[tuple[Inline, ...]] = []
    for position in column.positions:
        group = tuple(n for n in row.position(position) if not column.kinds or kind_of(wording.policy.names, n) in column.kinds)
        if not group:
            continue
        if len(column.positions) > 1 and position not in {"with", "from", "by"}:
            pieces.append(phrase(wording, clause, row._replace(qualifiers={**row.qualifiers, position: group}), position, home))
        else:
            content = listed(wording, clause, group, row, position, home)
            pieces.append(fill(str(wording.sentences["qualifiers"]["only"]), {"phrase": content}) if position in row.only else content)
    return tuple(part for number, piece in enumerate(pieces) for part in ((Text("; "), *piece) if number else piece))


def _conditions(wording: Wording, clause: Clause, columns: list[Column], row: Row, home: str) -> tuple[Inline, ...]:
    """Everything a row says that no column shows."""
    left: dict[str, tuple[str, ...]] = {}
    for word, names in row.qualifiers.items():
        shown = {name for column in columns if word in column.positions for name in _cell_names(wording, column, row)}
        remaining = tuple(name for name in names if name not in shown)
        if remaining and word != "by":
            left[word] = remaining
    content = rest(wording, clause, row._replace(qualifiers=left), home)
    return fill("{all}", {"all": _trimmed(content)})


def _trimmed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if content and isinstance(content[0], Text):
        return (Text(content[0].text.lstrip(" ;\u00a0")), *content[1:])
    return content


def _options(policy: Policy, wording: Wording, row: Row, home: str) -> tuple[Inline, ...]:
    """For a cookie: the choices the policy offers about it, or denies."""
    pieces: list[tuple[Inline, ...]] = []
    for clause in policy.clauses:
        for statement in clause.statements:
            if statement.verb != "offer":
                continue
            for offered in wording.folded(statement):
                if not set(row.objects) & set(offered.qualifiers.get("of", ())):
                    continue
                denied = wording.sentences["patterns"]["never"] if offered.modality == "never" else ""
                without = offered._replace(qualifiers={k: v for k, v in offered.qualifiers.items() if k not in {"of", "by"}})
                names = listed(wording, clause, offered.objects, offered, "objects", home)
                mark: tuple[Inline, ...] = (Text(f"{wording.interface['modality']['never']} "),) if denied else ()
                pieces.append(borne((*mark, *names, *rest(wording, clause, without, home)), offered.facts))
    return tuple(part for number, piece in enumerate(pieces) for part in ((Text("; "), *piece) if number else piece))
