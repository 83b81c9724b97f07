"""The lines of the one-page summary, read: what each says in each locale, and the facts it stands for.

A line stands for all facts of its clause; one that a group joins with others (`a + b`), for theirs too. Where it mentions data,
recipients, sources or purposes of some of them only, it is held against those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from plainly.checks.finding import words
from plainly.checks.forces import Force, forces
from plainly.checks.mentions import plain
from plainly.locales import folder, published
from plainly.logic.views import PRACTICES
from plainly_dsl import prose

if TYPE_CHECKING:
    from plainly.logic.claims import Claim, Claims
    from plainly.model import Policy

#: The list of each locale that these checks read, beside that of the words of force.
WORDS = "honesty"
#: Positions of a fact whose names a line may list: data, recipients, purposes, sources.
LISTED = ("objects", "with", "to", "for", "from")
#: What is good for the reader.
FAVOURS = frozenset({"offer", "grant", "protect", "certify"})
#: Words of the list for what is done with data → the verbs they may deny.
FAMILIES = {
    "sell": frozenset({"sell", "share"}),
    "share": frozenset({"share", "sell", "transfer"}),
    "collect": frozenset({"collect", "observe", "receive", "infer"}),
    "use": frozenset({"use", "infer"}),
    "keep": frozenset({"keep", "collect", "set"}),
    "transfer": frozenset({"transfer", "share"}),
}
_WORD = re.compile(r"[^\W_]+")
_MARKED = re.compile(r"\[[^\]]*\]\{[^}]*\}")
_STOP = re.compile(r"[.;:,!?—–](?=\s|$)")


class Part:
    """A part of a line, up to a stop or an “and”: the words of the list in it, those of force, and where it begins."""

    def __init__(self, start: int, text: str, locale: str) -> None:
        self.start = start
        self.words = forces(text, locale, WORDS)
        self.denials = tuple(f for f in forces(text, locale) if "never" in f.uses and "soft" not in f.uses)
        self.uses: frozenset[str] = frozenset(use for word in self.words for use in word.uses)

    @cached_property
    def denial(self) -> Force | None:
        """The word that denies what is said, unless it belongs to a condition (“if you do not …”)."""
        absolute = (word for word in self.words if "none" in word.uses)
        first = min((*self.denials, *absolute), key=lambda word: word.start, default=None)
        if first is None or any("if" in word.uses and word.start < first.start for word in self.words):
            return None
        return first

    @property
    def families(self) -> frozenset[str]:
        """What is done with data, as this part says."""
        return self.uses & FAMILIES.keys()


class Line:
    """A line in one locale. `text` is what is read; `names` are those it refers to or contains as labels."""

    def __init__(self, pointer: str, locale: str, run: str, claims: tuple[Claim, ...], heading: str, reader: Reader) -> None:
        self.pointer = pointer
        self.locale = locale
        self.claims = claims
        self.heading = heading
        reading = prose.read(run)
        self.text = " ".join(words(reading).split())
        targets = (target.text for reference in reading.references for target in reference.targets)
        unmarked = words(prose.read(_MARKED.sub("·", run)))  # marked words say what they are marked with, and nothing else
        self.names = frozenset(target.partition(".")[0] for target in targets) | reader.names_in(unmarked, locale)
        self._reader = reader

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Its parts, in order."""
        joints = [word for word in forces(self.text, self.locale, WORDS) if "and" in word.uses]
        cuts = sorted({0, *(m.end() for m in _STOP.finditer(self.text)), *(word.start for word in joints), len(self.text)})
        return tuple(Part(a, self.text[a:b], self.locale) for a, b in pairwise(cuts))

    @cached_property
    def uses(self) -> frozenset[str]:
        """All that its words express, by both lists."""
        return frozenset(use for word in (*self.words, *forces(self.text, self.locale)) for use in word.uses)

    @cached_property
    def words(self) -> tuple[Force, ...]:
        """Its words of the list."""
        return forces(self.text, self.locale, WORDS)

    def first(self, use: str) -> str:
        """Its first word of a use, "" where there is none."""
        return next((word.word for word in self.words if use in word.uses), "")

    @cached_property
    def denial(self) -> Force | None:
        """The first word that denies, outside conditions."""
        return next((part.denial for part in self.parts if part.denial), None)

    @cached_property
    def denied_families(self) -> frozenset[str]:
        """What it says is not done with data."""
        return frozenset(family for part in self.parts if part.denial for family in part.families)

    @cached_property
    def cited(self) -> tuple[Claim, ...]:
        """The facts it stands for: those that have to do with what it mentions, all of them where it mentions nothing of any."""
        chosen = tuple(claim for claim in self.claims if self._touches(claim))
        return chosen or self.claims

    def denied(self) -> tuple[Claim, ...]:
        """The denials of practices that it stands for; of those it speaks of, where it says which."""
        found = tuple(claim for claim in self.claims if claim.denied and claim.verb in PRACTICES)
        spoken = frozenset(verb for family in self.denied_families for verb in FAMILIES[family])
        return tuple(claim for claim in found if claim.verb in spoken) or found

    def covers(self, names: Iterable[str]) -> bool:
        """Whether it mentions one of these names, or one that covers it."""
        return self._reader.lattice.any_covers(self.names, names)

    def touches(self, names: Iterable[str]) -> bool:
        """Whether it mentions one of these names, one that covers it, or one that falls under it."""
        names = tuple(names)
        return self.covers(names) or self._reader.lattice.any_covers(names, self.names)

    def says(self, names: Iterable[str]) -> bool:
        """Whether it mentions one of these names, or one that falls under it: nothing wider."""
        return self._reader.lattice.any_covers(names, self.names)

    def heading_touches(self, names: Iterable[str]) -> bool:
        """Whether the heading it stands under mentions one of these names, or one that covers it."""
        return self._reader.lattice.any_covers(self._reader.names_in(self.heading, self.locale), names)

    def _touches(self, claim: Claim) -> bool:
        names = (name for position in LISTED for name in claim.at(position) if name not in self._reader.everybodys)
        return self.touches(names)


