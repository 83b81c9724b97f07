"""Facts → nodes of the machine notice, one a fact, with DPV's terms where it has them.

A fact is never lost in them: where a DPV property leaves open which position of the statement a name stood in, one of our
own says so besides (`plainly:of`, `plainly:to` …).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING

from plainly.emit.concepts import Concepts, data_class
from plainly.emit.profile import DENIALS, DENIES, FITTING, MARKS, OBJECTS, PROCESSES, ROLES, TYPES, USUAL
from plainly.emit.terms import Node, is_property
from plainly.locales import published
from plainly.names import kind_of
from plainly.page import PAGE_FILES
from plainly_dsl.tables import qualifiers, verbs

if TYPE_CHECKING:
    from plainly.model import Clause, Fact, Policy, Statement

#: Verbs that process personal data although their machine term is a property.
ALSO_PROCESSING = frozenset({"protect"})
TIMINGS = frozenset({"dpv:hasDuration", "dpv:hasStorageCondition", "plainly:untilEvent"})


class Claims:
    """Fact nodes of one policy; `links` collects how the notice is linked to them."""

    def __init__(self, policy: Policy, concepts: Concepts) -> None:
        self.policy = policy
        self.names = policy.names
        self.ids = concepts.ids
        self.controllers = [concepts.ids[name] for name in policy.controllers]
        self.properties: dict[tuple[str, str, str], str] = {}
        self.links: dict[str, list[str]] = {}

    def facts(self) -> Iterator[Node]:
        """Nodes of all facts, by verb in the language's order, within a verb as they stand."""
        order = {verb: number for number, verb in enumerate(verbs())}
        found = [(clause, statement) for clause in self.policy.clauses for statement in clause.statements]
        derived = {clause.id: anchors(self.policy, clause.id, clause.text) for clause in self.policy.clauses}
        places = numbered(self.policy)
        for clause, statement in sorted(found, key=lambda pair: order[pair[1].verb]):
            for fact in statement.facts:
                first, *rest = self.fact(clause, statement, fact, derived[clause.id])
                first.update(places[fact.id])
                yield from (first, *rest)

    def fact(self, clause: Clause, statement: Statement, fact: Fact, derived: list[str]) -> list[Node]:
        """A fact's node, and those of the durations it speaks of."""
        verb = verbs()[statement.verb]
        link = self.link(statement, fact)
        identity = f"#{fact.id}"
        node: Node = {
            "@id": identity,
            "@type": ["plainly:Fact", *self.attach(identity, link, statement.modality)],
            "plainly:verb": statement.verb,
            "plainly:modality": statement.modality,
            "dct:isPartOf": [f"#{clause.id}"],
            "prov:wasDerivedFrom": derived,
        }
        if not is_property(verb.iri):
            node["dpv:hasProcessing"] = [verb.iri]
        for field, words in (("plainly:only", fact.only), ("plainly:open", fact.open)):
            if words:
                node[field] = list(words)
        for mark in fact.marks:
            field, value = MARKS.get(mark, ("plainly:mark", mark))
            node.setdefault(field, []).append(value)
        if link in PROCESSES:
            self.actors(node, statement, fact)
        positions = [("objects", fact.objects), *fact.qualifiers.items()]
        made = self.spread(node, positions, clause.id, statement.verb)
        if link == "dpv:hasNonPersonalDataProcess" and "dpv:hasDataSubject" in node:
            node["dpv:hasHumanSubject"] = node.pop("dpv:hasDataSubject")  # nobody is the subject of data that is not personal
        return [node, *made]

    def link(self, statement: Statement, fact: Fact) -> str:
        """The property that links the notice to a fact which is no denial."""
        verb = verbs()[statement.verb]
        if is_property(verb.iri) and statement.verb not in ALSO_PROCESSING:
            return verb.iri
        if not self.own(statement, fact):
            return "plainly:hasProcessOfOthers"
        data = [name for name in fact.objects if name in self.names and self.names[name].kind == "data"]
        if data and all(data_class(self.names, name) == "dpv:NonPersonalData" for name in data):
            return "dpv:hasNonPersonalDataProcess"
        return "dpv:hasPersonalDataProcess"

    def own(self, statement: Statement, fact: Fact) -> bool:
        """Whether the controller acts: it is named, or nobody is. A duty that names nobody is the reader's, but for what the reader gives."""
        if "by" in fact.qualifiers:
            return bool({*fact.qualifiers["by"]} & {*self.policy.controllers})
        return statement.modality != "must" or statement.verb == "collect"

    def attach(self, identity: str, link: str, modality: str) -> list[str]:
        """Links the notice to a fact. Returns the fact's types; a denied process is not typed as a process."""
        links = [DENIALS.get(link, DENIES) if modality == "never" else link]
        if modality == "must":
            links.append("dpv:hasObligation")
        for each in links:
            self.links.setdefault(each, []).append(identity)
        return [TYPES[each] for each in links if each in TYPES]

    def actors(self, node: Node, statement: Statement, fact: Fact) -> None:
        """The controller where it acts itself, in its role; who else is processor or controller by role."""
        roles = [self.names[role.partition(".")[0]].iri or "" for role in fact.qualifiers.get("as", ())]
        parties = {
            word: [self.ref(n) for n in fact.qualifiers.get(word, ()) if self.kind(n) in {"party", "subject"}] for word in ("with", "by")
        }
        if "by" not in fact.qualifiers and self.own(statement, fact):
            own = [] if parties["with"] else [ROLES["by", role] for role in roles if ("by", role) in ROLES]
            node.update(dict.fromkeys(own or ["dpv:hasDataController"], self.controllers))
        elif not roles and (acting := [each for each in self.controllers if each in parties["by"]]):
            node["dpv:hasDataController"] = acting
        for word, role in product(parties, roles):
            if parties[word] and (word, role) in ROLES:
                node.setdefault(ROLES[word, role], []).extend(parties[word])

    # Positions --------------------------------------------------------------------------------

    def spread(self, node: Node, positions: Iterable[tuple[str, tuple[str, ...]]], clause: str, verb: str = "") -> list[Node]:
        """Writes each name to the property that fits its position and kind; returns nodes of durations. A clause's own line has no verb."""
        said: list[tuple[str, str, str]] = []
        timed: list[tuple[str, str, str]] = []
        events: dict[str, Node] = {}
        for position, names in positions:
            for name in names:
                field, identity = self.property(position, name, verb), self.ref(name, clause)
                if field not in TIMINGS:
                    said.append((position, field, identity))
                elif self.kind(name) in {"duration", "value"}:
                    timed.append((position, "dpv:hasDuration", identity))
                else:
                    event = events.setdefault(position, {"@id": f"{node['@id']}.{position}", "@type": ["dpv:UntilEventDuration"]})
                    event.setdefault("plainly:while" if position == "while" else "plainly:untilEvent", []).append(identity)
        _write(node, said)
        made = list(events.values())
        if timed or events:
            holder = node
            if verb and verbs()[verb].iri == "dpv:Store":
                holder = {"@id": f"{node['@id']}.storage", "@type": ["dpv:StorageCondition", "dpv:StorageDuration"]}
                node["dpv:hasStorageCondition"] = [holder["@id"]]
                made.insert(0, holder)
            _write(holder, timed)
            if events:
                holder.setdefault("dpv:hasDuration", []).extend(event["@id"] for event in events.values())
        return made

    def property(self, position: str, name: str, verb: str) -> str:
        """The property for a name in a position: the language's table, where it fits the verb; data that is not personal is only data."""
        key = (position, name, verb)
        if key not in self.properties:
            kind = self.kind(name)
            found = (OBJECTS if position == "objects" else qualifiers()[position].kinds).get(kind)
            if found == "dpv:hasPersonalData" and data_class(self.names, name) != "dpv:PersonalData":
                found = "dpv:hasData"
            if found is None or verb not in FITTING.get(found, {verb}):
                found = "plainly:object" if position == "objects" else f"plainly:{position}"
            self.properties[key] = found
        return self.properties[key]

    def kind(self, name: str) -> str:
        """The kind of a name as statements write it."""
        return kind_of(self.names, name)

    def ref(self, name: str, clause: str = "") -> str:
        """The IRI of a name in a statement of a clause."""
        if name[0] == "?":
            return f"#{clause}/{name[1:]}"
        if name[0] == "#" or name in self.ids:
            return self.ids.get(name, name)
        return f"#name.{name}"


