"""Checks of a policy: each a file, each a function `check(policy) → findings`, or of its claims, in ordered tuples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from plainly.checks import (
    claims,
    consistency,
    duties,
    groups,
    highlights,
    language,
    leftovers,
    links,
    literals,
    mentions,
    modality,
    parity,
    polarity,
    references,
    repeats,
    slips,
    strays,
)
from plainly.checks.finding import CheckOfClaims, Finding
from plainly.logic.claims import Claims
from plainly.settings import Limits

if TYPE_CHECKING:
    from plainly.model import Policy

Check: TypeAlias = "Callable[[Policy], Iterator[Finding]]"

#: Each translation beside its source.
TRANSLATION_CHECKS: tuple[Check, ...] = (parity.check, literals.check, polarity.check, strays.check, leftovers.check, repeats.check)
CHECKS: tuple[Check, ...] = (
    claims.check,
    mentions.check,
    modality.check,
    links.check,
    groups.check,
    *TRANSLATION_CHECKS,
)
#: These share what is gathered of a policy's facts and texts.
CHECKS_OF_CLAIMS: tuple[CheckOfClaims, ...] = (
    *consistency.CHECKS,
    *highlights.CHECKS,
    duties.check,
    *language.CHECKS,
)
#: What the language's own front end reports at the source, for documents that come from another one.
NOTICE_CHECKS: tuple[Check, ...] = (references.check, slips.check)


def checks(limits: Limits) -> tuple[Check, ...]:
    """All checks of a policy, in order; those of its text hold it to these limits."""
    return (*CHECKS, partial(_of_claims, limits=limits))


def _of_claims(policy: Policy, limits: Limits) -> Iterator[Finding]:
    gathered = Claims(policy, limits)
    for run in CHECKS_OF_CLAIMS:
        yield from run(gathered)


__all__ = ["CHECKS", "NOTICE_CHECKS", "TRANSLATION_CHECKS", "Check", "Finding", "checks"]
