"""Regimes: laws, or articles of them, with the duties they put on a notice, as frozen classes (`reading.py` fills them)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
#: Among the marks of a pattern: a list of the fact is exclusive.
ONLY = "only"
#: Before a name of a pattern: just this name, none that falls under it.
EXACTLY = "="


class FactPattern(NamedTuple):
    """Which facts are meant: every condition that is there holds. Positions are `objects` and the qualifiers.

    `names` gives for a position names of which one is stated, or a narrower one (`*`: any; `=x`: just x); `kinds` kinds of which one
    is; `lacks` are positions that are not stated. In a position of `uncounted`, these names, just as they are, do not count.
    """

    verbs: frozenset[str]
    modalities: frozenset[str]
    names: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]
    marks: frozenset[str]
    lacks: tuple[str, ...]
    uncounted: Mapping[str, frozenset[str]]


class PolicyPattern(NamedTuple):
    """A field of the policy's header that is stated: its date of effect, its controllers or its title."""

    field: str


class PartyPattern(NamedTuple):
    """A party: the controller, or one in one of these roles; with `points`, one of them is declared for it or for a part of it."""

    controller: bool
    roles: frozenset[str]
    points: tuple[str, ...]


Pattern = FactPattern | PolicyPattern | PartyPattern


class Part(NamedTuple):
    """What a duty asks for in one respect: something that matches one of `by`.

    With `each`, a position: every name that the facts of `of` have there is also there in a fact of `by`, or one it falls under,
    or one that falls under it.
    """

    title: str
    by: tuple[Pattern, ...]
    each: str
    of: tuple[Pattern, ...]


class Duty(NamedTuple):
    """Something that a law asks a notice to say, with what to write; `when` are the words for `applies` and `unless`."""

    id: str
    citation: str
    title: str
    help: str
    example: str
    when: str
    applies: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    parts: tuple[Part, ...]


class Regime(NamedTuple):
    """A law, or an article of it, with its duties; `applies` are patterns of which one has to match (none: it always applies)."""

    id: str
    law: str
    title: str
    citation: str
    url: str
    covers: str
    leaves_out: str
    when: str
    applies: tuple[Pattern, ...]
    duties: tuple[Duty, ...]


@cache
def files() -> tuple[Path, ...]:
    """The files of all regimes, by id."""
    return tuple(sorted(HERE.glob("*.toml")))


def all_regimes() -> tuple[Regime, ...]:
    """Every regime there is, by id. Raises `RegimeError` where a file is not in order."""
    from plainly.regimes.reading import read_regime

    return tuple(map(read_regime, files()))


def of_laws(laws: tuple[str, ...]) -> tuple[Regime, ...]:
    """The regimes of these laws, law by law in the order given; reads their files only."""
    from plainly.regimes.reading import law_of, read_regime

    return tuple(read_regime(path) for law in dict.fromkeys(laws) for path in files() if law_of(path) == law)


def laws() -> tuple[str, ...]:
    """The laws there is a regime for."""
    from plainly.regimes.reading import law_of

    return tuple(sorted({law_of(path) for path in files()}))
