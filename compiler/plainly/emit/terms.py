"""The terms of the machine notice: prefixes, and for each property how its values are written.

DPV's properties for qualifiers come from the language's table; every other property, and every term of our own with its
meaning and its nearest DPV term, is a row of `terms.tsv`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from plainly_dsl.tables import qualifiers, read_table, verbs

#: A node object of the notice: "@id", "@type", and property → values, in compacted form.
Node = dict[str, Any]

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "eu-rights": "https://w3id.org/dpv/rights/eu#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "legal-eu": "https://w3id.org/dpv/legal/eu#",
    "legal-gb": "https://w3id.org/dpv/legal/gb#",
    "legal-us": "https://w3id.org/dpv/legal/us#",
    "loc": "https://w3id.org/dpv/loc#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pd": "https://w3id.org/dpv/pd#",
    "plainly": "https://w3id.org/plainly/vocabulary#",
    "prof": "http://www.w3.org/ns/dx/prof/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tech": "https://w3id.org/dpv/tech#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Term(NamedTuple):
    """A term of the notice.

    `value`: `ids` (IRIs), `text` (per language), `string`, `strings`, a datatype such as `xsd:date`, `literal` (the
    value says its own datatype), or what the term is instead of a property: `class`, `datatype`.
    `broader`, `label` and `definition` are given for our own terms only.
    """

    term: str
    value: str
    broader: str
    label: str
    definition: str


@cache
def terms() -> dict[str, Term]:
    """All terms that need saying how their values are written: the table's rows, the qualifiers' and verbs' properties."""
    result = {row["term"]: Term(**row) for row in read_table(Path(__file__).parent / "terms.tsv")}
    for row in qualifiers().values():
        own = f"plainly:{row.word}"
        result.setdefault(own, Term(own, "ids", "dpv:hasContext", row.word, f"Position “{row.word}” of a statement: {row.meaning}."))
        for iri in row.kinds.values():
            result.setdefault(iri, Term(iri, "ids", "", "", ""))
    for verb in verbs().values():
        if is_property(verb.iri):
            result.setdefault(verb.iri, Term(verb.iri, "ids", "", "", ""))
    return result


def is_property(iri: str) -> bool:
    """Whether `prefix:term` names a property: those begin with a small letter, classes with a capital."""
    return iri.partition(":")[2][:1].islower()


def described(used: set[str]) -> list[Node]:
    """Our own terms among those a notice uses, as nodes: each with its meaning and its nearest DPV term."""
    kinds = {"class": "rdfs:Class", "datatype": "rdfs:Datatype"}
    result = []
    for name in sorted(used & terms().keys()):
        term = terms()[name]
        if name.startswith("plainly:"):
            node: Node = {
                "@id": name,
                "@type": [kinds.get(term.value, "rdf:Property")],
                "rdfs:label": {"en": term.label},
                "rdfs:comment": {"en": term.definition},
            }
            if term.broader:
                node["skos:broader"] = [term.broader]
            result.append(node)
    return result


def texts(said: dict[str, str]) -> dict[str, str]:
    """Text per locale as the notice has it: RDF 1.1 writes language tags in small letters."""
    return {locale.lower(): text for locale, text in said.items()}
