"""What pulls against each other in the five policies: found by the checks alone, and acknowledged where it stands.

`tensions.tsv` has a row for each tension that people found in the sources (`ids` as in their list): the code that reports it, the
clause it is reported in, clauses it points at; or why no fact shows it.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from places import CLAUSE, clause_at

from cases import POLICIES
from plainly import driver
from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.diagnostics.catalogue import severity

SHARED = Path(__file__).parents[4] / "shared"
TABLE = Path(__file__).with_name("tensions.tsv")


class Tension(NamedTuple):
    policy: str
    ids: str
    code: str
    clause: str
    against: str
    why_not: str


def tensions() -> list[Tension]:
    """The rows of the table."""
    return [Tension(*line.split("\t")) for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]


FOUND = [tension for tension in tensions() if tension.code]


@pytest.fixture(scope="module")
def checked() -> dict[str, driver.Checked]:
    """The five policies, checked."""
    return {name: driver.check(POLICIES / name / f"{name}.policy") for name in sorted({tension.policy for tension in tensions()})}


def home(known: driver.Checked, place: Place) -> str:
    """The clause that a place stands in; the first one for what stands before all clauses, or in a file of declarations."""
    return clause_at(known, place) or CLAUSE.findall(known.sources[str(known.path)].text)[0]


def reported(known: driver.Checked, findings: tuple[Diagnostic, ...]) -> set[tuple[str, str]]:
    """Codes with the clauses they are reported in."""
    return {(found.code, home(known, found.place)) for found in findings}


@pytest.mark.needs_shared
def test_every_known_tension_is_judged() -> None:
    """Each tension that people found has its row here, with a code or with the reason why facts cannot show it; most have a code."""
    known = [line.split("\t") for line in (SHARED / "facts/tensions.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    assert [(policy, ids) for policy, _, ids, _ in known] == [(tension.policy, tension.ids) for tension in tensions()]
    assert all(bool(tension.code) != bool(tension.why_not) for tension in tensions())
    assert len(FOUND) >= 18


@pytest.mark.parametrize("tension", FOUND, ids=lambda tension: f"{tension.policy}-{tension.ids.split(';')[0].split(',')[0]}")
def test_found_and_acknowledged(checked: dict[str, driver.Checked], tension: Tension) -> None:
    """The finding is there, in its clause, with the places it clashes with, and the policy says why it stays."""
    known = checked[tension.policy]
    found = [one for one in known.acknowledged if (one.code, home(known, one.place)) == (tension.code, tension.clause)]
    assert found, f"{tension.code} is not acknowledged at {tension.clause}"
    pointed_at = {home(known, related.place) for one in found for related in one.related}
    assert set(filter(None, tension.against.split(", "))) <= pointed_at
    assert all(one.acknowledged for one in found)


@pytest.mark.parametrize("tension", FOUND, ids=lambda tension: f"{tension.policy}-{tension.ids.split(';')[0].split(',')[0]}")
def test_without_acknowledgement_the_check_fails(tmp_path: Path, tension: Tension) -> None:
    """Without its acknowledgement the same finding is an open one; a clash is an error, so that the policy is not published."""
    shutil.copytree(POLICIES, tmp_path / "policies")
    path = tmp_path / "policies" / tension.policy / f"{tension.policy}.policy"
    text = path.read_text(encoding="utf-8")
    start = text.index(f"@clause {tension.clause}")
    line = text.index(f"@acknowledge {tension.code} ", start)
    path.write_text(text[:line] + text[text.index("\n", line) + 1 :], encoding="utf-8")
    known = driver.check(path)
    assert (tension.code, tension.clause) in reported(known, known.diagnostics)
    assert known.publishable == (tension.code == "purpose-without-basis")  # a lack is a warning


def test_nothing_else_is_found(checked: dict[str, driver.Checked]) -> None:
    """The policies have no open error and no open warning, and no acknowledgement that settles nothing."""
    for known in checked.values():
        assert known.publishable
        assert not [found for found in known.diagnostics if severity(found) != "note"]