class Reader:
    """Reads the lines of one policy; finds names by their labels and forms, the longest first."""

    def __init__(self, claims: Claims) -> None:
        self.policy: Policy = claims.policy
        self.lattice = claims.lattice
        self.everybodys = frozenset({"personal-data", *self.policy.controllers})
        self._phrases: dict[str, dict[str, dict[int, dict[str, list[str]]]]] = {}

    def names_in(self, text: str, locale: str) -> frozenset[str]:
        """The names whose label or form stands in a text."""
        index, text = self._index(locale), plain(" ".join(text.split()))
        found: set[str] = set()
        end = 0
        for match in _WORD.finditer(text):
            at = match.start()
            for length, phrases in index.get(match[0], {}).items() if at >= end else ():
                names = phrases.get(text[at : at + length])
                if names and not text[at + length : at + length + 1].isalnum():
                    found.update(names)
                    end = at + length
                    break
        return frozenset(found)

    def _index(self, locale: str) -> dict[str, dict[int, dict[str, list[str]]]]:
        """First word → length → the phrases of that length that begin with it, each with its names; the longest first."""
        if locale not in self._phrases:
            index: dict[str, dict[int, dict[str, list[str]]]] = {}
            for name, entry in self.policy.names.items():
                wording = entry.labels.get(locale)
                for phrase in map(plain, (wording.label, *wording.forms)) if wording else ():
                    first = _WORD.search(phrase)
                    if first and first.start() == 0:
                        index.setdefault(first[0], {}).setdefault(len(phrase), {}).setdefault(phrase, []).append(name)
            self._phrases[locale] = {first: dict(sorted(lengths.items(), reverse=True)) for first, lengths in index.items()}
        return self._phrases[locale]


def lines(claims: Claims) -> tuple[Line, ...]:
    """All lines of a policy, in each locale that has words for these checks; those not translated yet are left out."""
    return claims.once(_read)


def _read(claims: Claims) -> tuple[Line, ...]:
    return tuple(_lines(claims, Reader(claims)))


def _lines(claims: Claims, reader: Reader) -> Iterator[Line]:
    policy, locales = claims.policy, tuple(filter(listed, published(claims.policy)))
    joined = {identity: entry for group in policy.highlights for entry in group.clauses for identity in entry}
    headings = {identity: group.title for group in policy.highlights for entry in group.clauses for identity in entry}
    by_clause: dict[str, list[Claim]] = {}
    for claim in claims.all:
        by_clause.setdefault(claim.clause.id, []).append(claim)
    for index, clause in enumerate(policy.clauses):
        cited = tuple(claim for one in joined.get(clause.id, (clause.id,)) for claim in by_clause.get(one, ()))
        for number, runs in enumerate(clause.highlights):
            for locale in locales:
                untranslated = f"highlight:{clause.id}:{number}" in policy.untranslated.get(locale, ())
                if locale in runs and not untranslated:
                    heading = headings.get(clause.id, {}).get(locale, "")
                    yield Line(f"/clauses/{index}/highlights/{number}/{locale}", locale, runs[locale], cited, heading, reader)


def listed(locale: str) -> bool:
    """Whether a locale has words for these checks."""
    return (folder(locale) / f"{WORDS}.tsv").is_file()
