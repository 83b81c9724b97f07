"""The vocabulary as it is published for programs: one graph in two formats, in which every term of ours is explained."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from cases import REAL
from plainly import driver
from plainly.emit import vocabulary
from plainly.emit.terms import PREFIXES, terms
from plainly.emit.turtle import turtle
from plainly.outputs import common_files
from plainly_dsl import standard

ROOT = Path(__file__).parents[2]
BASE = "https://privacy.example/"
#: The roles that W3C PROF defines (https://www.w3.org/ns/dx/prof/role/).
ROLES = {"constraints", "example", "guidance", "mapping", "schema", "specification", "validation", "vocabulary"}
#: All that is said of a term that is DPV's own: how it reads, and where our language puts it.
OF_DPV = {"rdf:type", "skos:notation", "skos:prefLabel", "skos:altLabel", "skos:definition", "plainly:kind", "plainly:fallsUnder"}
OWN = PREFIXES["plainly"]


@cache
def files() -> dict[str, str]:
    """The three files."""
    return dict(vocabulary.vocabulary_files(BASE))


@cache
def graph() -> Store:
    """The triples of the Turtle file."""
    store = Store()
    store.extend(parse(files()["vocabulary.ttl"], format=RdfFormat.TURTLE))
    return store


def iri(term: str) -> NamedNode:
    prefix, _, local = term.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def values(node: NamedNode, field: str) -> list[Any]:
    return [quad.object for quad in graph().quads_for_pattern(node, iri(field), None)]


def of_type(kind: str) -> set[NamedNode]:
    return {quad.subject for quad in graph().quads_for_pattern(None, iri("rdf:type"), iri(kind))}


def test_both_formats_are_one_graph() -> None:
    """JSON-LD and Turtle say the same, without a blank node."""
    other = set(parse(files()["vocabulary.jsonld"], format=RdfFormat.JSON_LD))
    assert set(graph()) == other
    assert len(other) > 10_000
    assert {type(node) for quad in other for node in quad.triple} == {NamedNode, Literal}


def test_says_what_it_is() -> None:
    """Title, description, version, licence, and where its three forms lie."""
    node = NamedNode(vocabulary.VOCABULARY)
    assert of_type("owl:Ontology") == {node}
    assert values(node, "owl:versionInfo") == [Literal("1.0")]
    assert values(node, "owl:versionIRI") == [NamedNode(f"{vocabulary.VOCABULARY}/1.0")]
    assert values(node, "dct:license") == [NamedNode(vocabulary.LICENCE)]
    assert len(values(node, "dct:title")) == len(values(node, "dct:description")) == 1
    assert {value.value for value in values(node, "dct:hasFormat")} == {BASE + file for file in files()}


def test_profile_leads_to_its_parts() -> None:
    """The profile is one of DPV; each of its parts has a role that W3C PROF knows, and is a file that is published."""
    (profile,) = of_type("prof:Profile")
    assert values(profile, "prof:isProfileOf") == [NamedNode("https://w3id.org/dpv")]
    parts = values(profile, "prof:hasResource")
    assert set(parts) == of_type("prof:ResourceDescriptor")
    roles = {role.value.rpartition("/")[2] for part in parts for role in values(part, "prof:hasRole")}
    assert {"mapping", "validation", "schema", "vocabulary", "guidance"} <= roles <= ROLES
    published = {path for path, _ in common_files(BASE)} | {f"site/{path.stem}.html" for path in (ROOT / "site" / "pages").glob("*.md")}
    for part in parts:
        (file,) = values(part, "prof:hasArtifact")
        assert file.value.removeprefix(BASE) in published, part
        assert values(part, "dct:format")
        assert values(part, "dct:conformsTo")


def test_every_own_term_is_explained() -> None:
    """Each property, class and datatype of ours has its label, its meaning, its sort and its parent in DPV."""
    sorts = {"class": "rdfs:Class", "datatype": "rdfs:Datatype"}
    own = {name: term for name, term in terms().items() if name.startswith("plainly:")}
    assert len(own) > 60
    for name, term in own.items():
        node = iri(name)
        assert values(node, "rdf:type") == [iri(sorts.get(term.value, "rdf:Property"))], name
        assert all(values(node, field) for field in ("rdfs:label", "rdfs:comment", "skos:broader", "rdfs:isDefinedBy")), name
    described = {iri(name) for name in own}
    assert of_type("rdf:Property") | of_type("rdfs:Class") | of_type("rdfs:Datatype") == described


def test_relations_are_of_terms_that_are_there() -> None:
    """What a property's values are, and what a term is a kind of, is said of our own terms; ours that it names are described."""
    for field in ("rdfs:range", "rdfs:subPropertyOf", "rdfs:subClassOf"):
        quads = list(graph().quads_for_pattern(None, iri(field), None))
        assert quads, field
        for quad in quads:
            assert quad.subject.value.startswith(OWN), quad
            if quad.object.value.startswith(OWN):
                assert values(quad.object, "rdfs:comment"), quad
    for name, term in terms().items():
        if name.startswith("plainly:") and term.value in vocabulary.DATATYPES:
            assert values(iri(name), "rdfs:range") == [iri(vocabulary.DATATYPES[term.value])], name


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_values_in_notices_are_what_the_vocabulary_says(path: Path) -> None:
    """In each notice the values of our properties are of the class or datatype that the vocabulary names."""
    policy = driver.check(path).policy
    assert policy is not None
    notice = Store()
    notice.extend(parse(turtle(policy, BASE), format=RdfFormat.TURTLE))
    ranges = {quad.subject: quad.object for quad in graph().quads_for_pattern(None, iri("rdfs:range"), None)}
    seen = set()
    for quad in notice:
        wanted = ranges.get(quad.predicate)
        if wanted and isinstance(quad.object, Literal):
            assert quad.object.datatype == wanted, quad
        elif wanted:
            assert any(notice.quads_for_pattern(quad.object, iri("rdf:type"), wanted)), quad
        seen.add(quad.predicate)
    assert len(seen & ranges.keys()) > 15


