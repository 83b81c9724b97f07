"""Patterns of regimes held against a policy: which facts, names and header fields match.

Facts are indexed once by all they can be asked for, as sets of their numbers. A pattern is then a few unions and intersections
of such sets, so that hundreds of patterns cost little more than one walk over the facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from plainly.regimes.regime import ONLY, FactPattern, PartyPattern, Pattern, PolicyPattern

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

ANY = "*"
#: A contact point of a party that a fact names (`meadow.email`) is also the route of that kind.
ROUTES = {"email": "email", "form": "web-form", "address": "postal-mail", "phone": "phone", "url": "web-page"}
Numbers = set[int]


class Matcher:
    """What of one policy matches patterns."""

    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self.policy = claims.policy
        self._senses: dict[str, frozenset[str]] = {}

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
                current = waiting.pop()
                found |= self.claims.lattice.above(current)
                entry = self.policy.names.get(current)
                parts = (*entry.members, *entry.examples) if entry else ()
                waiting += [part for part in parts if part not in seen]
                seen.update(parts)
            point = ROUTES.get(name.partition(".")[2])
            if point:
                found |= self.claims.lattice.above(point)
            known = self._senses[name] = frozenset(found)
        return known

    # Facts ------------------------------------------------------------------------------------

    @cached_property
    def _index(self) -> dict[tuple[str, str], Numbers]:
        """(what is asked for, word) → facts: `verb`, `modality`, `mark`, a position, or a position with `kind:` before it."""
        index: dict[tuple[str, str], Numbers] = defaultdict(set)
        keys = cache(self._keys)
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
                    for key in keys(position, name):
                        index[key].add(number)
        return dict(index)

    def _keys(self, position: str, name: str) -> tuple[tuple[str, str], ...]:
        """All that a name in a position can be asked for by."""
        return ((position, ANY), (f"kind:{position}", self._kind(name)), *((position, sense) for sense in self.senses(name)))

    def _numbers(self, pattern: FactPattern) -> Numbers:
        """The numbers of the facts that meet all conditions of a pattern, the rarest first looked at."""
        conditions = [self._with("verb", pattern.verbs)] if pattern.verbs else []
        conditions += [self._with(position, names) for position, names in pattern.names.items()]
        conditions += [self._with(f"kind:{position}", kinds) for position, kinds in pattern.kinds.items()]
        if pattern.marks:
            conditions.append(self._with("mark", pattern.marks))
        conditions.append(self._with("modality", pattern.modalities))
        found = set.intersection(*sorted(conditions, key=len))
        return found.difference(*(self._index.get((position, ANY), ()) for position in pattern.lacks))

    def _with(self, asked: str, words: Iterable[str]) -> Numbers:
        return set().union(*(self._index.get((asked, word), ()) for word in words))

    def _kind(self, name: str) -> str:
        """Kind of a name as the table of qualifiers calls it."""
        if name[0] in "#?":
            return "section" if name[0] == "#" else "situation"
        entry = self.policy.names.get(name.partition(".")[0])
        return entry.kind if entry else ""

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
