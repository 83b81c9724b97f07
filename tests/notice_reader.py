"""Reads a machine notice back: its triples, and from them the policy document."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph
from rdflib import Graph, URIRef

from plainly.emit.jsonld import jsonld
from plainly.emit.terms import PREFIXES
from plainly.emit.turtle import turtle
from plainly.model import Policy
from plainly.notice.document import document_of
from plainly.notice.nodes import gather

Document = dict[str, Any]
BASE = "https://meadow.example/privacy/"


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


#: Fields whose lists are sets: a graph has no order.
SETS = {
    "controllers",
    "regimes",
    "silent",
    "plain",
    "conditions",
    "objects",
    "only",
    "open",
    "marks",
    "members",
    "examples",
    "roles",
    "forms",
}


def read_back(text: str, form: str = "text/turtle") -> Document:
    """The policy document that a notice's text says."""
    found = gather(pyoxigraph.parse(input=text, format=pyoxigraph.RdfFormat.from_media_type(form)))
    assert found is not None
    return document_of(found)


def canonical(value: Any, field: str = "") -> Any:
    """A policy document with its sets in alphabetical order, and no other wording that is the label itself (SKOS S13)."""
    if isinstance(value, dict):
        if "label" in value:
            forms = sorted(set(value.get("forms", ())) - {value["label"]})
            value = {"label": value["label"], **({"forms": forms} if forms else {})}
        return {key: canonical(inner, "objects" if field in {"qualifiers", "scope"} else key) for key, inner in value.items()}
    if isinstance(value, list):
        inner = [sorted(each) if field == "clauses" and isinstance(each, list) else canonical(each) for each in value]
        return sorted(inner) if field in SETS else inner
    return value


def document_of_policy(policy: Policy) -> Document:
    """The policy document of a policy, in canonical form."""
    document: Document = canonical(json.loads(policy.model_dump_json(exclude_defaults=True)))
    return document


def expected(policy: Policy) -> dict[str, dict[str, Any]]:
    """Fact → its verb and modality."""
    facts = ((statement, fact) for clause in policy.clauses for statement in clause.statements for fact in statement.facts)
    return {fact.id: {"verb": statement.verb, "modality": statement.modality} for statement, fact in facts}
