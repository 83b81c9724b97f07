"""A translation's syntax tree → text of the policy document in another language. It adds words, never facts.

A translation holds what people read: titles, labels, the clauses' text, highlight lines, headings of the summary's
groups. Each is found by the id it has in the policy; what is missing here, a later stage decides.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plainly_dsl.diagnostics import Diagnostic, Place, Related
from plainly_dsl.lookups import Layout, Lookups
from plainly_dsl.names import Names
from plainly_dsl.properties import Problems, read_properties
from plainly_dsl.standard import languages
from plainly_dsl.suggest import nearest
from plainly_dsl.syntax import (
    Block,
    Clause,
    Declaration,
    Heading,
    Highlights,
    Junk,
    Prose,
    Remark,
    Statement,
    Tree,
    Word,
    declaration_in,
)

Document = dict[str, Any]
#: Directives that may stand in a translation.
TEXT_ONLY = frozenset({"translation", "label", "highlight", "note"})


def header(tree: Tree) -> Declaration | None:
    """The `@translation` of a file."""
    return declaration_in(tree, "translation")


def locale_of(tree: Tree) -> str:
    """The locale a translation's first line says, "" where it says none."""
    head = header(tree)
    return head.name.text if head and head.name else ""


def source_of(tree: Tree) -> Word | None:
    """The policy or shared file that a translation belongs to."""
    head = header(tree)
    values = [value for prop in head.properties if prop.key.text == "of" for value in prop.values] if head else []
    return Word(*values[0]) if values else None


class Translator:
    """Sets one translation's text into the document; `places` takes where each part stands."""

    def __init__(self, tree: Tree, document: Document, names: Names, layout: Layout, places: dict[str, Place]) -> None:
        self.tree = tree
        self.locale = locale_of(tree)
        self.document = document
        self.names = names
        self.places = places
        self.look = Lookups(tree.file, names, layout)
        self.problems, self.problem, self.at = self.look.problems, self.look.problem, self.look.at
        self.sections = {section["id"]: number for number, section in enumerate(document["sections"])}
        self.clauses = {clause["id"]: number for number, clause in enumerate(document["clauses"])}
        self.groups = {group["id"]: number for number, group in enumerate(document["highlights"])}
        self.current: int | None = None  # number of the open clause
        self.unknown = False  # the open clause is none of the policy's: reported already
        self.lines = 0  # highlight lines of the open clause
        self.met: dict[str, Place] = {}
        self.last = -1  # rank of the last section or clause

    def run(self) -> list[Diagnostic]:
        """Takes all blocks in order; gives what is wrong with them."""
        for block in self.tree.blocks:
            word = _fact(block)
            if word is not None:
                text = "@" * (word.start == 1) + word.text
                place = Place(self.tree.file, block.start + word.start - (word.start == 1), block.start + word.end)
                self.problem("facts-in-translation", place, word=text)
            if isinstance(block, Declaration):
                self.declaration(block)
            elif isinstance(block, Heading):
                self.heading(block)
            elif isinstance(block, Clause):
                self.clause(block)
            elif isinstance(block, Prose):
                self.prose(block)
            elif isinstance(block, Remark) and block.keyword.text == "highlight":
                self.highlight(block)
            elif isinstance(block, Highlights):
                self.highlights(block)
        return self.problems

    def put(self, pointer: str, texts: Document, text: Any, place: Place) -> None:
        """One text in its place of the document."""
        texts[self.locale] = text
        self.places[f"{pointer}/{self.locale}"] = place

    def known(self, identity: str, among: dict[str, int], what: str, place: Place) -> int | None:
        """The number of a section, clause or group of the policy; None (reported) where it has none or the id came before."""
        if identity not in among and identity not in self.met:
            self.problem("not-in-source", place, nearest(identity, among), name=identity, what=what)
            return None
        return None if self.repeated(identity, identity, place) else among[identity]

    def repeated(self, key: str, identity: str, place: Place) -> bool:
        """Whether a part came before (reported)."""
        if key in self.met:
            first = Related(self.met[key], "first used here")
            self.problems.append(Diagnostic("duplicate-id", place, {"name": identity}, "", (first,)))
            return True
        self.met[key] = place
        return False

    def in_order(self, rank: int, identity: str, place: Place) -> None:
        """Sections and clauses come in the policy's own order."""
        if rank < self.last:
            self.problem("translation-order", place, name=identity)
        self.last = max(self.last, rank)

    # One method a kind of block ---------------------------------------------------------------

    def declaration(self, block: Declaration) -> None:
        if block.keyword.text == "label":
            place = self.names.relabel(self.tree.file, block, self.locale)
            if place and block.name:
                self.places[f"/names/{block.name.text}/labels/{self.locale}"] = place
        elif block.keyword.text == "translation" and block is not header(self.tree):
            self.problem("second-translation", self.at(block, block.keyword))
        elif block.keyword.text == "translation":
            problems = Problems(self.tree.file, block.start)
            fields, _ = read_properties("translation", block, problems)
            self.problems += problems.found
            for prop in block.properties:
                key = prop.key.text
                if key in fields and key != "of":
                    if key in self.document:
                        self.put(f"/{key}", self.document[key], fields[key], self.at(block, prop.key))
                    else:
                        self.problem("not-in-source", self.at(block, prop.key), name=key, what="line")

    def heading(self, block: Heading) -> None:
        self.close()
        if block.id is None:
            return  # its lack is reported already
        place = self.at(block, block.id)
        number = self.known(block.id.text, self.sections, "section", place)
        if number is not None:
            section = self.document["sections"][number]
            if block.level != section["level"]:
                self.problem("translation-level", place, name=block.id.text, expected="#" * section["level"])
            self.in_order(self.rank(section["id"]), block.id.text, place)
            self.put(f"/sections/{number}/title", section["title"], block.title.text, self.at(block, block.title))
        self.look.read(block.title.text, self.at(block, block.title), inline=True)

    def rank(self, section: str, clause: int = -1) -> int:
        """Where a section, or a clause in it, comes in the policy."""
        return self.sections.get(section, 0) * (len(self.clauses) + 1) + clause + 1

    def clause(self, block: Clause) -> None:
        self.close()
        self.unknown = True
        if not block.id.text:
            return
        place = self.at(block, block.id)
        number = self.known(block.id.text, self.clauses, "clause", place)
        if number is not None:
            self.current, self.unknown, self.lines = number, False, 0
            self.in_order(self.rank(self.document["clauses"][number]["section"], number), block.id.text, place)

    def close(self) -> None:
        self.current, self.unknown = None, False
        self.look.conditions, self.look.defined = {}, {}

    def prose(self, block: Prose) -> None:
        place = Place(self.tree.file, block.start, block.end)
        if self.current is not None:
            pointer = f"/clauses/{self.current}/text/{self.locale}"
            runs = self.document["clauses"][self.current]["text"].setdefault(self.locale, [])
            self.places.setdefault(pointer, place)
            self.places[f"{pointer}/{len(runs)}"] = place
            runs.append(block.text)
        elif not self.unknown:
            self.problem("text-outside-clause", Place(self.tree.file, block.start, min(block.end, block.start + 60)))
        self.look.read(block.text, place)

    def highlight(self, block: Remark) -> None:
        place = self.at(block, block.text)
        if self.current is None:
            if not self.unknown:
                self.problem("statement-outside-clause", place)
            return
        clause = self.document["clauses"][self.current]
        lines = clause.get("highlights", ())
        text = " ".join(block.text.text.split())
        if text == "= prose":
            text = " ".join(" ".join(clause["text"].get(self.locale, ())).split())
            if not text:
                self.problem("highlight-without-prose", place)
                return
        else:
            self.look.read(block.text.text, place, inline=True)
        if self.lines < len(lines):
            self.put(f"/clauses/{self.current}/highlights/{self.lines}", lines[self.lines], text, place)
        else:
            self.problem("extra-highlight", place, name=clause["id"], count=str(len(lines)))
        self.lines += 1

    def highlights(self, block: Highlights) -> None:
        self.close()
        for group in block.groups:
            place = self.at(block, group.id)
            number = self.groups.get(group.id.text)
            if number is None:
                self.problem("not-in-source", place, nearest(group.id.text, self.groups), name=group.id.text, what="group of the summary")
                continue
            if self.repeated(f"group {group.id.text}", group.id.text, place):
                continue
            entry = self.document["highlights"][number]
            same = [[word.text for word in words] for words in group.entries] in ([], entry["clauses"])
            if not same or (group.more and group.more.text[1:] != entry.get("more")):
                self.problem("facts-in-translation", self.at(block, group.entries[0][0] if not same else group.id), word=group.id.text)
            self.put(f"/highlights/{number}/title", entry["title"], group.heading.text, self.at(block, group.heading))


