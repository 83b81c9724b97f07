"""The SHACL shapes: they are valid SHACL, every notice conforms, and each shape alone reports what is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyshacl
import pytest
import sample_policy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from notice_claims import Claim, any_claim
from notice_claims import small as few
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef

from cases import REAL
from plainly import driver
from plainly.emit.graph import graph
from plainly.emit.shapes import NAMESPACE, shapes_text
from plainly.emit.terms import PREFIXES
from plainly.emit.turtle import turtle
from plainly.model import Policy
from plainly_dsl.tables import verbs

HERE = Path(__file__).parent
BASE = "https://meadow.example/privacy/"
HOME = f"{BASE}small/"
WRONG = tomllib.loads((HERE / "wrong_notices.toml").read_text(encoding="utf-8"))["wrong"]
QUERY_HEAD = f"BASE <{HOME}>\n" + "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
#: What alone makes no demand: targets, references to other shapes, and what is said to people.
UNDEMANDING = {
    RDF.type,
    RDFS.label,
    RDFS.comment,
    SH.property,
    SH.path,
    SH.severity,
    SH.message,
    SH.targetClass,
    SH.targetNode,
    SH.targetSubjectsOf,
}


class Report(NamedTuple):
    """A result of a validation: which shape, at which node, for which value; IRIs in short."""

    shape: str
    node: str
    value: str


@cache
def shapes() -> Graph:
    return Graph().parse(data=shapes_text(), format="turtle")


def checked(path: Path) -> Policy:
    policy = driver.check(path).policy
    assert policy is not None
    return policy


def notice(policy: Policy) -> Graph:
    return Graph().parse(data=turtle(policy, BASE, graph(policy, BASE, "0" * 64)), format="turtle")


@cache
def small_text() -> str:
    return notice(checked(HERE / "small.policy")).serialize(format="nt")


def edited(edit: str) -> Graph:
    """The small notice after an edit; the edit changes something."""
    found = Graph().parse(data=small_text(), format="nt")
    before = set(found)
    found.update(QUERY_HEAD + edit)
    assert set(found) != before, "the edit changes nothing"
    return found


def short(node: Any) -> str:
    for prefix, namespace in PREFIXES.items():
        if str(node).startswith(namespace):
            return f"{prefix}:{str(node)[len(namespace) :]}"
    return str(node).removeprefix(HOME)


def reports(found: Graph) -> set[Report]:
    """What validation reports: no inference, no advanced features, no imports, so no network either."""
    _, report, _ = pyshacl.validate(found, shacl_graph=shapes(), advanced=False, inplace=True, do_owl_imports=False)
    rows = report.query(
        "SELECT ?shape ?node ?value WHERE { ?r a sh:ValidationReport ; sh:result ?one . ?one sh:sourceShape ?shape ; sh:focusNode ?node OPTIONAL { ?one sh:value ?value } }",
        initNs={"sh": SH},
    )
    return {Report(str(row.shape).removeprefix(NAMESPACE), short(row.node), "" if row.value is None else short(row.value)) for row in rows}


def named() -> Iterator[URIRef]:
    for shape in {*shapes().subjects(RDF.type, SH.PropertyShape), *shapes().subjects(RDF.type, SH.NodeShape)}:
        if isinstance(shape, URIRef):
            yield shape


def demanding() -> set[str]:
    """The shapes that can report something."""
    return {str(shape).removeprefix(NAMESPACE) for shape in named() if set(shapes().predicates(shape)) - UNDEMANDING}


# The shapes -----------------------------------------------------------------------------------------


def test_shapes_are_valid_shacl() -> None:
    """By the shapes that SHACL itself is described with, and no shape is described twice."""
    assert pyshacl.validate(Graph(), shacl_graph=shapes(), meta_shacl=True, do_owl_imports=False) is not None
    text = shapes_text()
    subjects = [line for line in text.split("\n") if line.startswith("shapes:")]
    assert len(subjects) == len(set(subjects)) == len(list(named()))


def test_shapes_are_the_same_each_time() -> None:
    assert shapes_text() == shapes_text()
    assert "%" not in shapes_text().partition("@prefix")[2]


def test_shapes_tell_people() -> None:
    """Each has a label; what can be reported has a severity and a sentence that says what is expected, in English."""
    assert all(isinstance(shapes().value(shape, RDFS.label), Literal) for shape in named())
    for name in demanding():
        message = shapes().value(URIRef(NAMESPACE + name), SH.message)
        assert isinstance(message, Literal)
        assert (message.language, message[-1], message.count(". ") >= 1) == ("en", ".", True), name
        assert (URIRef(NAMESPACE + name), SH.severity, SH.Violation) in shapes()


def test_every_verb_is_in_the_shapes() -> None:
    """The lists come from the language's tables, as values and in the sentences."""
    known = shapes().value(URIRef(f"{NAMESPACE}fact-verb"), SH["in"])
    assert [str(word) for word in shapes().items(known)] == list(verbs())
    assert f"one of {', '.join(verbs())}." in str(shapes().value(URIRef(f"{NAMESPACE}fact-verb"), SH.message))


