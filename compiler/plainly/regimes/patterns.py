"""Patterns of regimes held against a policy: which facts, names and header fields match.

Facts are indexed once by all that they are written with, as sets of their numbers; what is asked for is looked up among that.
A pattern is then a few unions and intersections of such sets, so that hundreds of them cost little more than one walk over the facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from plainly.names import kind_of
from plainly.regimes.regime import EXACTLY, ONLY, FactPattern, PartyPattern, Pattern, PolicyPattern

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

ANY = "*"
#: A contact point of a party that a fact names (`meadow.email`) is also the route of that kind.
ROUTES = {"email": "email", "form": "web-form", "address": "postal-mail", "phone": "phone", "url": "web-page"}
Numbers = set[int]
#: What is asked for, and a word: `verb`, `modality`, `mark`, a position, or a position with `kind:` before it.
Key = tuple[str, str]
WORDS = frozenset({"verb", "modality", "mark"})


class Matcher:
    """What of one policy matches patterns."""

    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self.policy = claims.policy
        self._senses: dict[str, frozenset[str]] = {}
        self._found: dict[Key, Numbers] = {}

    def facts(self, patterns: Iterable[Pattern]) -> list[int]:
        """The facts that match one of the patterns, by their numbers among the claims, in order."""
        numbers: Numbers = set()
        for pattern in patterns:
            if isinstance(pattern, FactPattern):
                numbers |= self._numbers(pattern)
        return sorted(numbers)

    def declared(self, patterns: Iterable[Pattern]) -> list[str]:
        """The names and header fields that match one of the patterns, as JSON pointers: the header first, then names."""
        found: dict[str, None] = {}
        for pattern in patterns:
            if isinstance(pattern, PolicyPattern):
                found.update(dict.fromkeys(self._header(pattern)))
            elif isinstance(pattern, PartyPattern):
                found.update(dict.fromkeys(self._parties(pattern)))
        return sorted(found, key=lambda pointer: pointer.startswith("/names/"))

    def any(self, patterns: Iterable[Pattern]) -> bool:
        """Whether anything matches one of the patterns."""
        return any(self._numbers(pattern) if isinstance(pattern, FactPattern) else self.declared((pattern,)) for pattern in patterns)

    def senses(self, name: str) -> frozenset[str]:
        """All that a name in a fact says: itself, what covers it, and the same of the members and examples of a policy's group."""
        known = self._senses.get(name)
        if known is None:
            found: set[str] = set()
            waiting, seen = [name], {name}
            while waiting:
                entry = self.policy.names.get(waiting.pop())
                parts = (*entry.members, *entry.examples) if entry else ()
                waiting += [part for part in parts if part not in seen]
                seen.update(parts)
            for part in sorted(seen, key=lambda part: -len(self.claims.lattice.above(part))):
                if part not in found:  # else what covers it is there, too
                    found |= self.claims.lattice.above(part)
            point = ROUTES.get(name.partition(".")[2])
            if point:
                found |= self.claims.lattice.above(point)
            known = self._senses[name] = frozenset(found)
        return known

    def _same(self, name: str) -> Iterator[str]:
        """The names that a name in a fact is just another word for: itself, what a term stands for, the one member of a group."""
        seen: set[str] = set()
        while name not in seen:
            seen.add(name)
            yield name
            entry = self.policy.names.get(name)
            if entry:
                name = entry.stands_for or (entry.members[0] if len(entry.members) == 1 else name)

    # Facts ------------------------------------------------------------------------------------

    @cached_property
    def _written(self) -> dict[Key, Numbers]:
        """What facts are written with → their numbers."""
        index: dict[Key, Numbers] = defaultdict(set)
        lost = {name for name, entry in self.policy.names.items() if entry.lost}
        for number, claim in enumerate(self.claims.all):
            index["verb", claim.verb].add(number)
            index["modality", claim.modality].add(number)
            for mark in (*claim.fact.marks, *((ONLY,) if claim.fact.only else ())):
                index["mark", mark].add(number)
            for position, names in (("objects", claim.fact.objects), *claim.fact.qualifiers.items()):
                if not lost.isdisjoint(names):
                    continue  # a link that has lost its target leads nowhere, nor do names that are bound to it
                for name in names:
                    index[position, name].add(number)
        return dict(index)

    @cached_property
    def _answers(self) -> dict[Key, list[Key]]:
        """What can be asked for → all that facts are written with that answers it."""
        answers: dict[Key, list[Key]] = defaultdict(list)
        for written in self._written:
            position, name = written
            if position in WORDS:
                answers[written].append(written)
                continue
            answers[f"kind:{position}", kind_of(self.policy.names, name)].append(written)
            for word in (ANY, *self.senses(name), *(EXACTLY + same for same in self._same(name))):
                answers[position, word].append(written)
        return dict(answers)

    def _asked(self, asked: str, word: str) -> Numbers:
        """The numbers of the facts that answer what is asked for; not to be changed."""
        key = (asked, word)
        if key not in self._found:
            self._found[key] = set().union(*(self._written[written] for written in self._answers.get(key, ())))
        return self._found[key]

    def _numbers(self, pattern: FactPattern) -> Numbers:
        """The numbers of the facts that meet all conditions of a pattern, the rarest first looked at."""
        conditions = [self._with("verb", pattern.verbs)] if pattern.verbs else []
        left_out = {position: self._exact(position, names) for position, names in pattern.uncounted.items()}
        conditions += [self._with(position, names, left_out.get(position)) for position, names in pattern.names.items()]
        conditions += [self._with(f"kind:{position}", kinds, left_out.get(position)) for position, kinds in pattern.kinds.items()]
        if pattern.marks:
            conditions.append(self._with("mark", pattern.marks))
        conditions.append(self._with("modality", pattern.modalities))
        found = set.intersection(*sorted(conditions, key=len))
        return found.difference(*(self._asked(position, ANY) for position in pattern.lacks))

    def _with(self, asked: str, words: Iterable[str], left_out: set[Key] | None = None) -> Numbers:
        """The numbers of the facts that answer one of the words, by something else than what is left out."""
        if not left_out:
            return set().union(*(self._asked(asked, word) for word in words))
        answers = {written for word in words for written in self._answers.get((asked, word), ())}
        return set().union(*(self._written[written] for written in answers - left_out))

    def _exact(self, position: str, names: Iterable[str]) -> set[Key]:
        """All that facts are written with in a position which says just one of these names."""
        return {written for name in names for written in self._answers.get((position, EXACTLY + name), ())}

    # Header and names -------------------------------------------------------------------------

    def _header(self, pattern: PolicyPattern) -> Iterator[str]:
        value = getattr(self.policy, pattern.field)
        if value and value != "not-stated":
            yield f"/{pattern.field}"

    def _parties(self, pattern: PartyPattern) -> Iterator[str]:
        if pattern.controller:
            parties = list(self.policy.controllers)
        else:
            parties = [
                name
                for name, entry in self.policy.names.items()
                if entry.kind == "party" and any(pattern.roles & self.senses(role) for role in entry.roles)
            ]
        for name in self._with_parts(parties) if pattern.points else parties:
            entry = self.policy.names.get(name)
            if entry and (not pattern.points or any(getattr(entry, point) for point in pattern.points)):
                yield f"/names/{name}"

    def _with_parts(self, parties: list[str]) -> list[str]:
        """Parties with those that are part of them, and of these in turn."""
        found = dict.fromkeys(parties)
        waiting = list(found)
        while waiting:
            parts = [part for part in self._parts.get(waiting.pop(), ()) if part not in found]
            found.update(dict.fromkeys(parts))
            waiting += parts
        return list(found)

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for name, entry in self.policy.names.items():
            if entry.part_of:
                parts.setdefault(entry.part_of, []).append(name)
        return parts
