"""A statement that is hard to read as a whole, by the formula of its language (`plainly/readability.py`).

Why it matters: information must be intelligible to an average member of the audience it is meant for. A formula counts words and
syllables only; it tells where to look, not whether people understand. Reference: GDPR Art. 12(1); WP260 rev.01, 9.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding
from plainly.checks.language.passages import Passage, texts
from plainly.readability import Readability, of_sentences
from plainly.style import style

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

#: Words that a text must have for its score to mean something: as many as Flesch’s samples had.
SAMPLE = 100


def budget(claims: Claims, locale: str) -> float | None:
    """The score a statement should reach in a locale (with LIX: not exceed), by the settings or the locale; None without a formula."""
    table = style(locale, "readability")
    return claims.limits.readability.get(locale, float(table["budget"])) if table else None


def score(passages: tuple[Passage, ...], locale: str) -> Readability | None:
    """The readability of passages; None where there are no words, or no formula for the locale."""
    return of_sentences((passage.text[start:end] for passage in passages for start, end in passage.sentences), locale)


def check(claims: Claims) -> Iterator[Finding]:
    """`hard-to-read`, once a locale, at the title."""
    found = texts(claims)
    for locale in found.locales:
        allowed, scored = budget(claims, locale), score(found.clauses[locale], locale)
        if allowed is not None and scored and scored.words >= SAMPLE and scored.harder_than(allowed):
            args = {
                "locale": locale,
                "score": f"{scored.score:g}",
                "formula": scored.formula,
                "budget": f"{allowed:g}",
                "better": "lower" if scored.hard_is_high else "higher",
            }
            yield Finding("hard-to-read", f"/title/{locale}", args)
