"""Facts of a notice in a store → what they say, with the names they use; only the triples of these facts are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from plainly.emit.concepts import CONTACTS
from plainly.emit.terms import PREFIXES
from plainly.notice.claims import lists, name_of, said
from plainly.notice.guard import node
from plainly.notice.nodes import Graph, empty, gather

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad, Store

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

    options = {"default_graph": graph} if graph is not None else {}
    facts = {solution["fact"] for solution in store.query(query, prefixes=PREFIXES, **options)}
    wanted = [fact for fact in facts if isinstance(fact, NamedNode)]
    found = gather(_triples(store, NamedNode(iri), wanted, graph))
    if found is None:  # the guard has seen to it
        raise ValueError(iri)
    home = found.nodes[""]
    claims = sorted((_claim(found, fact.value) for fact in wanted), key=lambda claim: (claim.order, claim.iri))
    return Answer(
        iri,
        home.one("dct:identifier") or iri,
        home.said("dct:title"),
        home.one("plainly:sourceLanguage") or "en",
        home.one("dct:valid"),
        frozenset(name_of(found, identity) for identity in home.ids.get("dpv:hasDataController", ())),
        tuple(claims),
        _names(found),
    )


def _triples(store: Store, home: NamedNode, facts: list[NamedNode], graph: NamedNode | None) -> Iterator[Quad]:
    """Triples of the notice, of facts with their durations, of their clauses and of the names they use."""
    from pyoxigraph import NamedNode

    def about(subject: NamedNode, terms: tuple[str, ...]) -> list[Quad]:
        return [quad for term in terms for quad in store.quads_for_pattern(subject, node(term), None, graph)]

    found = about(home, OF_NOTICES)
    clauses, targets = set[NamedNode](), {quad.object for quad in found if quad.predicate == node("dpv:hasDataController")}
    skipped, whole = {node(term) for term in NO_NAMES}, node("dct:isPartOf")
    for fact in facts:
        parts = [fact]
        for part in parts:  # grows while durations are met
            for quad in store.quads_for_pattern(part, None, None, graph):
                found.append(quad)
                value = quad.object
                if quad.predicate == whole:
                    clauses.add(value)
                elif isinstance(value, NamedNode) and quad.predicate not in skipped:
                    if not value.value.startswith(f"{fact.value}."):
                        targets.add(value)
                    elif value not in parts:
                        parts.append(value)
    yield from found
    for clause in clauses:
        yield from about(clause, ("plainly:position",))
    for target in targets:
        said = about(target, OF_NAMES)
        yield from said
        yield from about(target, OF_KINDS.get(next((q.object.value for q in said if q.predicate == node("plainly:kind")), ""), ()))


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


def _names(found: Graph) -> dict[str, Name]:
    """All names that facts point to, also those of which the notice says nothing."""
    pointed = {identity for item in found.nodes.values() for targets in item.ids.values() for identity in targets}
    return {name_of(found, identity): _name(found, identity) for identity in sorted(pointed)}


def _name(found: Graph, identity: str) -> Name:
    item = found.nodes.get(identity) or empty()
    prefix, _, local = identity.partition(":")
    iri = PREFIXES[prefix] + local if prefix in PREFIXES else found.iri + identity if identity[:1] in {"", "#"} else identity
    value = item.one("rdf:value") or item.link("foaf:page") or ""
    labels = item.said("skos:prefLabel") or item.said("dct:title")
    kind = item.one("plainly:kind") or ("section" if "dct:title" in item.texts else "")
    return Name(name_of(found, identity), iri, kind, labels, item.one("plainly:amount"), item.one("plainly:unit"), value)
