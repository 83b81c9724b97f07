"""A policy says what the laws ask for that it declares (`regime gdpr`).

Each duty of these laws (`plainly/regimes/`) is met, or waived with a reason. What only a part of the policy can show, such as
whether a statement is true, no check can tell; `plainly coverage` shows all duties with what meets them.

Why it matters: a notice that leaves out what a law lists is the breach that authorities find and fine first.
Reference: each duty has its own article; GDPR Art. 5(2) asks the controller to be able to show it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding
from plainly_dsl.standard import wordings
from plainly_dsl.suggest import nearest

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.model import Policy
    from plainly.regimes.verdicts import Coverage, Verdict

CODES = {"missing": "duty-missing", "partly": "duty-partly"}
#: So many names are listed of those that a duty is not met for.
LISTED = 3


def check(claims: Claims) -> Iterator[Finding]:
    """`duty-missing`, `duty-partly` and `law-without-duties` at the header, `unknown-duty` and `unused-waiver` at the waiver."""
    policy = claims.policy
    if not policy.regimes and not policy.waived:
        return
    from plainly.regimes.verdicts import coverage, regimes_of

    held = coverage(claims, regimes_of(policy))
    waivers = list(_waivers(policy, held))
    meant = {finding.suggestion for finding in waivers}  # one slip gives one message: the misspelt waiver, not also its duty
    for regime in held:
        for verdict in regime.verdicts:
            if verdict.state in CODES and verdict.duty.id not in meant:
                yield _lacking(policy, regime, verdict)
    yield from waivers
    yield from _unlisted(policy, {regime.regime.law for regime in held})


def _lacking(policy: Policy, held: Coverage, verdict: Verdict) -> Finding:
    law, duty = held.regime.law, verdict.duty
    called = wordings("en")[law].label  # messages are English, whatever languages the policy has
    args = {"law": called, "citation": duty.citation, "duty": duty.id, "lacking": lacking(verdict), "help": duty.help}
    return Finding(CODES[verdict.state], f"/regimes/{policy.regimes.index(law)}", args)


def _unlisted(policy: Policy, listed: set[str]) -> Iterator[Finding]:
    """Declared laws that there is no list of duties for: nothing is examined, and nobody should think so."""
    from plainly.regimes.regime import laws

    for number, law in enumerate(policy.regimes):
        if law not in listed:
            yield Finding("law-without-duties", f"/regimes/{number}", {"law": wordings("en")[law].label, "known": ", ".join(laws())})


def lacking(verdict: Verdict) -> str:
    """What a policy lacks of a duty, in words: parts, each with the first few names it is not met for."""
    return "; ".join(f"{title} ({_listed(names)})" if names else title for title, names in verdict.lacks)


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - LISTED
    return f"not for {', '.join(names[:LISTED])}" + (f" and {more} more" if more > 0 else "")


def _waivers(policy: Policy, held: tuple[Coverage, ...]) -> Iterator[Finding]:
    """Waivers that name no duty, or that change nothing."""
    if not policy.waived:
        return
    from plainly.regimes.regime import all_regimes

    laws = {duty.id: regime.law for regime in all_regimes() for duty in regime.duties}
    states = {verdict.duty.id: verdict.state for regime in held for verdict in regime.verdicts}
    seen: set[str] = set()
    for number, waiver in enumerate(policy.waived):
        pointer, duty = f"/waived/{number}", waiver.duty
        if duty not in laws:
            yield Finding("unknown-duty", pointer, {"name": duty}, suggestion=nearest(duty, laws))
        elif duty in seen:
            yield Finding("unused-waiver", pointer, {"name": duty, "why": "another @waive names it already"})
        elif laws[duty] not in policy.regimes:
            why = f"it belongs to “{laws[duty]}”, which the policy does not declare as a regime"
            yield Finding("unused-waiver", pointer, {"name": duty, "why": why})
        elif states.get(duty) == "met":
            yield Finding("unused-waiver", pointer, {"name": duty, "why": "the policy meets it"})
        seen.add(duty)
