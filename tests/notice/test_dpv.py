"""What we say in the terms of W3C DPV 2.3 agrees with DPV's own files: notices, the published vocabulary, and all tables."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from dpv import NAMESPACES, dpv, full, is_dpv, listed_sunset
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from cases import REAL
from plainly import driver
from plainly.emit.concepts import ASPECTS, CLASSES
from plainly.emit.terms import PREFIXES, is_property, terms
from plainly.emit.turtle import turtle
from plainly.emit.vocabulary import vocabulary_files
from plainly_dsl.standard import Entry, entries
from plainly_dsl.tables import read_table

pytestmark = pytest.mark.needs_shared
ROOT = Path(__file__).parents[2]
BASE = "https://privacy.example/"
SOURCES = {".py", ".tsv", ".ttl", ".toml", ".html", ".md", ".rq", ".json"}
TERM = re.compile(rf"(?<![\w/-])(?:{'|'.join(NAMESPACES)}):[A-Za-z0-9_-]+")
TYPE = full("rdf:type")
#: Properties of ours and of RDFS whose values may be properties.
OF_PROPERTIES = {full("skos:broader"), full("rdfs:subPropertyOf")}


@cache
def graph(source: str) -> tuple[Quad, ...]:
    """The triples of a policy's notice, or of the vocabulary in one of its formats."""
    if source.startswith("vocabulary."):
        text, form = dict(vocabulary_files(BASE))[source], RdfFormat.from_extension(source.rpartition(".")[2])
    else:
        policy = driver.check(ROOT / "policies" / source / f"{source}.policy").policy
        assert policy is not None
        text, form = turtle(policy, BASE), RdfFormat.TURTLE
    return tuple(parse(text, format=form))


EMITTED = pytest.mark.parametrize("source", [*(path.stem for path in REAL), "vocabulary.jsonld", "vocabulary.ttl"])


def iris(quads: tuple[Quad, ...]) -> set[str]:
    """All IRIs of a graph, those of datatypes too."""
    nodes = {node for quad in quads for node in (quad.subject, quad.predicate, quad.object)}
    return {node.value for node in nodes if isinstance(node, NamedNode)} | {n.datatype.value for n in nodes if isinstance(n, Literal)}


@EMITTED
def test_every_term_exists_and_stays(source: str) -> None:
    """Every IRI in a namespace of DPV is a term of DPV 2.3, and none that DPV is about to withdraw."""
    used = set(filter(is_dpv, iris(graph(source))))
    assert len(used) > 50
    assert used - dpv().terms == set()
    assert used & dpv().sunset == set()


def test_files_know_the_sunset_terms() -> None:
    """The list beside the files and the files agree on what is withdrawn; otherwise nothing above would be tested."""
    assert len(listed_sunset()) == 12
    assert listed_sunset() <= dpv().terms
    assert dpv().sunset == listed_sunset()


def test_every_term_in_our_files_exists_and_stays() -> None:
    """Whatever tables, code, shapes, templates and pages name in DPV's namespaces is there, also what no policy uses today."""
    wrong = {}
    for path in (path for part in ("compiler", "dsl", "site/pages") for path in sorted((ROOT / part).rglob("*"))):
        if path.suffix in SOURCES:
            named = {full(term) for term in TERM.findall(path.read_text(encoding="utf-8"))}
            if bad := (named - dpv().terms) | (named & dpv().sunset):
                wrong[str(path.relative_to(ROOT))] = sorted(bad)
    assert wrong == {}


@EMITTED
def test_terms_are_used_as_what_they_are(source: str) -> None:
    """DPV's properties relate things; its classes and their instances are the things."""
    quads = graph(source)
    assert {quad.predicate.value for quad in quads if is_dpv(quad.predicate.value)} - dpv().properties == set()
    things = {quad.subject.value for quad in quads}
    things |= {quad.object.value for quad in quads if isinstance(quad.object, NamedNode) and quad.predicate.value not in OF_PROPERTIES}
    assert things & dpv().properties == set()


