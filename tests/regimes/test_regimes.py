"""Every file of `plainly/regimes`: its form, its words, and that its duties can be met by their example and can be missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from held import DUTIES, EMPTY, REGIMES, asked, sound

from cases import check_body, check_text, codes
from plainly.regimes.patterns import ANY
from plainly.regimes.regime import EXACTLY, Duty, FactPattern, PartyPattern, Pattern, PolicyPattern, Regime, files, laws, of_laws
from plainly_dsl.standard import entries
from plainly_dsl.tables import qualifiers, verbs

#: All duties of all files.
ALL = sorted(DUTIES)


def patterns(regime: Regime) -> Iterator[tuple[str, Pattern]]:
    """All patterns of a regime, each with the duty (or regime) it belongs to."""
    yield from ((regime.id, pattern) for pattern in regime.applies)
    for duty in regime.duties:
        parts = (pattern for part in duty.parts for pattern in (*part.by, *part.of))
        yield from ((duty.id, pattern) for pattern in (*duty.applies, *duty.unless, *parts))


FACTS = [(where, pattern) for regime in REGIMES.values() for where, pattern in patterns(regime) if isinstance(pattern, FactPattern)]


def kinds_of(position: str, verb: str) -> frozenset[str]:
    """Kinds of names that a position of a verb takes; none where the verb does not take the position."""
    if position == "objects":
        return verbs()[verb].objects
    return frozenset(qualifiers()[position].kinds) if position in verbs()[verb].qualifiers else frozenset()


def test_there_are_files() -> None:
    """There is a file for each regime, each readable, and each law is a name of the standard vocabulary."""
    assert len(REGIMES) == len(files()) > 0
    assert {entries()[law].kind for law in laws()} == {"law"}
    assert {regime.id for law in laws() for regime in of_laws((law,))} == set(REGIMES)


def test_ids_are_unique() -> None:
    """No two duties of all files share an id, so that a waiver names one duty; none is called as its regime."""
    assert len(DUTIES) == sum(len(regime.duties) for regime in REGIMES.values())
    assert not set(DUTIES) & set(REGIMES)


@pytest.mark.parametrize("regime", REGIMES.values(), ids=REGIMES)
def test_source(regime: Regime) -> None:
    """A regime says where its law can be read, what it covers and what it cannot see."""
    assert regime.url.startswith("https://")
    assert min(len(regime.covers), len(regime.leaves_out)) > 40


@pytest.mark.parametrize("name", ALL)
def test_citation(name: str) -> None:
    """A duty cites a place of the law by a number, and its texts are sentences to read in one line."""
    _, duty = DUTIES[name]
    assert any(character.isdigit() for character in duty.citation) or "Annex" in duty.citation
    assert duty.help.endswith(".")
    assert not duty.title.endswith(".")
    assert "\n" not in duty.title + duty.help + duty.citation


@pytest.mark.parametrize(("where", "pattern"), FACTS, ids=[f"{where}-{number}" for number, (where, _) in enumerate(FACTS)])
def test_patterns_can_match(where: str, pattern: FactPattern) -> None:
    """Each verb of a pattern takes its positions, and each of its names and kinds has a kind that fits one of the verbs there."""
    assert where
    for position in (*pattern.names, *pattern.kinds, *pattern.lacks):
        assert all(kinds_of(position, verb) for verb in pattern.verbs), f"{position} of {sorted(pattern.verbs)}"
    for position, names in (*pattern.names.items(), *pattern.uncounted.items()):
        fitting = {kind for verb in pattern.verbs or verbs() for kind in kinds_of(position, verb)}
        for name in {name.removeprefix(EXACTLY) for name in names - {ANY}}:
            assert name in entries(), name
            assert entries()[name].kind in fitting, f"{position} takes no {entries()[name].kind}: {name}"
    for position, kinds in pattern.kinds.items():
        fitting = {kind for verb in pattern.verbs or verbs() for kind in kinds_of(position, verb)}
        assert kinds <= fitting


def test_other_patterns_can_match() -> None:
    """Roles of parties are roles of the standard vocabulary."""
    roles = {role for regime in REGIMES.values() for _, one in patterns(regime) if isinstance(one, PartyPattern) for role in one.roles}
    assert {entries()[role].kind for role in roles} <= {"role"}


@pytest.mark.parametrize("name", ALL)
def test_example(tmp_path: Path, name: str) -> None:
    """The example compiles without error or warning, and what it says meets a part of its duty."""
    regime, duty = DUTIES[name]
    checked = check_body(tmp_path, duty.example)
    assert codes(checked) == []
    evidence = asked(sound(checked), regime, duty).evidence
    assert any(one.fact for one in evidence) or (evidence and not facts_can_meet(duty))


def facts_can_meet(duty: Duty) -> bool:
    """Whether a part of a duty asks for facts."""
    return any(isinstance(pattern, FactPattern) for part in duty.parts for pattern in part.by)


@pytest.mark.parametrize("name", ALL)
def test_can_be_missing(tmp_path: Path, name: str) -> None:
    """A policy that says nothing does not meet the duty; it meets a part only where its header, which every policy has, does."""
    regime, duty = DUTIES[name]
    verdict = asked(sound(check_text(tmp_path, EMPTY)), regime, duty)
    headers = [pattern.field for part in duty.parts for pattern in part.by if isinstance(pattern, PolicyPattern)]
    by_header = set(headers) & {"controllers", "title"}
    assert verdict.state == ("partly" if by_header else "missing")
    assert verdict.lacks
