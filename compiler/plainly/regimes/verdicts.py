"""Policies held against regimes: for each duty whether the policy meets it, and by which of its statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from plainly.logic.claims import Claims
from plainly.regimes.patterns import Matcher
from plainly.regimes.regime import Duty, Part, Regime, of_laws

if TYPE_CHECKING:
    from plainly.model import Policy

State = Literal["met", "partly", "missing", "waived", "not-applicable"]
#: The states with their words.
STATES: dict[State, str] = {
    "met": "met",
    "partly": "partly met",
    "missing": "missing",
    "waived": "waived",
    "not-applicable": "not applicable",
}
#: The title of a part of a duty; of one that asks about `each` name, with the names it is not met for.
Lack = tuple[str, tuple[str, ...]]


class Evidence(NamedTuple):
    """What meets a part of a duty: a fact, a name, or a field of the policy's header."""

    part: str  # title of the duty's part it meets
    pointer: str  # of the fact (/clauses/3/statements/1/facts/0), of a name (/names/x), or of the header (/effective)
    clause: str  # id of the clause, "" for what is in no clause
    fact: str  # id of the fact, "" likewise


class Verdict(NamedTuple):
    """A duty with its state. `evidence` is in the policy's order: header and names, then fact by fact."""

    duty: Duty
    state: State
    evidence: tuple[Evidence, ...]
    lacks: tuple[Lack, ...]  # parts that nothing meets, or not wholly
    reason: str  # the waiver's reason, or the `when` words for not-applicable, "" otherwise


class Coverage(NamedTuple):
    """A regime with its verdicts in the order of its duties; none where the regime does not apply."""

    regime: Regime
    verdicts: tuple[Verdict, ...]
    applies: bool


class _Met(NamedTuple):
    """How far a part is met: by what, and which of the values it asks for are left over.

    `idle`: it asks for something about each of nothing, so it neither meets nor lacks.
    """

    part: Part
    declared: tuple[str, ...] = ()
    facts: tuple[int, ...] = ()  # numbers among the claims
    left: tuple[str, ...] = ()
    idle: bool = False

    @property
    def begun(self) -> bool:
        """Whether something meets it, wholly or not."""
        return bool(self.declared or self.facts)

    @property
    def whole(self) -> bool:
        """Whether it is met."""
        return self.begun and not self.left


def regimes_of(policy: Policy) -> tuple[Regime, ...]:
    """The regimes of all laws that a policy declares: law by law as declared, then by id."""
    return of_laws(policy.regimes)


def coverage(claims: Claims, regimes: Iterable[Regime]) -> tuple[Coverage, ...]:
    """What a policy's claims meet of the duties of regimes. A waiver counts where the policy does not meet its duty."""
    matcher = Matcher(claims)
    reasons = {waiver.duty: waiver.because for waiver in reversed(claims.policy.waived)}
    return tuple(_covered(matcher, regime, reasons) for regime in regimes)


def _covered(matcher: Matcher, regime: Regime, reasons: dict[str, str]) -> Coverage:
    if regime.applies and not matcher.any(regime.applies):
        return Coverage(regime, (), applies=False)
    return Coverage(regime, tuple(_verdict(matcher, duty, reasons) for duty in regime.duties), applies=True)


def _verdict(matcher: Matcher, duty: Duty, reasons: dict[str, str]) -> Verdict:
    if (duty.applies and not matcher.any(duty.applies)) or matcher.any(duty.unless):
        return Verdict(duty, "waived" if duty.id in reasons else "not-applicable", (), (), reasons.get(duty.id, duty.when))
    found = [_met(matcher, part) for part in duty.parts]
    evidence, state = _evidence(matcher, found), _state(found)
    if state == "met":
        return Verdict(duty, state, evidence, (), "")
    lacks = tuple((met.part.title, met.left) for met in found if not met.whole and not (met.idle and state == "partly"))
    return Verdict(duty, "waived" if duty.id in reasons else state, evidence, lacks, reasons.get(duty.id, ""))


def _state(found: list[_Met]) -> State:
    asked = [met for met in found if not met.idle]
    if asked and all(met.whole for met in asked):
        return "met"
    return "partly" if any(met.begun for met in asked) else "missing"


def _met(matcher: Matcher, part: Part) -> _Met:
    if part.each:
        return _each(matcher, part)
    return _Met(part, tuple(matcher.declared(part.by)), tuple(matcher.facts(part.by)))


def _each(matcher: Matcher, part: Part) -> _Met:
    """Every value of a position among some facts, looked for among others: as it stands, wider, or narrower."""
    claims = matcher.claims.all
    wanted = dict.fromkeys(name for number in matcher.facts(part.of) for name in claims[number].at(part.each))
    if not wanted:
        return _Met(part, idle=True)
    wider = frozenset().union(*map(matcher.senses, wanted))
    stated: set[str] = set()
    said: set[str] = set()  # the stated names with all that cover them
    facts = []
    for number in matcher.facts(part.by):
        useful = [name for name in claims[number].at(part.each) if name in wider or not matcher.senses(name).isdisjoint(wanted)]
        if useful:
            facts.append(number)
            stated.update(useful)
            said.update(*map(matcher.senses, useful))
    left = tuple(name for name in wanted if name not in said and matcher.senses(name).isdisjoint(stated))
    return _Met(part, facts=tuple(facts), left=left)


def _evidence(matcher: Matcher, found: list[_Met]) -> tuple[Evidence, ...]:
    """Everything that meets the parts: the header and names, then facts in the policy's order."""
    evidence = [Evidence(met.part.title, pointer, "", "") for met in found for pointer in met.declared]
    for number, at in sorted((number, at) for at, met in enumerate(found) for number in met.facts):
        claim = matcher.claims.all[number]
        evidence.append(Evidence(found[at].part.title, claim.pointer, claim.clause.id, claim.fact.id))
    return tuple(evidence)
