"""Modality and polarity: prose and statement say it with the same force.

A clause that only states what is done (`@share …`) is not weakened by “may” in its prose; one that states
`@may`, `@must` or `@never` has a word for it, in every language. The words are data, reviewed for each locale
(`locales/<locale>/modality.tsv`); a harmless one is marked `[may]{-}`.

Why it matters: in the one source policy with five languages a third of all divergences are of this kind, a
dropped “not” among them. Reference: GDPR Art. 12(1), clear and plain language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding, clauses, statements, written_in
from plainly.checks.forces import forces
from plainly.checks.pairs import bare
from plainly.locales import published

if TYPE_CHECKING:
    from plainly.model import Clause, Policy

#: Verbs by which the reader may do something: there “may” is a permission, not a doubt.
READERS_VERBS = frozenset({"offer", "grant", "answer"})


def check(policy: Policy) -> Iterator[Finding]:
    """`missing-modal` in every language; `weakened-claim` where the clause is written, since translations are compared with that."""
    for pointer, clause in clauses(policy):
        if not clause.statements:
            continue
        modalities: set[str] = {statement.modality for statement in clause.statements}
        for locale in published(policy):
            if clause.text.get(locale) and f"clause:{clause.id}" not in policy.untranslated.get(locale, ()):
                yield from _missing(policy, pointer, clause, modalities - {"does"}, locale)
        if "may" not in modalities and not _speaks_of_readers(clause):
            for locale in written_in(policy, clause):
                yield from _weakening(pointer, clause, locale)


def _missing(policy: Policy, pointer: str, clause: Clause, modalities: set[str], locale: str) -> Iterator[Finding]:
    uses = {use for run in clause.text[locale] for force in forces(bare(run), locale) for use in force.uses}
    for modality in sorted(modalities - uses):
        where, statement = next((p, s) for p, s in statements(pointer, clause) if s.modality == modality)
        at = where if locale == policy.language else f"{pointer}/text/{locale}/0"
        yield Finding("missing-modal", at, {"modality": modality, "verb": statement.verb})


def _speaks_of_readers(clause: Clause) -> bool:
    return bool(clause.plain) or any(statement.verb in READERS_VERBS for statement in clause.statements)


def _weakening(pointer: str, clause: Clause, locale: str) -> Iterator[Finding]:
    for number, run in enumerate(clause.text[locale]):
        for force in forces(bare(run), locale):
            if "weakening" in force.uses:
                args = {"word": force.word, "verb": clause.statements[0].verb}
                yield Finding("weakened-claim", f"{pointer}/text/{locale}/{number}", args, force.start, force.end)
