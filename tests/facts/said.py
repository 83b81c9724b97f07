"""What the compiled document (`notice.json`) says in one place: a fact, a declaration or a clause marked `@plain`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from checklist import Place
from click.testing import CliRunner

from plainly.cli import main
from plainly_dsl import facts
from plainly_dsl.parse import parse
from plainly_dsl.references import find
from plainly_dsl.source import Source
from plainly_dsl.syntax import Statement
from plainly_dsl.tables import verbs

Document = dict[str, Any]


class Said(NamedTuple):
    """`verb` is a verb, `@plain`, or the directive of a declaration (then `name` is what it declares)."""

    document: Document
    verb: str
    modality: str = "does"
    fact: Document | None = None
    clause: Document | None = None
    name: str = ""

    def at(self, *positions: str) -> set[str]:
        """Names in these positions of the fact: `objects`, or qualifiers."""
        if self.fact is None:
            return set()
        qualifiers = self.fact.get("qualifiers", {})
        return {
            name
            for position in positions
            for name in (self.fact.get("objects", ()) if position == "objects" else qualifiers.get(position, ()))
        }

    def situations(self, *positions: str) -> set[str]:
        """Names there, also those of conditions that only one clause has (`?name`)."""
        return {name.lstrip("?") for name in self.at(*positions)}

    def of_kind(self, kind: str, *positions: str) -> set[str]:
        return {name for name in self.at(*positions) if self.entry(name).get("kind") == kind}

    def positions(self) -> tuple[str, ...]:
        return ("objects", *(self.fact or {}).get("qualifiers", {}))

    def scope(self, position: str) -> tuple[str, ...]:
        """What the clause's own line says in this position."""
        return tuple((self.clause or {}).get("scope", {}).get(position, ()))

    def opened(self) -> set[str]:
        return set((self.fact or {}).get("open", ()))

    def all(self) -> set[str]:
        """All the names of the fact."""
        return self.at(*self.positions())

    def marks(self) -> set[str]:
        return set((self.fact or {}).get("marks", ()))

    def only(self) -> set[str]:
        return set((self.fact or {}).get("only", ()))

    def entry(self, name: str) -> Document:
        """The declaration or standard entry of a name; `desk-com.email` gives that of `desk-com`."""
        return self.document["names"].get(name.partition(".")[0], {})

    def contact(self, name: str) -> str:
        """The address behind `party.email`, `party.form`, `party.address` or a link."""
        value = self.entry(name).get(name.partition(".")[2] or "url", "")
        return value if isinstance(value, str) else ", ".join(value)

    def label(self, name: str) -> set[str]:
        """All the wordings of a name."""
        entry = self.entry(name).get("labels", {}).get(self.document["language"], {})
        return {entry["label"], *entry.get("forms", ())} if entry else set()

    def prose(self) -> str:
        return " ".join(" ".join(_text(self.document, self.clause or {})).split())

    def referenced(self) -> set[str]:
        """The names that the clause's prose refers to by `{name}`."""
        return _referenced(self.document, self.clause or {})


def clause_of(document: Document, identity: str) -> Document | None:
    return next((clause for clause in document["clauses"] if clause["id"] == identity), None)


def claims(document: Document, clauses: list[Document] | None = None) -> Iterator[Said]:
    """Every fact of the document, or of some of its clauses."""
    for clause in document["clauses"] if clauses is None else clauses:
        for statement in clause.get("statements", ()):
            for fact in statement["facts"]:
                yield Said(document, statement["verb"], statement["modality"], fact, clause)


def _text(document: Document, clause: Document) -> list[str]:
    """The clause's prose in the language that the policy is written in."""
    return list(clause.get("text", {}).get(document["language"], ()))


def _referenced(document: Document, clause: Document) -> set[str]:
    return {
        target.text.lower()
        for run in _text(document, clause)
        for reference in find(run)[0]
        if reference.kind == "name"
        for target in reference.targets
    }


def expanded(place: Place, document: Document, clause: Document) -> list[Document]:
    """The facts that a statement of the mapping stands for, with the identities the compiler gives them."""
    tree, problems = parse(Source("mapping", "@" + place.what.replace(" / ", "\n  ") + "\n"))  # `/`: a line below
    assert not problems, f"{place.what}: {problems}"
    (statement,) = tree.blocks
    assert isinstance(statement, Statement), place.what
    scope = facts.Scope({word: tuple(names) for word, names in clause.get("scope", {}).items()}, frozenset(clause.get("open", ())))
    modality = statement.modality.text if statement.modality else "does"
    verb = verbs()[statement.verb.text]

    def kind(name: str) -> str:
        return str(document["names"].get(name.partition(".")[0], {}).get("kind", ""))

    return [fact for line in facts.fact_lines(statement) for fact in facts.expand(line, verb, modality, scope, clause["id"], kind)]


def targets(place: Place, document: Document) -> list[Said]:
    """What the document says in the mapped place; empty where that place is gone."""
    directive, _, rest = place.what.partition(" ")
    if place.where == "header":
        known = directive == "@policy" or document["names"].get(rest, {}).get("kind") == directive[1:]
        return [Said(document, directive, name=rest)] if known else []
    clause = clause_of(document, place.where)
    if clause is None:
        return []
    if directive == "@plain":
        return [Said(document, "@plain", clause=clause, name=rest)] if rest in clause.get("plain", ()) else []
    wanted = {fact["id"] for fact in expanded(place, document, clause)}
    found = [said for said in claims(document, [clause]) if said.fact and said.fact["id"] in wanted]
    return found if len({said.fact["id"] for said in found if said.fact}) == len(wanted) else []


def around(said: Said) -> list[Said]:
    """The facts that use a declared name, with the sister facts of their lists; those of clauses whose prose refers to it."""
    names = {said.name, said.entry(said.name).get("stands_for", said.name)}
    return [
        claim
        for clause in said.document["clauses"]
        for statement in clause.get("statements", ())
        for claim in claims(said.document, [{**clause, "statements": [statement]}])
        if names & _parties(_referenced(said.document, clause)) or names & _parties(statement_names(statement))
    ]


def statement_names(statement: Document) -> set[str]:
    return {name for fact in statement["facts"] for names in (fact["objects"], *fact.get("qualifiers", {}).values()) for name in names}


def _parties(names: set[str]) -> set[str]:
    """`desk-com.email` is the name `desk-com`."""
    return {name.partition(".")[0] for name in names}


def same_words(literal: str, prose: str) -> bool:
    """Whether words occur in prose, as whole words, in either case of the first letter."""
    start = f"[{literal[0].lower()}{literal[0].upper()}]" if literal[0].isalpha() else re.escape(literal[0])
    return bool(re.search(rf"(?<!\w){start}{re.escape(literal[1:])}(?!\w)", re.sub(r"\{[^}]*\}|[\[\]]", "", prose)))


def compiled(policy: Path, folder: Path) -> Document:
    """The `notice.json` that a build writes for a policy."""
    result = CliRunner().invoke(main, ["build", str(policy), "--out", str(folder)])
    assert result.exit_code == 0, result.output
    notice: Document = json.loads((folder / policy.stem / "notice.json").read_text(encoding="utf-8"))
    return notice
