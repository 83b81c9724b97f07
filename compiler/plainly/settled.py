"""Findings that are not reported: acknowledged ones, and those that only follow from a mistake reported already.

One slip of the pen should give one message; the rest would send an author after faults that are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plainly.frontends import Front

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.model import Policy
    from plainly_dsl.diagnostics import Diagnostic

#: Findings that a statement or a line of the summary would prevent: nothing is said where one was lost to a mistake.
LACKS = frozenset({"clause-without-statement", "weakened-claim", "highlight-not-grouped"})

#: What is said of a name: nothing where the words are not known to be one, since a comma is missing among them.
DOUBTS = frozenset({"unknown-name", "wrong-kind"})


class Settled:
    """Decides for one policy which findings are settled."""

    def __init__(self, policy: Policy, front: Front) -> None:
        self.policy = policy
        self.broken = front.broken
        self.misspelt = _misspelt(front)

    def __call__(self, finding: Finding) -> bool:
        """Whether a finding is not to be reported."""
        pointer = clause_of(finding.pointer)
        if not pointer:
            return False
        clause = self.policy.clauses[int(pointer.rpartition("/")[2])]
        if any(entry.code == finding.code for entry in clause.acknowledged):
            return True
        if finding.code in LACKS and clause.id in self.broken:
            return True
        return finding.code == "unreferenced-name" and (pointer, finding.args["name"]) in self.misspelt


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
