"""The vocabulary that all notices share, published: our own properties and classes, every standard name, and the profile.

The same in every build of one version of the compiler: as JSON-LD, as Turtle, and as a page (`vocabulary_page.py`). What a term
means stands in `terms.tsv`, how it is related to others in `vocabulary.tsv`; names come from the language's own tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from plainly.emit import jsonld, turtle
from plainly.emit.concepts import Concepts
from plainly.emit.profile import LICENCE, PROFILE
from plainly.emit.profile import VERSION as PROFILE_VERSION
from plainly.emit.terms import Node, described, terms
from plainly.view import view
from plainly_dsl import standard
from plainly_dsl.tables import HERE as LANGUAGE
from plainly_dsl.tables import read_table

#: The vocabulary's IRI; its terms' IRIs are this, `#` and their local name.
VOCABULARY = "https://w3id.org/plainly/vocabulary"
#: A name or term that is gone or means something else gets a new first number, a new one a new second number.
VERSION = "1.0"
DPV = "https://w3id.org/dpv"
ROLE = "http://www.w3.org/ns/dx/prof/role/"
FILES = ("vocabulary.html", "vocabulary.jsonld", "vocabulary.ttl")
TITLE = "The vocabulary of Plainly"
DESCRIPTION = (
    "Properties, classes and names for what a privacy policy states, where the W3C Data Privacy Vocabulary (DPV) 2.3 has none, "
    "and labels in several languages for its terms that privacy policies use."
)


class Resource(NamedTuple):
    """A file that says what the profile asks: its local name, role (of W3C PROF), media type, and the standard it follows."""

    name: str
    role: str
    file: str
    format: str
    standard: str
    title: str


RESOURCES = (
    Resource("context", "mapping", "plainly-context.jsonld", "application/ld+json", "https://www.w3.org/TR/json-ld11/", "JSON-LD context"),
    Resource("shapes", "validation", "plainly-shapes.ttl", "text/turtle", "https://www.w3.org/TR/shacl/", "SHACL shapes of a notice"),
    Resource("schema", "schema", "policy.schema.json", "application/schema+json", "https://json-schema.org/specification", "JSON Schema"),
    Resource("vocabulary", "vocabulary", "vocabulary.ttl", "text/turtle", "https://www.w3.org/TR/skos-reference/", "Vocabulary"),
    Resource("terms", "specification", "vocabulary.html", "text/html", "https://html.spec.whatwg.org/", "Vocabulary, to be read"),
    Resource("guidance", "guidance", "site/notices.html", "text/html", "https://html.spec.whatwg.org/", "Reading machine notices"),
)
#: How a property's values are written (`terms.tsv`) → their datatype.
DATATYPES = {"string": "xsd:string", "strings": "xsd:string", "text": "rdf:langString"}


def vocabulary_files(base: str) -> Iterator[tuple[str, str]]:
    """`vocabulary.jsonld`, `vocabulary.ttl` and `vocabulary.html`; `base` is the IRI of the published folder and ends in `/`."""
    from plainly.emit.vocabulary_page import page

    nodes = [*about(), *own_terms(), *names()]
    yield "vocabulary.jsonld", jsonld.document(nodes, base)
    yield "vocabulary.ttl", turtle.document(nodes, base)
    yield "vocabulary.html", page(nodes)


def about() -> list[Node]:
    """The vocabulary, and the profile that a notice conforms to with its parts (W3C PROF: https://www.w3.org/TR/dx-prof/)."""
    ontology: Node = {
        "@id": VOCABULARY,
        "@type": ["owl:Ontology"],
        "dct:title": {"en": TITLE},
        "dct:description": {"en": DESCRIPTION},
        "dct:license": [LICENCE],
        "dct:hasFormat": list(FILES),
        "owl:versionInfo": VERSION,
        "owl:versionIRI": [f"{VOCABULARY}/{VERSION}"],
    }
    profile: Node = {
        "@id": PROFILE,
        "@type": ["prof:Profile"],
        "dct:title": {"en": "Machine notice of a privacy policy"},
        "dct:description": {"en": "How the terms of DPV and of this vocabulary say, in one graph, everything that a privacy policy says."},
        "dct:license": [LICENCE],
        "owl:versionInfo": PROFILE_VERSION,
        "prof:isProfileOf": [DPV],
        "prof:hasResource": [f"{PROFILE}#{resource.name}" for resource in RESOURCES],
    }
    return [ontology, profile, *map(_described, RESOURCES)]


def _described(resource: Resource) -> Node:
    return {
        "@id": f"{PROFILE}#{resource.name}",
        "@type": ["prof:ResourceDescriptor"],
        "dct:title": {"en": resource.title},
        "dct:format": resource.format,
        "dct:conformsTo": [resource.standard],
        "prof:hasRole": [ROLE + resource.role],
        "prof:hasArtifact": [resource.file],
    }


def own_terms() -> list[Node]:
    """Our own properties, classes and datatypes: meaning, nearest DPV term, and what kind of values a property has."""
    related: dict[str, Node] = {}
    for row in read_table(Path(__file__).parent / "vocabulary.tsv"):
        related.setdefault(row["term"], {}).setdefault(row["property"], []).append(row["value"])
    result = []
    for node in described(set(terms())):
        value = terms()[node["@id"]].value
        if value in DATATYPES or value.startswith("xsd:"):
            node["rdfs:range"] = [DATATYPES.get(value, value)]
        result.append({**node, **related.get(node["@id"], {}), "rdfs:isDefinedBy": [VOCABULARY]})
    return result


def names() -> Iterator[Node]:
    """Every standard name as a notice has it. Of DPV's own terms nothing is said but how they read, and where our language puts them."""
    concepts = Concepts(view({"names": _entries()}).names)
    for name in concepts.names:
        for node in concepts.nodes(name):
            yield {**node, "rdfs:isDefinedBy": [VOCABULARY]} if node["@id"].startswith("plainly:") else node


def _entries() -> dict[str, Any]:
    """Standard names as a policy document has them, in all locales that come with the language."""
    wordings = {locale: standard.wordings(locale) for locale in locales()}
    result = {}
    for name, entry in sorted(standard.entries().items()):
        known = {locale: wording[name] for locale, wording in wordings.items() if name in wording}
        labels = {locale: {"label": wording.label, "forms": wording.forms} for locale, wording in known.items()}
        definitions = {locale: wording.definition for locale, wording in known.items()}
        said = {field: value for field, value in entry._asdict().items() if value}
        result[name] = {**said, "origin": "standard", "labels": labels, "definitions": definitions}
    return result


@cache
def locales() -> tuple[str, ...]:
    """Locales that come with the language. A reader's own are no part of the vocabulary, which is the same everywhere."""
    return tuple(locale for locale in standard.languages() if (LANGUAGE / "locales" / locale).is_dir())
