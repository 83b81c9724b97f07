"""What `plainly coverage` does, as a function from arguments to an `Outcome`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from plainly import driver
from plainly.cached import Outcome
from plainly.coverage.text import WORDS, Held, policy_text
from plainly.emit.document import document_text
from plainly.logic.claims import Claims
from plainly.outputs import DEFAULT_BASE
from plainly.regimes.regime import Regime, all_regimes
from plainly.regimes.verdicts import coverage, regimes_of
from plainly.write import digest
from plainly_dsl.diagnostics.catalogue import entry, severity
from plainly_dsl.suggest import nearest


class UnknownRegimeError(Exception):
    """A law or regime that nobody knows; the text is the sentence to print."""


def coverage_report(paths: list[Path], wanted: tuple[str, ...], form: str, base: str, *, colour: bool) -> Outcome:
    """Policies held against the regimes that are wanted, or that each declares. Raises `UnknownRegimeError`.

    A policy with errors is not judged, since what it says is in doubt: the summary names it, and the exit code is 1. What only
    settings make an error (`deny = ["duty-missing"]`) leaves no such doubt.
    """
    regimes = _regimes(wanted)
    held: list[Held] = []
    left: list[str] = []
    for path in paths:
        checked = driver.check(path)
        policy = checked.policy
        errors = sum(severity(problem) == "error" == entry(problem.code).severity for problem in checked.diagnostics)
        if policy is None or errors:
            left.append(f"{path} is not judged, because it has {errors} {'error' if errors == 1 else 'errors'}: run plainly check.\n")
        else:
            edition = digest(document_text(checked.document).encode("utf-8"))
            held.append(Held(policy, coverage(Claims(policy), regimes if wanted else regimes_of(policy)), edition))
    return Outcome(_written(held, form, base or DEFAULT_BASE, colour=colour), "".join(left) + _summary(held), 1 if left else 0)


def _regimes(wanted: tuple[str, ...]) -> tuple[Regime, ...]:
    """The regimes of the laws and lists of duties that are named, each once, in the order they are named."""
    known = all_regimes() if wanted else ()
    names = sorted({name for regime in known for name in (regime.id, regime.law)})
    for word in wanted:
        if word not in names:
            near = nearest(word, names)
            guess = f" Did you mean “{near}”?" if near else ""
            raise UnknownRegimeError(f"“{word}” is no law that plainly knows.{guess} It knows {', '.join(names)}.")
    return tuple({regime.id: regime for word in wanted for regime in known if word in {regime.id, regime.law}}.values())


def _written(held: list[Held], form: str, base: str, *, colour: bool) -> str:
    if form == "text":
        return "\n".join(policy_text(one, colour=colour) for one in held)
    from plainly.emit.coverage import markdown, record

    records = [record(one.policy, one.coverages, base, edition=one.edition) for one in held]
    if form == "markdown":
        return "\n".join(map(markdown, records))
    return json.dumps(records, indent=2, ensure_ascii=False) + "\n"


def _summary(held: list[Held]) -> str:
    """One line: how many policies and duties, and how many of these are in which state."""
    counts = Counter(verdict.state for one in held for regime in one.coverages for verdict in regime.verdicts)
    told = [f"{counts[state]} {word}" for state, word in WORDS.items() if counts[state]]
    policies = f"{len(held)} {'policy' if len(held) == 1 else 'policies'}"
    duties = f"{counts.total()} {'duty' if counts.total() == 1 else 'duties'}"
    return f"Held {policies} against {duties}" + (f": {', '.join(told)}." if told else ".")
