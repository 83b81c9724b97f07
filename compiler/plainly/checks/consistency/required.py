"""The same data, required in one statement and optional in another.

Whoever is asked for data has to know whether it must be given, and what happens otherwise. Two statements about the same data, for
the same people, purposes and conditions, have to say the same. A part of a group may well be asked for otherwise than the group.

Reference: GDPR Art. 13(2)(e).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import label, said, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.logic.views import View

    Key = frozenset[tuple[str, frozenset[str]]]

#: How data is asked for makes no difference to whether it has to be given.
ASIDE = frozenset({"objects", "via", "on", "using", "under"})
OPPOSITE = {"required": "optional", "optional": "required"}


def check(claims: Claims) -> Iterator[Finding]:
    """`required-and-optional`, once for a statement that goes against an earlier one, at that statement."""
    earlier: dict[tuple[str, str, Key], View] = {}
    told: set[str] = set()
    for view in claims.stated:
        mark, where = _mark(view), statement_of(view.claim)
        if not mark:
            continue
        key = frozenset((position, frozenset(names)) for position, names in view.places.items() if position not in ASIDE)
        for name in view.at("objects"):
            other = earlier.get((OPPOSITE[mark], name, key))
            if other and where not in told:
                told.add(where)
                args = {"name": label(claims, name), "mark": mark, "sentence": said(claims, view.claim), "other": said(claims, other.claim)}
                yield Finding("required-and-optional", where, args, related=((statement_of(other.claim), f"{OPPOSITE[mark]} here"),))
            earlier.setdefault((mark, name, key), view)


def _mark(view: View) -> str:
    """“required” or “optional”, where a statement asks people for data and says so; what readers must give is required."""
    if view.verb != "collect" or view.at("by"):
        return ""
    marked = next((mark for mark in view.claim.fact.marks if mark in OPPOSITE), "")
    return marked or ("required" if view.claim.modality == "must" else "")
