"""Checks of a policy: each a file, each a function `check(policy) → findings`, in one ordered tuple."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from plainly.checks import (
    claims,
    consistency,
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
from plainly.checks.finding import Finding

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
    consistency.check,
    highlights.check,
    language.check,
)
#: What the language's own front end reports at the source, for documents that come from another one.
NOTICE_CHECKS: tuple[Check, ...] = (references.check, slips.check)

__all__ = ["CHECKS", "NOTICE_CHECKS", "TRANSLATION_CHECKS", "Check", "Finding"]
