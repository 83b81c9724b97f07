"""What the language itself knows: codes of diagnostics, verbs, qualifiers, standard names."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from plainly_dsl import standard
from plainly_dsl.diagnostics.catalogue import entries
from plainly_dsl.tables import qualifiers, verbs

DPV = "W3C Data Privacy Vocabulary 2.3"
WIDTH = 96
SHOWN = 80


def of_language(subject: str) -> list[str]:
    """What a code, a verb or a qualifier means; nothing for anything else."""
    return [text for text in (_code(subject), _verb(subject), _qualifier(subject)) if text]


def known_words() -> Iterator[str]:
    """All that can be explained without a policy."""
    yield from (*entries(), *verbs(), *qualifiers(), *standard.entries())


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """A text as lines: `first` before the first, `rest` before the others. Names and addresses are never broken."""
    indent = first if rest is None else rest
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def shown(subject: str) -> str:
    """A subject as messages print it: not too long, and without characters that a terminal would act on."""
    text = "".join(char if char.isprintable() else "\ufffd" for char in subject[: SHOWN + 1])
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _code(subject: str) -> str:
    entry = entries().get(subject)
    if entry is None:
        return ""
    text = f"{entry.severity} [{entry.code}]: {entry.title}\n\n" + "\n".join(wrapped(entry.why)) + "\n"
    if entry.reference:
        text += "\n".join(["", *wrapped(entry.reference, "Reference: ", "           "), ""])
    if entry.standing():
        text += f"\nThe severity {entry.standing()}.\n" if entry.settable else f"\nIt is {entry.standing()}.\n"
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


def standard_name(subject: str) -> list[str]:
    """What a name of the standard vocabulary stands for; nothing where there is none."""
    entry = standard.entries().get(subject)
    if entry is None:
        return []
    wording = standard.wordings("en").get(subject)
    lines = [f"{subject}: a standard name of kind {entry.kind}.", ""]
    if wording:
        lines += [f"  “{wording.label}”: {wording.definition}"]
        lines += [f"  also: {', '.join(wording.forms)}"] if wording.forms else []
    lines += [f"  falls under: {' < '.join(_chain(entry.parent))}"] if entry.parent else []
    below = sorted(name for name, other in standard.entries().items() if other.parent == subject)
    lines += wrapped(f"above: {', '.join(below)}", "  ", "    ") if below else []
    lines += [f"  {DPV}: {entry.iri} ({entry.match})" if entry.iri else f"  {DPV}: no term"]
    return ["\n".join(lines) + "\n"]


def _chain(name: str) -> list[str]:
    chain = []
    while name:
        chain.append(name)
        name = standard.entries()[name].parent
    return chain
