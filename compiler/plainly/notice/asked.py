"""Facts of a notice in a store → what they say, with the names they use; only the triples of these facts are read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from plainly.emit.concepts import CONTACTS
from plainly.emit.terms import PREFIXES
from plainly.notice.claims import lists, name_of, said
from plainly.notice.guard import node
from plainly.notice.nodes import Graph, empty, gather, spo
from plainly_dsl import standard

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

#: What is read of a name that facts use.
OF_NAMES = ("skos:notation", "skos:prefLabel", "plainly:kind")
#: What is read besides of a name of a kind; sections have none.
OF_KINDS = {
    "value": ("plainly:amount", "plainly:unit"),
    "link": ("foaf:page",),
    "": ("dct:title",),
    **dict.fromkeys(CONTACTS, ("rdf:value",)),
}
OF_NOTICES = ("rdf:type", "dct:title", "dct:identifier", "dct:valid", "plainly:sourceLanguage", "dpv:hasDataController")
#: Properties of a fact whose values are no names.
NO_NAMES = frozenset({"rdf:type", "dct:isPartOf", "prov:wasDerivedFrom", "dpv:hasProcessing", "dpv:hasDataController"})


class Name(NamedTuple):
    """A name that a fact uses. `iri` is whole; `value` is what a contact point or a link leads to, else ""."""

    name: str
    iri: str
    kind: str
    labels: dict[str, str]
    amount: str
    unit: str
    value: str


class Claim(NamedTuple):
    """One fact. `said` leads from a position of the statement to names; `order` is its place in the text."""

    iri: str
    id: str
    clause: str
    verb: str
    modality: str
    said: dict[str, tuple[str, ...]]
    only: tuple[str, ...]
    open: tuple[str, ...]
    marks: tuple[str, ...]
    anchors: tuple[str, ...]
    order: tuple[int, str, int, int]


class Answer(NamedTuple):
    """What one notice says about a question: its claims in the order of the text, and the names they use."""

    iri: str
    id: str
    titles: dict[str, str]
    language: str
    effective: str
    controllers: frozenset[str]
    claims: tuple[Claim, ...]
    names: dict[str, Name]


def answer(store: Store, iri: str, query: str, graph: NamedNode | None = None) -> Answer:
    """Asks one notice: `query` is SPARQL that selects `?fact`. `graph` names the notice's graph where the store has several."""
    from pyoxigraph import NamedNode

    solutions = cast("QuerySolutions", store.query(query, prefixes=PREFIXES, default_graph=graph))
    facts = {solution["fact"] for solution in solutions}
    wanted = [fact for fact in facts if isinstance(fact, NamedNode)]
    found = gather(_triples(store, NamedNode(iri), wanted, graph))
    if found is None:  # the guard has seen to it
        raise ValueError(iri)
    home = found.nodes[""]
    pointed = {identity for item in found.nodes.values() for targets in item.ids.values() for identity in targets}
    _add_standard(found, pointed)
    claims = sorted((_claim(found, fact.value) for fact in wanted), key=lambda claim: (claim.order, claim.iri))
    return Answer(
        iri,
        home.one("dct:identifier") or iri,
        home.said("dct:title"),
        home.one("plainly:sourceLanguage") or "en",
        home.one("dct:valid"),
        frozenset(name_of(found, identity) for identity in home.ids.get("dpv:hasDataController", ())),
        tuple(claims),
        {name_of(found, identity): _name(found, identity) for identity in sorted(pointed)},
    )


@cache
def standard_names() -> dict[str, str]:
    """IRI → name of our own vocabulary, where it can mean only one. What such a name is need not be read."""
    found: dict[str, str] = {}
    for name, entry in standard.entries().items():
        found[f"{PREFIXES['plainly']}{name}"] = name
        prefix, _, local = entry.iri.partition(":")
        if entry.match == "exact" and prefix in PREFIXES:
            iri = PREFIXES[prefix] + local
            found[iri] = "" if iri in found else name
    return {iri: name for iri, name in found.items() if name}


def _add_standard(found: Graph, pointed: set[str]) -> None:
    """Adds what is known of standard names, as if it had been read."""
    for identity in pointed:
        name = standard_names().get(_iri(found, identity))
        if name is not None:
            found.nodes.setdefault(identity, empty()).values.update(
                {"skos:notation": [name], "plainly:kind": [standard.entries()[name].kind]}
            )


def _triples(store: Store, home: NamedNode, facts: list[NamedNode], graph: NamedNode | None) -> Iterator[Quad]:
    """Triples of the notice, of facts with their durations, of their clauses and of the names they use."""
    from pyoxigraph import NamedNode

    def about(subject: NamedNode, terms: tuple[str, ...]) -> list[Quad]:
        return [quad for term in terms for quad in store.quads_for_pattern(subject, node(term), None, graph)]

    found = about(home, OF_NOTICES)
    clauses = set[NamedNode]()
    targets: set[NamedNode] = {value for _, field, value in map(spo, found) if field == node("dpv:hasDataController")}
    skipped, whole = {node(term) for term in NO_NAMES}, node("dct:isPartOf")
    for fact in facts:
        parts = [fact]
        for part in parts:  # grows while durations are met
            for quad in store.quads_for_pattern(part, None, None, graph):
                found.append(quad)
                _, field, value = spo(quad)
                if field == whole:
                    clauses.add(value)
                elif isinstance(value, NamedNode) and field not in skipped:
                    if not value.value.startswith(f"{fact.value}."):
                        targets.add(value)
                    elif value not in parts:
                        parts.append(value)
    yield from found
    for clause in clauses:
        yield from about(clause, ("plainly:position",))
    for target in targets:
        if target.value in standard_names():  # the policy may have words of its own for it; the rest is known
            yield from about(target, ("skos:prefLabel",))
            continue
        said = about(target, OF_NAMES)
        yield from said
        kind = next((value.value for _, field, value in map(spo, said) if field == node("plainly:kind")), "")
        yield from about(target, OF_KINDS.get(kind, ()))


def _claim(found: Graph, iri: str) -> Claim:
    identity = iri[len(found.iri) :]
    fact = found.nodes[identity]
    clause = fact.link("dct:isPartOf") or ""
    place = found.nodes[clause].number("plainly:position") if clause in found.nodes else 0
    listed = lists(fact)
    return Claim(
        iri,
        identity.removeprefix("#"),
        clause.removeprefix("#"),
        fact.one("plainly:verb"),
        fact.one("plainly:modality"),
        {position: tuple(names) for position, names in said(found, identity).items()},
        tuple(listed.get("only", ())),
        tuple(listed.get("open", ())),
        tuple(listed.get("marks", ())),
        tuple(sorted(found.iri + page for page in fact.ids.get("prov:wasDerivedFrom", ()))),
        (place, clause, fact.number("plainly:statement"), fact.number("plainly:position")),
    )


def _iri(found: Graph, identity: str) -> str:
    """A node's whole IRI."""
    prefix, _, local = identity.partition(":")
    if prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return found.iri + identity if identity[:1] in {"", "#"} else identity


def _name(found: Graph, identity: str) -> Name:
    item = found.nodes.get(identity) or empty()
    value = item.one("rdf:value") or item.link("foaf:page") or ""
    labels = item.said("skos:prefLabel") or item.said("dct:title")
    kind = item.one("plainly:kind") or ("section" if "dct:title" in item.texts else "")
    return Name(name_of(found, identity), _iri(found, identity), kind, labels, item.one("plainly:amount"), item.one("plainly:unit"), value)
