"""The persons that a statement gives something to, and the groups of a region among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.logic.views import View

#: Persons by where they are: groups that a law gives rights to.
REGIONAL = frozenset({"european-users", "residents"})


def persons(view: View) -> tuple[str, ...]:
    """Whose data it is, or to whom something is given."""
    return (*view.at("of"), *view.at("recipients"))


def regional(claims: Claims, view: View) -> tuple[str, ...]:
    """The persons of a statement that are a group of a region."""
    return tuple(name for name in persons(view) if claims.lattice.any_covers(REGIONAL, (name,)))
