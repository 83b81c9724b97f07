"""Quads of one notice → its nodes, by compact identity: `#…` below the notice's own IRI, `prefix:term` of a known vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from plainly.emit.terms import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad, Triple

NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}
TYPE = "rdf:type"
NOTICE = "dpv:PrivacyNotice"


class Node(NamedTuple):
    """What is said of one thing: property → IRIs, → language → texts, → values of every other kind."""

    ids: dict[str, list[str]]
    texts: dict[str, dict[str, list[str]]]
    values: dict[str, list[str]]

    def one(self, field: str) -> str:
        """The first value, or an empty text."""
        return next(iter(self.values.get(field, ())), "")

    def link(self, field: str) -> str | None:
        """The first IRI, or None."""
        return next(iter(self.ids.get(field, ())), None)

    def number(self, field: str) -> int:
        """A whole number; 0 where there is none."""
        text = self.one(field)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def said(self, field: str) -> dict[str, str]:
        """One text per language."""
        return {language: texts[0] for language, texts in sorted(self.texts.get(field, {}).items())}


def empty() -> Node:
    """A node of which nothing is said."""
    return Node(defaultdict(list), defaultdict(lambda: defaultdict(list)), defaultdict(list))


class Graph:
    """The nodes of one notice, by identity; "" is the notice itself. `iri` is the notice's own, ending in the policy's id and `/`."""

    def __init__(self, iri: str, nodes: dict[str, Node]) -> None:
        self.iri = iri
        self.nodes = nodes

    def of_type(self, kind: str) -> list[tuple[str, Node]]:
        """Nodes of a class in the order of their positions, then of their identities."""
        return self._by_type.get(kind, [])

    def parts(self, whole: str, kind: str) -> list[tuple[str, Node]]:
        """Nodes of a class that are part of another, in order."""
        return self._by_whole.get((whole, kind), [])

    @cached_property
    def _by_type(self) -> dict[str, list[tuple[str, Node]]]:
        found: dict[str, list[tuple[str, Node]]] = {}
        for identity, node in self.nodes.items():
            for kind in node.ids.get(TYPE, ()):
                found.setdefault(kind, []).append((identity, node))
        return {kind: sorted(nodes, key=lambda pair: (pair[1].number("plainly:position"), pair[0])) for kind, nodes in found.items()}

    @cached_property
    def _by_whole(self) -> dict[tuple[str, str], list[tuple[str, Node]]]:
        found: dict[tuple[str, str], list[tuple[str, Node]]] = {}
        for kind, nodes in self._by_type.items():
            for identity, node in nodes:
                for whole in node.ids.get("dct:isPartOf", ()):
                    found.setdefault((whole, kind), []).append((identity, node))
        return found


def gather(quads: Iterable[Quad | Triple]) -> Graph | None:
    """The notice that quads tell of; None where they tell of none, or of several.

    A notice has no blank nodes; what is said with one is no part of it.
    """
    from pyoxigraph import Literal, NamedNode

    listed = [(s.value, p.value, o) for s, p, o in map(spo, quads) if isinstance(s, NamedNode) and isinstance(o, (NamedNode, Literal))]
    kind, rdf_type = PREFIXES["dpv"] + NOTICE.partition(":")[2], PREFIXES["rdf"] + "type"
    homes = {subject for subject, predicate, value in listed if predicate == rdf_type and value.value == kind}
    if len(homes) != 1:
        return None
    home = homes.pop()
    nodes: dict[str, Node] = defaultdict(empty)
    local = lru_cache(maxsize=None)(lambda iri: _compact(iri, home))
    for subject, predicate, value in listed:
        node, field = nodes[local(subject)], local(predicate)
        if isinstance(value, NamedNode):
            node.ids[field].append(local(value.value))
        elif value.language:
            node.texts[field][value.language].append(value.value)
        else:
            node.values[field].append(value.value)
    return Graph(home, dict(nodes))


def spo(quad: Quad | Triple) -> tuple[Any, NamedNode, Any]:
    """Subject, predicate and object. (The store's types allow statements about statements, which no admitted notice holds.)"""
    return quad.subject, quad.predicate, quad.object


def _compact(iri: str, home: str) -> str:
    """An IRI below the notice without its beginning, one of a known vocabulary with its prefix, any other whole."""
    if iri.startswith(home):
        return iri[len(home) :]
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = NAMESPACES.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix else iri
