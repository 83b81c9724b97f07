"""Templates of consent records in the manner of ISO/IEC TS 27560:2023, as JSON-LD with DPV terms.

One template a statement whose processing rests on consent, after the guide of W3C's DPVCG for that specification. What only
the event of consenting can tell is null, which says nothing in JSON-LD; processes, rights and parties carry the
identifiers they have in the machine notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plainly.emit.concepts import MATCHES, identities, quantity
from plainly.emit.profile import OBJECTS
from plainly.emit.terms import PREFIXES, Node
from plainly.exports.account import Account
from plainly.exports.claims import DATA_VERBS, Claim, claims
from plainly.names import chain, falls_under, kind_of
from plainly_dsl.tables import qualifiers, verbs

if TYPE_CHECKING:
    from plainly.compose.wording import Wording
    from plainly.model import Policy

SCHEMA = "https://w3id.org/dpv/schema/dpv-27560#record"
#: Verbs whose facts say what consent allows.
ALLOWED = (*DATA_VERBS, "transfer", "set")
#: Fields of a record that only the event of consenting can fill: who, when, how, and what came of it.
EVENT = ("dct:identifier", "dct:created", "dpv:hasConsentStatus", "dpv:isIndicatedBy", "dpv:isIndicatedAtTime", "dpv:hasIndicationMethod")
#: Position → the kinds of names there that a process tells of.
TOLD = {
    "objects": ("data", "cookie"),
    "of": ("data", "subject"),
    "using": ("cookie", "tool"),
    "for": ("purpose",),
    "with": ("party", "subject"),
    "from": ("party",),
    "to": ("place",),
    "under": ("basis", "law"),
    "in": ("place",),
}
#: Position and kind of a name → the property of a process: the one that the machine notice has.
PROPERTIES = {
    (position, kind): OBJECTS[kind] if position == "objects" else qualifiers()[position].kinds[kind]
    for position, kinds in TOLD.items()
    for kind in kinds
}
LINKS = (
    *PROPERTIES.values(),
    "dpv:hasDataController",
    "dpv:hasJurisdiction",
    "dpv:hasProcess",
    "dpv:hasStorageCondition",
    "dpv:hasRight",
    "dpv:isExercisedAt",
)


def export(policy: Policy, wording: Wording, base: str) -> tuple[dict[str, Any], Account]:
    """The templates for all that a policy rests on consent, and what became of its facts."""
    made = _Templates(policy, wording, base)
    made.read()
    return made.document(), made.account


class _Templates:
    def __init__(self, policy: Policy, wording: Wording, base: str) -> None:
        self.policy = policy
        self.wording = wording
        self.base = base
        self.account = Account(wording)
        self.ids = identities(policy.names)
        self.records: dict[str, list[Claim]] = {}
        self.kept: list[Claim] = []
        self.rights: list[Claim] = []
        self.concepts: dict[str, Node] = {}

    def read(self) -> None:
        """Sorts the facts: what rests on consent, what is kept how long, rights, and all that a record of consent does not speak of."""
        for claim in claims(self.policy):
            bases = claim.of_kind("under", "basis")
            consented = any(falls_under(claim.names, basis, "consent") for basis in bases)
            obstacle = claim.obstacle(self.policy.controllers)
            if claim.verb == "grant" and not obstacle:
                self.rights.append(claim)
            elif claim.verb == "keep" and not obstacle and not consented:
                self.kept.append(claim)
            elif "agreement-by-use" in bases:
                self.account.left(claim, "implied-consent")
            elif not consented:
                self.account.left(claim, "not-by-consent")
            elif obstacle or claim.verb not in ALLOWED:
                self.account.left(claim, obstacle or f"no-place-{claim.verb}")
            else:
                self.records.setdefault(f"consent.{claim.clause.id}.{claim.number}", []).append(claim)

    def document(self) -> dict[str, Any]:
        """The records, then the parties and names that they refer to."""
        records = [self.record(identity, group) for identity, group in self.records.items()]
        processes = [self.process(claim) for group in self.records.values() for claim in group]
        storage = [node for claim in self.kept if (node := self.storage(claim))]
        rights = [node for claim in self.rights if (node := self.right(claim))]
        controllers = [self.controller(name) for name in self.policy.controllers] if records else []
        names = [self.concepts[key] for key in sorted(self.concepts)]
        graph = [*records, *processes, *storage, *rights, *controllers, *names]
        return {"@context": self.context(), "@graph": graph}

    def context(self) -> dict[str, Any]:
        """How the document is to be read; it needs nothing from elsewhere."""
        links = {name: {"@type": "@id", "@container": "@set"} for name in LINKS}
        texts = {name: {"@container": "@language"} for name in ("dct:description", "dct:title", "dpv:hasName", "skos:prefLabel")}
        literal = {"dct:valid": {"@type": "xsd:date"}, "dct:conformsTo": {"@type": "@id"}, "rdfs:seeAlso": {"@type": "@id"}}
        return {"@version": 1.1, "@base": f"{self.base}{self.policy.id}/", **PREFIXES, **links, **texts, **literal}

    # Parts ------------------------------------------------------------------------------------

    def record(self, identity: str, group: list[Claim]) -> Node:
        """A template: header, notice, parties, processing, rights, and the empty fields of the event."""
        first = group[0]
        subjects = list(dict.fromkeys(self.ref(name) for claim in group for name in claim.of_kind("of", "subject")))
        places = list(dict.fromkeys(self.ref(name) for claim in group for name in claim.of_kind("in", "place")))
        rights = [right for right in self.rights if concerns(right, group)]
        withdrawal = [right for right in rights if self.withdraws(right)]
        node: Node = dict.fromkeys(EVENT)
        node |= {
            "@id": f"#{identity}",
            "@type": ["dpv:ConsentRecord"],
            "dct:conformsTo": SCHEMA,
            "dct:language": self.wording.locale,
            "dpv:hasNotice": self.notice(first),
            "dpv:hasDataController": [self.ids[name] for name in self.policy.controllers],
            "dpv:hasDataSubject": {"@type": subjects or ["dpv:DataSubject"], "dct:identifier": None},
            "dpv:hasJurisdiction": places or None,
            "dpv:hasApplicableLaw": [self.ref(name) for name in self.policy.regimes] or None,
            "dpv:hasLegalBasis": list(dict.fromkeys(self.ref(name) for claim in group for name in claim.of_kind("under", "basis"))),
            "dpv:hasProcess": [f"#{claim.fact.id}" for claim in group],
            "dpv:hasConsentControl": [self.control(right) for right in withdrawal] or None,
            "dpv:hasRight": [f"#{right.fact.id}" for right in rights if right not in withdrawal] or None,
        }
        for field in (*EVENT, "dpv:hasDataSubject/dct:identifier"):
            self.account.unstated(f"/@graph/*/{field}", "event")
        for field in ("dpv:hasJurisdiction", "dpv:hasApplicableLaw", "dpv:hasConsentControl", "dpv:hasRight"):
            if node[field] is None:
                self.account.unstated(f"/@graph/*/{field}", "left-empty")
        return node

    def notice(self, claim: Claim) -> Node:
        """The notice that was shown, and the passage that asks for consent."""
        found: Node = {"@id": "", "@type": ["dpv:PrivacyNotice"], "rdfs:seeAlso": f"{self.wording.locale}/index.html#{claim.clause.id}"}
        found["dct:title"] = self.text(self.wording.title(self.policy.title))
        if self.policy.effective != "not-stated":
            found["dct:valid"] = self.policy.effective
        return found

    def process(self, claim: Claim) -> Node:
        """What consent allows: one process a fact, with its whole sentence."""
        node: Node = {"@id": f"#{claim.fact.id}", "@type": ["dpv:PersonalDataProcess"]}
        node["dct:description"] = self.text(self.account.sentence(claim))
        node["dpv:hasProcessing"] = {"@id": verbs()[claim.verb].iri}
        for position, group in (("objects", claim.fact.objects), *claim.fact.qualifiers.items()):
            for name in group:
                field = PROPERTIES.get((position, kind_of(claim.names, name)))
                if field:
                    node.setdefault(field, []).append(self.ref(name))
        covering = [kept for kept in self.kept if covers(kept, claim)]
        if covering:
            node["dpv:hasStorageCondition"] = [f"#{kept.fact.id}.storage" for kept in covering]
        for field in ("dpv:hasPurpose", "dpv:hasStorageCondition"):
            if field not in node:
                self.account.unstated(f"/@graph/*/{field}", "left-empty")
        self.account.said(claim, self.pointer(claim))
        self.account.hedged(claim)
        return node

    def storage(self, kept: Claim) -> Node | None:
        """How long data is kept that consent is asked for; None where the fact is of other data."""
        records = [claim for group in self.records.values() for claim in group if covers(kept, claim)]
        if not records:
            self.account.left(kept, "not-by-consent")
            return None
        node: Node = {"@id": f"#{kept.fact.id}.storage", "@type": ["dpv:StorageCondition"]}
        node["dct:description"] = self.text(self.account.sentence(kept))
        period = next((value for name in kept.of_kind("for", "value") if (value := kept.names[name].value)), None)
        duration = quantity(period).get("rdf:value") if period else None
        if duration and duration["@type"] == "xsd:duration":
            node["dpv:hasDuration"] = duration
        self.account.said(kept, self.pointer(kept, ".storage"))
        self.account.hedged(kept)
        return node

    def right(self, claim: Claim) -> Node | None:
        """A right with its sentence and how to exercise it; None where it concerns nothing that consent is asked for."""
        if not any(concerns(claim, group) for group in self.records.values()):
            self.account.left(claim, "not-by-consent")
            return None
        node: Node = {
            "@id": f"#{claim.fact.id}",
            "@type": list(dict.fromkeys(self.ref(name) for name in claim.of_kind("objects", "right"))),
        }
        node["dct:description"] = self.text(self.account.sentence(claim))
        routes = [self.ref(name) for name in claim.fact.qualifiers.get("via", ())]
        if routes:
            node["dpv:isExercisedAt"] = routes
        self.account.said(claim, self.pointer(claim))
        self.account.hedged(claim)
        return node

    def control(self, claim: Claim) -> Node:
        """How consent is withdrawn (GDPR Art. 7(3)). The right’s own node says more."""
        return {"@id": f"#{claim.fact.id}", "@type": ["dpv:WithdrawConsent"]}

    def controller(self, name: str) -> Node:
        """A controller with its details; what the policy does not state is null."""
        entry = self.policy.names[name]
        node: Node = {"@id": self.ids[name], "@type": ["dpv:DataController"], "dpv:hasName": self.text(self.wording.label(name))}
        node["dpv:hasAddress"] = ", ".join(entry.address) or None
        node["dpv:hasContact"] = [value for value in (entry.email, entry.phone, entry.form, entry.url) if value] or None
        for field in ("dpv:hasAddress", "dpv:hasContact"):
            if node[field] is None:
                self.account.unstated(f"/@graph/*/{field}", "left-empty")
        return node

    # Names ------------------------------------------------------------------------------------

    def withdraws(self, claim: Claim) -> bool:
        """Whether a right is that of withdrawing consent."""
        return any(falls_under(claim.names, name, "withdraw-consent") for name in claim.of_kind("objects", "right"))

    def ref(self, name: str) -> str:
        """The IRI of a name, which is described once at the end of the document."""
        if name[0] == "#":
            return name
        identity = self.ids.get(name, f"#name.{name}")
        if name not in self.policy.controllers and identity not in self.concepts:
            node: Node = {"@id": identity, "skos:prefLabel": self.text(self.wording.label(name))}
            entry = self.policy.names.get(name)
            if entry and entry.iri and entry.iri != identity and entry.match in MATCHES:
                node[MATCHES[entry.match]] = {"@id": entry.iri}
            self.concepts[identity] = node
        return identity

    def text(self, words: str) -> dict[str, str]:
        """Text with its language."""
        return {self.wording.locale.lower(): words}

    def pointer(self, claim: Claim, part: str = "") -> str:
        """Where a fact stands: the node with its identifier. Nodes of a graph have no order, so their `@id` says more than a number."""
        return f"/@graph/#{claim.fact.id}{part}"


def concerns(right: Claim, group: list[Claim]) -> bool:
    """Whether a right is one of the people of these processes, about their data; narrower people and data count too."""
    return all(
        not mine or any(overlap(right, one, other) for one in mine for claim in group for other in claim.of_kind(position, kind))
        for mine, position, kind in ((right.of_kind("of", "subject"), "of", "subject"), (right.of_kind("of", "data"), "objects", "data"))
    )


def overlap(claim: Claim, one: str, other: str) -> bool:
    """Whether of two names one falls under the other."""
    return falls_under(claim.names, one, other) or falls_under(claim.names, other, one)


def covers(kept: Claim, claim: Claim) -> bool:
    """Whether what is said of keeping data holds for a process: for its data or wider, and for its people or wider."""
    held = set(kept.of_kind("objects", "data"))
    data = [step for name in claim.of_kind("objects", "data") for step in chain(claim.names, name)]
    whose = set(kept.of_kind("of", "subject"))
    people = [step for name in claim.of_kind("of", "subject") for step in chain(claim.names, name)]
    return bool(held.intersection(data)) and (not whose or bool(whose.intersection(people)))