# Good notices ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_notices_conform(path: Path) -> None:
    assert reports(notice(checked(path))) == set()


def test_sample_conforms() -> None:
    """A notice with every verb, modality, qualifier and standard name."""
    assert reports(notice(sample_policy.policy())) == set()


@given(st.lists(any_claim(), min_size=8, max_size=12))
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_whatever_the_tables_allow_conforms(claims: list[Claim]) -> None:
    """Any statement that the language's tables allow; of marks only one, since those of one group exclude each other."""
    for claim in claims:
        claim.fact["marks"] = claim.fact["marks"][:1]
    assert reports(notice(sample_policy.policy(**few(claims)))) == set()


def test_small_notice_conforms() -> None:
    assert reports(Graph().parse(data=small_text(), format="nt")) == set()


# Wrong notices --------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong["name"])
def test_wrong_notice_is_rejected_for_its_reason(wrong: dict[str, Any]) -> None:
    """By the one shape that is meant, at the node that is meant."""
    found = reports(edited(wrong["edit"]))
    assert {report.shape for report in found} == {wrong["shape"]}
    assert all(fnmatchcase(report.node, wrong["node"]) for report in found)
    if "value" in wrong:
        assert all(fnmatchcase(report.value, wrong["value"]) for report in found)


# The shapes that follow from the tables are many, so one notice holds an edit for each of a family.

Edited = tuple[Graph, set[tuple[str, str]]]


def family(prefix: str) -> list[str]:
    return sorted(name for name in demanding() if name.startswith(prefix))


def said(name: str, demand: URIRef) -> Any:
    return shapes().value(URIRef(NAMESPACE + name), demand)


def small() -> Graph:
    return Graph().parse(data=small_text(), format="nt")


def node(local: str) -> URIRef:
    return URIRef(HOME + local)


def term(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local)


def collected(found: Graph) -> Any:
    return found.value(None, term("plainly:verb"), Literal("collect"))


def wrong_positions() -> Edited:
    """Each property of a fact leads to a clause."""
    found = small()
    fact = collected(found)
    for name in family("position-"):
        found.add((fact, said(name, SH.path), node("#more")))
    return found, {(name, short(fact)) for name in family("position-")}


def wrong_links() -> Edited:
    """Each property that leads from the notice to facts leads to a clause."""
    found = small()
    for name in family("link-"):
        found.add((node(""), said(name, SH.path), node("#more")))
    return found, {(name, "") for name in family("link-")}


def wrong_processing() -> Edited:
    """Each kind of processing, in a fact with another verb."""
    found = small()
    rows = list(found.predicate_objects(collected(found)))
    for name in family("processing-"):
        copy = node(f"#{name}")
        for field, value in rows:
            found.add((copy, field, value))
        found.set((copy, term("dpv:hasProcessing"), said(name, SH.targetNode)))
        found.set((copy, term("plainly:verb"), Literal("use" if name == "processing-Collect" else "collect")))
        found.add((node(""), term("dpv:hasPersonalDataProcess"), copy))
    return found, {(name, short(said(name, SH.targetNode))) for name in family("processing-")}


def wrong_classes() -> Edited:
    """Each class, of a name of another kind."""
    found, expected = small(), set()
    found.add((node("#name.wishes"), term("plainly:amount"), Literal("1", datatype=term("xsd:decimal"))))
    found.add((node("#name.wishes"), term("plainly:unit"), Literal("day")))
    for name in family("class-"):
        kinds = {str(kind) for kind in shapes().items(said(name, SH["in"]))}
        victim = "#name.trust-mark" if "data" in kinds else "#name.wishes"
        found.add((node(victim), RDF.type, said(name, SH.targetClass)))
        expected.add((name, victim))
    return found, expected


def wrong_values() -> Edited:
    """Each property with a value that is written in no way that any property asks for."""
    found = small()
    for name in family("value-"):
        wants_string = said(name, SH.datatype) == term("xsd:string")
        found.add((node("#wrong"), said(name, SH.path), Literal("x", lang="en") if wants_string else Literal("x")))
    return found, {(name, "#wrong") for name in (*family("value-"), "quantity-amount", "quantity-unit")}


FAMILIES = (wrong_positions, wrong_links, wrong_processing, wrong_classes, wrong_values)


@pytest.mark.parametrize("make", FAMILIES, ids=lambda make: make.__name__)
def test_each_shape_of_a_family_reports_its_own(make: Callable[[], Edited]) -> None:
    found, expected = make()
    assert {(report.shape, report.node) for report in reports(found)} == expected
    assert len(expected) >= 7


def test_each_shape_is_needed() -> None:
    """For every shape that can report something there is a notice which is wrong for it."""
    needed = {wrong["shape"] for wrong in WRONG} | {shape for make in FAMILIES for shape, _ in make()[1]}
    assert needed == demanding()


def test_wrong_notices_differ() -> None:
    assert len({wrong["name"] for wrong in WRONG}) == len(WRONG) >= 12
