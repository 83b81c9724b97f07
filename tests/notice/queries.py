"""How tests ask notices, and what the answers should be: told from the policy documents, independently of the graph."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from cases import REAL
from plainly.notice.cli import query

POLICIES = [path.stem for path in REAL]
Document = dict[str, Any]
Fact = tuple[str, str, Document]


def ask(*arguments: object, code: int = 0, text: str | None = None, width: int = 160) -> Result:
    """Runs the command; its exit code is checked."""
    result = CliRunner(env={"COLUMNS": str(width)}).invoke(query, [str(each) for each in arguments], input=text)
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def rows(*arguments: object) -> list[Document]:
    """The answers as objects."""
    found = json.loads(ask(*arguments, "--format", "json").stdout)
    assert isinstance(found, list)
    return found


# The policy documents, independently of the graph ---------------------------------------------------


class Policy:
    """What notice.json says."""

    def __init__(self, path: Path) -> None:
        self.document: Document = json.loads(path.read_text(encoding="utf-8"))
        self.names: Document = self.document["names"]

    def kind(self, name: str) -> str:
        if name[0] in "?#":
            return "situation" if name[0] == "?" else "section"
        return str(self.names[name.partition(".")[0]]["kind"])

    def facts(self) -> list[Fact]:
        """(clause, verb and modality, fact) of all facts, in the order of the text."""
        return [
            (clause["id"], f"{line['verb']} {line['modality']}", fact)
            for clause in self.document["clauses"]
            for line in clause.get("statements", ())
            for fact in line["facts"]
        ]

    def has(self, fact: Document, kinds: set[str], *positions: str) -> bool:
        listed = [name for position in positions for name in fact.get("qualifiers", {}).get(position, ())]
        return any(self.kind(name) in kinds for name in listed)


PROCESSING = {"collect", "observe", "receive", "infer", "use", "share", "sell", "transfer", "keep", "set", "protect"}
#: Question → whether a fact belongs to its answer, told from the verb and the document.
BELONGS: dict[str, Callable[[Policy, str, Document], bool]] = {
    "who-receives": lambda policy, verb, fact: verb in {"share", "sell"}
    or (verb in PROCESSING and policy.has(fact, {"party", "subject"}, "with", "to")),
    "what-for": lambda policy, verb, fact: verb == "use" or (verb in PROCESSING and policy.has(fact, {"purpose"}, "for")),
    "how-long": lambda policy, verb, fact: verb == "keep"
    or (verb in PROCESSING and (policy.has(fact, {"duration", "value"}, "for") or bool({"while", "until"} & fact.get("qualifiers", {}).keys()))),
    "which-rights": lambda _, verb, __: verb in {"grant", "answer"},
    "what-leaves-the-country": lambda policy, verb, fact: verb == "transfer"
    or (verb in PROCESSING and policy.has(fact, {"place"}, "from", "to")),
    "what-is-sold": lambda _, verb, __: verb == "sell",
    "opt-outs": lambda _, verb, fact: verb == "offer"
    or (verb in {"grant", "answer"} and bool({"objection", "withdraw-consent", "signals", "do-not-track-signals"} & set(fact["objects"]))),
}  # fmt: skip
