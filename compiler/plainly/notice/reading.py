"""The library for programs that read notices: `plainly.notice.load(path)` gives what a machine notice says, as typed objects.

    from plainly import notice

    meadow = notice.load("output/meadow-2026/notice.jsonld")
    for claim in meadow.find(verb="share"):
        print(claim.modality, meadow.sentence(claim), claim.anchors["en"])

Needs the extra `graph` (`pip install "plainly[graph]"`). Nothing is fetched from the network.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plainly.names import chain
from plainly.notice.document import document_of
from plainly.notice.guard import admit
from plainly.notice.nodes import Graph, gather

if TYPE_CHECKING:
    from plainly.compose.wording import Wording
    from plainly.model import Clause, Fact, Policy, Statement


class NoticeError(ValueError):
    """A notice that cannot be read; its text says why, in a plain sentence."""


class Assertion(NamedTuple):
    """One atomic claim of a policy.

    `modality` is `does`, `may`, `must` or `never`: **read it first**, a claim of `never` is a denial. `qualifiers` leads from a word
    of the language (`for`, `with`, `under` …) to names; `only` lists positions whose names are the only ones, `open` those whose names
    are examples. `anchors` leads from a locale to the address of the sentences that say it.
    """

    iri: str
    id: str
    clause: str
    verb: str
    modality: str
    objects: tuple[str, ...]
    qualifiers: dict[str, tuple[str, ...]]
    only: tuple[str, ...]
    open: tuple[str, ...]
    marks: tuple[str, ...]
    anchors: dict[str, str]

    @property
    def denied(self) -> bool:
        """Whether the policy says that this is not so."""
        return self.modality == "never"

    def names(self) -> tuple[str, ...]:
        """Every name in it, without repeats."""
        return tuple(dict.fromkeys((*self.objects, *(name for names in self.qualifiers.values() for name in names))))


class Notice:
    """What one machine notice says. `policy` is all of it (see `plainly.model.Policy`); the methods answer the common questions."""

    def __init__(self, iri: str, policy: Policy) -> None:
        self.iri = iri
        self.policy = policy

    @property
    def id(self) -> str:
        """The policy's short name, such as `meadow-2026`."""
        return self.policy.id

    @property
    def locales(self) -> tuple[str, ...]:
        """Locales it is published in, the policy's own first."""
        from plainly.locales import published

        return published(self.policy)

    @cached_property
    def assertions(self) -> tuple[Assertion, ...]:
        """All claims, in the order of the text."""
        return tuple(
            self._assertion(clause, statement, fact)
            for clause in self.policy.clauses
            for statement in clause.statements
            for fact in statement.facts
        )

    def find(self, name: str = "", *, verb: str = "", modality: str = "", narrower: bool = False) -> Iterator[Assertion]:
        """Claims with a verb, a modality, and a name in any position; with `narrower` also those about names that fall under it."""
        for claim in self.assertions:
            used = {each for one in claim.names() for each in (self.wider(one) if narrower else (one,))}
            if (not name or name in used) and verb in {"", claim.verb} and modality in {"", claim.modality}:
                yield claim

    def wider(self, name: str) -> tuple[str, ...]:
        """A name and all that it falls under, nearest first. A contact point `meadow.email` falls under its party."""
        return tuple(dict.fromkeys((name, *chain(self.policy.names, name.partition(".")[0]))))

    def label(self, name: str, locale: str = "") -> str:
        """How a name reads in a locale (default: the policy's own). Raises `KeyError` for a name the notice does not have."""
        labels = self.policy.names[name].labels
        return (labels.get(locale) or labels[self.policy.language]).label

    def sentence(self, claim: Assertion, locale: str = "") -> str:
        """A claim as a plain sentence in a locale (default: the policy's own)."""
        from plainly.compose.folding import row_of
        from plainly.compose.sentences import sentence
        from plainly.page import plain

        clause, statement, fact = self._said[claim.id]
        return plain(sentence(self._wording(locale or self.policy.language), clause, row_of(statement, fact)))

    def text(self, clause: str, locale: str = "") -> str:
        """The words of a clause in a locale (default: the policy's own), as plain text. Raises `KeyError` for an unknown clause."""
        from plainly.compose.text import TextComposer
        from plainly.plaintext import block_text

        found = {each.id: each for each in self.policy.clauses}[clause]
        locale = locale or self.policy.language
        composer = TextComposer(self._wording(locale))
        runs = found.text.get(locale) or found.text[self.policy.language]
        return "\n\n".join("\n".join(block_text(block)) for run in runs for block in composer.blocks(run))

    @cached_property
    def _said(self) -> dict[str, tuple[Clause, Statement, Fact]]:
        return {
            fact.id: (clause, statement, fact)
            for clause in self.policy.clauses
            for statement in clause.statements
            for fact in statement.facts
        }

    def _wording(self, locale: str) -> Wording:
        from plainly.compose.wording import Wording

        return Wording.of(self.policy, locale)

    def _assertion(self, clause: Clause, statement: Statement, fact: Fact) -> Assertion:
        from plainly.page import PAGE_FILES

        page = f"{PAGE_FILES['statement']}.html#{clause.id}"
        return Assertion(
            f"{self.iri}#{fact.id}",
            fact.id,
            clause.id,
            statement.verb,
            statement.modality,
            fact.objects,
            fact.qualifiers,
            fact.only,
            fact.open,
            fact.marks,
            {locale: f"{self.iri}{locale}/{page}" for locale in self.locales if locale in clause.text},
        )


def load(path: Path | str) -> Notice:
    """The notice in a file: `notice.jsonld`, or the same graph in another form (`.ttl`, `.nt`).

    Raises `NoticeError` where the file cannot be read, or is no notice of a policy: with what is wrong, in a sentence.
    """
    try:
        return of_graph(read_graph(Path(path)))
    except NoticeError as error:
        raise NoticeError(f"{path}: {error}") from None


def read_graph(path: Path) -> Graph:
    """The nodes of the notice in a file. Raises `NoticeError`."""
    try:
        admitted = admit(path)
    except ImportError:
        raise NoticeError('Reading machine notices needs the extra “graph”: pip install "plainly[graph]".') from None
    found = gather(admitted.quads) if admitted.refusal is None else None
    if found is None:
        reason = admitted.refusal
        raise NoticeError(f"{reason.sentence} {reason.fix}" if reason else "It tells of no privacy notice.")
    return found


def of_graph(graph: Graph) -> Notice:
    """What a notice's nodes say, as a whole policy. Raises `NoticeError` where that is not one."""
    from pydantic import ValidationError

    from plainly.model import Policy
    from plainly.sense import nonsense

    document = document_of(graph)
    try:
        policy = Policy.model_validate_json(json.dumps(document))
    except ValidationError as error:
        first = error.errors()[0]
        raise NoticeError(f"{'/'.join(map(str, first['loc']))}: {first['msg']}.") from None
    for violation in nonsense(document):
        raise NoticeError(f"{violation.pointer}: {violation.message}.")
    return Notice(graph.iri, policy)