def unknown_language(word: str, place: Place) -> Diagnostic:
    """`unknown-language` for a locale that there is none of."""
    return Diagnostic("unknown-language", place, {"word": word, "known": ", ".join(languages())}, nearest(word, languages()))


def check_header(tree: Tree, identity: str, language: str, taken: dict[str, Tree]) -> list[Diagnostic]:
    """What is wrong with a translation's first line: nothing of the file can be used then.

    `identity` and `language` are those of the policy, `taken` the translations before this one.
    """
    head, locale, of = header(tree), locale_of(tree), source_of(tree)
    if head is None or not locale or of is None:
        if (head and head.broken) or any(isinstance(block, Junk) and block.keyword == "translation" for block in tree.blocks):
            return []  # reported already
        return [Diagnostic("translation-without-header", Place(tree.file, 0, min(1, len(tree.text))), {"name": identity})]
    name = head.name or of
    place = Place(tree.file, head.start + name.start, head.start + name.end)
    expected = Path(tree.file).stem.partition(".")[2]
    if of.text != identity:
        at = Place(tree.file, head.start + of.start, head.start + of.end)
        return [Diagnostic("translation-of-other", at, {"name": of.text, "expected": identity}, identity)]
    if locale not in languages():
        return [unknown_language(locale, place)]
    if locale == language:
        return [Diagnostic("translation-into-own-language", place, {"locale": locale})]
    if locale in taken:
        first = Related(Place(taken[locale].file, 0, 1), "the first one")
        return [Diagnostic("translation-twice", place, {"locale": locale}, "", (first,))]
    if locale != expected:
        return [Diagnostic("translation-locale-differs", place, {"locale": locale, "expected": expected})]
    return []


def may_stand_beside_labels(block: Block) -> bool:
    """Whether a block may stand in the translation of a shared file, beside its labels."""
    if isinstance(block, Declaration):
        return block.keyword.text == "translation"
    return isinstance(block, Junk) or (isinstance(block, Remark) and block.keyword.text == "note")


def _fact(block: Block) -> Word | None:
    """The word by which a block of a translation would state something, None for text."""
    if isinstance(block, Statement):
        return block.modality or block.verb
    if isinstance(block, Clause):
        words = [*(qualifier.word for qualifier in block.scope.qualifiers), *block.scope.marks]
        return words[0] if words else None
    if isinstance(block, (Declaration, Remark)) and block.keyword.text not in TEXT_ONLY:
        return block.keyword
    return None