@EMITTED
def test_hierarchy_is_never_against_dpv(source: str) -> None:
    """Where both terms are DPV's own, nothing is said to be broader, wider in class or of a type that DPV does not have so."""
    above = {full("skos:broader"), full("rdfs:subClassOf"), TYPE}
    for quad in graph(source):
        if quad.predicate.value in above and is_dpv(quad.subject.value) and is_dpv(quad.object.value):
            assert quad.object.value in dpv().ancestors(quad.subject.value), quad


@EMITTED
def test_own_terms_stand_below_their_like(source: str) -> None:
    """The DPV term that a property of ours stands below is a property, that of a class a class; and so in `terms.tsv`."""
    properties = {quad.subject.value for quad in graph(source) if quad.object.value == full("rdf:Property")}
    for quad in graph(source):
        if quad.predicate.value == full("skos:broader") and is_dpv(quad.object.value):
            assert (quad.subject.value in properties) == (quad.object.value in dpv().properties), quad
    for term in terms().values():
        if term.term.startswith("plainly:"):
            assert is_property(term.term) == (full(term.broader) in dpv().properties) or term.value == "datatype", term


@EMITTED
def test_own_concepts_reach_dpv(source: str) -> None:
    """From each concept of ours one comes to a term of DPV by what is broader, by a match, or by its class."""
    ways: dict[str, set[str]] = {}
    follow = {full(f"skos:{way}") for way in ("broader", "exactMatch", "broadMatch", "narrowMatch", "relatedMatch")} | {TYPE}
    for quad in graph(source):
        if quad.predicate.value in follow:
            ways.setdefault(quad.subject.value, set()).add(quad.object.value)
    concepts = {quad.subject.value for quad in graph(source) if quad.object.value == full("skos:Concept")}
    assert concepts
    for concept in concepts:
        found, waiting = {concept}, [concept]
        while waiting:
            new = ways.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        assert any(map(is_dpv, found)) or full("foaf:Document") in found, concept


# The language's vocabulary --------------------------------------------------------------------------


def exact() -> dict[str, Entry]:
    """Names that are said to mean the same as a DPV term. A role or topic is an aspect of the thing, not the thing."""
    return {name: entry for name, entry in entries().items() if entry.match == "exact" and entry.kind not in ASPECTS}


def differences() -> set[tuple[str, str]]:
    """(Parent or class, name) where our hierarchy is not DPV's, each with its reason in `dpv_differences.tsv`."""
    rows = read_table(Path(__file__).parent / "dpv_differences.tsv")
    assert all(row["reason"] for row in rows)
    return {(row["above"], name) for row in rows for name in row["names"].split(", ")}


def test_our_hierarchy_is_dpvs_or_differs_for_a_reason() -> None:
    """Where a name and its parent both have a DPV term of their own, DPV has one above the other; else the class of its kind."""
    same = exact()
    found = set()
    for name, entry in same.items():
        above, term = (entry.parent, same[entry.parent].iri) if entry.parent in same else (CLASSES[entry.kind], CLASSES[entry.kind])
        if full(term) not in dpv().ancestors(full(entry.iri)):
            found.add((above, name))
    assert found - differences() == set()
    assert differences() - found == set(), "reasons that are no longer needed"


def test_nothing_is_upside_down() -> None:
    """No name stands above another whose DPV term is the wider one."""
    same = exact()
    for name, entry in same.items():
        if entry.parent in same:
            assert full(entry.iri) not in dpv().ancestors(full(same[entry.parent].iri)) - {full(same[entry.parent].iri)}, name


def test_one_name_a_term() -> None:
    """No two names mean the same as one DPV term: a term's name is the same in every policy."""
    taken = [entry.iri for entry in exact().values()]
    assert len(taken) == len(set(taken))


def test_prefixes_are_dpvs() -> None:
    """Our prefixes stand for the namespaces that DPV's files use."""
    for name in NAMESPACES:
        assert any(iri.startswith(PREFIXES[name]) for iri in dpv().terms), name
