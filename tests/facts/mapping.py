"""Checks one row of the checklist against the compiled document. What comes out: the keys that are not said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from checklist import TOGETHER, Place, Row
from declared import DECLARED, named
from details import deadline, same_address
from rules import STATEMENT, Rule, kind, modality
from said import Document, Said, around, claims, targets
from words import MARKS, MATTERS, OBJECTS, SECTIONS

Wanted = list[tuple[str, str]]


def missing(row: Row, place: Place, document: Document, excepted: set[str]) -> set[str]:
    """Keys of the row that its place in the document does not say; `place` itself where the place is gone."""
    found = targets(place, document)
    if not found:
        return {"place"}
    if found[0].verb == "@plain":
        return _plain(row, found[0], excepted)
    if found[0].fact is None:
        return _declared(row, found[0], excepted)
    wanted = {"kind": (row.kind,), "modality": (row.modality,), **row.wanted}
    return set().union(*(_best(row, one, found) for one in _combinations(wanted, excepted)))


def _combinations(wanted: dict[str, tuple[str, ...]], excepted: set[str]) -> Iterator[Wanted]:
    """Every combination of a row's values: each has to be said by one fact."""
    axes: list[list[Wanted]] = []
    for key, values in wanted.items():
        if key not in excepted:
            pairs = [(key, value) for value in values]
            axes.append([pairs] if key in TOGETHER else [[pair] for pair in pairs])
    for combination in product(*axes):
        yield [pair for axis in combination for pair in axis]


def _best(row: Row, wanted: Wanted, found: list[Said]) -> set[str]:
    """What the fact that says most of it does not say."""
    rules: dict[str, Rule] = {"kind": kind, "modality": modality, **STATEMENT}
    lacks = [{key for key, value in wanted if key not in rules or not rules[key](said, row, value)} for said in found]
    return min(lacks, key=len, default={"place"})


def _declared(row: Row, said: Said, excepted: set[str]) -> set[str]:
    """A declaration answers for itself; the facts that use it answer the rest, together."""
    lacking = set() if kind(said, row, "") or "kind" in excepted else {"kind"}
    if row.modality != "does" and "modality" not in excepted:
        lacking.add("modality")
    rest: dict[str, tuple[str, ...]] = {}
    for key, values in row.wanted.items():
        open_values = tuple(value for value in values if key not in DECLARED or not DECLARED[key](said, row, value))
        if open_values and key not in excepted:
            rest[key] = open_values
    if not rest:
        return lacking
    facts = around(said)
    if not facts:
        return lacking | set(rest)
    return lacking.union(*(_best(row, one, facts) for one in _combinations(rest, excepted)))


def _plain(row: Row, said: Said, excepted: set[str]) -> set[str]:
    lacking = set() if kind(said, row, "") else {"kind"}
    for key, values in row.wanted.items():
        rule = STATEMENT[key] if key in {"value", "term"} else named
        if not all(rule(said, row, value) for value in values):
            lacking.add(key)
    return lacking - excepted


def extras(rows: list[Row], places: dict[str, Place], document: Document) -> dict[tuple[str, str], set[str]]:
    """(Row id, `+` what) → facts that say more than the rows they stand for; without a row's id where no row is said."""
    of_fact: dict[str, list[Row]] = defaultdict(list)
    of_clause: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of_clause[places[row.id].where].append(row)
        for said in targets(places[row.id], document):
            if said.fact:
                of_fact[said.fact["id"]].append(row)
    result: dict[tuple[str, str], set[str]] = defaultdict(set)
    for said in claims(document):
        assert said.fact
        assert said.clause
        stated = of_fact[said.fact["id"]]
        more = extra(said, stated, of_clause[said.clause["id"]]) if stated else {"no row"}
        for entry in more:
            result[stated[0].id if stated else "", f"+{entry}"].add(said.fact["id"])
    return result


def extra(said: Said, rows: list[Row], neighbours: list[Row]) -> set[str]:
    """What a fact says and no row asks for: `position:name`, or the word itself.

    `rows` are those that the fact stands for, `neighbours` those of its clause, which has one scope for all of them.
    """
    asked = _asked(rows)
    around = _asked(neighbours)
    found = {
        f"{position}:{name}"
        for position in said.positions()
        for name in said.at(position)
        if not (name in asked or (name in said.scope(position) and name in around) or _implied(said, rows, position, name))
    }
    only = {"only"} if said.only() and not {"exception"} & {key for row in rows for key in row.wanted} else set()
    opened = {"such-as"} if said.opened() and "illustrative" not in asked else set()
    marks = {mark for mark in said.marks() if not MARKS[mark] & asked}
    return found | only | opened | marks


def _asked(rows: list[Row]) -> set[str]:
    return {name for row in rows for names in row.wanted.values() for name in names}


def _implied(said: Said, rows: list[Row], position: str, name: str) -> bool:
    """Names that a row implies without using them itself."""
    asked = _asked(rows)
    if position == "via" and name.removeprefix("#") in asked:
        return True
    if position == "via":
        address, gone = said.contact(name), said.entry(name).get("lost") and "lost" in asked
        if name == "social-networks" and "social-media" in asked:  # the companies for the medium
            return True
        return bool(asked & set(said.entry(name).get("roles", ()))) or (
            gone or any(same_address(value, address) for value in asked) or name in {SECTIONS[value] for value in SECTIONS.keys() & asked}
        )
    if position in {"within", "ahead"}:
        return any(deadline(said, row, value) for row in rows for value in row.get("deadline"))
    return (
        name.lstrip("?#") in asked
        or (position == "objects" and any(name in OBJECTS.get(row.kind, ()) or name in MATTERS.get(row.kind, ()) for row in rows))
        or (position == "on" and any(name == f"{channel}s" for row in rows for channel in row.get("channel")))
        or (name == "necessary" and "as-long-as-needed" in asked)
        or (name == "opt-in" and bool({"consent", "opt-in-consent"} & asked))  # the choice is that of giving consent
        or (name == "we-call-you" and "call-us" in asked)  # a call, whoever makes it
        or (name == "rights-request" and any(row.kind == "right" for row in rows))
        or (position in {"of", "to"} and bool(said.entry(name).get("age")) and any(row.get("age") for row in rows))
        or (name == "cookies" and "cookie-information" in asked)  # what a cookie holds
        or (position == "by" and name in said.document["controllers"] and not any(row.get("actor") for row in rows))
        or (position == "objects" and set(said.entry(name).get("members", name)) <= asked)  # a complete group of what is asked
        or (position in said.opened() and "illustrative" in asked)  # the group whose examples the row lists
    )
