"""Policy model → page documents, free of any format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plainly.compose.facts import facts_page
from plainly.compose.highlights import highlights_page
from plainly.compose.statement import statement_page
from plainly.compose.wording import Wording
from plainly.page import Page

if TYPE_CHECKING:
    from plainly.model import Policy


def compose(policy: Policy, locale: str) -> tuple[Page, ...]:
    """The pages of a policy in one locale: full statement, highlights (if it has any), privacy facts."""
    wording = Wording.of(policy, locale)
    makers = (statement_page, highlights_page, facts_page) if policy.highlights else (statement_page, facts_page)
    pages = []
    for make in makers:
        wording.told.clear()  # each page defines a name where it names it first
        pages.append(make(policy, wording))
    return tuple(pages)


__all__ = ["Wording", "compose"]
