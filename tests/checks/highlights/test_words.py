"""The words these checks read: each locale of the project has a list, and one without a list is left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import REAL
from plainly import frontends, locales
from plainly.checks import highlights
from plainly.checks.forces import forces
from plainly.checks.highlights.lines import FAMILIES, WORDS, lines
from plainly.checks.highlights.risks import RISKS
from plainly.logic.claims import Claims
from plainly.view import view
from plainly_dsl.tables import read_table

LOCALES = sorted(path.name for path in locales.HERE.iterdir() if (path / "interface.toml").is_file())
#: All that a word of the lists may express.
USES = {"exception", "always", "none", "only", "open", "limit", "if", "and", "now", "any-data", *FAMILIES, *(risk.use for risk in RISKS)}


@pytest.mark.parametrize("locale", LOCALES)
def test_list_is_whole(locale: str) -> None:
    """Each word stands once, with uses the checks know; each use has words."""
    rows = read_table(locales.HERE / locale / f"{WORDS}.tsv")
    words = [row["word"].casefold() for row in rows]
    assert sorted(set(words)) == sorted(words)
    assert {use for row in rows for use in row["expresses"].split(", ")} == USES


@pytest.mark.parametrize("locale", LOCALES)
def test_words_are_found(locale: str) -> None:
    """A text that consists of a word of the list has just its uses."""
    for row in read_table(locales.HERE / locale / f"{WORDS}.tsv"):
        found = forces(row["word"].removesuffix("*"), locale, WORDS)
        assert [one.uses for one in found] == [frozenset(row["expresses"].split(", "))], row["word"]


def test_locale_without_a_list(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a locale has no list, its lines are not judged."""
    policy = view(frontends.read(next(path for path in REAL if path.stem == "desk-2014")).document)
    assert lines(Claims(policy))
    monkeypatch.setattr(highlights.lines, "folder", lambda _locale: tmp_path)
    assert lines(Claims(policy)) == ()
    assert [finding.code for check in highlights.CHECKS for finding in check(Claims(policy))] == []
