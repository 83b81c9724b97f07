"""Words that a text gives a meaning of its own, and that no name of the policy has: “the devices (“Terminals”)”.

Looked at are words in quotation marks, alone in brackets or after “called” and the like, that are used once more.

Why it matters: what no name has, the tables, the summary and the machine notice cannot explain, and the translations need not keep.
Reference: GDPR Art. 12(1); WP260 rev.01, 12-13.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.language.passages import Passage, texts
from plainly.style import phrases, simple, spots

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.logic.claims import Claims
    from plainly.model import Policy

_QUOTED = re.compile(r"[“”„«\"]\s?(?P<words>[^“”„«»\"]{2,60}?)\s?[”“»\"]|(?<!\w)‘(?P<single>[^‘’“”]{2,60})’(?!\w)")
_BEFORE = re.compile(r"\(\s*(?:[^\W\d_]+\s+){0,2}$")
#: Letters before a quotation in which “called” counts.
NEAR = 40


def check(claims: Claims) -> Iterator[Finding]:
    """`undefined-term`, once a word and locale."""
    policy, found = claims.policy, texts(claims)
    for locale in found.locales:
        cues, articles = phrases(locale, "terms", "calling"), phrases(locale, "terms", "articles")
        called: dict[str, tuple[Passage, int, int]] = {}
        for passage in found.clauses[locale] if cues else ():
            for start, end in _called(passage, cues):
                word = _without_article(simple(passage.text[start:end]), articles)
                called.setdefault(word, (passage, start, end))
        known = _known(policy, locale, articles, tuple(called)) if called else frozenset()
        for word, (passage, start, end) in called.items():
            if word and word not in known and found.times(locale, word) > 1:
                yield passage.finding("undefined-term", start, end)


def _called(passage: Passage, cues: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Quoted words that the text says it uses as a name; not those that a reference ties to one."""
    if not any(sign in passage.text for sign in '“”„«"‘'):
        return
    for match in _QUOTED.finditer(passage.text):
        start, end = match.span("words" if match["words"] else "single")
        if passage.within(*match.span()):
            continue
        first, _ = passage.sentence(start)
        before = passage.text[max(first, match.start() - NEAR) : match.start()]
        if (_BEFORE.search(before) and passage.text[match.end() :].lstrip()[:1] == ")") or any(spots(before, cues)):
            yield start, end


def _known(policy: Policy, locale: str, articles: tuple[str, ...], wanted: tuple[str, ...]) -> frozenset[str]:
    """Labels and forms, without articles, of the names whose last word is that of a wanted phrase."""
    ends = tuple(phrase.rpartition(" ")[2] for phrase in wanted)
    labels = (entry.labels[locale] for entry in policy.names.values() if locale in entry.labels)
    near = (phrase for label in labels for phrase in (label.label, *label.forms) if phrase.lower().endswith(ends))
    return frozenset(_without_article(simple(phrase), articles) for phrase in near)


def _without_article(phrase: str, articles: tuple[str, ...]) -> str:
    first, _, rest = phrase.partition(" ")
    return (rest if rest and first in articles else phrase).strip(".,;:")
