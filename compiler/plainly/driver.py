"""The stages in order. Reads like the pipeline in ARCHITECTURE.md.

    load → parse → resolve → validate → model → check → compose → emit → write

Everything up to `check` runs as far as it can, so that one run reports all problems; nothing of a policy
with an error is composed or written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from plainly import frontends
from plainly.frontends import Front
from plainly.settled import Settled, without_followups
from plainly.validate import Violation, violations
from plainly.view import view
from plainly_dsl.diagnostics import Diagnostic, Place, Related, sort_key
from plainly_dsl.diagnostics.catalogue import severity
from plainly_dsl.source import Source

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.model import Policy


class Checked(NamedTuple):
    """A policy after all checks. `policy` is None where it could not even be loaded; `document` is what it was read from."""

    path: Path
    document: Any
    policy: Policy | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]
    absent: tuple[Path, ...] = ()  # files that are not there and would change the result if they were

    @property
    def publishable(self) -> bool:
        """Whether the policy may be published: it is there and has no error."""
        return self.policy is not None and all(severity(d) != "error" for d in self.diagnostics)


def check(path: Path) -> Checked:
    """One policy, from its `.policy` file or its notice, through all checks."""
    front = frontends.read(path)
    problems = list(front.problems)
    policy = None
    if front.readable:
        front, broken = _validated(front)
        if not broken:
            policy = view(front.document)
            problems += _findings(policy, front)
            problems += _other_name(path, policy, front)
        elif not any(severity(problem) == "error" for problem in problems):
            problems += [_violation(front, violation) for violation in broken]
    diagnostics = tuple(sorted(without_followups(problems), key=sort_key))
    return Checked(path, front.document, policy, diagnostics, front.sources, front.absent)


def same_id(checked: Checked, first: dict[str, Path]) -> list[Diagnostic]:
    """`two-policies-one-id` where an earlier policy has the id: their outputs would overwrite each other.

    `first` is where each id was met first; it is kept up to date.
    """
    if checked.policy is None or first.setdefault(checked.policy.id, checked.path) == checked.path:
        return []
    return [id_taken(checked.path, checked.policy.id, first[checked.policy.id])]


def id_taken(path: Path, identity: str, first: Path) -> Diagnostic:
    """`two-policies-one-id` for the policy at `path`; `first` has the id already."""
    return Diagnostic("two-policies-one-id", Place(str(path), 0, 0), {"name": identity, "path": str(first)})


def _validated(front: Front) -> tuple[Front, list[Violation]]:
    """The document against the schema; one from elsewhere also through the model, which makes it canonical, and for its sense."""
    broken = violations(front.document)
    if not broken and front.foreign:
        from plainly.sense import nonsense

        document, broken = canonical(front.document)
        front = front._replace(document=document)
        broken = broken or list(nonsense(document))
    return front, broken


def canonical(document: Any) -> tuple[Any, list[Violation]]:
    """A document from elsewhere through the model: without what only repeats a default.

    Also violations where the model's classes are stricter than JSON Schema can say (a final line feed passes `$` in some engines).
    """
    from pydantic import ValidationError

    from plainly.model import Policy

    try:
        policy = Policy.model_validate_json(json.dumps(document))
    except ValidationError as error:
        return document, [Violation("".join(f"/{part}" for part in entry["loc"]), entry["msg"]) for entry in error.errors()]
    return policy.model_dump(mode="json", exclude_defaults=True), []


def _violation(front: Front, violation: Violation) -> Diagnostic:
    args = {"pointer": violation.pointer or "/", "reason": violation.message}
    return Diagnostic("schema-violation", front.place_of(violation.pointer), args)


def _findings(policy: Policy, front: Front) -> list[Diagnostic]:
    from plainly.checks import CHECKS, NOTICE_CHECKS

    settled = Settled(policy, front)
    checks = (*NOTICE_CHECKS, *CHECKS) if front.foreign else CHECKS
    return [_diagnostic(front, finding) for run in checks for finding in run(policy) if not settled(finding)]


def _diagnostic(front: Front, finding: Finding) -> Diagnostic:
    """A finding with the places of its parts."""
    related = tuple(Related(front.place_of(pointer), remark) for pointer, remark in finding.related)
    return Diagnostic(finding.code, front.place_of(finding.pointer, finding.start, finding.end), finding.args, finding.suggestion, related)


def _other_name(path: Path, policy: Policy, front: Front) -> list[Diagnostic]:
    """A `.policy` file is called as its policy is."""
    if path.suffix != ".policy" or policy.id in {path.stem, "unnamed"}:
        return []
    return [Diagnostic("id-differs-from-file", front.place_of(""), {"name": policy.id, "expected": path.stem})]
