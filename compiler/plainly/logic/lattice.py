"""Which names cover which: the vocabulary's hierarchy, and what a policy's own groups and terms stand for.

A name is covered by its parent, by each group that has it as a member (`data A = B, C`) and by the term that is another word
for it; by what covers those in turn. An example (`such-as`) is covered too: it is named as part of the whole. A country that is not
in a region is outside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from plainly_dsl.standard import entries

if TYPE_CHECKING:
    from plainly.model import Name

#: Covers every place.
EVERYWHERE = "worldwide"
#: What lies outside a region → that region. Third countries are those of the GDPR.
OUTSIDE = {"outside-eea": "eea", "third-countries": "eea", "outside-eu": "eu", "outside-us": "us"}
_OUTSIDE_EEA = frozenset({"outside-eea", "third-countries", "outside-eu"})
#: The machine name of a country, of a part of one, or of the European Union.
_COUNTRY = re.compile(r"loc:[A-Z]{2}(?:-[A-Z]{2,3})?")


class Lattice:
    """The names of a policy, ordered by what they cover. A name nobody declared covers only itself."""

    def __init__(self, names: Mapping[str, Name]) -> None:
        self.names = names
        self._next: dict[str, list[str]] = {}
        for name, entry in names.items():
            for wider in (entry.parent, entry.stands_for):
                if wider:
                    self._next.setdefault(name, []).append(wider)
            if entry.stands_for:  # a term says no less than what it stands for
                self._next.setdefault(entry.stands_for, []).append(name)
            for part in (*entry.members, *entry.examples):
                self._next.setdefault(part, []).append(name)
        self._above: dict[str, frozenset[str]] = {}
        self._below: dict[str, set[str]] = {}
        self._near: dict[str, frozenset[str]] = {}
        for name in names:
            for wider in self.above(name):
                self._below.setdefault(wider, set()).add(name)

    def kind(self, name: str) -> str:
        """The kind of a name; "" for what is none of the policy's, such as a condition that one clause names."""
        entry = self.names.get(name.partition(".")[0])
        return entry.kind if entry else ""

    def above(self, name: str) -> frozenset[str]:
        """A name with all that cover it. Of a contact point `party.email`: what covers the party."""
        known = self._above.get(name)
        if known is None:
            party = name.partition(".")[0]
            found, waiting = {name, party}, [party]
            while waiting:  # no recursion: a document from elsewhere may nest groups deeply
                current = waiting.pop()
                parent = None if current in self.names else _standard_parent(current)
                for wider in (*self._next.get(current, ()), *((parent,) if parent else ())):
                    if wider not in found:
                        found.add(wider)
                        waiting.append(wider)
            known = self._above[name] = frozenset(found | self._outside(found))
        return known

    def _outside(self, places: set[str]) -> frozenset[str]:
        """What a place lies outside of, from all that covers it; nothing for what is no country, such as “worldwide”."""
        if "outside-eea" in places:
            return _OUTSIDE_EEA
        if EVERYWHERE not in places or not any(_COUNTRY.fullmatch(self._iri(name)) for name in places):
            return frozenset()
        return frozenset(outside for outside, region in OUTSIDE.items() if region not in places)

    def _iri(self, name: str) -> str:
        entry = self.names.get(name) or entries().get(name)
        return (entry.iri or "") if entry else ""

    def below(self, name: str) -> frozenset[str]:
        """A name with all names of the policy that it covers."""
        return frozenset(self._below.get(name, ())) | {name}

    def covers(self, wider: str, name: str) -> bool:
        """Whether `name` is `wider` or falls under it."""
        return wider in self.above(name)

    def meet(self, one: str, other: str) -> bool:
        """Whether two names have something in common: one covers the other, or both cover a third."""
        if self.covers(one, other) or self.covers(other, one):
            return True
        return not self._below.get(one, set()).isdisjoint(self._below.get(other, ()))

    def near(self, name: str) -> frozenset[str]:
        """A name with all that it has something in common with, as `meet` decides it."""
        if name not in self._near:
            found: set[str] = set()
            for part in sorted(self.below(name), key=lambda part: -len(self.above(part))):
                if part not in found:  # else what covers it is there, too
                    found |= self.above(part)
            self._near[name] = frozenset(found)
        return self._near[name]

    def common(self, one: str, other: str) -> frozenset[str]:
        """The names that two names both cover."""
        return self.below(one) & self.below(other)

    def parts(self, name: str) -> tuple[str, ...]:
        """All that a name is made of: members of a group (`= …`), and theirs. Who names a group names each of them."""
        found: dict[str, None] = {}
        waiting = [name]
        while waiting:
            entry = self.names.get(waiting.pop())
            new = [part for part in entry.members if part not in found] if entry else []
            found.update(dict.fromkeys(new))
            waiting += new
        return tuple(found)

    def each(self, name: str) -> tuple[str, ...]:
        """A name, or instead of a group what it is made of in the end."""
        return tuple(part for part in self.parts(name) if not self.parts(part)) or (name,)

    def within(self, name: str) -> frozenset[str]:
        """A name with all that it covers, and the groups made of any of these."""
        below = self.below(name)
        return below.union(*(self._groups.get(part, ()) for part in below))

    @cached_property
    def _groups(self) -> dict[str, list[str]]:
        """Name → the groups that are made of it."""
        made: dict[str, list[str]] = {}
        for group, entry in self.names.items():
            for part in self.parts(group) if entry.members else ():
                made.setdefault(part, []).append(group)
        return made

    def whatever(self, name: str) -> bool:
        """Whether a name stands for whatever data there is about people, so that statements about some data are the special case."""
        return self.covers(name, "personal-data")

    def any_covers(self, wider: Iterable[str], names: Iterable[str]) -> bool:
        """Whether one of these covers one of those."""
        wanted = frozenset(wider)
        return any(not wanted.isdisjoint(self.above(name)) for name in names)


def _standard_parent(name: str) -> str | None:
    """The parent of a standard name that the policy does not use itself."""
    entry = entries().get(name)
    return (entry.parent or None) if entry else None
