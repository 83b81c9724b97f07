"""The machine notice: JSON-LD and Turtle say the same, everything a fact says, in terms that exist."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import sample_policy
from pyld import jsonld as pyld
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from plainly.emit.claims import MARKS, USUAL
from plainly.emit.concepts import iri, iso_duration
from plainly.emit.graph import graph
from plainly.emit.jsonld import context, context_text, embedded, jsonld
from plainly.emit.terms import PREFIXES, terms
from plainly.emit.turtle import turtle
from plainly.model import Policy
from plainly_dsl import standard
from plainly_dsl.parse import parse
from plainly_dsl.resolve import resolve
from plainly_dsl.source import decode
from plainly_dsl.tables import qualifiers, verbs

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
BASE = "https://meadow.example/privacy/"
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


# Formats ----------------------------------------------------------------------------------------


def test_both_formats_are_one_graph(policy: Policy) -> None:
    """rdflib reads the same triples from JSON-LD and Turtle, and there are no blank nodes."""
    first, second = read_jsonld(policy), read_turtle(policy)
    assert isomorphic(first, second)
    assert all(isinstance(s, URIRef) and isinstance(o, (URIRef, Literal)) for s, _, o in first)


def test_canonical_quads_agree(policy: Policy) -> None:
    """pyld's canonical N-Quads of the JSON-LD are those of what rdflib read, from either format."""
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
    found = read(sample_policy.policy(names=document["names"], title={"en": HOSTILE}, source=HOSTILE))
    node = URIRef(f"{BASE}meadow-2026/#name.meadow")
    assert found.value(node, full("skos:prefLabel")) == Literal(HOSTILE, lang="en")
    assert found.value(node, full("skos:altLabel")) == Literal(HOSTILE + "!", lang="en")
    assert found.value(node, full("dpv:hasAddress")) == Literal(HOSTILE)
    assert found.value(URIRef(f"{BASE}meadow-2026/"), full("dct:title")) == Literal(HOSTILE, lang="en")
    assert found.value(URIRef(f"{BASE}meadow-2026/"), full("dct:source")) == Literal(HOSTILE)


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
    own |= {URIRef(o.datatype) for o in found.objects() if isinstance(o, Literal) and str(o.datatype).startswith(PREFIXES["plainly"])}
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
        parts = [part for part in self.found.subjects(unique=True) if part == node or str(part).startswith(f"{node}.")]
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


def test_nothing_of_a_fact_is_lost(policy: Policy) -> None:
    """Each fact can be rebuilt from the graph: clause, verb, modality, objects, qualifiers, only, marks, open."""
    rebuilt = Reader(read_turtle(policy), f"{BASE}{policy.id}/").facts()
    wanted = expected(policy)
    assert rebuilt.keys() == wanted.keys()
    for identity, fact in wanted.items():
        assert rebuilt[identity] == fact, identity


def test_every_fact_hangs_on_the_notice(policy: Policy) -> None:
    """Denials by a prohibition (what the policy does not cover: not applicable), duties by an obligation, and no denial is a process."""
    found, home = read_turtle(policy), URIRef(f"{BASE}{policy.id}/")
    for identity, fact in expected(policy).items():
        node = URIRef(f"{home}#{identity}")
        links = {short(link) for link in found.predicates(home, node)}
        types = {short(each) for each in found.objects(node, RDF.type)}
        if fact["modality"] == ["never"]:
            assert links == {"dpv:isNotApplicableFor" if fact["verb"] == ["cover"] else "dpv:hasProhibition"}
            assert not any(each.endswith("Process") for each in types)
        else:
            assert ("dpv:hasObligation" in links) == (fact["modality"] == ["must"])
            assert links - {"dpv:hasObligation"}


def test_provenance_in_every_locale() -> None:
    """Facts, clauses and sections say where they stand in each locale's full statement."""
    found, home = read_turtle(sample_policy.policy()), f"{BASE}meadow-2026/"
    for node in chain(found.subjects(RDF.type, full("plainly:Fact")), found.subjects(RDF.type, full("plainly:Clause"))):
        clause = str(node).removeprefix(f"{home}#").partition(".")[0]
        derived = {str(o) for o in found.objects(node, full("prov:wasDerivedFrom"))}
        assert derived == {f"{home}{locale}/index.html#{clause}" for locale in sample_policy.LOCALES}


