"""Which mentions in a clause say which of its facts: one rule for the checks and for the pages.

A mention of a name says the name itself, what a term stands for, and a group whose members are all mentioned. The checks ask
whether each name of a fact is said; the pages write down at each mention the facts that it helps to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plainly.model import Clause, Fact, Name, Policy


def ways(names: Mapping[str, Name]) -> dict[str, list[tuple[str, ...]]]:
    """For each name that may be said by way of others: the alternatives, each of names that must all be mentioned."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name, entry in names.items():
        if entry.kind == "term" and entry.stands_for:
            found.setdefault(entry.stands_for, []).append((name,))
        if entry.members:
            found.setdefault(name, []).append(entry.members)
    return found


class Bearing:
    """The facts that mentions bear, clause by clause; what every clause uses is gathered once."""

    def __init__(self, policy: Policy) -> None:
        self._wider: dict[str, list[str]] = {}  # a name → names that its mention helps to say
        for name, alternatives in ways(policy.names).items():
            for part in {part for alternative in alternatives for part in alternative}:
                self._wider.setdefault(part, []).append(name)
        self._said: dict[str, tuple[str, ...]] = {}
        self._uses = {clause.id: _uses(clause) for clause in policy.clauses}

    def facts(self, clauses: Iterable[str], mentions: Iterable[str]) -> tuple[str, ...]:
        """Ids of the facts of these clauses that use what is mentioned, in the order of the facts.

        A mention is a name, `party.email`, `?condition` or `#section`. A contact point says its party too, and a party each of
        its contact points; two points of one party do not say each other.
        """
        said = {key for mention in mentions for key in self._names(mention)}
        found = [sorted({use for key in said for use in self._uses[clause].get(key, ())}) for clause in clauses]
        return tuple(fact for uses in found for _, fact in uses)

    def _names(self, mention: str) -> tuple[str, ...]:
        """Keys of `_uses` that a mention says."""
        if mention not in self._said:
            party, _, point = mention.partition(".")
            found = dict.fromkeys((mention, party) if point else (party, f"{party}."))
            waiting = [party]
            while waiting:  # no recursion: a document from elsewhere may nest groups deeply
                for name in self._wider.get(waiting.pop(), ()):
                    if name not in found:
                        found.update(dict.fromkeys((name, f"{name}.")))
                        waiting.append(name)
            self._said[mention] = tuple(found)
        return self._said[mention]


def names_in(fact: Fact) -> dict[str, None]:
    """The names in all positions of a fact, as they are written there, in order."""
    return dict.fromkeys(name for group in (fact.objects, *fact.qualifiers.values()) for name in group)


def _uses(clause: Clause) -> dict[str, list[tuple[int, str]]]:
    """Name → numbers and ids of the facts that use it; `party.` → those that use any contact point of it."""
    uses: dict[str, list[tuple[int, str]]] = {}
    facts = (fact for statement in clause.statements for fact in statement.facts)
    for number, fact in enumerate(facts):
        for name in names_in(fact):
            uses.setdefault(name, []).append((number, fact.id))
            party, _, point = name.partition(".")
            if point:
                uses.setdefault(f"{party}.", []).append((number, fact.id))
    return uses
