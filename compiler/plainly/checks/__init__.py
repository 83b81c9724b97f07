"""Checks of a policy: each a file, each a function `check(policy) → findings`, in one ordered tuple."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from plainly.checks import claims, groups, links, mentions, modality, references, slips
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.model import Policy

Check: TypeAlias = "Callable[[Policy], Iterator[Finding]]"

CHECKS: tuple[Check, ...] = (claims.check, mentions.check, modality.check, links.check, groups.check)
#: What the language's own front end reports at the source, for documents that come from another one.
NOTICE_CHECKS: tuple[Check, ...] = (references.check, slips.check)

__all__ = ["CHECKS", "NOTICE_CHECKS", "Check", "Finding"]
