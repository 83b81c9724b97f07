"""A contradiction planted anywhere into a consistent policy is found, at its place; a consistent policy gives no finding."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from consistent import Clause, consistent, written
from hypothesis import given
from hypothesis import strategies as st
from places import clause_at
from planted import KINDS, Planted, plant

from cases import check_text, codes
from plainly import driver
from plainly_dsl.diagnostics import Diagnostic


@pytest.mark.parametrize("clauses", [20, 200])
def test_consistent_policy(tmp_path: Path, clauses: int) -> None:
    """A policy of 200 clauses that agree gives no finding, but that it has no summary."""
    assert codes(check_text(tmp_path, written(consistent(clauses))), notes=True) == ["missing-highlights"]


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_planted(kind: str, data: st.DataObject) -> None:
    """Each kind, at any place of the policy, with names up to three steps apart, by hierarchy or by membership."""
    planted = plant(kind, data.draw(st.integers(0, 3), "distance"), grouped=data.draw(st.booleans(), "grouped"))
    clauses = [clause for clause in consistent(data.draw(st.integers(9, 25), "clauses")) if clause.id not in planted.without]
    for clause in data.draw(st.permutations(planted.clauses), "order"):
        clauses.insert(data.draw(st.integers(0, len(clauses)), "position"), clause)
    with TemporaryDirectory() as folder:
        known = check_text(Path(folder), written(clauses, planted.declarations))
    found = [one for one in known.diagnostics if one.code == planted.code]
    assert found, codes(known, notes=True)
    assert {one.code for one in known.diagnostics} <= {planted.code, "missing-highlights"}
    assert any(_at_its_place(known, one, planted, clauses) for one in found)


def _at_its_place(known: driver.Checked, found: Diagnostic, planted: Planted, clauses: list[Clause]) -> bool:
    """Whether a finding stands where it has to, and points where it has to; without a place given, at the later of the two."""
    if found.code == "purpose-without-basis":  # a matter of the whole policy: it stands in the header
        return "planted-one" in {clause_at(known, related.place) for related in found.related}
    if planted.rests_on:
        return clause_at(known, found.place) == next(clause.id for clause in clauses if planted.rests_on in clause.body)
    names = [clause.id for clause in clauses if clause.id.startswith("planted")]
    at, pointing = (planted.at, planted.pointing) if planted.at else (names[1], names[0])
    pointed_at = {clause_at(known, related.place) for related in found.related}
    return clause_at(known, found.place) == at and (not pointing or pointing in pointed_at)
