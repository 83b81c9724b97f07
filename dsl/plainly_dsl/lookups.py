"""Looking up what statements and prose refer to: names, contact points, sections, tables, conditions."""

from __future__ import annotations

from typing import NamedTuple

from plainly_dsl import prose
from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.names import POLICY_VALUES, Names
from plainly_dsl.references import Reference, Target
from plainly_dsl.standard import entries
from plainly_dsl.suggest import nearest
from plainly_dsl.syntax import Block, Clause, Heading, Text, Tree, Word

TABLES = ("collected", "uses", "sharing", "transfers", "retention", "rights", "choices", "cookies", "protection")


def names_a_duty(word: str) -> bool:
    """Whether a word may be the id of a duty: such ids begin with the name of their law (`gdpr-13-1-a`)."""
    return any(entry.kind == "law" and word.startswith(f"{law}-") for law, entry in entries().items())


class Layout(NamedTuple):
    """Ids of a file's sections and clauses, known before the first reference is looked up.

    `lost_section` and `lost_clause`: one lacks its id, which a reference that leads nowhere may mean.
    """

    sections: frozenset[str]
    clauses: frozenset[str]
    lost_section: bool
    lost_clause: bool

    @classmethod
    def of(cls, tree: Tree) -> Layout:
        """All ids, whether or not their blocks turn out well."""
        headings = [b.id.text if b.id else "" for b in tree.blocks if isinstance(b, Heading)]
        clauses = [b.id.text for b in tree.blocks if isinstance(b, Clause)]
        return cls(frozenset(filter(None, headings)), frozenset(filter(None, clauses)), "" in headings, "" in clauses)


class Lookups:
    """Resolves references of one file and reports those that lead nowhere.

    `conditions` are the `?x` that the open clause's statements use, `defined` those that its prose defines.
    """

    def __init__(self, file: str, names: Names, layout: Layout) -> None:
        self.file = file
        self.names = names
        self.layout = layout
        self.problems: list[Diagnostic] = []
        self.conditions: dict[str, Place] = {}
        self.defined: dict[str, Place] = {}

    def problem(self, code: str, place: Place, suggestion: str = "", /, **args: str) -> None:
        self.problems.append(Diagnostic(code, place, args, suggestion))

    def at(self, block: Block, word: Word | Text) -> Place:
        return Place(self.file, block.start + word.start, block.start + word.end)

    def fits(self, block: Block, word: Word, kinds: dict[str, str], where: str) -> bool:
        """Whether a name exists and its kind fits; uses it."""
        text, place = word.text, self.at(block, word)
        if text.startswith("#"):
            return self.section_fits(text, place, kinds, where)
        if text.startswith("?"):
            kind = "situation"
            if kind in kinds:
                self.conditions.setdefault(text, place)
        elif "." in text:
            if self.names.contact(text) is None:
                self.problem("unknown-contact", place, name=text, party=text.split(".")[0], point=text.split(".")[1])
                return False
            kind = self.names.use(text.split(".")[0], place)
        else:
            kind = self.names.use(text, place)
        if where == "“for”" and kind in {"subject", "party"}:
            self.problem("person-after-for", place, name=text)
            return False
        if kind and kind not in kinds:
            listed = " or ".join(sorted(kinds))
            self.problem("wrong-kind", place, self.of_kind(text, kinds), name=text, kind=kind, position=where, kinds=listed)
            return False
        return bool(kind)

    def of_kind(self, name: str, kinds: dict[str, str]) -> str:
        """A name near `name` whose kind does fit, if it is very near."""
        near = nearest(name, (n for n in self.names.declared if n != name and self.names.kind(n) in kinds))
        return near if near.rstrip("s") == name.rstrip("s") else ""

    def section_fits(self, text: str, place: Place, kinds: dict[str, str], where: str) -> bool:
        if "section" not in kinds:
            self.problem("wrong-kind", place, name=text, kind="section", position=where, kinds=" or ".join(sorted(kinds)))
            return False
        return self.section_exists(text[1:], place)

    def section_exists(self, identity: str, place: Place) -> bool:
        if identity in self.layout.sections or identity in self.layout.clauses:
            return True
        near = nearest(identity, self.layout.sections | self.layout.clauses)
        if not near and (self.layout.lost_section or self.layout.lost_clause):
            return False
        self.problem("unknown-section", place, near and f"#{near}", name=f"#{identity}")
        return False

    def read(self, text: str, place: Place, *, inline: bool = False) -> None:
        """Reports what is wrong in a run of prose, and looks its references up."""
        reading = prose.read(text)
        for slip in reading.slips:
            where = Place(self.file, place.start + slip.start, place.start + slip.end)
            self.problem(slip.code, where, slip.suggestion, **slip.args)
        for reference in reading.references:
            self.reference(reference, place, inline=inline)

    def reference(self, reference: Reference, place: Place, *, inline: bool) -> None:
        where = Place(self.file, place.start + reference.start, place.start + reference.end)
        if inline and reference.kind in {"facts", "table"}:
            self.problem("block-in-text", where)
        for target in reference.targets:
            at = Place(self.file, place.start + target.start, place.start + target.end)
            if reference.kind == "section" or target.text.startswith("#"):
                self.section_exists(target.text[1:], at)
            elif reference.kind == "table":
                if target.text not in TABLES:
                    self.problem("unknown-table", at, nearest(target.text, TABLES), name=target.text, known=", ".join(TABLES))
            elif reference.kind == "name":
                self.name_reference(target, at)

    def name_reference(self, target: Target, at: Place) -> None:
        text = target.text
        party, _, point = text.partition(".")
        if text.startswith("?"):
            if text in self.defined:
                self.problem("duplicate-name", at, name=text)
            self.defined[text] = at
        elif party == "policy" and point:
            if point not in POLICY_VALUES:
                self.problem("unknown-contact", at, nearest(point, POLICY_VALUES), name=text, party=party, point=point)
        elif point:
            if self.names.contact(text) is None:
                self.problem("unknown-contact", at, name=text, party=party, point=point)
            else:
                self.names.use(party, at)
        else:
            self.names.use(text, at)
