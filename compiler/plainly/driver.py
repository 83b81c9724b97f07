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
from plainly.settings import Limits, Settings, project_of
from plainly.settled import Acknowledged, FollowUps, mistaken, without_followups
from plainly.validate import Violation, violations
from plainly.view import view
from plainly_dsl.choices import Choices
from plainly_dsl.diagnostics import Diagnostic, Place, Related, sort_key
from plainly_dsl.diagnostics.catalogue import severity
from plainly_dsl.source import Source

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.model import Policy


_NO_CHOICES = Choices()


class Checked(NamedTuple):
    """A policy after all checks. `policy` is None where it could not even be loaded; `document` is what it was read from.

    `diagnostics` are all that is to be mended, `acknowledged` the findings that the policy says are known and stay.
    """

    path: Path
    document: Any
    policy: Policy | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]
    looked: tuple[Path, ...] = ()  # further files that the result depends on; most are not there
    acknowledged: tuple[Diagnostic, ...] = ()
    project: Source | None = None  # the text of the project's settings

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """All that a report tells of: what is to be mended, then what is acknowledged."""
        return self.diagnostics + self.acknowledged

    @property
    def texts(self) -> dict[str, Source]:
        """All texts that a report may quote."""
        return {**self.sources, self.project.name: self.project} if self.project else self.sources

    @property
    def publishable(self) -> bool:
        """Whether the policy may be published: it is there and has no error."""
        return self.policy is not None and all(severity(d) != "error" for d in self.diagnostics)


def check(path: Path, command: Choices = _NO_CHOICES) -> Checked:
    """One policy, from its `.policy` file or its notice, through all checks; `command` are severities of the command line."""
    front, project = frontends.read(path), project_of(path)
    settings = Settings.of(project, front.wishes, command)
    problems, policy = front.problems, None
    if front.readable:
        front, broken = _validated(front)
        if not broken:
            policy = view(front.document)
            problems = [*_findings(policy, front, settings.limits), *_other_name(path, policy, front)]
        elif not any(severity(problem) == "error" for problem in problems):
            problems = [*problems, *(_violation(front, violation) for violation in broken)]
    problems = without_followups([*problems, *project.problems])
    told = sorted(filter(None, map(settings.applied, problems)), key=sort_key)
    mended, acknowledged = (tuple(d for d in told if bool(d.acknowledged) is known) for known in (False, True))
    return Checked(path, front.document, policy, mended, front.sources, front.absent + project.looked, acknowledged, project.source)


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


def _findings(policy: Policy, front: Front, limits: Limits) -> list[Diagnostic]:
    """What the front end and the checks find, without what only follows from a mistake; acknowledged findings with their reason."""
    from plainly.checks import NOTICE_CHECKS, checks

    follows, acknowledged = FollowUps(policy, front), Acknowledged(policy)
    result = list(acknowledged.of_source(front))
    if front.foreign:
        result += [_diagnostic(front, finding) for run in NOTICE_CHECKS for finding in run(policy)]
    lost = mistaken(result)
    if front.foreign and lost:  # names that nobody defines cannot be held against each other
        return result
    found = [finding for run in checks(limits) for finding in run(policy) if not follows(finding)]
    result += [_diagnostic(front, finding, acknowledged.reason_of(finding)) for finding in found]
    if not lost:
        result += [_diagnostic(front, finding) for finding in acknowledged.unused()]
    return result


def _diagnostic(front: Front, finding: Finding, reason: str = "") -> Diagnostic:
    """A finding with the places of its parts, and the reason why it stays."""
    related = tuple(Related(front.place_of(pointer), remark) for pointer, remark in finding.related)
    place = front.place_of(finding.pointer, finding.start, finding.end)
    return Diagnostic(finding.code, place, finding.args, finding.suggestion, related, acknowledged=reason)


def _other_name(path: Path, policy: Policy, front: Front) -> list[Diagnostic]:
    """A `.policy` file is called as its policy is."""
    if path.suffix != ".policy" or policy.id in {path.stem, "unnamed"}:
        return []
    return [Diagnostic("id-differs-from-file", front.place_of(""), {"name": policy.id, "expected": path.stem})]
