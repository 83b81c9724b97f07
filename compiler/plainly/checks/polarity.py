"""A translation has the force of its source, paragraph by paragraph: it neither weakens, allows, obliges nor denies more or less.

The words are those of rule 3 (`locales/<locale>/modality.tsv`). One marked `soft` there (only, please, outside) may be said
otherwise: it answers for a firm one (not, must), and its own lack is nothing. A harmless one is marked `[may]{-}`, in the source or in the
translation; where lists or paragraphs differ, whole clauses are compared.

Why it matters: “we share” became “we may share” in two of five languages of one policy, and “cannot opt out” became
“can opt out” in another. Reference: GDPR Art. 12(1); WP260 rev.01, 12-13.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding
from plainly.checks.forces import Force, forces
from plainly.checks.pairs import Pair, pairs, parts

if TYPE_CHECKING:
    from plainly.model import Policy

#: Use → the codes where only the translation has it, and where only the source has it.
CODES = {
    "never": ("denial-added", "denial-lost"),
    "must": ("duty-added", "duty-lost"),
    "examples": ("examples-added", "examples-lost"),
}
#: Words that say the same in another way, so that the use is not lacking where one of them stands.
INSTEAD = {"examples": "inclusion"}
OPPOSITES = {"above": "below", "below": "above"}


def check(policy: Policy) -> Iterator[Finding]:
    """`weaker-…` and `stronger-in-translation`; `denial-`, `duty-` and `examples-added` and `-lost`; `direction-differs`."""
    for pair in pairs(policy):
        own, other = parts(pair.source), parts(pair.text)
        if len(own) != len(other):
            whole = [force for part in own for force in forces(part.words, policy.language)]
            found = [(part.run, part.start, force) for part in other for force in forces(part.words, pair.locale)]
            yield from _compare(pair, whole, found, (0, 0, 0))
            continue
        for left, right in zip(own, other, strict=True):
            found = [(right.run, right.start, force) for force in forces(right.words, pair.locale)]
            start = right.start + len(right.words) - len(right.words.lstrip())
            place = (right.run, start, right.start + len(right.words.rstrip()))
            yield from _compare(pair, forces(left.words, policy.language), found, place)


def _compare(pair: Pair, own: Sequence[Force], other: list[tuple[int, int, Force]], place: tuple[int, int, int]) -> Iterator[Finding]:
    """Findings of one paragraph: at the word that is too much, at the whole of it where a word lacks."""

    def first(use: str) -> tuple[int, int, Force]:
        return next(found for found in other if use in found[2].uses)

    def at(use: str, code: str) -> Finding:
        run, start, force = first(use)
        return Finding(code, pair.place(run), {"word": force.word}, start + force.start, start + force.end)

    def lacking(use: str, code: str) -> Finding:
        word = next(force.word for force in own if use in force.uses)
        return Finding(code, pair.place(place[0]), {"word": word}, place[1], place[2])

    mine, theirs = _uses(own), _uses([force for _, _, force in other])
    firm, their_firm = _uses(own, soft=False), _uses([force for _, _, force in other], soft=False)
    if "weakening" in theirs and "may" not in mine:
        yield at("weakening", "weaker-in-translation")
    if "weakening" in mine and "may" not in theirs:
        yield lacking("weakening", "stronger-in-translation")
    for use, (added, lost) in CODES.items():
        if use in their_firm and not mine & {use, INSTEAD.get(use)}:
            yield at(use, added)
        if use in firm and not theirs & {use, INSTEAD.get(use)}:
            yield lacking(use, lost)
    for way, opposite in OPPOSITES.items():
        if way in theirs - mine and opposite in mine - theirs:
            yield at(way, "direction-differs")


def _uses(found: Sequence[Force], *, soft: bool = True) -> set[str]:
    """What words express; without the soft ones, which another language may well say without such a word."""
    return {use for force in found if soft or "soft" not in force.uses for use in force.uses}
