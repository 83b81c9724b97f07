"""Syntax trees → the policy document (plain JSON), with names bound and statements expanded to facts.

The document is the contract between language and compiler: `policy.schema.json` describes it, and another
front end may write it. It is always well formed; what could not be resolved is left out and reported, so
that later stages can go on and one run reports everything. `Resolved.places` tells for each part of the
document (a JSON pointer) where in the source it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from plainly_dsl.clauses import ClauseBuilder
from plainly_dsl.diagnostics import Diagnostic, Place, Related
from plainly_dsl.lookups import Layout
from plainly_dsl.names import Names
from plainly_dsl.properties import Problems, read_properties
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
)
from plainly_dsl.tables import DECLARABLE, HERE

FORMAT = "plainly-policy/1"
Document = dict[str, Any]


class Resolved(NamedTuple):
    """The policy document, where its parts stand (JSON pointer → place), and what is wrong.

    `broken` are clauses that lost a statement to a mistake.
    """

    document: Document
    places: dict[str, Place]
    problems: list[Diagnostic]
    broken: frozenset[str]


def languages() -> tuple[str, ...]:
    """Locales for which the vocabulary has labels."""
    return tuple(sorted(path.parent.name for path in (HERE / "locales").glob("*/names.tsv")))


def resolve(main: Tree, included: Iterable[Tree] = ()) -> Resolved:
    """One policy from its file and the files it includes."""
    return _Resolver(main, tuple(included)).run()


class _Resolver:
    def __init__(self, main: Tree, included: tuple[Tree, ...]) -> None:
        self.main = main
        self.included = included
        self.places: dict[str, Place] = {}
        self.problems: list[Diagnostic] = []
        self.header = next((b for b in main.blocks if isinstance(b, Declaration) and b.keyword.text == "policy"), None)

    def place(self, block: Block, word: Word | None = None) -> Place:
        if word is None:
            return Place(self.main.file, block.start, block.end)
        return Place(self.main.file, block.start + word.start, block.start + word.end)

    def problem(self, code: str, place: Place, suggestion: str = "", /, **args: str) -> None:
        self.problems.append(Diagnostic(code, place, args, suggestion))

    def run(self) -> Resolved:
        document, pending = self.policy_header()
        names = Names(document["language"])
        self.declarations(names)
        for reference in pending:
            kind = names.use(reference.name, reference.place)
            if kind and kind not in reference.kinds:
                args = {"name": reference.name, "kind": kind, "position": "the policy's header", "kinds": " or ".join(reference.kinds)}
                self.problems.append(Diagnostic("wrong-kind", reference.place, args))
        for field in ("controllers", "regimes", "silent"):
            document[field] = [name for name in document.get(field, ()) if names.kind(name)]
        nobody = not document["controllers"]
        document["controllers"] = document["controllers"] or ["unnamed"]  # its lack is reported already
        layout = Layout.of(self.main)
        builder = ClauseBuilder(self.main.file, names, layout, document["language"], self.places)
        self.body(builder)
        builder.finish()
        names.link()
        document["sections"] = builder.sections
        document["clauses"] = builder.clauses
        document["highlights"] = builder.groups
        document["waived"] = builder.waived
        document["names"] = names.document()
        for field in ("regimes", "silent", "sections", "clauses", "highlights", "waived"):
            if not document[field]:
                del document[field]
        for name, declared in names.declared.items():
            self.places[f"/names/{name}"] = declared.place
        self.problems += builder.problems + names.problems
        unread = self.unread_words(bool(builder.broken))
        self.problems += [d for d in names.unused(unread, self.prose()) if not (nobody and d.args["kind"] == "party")]
        return Resolved(document, self.places, self.problems, frozenset(builder.broken))

    def prose(self) -> str:
        """All the text that is published."""
        return "\n".join(block.text for block in self.main.blocks if isinstance(block, Prose))

    def unread_words(self, broken: bool) -> frozenset[str]:
        """Words of blocks that could not be read: names among them may be used after all."""
        unread = [
            b
            for b in self.main.blocks
            if isinstance(b, Junk) or (isinstance(b, Declaration) and b.broken) or (broken and isinstance(b, (Clause, Statement)))
        ]
        values = (v.text for b in self.main.blocks if isinstance(b, Declaration) for p in b.properties for v in p.values)
        apart = frozenset(word for text in values if " " in text for word in text.split())  # a comma is missing
        return apart | frozenset(word for b in unread for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", self.main.text[b.start : b.end]))

    def policy_header(self) -> tuple[Document, list[Any]]:
        document: Document = {"format": FORMAT, "id": "unnamed", "kind": "statement", "language": "en"}
        header = self.header
        if header is None or header.name is None:
            if not any(isinstance(block, Junk) and block.keyword == "policy" for block in self.main.blocks):
                self.problem("missing-policy", Place(self.main.file, 0, min(1, len(self.main.text))))
            return {**document, "title": {"en": "?"}, "effective": "not-stated"}, []
        problems = Problems(self.main.file, header.start)
        if header.label is not None:
            problems.add("label-on-policy", header.label, label=header.label.text)
        fields, pending = read_properties("policy", header, problems)
        self.problems += problems.found
        language = fields.get("language", "en")
        if language not in languages():
            word = next(value for prop in header.properties if prop.key.text == "language" for value in prop.values)
            problems.found.clear()
            problems.add("unknown-language", word, nearest(language, languages()), word=language, known=", ".join(languages()))
            self.problems += problems.found
            fields["language"] = language = "en"
        for text in ("title", "subtitle"):
            if text in fields:
                fields[text] = {language: fields[text]}
        fields.setdefault("title", {language: "?"})
        fields.setdefault("effective", "not-stated")
        document.update(fields)
        document["id"] = header.name.text
        self.places[""] = self.place(header, header.name)
        for prop in header.properties:
            self.places.setdefault(f"/{prop.key.text}", self.place(header, prop.key))
        return document, pending

    def declarations(self, names: Names) -> None:
        for tree in (*self.included, self.main):
            inside = tree is not self.main
            relabels = []
            for block in tree.blocks:
                if isinstance(block, Declaration):
                    if block.keyword.text in DECLARABLE:
                        names.declare(tree.file, block, included=inside)
                    elif block.keyword.text == "label":
                        relabels.append(block)
                        continue
                    elif inside or block.keyword.text == "translation":
                        self.misplaced(tree, block)
                elif (
                    inside and not isinstance(block, Junk) and not (isinstance(block, Remark) and block.keyword.text in {"note", "include"})
                ):
                    self.misplaced(tree, block)
            for block in relabels:
                names.relabel(tree.file, block)

    def misplaced(self, tree: Tree, block: Block) -> None:
        code = "included-text" if tree is not self.main else "translation-in-policy"
        end = min(block.end, block.start + 60)
        self.problem(code, Place(tree.file, block.start, end))

    def body(self, builder: ClauseBuilder) -> None:
        """The blocks in order; each goes to the builder's method for its kind."""
        seen_header = False
        for block in self.main.blocks:
            if isinstance(block, Heading):
                builder.heading(block)
            elif isinstance(block, Clause):
                builder.clause(block)
            elif isinstance(block, Prose):
                builder.prose(block)
            elif isinstance(block, Statement):
                builder.statement(block)
            elif isinstance(block, Remark):
                builder.remark(block)
            elif isinstance(block, Junk):
                builder.broken_clause()
            elif isinstance(block, Highlights):
                builder.highlights(block)
            elif isinstance(block, Declaration) and block.keyword.text == "policy":
                if seen_header:
                    first = Related(self.place(self.header), "the first one") if self.header else None
                    self.problems.append(Diagnostic("second-policy", self.place(block, block.keyword), {}, "", (first,) if first else ()))
                seen_header = True
