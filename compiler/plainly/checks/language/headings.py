"""Headings that repeat: two sections within one with one title.

Why it matters: in the table of contents, and in the list of headings that a screen reader offers, nobody can tell the two apart.
Reference: WCAG 2.2, 2.4.6 (headings describe); WP260 rev.01, 35.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding
from plainly.locales import published
from plainly.style import simple

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.model import Policy


def check(claims: Claims) -> Iterator[Finding]:
    """`repeated-heading`, at the later one; in a translation where the titles differ in the policy's own language."""
    policy = claims.policy
    outer = list(_outer(policy))
    reported: set[int] = set()
    for locale in published(policy):
        foreign = frozenset(policy.untranslated.get(locale, ()))
        first: dict[tuple[int, str], int] = {}
        for number, section in enumerate(policy.sections):
            title = section.title.get(locale)
            if title is None or f"section:{section.id}" in foreign or number in reported:
                continue
            earlier = first.setdefault((outer[number], simple(title)), number)
            if earlier != number:
                reported.add(number)
                at = ((f"/sections/{earlier}/title/{locale}", "the same title stands here"),)
                yield Finding("repeated-heading", f"/sections/{number}/title/{locale}", {"word": title}, related=at)


def _outer(policy: Policy) -> Iterator[int]:
    """The number of the section that each stands in, -1 where it stands in none."""
    chain: list[tuple[int, int]] = []  # levels and numbers of the sections that are open
    for number, section in enumerate(policy.sections):
        while chain and chain[-1][0] >= section.level:
            chain.pop()
        yield chain[-1][1] if chain else -1
        chain.append((section.level, number))
