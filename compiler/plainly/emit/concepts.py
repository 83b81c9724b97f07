"""Names → concept nodes of the machine notice, with their labels, their place in the hierarchy and their DPV term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from urllib.parse import quote

from plainly.emit.terms import Node
from plainly.names import chain

if TYPE_CHECKING:
    from plainly.model import Name, Quantity

#: Kind of name → the DPV class its names fall under.
CLASSES = {
    "data": "dpv:Data",
    "subject": "dpv:DataSubject",
    "party": "dpv:Entity",
    "purpose": "dpv:Purpose",
    "basis": "dpv:LegalBasis",
    "right": "dpv:DataSubjectRight",
    "law": "dpv:Law",
    "instrument": "dpv:OrganisationalMeasure",
    "document": "dpv:OrganisationalMeasure",
    "programme": "dpv:OrganisationalMeasure",
    "situation": "dpv:Context",
    "place": "dpv:Location",
    "medium": "dpv:Location",
    "route": "dpv:Context",
    "cookie": "dpv:Technology",
    "tool": "dpv:Technology",
    "measure": "dpv:TechnicalOrganisationalMeasure",
    "role": "dpv:Entity",
    "choice": "dpv:EntityInvolvement",
    "matter": "dpv:Context",
    "effect": "dpv:Consequence",
    "duration": "dpv:Duration",
    "change": "dpv:Context",
    "action": "dpv:Processing",
    "limit": "dpv:Context",
    "topic": "dpv:Context",
    "term": "plainly:Term",
    "link": "foaf:Document",
}
#: Kinds that name an aspect of a thing. The DPV term stays with the thing itself.
ASPECTS = frozenset({"role", "topic"})
MATCHES = {"exact": "skos:exactMatch", "broader": "skos:broadMatch", "narrower": "skos:narrowMatch", "related": "skos:relatedMatch"}
#: Role of a party that is part of another → the property by which DPV leads from the other to it.
OFFICES = {
    "data-protection-officer": "dpv:hasDataProtectionOfficer",
    "representative": "dpv:hasRepresentative",
    "gdpr-representative": "dpv:hasRepresentative",
}
CONTACTS = ("email", "form", "phone", "address", "url")
_MONTHS = {"month": 1, "year": 12}
_SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f]')


def identities(names: Mapping[str, Name]) -> dict[str, str]:
    """Each name's IRI: of DPV where a standard name matches exactly, else ours; no two names share one."""
    result: dict[str, str] = {}
    taken: set[str] = set()
    for name, entry in sorted(names.items()):
        if entry.origin == "policy":
            result[name] = f"#name.{name}"
        elif entry.match == "exact" and entry.iri and entry.iri not in taken and entry.kind not in ASPECTS:
            result[name] = entry.iri
            taken.add(entry.iri)
        else:
            result[name] = f"plainly:{name}"
    return result


def data_class(names: Mapping[str, Name], name: str) -> str:
    """DPV's class for a data category: personal data, unless it falls under something else."""
    above = (names[step].iri for step in chain(names, name))
    return next((iri for iri in above if iri in {"dpv:PersonalData", "dpv:NonPersonalData", "dpv:Data"}), "dpv:PersonalData")


