"""How the text reads: defined terms, words that say too little, sentences that are too long.

Each check is a file, a function `check(claims) → findings`; `CHECKS` is their order. What they look for is data of each locale
(`locales/<locale>/style.toml`); a word that is meant as it stands is marked `[above]{-}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plainly.checks.language import callings, denials, directions, ease, headings, lengths, link_words, permissions, terms

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.logic.claims import Claims

CHECKS: tuple[Callable[[Claims], Iterator[Finding]], ...] = (
    terms.check,
    callings.check,
    directions.check,
    link_words.check,
    permissions.check,
    denials.check,
    lengths.check,
    ease.check,
    headings.check,
)


def check(claims: Claims) -> Iterator[Finding]:
    """All findings of these checks; `claims.limits` is what they hold the text to."""
    for run in CHECKS:
        yield from run(claims)
