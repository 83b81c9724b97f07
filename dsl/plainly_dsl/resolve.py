"""Syntax trees → the policy document (plain JSON), with names bound and statements expanded to facts.

The document is the contract between language and compiler: `policy.schema.json` describes it, and another
front end may write it. It is always well formed; what could not be resolved is left out and reported, so
that later stages can go on and one run reports everything. `Resolved.places` tells for each part of the
document (a JSON pointer) where in the source it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from plainly_dsl.choices import Wishes, take_wishes
from plainly_dsl.clauses import ClauseBuilder
from plainly_dsl.diagnostics import Diagnostic, Place, Related
from plainly_dsl.lookups import Layout
from plainly_dsl.names import Names
from plainly_dsl.properties import WHEN_INCOMPLETE, Problems, read_properties
from plainly_dsl.standard import languages
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
from plainly_dsl.tables import DECLARABLE
from plainly_dsl.translate import Translator, check_header, locale_of, may_stand_beside_labels, source_of, unknown_language

FORMAT = "plainly-policy/1"
Document = dict[str, Any]


class Resolved(NamedTuple):
    """The policy document, where its parts stand (JSON pointer → place), and what is wrong.

    `broken` are clauses that lost a statement to a mistake; `translations` are the locales that have one, each with
    what the policy wants done while it is not complete; `trees` are the files of these translations; `wishes` is what
    the policy wants of its checks, which is no part of the document.
    """

    document: Document
    places: dict[str, Place]
    problems: list[Diagnostic]
    broken: frozenset[str]
    translations: dict[str, str]
    trees: dict[str, Tree]
    wishes: Wishes


def resolve(main: Tree, included: Iterable[Tree] = (), translations: Iterable[Tree] = ()) -> Resolved:
    """One policy from its file, the files it includes, and the translations of all of them."""
    return _Resolver(main, tuple(included), tuple(translations)).run()


def _language(head: Declaration) -> Word | None:
    """The language that an `@policy` or `@shared` says."""
    return next((Word(*value) for prop in head.properties if prop.key.text == "language" for value in prop.values), None)


class _Resolver:
    def __init__(self, main: Tree, included: tuple[Tree, ...], translations: tuple[Tree, ...]) -> None:
        self.main = main
        self.included = included
        self.translations = translations
        self.places: dict[str, Place] = {}
        self.problems: list[Diagnostic] = []
        self.shared: list[Tree] = []  # the translations of included files
        self.header = declaration_in(main, "policy")
        self.wishes = Wishes()

    def place(self, block: Block, word: Word | None = None) -> Place:
        if word is None:
            return Place(self.main.file, block.start, block.end)
        return Place(self.main.file, block.start + word.start, block.start + word.end)

    def problem(self, code: str, place: Place, suggestion: str = "", /, **args: str) -> None:
        self.problems.append(Diagnostic(code, place, args, suggestion))

    def run(self) -> Resolved:
        document, pending = self.policy_header()
        language = document["language"]
        choices: dict[str, str] = document.pop("translations", {})
        own = self.own_translations(document["id"], language)
        names = Names(language, tuple(sorted(own)))
        self.declarations(names)
        for reference in pending:
            kind = names.use(reference.name, reference.place)
            if kind and kind not in reference.kinds:
                args = {"name": reference.name, "kind": kind, "position": "the policy's header", "kinds": " or ".join(reference.kinds)}
                self.problems.append(Diagnostic("wrong-kind", reference.place, args))
        for field in ("controllers", "regimes", "silent"):
            document[field] = [name for name in document.get(field, ()) if names.kind(name)]
        for at, law in enumerate(document["regimes"]):
            self.places[f"/regimes/{at}"] = next(word.place for word in pending if word.name == law)
        nobody = not document["controllers"]
        document["controllers"] = document["controllers"] or ["unnamed"]  # its lack is reported already
        layout = Layout.of(self.main)
        builder = ClauseBuilder(self.main.file, names, layout, language, self.places)
        self.body(builder)
        builder.finish()
        document.update(sections=builder.sections, clauses=builder.clauses, highlights=builder.groups, waived=builder.waived)
        for tree in own.values():
            self.problems += Translator(tree, document, names, layout, self.places).run()
        self.written_nowhere(builder)
        names.link()
        self.problems += names.unlabelled(self.place(self.header) if self.header else Place(self.main.file, 0, 0))
        document["names"] = names.document()
        for field in ("regimes", "silent", "sections", "clauses", "highlights", "waived"):
            if not document[field]:
                del document[field]
        for name, declared in names.declared.items():
            self.places[f"/names/{name}"] = declared.place
        self.problems += builder.problems + names.problems
        unread = self.unread_words(bool(builder.broken))
        self.problems += [d for d in names.unused(unread, self.prose()) if not (nobody and d.args["kind"] == "party")]
        wanted = self.wanted(choices, own)
        return Resolved(document, self.places, self.problems, frozenset(builder.broken), wanted, own, self.wishes)

    def own_translations(self, identity: str, language: str) -> dict[str, Tree]:
        """The policy's translations by locale, and into `shared` those of shared files; reports files that cannot be one."""
        own: dict[str, Tree] = {}
        written = {Path(tree.file): head for tree in self.included if (head := declaration_in(tree, "shared"))}
        taken: dict[Path, dict[str, Tree]] = {path: {} for path in written}
        for tree in self.translations:
            path = Path(tree.file)
            source = path.with_name(f"{path.stem.partition('.')[0]}.policy")
            head = written.get(source)
            among = taken[source] if head else own
            if head:
                word = _language(head)
                found = check_header(tree, head.name.text if head.name else "", word.text if word else "", among)
            else:
                found = check_header(tree, identity, language, among)
            self.problems += found
            if not found and locale_of(tree) and source_of(tree) is not None:
                among[locale_of(tree)] = tree
        self.shared = [tree for trees in taken.values() for tree in trees.values()]
        return own

    def wanted(self, choices: dict[str, str], own: dict[str, Tree]) -> dict[str, str]:
        """What becomes of each translation while it is not complete; reports a language that is wanted and has no file."""
        if self.header is not None:
            values = [v for p in self.header.properties if p.key.text == "translations" for v in p.values]
            for value in values:
                locale, _, _ = value.text.partition(" ")
                if locale in choices and locale not in own:
                    self.without_file(locale, self.place(self.header, Word(*value)))
        return {locale: choices.get(locale, WHEN_INCOMPLETE[0]) for locale in own}

    def without_file(self, locale: str, place: Place) -> None:
        """Reports a language that the policy wants and has no translation into."""
        own = _language(self.header) if self.header else None
        if locale not in languages():
            self.problems.append(unknown_language(locale, place))
        elif self.header is not None and locale == (own.text if own else "en"):
            self.problem("translation-into-own-language", place, locale=locale)
        else:
            self.problem("translation-file-missing", place, locale=locale)

    def written_nowhere(self, builder: ClauseBuilder) -> None:
        """Reports clauses for one region that neither the policy nor a translation has text for."""
        for clause in builder.clauses:
            if clause["id"] in builder.elsewhere and not clause["text"]:
                self.problem("clause-without-text", self.places[builder.elsewhere[clause["id"]]], name=clause["id"])

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
        self.wishes, refused = take_wishes(fields)
        for one in refused:
            problems.add(one.code, one.at, one.suggestion, **one.args)
        self.problems += problems.found
        language = fields.get("language", "en")
        if language not in languages():
            self.problems.append(unknown_language(language, self.place(header, _language(header))))
            fields["language"] = language = "en"
        for text in ("title", "subtitle", "source"):
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
            language = self.shared_language(tree) if inside else ""
            relabels = []
            for block in tree.blocks:
                if isinstance(block, Declaration):
                    if block.keyword.text in DECLARABLE:
                        names.declare(tree.file, block, included=inside, language=language)
                    elif block.keyword.text == "label":
                        relabels.append(block)
                        continue
                    elif block.keyword.text == "shared" and inside:
                        continue
                    elif inside or block.keyword.text in {"translation", "shared"}:
                        self.misplaced(tree, block)
                elif (
                    inside and not isinstance(block, Junk) and not (isinstance(block, Remark) and block.keyword.text in {"note", "include"})
                ):
                    self.misplaced(tree, block)
            for block in relabels:
                names.relabel(tree.file, block)
        for tree in self.shared:
            self.shared_labels(tree, names)

    def shared_language(self, tree: Tree) -> str:
        """The language an included file is written in: that of its `@shared`, else the policy's own."""
        head = declaration_in(tree, "shared")
        if head is None:
            return ""
        problems = Problems(tree.file, head.start)
        read_properties("shared", head, problems)
        self.problems += problems.found
        word = _language(head)
        if word and word.text not in languages():
            self.problems.append(unknown_language(word.text, problems.place(word)))
            return ""
        return word.text if word else ""

    def shared_labels(self, tree: Tree, names: Names) -> None:
        """The labels of an included file in one of the policy's languages."""
        for block in tree.blocks:
            if isinstance(block, Declaration) and block.keyword.text == "label":
                if locale_of(tree) in names.locales:
                    names.relabel(tree.file, block, locale_of(tree))
            elif not may_stand_beside_labels(block):
                self.misplaced(tree, block)

    def misplaced(self, tree: Tree, block: Block) -> None:
        """A block that cannot stand in its file."""
        word = block.keyword.text if isinstance(block, Declaration) else ""
        code = "included-text" if tree is not self.main else "shared-in-policy" if word == "shared" else "translation-in-policy"
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
