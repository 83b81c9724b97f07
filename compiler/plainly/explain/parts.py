"""The parts of a policy that have an id, as text for people: facts, clauses, sections, groups of highlights, tables, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from plainly.bearing import names_in
from plainly.compose.folding import Row, row_of
from plainly.compose.highlights import contact_id
from plainly.compose.sentences import sentence
from plainly.compose.tables import TABLE_VERBS, TABLES
from plainly.compose.wording import Wording
from plainly.emit.graph import graph
from plainly.explain.machine import machine_lines
from plainly.explain.mentioned import mentions
from plainly.explain.place import Place, notice_base, resolved
from plainly.explain.words import DPV, SHOWN, shown, wrapped
from plainly.locales import published
from plainly.outputs import DEFAULT_BASE
from plainly.page import PAGE_FILES, plain
from plainly_dsl.suggest import nearest

if TYPE_CHECKING:
    from plainly.emit.terms import Node
    from plainly.model import Clause, Fact, Policy, Section, Statement

HOME = f"{PAGE_FILES['statement']}.html"


class Parts:
    """Everything that can be explained of one policy. A place tells the language of sentences and the notice's address.

    A policy with errors is not `sound`: it has no machine notice.
    """

    def __init__(self, policy: Policy, place: Place | None = None, *, sound: bool = True) -> None:
        self.policy = policy
        self.sound = sound
        self.wordings = {locale: Wording.of(policy, locale) for locale in published(policy)}
        where = resolved(policy, place) if place else None
        self.wording = self.wordings[where.locale if where and where.locale else policy.language]
        self.base = (notice_base(policy, place) if place else "") or DEFAULT_BASE
        self.clauses = {clause.id: clause for clause in policy.clauses}
        self.sections = {section.id: section for section in policy.sections}
        self.facts = {fact.id: (clause, statement, fact) for clause, statement, fact in _facts(policy)}

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The nodes of the machine notice by their ids."""
        return {node["@id"]: node for node in graph(self.policy, self.base)} if self.sound else {}

    def ids(self) -> Iterator[str]:
        """All that a bare word may mean."""
        yield from (*self.policy.names, *self.clauses, *self.sections, *self.facts)

    def called(self, subject: str) -> list[str]:
        """The parts with this id or name; several kinds of parts may share one."""
        found = [self.of_notice(subject)]
        if subject in self.clauses and subject in self.sections:
            found.append(self.section(self.sections[subject]))
        if subject in self.policy.names:
            found.append(self.name(subject))
        return [text for text in found if text]

    def at(self, place: Place) -> tuple[str, str, str]:
        """What stands at an address; else why there is nothing, and what may be meant."""
        where = resolved(self.policy, place)
        if where.reason:
            return "", where.reason, ""
        anchor = place.anchor.removeprefix("_") if where.page else place.anchor  # the heading of a section is `_section`
        if where.page == "highlights":
            text, known = self.group(anchor), [contact_id(self.policy), *(group.id for group in self.policy.highlights)]
        elif where.page == "facts":
            text, known = self.table(anchor), [*TABLES, "promises", "terms"]
        else:
            text, known = self.of_notice(anchor), [*self.clauses, *self.sections, *self.facts]
        if text:
            return text, "", ""
        page = f"{where.locale}/{PAGE_FILES[where.page]}.html" if where.page else "the notice"
        near = nearest(anchor, known) if len(anchor) <= SHOWN else ""
        return "", f"Nothing in {page} of “{self.policy.id}” has the id “{shown(place.anchor)}”.", near and f"#{near}"

    def of_notice(self, identity: str) -> str:
        """A fact, a clause or a section by its id; of any other node of the machine notice the part that it belongs to.

        `#name.desk-com.email` belongs to a name, `#highlights/sale/1` to a group, `#joining.text.1` to the clause `joining`.
        """
        kind, *inner = re.split("[./]", identity)
        if not inner or f"#{identity}" not in self.nodes:
            return self.part(identity)
        if kind == "name":
            return self.name(inner[0])
        if kind == "highlights":
            return self.group(inner[0])
        ends = [len(identity), *(found.start() for found in reversed([*re.finditer("[./]", identity)]))]
        return next(filter(None, (self.part(identity[:end]) for end in ends)), "")

    def part(self, identity: str) -> str:
        """A fact, a clause or a section by its id, else ""."""
        if identity in self.facts:
            return self.fact(*self.facts[identity])
        if identity in self.clauses:
            return self.clause(self.clauses[identity])
        return self.section(self.sections[identity]) if identity in self.sections else ""

    # Facts --------------------------------------------------------------------------------------

    def fact(self, clause: Clause, statement: Statement, fact: Fact) -> str:
        """A fact: its sentence, its data, the words that state it in each language, its machine terms."""
        lines = [f"{fact.id}: a fact of clause {clause.id}, in section {self.wording.numbers[clause.section]} (#{clause.section}).", ""]
        lines += [*self.sentence(clause, row_of(statement, fact)), "", "  As data"]
        data = {"verb": (statement.verb,), "modality": (statement.modality,), "objects": fact.objects, **fact.qualifiers}
        data |= {"only": fact.only, "marks": fact.marks, "gives examples": fact.open}
        for word, names in data.items():
            lines += wrapped(f"{f'{word}:':<16}{', '.join(names)}", "    ", " " * 20) if names else []
        lines += ["", "  In the text"]
        for locale in self.wordings:
            lines += self.mentioned(clause, fact, locale)
        lines += ["", "  For machines"]
        home = f"{self.base}{self.policy.id}/"
        lines += machine_lines(self.nodes, home, fact.id) if self.sound else ["    nothing, while the policy has errors"]
        return "\n".join(lines) + "\n"

    def mentioned(self, clause: Clause, fact: Fact, locale: str) -> list[str]:
        """Where a clause stands in one language, and which of its words speak of the fact."""
        wording = self.wordings[locale]
        lines = [f"    {self.anchor(locale, clause.id)}"]
        for text, words in mentions(wording, clause, fact):
            lines += wrapped(text, "      ")
            said = [f"“{surface}”{f' for {names}' if names else ''}" for surface, names in words]
            lines += wrapped("; ".join(said), "      → ", "        ") if said else []
        return lines

    def sentence(self, clause: Clause, row: Row) -> list[str]:
        """A row as a sentence behind an arrow."""
        return wrapped(plain(sentence(self.wording, clause, row)), "  → ", "    ")

    def statements(self, clause: Clause, verbs: frozenset[str] | None = None) -> list[str]:
        """Statements as sentences, each with the ids of its facts below; of all verbs or of some."""
        lines: list[str] = []
        for statement in clause.statements:
            for row in self.wording.folded(statement) if verbs is None or statement.verb in verbs else ():
                lines += [*self.sentence(clause, row), *(f"      {fact}" for fact in row.facts)]
        return lines

    # Passages -----------------------------------------------------------------------------------

    def anchor(self, locale: str, identity: str) -> str:
        """Where a clause or a section stands in one language."""
        anchor = f"{locale}/{HOME}{self.wordings[locale].anchor(identity)}"
        return anchor if anchor.endswith(f"#{identity}") else f"{anchor} (the section; the clause has no text in this language)"

    def anchors(self, identity: str) -> list[str]:
        """Where it stands in each language."""
        return ["  stands at:", *(f"    {self.anchor(locale, identity)}" for locale in self.wordings)]

    def clause(self, clause: Clause) -> str:
        """A clause: what it states, and where it stands."""
        lines = [f"{clause.id}: a clause in section {self.wording.numbers[clause.section]} (#{clause.section}).", ""]
        lines += [f"  {word}: {', '.join(names)}" for word, names in clause.scope.items()]
        lines += self.statements(clause)
        lines += [f"  states no further fact: {', '.join(clause.plain)}"] if clause.plain else []
        lines += [line for entry in clause.acknowledged for line in wrapped(f"acknowledged {entry.code}: {entry.because}", "  ", "    ")]
        lines += [line for text in clause.highlights for line in wrapped(f"highlight: {text[self.wording.locale]}", "  ", "    ")]
        return "\n".join([*lines, *self.anchors(clause.id)]) + "\n"

    def section(self, section: Section) -> str:
        """A section: its title, where it stands, and what its clauses state."""
        number, title = self.wording.numbers[section.id], section.title[self.wording.locale]
        lines = [f"{section.id}: section {number}, “{title}”.", "", *self.anchors(section.id)]
        for clause in self.policy.clauses:
            if clause.section == section.id:
                lines += ["", f"  clause {clause.id}", *self.statements(clause)]
        return "\n".join(lines) + "\n"

    def group(self, identity: str) -> str:
        """A group of the highlights, with the clauses that its lines stand for."""
        locale = self.wording.locale
        for group in self.policy.highlights:
            if group.id == identity:
                lines = [f"{identity}: a group of the highlights, “{group.title[locale]}”.", ""]
                for clause in (self.clauses[name] for entry in group.clauses for name in entry):
                    lines += [line for text in clause.highlights for line in wrapped(text[locale], "  · ", "    ")]
                    lines += [f"      clause {clause.id} ({self.anchor(locale, clause.id)})"]
                return "\n".join(lines) + "\n"
        return "\n".join(map(self.name, self.policy.controllers)) if identity == contact_id(self.policy) else ""

    def table(self, identity: str) -> str:
        """A table of the privacy facts, as sentences with the ids of their facts."""
        if identity == "terms":
            return self.terms()
        if identity not in {*TABLES, "promises"}:
            return ""
        every = frozenset(statement.verb for clause in self.policy.clauses for statement in clause.statements)
        verbs = frozenset(TABLES[identity][0]) if identity in TABLES else every - TABLE_VERBS
        found = [(clause, self.statements(clause, verbs)) for clause in self.policy.clauses]
        if not any(lines for _, lines in found):
            return ""
        title = self.wording.interface["tables"][identity]
        lines = [f"{identity}: a table of the privacy facts, “{title}”."]
        for clause, stated in found:
            lines += ["", f"  clause {clause.id}", *stated] if stated else []
        return "\n".join(lines) + "\n"

    def terms(self) -> str:
        """The names the policy declares itself."""
        declared = {name: entry for name, entry in self.policy.names.items() if entry.origin == "policy"}
        labels = [f"  {name}: “{entry.labels[self.wording.locale].label}”" for name, entry in declared.items()]
        return "\n".join(["terms: the names that the policy declares itself.", "", *labels]) + "\n"

    # Names --------------------------------------------------------------------------------------

    def name(self, subject: str) -> str:
        """A name the policy uses: its label, its meaning, and the facts that use it."""
        entry = self.policy.names[subject]
        label = entry.labels[self.wording.locale]
        lines = [f"{subject}: a name of kind {entry.kind}, {'declared by the policy' if entry.origin == 'policy' else 'standard'}.", ""]
        lines += wrapped(f"“{label.label}”" + (f", also {', '.join(label.forms)}" if label.forms else ""), "  ", "    ")
        definition = entry.definitions.get(self.wording.locale)
        lines += wrapped(definition, "  ", "    ") if definition else []
        for title, names in (("stands for", entry.members), ("such as", entry.examples)):
            lines += wrapped(f"{title}: {', '.join(names)}", "  ", "    ") if names else []
        lines += [f"  falls under: {entry.parent}"] if entry.parent else []
        lines += [f"  {DPV}: {entry.iri} ({entry.match})"] if entry.iri else []
        using = {fact.id: clause.id for clause, _, fact in self.facts.values() if any(subject == _bare(name) for name in names_in(fact))}
        scoped = {clause.id for clause in self.policy.clauses if any(subject == _bare(n) for names in clause.scope.values() for n in names)}
        stated = [name for name in self.clauses if name in scoped or name in using.values()]
        lines += wrapped(f"stated in: {', '.join(stated)}", "  ", "    ") if stated else []
        lines += ["  facts that use it:", *(f"    {identity}" for identity in using)] if using else []
        return "\n".join(lines) + "\n"


def _bare(name: str) -> str:
    return name.partition(".")[0]


def _facts(policy: Policy) -> Iterator[tuple[Clause, Statement, Fact]]:
    for clause in policy.clauses:
        for statement in clause.statements:
            for fact in statement.facts:
                yield clause, statement, fact
