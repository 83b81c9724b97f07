"""A line that names some of what a statement lists says that there is more; one that names a part says that it is a part.

Data, recipients, purposes and sources count. “Such as”, “among others” and the like tell that there is more; so does the name of a
group that covers the rest. Words that stand for a name may be marked: `[what you do]{usage-data}`.

Why it matters: a shortened list reads as the whole. Reference: GDPR Art. 5(1)(a), 13(1)(c)-(e), 14(1)(d); WP260 rev.01, 12-13.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import statement_of
from plainly.checks.highlights.lines import LISTED, lines
from plainly.checks.highlights.telling import at, listed
from plainly.logic.views import PRACTICES

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.checks.highlights.lines import Line
    from plainly.logic.claims import Claim, Claims


def check(claims: Claims) -> Iterator[Finding]:
    """`highlight-list-shortened` and `highlight-narrower`, at most one of them for a line."""
    for line in lines(claims):
        if not line.uses & {"open", "examples"} and not (line.denial and line.denied()):
            yield from _first(claims, line)


def _first(claims: Claims, line: Line) -> Iterator[Finding]:
    for position in LISTED:
        own = line.names.difference(*(claim.at(position) for claim in line.claims))
        for stated in _together(line, position):
            together = dict.fromkeys(claim.at(position) for claim in stated)  # what “and” binds is said when one of it is
            names = tuple(dict.fromkeys(name for group in together for name in group))
            said = tuple(name for group in together if line.covers(group) for name in group)
            examples = _examples(stated, position, said)
            rest = tuple(name for name in names if name not in said and name not in examples and not _within(claims, name, said))
            if said and rest and not line.names.isdisjoint(names):
                yield at(claims, "highlight-list-shortened", line, stated[0], names=listed(claims, line, rest))
                return
            part = _part(claims, own, names) if not said else None
            if part:
                yield at(
                    claims,
                    "highlight-narrower",
                    line,
                    stated[0],
                    part=listed(claims, line, (part[0],)),
                    names=listed(claims, line, part[1:]),
                )
                return


def _together(line: Line, position: str) -> list[list[Claim]]:
    """What the line stands for, list by list: recipients and sources of one verb make one list, data and purposes those of one statement."""
    found: dict[str, list[Claim]] = {}
    for claim in line.claims:
        if claim.verb in PRACTICES and not claim.denied:
            key = statement_of(claim) if position in {"objects", "for"} else claim.verb
            found.setdefault(key, []).append(claim)
    return list(found.values())


def _examples(stated: list[Claim], position: str, said: tuple[str, ...]) -> frozenset[str]:
    """Names that statements only give as examples (`such-as`) of what they name first, where that is said."""
    heads: dict[str, tuple[str, ...]] = {}
    for claim in stated:
        heads.setdefault(statement_of(claim), claim.at(position))
    return frozenset(
        name
        for claim in stated
        if position in claim.fact.open and set(heads[statement_of(claim)]) <= set(said)
        for name in claim.at(position)
    )


def _within(claims: Claims, name: str, said: tuple[str, ...]) -> bool:
    """Whether all that a name stands for is said: it is a group whose members are."""
    entry = claims.policy.names.get(name)
    return bool(entry and entry.members and all(claims.lattice.any_covers(said, (part,)) for part in entry.members))


def _part(claims: Claims, own: frozenset[str], names: tuple[str, ...]) -> tuple[str, str] | None:
    """A name that is only part of one of these, with that one; `own` are those of the line that no statement of it has there."""
    for name in names if own else ():
        for said in sorted(own):
            if claims.lattice.covers(name, said) and not claims.lattice.covers(said, name):
                return said, name
    return None