# Contents ---------------------------------------------------------------------------------------


def values(found: Graph, node: str, field: str) -> set[str]:
    return {short(o).removeprefix(f"{BASE}meadow-2026/") for o in found.objects(URIRef(f"{BASE}meadow-2026/{node}"), full(field))}


def test_notice_node() -> None:
    """Title, date, languages, layers, controllers, laws, silence, the replaced policy."""
    found = read_turtle(sample_policy.policy())
    assert {short(o) for o in found.objects(URIRef(f"{BASE}meadow-2026/"), RDF.type)} == {"dpv:PrivacyNotice", "dpv:LayeredNotice"}
    assert values(found, "", "dct:title") == {"Privacy statement", "Privacyverklaring"}
    assert values(found, "", "dct:valid") == {"2026-03-01"}
    assert values(found, "", "dct:language") == {"en", "nl-BE"}
    pages = {f"{locale}/{page}.html" for locale in sample_policy.LOCALES for page in ("index", "highlights", "facts")}
    assert values(found, "", "dpv:hasNoticeLayer") == pages
    assert values(found, "", "dpv:hasDataController") == {"#name.meadow"}
    assert values(found, "", "dpv:hasApplicableLaw") == {"legal-eu:law-GDPR", "legal-us:law-CA-CCPA", "plainly:pipeda"}
    assert values(found, "", "plainly:silentOn") == {"plainly:automated-decisions", "plainly:minors"}
    assert values(found, "", "dct:replaces") == {f"{BASE}meadow-2024/"}
    undated = read_turtle(sample_policy.policy(effective="not-stated", supersedes=None))
    assert not values(undated, "", "dct:valid")
    assert not values(undated, "", "dct:replaces")


def test_party_and_its_contact_points() -> None:
    """A controller with name, address, e-mail, form, telephone; what an IRI cannot hold is percent-encoded."""
    found = read_turtle(sample_policy.policy())
    assert {short(o) for o in found.objects(URIRef(f"{BASE}meadow-2026/#name.meadow"), RDF.type)} >= {"dpv:DataController"}
    assert values(found, "#name.meadow", "dpv:hasAddress") == {'1 Field Lane\nDublin "4"'}
    points = {f"#name.meadow.{kind}" for kind in ("email", "form", "phone", "address", "url")}
    assert values(found, "#name.meadow", "dpv:hasContact") == points
    assert values(found, "#name.meadow.email", "foaf:mbox") == {"mailto:privacy+eu@meadow.example"}
    assert values(found, "#name.meadow.form", "foaf:page") == {"https://meadow.example/form?a%5B%5D=1&b=%7Bx%7D%7Cy"}
    assert values(found, "#name.meadow.phone", "foaf:phone") == {"tel:+35301234567"}
    assert values(found, "#name.meadow.url", "foaf:page") == {"http://[2001:db8::1]/contact"}


def test_names() -> None:
    """A name is DPV's term where it matches exactly; else ours, below its parent and beside the term it is near."""
    found = read_turtle(sample_policy.policy())
    exact = {node for node, _ in found.subject_objects(full("skos:notation"))}
    assert full("pd:EmailAddress") in exact
    assert full("eu-gdpr:A15") in exact
    assert values(found, "#name.members", "skos:broader") == {"dpv:Customer"}
    assert values(found, "#name.contact-card", "plainly:member") == {"pd:Name", "pd:EmailAddress", "pd:TelephoneNumber"}
    assert values(found, "#name.wishes", "plainly:example") == {"pd:Name"}
    near = URIRef(PREFIXES["plainly"] + "payment-processors")
    assert set(found.objects(near, full("skos:broadMatch"))) == {full("dpv:DataProcessor")}
    assert set(found.objects(near, full("skos:prefLabel"))) >= {Literal("nl payment-processors", lang="nl-be")}
    notations = [str(o) for o in found.objects(None, full("skos:notation"))]
    assert sorted(notations) == sorted([*sample_policy.names(), "?only-then"])


def test_condition_carries_its_words() -> None:
    """A condition named in prose has the words that name it, in each locale."""
    found = read_turtle(sample_policy.policy())
    assert values(found, "#joining.only-then", "skos:prefLabel") == {"only then!", "alleen dan"}