def numbered(policy: Policy) -> dict[str, Node]:
    """For each fact its number in its clause, and that of its statement; both from 1."""
    result: dict[str, Node] = {}
    for clause in policy.clauses:
        facts = ((number, fact) for number, statement in enumerate(clause.statements, 1) for fact in statement.facts)
        for position, (number, fact) in enumerate(facts, 1):
            result[fact.id] = {"plainly:position": position, "plainly:statement": number}
    return result


def anchors(policy: Policy, anchor: str, text: Iterable[str] | None = None) -> list[str]:
    """Where a passage stands in the full statement of each locale, or of those there is text in."""
    return [f"{locale}/{PAGE_FILES['statement']}.html#{anchor}" for locale in published(policy) if text is None or locale in text]


def _write(node: Node, said: list[tuple[str, str, str]]) -> None:
    """Adds (position, property, IRI) to a node; where the property leaves the position open, a property of ours says it.

    That is so in another position than the property's usual one, and for a name that stands in several positions.
    """
    times = Counter(identity for _, _, identity in said)
    for position, field, identity in said:
        values = node.setdefault(field, [])
        if identity not in values:
            values.append(identity)
        if field in USUAL and (USUAL[field] != position or times[identity] > 1):
            node.setdefault("plainly:object" if position == "objects" else f"plainly:{position}", []).append(identity)
