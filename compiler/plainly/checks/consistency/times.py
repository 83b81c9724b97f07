"""One and the same time said twice, with different values.

How long data is kept, within which time a request is answered, how long ahead a change is announced: two statements about the
same thing, under the same conditions, have to say the same. A time for personal data at large is the rule, one for some data the
special case. Twelve months are a year, but thirty days are no month.

Reference: GDPR Art. 5(1)(e), 12(3), 13(2)(a).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import said, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.logic.views import View
    from plainly.model import Quantity

POSITIONS = ("for", "within", "ahead")
ASIDE = frozenset({"via", "objects", "then"})
#: Times that are as exact as a number.
EXACT = frozenset({"indefinitely", "one-time", "session"})
#: Units that are so many of another.
SAME: dict[str, tuple[int, str]] = {"year": (12, "month"), "week": (7, "day"), "hour": (60, "minute")}
Time = frozenset[tuple[float, str]]
Key = tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]]


def check(claims: Claims) -> Iterator[Finding]:
    """`times-differ`, once for a statement whose time differs from an earlier one, at that statement."""
    groups: dict[Key, _Timed] = {}
    told: set[str] = set()
    for view in claims.stated:
        for position in POSITIONS:
            if not _values(claims, view, position):
                continue
            earlier, time = groups.setdefault(_key(claims, view, position), _Timed()), _time(claims, view, position)
            other = earlier.differing(claims, view, time) if statement_of(view.claim) not in told else None
            if other:
                told.add(statement_of(view.claim))
                args = {"sentence": said(claims, view.claim), "other": said(claims, other.claim)}
                related = ((statement_of(other.claim), "stated here with another time"),)
                yield Finding("times-differ", statement_of(view.claim), args, related=related)
            earlier.add(view, time)


class _Timed:
    """Statements that differ in nothing but their data and their time."""

    def __init__(self) -> None:
        self._views: list[View] = []
        self._about: dict[str, dict[Time, list[int]]] = {}  # data → time → which of the statements say so
        self._known: set[tuple[Time, tuple[str, ...]]] = set()

    def add(self, view: View, time: Time) -> None:
        """One more, unless another has its data and its time."""
        if (time, view.at("objects")) in self._known:
            return
        self._known.add((time, view.at("objects")))
        for name in dict.fromkeys(view.at("objects")):
            self._about.setdefault(name, {}).setdefault(time, []).append(len(self._views))
        self._views.append(view)

    def differing(self, claims: Claims, view: View, time: Time) -> View | None:
        """The first one about the same data with another time, in another statement."""
        names = dict.fromkeys(other for name in view.at("objects") for other in _same(claims, name))
        others = (numbers for name in names for its_time, numbers in self._about.get(name, {}).items() if its_time != time)
        found = (next((number for number in numbers if self._elsewhere(number, view)), None) for numbers in others)
        first = min((number for number in found if number is not None), default=None)
        return None if first is None else self._views[first]

    def _elsewhere(self, number: int, view: View) -> bool:
        return statement_of(view.claim) != statement_of(self._views[number].claim)


def _values(claims: Claims, view: View, position: str) -> tuple[str, ...]:
    names = claims.policy.names
    return tuple(name for name in view.at(position) if name in EXACT or (name in names and names[name].value))


def _time(claims: Claims, view: View, position: str) -> Time:
    return frozenset(_exact(name, claims.policy.names[name].value) for name in _values(claims, view, position))


def _exact(name: str, quantity: Quantity | None) -> tuple[float, str]:
    """A time as a number of its smallest unit; of one that is no number, its name."""
    if not quantity:
        return 1, name
    factor, unit = SAME.get(quantity.unit, (1, quantity.unit))
    return quantity.amount * factor, unit


def _key(claims: Claims, view: View, position: str) -> Key:
    """All that two statements must have in common for their times to be comparable: the purpose, too, that stands after `for`."""
    times = _values(claims, view, position)
    places = {**view.places, position: tuple(name for name in view.at(position) if name not in times)}
    others = sorted((word, tuple(sorted(names))) for word, names in places.items() if word not in ASIDE)
    return view.verb, position, tuple(others)


def _same(claims: Claims, name: str) -> Iterator[str]:
    """The names of data for which a time may not differ."""
    yield name
    if not claims.lattice.whatever(name):
        yield from (other for other in claims.lattice.near(name) if not claims.lattice.whatever(other))
