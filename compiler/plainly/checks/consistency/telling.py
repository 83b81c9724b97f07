"""Findings about two statements: both as sentences in the policy's language, their places, and in one line why they clash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding
from plainly.logic.views import ACTING_FOR, place_of
from plainly.page import plain

if TYPE_CHECKING:
    from plainly.compose.wording import Wording
    from plainly.logic.claims import Claim, Claims
    from plainly.logic.meeting import Meeting
    from plainly.logic.views import View

#: A report shows so many places beside the first; the message counts the rest.
SHOWN = 4
#: What is denied, what is done → why the one is the other.
IMPLIED = {
    ("share", "sell"): "what is sold is shared",
    ("collect", "observe"): "what is recorded is collected",
    ("collect", "receive"): "what is received from others is collected",
    ("collect", "use"): "what is used has been collected",
    ("collect", "keep"): "what is kept has been collected",
    ("use", "infer"): "conclusions are drawn by using data",
    ("use", "share"): "to share data for something is to use it",
    ("use", "sell"): "to sell data is to use it",
    ("use", "collect"): "to collect data for something is to use it",
    ("use", "observe"): "to record data for something is to use it",
    ("use", "receive"): "to get data for something is to use it",
}


def said(claims: Claims, claim: Claim) -> str:
    """A claim as a sentence in the policy's language, without its full stop: it is quoted inside another."""
    from plainly.compose.folding import row_of  # here, since most checks find nothing, and composing is slow to load
    from plainly.compose.sentences import sentence

    statement = claim.clause.statements[int(claim.pointer.split("/")[4])]
    return plain(sentence(claims.once(_wording), claim.clause, row_of(statement, claim.fact))).removesuffix(".")


def _wording(claims: Claims) -> Wording:
    """The words of the policy that is being checked."""
    from plainly.compose.wording import Wording

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
        "beyond": " and ".join(f"“{label(claims, name)}”" for name in first.beyond),
        "more": _more(len(places) - 1),
    }
    return Finding(code, statement_of(denied), args, related=tuple((place, remark) for place in list(places)[:SHOWN]))


def because(claims: Claims, met: Meeting) -> str:
    """Why a statement falls under a denial: “Advertisers” is part of “third parties”."""
    steps = [_implied(claims, met), *(_step(claims, name, wider) for name, wider in met.steps)]
    return f" ({'; '.join(step for step in steps if step)})" if any(steps) else ""


def _step(claims: Claims, name: str, wider: str) -> str:
    if claims.lattice.covers(wider, name):
        return f"“{label(claims, name)}” is part of “{label(claims, wider)}”"
    if claims.lattice.covers(name, wider):
        return f"“{label(claims, wider)}” is part of “{label(claims, name)}”"
    both = min(claims.lattice.common(name, wider))
    return f"“{label(claims, both)}” is part of both “{label(claims, name)}” and “{label(claims, wider)}”"


def _implied(claims: Claims, met: Meeting) -> str:
    """What a statement says by another verb than its own, or what the denial’s verb has to do with it."""
    said, written = met.said, met.said.claim.verb
    if said.verb == "transfer" != written:
        party = next(name for name in said.at("recipients") if place_of(claims.policy, name))
        return f"“{label(claims, party)}” is in “{label(claims, said.at('to')[0])}”"
    if said.verb == "share" != written and said.at("recipients"):
        return f"so the data gets to “{label(claims, said.at('recipients')[0])}”"
    if said.verb == "use" != written:
        return "what conclusions are drawn from is used"
    if said.verb == "set" != written:
        return f"for that, “{label(claims, said.at('objects')[0])}” have to be set"
    if written == "grant" != said.verb:
        return f"“{label(claims, said.claim.fact.objects[0])}” comes to the same as “{label(claims, said.at('objects')[0])}”"
    if not said.own and not ACTING_FOR.isdisjoint(said.at("as")):
        return "what is done for the controller, the controller does"
    return IMPLIED.get((met.denied.verb, said.verb), "")


def _more(count: int) -> str:
    return f", and {count} more statement{'s' if count > 1 else ''} like it" if count > 0 else ""


def order_of(claim: Claim) -> tuple[int, ...]:
    """Where a claim stands, to be compared with others: the numbers of its clause, statement and fact."""
    return tuple(int(part) for part in claim.pointer.split("/") if part.isdigit())


def statement_of(claim: Claim) -> str:
    """The pointer of the statement a claim stands in: its line is what the report shows."""
    return claim.pointer.rpartition("/facts/")[0]