def test_every_standard_name_is_there_in_every_language() -> None:
    """Each of the language's names is a concept with a label and a definition in all six locales; other forms where there are any."""
    assert len(vocabulary.locales()) == 6
    nodes = {value.value: quad.subject for quad in graph().quads_for_pattern(None, iri("skos:notation"), None) for value in [quad.object]}
    assert nodes.keys() == standard.entries().keys()
    for name, entry in standard.entries().items():
        node = nodes[name]
        assert iri("skos:Concept") in values(node, "rdf:type")
        assert values(node, "plainly:kind") == [Literal(entry.kind)]
        for field in ("skos:prefLabel", "skos:definition"):
            assert {value.language for value in values(node, field)} == set(vocabulary.locales()), (name, field)
        said = {value.value for value in values(node, "skos:altLabel") + values(node, "skos:prefLabel")}
        assert said >= {form for locale in vocabulary.locales() for form in standard.wordings(locale)[name].forms}, name
        if entry.parent:
            assert values(node, "plainly:fallsUnder") == [nodes[entry.parent]], name


def test_a_name_is_dpvs_term_where_it_matches_exactly() -> None:
    """Else it is ours and says how near the DPV term is. Of DPV's own terms only wording and our hierarchy are said."""
    ways = {"exact": "skos:exactMatch", "broader": "skos:broadMatch", "narrower": "skos:narrowMatch", "related": "skos:relatedMatch"}
    for quad in graph().quads_for_pattern(None, iri("skos:notation"), None):
        entry, node = standard.entries()[quad.object.value], quad.subject
        if node == NamedNode(OWN + quad.object.value):
            assert values(node, "rdfs:isDefinedBy") == [NamedNode(vocabulary.VOCABULARY)]
            for match, field in ways.items():
                assert values(node, field) == ([iri(entry.iri)] if entry.match == match else []), node
        else:
            assert (entry.match, node) == ("exact", iri(entry.iri))
            said = {found.predicate for found in graph().quads_for_pattern(node, None, None)}
            assert said <= set(map(iri, OF_DPV)), node


def test_own_locales_are_no_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The vocabulary is the same for everybody: locales in a reader's own folders are left out."""
    monkeypatch.setenv("PLAINLY_LOCALES", str(ROOT / "tests" / "locales"))
    vocabulary.locales.cache_clear()
    assert "ar" in standard.languages()
    assert "ar" not in vocabulary.locales()
    vocabulary.locales.cache_clear()


def test_same_bytes() -> None:
    """Two processes with different hash seeds write the same bytes."""
    program = (
        "import hashlib, plainly.emit.vocabulary as v\n"
        f"for n, t in v.vocabulary_files({BASE!r}): print(n, hashlib.sha256(t.encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "4242")
    }
    assert len(found) == 1
    assert [line.split()[0] for line in found.pop().splitlines()] == ["vocabulary.jsonld", "vocabulary.ttl", "vocabulary.html"]
