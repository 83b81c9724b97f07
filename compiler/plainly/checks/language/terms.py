"""Defined terms (`@term`): each is used, has one meaning, and is the one word for what it means.

Why it matters: a term tells readers that a word is used in one sense throughout; one that is never used, means two things, or has a
rival makes them look for a difference that is none. Reference: GDPR Art. 12(1); Council Directive 93/13/EEC, Art. 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding
from plainly.checks.language.passages import Texts, texts
from plainly.checks.mentions import occurring
from plainly.style import phrases, simple
from plainly_dsl import references

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.model import Label, Name, Policy

#: So many first letters alike make two words the same: Service and Services.
ALIKE = 4


def check(claims: Claims) -> Iterator[Finding]:
    """`unused-term`, `term-defined-twice`, `two-words-for-one`."""
    policy = claims.policy
    terms = {name: entry for name, entry in policy.names.items() if entry.kind == "term"}
    if not terms:
        return
    found = texts(claims)
    yield from _unused(policy, terms, found)
    yield from _twice(terms, found)
    yield from _rivals(terms, found)


def _unused(policy: Policy, terms: dict[str, Name], found: Texts) -> Iterator[Finding]:
    """Terms that the policy’s own text never uses; a translation uses what its source uses."""
    locale = policy.language
    runs = [run for clause in policy.clauses for run in clause.text.get(locale, ())]
    runs += [line[locale] for clause in policy.clauses for line in clause.highlights if locale in line]
    runs += [section.title[locale] for section in policy.sections if locale in section.title]
    said = {target.text for run in runs for reference in references.find(run)[0] for target in reference.targets}
    headings = simple("\n".join(section.title.get(locale, "") for section in policy.sections))
    for name, entry in terms.items():
        if name not in said and not occurring(policy, name, f"{found.simple[locale]}\n{headings}", locale):
            label = next(iter(_wordings(entry, locale)), name)
            yield Finding("unused-term", f"/names/{name}", {"name": name, "label": label})


def _twice(terms: dict[str, Name], found: Texts) -> Iterator[Finding]:
    """Words that two terms have; once for two terms."""
    reported: set[str] = set()
    for locale in found.locales:
        owner: dict[str, str] = {}
        for name, entry in terms.items():
            for word in _wordings(entry, locale):
                first = owner.setdefault(" ".join(_words(word, locale)), name)
                if first != name and name not in reported:
                    reported.add(name)
                    args = {"name": name, "other": first, "word": word}
                    yield Finding("term-defined-twice", f"/names/{name}", args, related=((f"/names/{first}", "the other term"),))


def _rivals(terms: dict[str, Name], found: Texts) -> Iterator[Finding]:
    """Two different words for one thing, both of them in the text: two terms, or two wordings of one."""
    reported: set[str] = set()
    for locale in found.locales:
        meant: dict[str, tuple[str, str]] = {}  # what a term stands for → the first such term, and its word
        for name, entry in terms.items():
            used = [word for word in _wordings(entry, locale) if _capital(word, locale) and found.has(locale, _core(word, locale))]
            if not used or name in reported:
                continue
            first, word = meant.setdefault(entry.stands_for or name, (name, used[0]))
            other = next((rival for rival in used if _different(word, rival, locale)), None)
            if other:
                reported.add(name)
                related = ((f"/names/{first}", "the other term"),) if first != name else ()
                yield Finding("two-words-for-one", f"/names/{name}", {"word": word, "other": other}, related=related)


def _wordings(entry: Name, locale: str) -> tuple[str, ...]:
    label: Label | None = entry.labels.get(locale)
    return (label.label, *label.forms) if label else ()


def _words(phrase: str, locale: str) -> tuple[str, ...]:
    """A phrase’s words in lower case, without articles before them."""
    words = re.findall(r"[^\W_]+", phrase.lower())
    articles = phrases(locale, "terms", "articles")
    while len(words) > 1 and words[0] in articles:
        del words[0]
    return tuple(words)


def _core(phrase: str, locale: str) -> str:
    """A phrase as it is written, without articles before it."""
    first = _words(phrase, locale)[:1]
    at = phrase.lower().find(first[0]) if first else 0
    return phrase[max(at, 0) :]


def _capital(phrase: str, locale: str) -> bool:
    """Whether a phrase is written as defined terms are."""
    return _core(phrase, locale)[:1].isupper()


def _different(one: str, other: str, locale: str) -> bool:
    """Whether two phrases have no word in common, and neither is an abbreviation."""
    if any(_core(phrase, locale).isupper() for phrase in (one, other)):
        return False
    mine, theirs = ({word[:ALIKE] for word in _words(phrase, locale)} for phrase in (one, other))
    return mine.isdisjoint(theirs)
