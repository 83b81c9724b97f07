"""A notice's nodes → the policy document it was made from: the way back, so that nothing the compiler knows is lost in the notice.

A list of names is a set in the graph, so it comes back in alphabetical order; everything else comes back as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from plainly.emit.concepts import CONTACTS, MATCHES
from plainly.emit.terms import PREFIXES
from plainly.notice.claims import OBJECTS, lists, name_of, said
from plainly.notice.nodes import Graph, Node

Document = dict[str, Any]
DPV_PREFIXES = tuple(f"{prefix}:" for prefix, namespace in PREFIXES.items() if namespace.startswith(PREFIXES["dpv"].rstrip("#")))


def document_of(graph: Graph) -> Document:
    """The policy document (`notice.json`) that the notice says. What the notice does not say is left out."""
    return _Reader(graph).document()


class _Reader:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.home = graph.nodes[""]
        self.tags = {tag.lower(): tag for tag in self.home.values.get("dct:language", ())}

    def document(self) -> Document:
        home = self.home
        language = home.one("plainly:sourceLanguage")
        return _filled(
            {
                "format": "plainly-policy/1",
                "id": home.one("dct:identifier"),
                "kind": home.one("plainly:documentKind"),
                "language": language,
                "title": self.texts(home, "dct:title"),
                "subtitle": self.texts(home, "dct:alternative"),
                "effective": home.one("dct:valid") or "not-stated",
                "controllers": self.names(home, "dpv:hasDataController"),
                "regimes": self.names(home, "dpv:hasApplicableLaw"),
                "supersedes": (home.link("dct:replaces") or "").rstrip("/").rpartition("/")[2],
                "source": self.texts(home, "dct:source"),
                "silent": self.names(home, "plainly:silentOn"),
                "names": self.all_names(),
                "sections": self.each("plainly:Section", self.section),
                "clauses": self.each("plainly:Clause", self.clause),
                "highlights": self.each("plainly:HighlightGroup", self.group),
                "waived": [
                    {"duty": node.one("plainly:duty"), "because": self.texts(node, "plainly:because").get(language, "")}
                    for _, node in self.graph.of_type("plainly:Waiver")
                ],
                "untranslated": self.untranslated(),
            }
        )

    # Values -----------------------------------------------------------------------------------

    def tag(self, language: str) -> str:
        """A language tag as the notice writes it, else in the customary letters (BCP 47, 2.1.1)."""
        first, *more = language.split("-")
        cased = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 and part.isalpha() else part for part in more]
        return self.tags.get(language) or "-".join((first, *cased))

    def texts(self, node: Node, field: str) -> dict[str, str]:
        return {self.tag(language): text for language, text in node.said(field).items()}

    def names(self, node: Node, field: str) -> list[str]:
        return sorted(name_of(self.graph, identity) for identity in node.ids.get(field, ()))

    def name(self, node: Node, field: str) -> str | None:
        return next(iter(self.names(node, field)), None)

    def each(self, kind: str, read: Callable[[str, Node], Document]) -> list[Document]:
        return [_filled(read(identity[1:], node)) for identity, node in self.graph.of_type(kind)]

    def untranslated(self) -> dict[str, list[str]]:
        pairs = sorted(text.partition(" ")[::2] for text in self.home.values.get("plainly:untranslated", ()))
        return {locale: [unit for _, unit in group] for locale, group in groupby(pairs, key=lambda pair: pair[0])}

    # Text -------------------------------------------------------------------------------------

    def section(self, identity: str, node: Node) -> Document:
        return {"id": identity, "level": node.number("plainly:level"), "title": self.texts(node, "dct:title")}

    def clause(self, identity: str, node: Node) -> Document:
        home = f"#{identity}"
        runs: dict[str, list[str]] = {}
        for _, part in self.graph.parts(home, "plainly:Text"):
            for locale, text in self.texts(part, "plainly:text").items():
                runs.setdefault(locale, []).append(text)
        conditions = [part.one("skos:notation")[1:] for _, part in self.graph.parts(home, "plainly:Condition")]
        return {
            "id": identity,
            "section": (node.link("dct:isPartOf") or "")[1:],
            "scope": said(self.graph, home),
            "open": sorted(node.values.get("plainly:open", ())),
            "text": runs,
            "statements": self.statements(home),
            "plain": sorted(node.values.get("plainly:plain", ())),
            "conditions": sorted(conditions),
            "highlights": [self.texts(part, "plainly:text") for _, part in self.graph.parts(home, "plainly:HighlightLine")],
            "acknowledged": [
                {"code": part.one("plainly:code"), "because": next(iter(self.texts(part, "plainly:because").values()), "")}
                for _, part in self.graph.parts(home, "plainly:Acknowledgement")
            ],
        }

    def statements(self, clause: str) -> list[Document]:
        facts = self.graph.parts(clause, "plainly:Fact")
        result = []
        for _, group in groupby(facts, key=lambda pair: pair[1].number("plainly:statement")):
            listed = list(group)
            first = listed[0][1]
            made = [self.fact(identity, node) for identity, node in listed]
            result.append({"verb": first.one("plainly:verb"), "modality": first.one("plainly:modality"), "facts": made})
        return result

    def fact(self, identity: str, node: Node) -> Document:
        positions = said(self.graph, identity)
        return _filled({"id": identity[1:], "objects": positions.pop(OBJECTS, []), "qualifiers": positions, **lists(node)})

    def group(self, identity: str, node: Node) -> Document:
        bullets = self.graph.parts(f"#{identity}", "plainly:Bullet")
        return {
            "id": identity.rpartition("/")[2],
            "title": self.texts(node, "dct:title"),
            "clauses": [sorted(clause[1:] for clause in bullet.ids.get("plainly:summarizes", ())) for _, bullet in bullets],
            "more": (node.link("plainly:more") or "")[1:],
        }

    # Names ------------------------------------------------------------------------------------

    def all_names(self) -> dict[str, Document]:
        found = {node.one("skos:notation"): (identity, node) for identity, node in self.graph.nodes.items()}
        return {name: self.entry(*found[name]) for name in sorted(found) if name and name[0] != "?"}

    def entry(self, identity: str, node: Node) -> Document:
        """A name's entry in the document."""
        declared = identity.startswith("#name.")
        iri, match = self.term(identity, node)
        forms = node.texts.get("skos:altLabel", {})
        labels = {
            self.tag(language): _filled({"label": label, "forms": sorted(forms.get(language, ()))})
            for language, label in node.said("skos:prefLabel").items()
        }
        return _filled(
            {
                "kind": node.one("plainly:kind"),
                "origin": "policy" if declared else "standard",
                "parent": self.name(node, "plainly:fallsUnder"),
                "iri": iri,
                "match": match if iri or declared else "own",
                "labels": labels,
                "definitions": self.texts(node, "skos:definition"),
                "members": self.names(node, "plainly:member"),
                "examples": self.names(node, "plainly:example"),
                "stands_for": self.name(node, "plainly:standsFor"),
                "roles": self.names(node, "plainly:role"),
                **self.contacts(node),
                "lost": node.one("plainly:lost") == "true",
                "place": self.name(node, "dpv:hasLocation"),
                "part_of": self.name(node, "dct:isPartOf"),
                "by": self.name(node, "plainly:runBy"),
                "age": node.one("plainly:ageLimit"),
                "value": _quantity(node),
            }
        )

    def term(self, identity: str, node: Node) -> tuple[str | None, str | None]:
        """The DPV term of a name and how near it is."""
        if identity.startswith(DPV_PREFIXES):
            return identity, "exact"
        return next(((node.link(field), match) for match, field in MATCHES.items() if field in node.ids), (None, None))

    def contacts(self, node: Node) -> Document:
        """The ways to reach it, as they were written."""
        points = [self.graph.nodes[point] for point in node.ids.get("dpv:hasContact", ()) if point in self.graph.nodes]
        written: Document = {point.one("plainly:kind"): point.one("rdf:value") for point in points}
        found = {kind: written[kind] for kind in CONTACTS if kind in written}
        if "address" in found:
            found["address"] = found["address"].split("\n")
        page = node.one("plainly:written") or node.link("foaf:page")
        return {**({"url": page} if page else {}), **found}


def _quantity(node: Node) -> Document | None:
    text = node.one("plainly:amount")
    if not text:
        return None
    try:
        amount: Any = float(text) if "." in text else int(text)
    except ValueError:
        amount = text  # no number: the schema says so
    return {"amount": amount, "unit": node.one("plainly:unit")}


def _filled(entry: Document) -> Document:
    """Without what is empty, which is how the document is written."""
    return {key: value for key, value in entry.items() if value or (value == 0 and value is not False)}