def test_recipient_in_a_role() -> None:
    """Who gets data as a processor is a recipient and a processor."""
    found = read_turtle(sample_policy.policy())
    processor = URIRef(PREFIXES["plainly"] + "payment-processors")
    shared = [node for node in found.subjects(full("dpv:hasDataProcessor"), processor) if "share" in node]
    assert len(shared) == 1
    assert (shared[0], full("dpv:hasRecipient"), processor) in found


def test_retention() -> None:
    """How long data is kept is a storage condition with its durations, fixed and until an event."""
    found = read_turtle(sample_policy.policy())
    storage = [node for node in found.subjects(RDF.type, full("dpv:StorageDuration")) if "sharing.keep.name" in node]
    assert len(storage) == 1
    durations = set(found.objects(storage[0], full("dpv:hasDuration")))
    assert URIRef(f"{BASE}meadow-2026/#name.keep-time") in durations
    events = [node for node in durations if (node, RDF.type, full("dpv:UntilEventDuration")) in found and "#sharing.keep" in node]
    assert [set(found.objects(event, full("plainly:while"))) for event in events] == [{full("dpv:Contract")}]


def test_quantities() -> None:
    """Values are durations in ISO 8601 where they have a fixed one; business days have a datatype of their own."""
    found = read_turtle(sample_policy.policy())
    literals = {name: list(found.objects(URIRef(f"{BASE}meadow-2026/#name.{name}"), RDF.value)) for name in sample_policy.DECLARED}
    assert [(str(o), short(o.datatype)) for o in literals["answer-time"]] == [("P30D", "xsd:duration")]
    assert [(str(o), short(o.datatype)) for o in literals["keep-time"]] == [("P1Y6M", "xsd:duration")]
    assert [(str(o), short(o.datatype)) for o in literals["working-time"]] == [("10", "plainly:businessDays")]
    assert literals["half-month"] == literals["share-limit"] == []
    assert values(found, "#name.half-month", "plainly:amount") == {"0.5"}
    assert values(found, "#name.share-limit", "plainly:unit") == {"percent"}


@pytest.mark.parametrize(
    ("amount", "unit", "duration"),
    [
        ("30", "day", "P30D"),
        ("2", "week", "P14D"),
        ("36", "hour", "P1DT12H"),
        ("90", "minute", "PT1H30M"),
        ("0.5", "minute", "PT30S"),
        ("12", "month", "P1Y"),
        ("18", "month", "P1Y6M"),
        ("1.5", "year", "P1Y6M"),
        ("0", "month", "P0D"),
        ("0.5", "month", ""),
        ("5", "percent", ""),
        ("5", "business-day", ""),
    ],
)
def test_iso_duration(amount: str, unit: str, duration: str) -> None:
    assert iso_duration(Fraction(amount), unit) == duration


@pytest.mark.parametrize(
    ("url", "escaped"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("https://a.example/\u00e9%20", "https://a.example/\u00e9%20"),
        ("https://a.example/a\\b^c`d{e}|f\x01", "https://a.example/a%5Cb%5Ec%60d%7Be%7D%7Cf%01"),
        ("http://[x/", "http://%5Bx/"),
    ],
)
def test_iri(url: str, escaped: str) -> None:
    assert iri(url) == escaped


def test_published_context_is_the_inlined_one() -> None:
    """The context file holds what each notice holds, apart from the notice's own base."""
    inlined = json.loads(jsonld(sample_policy.policy(), BASE))["@context"]
    assert inlined.pop("@base") == f"{BASE}meadow-2026/"
    assert json.loads(context_text())["@context"] == inlined


def test_embedded_says_nothing_else(policy: Policy) -> None:
    """What a page embeds is part of the full notice, apart from the link to it."""
    small = Graph().parse(data=json.dumps(embedded(policy, BASE)), format="json-ld")
    home = URIRef(f"{BASE}{policy.id}/")
    more = set(small) - set(read_turtle(policy))
    assert more == {(home, full("rdfs:seeAlso"), URIRef(f"{home}notice.jsonld"))}
    assert set(verbs()).isdisjoint(embedded(policy, BASE))
