"""What a statement claims, its clause's prose says.

Every data category, party, subject, purpose, basis, right, instrument, programme, place, cookie class and
value of a clause's statements is mentioned in its prose or in its headings: by a reference, or because a label or
declared form occurs. The clause's own scope, the controller and `personal-data` always count; a group counts
when it or all its members are mentioned.

Why it matters: a fact that the text does not state binds nobody and deceives machines.
Reference: GDPR Art. 12(1), 13(1)(c)-(f).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding, clauses, readings, statements, words
from plainly_dsl import prose

if TYPE_CHECKING:
    from plainly.model import Clause, Name, Policy, Section, Statement

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MENTIONED_KINDS = frozenset(
    {"data", "party", "subject", "purpose", "basis", "right", "instrument", "programme", "place", "cookie", "value"}
)
ALWAYS = frozenset({"personal-data"})


def check(policy: Policy) -> Iterator[Finding]:
    """`unreferenced-name`, once for a name and clause, at the first statement that uses it."""
    chains = heading_chains(policy.sections)
    for pointer, clause in clauses(policy):
        if not clause.statements or not clause.text.get(policy.language):
            continue
        missing = dict.fromkeys(name for _, statement in statements(pointer, clause) for name in names_of(statement))
        mentioned, text = mentions(policy, pointer, clause, chains.get(clause.section, ()))
        exempt = ALWAYS.union(policy.controllers, *clause.scope.values())
        unsaid = [name for name in missing if name not in exempt and not _counts(policy, name, mentioned, text)]
        for name in unsaid:
            if policy.names[name].kind in MENTIONED_KINDS:
                where = next(p for p, statement in statements(pointer, clause) if name in names_of(statement))
                label = policy.names[name].labels[policy.language].label
                yield Finding("unreferenced-name", f"{where}/{name}", {"name": name, "label": label, "kind": policy.names[name].kind})


def names_of(statement: Statement) -> dict[str, None]:
    """Names a statement uses, in order; contact points count as their party, sections and conditions not at all."""
    found: dict[str, None] = {}
    for fact in statement.facts:
        for group in (fact.objects, *fact.qualifiers.values()):
            found.update(dict.fromkeys(name.partition(".")[0] for name in group if name[0] not in "#?"))
    return found


def heading_chains(sections: tuple[Section, ...]) -> dict[str, tuple[Section, ...]]:
    """For each section the headings a reader of it stands under, outermost first, its own last."""
    chains: dict[str, tuple[Section, ...]] = {}
    chain: list[Section] = []
    for section in sections:
        chain = [outer for outer in chain if outer.level < section.level] + [section]
        chains[section.id] = tuple(chain)
    return chains


def mentions(policy: Policy, pointer: str, clause: Clause, headings: tuple[Section, ...]) -> tuple[set[str], str]:
    """Names that the clause's prose and headings refer to, and their text, in lower case."""
    locale = policy.language
    read = [reading for _, reading in readings(pointer, clause, locale)]
    torn = [run for run, reading in zip(clause.text[locale], read, strict=True) if reading.slips]  # a reference may be broken
    read += [prose.read(section.title[locale]) for section in headings if locale in section.title]
    referred = {name for run in torn for name in _NAME.findall(run)}
    for reading in read:
        for reference in reading.references:
            referred.update(target.text.partition(".")[0] for target in reference.targets)
    return referred, " ".join(" ".join(words(reading).split()) for reading in read).lower()


def _counts(policy: Policy, name: str, mentioned: set[str], text: str) -> bool:
    if name in mentioned or name not in policy.names or occurs(policy, name, text):
        return True
    entry = policy.names[name]
    if any(other.stands_for == name and (term in mentioned or occurs(policy, term, text)) for term, other in _terms(policy)):
        return True
    return bool(entry.members) and all(_counts(policy, member, mentioned, text) for member in entry.members)


def _terms(policy: Policy) -> list[tuple[str, Name]]:
    return [(name, entry) for name, entry in policy.names.items() if entry.kind == "term"]


def occurs(policy: Policy, name: str, text: str) -> bool:
    """Whether the label or a form of a name stands in a text (lower case) as whole words."""
    wording = policy.names[name].labels.get(policy.language)
    return wording is not None and any(_stands(phrase.lower(), text) for phrase in (wording.label, *wording.forms))


def _stands(phrase: str, text: str) -> bool:
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            return True
        at = text.find(phrase, at + 1)
    return False
