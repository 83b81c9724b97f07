"""Modality and polarity: prose and statement say it with the same force.

A clause that only states what is done (`@share …`) is not weakened by “may” in its prose; one that states
`@may`, `@must` or `@never` has a word for it. The words are data, reviewed for each locale
(`locales/<locale>/modality.tsv`); a harmless one is marked `[may]{-}`.

Why it matters: in the one source policy with five languages a third of all divergences are of this kind, a
dropped “not” among them. Reference: GDPR Art. 12(1), clear and plain language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding, clauses, readings, statements, words
from plainly.locales import folder
from plainly_dsl.references import Reference
from plainly_dsl.tables import read_table

if TYPE_CHECKING:
    from plainly.model import Clause, Policy

#: Verbs by which the reader may do something: there “may” is a permission, not a doubt.
READERS_VERBS = frozenset({"offer", "grant", "answer"})


def check(policy: Policy) -> Iterator[Finding]:
    """`weakened-claim` and `missing-modal`, in the policy's own language."""
    for pointer, clause in clauses(policy):
        if not clause.statements or not clause.text.get(policy.language):
            continue
        modalities = {statement.modality for statement in clause.statements}
        text = " ".join(words(reading) for _, reading in readings(pointer, clause, policy.language))
        for modality in sorted(modalities - {"does"}):
            if not patterns(policy.language)[modality].search(text):
                where, statement = next((p, s) for p, s in statements(pointer, clause) if s.modality == modality)
                yield Finding("missing-modal", where, {"modality": modality, "verb": statement.verb})
        if "may" not in modalities and not _speaks_of_readers(clause):
            yield from _weakening(policy, pointer, clause)


def _speaks_of_readers(clause: Clause) -> bool:
    return bool(clause.plain) or any(statement.verb in READERS_VERBS for statement in clause.statements)


def _weakening(policy: Policy, pointer: str, clause: Clause) -> Iterator[Finding]:
    pattern = patterns(policy.language)["weakening"]
    for (where, reading), run in zip(readings(pointer, clause, policy.language), clause.text[policy.language], strict=True):
        if not pattern.search(words(reading)):
            continue
        hidden = [_hidden(reference) for reference in reading.references]
        for match in pattern.finditer(run):
            if not any(start <= match.start() < end for start, end in hidden):
                args = {"word": match[0], "verb": clause.statements[0].verb}
                yield Finding("weakened-claim", where, args, *match.span())


def _hidden(reference: Reference) -> tuple[int, int]:
    """The part of a reference that is not read as words: its target, or all of a harmless one."""
    words_end = reference.start + 1 + len(reference.surface or "")
    return (reference.start if reference.kind == "harmless" else words_end, reference.end)


@cache
def patterns(locale: str) -> dict[str, re.Pattern[str]]:
    """Per modality (and `weakening`) a pattern of the words that express it in the locale."""
    groups: dict[str, list[str]] = {"may": [], "must": [], "never": [], "weakening": []}
    for row in read_table(folder(locale) / "modality.tsv"):
        for use in row["expresses"].split(", "):
            groups[use].append(row["word"])
    return {
        use: re.compile(
            r"\b(?:" + "|".join(re.escape(w).replace("\\ ", r"\s+") for w in sorted(found, key=len, reverse=True)) + r")\b", re.IGNORECASE
        )
        for use, found in groups.items()
    }
