"""Nodes of a notice → what its facts and clauses say, position by position: the way back from `plainly.emit.claims`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from plainly.emit.profile import MARKS, USUAL
from plainly.notice.nodes import Graph, Node
from plainly_dsl.tables import qualifiers

OBJECTS = "objects"
#: Parts of a fact or a clause that hold durations.
PARTS = ("", ".storage", ".while", ".until")
#: Fields of a fact that list positions or bare words.
LISTS = {"only": "plainly:only", "open": "plainly:open", "marks": "plainly:mark"}


@cache
def positions() -> dict[str, frozenset[str]]:
    """Property → the positions of a statement it may stand for."""
    found: dict[str, set[str]] = {"plainly:object": {OBJECTS}, "dpv:hasDuration": {"while"}}
    for row in qualifiers().values():
        for field in (f"plainly:{row.word}", *row.kinds.values()):
            found.setdefault(field, set()).add(row.word)
    found["dpv:hasData"] = found["dpv:hasPersonalData"]  # data that is not personal
    found["dpv:hasHumanSubject"] = found["dpv:hasDataSubject"]  # the people it is about
    return {field: frozenset(words) for field, words in found.items()}


@cache
def flags() -> frozenset[str]:
    """Properties of ours that only tell the position of a name which another property has as well."""
    meant = {field for row in qualifiers().values() for field in row.kinds.values()}
    return frozenset({"plainly:object", *(f"plainly:{word}" for word in qualifiers())} - meant)


def name_of(graph: Graph, identity: str) -> str:
    """A name as a statement writes it: of a concept its notation, `party.email` of a contact point, else a section's `#id`."""
    node = graph.nodes.get(identity)
    notation = node.one("skos:notation") if node else ""
    return notation or identity.removeprefix("#name.")


def said(graph: Graph, identity: str) -> dict[str, list[str]]:
    """Position → names, in alphabetical order, of a fact or of a clause's own line."""
    found: dict[str, set[str]] = {}
    for position, target in _pairs(graph, identity):
        found.setdefault(position, set()).add(name_of(graph, target))
    return {position: sorted(names) for position, names in sorted(found.items())}


def _pairs(graph: Graph, identity: str) -> Iterator[tuple[str, str]]:
    parts = [identity + part for part in PARTS if identity + part in graph.nodes]
    pairs = [(field, target) for part in parts for field, targets in graph.nodes[part].ids.items() for target in targets]
    flagged: dict[str, set[str]] = {}
    for field, target in pairs:
        if field in flags():
            flagged.setdefault(target, set()).update(positions()[field])
            yield from ((position, target) for position in positions()[field])
    for field, target in pairs:
        if field in flags() or target in parts:
            continue
        if field in USUAL:
            possible = (positions().get(field, frozenset()) | {OBJECTS}) & flagged.get(target, set())
            yield from ((position, target) for position in possible or {USUAL[field]})
        else:
            yield from ((position, target) for position in positions().get(field, ()))


def lists(node: Node) -> dict[str, list[str]]:
    """A fact's exclusive and open positions and its bare words, without the empty ones."""
    result = {field: sorted(node.values.get(term, ())) for field, term in LISTS.items()}
    result["marks"] = sorted([*result["marks"], *(mark for mark, (field, value) in MARKS.items() if value in node.ids.get(field, ()))])
    return {field: words for field, words in result.items() if words}
