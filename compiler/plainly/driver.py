"""The stages in order. Reads like the pipeline in ARCHITECTURE.md.

    load → parse → resolve → validate → model → check → compose → emit → write

Everything up to `check` runs as far as it can, so that one run reports all problems; nothing of a policy
with an error is composed or written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from plainly.load import MAX_NOTICE_BYTES, Loaded, load, read_bytes
from plainly.validate import Violation
from plainly_dsl.diagnostics import Diagnostic, Place, sort_key
from plainly_dsl.diagnostics.catalogue import severity
from plainly_dsl.resolve import resolve
from plainly_dsl.source import Source

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.model import Policy

#: Findings that a statement or a line of the summary would prevent: not reported where one was lost to a mistake.
LACKS = frozenset({"clause-without-statement", "weakened-claim", "highlight-not-grouped"})

#: What is said of a name: nothing where the words are not known to be one.
DOUBTS = frozenset({"unknown-name", "wrong-kind"})


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


class _Document(NamedTuple):
    """What the front end, whichever it was, hands on: `places` from a `.policy` file, None from a notice.

    `broken` are clauses that lost a statement to a mistake.
    """

    document: Any
    places: dict[str, Place] | None
    sources: dict[str, Source]
    problems: list[Diagnostic]
    broken: frozenset[str] = frozenset()
    absent: tuple[Path, ...] = ()


def check(path: Path) -> Checked:
    """One policy, from its `.policy` file or its `notice.json`, through all checks."""
    front = _from_notice(path) if path.suffix == ".json" else _from_policy(path)
    problems = front.problems
    policy = None
    if front.document is not None:
        front, policy, violations = _read(front)
        if violations and not any(severity(problem) == "error" for problem in problems):
            problems = problems + violations
    if policy is not None:
        problems = problems + _findings(policy, front)
        if path.suffix == ".policy" and policy.id not in {path.stem, "unnamed"}:
            place = place_of(front, "")
            problems.append(Diagnostic("id-differs-from-file", place, {"name": policy.id, "expected": path.stem}))
    torn = {d.place for d in problems if d.code == "missing-comma"}  # these words may be no name at all
    unique = {(d.code, d.place, tuple(d.args.items())): d for d in problems if d.place not in torn or d.code not in DOUBTS}
    return Checked(path, front.document, policy, tuple(sorted(unique.values(), key=sort_key)), front.sources, front.absent)


def same_ids(policies: list[Checked]) -> list[Diagnostic]:
    """`two-policies-one-id` for each policy whose id an earlier one has: their outputs would overwrite each other."""
    first: dict[str, Path] = {}
    problems = []
    for checked in policies:
        if checked.policy is None:
            continue
        if checked.policy.id in first:
            args = {"name": checked.policy.id, "path": str(first[checked.policy.id])}
            problems.append(Diagnostic("two-policies-one-id", Place(str(checked.path), 0, 0), args))
        first.setdefault(checked.policy.id, checked.path)
    return problems


def _from_policy(path: Path) -> _Document:
    loaded = load(path)
    if not isinstance(loaded, Loaded):
        return _Document(None, {}, {}, loaded)
    resolved = resolve(loaded.tree, loaded.included)
    problems = loaded.problems + resolved.problems
    return _Document(resolved.document, resolved.places, loaded.sources, problems, resolved.broken, loaded.absent)


def _from_notice(path: Path) -> _Document:
    data, problems = read_bytes(path, MAX_NOTICE_BYTES)
    if data is None:
        return _Document(None, None, {}, problems)
    if len(data) > MAX_NOTICE_BYTES:
        args = {"size": f"{len(data) / 1e6:.1f}", "limit": f"{MAX_NOTICE_BYTES // 10**6}"}
        return _Document(None, None, {}, [Diagnostic("too-large", Place(str(path), 0, 0), args)])
    try:
        text = data.decode("utf-8")
        document = json.loads(text, parse_constant=_no_constants)
    except (ValueError, RecursionError) as error:
        at = getattr(error, "pos", 0)
        source = Source(str(path), data.decode("utf-8", "replace"))
        reason = getattr(error, "msg", None) or str(error) or type(error).__name__
        return _Document(None, None, {source.name: source}, [Diagnostic("not-json", Place(str(path), at, at + 1), {"reason": reason})])
    return _Document(document, None, {str(path): Source(str(path), text)}, [])


def _no_constants(name: str) -> float:
    raise ValueError(f"{name} is no JSON value")


def _read(front: _Document) -> tuple[_Document, Policy | None, list[Diagnostic]]:
    """The document, validated against the schema, as something that checks and emitters can read."""
    from plainly.validate import violations

    broken = violations(front.document)
    if not broken and front.places is None:
        document, broken = canonical(front.document)
        front = front._replace(document=document)
    if broken:
        return (
            front,
            None,
            [
                Diagnostic("schema-violation", place_of(front, pointer), {"pointer": pointer or "/", "reason": reason})
                for pointer, reason in broken
            ],
        )
    from plainly.view import view

    return front, view(front.document), []


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


def _findings(policy: Policy, front: _Document) -> list[Diagnostic]:
    from plainly.checks import CHECKS, NOTICE_CHECKS

    result = []
    misspelt = _misspelt(front)
    for run in (NOTICE_CHECKS if front.places is None else ()) + CHECKS:
        for finding in run(policy):
            if _acknowledged(policy, finding):
                continue
            if finding.code in LACKS and policy.clauses[int(finding.pointer.split("/")[2])].id in front.broken:
                continue
            if finding.code == "unreferenced-name" and (_clause_of(finding.pointer), finding.args["name"]) in misspelt:
                continue
            place = place_of(front, finding.pointer)
            if finding.end:
                place = _inside(front, place, finding.start, finding.end)
            result.append(Diagnostic(finding.code, place, finding.args, finding.suggestion))
    return result


def _misspelt(front: _Document) -> set[tuple[str, str]]:
    """Names that a clause's text mentions but for a slip: the clause's pointer and the name that was meant."""
    slips = [d for d in front.problems if d.code == "unknown-name" and d.suggestion]
    texts = [(pointer, place) for pointer, place in (front.places or {}).items() if "/text/" in pointer] if slips else []
    return {
        (_clause_of(pointer), slip.suggestion)
        for pointer, place in texts
        for slip in slips
        if slip.place.file == place.file and place.start <= slip.place.start < place.end
    }


def _clause_of(pointer: str) -> str:
    """`/clauses/3/text/en/0` → `/clauses/3`."""
    return "/".join(pointer.split("/")[:3])


def _acknowledged(policy: Policy, finding: Finding) -> bool:
    """Whether the clause that a finding is about says that its source really contains it."""
    parts = finding.pointer.split("/")
    if len(parts) < 3 or parts[1] != "clauses":
        return False
    return any(entry.code == finding.code for entry in policy.clauses[int(parts[2])].acknowledged)


def _inside(front: _Document, place: Place, start: int, end: int) -> Place:
    """A part of a text: exact in a `.policy` file; in JSON, where the text is quoted and escaped, the whole value."""
    return place if front.places is None else Place(place.file, place.start + start, place.start + end)


def place_of(front: _Document, pointer: str) -> Place:
    """Where a part of the document stands: its own place, or that of the nearest part around it."""
    if front.places is None:
        from plainly.jsonplace import locate

        name, source = next(iter(front.sources.items()))
        return Place(name, *locate(source.text, pointer))
    while pointer and pointer not in front.places:
        pointer = pointer.rpartition("/")[0]
    return front.places.get(pointer) or Place(next(iter(front.sources)), 0, 0)
