"""Policy → the machine notice: a flat list of JSON-LD node objects, which the JSON-LD and Turtle writers print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.compose.frame import kinds as page_kinds
from plainly.emit.claims import Claims
from plainly.emit.concepts import Concepts
from plainly.emit.passages import passages
from plainly.emit.profile import PROFILE
from plainly.emit.terms import Node, described, texts
from plainly.locales import published
from plainly.page import PAGE_FILES

if TYPE_CHECKING:
    from plainly.model import Policy


def graph(policy: Policy, base: str, edition: str = "") -> list[Node]:
    """The notice, its layers, parties, facts, sections and clauses, our own terms, names.

    `base` ends in `/`; `edition` is the SHA-256 of the policy document (hexadecimal), "" where that is not known.
    """
    return _Graph(policy, base, edition).nodes()


class _Graph:
    def __init__(self, policy: Policy, base: str, edition: str) -> None:
        self.policy = policy
        self.base = base
        self.edition = edition
        self.concepts = Concepts(policy.names, policy.controllers)
        self.ids = self.concepts.ids
        self.claims = Claims(policy, self.concepts)

    def nodes(self) -> list[Node]:
        """All nodes, in the order in which people would look for them."""
        names = self.policy.names
        parties = sorted(name for name, entry in names.items() if entry.kind == "party" and entry.origin == "policy")
        actors = list(dict.fromkeys((*self.policy.controllers, *parties)))
        layers = list(self.layers())
        facts = list(self.claims.facts())  # before the notice, which links to them
        body = [
            self.notice(layers),
            *layers,
            *(node for name in actors for node in self.concepts.nodes(name)),
            *facts,
            *passages(self.policy, self.claims),
        ]
        concepts = [node for name in sorted(names.keys() - set(actors)) for node in self.concepts.nodes(name)]
        return [*body, *described(_terms([*body, *concepts])), *concepts]

    # Notice -----------------------------------------------------------------------------------

    def notice(self, layers: list[Node]) -> Node:
        """The notice itself, linked to every fact by the property that fits the fact."""
        policy = self.policy
        node: Node = {
            "@id": "",
            "@type": ["dpv:PrivacyNotice", "dpv:LayeredNotice"],
            "dct:title": texts(policy.title),
            "dct:identifier": policy.id,
            "dct:conformsTo": [PROFILE],
            "dct:language": list(published(policy)),
            "plainly:sourceLanguage": policy.language,
            "plainly:documentKind": policy.kind,
            "dpv:hasNoticeLayer": [layer["@id"] for layer in layers],
            "dpv:hasDataController": self.claims.controllers,
            "rdfs:seeAlso": [f"{self.base}vocabulary.ttl"],  # where our own terms are explained, whatever their namespace resolves to
            **self.claims.links,
        }
        if self.edition:
            node["owl:versionInfo"] = f"sha256:{self.edition}"
        if policy.subtitle:
            node["dct:alternative"] = texts(policy.subtitle)
        if policy.effective != "not-stated":
            node["dct:valid"] = policy.effective
        if policy.regimes:
            node["dpv:hasApplicableLaw"] = [self.ids[name] for name in policy.regimes]
        if policy.supersedes:
            node["dct:replaces"] = [f"{self.base}{policy.supersedes}/"]
        if policy.source:
            node["dct:source"] = texts(policy.source)
        if policy.silent:
            node["plainly:silentOn"] = [self.ids[name] for name in policy.silent]
        if policy.untranslated:
            node["plainly:untranslated"] = [f"{locale} {unit}" for locale, units in policy.untranslated.items() for unit in units]
        return node

    def layers(self) -> Iterator[Node]:
        """Each page of each locale; a layer's IRI is the page."""
        for locale in published(self.policy):
            for kind in page_kinds(self.policy):
                yield {
                    "@id": f"{locale}/{PAGE_FILES[kind]}.html",
                    "@type": ["dpv:NoticeLayer"],
                    "dct:format": "text/html",
                    "dct:language": [locale],
                    "dct:title": {locale.lower(): self.policy.title.get(locale, self.policy.title[self.policy.language])},
                    "plainly:layer": kind,
                }


def _terms(nodes: list[Node]) -> set[str]:
    """Properties, classes, kinds of processing and datatypes that nodes use."""
    used: set[str] = set().union(*nodes)
    for node in nodes:
        used.update(node["@type"], node.get("dpv:hasProcessing", ()))
        if isinstance(value := node.get("rdf:value"), dict):
            used.add(value["@type"])
    return used
