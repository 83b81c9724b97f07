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
Key = tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]]


def check(claims: Claims) -> Iterator[Finding]:
    """`times-differ`, once for a statement whose time differs from an earlier one, at that statement."""
    groups: dict[Key, list[View]] = {}
    told: set[str] = set()
    for view in claims.stated:
        for position in POSITIONS:
            if not _values(claims, view, position):
                continue
            earlier = groups.setdefault(_key(claims, view, position), [])
            for other in earlier:
                if _differs(claims, view, other, position) and statement_of(view.claim) not in told:
                    told.add(statement_of(view.claim))
                    args = {"sentence": said(claims, view.claim), "other": said(claims, other.claim)}
                    related = ((statement_of(other.claim), "stated here with another time"),)
                    yield Finding("times-differ", statement_of(view.claim), args, related=related)
            if all(
                _time(claims, view, position) != _time(claims, other, position) or view.at("objects") != other.at("objects")
                for other in earlier
            ):
                earlier.append(view)


def _values(claims: Claims, view: View, position: str) -> tuple[str, ...]:
    names = claims.policy.names
    return tuple(name for name in view.at(position) if name in EXACT or (name in names and names[name].value))


def _time(claims: Claims, view: View, position: str) -> set[tuple[float, str]]:
    return {_exact(name, claims.policy.names[name].value) for name in _values(claims, view, position)}


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


def _differs(claims: Claims, one: View, other: View, position: str) -> bool:
    if _time(claims, one, position) == _time(claims, other, position) or statement_of(one.claim) == statement_of(other.claim):
        return False
    return any(_same(claims, a, b) for a in one.at("objects") for b in other.at("objects"))


def _same(claims: Claims, name: str, other: str) -> bool:
    return name == other or (claims.lattice.meet(name, other) and not any(map(claims.lattice.whatever, (name, other))))
