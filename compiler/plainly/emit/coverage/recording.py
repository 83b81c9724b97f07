"""A policy's coverage of the laws it declares → plain data, as `coverage.json` holds it.

Every clause and fact that meets a duty is told once; duties refer to them by id. Nothing is quoted that is not published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from plainly import __version__
from plainly.emit.coverage.telling import Telling
from plainly.page import Page
from plainly.regimes.regime import all_regimes
from plainly.regimes.verdicts import STATES, Coverage, Evidence, Verdict
from plainly_dsl.diagnostics.catalogue import entry

if TYPE_CHECKING:
    from plainly.model import Policy
    from plainly.regimes.regime import Part

FORMAT = "plainly-coverage/1"
TOOL = f"plainly {__version__}"
NOTE = (
    "This report shows what a privacy notice says of what a law asks such a notice to say, and where. A program made it from the notice "
    "alone. It does not tell whether what is said is true, enough or lawful, and it is not legal advice."
)


def record(
    policy: Policy, coverages: Iterable[Coverage], base: str, *, edition: str = "", pages: Mapping[str, Page] | None = None
) -> dict[str, Any]:
    """The report of a policy that is published below `base`.

    `edition` is the SHA-256 of its notice.json (hexadecimal), "" where that is not known. `pages` are its full statements by locale,
    as far as they are composed already.
    """
    telling = Telling(policy, f"{base}{policy.id}/", pages or {})
    found = tuple(coverages)
    clauses, facts = _said(telling, found)
    return {
        "format": FORMAT,
        "tool": TOOL,
        "note": NOTE,
        "policy": _policy(telling, edition),
        "laws": [_law(telling, law, found) for law in policy.regimes],
        "regimes": [_regime(telling, coverage) for coverage in found],
        "clauses": clauses,
        "facts": facts,
        "acknowledged": list(_acknowledged(telling)),
        "silent": [{"topic": name, "title": telling.called(name)} for name in policy.silent],
    }


def tally(coverage: Coverage) -> dict[str, int]:
    """How many duties of a regime are in each state."""
    return {state: sum(verdict.state == state for verdict in coverage.verdicts) for state in STATES}


def counts(coverages: Iterable[Coverage]) -> dict[str, dict[str, Any]]:
    """What the overview of all policies tells of one: each regime's title and its duties by state, none where it does not apply."""
    return {one.regime.id: {"title": one.regime.title, "counts": tally(one) if one.applies else {}} for one in coverages}


def _policy(telling: Telling, edition: str) -> dict[str, Any]:
    policy = telling.policy
    return {
        "id": policy.id,
        "address": telling.home,
        "title": {locale: policy.title[locale] for locale in telling.locales},
        "language": policy.language,
        "locales": list(telling.locales),
        "effective": policy.effective,
        "controllers": list(map(telling.called, policy.controllers)),
        "notice": {"file": "notice.json", "sha256": edition},
    }


def _law(telling: Telling, law: str, found: tuple[Coverage, ...]) -> dict[str, Any]:
    """A law that the policy declares; `known` where there are regimes for it."""
    return {"id": law, "title": telling.called(law), "known": any(coverage.regime.law == law for coverage in found)}


def _said(telling: Telling, found: tuple[Coverage, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The clauses and the facts that meet duties, by their ids."""
    wanted = {evidence.fact for coverage in found for verdict in coverage.verdicts for evidence in verdict.evidence}
    clauses: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    for clause in telling.policy.clauses:
        if any(fact.id in wanted for statement in clause.statements for fact in statement.facts):
            clauses[clause.id], told = telling.clause(clause, wanted)
            facts.update(told)
    return clauses, facts


# Duties -----------------------------------------------------------------------------------------


def _regime(telling: Telling, coverage: Coverage) -> dict[str, Any]:
    regime = coverage.regime
    return {
        "id": regime.id,
        "law": regime.law,
        "title": regime.title,
        "citation": regime.citation,
        "url": regime.url,
        "covers": regime.covers,
        "leaves_out": regime.leaves_out,
        "applies": coverage.applies,
        "when": regime.when,
        "counts": tally(coverage),
        "duties": [_duty(telling, verdict) for verdict in coverage.verdicts],
    }


def _duty(telling: Telling, verdict: Verdict) -> dict[str, Any]:
    duty = verdict.duty
    return {
        "id": duty.id,
        "citation": duty.citation,
        "title": duty.title,
        "state": verdict.state,
        "reason": verdict.reason if verdict.state == "waived" else "",
        "when": duty.when,
        "help": duty.help,
        "parts": [_part(telling, part, verdict) for part in duty.parts],
    }


def _part(telling: Telling, part: Part, verdict: Verdict) -> dict[str, Any]:
    """A part of a duty with what meets it. `left` are names of which it is not said; without anything to ask of, it does not apply."""
    own = [evidence for evidence in verdict.evidence if evidence.part == part.title]
    lacks = dict(verdict.lacks)
    some, none = ("partly", "missing") if part.title in lacks else ("met", "not-applicable")
    return {
        "title": part.title,
        "state": some if own else none,
        "left": [{"name": name, "label": telling.called(name)} for name in lacks.get(part.title, ())],
        "declared": [telling.declared(evidence.pointer) for evidence in own if not evidence.fact],
        "evidence": _by_clause(own),
    }


def _by_clause(found: list[Evidence]) -> list[dict[str, Any]]:
    """Facts clause by clause, in the policy's order."""
    facts: dict[str, list[str]] = {}
    for evidence in found:
        if evidence.fact:
            facts.setdefault(evidence.clause, []).append(evidence.fact)
    return [{"clause": clause, "facts": own} for clause, own in facts.items()]


def _acknowledged(telling: Telling) -> Iterator[dict[str, Any]]:
    """Findings of the checks that the policy says are known and stay, with its reasons."""
    for clause in telling.policy.clauses:
        for known in clause.acknowledged:
            yield {
                "code": known.code,
                "title": _title(known.code),
                "clause": clause.id,
                **telling.section(clause.id),
                "because": known.because,
                "links": {locale: telling.link(clause.id, locale) for locale in telling.locales},
            }


def _title(code: str) -> str:
    """The title of a diagnostic or of a duty, "" for a code that a notice from elsewhere made up."""
    try:
        return entry(code).title
    except KeyError:
        return next((f"{duty.citation}: {duty.title}" for regime in all_regimes() for duty in regime.duties if duty.id == code), "")
