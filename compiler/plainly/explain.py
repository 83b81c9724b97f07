"""`plainly explain`: everything known of a diagnostic's code, a name, a verb or qualifier, a clause or a fact."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from plainly import driver
from plainly.cached import Outcome
from plainly_dsl import standard
from plainly_dsl.diagnostics.catalogue import entries
from plainly_dsl.suggest import nearest
from plainly_dsl.tables import qualifiers, verbs

if TYPE_CHECKING:
    from plainly.model import Clause, Policy

DPV = "W3C Data Privacy Vocabulary 2.3"


def explain_subject(subject: str, path: Path | None) -> Outcome:
    """What `subject` is; in the policy at `path` where one is given, else in the language itself."""
    policy = driver.check(path).policy if path else None
    found = [
        text for text in (_code(subject), _verb(subject), _qualifier(subject), _in_policy(policy, subject), _name(policy, subject)) if text
    ]
    if found:
        return Outcome("\n".join(found), "", 0)
    known = {*entries(), *verbs(), *qualifiers(), *standard.entries(), *(_subjects(policy) if policy else ())}
    near = nearest(subject, known)
    hint = f" Did you mean “{near}”?" if near else ""
    more = "" if path else " For a clause or a name of a policy, name its file too."
    return Outcome("", f"Nothing is called “{subject}”.{hint}{more}\n", 2)


def _subjects(policy: Policy) -> Iterator[str]:
    yield from policy.names
    for clause in policy.clauses:
        yield clause.id


def _paragraph(text: str, indent: str = "") -> str:
    return "\n".join(textwrap.wrap(text, 96, initial_indent=indent, subsequent_indent=indent)) + "\n"


def _code(subject: str) -> str:
    entry = entries().get(subject)
    if entry is None:
        return ""
    text = f"{entry.severity} [{entry.code}]: {entry.title}\n\n" + _paragraph(entry.why)
    for title, example in entry.examples():
        text += f"\n{title}:\n\n" + textwrap.indent(example, "    ") + "\n"
    return text


def _verb(subject: str) -> str:
    verb = verbs().get(subject)
    if verb is None:
        return ""
    return (
        f"@{verb.word}: {verb.meaning}.\n\n"
        f"  objects:     names of kind {', '.join(sorted(verb.objects))}\n"
        f"  qualifiers:  {', '.join(word for word in qualifiers() if word in verb.qualifiers)}\n"
        f"  instead of:  {', '.join(verb.synonyms)}\n"
        f"  machine:     {verb.iri}\n"
    )


def _qualifier(subject: str) -> str:
    row = qualifiers().get(subject)
    if row is None:
        return ""
    kinds = "".join(f"    {kind.ljust(12)} {iri}\n" for kind, iri in row.kinds.items())
    takers = ", ".join(verb.word for verb in verbs().values() if subject in verb.qualifiers)
    return f"{row.word}: {row.meaning}.\n\n  kinds of names, and what it says to machines:\n{kinds}  verbs: {takers}\n"


def _name(policy: Policy | None, subject: str) -> str:
    entry = standard.entries().get(subject)
    if policy is not None and subject in policy.names:
        return _policy_name(policy, subject)
    if entry is None:
        return ""
    wording = standard.wordings("en").get(subject)
    lines = [f"{subject}: a standard name of kind {entry.kind}.", ""]
    if wording:
        lines += [f"  “{wording.label}”: {wording.definition}"]
        lines += [f"  also: {', '.join(wording.forms)}"] if wording.forms else []
    lines += [f"  falls under: {' < '.join(_chain(entry.parent))}"] if entry.parent else []
    below = sorted(name for name, other in standard.entries().items() if other.parent == subject)
    lines += [f"  above: {', '.join(below)}"] if below else []
    lines += [f"  {DPV}: {entry.iri} ({entry.match})" if entry.iri else f"  {DPV}: no term"]
    return "\n".join(lines) + "\n"


def _chain(name: str) -> list[str]:
    chain = []
    while name:
        chain.append(name)
        name = standard.entries()[name].parent
    return chain


def _policy_name(policy: Policy, subject: str) -> str:
    entry = policy.names[subject]
    label = entry.labels[policy.language]
    lines = [f"{subject}: a name of kind {entry.kind}, {'declared by the policy' if entry.origin == 'policy' else 'standard'}.", ""]
    lines.append(f"  “{label.label}”" + (f", also {', '.join(label.forms)}" if label.forms else ""))
    definition = entry.definitions.get(policy.language)
    lines += [f"  {definition}"] if definition else []
    for title, names in (("stands for", entry.members), ("such as", entry.examples)):
        lines += [f"  {title}: {', '.join(names)}"] if names else []
    lines += [f"  falls under: {entry.parent}"] if entry.parent else []
    lines += [f"  {DPV}: {entry.iri} ({entry.match})"] if entry.iri else []
    used = [clause.id for clause in policy.clauses if _uses(clause, subject)]
    lines += [f"  stated in: {', '.join(used)}"] if used else []
    return "\n".join(lines) + "\n"


def _uses(clause: Clause, name: str) -> bool:
    groups = [g for s in clause.statements for f in s.facts for g in (f.objects, *f.qualifiers.values())]
    return any(name == used.partition(".")[0] for group in (*groups, *clause.scope.values()) for used in group)


def _in_policy(policy: Policy | None, subject: str) -> str:
    """A clause by its id, or a fact by its identity."""
    if policy is None:
        return ""
    from plainly.compose.folding import row_of
    from plainly.compose.sentences import sentence
    from plainly.compose.wording import Wording
    from plainly.page import plain

    wording = Wording.of(policy, policy.language)
    for clause in policy.clauses:
        if clause.id == subject:
            lines = [f"{clause.id}: a clause in {wording.section_reference(clause.id)} (#{clause.section}).", ""]
            lines += [f"  {word}: {', '.join(names)}" for word, names in clause.scope.items()]
            for statement in clause.statements:
                lines += [f"  → {plain(sentence(wording, clause, row))}" for row in wording.folded(statement)]
                lines += [f"      {fact.id}" for fact in statement.facts]
            lines += [f"  acknowledged {entry.code}: {entry.because}" for entry in clause.acknowledged]
            lines += [f"  highlight: {text[policy.language]}" for text in clause.highlights]
            return "\n".join(lines) + "\n"
        for statement in clause.statements:
            for fact in statement.facts:
                if fact.id == subject:
                    row = row_of(statement, fact)
                    return f"{fact.id}: a fact of clause {clause.id}.\n\n  → {plain(sentence(wording, clause, row))}\n"
    return ""
