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
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from plainly.bearing import ways
from plainly.checks.finding import Finding, clauses, statements, words, written_in
from plainly_dsl import prose

if TYPE_CHECKING:
    from plainly.model import Clause, Policy, Section, Statement

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MENTIONED_KINDS = frozenset(
    {"data", "party", "subject", "purpose", "basis", "right", "instrument", "programme", "place", "cookie", "value"}
)
ALWAYS = frozenset({"personal-data"})
Ways: TypeAlias = "dict[str, list[tuple[str, ...]]]"


def check(policy: Policy) -> Iterator[Finding]:
    """`unreferenced-name`, once for a name and clause, at the first statement that uses it.

    A clause is checked in the policy's own language; one that only a translation has text for, in that.
    """
    chains, by_way = heading_chains(policy.sections), ways(policy.names)
    for pointer, clause in clauses(policy):
        for locale in written_in(policy, clause):
            yield from _unsaid(policy, by_way, pointer, clause, chains.get(clause.section, ()), locale)


def _unsaid(policy: Policy, by_way: Ways, pointer: str, clause: Clause, headings: tuple[Section, ...], locale: str) -> Iterator[Finding]:
    if not clause.statements or not clause.text[locale]:
        return
    mentioned, text = said(clause.text[locale], headings, locale)
    left = [name for name in to_be_said(policy, clause) if not counts(policy, by_way, name, mentioned, text, locale)]
    first: dict[str, str] = {}  # each name with the first statement that uses it
    for where, statement in statements(pointer, clause) if left else ():
        for name in names_of(statement):
            first.setdefault(name, where)
    for name in left:
        label = policy.names[name].labels[locale].label
        yield Finding("unreferenced-name", f"{first[name]}/{name}", {"name": name, "label": label, "kind": policy.names[name].kind})


def names_of(statement: Statement) -> dict[str, None]:
    """Names a statement uses, in order; contact points count as their party, sections and conditions not at all."""
    found: dict[str, None] = {}
    for fact in statement.facts:
        for group in (fact.objects, *fact.qualifiers.values()):
            found.update(dict.fromkeys(name.partition(".")[0] for name in group if name[0] not in "#?"))
    return found


def exempt(policy: Policy, clause: Clause) -> frozenset[str]:
    """Names that a clause need not mention: they always count."""
    return ALWAYS.union(policy.controllers, *clause.scope.values())


def to_be_said(policy: Policy, clause: Clause) -> tuple[str, ...]:
    """Names of a clause's statements that its text has to mention, in order; one that is not there is reported by another check."""
    names = dict.fromkeys(name for statement in clause.statements for name in names_of(statement))
    free = exempt(policy, clause)
    return tuple(name for name in names if name not in free and name in policy.names and policy.names[name].kind in MENTIONED_KINDS)


def heading_chains(sections: tuple[Section, ...]) -> dict[str, tuple[Section, ...]]:
    """For each section the headings a reader of it stands under, outermost first, its own last."""
    chains: dict[str, tuple[Section, ...]] = {}
    chain: list[Section] = []
    for section in sections:
        chain = [outer for outer in chain if outer.level < section.level] + [section]
        chains[section.id] = tuple(chain)
    return chains


def said(runs: tuple[str, ...], headings: tuple[Section, ...], locale: str) -> tuple[set[str], str]:
    """Names that runs of prose and the headings above them refer to, and their text, in lower case."""
    read = [prose.read(run) for run in runs]
    torn = [run for run, reading in zip(runs, read, strict=True) if reading.slips]  # a reference may be broken
    read += [prose.read(section.title[locale]) for section in headings if locale in section.title]
    referred = {name for run in torn for name in _NAME.findall(run)}
    for reading in read:
        for reference in reading.references:
            referred.update(target.text.partition(".")[0] for target in reference.targets)
    return referred, " ".join(" ".join(words(reading).split()) for reading in read).lower().replace("’", "'")


def counts(policy: Policy, by_way: Ways, name: str, mentioned: set[str], text: str, locale: str) -> bool:
    """Whether a name is said: by a reference, by its label or a form, by a term that stands for it, or by all its members.

    `by_way` are the `ways` of the policy's names.
    """

    def said_itself(one: str) -> bool:
        return one in mentioned or one not in policy.names or occurs(policy, one, text, locale)

    if said_itself(name):
        return True
    if name not in by_way:
        return False
    unsaid: dict[str, list[tuple[str, ...]]] = {}  # names not said themselves, with the ways by which they may be
    waiting = [name]
    while waiting:  # no recursion: groups may be nested deeply
        one = waiting.pop()
        unsaid[one] = [way for way in by_way[one] if all(part in by_way or said_itself(part) for part in way)]
        waiting += [part for way in unsaid[one] for part in way if part not in unsaid and not said_itself(part)]
    return name not in _left(unsaid)


def _left(unsaid: Ways) -> set[str]:
    """The names that are not said by any of their ways either; a part that is none of these names is said."""
    left, before = set(unsaid), 0
    while len(left) != before:
        before = len(left)
        for one in reversed(unsaid):  # mostly parts first
            if any(left.isdisjoint(way) for way in unsaid[one]):
                left.discard(one)
    return left


def occurs(policy: Policy, name: str, text: str, locale: str) -> bool:
    """Whether the label or a form of a name stands in a text (lower case, straight apostrophes) as whole words."""
    return bool(occurring(policy, name, text, locale))


def occurring(policy: Policy, name: str, text: str, locale: str) -> str:
    """The label or form of a name that stands in a text, as `occurs` finds it, else ""."""
    entry = policy.names.get(name)
    wording = entry.labels.get(locale) if entry else None
    phrases = (wording.label, *wording.forms) if wording else ()
    return next((phrase for phrase in phrases if _stands(plain(phrase), text)), "")


@lru_cache(maxsize=8192)
def plain(phrase: str) -> str:
    """A phrase as texts are searched for it: lower case, straight apostrophes, single spaces."""
    return " ".join(phrase.lower().replace("’", "'").split())


def _stands(phrase: str, text: str) -> bool:
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            return True
        at = text.find(phrase, at + 1)
    return False
