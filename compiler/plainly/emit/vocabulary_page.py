"""The published vocabulary as a page: nodes → `vocabulary.html`. Each term's anchor is its local name, so that its IRI leads to it."""

from __future__ import annotations

from typing import NamedTuple

from plainly.emit.catalogue import MEDIA_TYPES
from plainly.emit.concepts import CLASSES
from plainly.emit.html import template
from plainly.emit.terms import PREFIXES, Node

#: What our own properties are about → what the page calls it.
OWN = {"rdfs:range": "values:", "rdfs:subPropertyOf": "part of:", "rdfs:subClassOf": "kind of:", "plainly:fallsUnder": ""}
#: How near a DPV term is → what the page calls it.
NEAR = {"skos:exactMatch": "the same:", "skos:broadMatch": "wider:", "skos:narrowMatch": "narrower:", "skos:relatedMatch": "related:"}
#: Kind of name → the heading of its table.
KINDS = {
    "action": "Actions afterwards",
    "basis": "Legal bases",
    "change": "Changes that are told",
    "choice": "Choices",
    "cookie": "Cookies and similar tools",
    "data": "Data categories",
    "document": "Documents",
    "duration": "Durations",
    "effect": "Effects of a choice",
    "instrument": "Transfer instruments",
    "law": "Laws",
    "limit": "Limits",
    "matter": "Matters that are answered",
    "measure": "Measures",
    "medium": "Digital places",
    "party": "Parties",
    "place": "Countries and regions",
    "programme": "Programmes",
    "purpose": "Purposes",
    "right": "Rights",
    "role": "Roles",
    "route": "Routes",
    "situation": "Situations",
    "subject": "People",
    "tool": "Tools",
    "topic": "Topics",
}


class Link(NamedTuple):
    """A term that a row refers to: what it is to the row, how it reads, where it leads ("" nowhere)."""

    note: str
    text: str
    href: str


class Row(NamedTuple):
    """A property, class or name. `labels` are (locale, label)."""

    anchor: str
    labels: tuple[tuple[str, str], ...]
    definition: str
    about: tuple[Link, ...]
    dpv: tuple[Link, ...]


class Table(NamedTuple):
    """A section of the page. The last three headings are those of definition, `about` and `dpv`."""

    anchor: str
    title: str
    caption: str
    headings: tuple[str, ...]
    rows: list[Row]


def page(nodes: list[Node]) -> str:
    """The page, in English; labels in every language. `nodes` are those of the vocabulary, which describes itself in the first."""
    ontology = nodes[0]
    others = [file for file in ontology["dct:hasFormat"] if not file.endswith(".html")]
    details = [
        Link("Identifier", ontology["@id"], ""),
        Link("Version", ontology["owl:versionInfo"], ""),
        Link("Licence", ontology["dct:license"][0], ontology["dct:license"][0]),
        Link("Terms begin with", PREFIXES["plainly"], ""),
    ]
    return template("vocabulary.html").render(
        title=ontology["dct:title"]["en"],
        description=ontology["dct:description"]["en"],
        details=details,
        formats=[(file, MEDIA_TYPES[file.rpartition(".")[2]]) for file in others],
        tables=tables(nodes),
    )


def tables(nodes: list[Node]) -> list[Table]:
    """Properties, classes, then the names of each kind."""
    anchors = {node["@id"]: node.get("skos:notation") or local(node["@id"]) for node in nodes}
    properties = [node for node in nodes if "rdf:Property" in node["@type"]]
    classes = [node for node in nodes if {"rdfs:Class", "rdfs:Datatype"} & set(node["@type"])]
    result = [
        Table("_properties", "Properties", "Our own properties", ("Property", "Meaning", "Values", "Nearest in DPV"), []),
        Table("_classes", "Classes", "Our own classes and datatypes", ("Class", "Meaning", "Kind", "Nearest in DPV"), []),
    ]
    for table, members in zip(result, (properties, classes), strict=True):
        table.rows.extend(Row(local(node["@id"]), (), node["rdfs:comment"]["en"], *_links(node, anchors)) for node in members)
    for kind, title in KINDS.items():
        names = [node for node in nodes if node.get("plainly:kind") == kind]
        headings = ("Name", "Labels", "Meaning", "Falls under", "In DPV")
        caption = f"Names of the kind “{kind}”; in DPV they belong to {CLASSES[kind]}"
        result.append(Table(f"_{kind}", title, caption, headings, [_name(node, anchors) for node in names]))
    return result


def _name(node: Node, anchors: dict[str, str]) -> Row:
    return Row(node["skos:notation"], tuple(node["skos:prefLabel"].items()), node["skos:definition"].get("en", ""), *_links(node, anchors))


def _links(node: Node, anchors: dict[str, str]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """What a term is related to: terms of this page and datatypes; terms of DPV."""
    about = [
        Link(note, anchors.get(value, value), f"#{anchors[value]}" if value in anchors else "")
        for field, note in OWN.items()
        for value in node.get(field, ())
    ]
    dpv = [Link(note, value, full(value)) for field, note in NEAR.items() for value in node.get(field, ())]
    if not node["@id"].startswith("plainly:"):
        dpv.append(Link("the same:", node["@id"], full(node["@id"])))
    elif not dpv and "skos:notation" not in node:
        dpv += [Link("", value, full(value)) for value in node.get("skos:broader", ())]
    return tuple(about), tuple(dpv)


def local(curie: str) -> str:
    """`Sell` of `plainly:Sell`."""
    return curie.rpartition(":")[2]


def full(curie: str) -> str:
    """An IRI in full."""
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name
