"""What is exchanged with translators: one message a unit, with notes; the file formats only write and read these."""

from __future__ import annotations

from typing import NamedTuple

from plainly.compose.sentences import sentence
from plainly.compose.wording import Wording
from plainly.i18n.work import Work
from plainly.page import plain
from plainly.translations.completeness import State
from plainly.view import view
from plainly_dsl import references
from plainly_dsl.standard import wordings


class Message(NamedTuple):
    """A unit on its way to a translator or back.

    `unit` is its id, `source` and `target` are Plainly Markdown; `done` says that the target is the translation of just this
    source. `before` is the source that a stale target was made from. `notes` are lines for the translator. `slip` is what
    keeps a target that came back from being read.
    """

    unit: str
    source: str
    target: str
    done: bool
    before: str = ""
    notes: tuple[str, ...] = ()
    slip: str = ""


class Parcel(NamedTuple):
    """All messages of a policy for one language."""

    policy: str
    language: str
    locale: str
    messages: tuple[Message, ...]


class Unreadable(Exception):  # noqa: N818 - what the file is, in the words of the message
    """A file that cannot be taken at all; the text is the reason."""


def parcel(work: Work, locale: str, *, whole: bool) -> Parcel:
    """The messages of a policy for a language: those that are missing, new or stale, or all of them."""
    notes = _Notes(work, locale)
    messages = tuple(
        Message(
            state.unit.id,
            state.unit.text(work.language),
            state.unit.text(locale),
            state.state == "done",
            work.lock.before(locale, state.unit.id) if state.state == "stale" else "",
            notes.of(state),
        )
        for state in work.states(locale)
        if whole or state.state != "done"
    )
    return Parcel(str(work.document["id"]), work.language, locale, messages)


class _Notes:
    """Writes the notes: what kind of text it is, the facts it states, and the glossary of the names it refers to."""

    def __init__(self, work: Work, locale: str) -> None:
        self.locale = locale
        self.names = work.document["names"]
        policy = view(work.document)
        self.wording = Wording.of(policy, policy.language)
        self.clauses = {clause.id: clause for clause in policy.clauses}

    def of(self, state: State) -> tuple[str, ...]:
        kind, _, name = state.unit.id.partition(":")
        lines = []
        if kind == "clause":
            clause = self.clauses[name]
            rows = [row for statement in clause.statements for row in self.wording.folded(statement)]
            lines += [f"States: {plain(sentence(self.wording, clause, row))}" for row in rows]
        if kind == "label":
            lines.append(f"A name of kind {self.names[name]['kind']}.")
        source = state.unit.text(self.wording.locale)
        targets = dict.fromkeys(target.text for found in references.find(source)[0] for target in found.targets)
        lines += [f"{target}: {self.label(target)}" for target in targets if self.label(target)]
        return tuple(lines)

    def label(self, name: str) -> str:
        """How a name reads in the language: the policy's own label, else the standard one."""
        entry = self.names.get(name)
        own = entry["labels"].get(self.locale) if entry else None
        standard = wordings(self.locale).get(name)
        return str(own["label"]) if own else standard.label if standard else ""
