"""Mistakes: `bad/*.policy`, the report each gives beside it (`pytest --reset-cases` writes it anew)."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import cases, codes, compare, formatted, report_of
from plainly import driver
from plainly_dsl.diagnostics.catalogue import entries
from plainly_dsl.mistakes import MISTAKES

BAD = cases("bad")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_report(path: Path, reset_cases: bool) -> None:
    """A policy with mistakes gives the report beside it: each mistake with its place and its fix."""
    checked = driver.check(path)
    assert not checked.publishable or "warning" in report_of(checked)
    compare(path.with_suffix(".diagnostics"), report_of(checked), reset=reset_cases)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_formatting_keeps_mistakes(path: Path) -> None:
    """Formatting a policy with mistakes loses no word of it, and a second time changes nothing."""
    text = path.read_text(encoding="utf-8")
    once = formatted(text)
    assert formatted(once) == once
    assert sorted(once.split()) == sorted(text.split())


def test_every_mistake_of_a_line_has_a_case() -> None:
    """Each row of the table of mistakes is reached by a case."""
    found = {code for path in BAD for code in codes(driver.check(path), notes=True)}
    assert {mistake.code for mistake in MISTAKES} <= found
    assert found <= set(entries())
