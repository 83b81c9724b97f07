"""The machine notice: JSON-LD and Turtle say the same, everything a fact says, in terms that exist."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import sample_policy
from hypothesis import given, settings
from hypothesis import strategies as st
from notice_claims import Claim, any_claim, small
from pyld import jsonld as pyld
from rdflib import RDF, Literal, URIRef
from rdflib.compare import isomorphic

from notice_reader import BASE, document_of_policy, expected, full, read_back, read_jsonld, read_turtle, short
from plainly.emit.graph import graph
from plainly.emit.jsonld import context, embedded, jsonld
from plainly.emit.profile import USUAL
from plainly.emit.terms import PREFIXES, terms
from plainly.emit.turtle import turtle
from plainly.model import Policy
from plainly_dsl import standard
from plainly_dsl.parse import parse
from plainly_dsl.resolve import resolve
from plainly_dsl.source import decode
from plainly_dsl.tables import qualifiers

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
REAL = ROOT / "policies" / "desk-2014" / "desk-2014.policy"
NQUADS = {"algorithm": "URDNA2015", "format": "application/n-quads"}
SUNSET = re.compile(r"Do not emit.*?: (.*?)\. Use", re.DOTALL)
HOSTILE = 'a "quoted" \\ back\\nslash\n\r\tline </script><!-- \u00e9 \U0001f600 \x08 \' """ @en . #'


def real() -> Policy:
    """The project's own policy, from its source."""
    source, slips = decode(str(REAL), REAL.read_bytes())
    tree, mistakes = parse(source)
    resolved = resolve(tree)
    assert not slips
    assert not mistakes
    return Policy.model_validate_json(json.dumps(resolved.document))


POLICIES = {"sample": sample_policy.policy, "real": real}


@pytest.fixture(scope="module", params=sorted(POLICIES))
def policy(request: pytest.FixtureRequest) -> Policy:
    return POLICIES[request.param]()


# Formats ----------------------------------------------------------------------------------------


def test_both_formats_are_one_graph(policy: Policy) -> None:
    """rdflib reads the same triples from JSON-LD and Turtle, and there are no blank nodes."""
    first, second = read_jsonld(policy), read_turtle(policy)
    assert isomorphic(first, second)
    assert all(isinstance(s, URIRef) and isinstance(o, (URIRef, Literal)) for s, _, o in first)


def test_canonical_quads_agree(policy: Policy) -> None:
    """pyld's canonical N-Quads of the JSON-LD are what rdflib read, from either format (no blank node: sorting is enough)."""
    expected = pyld.normalize(json.loads(jsonld(policy, BASE)), NQUADS)
    for read in (read_jsonld, read_turtle):
        lines = read(policy).serialize(format="nt").split("\n")
        assert sorted(filter(None, lines)) == expected.rstrip("\n").split("\n")


def test_canonical_quads_agree_by_one_program() -> None:
    """The same on a smaller notice, with pyld canonicalizing rdflib's triples too (it reads N-Quads slowly)."""
    policy = sample_policy.policy(**small([]))
    expected = pyld.normalize(json.loads(jsonld(policy, BASE)), NQUADS)
    for read in (read_jsonld, read_turtle):
        quads = read(policy).serialize(format="nt")
        assert pyld.normalize(quads, {**NQUADS, "inputFormat": "application/n-quads"}) == expected


def test_no_term_is_dropped(policy: Policy) -> None:
    """Every property of the JSON-LD, and of the embedded notice, has a meaning in its context."""
    dropped: list[object] = []
    for document in (json.loads(jsonld(policy, BASE)), embedded(policy, BASE)):
        expanded = pyld.expand(document, {"on_property_dropped": lambda *found: dropped.append(found)})
        assert expanded
    assert not dropped


def test_no_property_without_a_row(policy: Policy) -> None:
    """Each property is in the table of terms, so that both writers know how to write its values."""
    used = {key for node in graph(policy, BASE) for key in node if key[0] != "@"}
    assert used <= terms().keys()


def test_one_node_a_subject(policy: Policy) -> None:
    """No two things share an IRI, and what the notice refers to below its own IRI is in it."""
    nodes = graph(policy, BASE)
    subjects = [node["@id"] for node in nodes]
    assert len(subjects) == len(set(subjects))
    values = (value for node in nodes for key, value in node.items() if key != "@type" and isinstance(value, list))
    referred = {value for value in chain.from_iterable(values) if isinstance(value, str) and value.startswith("#")}
    assert referred <= set(subjects)


