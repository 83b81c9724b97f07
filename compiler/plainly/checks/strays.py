"""A translation names no data category, legal basis or instrument that its source does not name.

Words outside references are looked up among the labels and forms of all such names, standard ones and the policy's own,
longest first. What the source's text names too, by reference, label or form, is no stray, nor is a wider word for it;
words that mean something else here are marked `[…]{-}`.

Why it matters: five of the divergences in one real policy are a data category or place added by one language.
Reference: GDPR Art. 13(1), 14(1)(d).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from plainly.checks.finding import Finding
from plainly.checks.mentions import plain
from plainly.checks.pairs import Pair, hidden, pairs
from plainly.locales import published
from plainly_dsl import references
from plainly_dsl.standard import entries, wordings

if TYPE_CHECKING:
    from plainly.model import Policy

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
BREAK = "\x1f"  # stands where no phrase may go across
KINDS = frozenset({"data", "basis", "instrument"})


class Phrases(NamedTuple):
    """Phrases in plain form with the names they stand for, and the longest phrase (in words) that begins with a word."""

    names: dict[str, frozenset[str]]
    longest: dict[str, int]


def check(policy: Policy) -> Iterator[Finding]:
    """`unmarked-name`, at each word."""
    phrases = {locale: _phrases(policy, locale) for locale in published(policy)}
    own = phrases[policy.language]

    @cache  # a source is compared with a translation after the other
    def heard(run: str) -> frozenset[str]:
        return frozenset(name for _, _, names in _found(_words_of(run), own) for name in names)

    for pair in pairs(policy):
        if pair.clause is not None:
            yield from _strays(policy, pair, heard, phrases[pair.locale])


def _strays(policy: Policy, pair: Pair, heard: Callable[[str], frozenset[str]], other: Phrases) -> Iterator[Finding]:
    found = [one for number, run in enumerate(pair.text) for one in ((number, *hit) for hit in _found(_outside(run), other))]
    if not found:
        return
    spoken = {name for run in pair.source for name in heard(run)}
    spoken |= {target.text for run in pair.source for found in references.find(run)[0] for target in found.targets}
    clause = pair.clause
    if clause is not None:
        spoken.update(name for group in clause.scope.values() for name in group)
        spoken.update(
            name for s in clause.statements for fact in s.facts for group in (fact.objects, *fact.qualifiers.values()) for name in group
        )
    spoken |= {wider for name in spoken for wider in _wider(policy, name)}
    for number, start, end, names in found:
        if not names & spoken:
            args = {"word": pair.text[number][start:end], "name": min(names)}
            yield Finding("unmarked-name", pair.place(number), args, start, end)


def _wider(policy: Policy, name: str) -> Iterator[str]:
    """What a name falls under, and groups it is a member or example of."""
    seen = set()
    while name and name not in seen:
        seen.add(name)
        entry = policy.names.get(name)
        name = (entry.parent if entry else None) or (entries()[name].parent if name in entries() else "")
        if name:
            yield name


def _outside(run: str) -> str:
    """A run with its references blanked out: what is left stands for no name yet."""
    return hidden(run, lambda _reference: "", BREAK)


def _words_of(run: str) -> str:
    """A run with the targets of its references blanked out."""
    return hidden(run, lambda reference: f"[{reference.surface}", BREAK)


def _found(text: str, phrases: Phrases) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Phrases in a text, the longest at each place, with the names they may stand for."""
    spots = [match.span() for match in _WORD.finditer(text)]
    at = 0
    while at < len(spots):
        first = plain(text[slice(*spots[at])])
        for size in range(min(phrases.longest.get(first, 0), len(spots) - at), 0, -1):
            start, end = spots[at][0], spots[at + size - 1][1]
            names = phrases.names.get(plain(text[start:end]))
            if names:
                yield start, end, names
                at += size - 1
                break
        at += 1


def _phrases(policy: Policy, locale: str) -> Phrases:
    """Labels and forms → the names they stand for: the standard ones and the policy's own."""
    found = dict(_standard(locale))
    for name, entry in policy.names.items():
        label = entry.labels.get(locale)
        if entry.kind in KINDS and entry.origin == "policy" and label:
            for phrase in (label.label, *label.forms):
                found[plain(phrase)] = found.get(plain(phrase), frozenset()) | {name}
    longest: dict[str, int] = {}
    for phrase in found:
        words = _WORD.findall(phrase)
        if words:
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Phrases(found, longest)


@cache
def _standard(locale: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, wording in wordings(locale).items():
        if entries()[name].kind in KINDS:
            for phrase in (wording.label, *wording.forms):
                found[plain(phrase)] = found.get(plain(phrase), frozenset()) | {name}
    return found
