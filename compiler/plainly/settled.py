"""Findings that are settled: acknowledged in the policy, or only following from a mistake that is reported already.

An acknowledged finding stays in the report with its reason. What follows from a mistake is left out: one slip of the pen
should give one message; the rest would send an author after faults that are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding
from plainly.frontends import Front
from plainly_dsl.diagnostics.catalogue import entry, severity

if TYPE_CHECKING:
    from plainly.model import Policy
    from plainly_dsl.diagnostics import Diagnostic

#: Findings that a statement or a line of the summary would prevent: nothing is said where one was lost to a mistake.
LACKS = frozenset({"clause-without-statement", "weakened-claim", "highlight-not-grouped"})

#: Files of the catalogue whose findings a statement anywhere in the policy would prevent: nothing is said while one may be lost.
LACKED = frozenset({"obligations", "duties"})

#: What is said of a name: nothing where the words are not known to be one, since a comma is missing among them.
DOUBTS = frozenset({"unknown-name", "wrong-kind"})

#: Where findings that stand in no clause (on the title, a heading, a name, the summary) are acknowledged.
FIRST_CLAUSE = "/clauses/0"


class Acknowledged:
    """What a policy acknowledges, and which of it settled a finding."""

    def __init__(self, policy: Policy) -> None:
        self._reasons: dict[tuple[str, str], list[str]] = {}
        self._places: dict[tuple[str, str], list[str]] = {}
        self._used: set[tuple[str, str]] = set()
        for number, clause in enumerate(policy.clauses):
            for index, known in enumerate(clause.acknowledged):
                key = (f"/clauses/{number}", known.code)
                self._reasons.setdefault(key, []).append(known.because)
                self._places.setdefault(key, []).append(f"/clauses/{number}/acknowledged/{index}")

    def reason_of(self, finding: Finding) -> str:
        """Why a check's finding stays; "" where it is not acknowledged. A duty is acknowledged by its own id, each alone."""
        return self.reason(finding.args.get("duty", finding.code), finding.pointer)

    def reason(self, code: str, pointer: str) -> str:
        """Why what is found at a part of the document stays; "" where it is not acknowledged.

        Its clause, or the first one for what is in none, acknowledges its code; a related place in a clause does not count.
        """
        key = (clause_of(pointer) or FIRST_CLAUSE, code)
        if key not in self._reasons:
            return ""
        self._used.add(key)
        return " ".join(self._reasons[key])

    def of_source(self, front: Front) -> Iterator[Diagnostic]:
        """What the front end reports, with the reason where it may stay and is acknowledged; mistakes of form never are."""
        codes = {code for _, code in self._reasons}
        known = {problem.code for problem in front.problems if problem.code in codes and entry(problem.code).settable}
        clause_at = front.clause_finder() if known else None
        for problem in front.problems:
            if clause_at and problem.code in known:
                yield replace(problem, acknowledged=self.reason(problem.code, clause_at(problem.place)))
            else:
                yield problem

    def unused(self) -> Iterator[Finding]:
        """Acknowledgements that settled nothing, but for codes that only people find. To be asked last."""
        for (clause, code), places in self._places.items():
            if (clause, code) not in self._used and not _found_by_people(code):
                yield from (Finding("unused-acknowledgement", place, {"code": code}) for place in places)


def _found_by_people(code: str) -> bool:
    try:
        return entry(code).found_by == "people"
    except KeyError:  # a document from elsewhere may name any code
        return False


class FollowUps:
    """Decides for one policy which findings only follow from a mistake."""

    def __init__(self, policy: Policy, front: Front) -> None:
        self.policy = policy
        self.broken = front.broken
        self.mistaken = mistaken(front.problems)
        self.misspelt = _misspelt(front)

    def __call__(self, finding: Finding) -> bool:
        """Whether a finding is not to be reported."""
        if self.mistaken and entry(finding.code).group in LACKED and entry(finding.code).settable:
            return True
        pointer = clause_of(finding.pointer)
        if not pointer:
            return False
        clause = self.policy.clauses[int(pointer.rpartition("/")[2])]
        if finding.code in LACKS and clause.id in self.broken:
            return True
        return finding.code == "unreferenced-name" and (pointer, finding.args["name"]) in self.misspelt


def mistaken(problems: Iterable[Diagnostic]) -> bool:
    """Whether some mistake in the policy itself may have cost it a statement or a name; its translations have none."""
    return any(severity(problem) == "error" and entry(problem.code).group != "translations" for problem in problems)


def clause_of(pointer: str) -> str:
    """`/clauses/3/text/en/0` → `/clauses/3`; "" for what is in no clause."""
    parts = pointer.split("/")
    return "/".join(parts[:3]) if len(parts) > 2 and parts[1] == "clauses" else ""


def without_followups(problems: list[Diagnostic]) -> list[Diagnostic]:
    """Each problem once; without doubts about names where a comma is missing."""
    torn = {problem.place for problem in problems if problem.code == "missing-comma"}
    unique = {(d.code, d.place, tuple(d.args.items())): d for d in problems if d.place not in torn or d.code not in DOUBTS}
    return list(unique.values())


def _misspelt(front: Front) -> set[tuple[str, str]]:
    """Names that a clause's text mentions but for a slip: the clause's pointer and the name that was meant."""
    slips = [problem for problem in front.problems if problem.code == "unknown-name" and problem.suggestion]
    texts = [(pointer, place) for pointer, place in (front.places or {}).items() if "/text/" in pointer] if slips else []
    return {
        (clause_of(pointer), slip.suggestion)
        for pointer, place in texts
        for slip in slips
        if slip.place.file == place.file and place.start <= slip.place.start < place.end
    }
