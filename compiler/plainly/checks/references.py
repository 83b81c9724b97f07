"""Every name the document uses is defined in it.

The language's own front end cannot produce such a document; another one may (`plainly build notice.json`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding, clauses, readings, statements
from plainly.checks.mentions import names_of
from plainly_dsl import prose

if TYPE_CHECKING:
    from plainly.model import Policy


def check(policy: Policy) -> Iterator[Finding]:
    """`unknown-model-name`: in statements, scopes, prose, headings, groups and the names' own relations."""
    anchors = {section.id for section in policy.sections} | {clause.id for clause in policy.clauses}
    for pointer, clause in clauses(policy):
        used = {name: where for where, statement in statements(pointer, clause) for name in names_of(statement)}
        used.update(dict.fromkeys((name for names in clause.scope.values() for name in names if name[0] not in "#?"), pointer))
        for locale in clause.text:
            for where, reading in readings(pointer, clause, locale):
                used.update(dict.fromkeys(_prose_names(reading, anchors), where))
        for number, line in enumerate(clause.highlights):
            for text in line.values():
                used.update(dict.fromkeys(_prose_names(prose.read(text), anchors), f"{pointer}/highlights/{number}"))
        if clause.section not in anchors:
            used[clause.section] = f"{pointer}/section"
        yield from _missing(policy, used)
    for number, section in enumerate(policy.sections):
        found = [name for text in section.title.values() for name in _prose_names(prose.read(text), anchors)]
        yield from _missing(policy, dict.fromkeys(found, f"/sections/{number}/title"))
    for number, group in enumerate(policy.highlights):
        if group.more and group.more not in anchors:
            yield Finding("unknown-model-name", f"/highlights/{number}/more", {"name": group.more})
    for name, entry in policy.names.items():
        related = (entry.parent, entry.stands_for, entry.place, entry.part_of, entry.by, *entry.members, *entry.examples, *entry.roles)
        yield from _missing(policy, {other: f"/names/{name}" for other in related if other})
    yield from _missing(policy, dict.fromkeys((*policy.controllers, *policy.regimes, *policy.silent), ""))
    yield from _twice(policy)


def _twice(policy: Policy) -> Iterator[Finding]:
    """`duplicate-id`: sections and clauses share one set of ids, facts another."""
    seen: set[str] = set()
    placed = [(f"/sections/{number}", section.id) for number, section in enumerate(policy.sections)]
    for pointer, clause in clauses(policy):
        placed.append((pointer, clause.id))
        placed += [(where, fact.id) for where, statement in statements(pointer, clause) for fact in statement.facts]
    for pointer, identity in placed:
        if identity in seen:
            yield Finding("duplicate-id", pointer, {"name": identity})
        seen.add(identity)


def _prose_names(reading: prose.Reading, anchors: set[str]) -> Iterator[str]:
    for reference in reading.references:
        for target in reference.targets:
            if target.text.startswith("#"):
                if target.text[1:] not in anchors:
                    yield target.text
            elif reference.kind == "name" and not target.text.startswith(("?", "policy.")):
                yield target.text.partition(".")[0]


def _missing(policy: Policy, used: dict[str, str]) -> Iterator[Finding]:
    for name, pointer in used.items():
        if name.partition(".")[0] not in policy.names:
            yield Finding("unknown-model-name", pointer, {"name": name})
