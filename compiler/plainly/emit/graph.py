"""Policy → the machine notice: a flat list of JSON-LD node objects, which the JSON-LD and Turtle writers print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.compose.frame import kinds as page_kinds
from plainly.emit.claims import Claims, anchors
from plainly.emit.concepts import Concepts
from plainly.emit.terms import Node, described
from plainly.locales import published
from plainly.page import PAGE_FILES
from plainly_dsl import references

if TYPE_CHECKING:
    from plainly.model import Clause, Policy


def graph(policy: Policy, base: str) -> list[Node]:
    """The notice, its layers, parties, facts, sections and clauses, our own terms, names. `base` ends in `/`."""
    return _Graph(policy, base).nodes()


class _Graph:
    def __init__(self, policy: Policy, base: str) -> None:
        self.policy = policy
        self.base = base
        self.concepts = Concepts(policy)
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
            *self.passages(),
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
            "dct:title": _texts(policy.title),
            "dct:language": list(published(policy)),
            "plainly:sourceLanguage": policy.language,
            "plainly:documentKind": policy.kind,
            "dpv:hasNoticeLayer": [layer["@id"] for layer in layers],
            "dpv:hasDataController": self.claims.controllers,
            **self.claims.links,
        }
        if policy.subtitle:
            node["dct:alternative"] = _texts(policy.subtitle)
        if policy.effective != "not-stated":
            node["dct:valid"] = policy.effective
        if policy.regimes:
            node["dpv:hasApplicableLaw"] = [self.ids[name] for name in policy.regimes]
        if policy.supersedes:
            node["dct:replaces"] = [f"{self.base}{policy.supersedes}/"]
        if policy.source:
            node["dct:source"] = _texts(policy.source)
        if policy.silent:
            node["plainly:silentOn"] = [self.ids[name] for name in policy.silent]
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

    # Passages ---------------------------------------------------------------------------------

    def passages(self) -> Iterator[Node]:
        """Sections and clauses with what holds for all of a clause, and the conditions that clauses name."""
        for section in self.policy.sections:
            derived = anchors(self.policy, section.id)
            yield {"@id": f"#{section.id}", "@type": ["plainly:Section"], "dct:isPartOf": [""], "prov:wasDerivedFrom": derived}
        for clause in self.policy.clauses:
            node: Node = {"@id": f"#{clause.id}", "@type": ["plainly:Clause"], "dct:isPartOf": [f"#{clause.section}"]}
            node["prov:wasDerivedFrom"] = anchors(self.policy, clause.id, clause.text)
            if clause.plain:
                node["plainly:plain"] = list(dict.fromkeys(clause.plain))
            yield node
            yield from self.claims.spread(node, clause.scope.items(), clause.id, exercised=False, stored=False)
            yield from self.conditions(clause)

    def conditions(self, clause: Clause) -> Iterator[Node]:
        """The conditions a clause names in its prose, with the words that name them."""
        wanted = dict.fromkeys(clause.conditions)
        if not wanted:
            return
        words: dict[str, dict[str, str]] = {name: {} for name in wanted}
        for locale, runs in clause.text.items():
            for reference in (found for run in runs for found in references.find(run)[0]):
                for target in reference.targets:
                    if target.text[:1] == "?" and target.text[1:] in words and reference.surface:
                        surface = re.sub(r"\\(.)", r"\1", " ".join(reference.surface.split()))
                        words[target.text[1:]].setdefault(locale.lower(), surface)
        for name, labels in words.items():
            node: Node = {"@id": f"#{clause.id}.{name}", "@type": ["skos:Concept", "plainly:Condition"], "dct:isPartOf": [f"#{clause.id}"]}
            node["skos:notation"] = f"?{name}"
            if labels:
                node["skos:prefLabel"] = labels
            yield node


def _terms(nodes: list[Node]) -> set[str]:
    """Properties, classes, kinds of processing and datatypes that nodes use."""
    used: set[str] = set().union(*nodes)
    for node in nodes:
        used.update(node["@type"], node.get("dpv:hasProcessing", ()))
        if isinstance(value := node.get("rdf:value"), dict):
            used.add(value["@type"])
    return used


def _texts(texts: dict[str, str]) -> dict[str, str]:
    return {locale.lower(): text for locale, text in texts.items()}
