"""How the text reads: defined terms, words that say too little, sentences that are too long.

Each check is a file, a function `check(claims) → findings`; `CHECKS` is their order. What they look for is data of each locale
(`locales/<locale>/style.toml`); a word that is meant as it stands is marked `[above]{-}`.
"""

from __future__ import annotations

from plainly.checks.finding import CheckOfClaims
from plainly.checks.language import callings, denials, directions, ease, headings, lengths, link_words, permissions, terms

CHECKS: tuple[CheckOfClaims, ...] = (
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
