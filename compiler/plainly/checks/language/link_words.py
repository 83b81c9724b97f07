"""Links whose words do not say where they lead: “click here”.

Why it matters: people who let a page be read aloud go from link to link and hear only those words; so do those who print it.
Reference: WCAG 2.2, 2.4.4 (link purpose); Directive (EU) 2019/882 on accessibility; GDPR Art. 12(1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.language.passages import Mark, texts
from plainly.style import phrases, simple

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.logic.claims import Claims
    from plainly.model import Policy

_WORDS = re.compile(r"[\w'][\w'\s-]*[\w']|\w")

#: Letters that words have at most which say nothing.
MOST = 60


def check(claims: Claims) -> Iterator[Finding]:
    """`click-here`, at the words of the link."""
    found = texts(claims)
    for locale in found.locales:
        empty = frozenset(map(simple, phrases(locale, "links", "empty")))
        if not empty:
            continue
        for passage in (*found.clauses[locale], *found.lines[locale]):
            for mark in passage.marks:
                words = passage.text[mark.start : mark.end]
                if len(words) <= MOST and _leads(claims.policy, mark) and _bare(words) in empty:
                    yield passage.finding("click-here", mark.start, mark.end)


def _leads(policy: Policy, mark: Mark) -> bool:
    """Whether a reference is shown as a link."""
    if mark.reference.kind != "name":
        return mark.reference.kind in {"url", "section"}
    name, _, point = mark.reference.targets[0].text.partition(".")
    return bool(point) or (name in policy.names and policy.names[name].kind == "link")


def _bare(words: str) -> str:
    found = _WORDS.search(simple(words))
    return found[0] if found else ""
