"""Which names cover which: the vocabulary's hierarchy, and what a policy's own groups and terms stand for.

A name is covered by its parent, by each group that has it as a member (`data A = B, C`) and by the term that is another word
for it; by what covers those in turn. An example (`such-as`) is covered too: it is named as part of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from plainly_dsl.standard import entries

if TYPE_CHECKING:
    from plainly.model import Name


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
        for name in names:
            for wider in self.above(name):
                self._below.setdefault(wider, set()).add(name)

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
            known = self._above[name] = frozenset(found)
        return known

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

    def any_covers(self, wider: Iterable[str], names: Iterable[str]) -> bool:
        """Whether one of these covers one of those."""
        wanted = frozenset(wider)
        return any(not wanted.isdisjoint(self.above(name)) for name in names)


def _standard_parent(name: str) -> str | None:
    """The parent of a standard name that the policy does not use itself."""
    entry = entries().get(name)
    return (entry.parent or None) if entry else None
