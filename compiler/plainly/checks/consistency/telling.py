"""Findings about two statements: both as sentences in the policy's language, their places, and in one line why they clash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding
from plainly.compose.folding import row_of
from plainly.compose.sentences import sentence
from plainly.compose.wording import Wording
from plainly.page import plain

if TYPE_CHECKING:
    from plainly.logic.claims import Claim, Claims
    from plainly.logic.meeting import Meeting
    from plainly.logic.views import View

#: A report shows so many places beside the first; the message counts the rest.
SHOWN = 4


def said(claims: Claims, claim: Claim) -> str:
    """A claim as a sentence in the policy's language, without its full stop: it is quoted inside another."""
    statement = claim.clause.statements[int(claim.pointer.split("/")[4])]
    return plain(sentence(_wording(claims), claim.clause, row_of(statement, claim.fact))).removesuffix(".")


@lru_cache(maxsize=1)
def _wording(claims: Claims) -> Wording:
    """The words of the policy that is being checked, made once for all findings."""
    return Wording.of(claims.policy, claims.policy.language)


def label(claims: Claims, name: str) -> str:
    """A name as the policy's readers know it."""
    entry = claims.policy.names.get(name.partition(".")[0])
    return entry.labels[claims.policy.language].label if entry else name


def clashes(claims: Claims, code: str, found: Iterable[tuple[View, Sequence[Meeting]]], remark: str) -> Iterator[Finding]:
    """One finding for each statement that others go against, whichever of its facts they meet."""
    groups: dict[str, tuple[Claim, list[Meeting]]] = {}
    for denied, met in found:
        if met:
            groups.setdefault(statement_of(denied.claim), (denied.claim, []))[1].extend(met)
    for denied_claim, met in groups.values():
        yield _clash(claims, code, denied_claim, met, remark)


def _clash(claims: Claims, code: str, denied: Claim, met: Sequence[Meeting], remark: str) -> Finding:
    """A finding at a claim that others go against: the first of them in words, some more as places."""
    first, places = met[0], dict.fromkeys(statement_of(meeting.said.claim) for meeting in met)
    args = {
        "clause": first.said.claim.clause.id,
        "sentence": said(claims, denied),
        "other": said(claims, first.said.claim),
        "why": because(claims, first),
        "more": _more(len(places) - 1),
    }
    return Finding(code, statement_of(denied), args, related=tuple((place, remark) for place in list(places)[:SHOWN]))


def because(claims: Claims, met: Meeting) -> str:
    """Why a statement falls under a denial: “Advertisers” is part of “third parties”."""
    steps = [
        f"“{label(claims, name)}” is part of “{label(claims, wider)}”" for name, wider in met.steps if claims.lattice.covers(wider, name)
    ]
    steps += [
        f"“{label(claims, wider)}” is part of “{label(claims, name)}”" for name, wider in met.steps if _only_inside(claims, name, wider)
    ]
    return f" ({'; '.join(steps)})" if steps else ""


def _only_inside(claims: Claims, name: str, other: str) -> bool:
    return claims.lattice.covers(name, other) and not claims.lattice.covers(other, name)


def _more(count: int) -> str:
    return f", and {count} more statement{'s' if count > 1 else ''} like it" if count > 0 else ""


def place_of(claim: Claim) -> tuple[int, ...]:
    """Where a claim stands, to be compared with others: the numbers of its clause, statement and fact."""
    return tuple(int(part) for part in claim.pointer.split("/") if part.isdigit())


def statement_of(claim: Claim) -> str:
    """The pointer of the statement a claim stands in: its line is what the report shows."""
    return claim.pointer.rpartition("/facts/")[0]