class Concepts:
    """Concept nodes of names; `ids` tells each name's IRI, `controllers` are those of the policy."""

    def __init__(self, names: Mapping[str, Name], controllers: Iterable[str] = ()) -> None:
        self.names = names
        self.ids = identities(names)
        self.controllers = frozenset(controllers)
        self.officers = self._officers()

    def nodes(self, name: str) -> Iterator[Node]:
        """A name's concept and its contact points."""
        entry = self.names[name]
        node: Node = {
            "@id": self.ids[name],
            "@type": ["skos:Concept", *self.types(name, entry)],
            "skos:notation": name,
            "plainly:kind": entry.kind,
            "skos:prefLabel": {locale.lower(): label.label for locale, label in entry.labels.items()},
        }
        forms = {
            locale.lower(): [form for form in label.forms if form != label.label] for locale, label in entry.labels.items() if label.forms
        }
        if any(forms.values()):
            node["skos:altLabel"] = {locale: wordings for locale, wordings in forms.items() if wordings}
        if entry.definitions:
            node["skos:definition"] = {locale.lower(): text for locale, text in entry.definitions.items()}
        self.place(node, entry)
        self.relations(node, entry)
        points = list(contact_points(name, entry))
        if points:
            node["dpv:hasContact"] = [point["@id"] for point in points]
        if entry.kind == "party" and (entry.origin == "policy" or name in self.controllers):  # another is a kind of parties
            node["dpv:hasName"] = node["skos:prefLabel"]
        if entry.kind != "party" and entry.url:
            node.update(page(entry.url))
        if entry.address:
            node["dpv:hasAddress"] = "\n".join(entry.address)
        if entry.lost:
            node["plainly:lost"] = True
        if entry.age is not None:
            node["plainly:ageLimit"] = entry.age
        if entry.value is not None:
            node.update(quantity(entry.value))
        yield node
        yield from points

    def types(self, name: str, entry: Name) -> list[str]:
        """Classes of a name. A DPV term keeps DPV's own, apart from roles that the policy gives a party."""
        roles = [role.iri for key in entry.roles if (role := self.names.get(key)) and role.match == "exact" and role.iri]
        if name in self.controllers:
            roles.append("dpv:DataController")
        if self.ids[name] == entry.iri:
            return list(dict.fromkeys(roles))
        if entry.value is not None:
            return ["plainly:Quantity" if entry.value.unit == "percent" else "dpv:TemporalDuration"]
        family = data_class(self.names, name) if entry.kind == "data" else CLASSES.get(entry.kind, "dpv:Context")
        return list(dict.fromkeys((family, *roles)))

    def place(self, node: Node, entry: Name) -> None:
        """Where a name stands: below its parent, else (a standard name) the class of its kind; beside its DPV term.

        The language's own hierarchy joins what DPV keeps apart, so it is told by a property of ours; DPV's terms stay where DPV has them.
        """
        own = node["@id"] != entry.iri
        if entry.parent:
            node["plainly:fallsUnder"] = [self.ids.get(entry.parent, f"#name.{entry.parent}")]
        if entry.parent and own:
            node["skos:broader"] = node["plainly:fallsUnder"]
        elif own and entry.origin == "standard" and entry.match not in {"exact", "broader"}:
            node["skos:broader"] = [node["@type"][1]]
        if own and entry.iri and entry.match in MATCHES:
            node[MATCHES[entry.match]] = [entry.iri]

    def _officers(self) -> dict[str, dict[str, list[str]]]:
        """Party → property → its data protection officers and representatives: those who are part of it in that role."""
        found: dict[str, dict[str, list[str]]] = {}
        for name, entry in sorted(self.names.items()):
            for field in (OFFICES[role] for role in entry.roles if role in OFFICES and entry.part_of):
                found.setdefault(str(entry.part_of), {}).setdefault(field, []).append(self.ids[name])
        return found

    def relations(self, node: Node, entry: Name) -> None:
        """What a name has to do with others."""
        node.update(self.officers.get(node["skos:notation"], {}))
        for field, names in (
            ("plainly:member", entry.members),
            ("plainly:example", entry.examples),
            ("plainly:role", entry.roles),
            ("plainly:standsFor", (entry.stands_for,)),
            ("dpv:hasLocation", (entry.place,)),
            ("dct:isPartOf", (entry.part_of,)),
            ("plainly:runBy", (entry.by,)),
        ):
            known = [self.ids[name] for name in names if name in self.ids]
            if known:
                node[field] = known


def contact_points(name: str, entry: Name) -> Iterator[Node]:
    """The ways to reach a party, each a node so that statements can refer to it. The address of anything else is only its page."""
    for kind in CONTACTS:
        value = getattr(entry, kind)
        if not value or (kind == "url" and entry.kind != "party"):
            continue
        written = "\n".join(value) if kind == "address" else value
        node: Node = {"@id": f"#name.{name}.{kind}", "@type": ["plainly:ContactPoint"], "plainly:kind": kind, "rdf:value": written}
        if kind == "email":
            node["foaf:mbox"] = ["mailto:" + quote(value, safe="@!$&'*+,;=:.-_~")]
        elif kind == "phone":
            digits = re.sub(r"[^0-9]", "", value)
            if digits:
                node["foaf:phone"] = [f"tel:{'+' if value.lstrip().startswith('+') else ''}{digits}"]
        elif kind != "address":
            node["foaf:page"] = [iri(value)]
        yield node


def page(url: str) -> Node:
    """Where something is found on the web; also as it was written, where an IRI cannot hold that."""
    return {"foaf:page": [iri(url)], **({} if iri(url) == url else {"plainly:written": url})}


def iri(url: str) -> str:
    """A web address as an IRI: what IRIs may not hold is percent-encoded, brackets too unless they hold a host."""
    text = _NOT_IN_IRIS.sub(lambda found: f"%{ord(found[0]):02X}", url)
    host = re.match(r"https?://(?:\[[0-9A-Fa-f:.]+\])?", text)
    start = host.end() if host else 0
    return text[:start] + text[start:].replace("[", "%5B").replace("]", "%5D")


def quantity(value: Quantity) -> Node:
    """An amount with its unit, and where the unit allows as an `xsd:duration` in canonical form."""
    amount = format(Decimal(str(value.amount)).normalize(), "f")
    node: Node = {"plainly:amount": amount, "plainly:unit": value.unit}
    if value.unit == "business-day":
        node["rdf:value"] = {"@type": "plainly:businessDays", "@value": amount}
    elif duration := iso_duration(Fraction(amount), value.unit):
        node["rdf:value"] = {"@type": "xsd:duration", "@value": duration}
    return node


def iso_duration(amount: Fraction, unit: str) -> str:
    """`P1Y6M`, `P30D`, `PT1H30M`; "" where the unit or a fraction of it has no fixed length (half a month, percent)."""
    count = amount * (_MONTHS.get(unit) or _SECONDS.get(unit) or 0)
    if unit not in _MONTHS | _SECONDS.keys() or count.denominator != 1:
        return ""
    if count == 0:
        return "P0D"
    if unit in _MONTHS:
        years, months = divmod(count.numerator, 12)
        return "P" + (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    minutes, seconds = divmod(count.numerator, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    clock = "".join(f"{number}{letter}" for number, letter in ((hours, "H"), (minutes, "M"), (seconds, "S")) if number)
    return "P" + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