def test_deterministic() -> None:
    """The same bytes whatever the order of names and the hash seed."""
    document = sample_policy.document()
    backwards = {**document, "names": dict(reversed(document["names"].items()))}
    script = "import sys, json; from plainly.model import Policy; from plainly.emit.jsonld import jsonld; from plainly.emit.turtle import turtle;"
    script += f"p = Policy.model_validate_json(sys.stdin.buffer.read()); sys.stdout.buffer.write((jsonld(p, {BASE!r}) + turtle(p, {BASE!r})).encode())"
    texts = [
        subprocess.run(
            [sys.executable, "-c", script],
            input=json.dumps(given).encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for given, seed in ((document, "1"), (backwards, "2"))
    ]
    assert texts[0] == texts[1]
    assert texts[0].decode() == jsonld(sample_policy.policy(), BASE) + turtle(sample_policy.policy(), BASE)


@pytest.mark.parametrize("read", [read_jsonld, read_turtle])
def test_hostile_labels_survive(read: Any) -> None:
    """Quotes, backslashes, line ends and markup come back as they were, in labels, titles, contact points and sources."""
    document = sample_policy.document()
    entry = {**document["names"]["meadow"], "labels": {"en": {"label": HOSTILE, "forms": [HOSTILE + "!"]}}, "address": [HOSTILE]}
    document["names"] = {**document["names"], "meadow": entry}
    found = read(sample_policy.policy(names=document["names"], title={"en": HOSTILE}, source={"en": HOSTILE}))
    node = URIRef(f"{BASE}meadow-2026/#name.meadow")
    assert found.value(node, full("skos:prefLabel")) == Literal(HOSTILE, lang="en")
    assert found.value(node, full("skos:altLabel")) == Literal(HOSTILE + "!", lang="en")
    assert found.value(node, full("dpv:hasAddress")) == Literal(HOSTILE)
    assert found.value(URIRef(f"{BASE}meadow-2026/"), full("dct:title")) == Literal(HOSTILE, lang="en")
    assert found.value(URIRef(f"{BASE}meadow-2026/"), full("dct:source")) == Literal(HOSTILE, lang="en")


# Terms ------------------------------------------------------------------------------------------


def emitted(policy: Policy) -> set[str]:
    """All IRIs of a notice, as prefix:term where they are one."""
    return {short(node) for triple in read_turtle(policy) for node in triple if isinstance(node, URIRef)}


def published() -> set[str]:
    """Every IRI of the DPV files."""
    result: set[str] = set()
    for path in sorted((SHARED / "dpv" / "2.3").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            result.update(row["iri"] for row in csv.DictReader(file) if row.get("iri"))
    return {short(each) for each in result}


DPV = ("dpv", "pd", "eu-gdpr", "eu-rights", "loc", "tech", "legal-eu", "legal-gb", "legal-us")
needs_files = pytest.mark.skipif(not SHARED.is_dir(), reason="the vocabulary files lie beside the project and are not there")


@pytest.mark.needs_shared
@needs_files
def test_every_dpv_term_exists(policy: Policy) -> None:
    """What a notice says in DPV's terms, and what our own terms are linked to, is in DPV 2.3."""
    linked = {term.broader for term in terms().values()} | set(context())
    used = {term for term in emitted(policy) | linked if term.partition(":")[0] in DPV and ":" in term}
    assert used - published() == set()


@pytest.mark.needs_shared
@needs_files
def test_no_sunset_term(policy: Policy) -> None:
    """None of the terms that DPV is about to withdraw."""
    listed = SUNSET.search((SHARED / "dpv" / "2.3" / "useful-terms.md").read_text(encoding="utf-8"))
    assert listed
    sunset = set(re.findall(r"`([^`]+)`", listed[1]))
    assert len(sunset) == 12
    assert not (emitted(policy) | set(context())) & sunset


def test_own_terms_are_described(policy: Policy) -> None:
    """Each term of our own that is no name has its meaning and its nearest DPV term in the notice."""
    found = read_turtle(policy)
    own = {node for triple in found for node in (triple[1], triple[2]) if str(node).startswith(PREFIXES["plainly"])}
    own |= {URIRef(str(o.datatype)) for o in found.objects() if isinstance(o, Literal) and str(o.datatype).startswith(PREFIXES["plainly"])}
    for term in own - set(found.subjects(full("skos:notation"))):
        assert found.value(term, full("rdfs:comment")), term
        assert found.value(term, full("skos:broader")), term


def test_own_terms_are_no_names() -> None:
    """A term of our own and a standard name never share an IRI."""
    assert not {term.removeprefix("plainly:") for term in terms()} & standard.entries().keys()


def test_shared_properties_have_a_usual_position() -> None:
    """Where several qualifiers share a property, one of them is what it means by itself."""
    users: dict[str, set[str]] = {}
    for row in qualifiers().values():
        for field in row.kinds.values():
            users.setdefault(field, set()).add(row.word)
    assert {field for field, words in users.items() if len(words) > 1} <= USUAL.keys()


def test_sample_uses_every_verb_and_qualifier() -> None:
    assert sample_policy.words_used() == (set(), set())


# Facts ------------------------------------------------------------------------------------------


def test_nothing_is_lost(policy: Policy) -> None:
    """The whole policy document can be read back from either format: facts, names, texts, highlights, what is acknowledged and waived."""
    wanted = document_of_policy(policy)
    assert read_back(turtle(policy, BASE)) == wanted
    assert read_back(jsonld(policy, BASE), "application/ld+json") == wanted


@given(st.lists(any_claim(), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_nothing_of_any_fact_is_lost(claims: list[Claim]) -> None:
    """Whatever a statement may say by the language's tables, in both formats alike."""
    policy = sample_policy.policy(**small(claims))
    wanted = document_of_policy(policy)
    found = read_jsonld(policy)
    assert isomorphic(found, read_turtle(policy))
    assert read_back(turtle(policy, BASE)) == wanted


def test_nothing_of_a_full_document_is_lost() -> None:
    """What the sample and the real policies lack: several runs, acknowledged findings, waived duties, missing translations, headings."""
    first, *rest = sample_policy.document()["clauses"]
    more = {
        "text": {"en": ["One [two]{?only-then}.", "Three."], "nl-BE": ["Een [twee]{?only-then}.", "Drie."]},
        "highlights": [{"en": "In short.", "nl-BE": "Kort."}, {"en": "And more.", "nl-BE": "En meer."}],
        "acknowledged": [{"code": "contradicts", "because": "b"}, {"code": "contradicts", "because": "a"}],
    }
    groups = [
        {"id": name, "title": {"en": name, "nl-BE": name}, "clauses": [["sharing", "joining"], ["rights"]], "more": "joining-section"}
        for name in ("z", "a")
    ]
    policy = sample_policy.policy(
        clauses=[{**first, **more}, *rest],
        highlights=groups,
        waived=[{"duty": "gdpr 13(1)(b)", "because": "none"}, {"duty": "ccpa 1", "because": "not for sale"}],
        untranslated={"nl-BE": ["clause:joining", "policy:title"]},
    )
    assert read_back(turtle(policy, BASE)) == document_of_policy(policy)


def test_every_fact_hangs_on_the_notice(policy: Policy) -> None:
    """Denied processing by a prohibition, what the policy does not cover as not applicable, any other denial by our own property;

    duties by an obligation; and no denial is a process.
    """
    other = dict.fromkeys(("offer", "grant", "answer", "notify", "certify", "disclaim"), "plainly:denies")
    found, home = read_turtle(policy), URIRef(f"{BASE}{policy.id}/")
    for identity, fact in expected(policy).items():
        node = URIRef(f"{home}#{identity}")
        links = {short(link) for link in found.predicates(home, node)}
        types = {short(each) for each in found.objects(node, RDF.type)}
        if fact["modality"] == "never":
            assert links == {{"cover": "dpv:isNotApplicableFor", **other}.get(fact["verb"], "dpv:hasProhibition")}
            assert not any(each.endswith("Process") for each in types)
        else:
            assert ("dpv:hasObligation" in links) == (fact["modality"] == "must")
            assert links - {"dpv:hasObligation"}


def test_provenance_in_every_locale() -> None:
    """Facts, clauses and sections say where they stand in each locale's full statement."""
    found, home = read_turtle(sample_policy.policy()), f"{BASE}meadow-2026/"
    for node in chain(found.subjects(RDF.type, full("plainly:Fact")), found.subjects(RDF.type, full("plainly:Clause"))):
        clause = str(node).removeprefix(f"{home}#").partition(".")[0]
        derived = {str(o) for o in found.objects(node, full("prov:wasDerivedFrom"))}
        assert derived == {f"{home}{locale}/index.html#{clause}" for locale in sample_policy.LOCALES}
