"""What one small policy is published as, file by file. `pytest --reset-cases` writes the files anew; review them as a diff."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainly import driver
from plainly.outputs import files

GOLDEN = Path(__file__).parents[1] / "golden" / "meadow"
POLICY = GOLDEN / "meadow.policy"
EXPECTED = GOLDEN / "expected"


def outputs() -> dict[str, str]:
    """The files of the policy, by their path."""
    checked = driver.check(POLICY)
    assert checked.diagnostics == ()
    assert checked.policy is not None
    return dict(files(checked.document, checked.policy))


def test_no_file_is_missing_and_none_is_new(reset_cases: bool) -> None:
    """The set of files is the expected one."""
    made = outputs()
    if reset_cases:
        for name, text in made.items():
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / name).write_text(text, encoding="utf-8")
    assert {path.relative_to(EXPECTED).as_posix() for path in EXPECTED.rglob("*") if path.is_file()} == set(made)


@pytest.mark.parametrize("name", sorted(outputs()))
def test_file_is_as_expected(name: str) -> None:
    """Each file has the expected text, to the last byte."""
    assert outputs()[name] == (EXPECTED / name).read_text(encoding="utf-8")
