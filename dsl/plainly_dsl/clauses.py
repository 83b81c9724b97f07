"""Builds the document's sections, clauses and highlights, block by block."""

from __future__ import annotations

from typing import Any

from plainly_dsl import facts
from plainly_dsl.blocks import indented_directives
from plainly_dsl.diagnostics import Diagnostic, Place, Related
from plainly_dsl.diagnostics.catalogue import entries
from plainly_dsl.facts import Scope
from plainly_dsl.lookups import Layout, Lookups, names_a_duty
from plainly_dsl.names import Names
from plainly_dsl.suggest import nearest
from plainly_dsl.syntax import Block, Clause, FactLine, Heading, Highlights, Prose, Remark, Statement, Word, words_of
from plainly_dsl.tables import PLAIN_KINDS, marks, qualifiers, verbs

Document = dict[str, Any]
KINDS = {kind: "" for row in qualifiers().values() for kind in row.kinds}
CLAUSE_QUALIFIERS = ("for", "in", "under", "when", "using", "via")


class ClauseBuilder:
    """Takes the blocks of a policy in order; `sections`, `clauses` and `groups` are the result."""

    def __init__(self, file: str, names: Names, layout: Layout, language: str, places: dict[str, Place]) -> None:
        self.file = file
        self.look = Lookups(file, names, layout)
        self.language = language
        self.places = places
        self.problems, self.problem, self.at = self.look.problems, self.look.problem, self.look.at
        self.sections: list[Document] = []
        self.clauses: list[Document] = []
        self.groups: list[Document] = []
        self.waived: list[Document] = []
        self.current: Document | None = None
        self.scope = Scope({})
        self.stated: set[str] = set()  # identities of the open clause's facts
        self.level = 0
        self.ids: dict[str, Place] = {}
        self.broken: set[str] = set()  # clauses that lost a statement or a line of the summary to a mistake
        self.elsewhere: dict[str, str] = {}  # clauses for one region without text of their own → their pointer: a translation has it
        self.orphaned = False  # text or statements without a clause were reported for this section

    def first_line(self, block: Block, length: int = 60) -> Place:
        return Place(self.file, block.start, min(block.end, block.start + length))

    def pointer(self) -> str:
        return f"/clauses/{len(self.clauses) - 1}"

    def claim(self, identity: str, place: Place) -> None:
        """Sections and clauses share one set of ids, since ids are the anchors."""
        if identity in self.ids:
            first = Related(self.ids[identity], "first used here")
            self.problems.append(Diagnostic("duplicate-id", place, {"name": identity}, "", (first,)))
        else:
            self.ids[identity] = place

    # Blocks -----------------------------------------------------------------------------------

    def heading(self, block: Heading) -> None:
        self.close_clause()
        if block.level > self.level + 1:
            self.problem("heading-level-skipped", self.first_line(block), level="#" * block.level, expected="#" * (self.level + 1))
        self.level = block.level
        place = self.at(block, block.id or block.title)
        identity = block.id.text if block.id else f"section-{len(self.sections) + 1}"  # its lack is reported already
        if block.id:
            self.claim(identity, place)
        self.places[f"/sections/{len(self.sections)}"] = place
        self.places[f"/sections/{len(self.sections)}/title/{self.language}"] = self.at(block, block.title)
        self.look.read(block.title.text, self.at(block, block.title), inline=True)
        self.sections.append({"id": identity, "level": block.level, "title": {self.language: block.title.text}})

    def clause(self, block: Clause) -> None:
        self.close_clause()
        place = self.at(block, block.id) if block.id.text else self.first_line(block, len("@clause"))
        identity = block.id.text or f"clause-{len(self.clauses) + 1}"  # its lack is reported already
        if block.id.text:
            self.claim(identity, place)
        if not self.sections:
            self.problem("clause-outside-section", place)
        self.scope = self.clause_scope(block)
        self.stated = set()
        self.current = {"id": identity, "section": self.sections[-1]["id"] if self.sections else "", "text": {self.language: []}}
        if self.scope.qualifiers:
            self.current["scope"] = {word: list(names) for word, names in sorted(self.scope.qualifiers.items())}
        if self.scope.open:
            self.current["open"] = sorted(self.scope.open)
        self.clauses.append(self.current)
        if block.scope.broken:
            self.broken_clause()
        self.places[self.pointer()] = place

    def clause_scope(self, block: Clause) -> Scope:
        result: dict[str, tuple[str, ...]] = {}
        examples: set[str] = set()
        for qualifier in block.scope.qualifiers:
            word = qualifier.word.text
            if word not in CLAUSE_QUALIFIERS:
                self.problem("not-on-clause", self.at(block, qualifier.word), word=word)
                continue
            if qualifier.only:
                self.problem("not-on-clause", self.at(block, qualifier.word), word="only")
            persons = word == "for"
            kinds = {"subject": "", "party": ""} if persons else qualifiers()[word].kinds
            good = [name.text for name in words_of(qualifier.values) if self.look.fits(block, name, kinds, "the clause line")]
            if good:
                result["of" if persons else word] = tuple(good)
                examples |= {"of" if persons else word} if any(names.example for names in qualifier.values) else set()
        for mark in block.scope.marks:
            self.problem("not-on-clause", self.at(block, mark), word=mark.text)
        return Scope(result, frozenset(examples))

    def statement(self, block: Statement) -> None:
        if not self.inside(block):
            return
        verb = verbs()[block.verb.text]
        modality = block.modality.text if block.modality else "does"
        expanded: list[Document] = []
        for line in facts.fact_lines(block):
            if not self.sound(block, line, verb.word):
                continue
            if facts.count(line) > facts.MOST_FACTS:
                args = {"count": str(facts.count(line)), "limit": str(facts.MOST_FACTS)}
                self.problem("too-many-facts", self.first_line(block), **args)
                continue
            expanded += facts.expand(line, verb, modality, self.scope, self.current["id"] if self.current else "", self.look.names.kind)
        if not expanded:
            self.broken_clause()
        elif self.current is not None:
            statements = self.current.setdefault("statements", [])
            pointer = f"{self.pointer()}/statements/{len(statements)}"
            self.places[pointer] = Place(self.file, block.start, block.end)
            for line in block.lines:
                for _, word in facts.all_words(line):
                    self.places.setdefault(f"{pointer}/{word.text.partition('.')[0]}", self.at(block, word))
            self.twice(block, expanded)
            statements.append({"verb": verb.word, "modality": modality, "facts": expanded})

    def broken_clause(self) -> None:
        """Notes that a statement of the open clause was lost to a mistake: its lack is no second mistake."""
        if self.current is not None:
            self.broken.add(self.current["id"])

    def twice(self, block: Statement, expanded: list[Document]) -> None:
        """Reports facts the clause states already."""
        identities = [fact["id"] for fact in expanded]
        if self.stated.intersection(identities) or len(set(identities)) < len(identities):
            self.problem("said-twice", self.first_line(block), verb=block.verb.text)
        self.stated.update(identities)

    def sound(self, block: Statement, line: FactLine, verb: str) -> bool:
        """Whether every name of a line exists and fits its place; reports each that does not."""
        row, good = verbs()[verb], bool(line.objects)
        if not good:
            self.problem("missing-object", self.at(block, block.verb), verb=verb, kinds=" or ".join(sorted(row.objects)))
            if not block.lines[0].objects and not line.qualifiers:
                return False
        strange: set[str] = set()
        groups: dict[str, str] = {}
        for mark in line.marks:
            other = groups.setdefault(marks()[mark.text], mark.text)
            if other != mark.text:
                self.problem("conflicting-words", self.at(block, mark), word=mark.text, other=other)
                good = False
        for qualifier in line.qualifiers:
            if qualifier.word.text not in row.qualifiers:
                strange.add(qualifier.word.text)
                known = ", ".join(sorted(row.qualifiers))
                self.problem("qualifier-not-allowed", self.at(block, qualifier.word), word=qualifier.word.text, verb=verb, known=known)
                good = False
        for position, word in facts.all_words(line):
            if position in strange:  # only whether the names exist
                self.look.fits(block, word, KINDS, "")
                continue
            kinds = qualifiers()[position].kinds if position else dict.fromkeys(row.objects, "")
            good = self.look.fits(block, word, kinds, f"“{position or verb}”") and good
        return good

    def inside(self, block: Block) -> bool:
        """Whether a clause is open; reports a block that stands in none, once a section."""
        if self.current is not None:
            return True
        if not self.orphaned:
            code = "text-outside-clause" if isinstance(block, Prose) else "statement-outside-clause"
            self.problem(code, self.first_line(block))
            self.orphaned = isinstance(block, Prose)
        return False

    def prose(self, block: Prose) -> None:
        place = Place(self.file, block.start, block.end)
        if self.inside(block) and self.current is not None:
            if next(indented_directives(block.text), None):
                self.broken_clause()
            runs = self.current["text"][self.language]
            self.places[f"{self.pointer()}/text/{self.language}/{len(runs)}"] = place
            runs.append(block.text)
        self.look.read(block.text, place)

    def remark(self, block: Remark) -> None:
        word = block.keyword.text
        if word in {"note", "include"} or (word != "waive" and not self.inside(block)):
            return
        if word == "plain" and self.current is not None:
            self.plain(block)
        elif word == "highlight" and self.current is not None:
            self.highlight(block, self.current)
        elif word == "acknowledge" and self.current is not None:
            self.acknowledge(block, self.current)
        elif word == "waive" and block.subject:
            self.places[f"/waived/{len(self.waived)}"] = self.at(block, block.subject)
            self.waived.append({"duty": block.subject.text, "because": " ".join(block.text.text.split())})

    def acknowledge(self, block: Remark, clause: Document) -> None:
        """A finding that the source really contains: a code of the catalogue, or the id of a duty that is not met."""
        if block.subject is None:
            return
        code, place = block.subject.text, self.at(block, block.subject)
        if code not in entries() and not names_a_duty(code):
            self.problem("unknown-code", place, nearest(code, entries()), word=code)
            return
        acknowledged = clause.setdefault("acknowledged", [])
        self.places[f"{self.pointer()}/acknowledged/{len(acknowledged)}"] = place
        acknowledged.append({"code": code, "because": " ".join(block.text.text.split())})

    def plain(self, block: Remark) -> None:
        words = block.text.text.replace(",", " ").split()
        for word in words:
            if word not in PLAIN_KINDS:
                known = ", ".join(PLAIN_KINDS)
                self.problem("unknown-plain", self.at(block, block.text), nearest(word, PLAIN_KINDS), word=word, known=known)
        if self.current is not None:
            self.current["plain"] = [*self.current.get("plain", ()), *(w for w in words if w in PLAIN_KINDS)]

    def highlight(self, block: Remark, clause: Document) -> None:
        entries = clause.setdefault("highlights", [])
        text, place = " ".join(block.text.text.split()), self.at(block, block.text)
        self.places[f"{self.pointer()}/highlights/{len(entries)}"] = place
        if text == "= prose":
            text = " ".join(" ".join(clause["text"][self.language]).split())
            if not text:
                self.problem("highlight-without-prose", place)
                return
        else:
            self.look.read(block.text.text, place, inline=True)
        entries.append({self.language: text})

    def highlights(self, block: Highlights) -> None:
        self.close_clause()
        self.broken |= self.look.layout.clauses.intersection(block.unread)
        for group in block.groups:
            self.places[f"/highlights/{len(self.groups)}"] = self.at(block, group.id)
            entries = [list(filter(None, (self.clause_of(block, word) for word in entry))) for entry in group.entries]
            result: Document = {"id": group.id.text, "title": {self.language: group.heading.text}, "clauses": [e for e in entries if e]}
            if group.more and self.look.section_exists(group.more.text[1:], self.at(block, group.more)):
                result["more"] = group.more.text[1:]
            self.groups.append(result)

    def clause_of(self, block: Highlights, word: Word) -> str:
        """The clause a group names; where there is none, the one that may be meant, or ""."""
        clauses = self.look.layout.clauses
        if word.text in clauses:
            return word.text
        near = nearest(word.text, clauses)
        if near or not self.look.layout.lost_clause:
            self.problem("unknown-clause", self.at(block, word), near, name=word.text)
        return near

    # Prose ------------------------------------------------------------------------------------

    def close_clause(self) -> None:
        """Reports what a finished clause lacks."""
        clause, self.current, self.orphaned = self.current, None, False
        if clause is not None:
            if self.look.defined:
                clause["conditions"] = [name[1:] for name in self.look.defined]
            unused = set(self.look.defined) - set(self.look.conditions)
            for name, where in self.look.conditions.items():
                if name not in self.look.defined:
                    near = nearest(name, sorted(unused))
                    unused.discard(near)
                    self.problem("undefined-condition", where, near, name=name)
            for name in sorted(unused) if clause["id"] not in self.broken else ():
                self.problem("unused-condition", self.look.defined[name], name=name)
            if not clause["text"][self.language]:
                self.without_text(clause)
        self.look.conditions, self.look.defined = {}, {}

    def without_text(self, clause: Document) -> None:
        """A clause for one region may be written in that region's translation only; any other needs text here."""
        if "in" in clause.get("scope", {}):
            self.elsewhere[clause["id"]] = self.pointer()
            clause["text"] = {}
        else:
            self.problem("clause-without-text", self.places[self.pointer()], name=clause["id"])

    def finish(self) -> None:
        """To be called after the last block."""
        self.close_clause()
