"""Reads a machine notice back: its triples, and from them the facts it carries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib import RDF, Graph, URIRef

from plainly.emit.claims import MARKS, USUAL
from plainly.emit.jsonld import jsonld
from plainly.emit.terms import PREFIXES
from plainly.emit.turtle import turtle
from plainly.model import Policy
from plainly_dsl.tables import qualifiers

BASE = "https://meadow.example/privacy/"


def full(term: str) -> URIRef:
    prefix, _, local = term.partition(":")
    return URIRef(PREFIXES[prefix] + local)


def short(node: Any) -> str:
    """An IRI as prefix:term where it is one."""
    for prefix, namespace in PREFIXES.items():
        if str(node).startswith(namespace):
            return f"{prefix}:{str(node)[len(namespace) :]}"
    return str(node)


def read_turtle(policy: Policy) -> Graph:
    return Graph().parse(data=turtle(policy, BASE), format="turtle")


def read_jsonld(policy: Policy) -> Graph:
    return Graph().parse(data=jsonld(policy, BASE), format="json-ld")


class Reader:
    """Rebuilds facts from a notice's triples."""

    def __init__(self, found: Graph, home: str) -> None:
        self.found = found
        self.home = home
        self.notations = {node: str(name) for node, name in found.subject_objects(full("skos:notation"))}
        self.positions: dict[str, set[str]] = {"plainly:object": {"objects"}}
        for row in qualifiers().values():
            self.positions.setdefault(f"plainly:{row.word}", set()).add(row.word)
            for field in row.kinds.values():
                self.positions.setdefault(field, set()).add(row.word)
        self.positions["dpv:hasData"] = self.positions["dpv:hasPersonalData"]  # data that is not personal
        self.positions["dpv:hasDuration"].add("while")
        self.flags = {f"plainly:{word}" for word in qualifiers()} - {f for row in qualifiers().values() for f in row.kinds.values()}
        self.flags.add("plainly:object")

    def facts(self) -> dict[str, dict[str, Any]]:
        return {self.local(node): self.fact(node) for node in self.found.subjects(RDF.type, full("plainly:Fact"))}

    def local(self, node: Any) -> str:
        return str(node).removeprefix(f"{self.home}#")

    def name(self, node: Any) -> str:
        """A name as a statement writes it: a concept, a contact point, else a section."""
        return self.notations.get(node) or (self.local(node)[5:] if self.local(node).startswith("name.") else f"#{self.local(node)}")

    def fact(self, node: Any) -> dict[str, Any]:
        texts = {
            term: sorted(str(o) for o in self.found.objects(node, full(f"plainly:{term}")))
            for term in ("verb", "modality", "only", "open", "mark")
        }
        for mark, (field, value) in MARKS.items():
            if (node, full(field), full(value)) in self.found:
                texts["mark"].append(mark)
        clause = [self.local(o) for o in self.found.objects(node, full("dct:isPartOf"))]
        said: dict[str, set[str]] = {}
        for position, name in self.said(node):
            said.setdefault(position, set()).add(name)
        return {**texts, "mark": sorted(texts["mark"]), "clause": clause, "said": said}

    def said(self, node: Any) -> Iterator[tuple[str, str]]:
        """(position, name) of everything said at a fact's node and those of its durations."""
        parts = [node, *(URIRef(f"{node}.{part}") for part in ("storage", "while", "until"))]
        pairs = {(short(p), o) for part in parts for p, o in self.found.predicate_objects(part) if o not in parts and isinstance(o, URIRef)}
        flagged: dict[Any, set[str]] = {}
        for field, target in pairs:
            if field in self.flags:
                flagged.setdefault(target, set()).update(self.positions[field])
        for field, target in pairs:
            if field in self.flags:
                yield from ((position, self.name(target)) for position in self.positions[field])
            elif field in USUAL:
                possible = {"objects", *self.positions.get(field, ())} & flagged.get(target, set())
                yield from ((position, self.name(target)) for position in possible or {USUAL[field]})
            elif field in self.positions:
                yield from ((position, self.name(target)) for position in self.positions[field])


def expected(policy: Policy) -> dict[str, dict[str, Any]]:
    result = {}
    for clause in policy.clauses:
        for statement in clause.statements:
            for fact in statement.facts:
                said = {"objects": set(fact.objects), **{word: set(names) for word, names in fact.qualifiers.items()}}
                result[fact.id] = {
                    "verb": [statement.verb],
                    "modality": [statement.modality],
                    "only": sorted(fact.only),
                    "open": sorted(fact.open),
                    "mark": sorted(fact.marks),
                    "clause": [clause.id],
                    "said": {position: names for position, names in said.items() if names},
                }
    return result
