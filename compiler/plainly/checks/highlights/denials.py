"""A line denies what its statements deny, and no more.

It says “we do not sell” only where a statement denies that; of all data only where the statement denies it of all data; of everybody
only where it is denied of everybody; for every purpose only where it is denied for every purpose. Words that stand for a name
of the statement may be marked: `for [others’ own promotions]{third-party-promotion}`.

Why it matters: “we never sell your data” over “never sell e-mail addresses” is the summary that regulators quote.
Reference: GDPR Art. 5(1)(a); FTC Act § 5; UCPD Art. 6.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.highlights.lines import FAMILIES, Part, lines
from plainly.checks.highlights.telling import at, listed
from plainly.logic.views import PRACTICES

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.checks.highlights.lines import Line
    from plainly.logic.claims import Claim, Claims

#: Names that leave nothing out: a denial is no narrower for naming them.
EVERYTHING = frozenset({"third-parties", "any-purpose", "any-other-purpose"})


def check(claims: Claims) -> Iterator[Finding]:
    """`highlight-denial-unfounded` and `highlight-denial-wider`, each once for a line."""
    for line in lines(claims):
        stated = _unfounded(line)
        if stated:
            yield at(claims, "highlight-denial-unfounded", line, stated, word=line.denial.word if line.denial else "")
            continue
        for claim in _told(line):
            left_out = _left_out(claims, line, claim)
            if left_out:
                yield at(claims, "highlight-denial-wider", line, claim, names=listed(claims, line, left_out))
                break


def _unfounded(line: Line) -> Claim | None:
    """A statement that something is done, where the line denies it and no statement does."""
    denied = frozenset(claim.verb for claim in line.claims if claim.denied)
    for part in line.parts:
        if part.denial is None:
            continue
        for family in sorted(part.families):
            done = next((claim for claim in line.claims if claim.verb in FAMILIES[family] and not claim.denied), None)
            if done and not denied & FAMILIES[family]:
                return done
        if not denied and _absolute(part):
            return next((claim for claim in line.claims if claim.verb in PRACTICES), None)
    return None


def _absolute(part: Part) -> bool:
    """Whether a part says never, no one, nothing."""
    return part.denial is not None and "none" in part.uses


def _told(line: Line) -> Iterator[Claim]:
    """The denials that a line tells: of each practice it speaks of, the one it leaves least out of, as it may stand for any of them."""
    if line.denial is None:
        return
    by_verb: dict[str, list[Claim]] = {}
    for claim in line.denied():
        by_verb.setdefault(claim.verb, []).append(claim)
    for found in by_verb.values():
        yield min(found, key=lambda claim: _untold(line, claim))


def _untold(line: Line, claim: Claim) -> tuple[int, int]:
    """How many positions of a denial a line leaves out; of two that are equal, the denial that it tells more of comes first."""
    told = [line.touches(names) for names in map(claim.at, ("objects", "with", "to", "for")) if names]
    return told.count(False), -told.count(True)


def _left_out(claims: Claims, line: Line, claim: Claim) -> tuple[str, ...]:
    """Names by which the statement denies less than the line: its data, its recipients, its purposes; () where none is left out."""
    data = claim.at("objects")
    if _of_all_data(line) and not line.says(data) and not claims.lattice.any_covers(data, ("personal-data",)):
        return data
    for position in ("with", "to", "for"):
        names = claim.at(position)
        if names and not EVERYTHING.intersection(names) and not line.says(names):
            return names
    return ()


def _of_all_data(line: Line) -> bool:
    """Whether the line speaks of data in general, or of a group wider than the statement’s."""
    return "any-data" in line.uses or "personal-data" in line.names
