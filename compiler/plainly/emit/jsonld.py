"""The machine notice as JSON-LD 1.1, its published context, and the small object that each page embeds."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from plainly.emit.graph import graph
from plainly.emit.profile import LICENCE, PROFILE
from plainly.emit.terms import PREFIXES, Node, terms
from plainly.locales import published

if TYPE_CHECKING:
    from plainly.model import Policy

#: The published context, and its version: a term that is gone or written otherwise raises the first number, a new one the second.
CONTEXT = "https://w3id.org/plainly/context"
VERSION = "1.0"
#: Each value on a line of its own: nearly as readable as an indented file, and written several times as fast.
LINES = (",\n", ": ")


@cache
def context() -> dict[str, Any]:
    """The published context: prefixes, and how each property's values are to be read."""
    result: dict[str, Any] = {"@version": 1.1, **PREFIXES}
    for term in terms().values():
        if term.value == "ids":
            result[term.term] = {"@type": "@id", "@container": "@set"}
        elif term.value == "text":
            result[term.term] = {"@container": "@language"}
        elif term.value == "strings":
            result[term.term] = {"@container": "@set"}
        elif term.value.startswith("xsd:"):
            result[term.term] = {"@type": term.value}
    return result


def context_text() -> str:
    """`plainly-context.jsonld`: the context alone, for other programs' notices, with its version.

    Who loads it as a context takes the member `@context` only (JSON-LD 1.1 API, Context Processing Algorithm); who reads it as a
    document learns its version.
    """
    about: Node = {
        "@id": CONTEXT,
        "@type": ["dct:Standard"],
        "dct:title": {"en": "JSON-LD context of privacy notices"},
        "dct:description": {"en": "How the properties of a machine notice are written as JSON."},
        "dct:license": [LICENCE],
        "dct:isPartOf": [PROFILE],
        "owl:versionInfo": VERSION,
        "owl:versionIRI": [f"{CONTEXT}/{VERSION}"],
    }
    return json.dumps({"@context": context(), **about}, indent=1, sort_keys=True) + "\n"


def jsonld(policy: Policy, base: str, nodes: list[Node] | None = None) -> str:
    """`notice.jsonld`. The context is part of it, so that it can be read offline; IRIs are relative to the policy's own.

    `nodes` is the policy's graph where it has been made already.
    """
    return document(nodes or graph(policy, base), identity(policy, base))


def document(nodes: list[Node], base: str) -> str:
    """Nodes as a JSON-LD document, with its context, whose relative IRIs are below `base`."""
    document = {"@context": {**context(), "@base": base}, "@graph": nodes}
    return json.dumps(document, separators=LINES, sort_keys=True, ensure_ascii=False) + "\n"


def identity(policy: Policy, base: str) -> str:
    """The notice's IRI. `base` is the IRI of the published folder and ends in `/`."""
    return f"{base}{policy.id}/"


def embedded(policy: Policy, base: str) -> dict[str, object]:
    """A page's own short notice: what it is, its language and date, who is responsible, where the full notice stands."""
    node: Node = {
        "@id": "",
        "@type": ["dpv:PrivacyNotice", "dpv:LayeredNotice"],
        "dct:title": {locale.lower(): text for locale, text in policy.title.items()},
        "dct:language": list(published(policy)),
        "dpv:hasDataController": [
            {
                "@id": f"#name.{name}",
                "@type": ["dpv:DataController"],
                "dpv:hasName": {locale.lower(): label.label for locale, label in policy.names[name].labels.items()},
            }
            for name in policy.controllers
        ],
        "rdfs:seeAlso": ["notice.jsonld"],
    }
    if policy.effective != "not-stated":
        node["dct:valid"] = policy.effective
    used = {*node, "dpv:hasName"}
    short = {key: value for key, value in context().items() if key in used or key in {"dct", "dpv", "rdfs", "xsd"}}
    return {"@context": {"@version": 1.1, "@base": identity(policy, base), **short}, **node}
