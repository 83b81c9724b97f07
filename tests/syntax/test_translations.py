"""`<id>.<locale>.policy` beside a policy: read, never a source of facts, and not published yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import SALE, check_body, check_text, codes, marked
from plainly import driver
from plainly_dsl.diagnostics.catalogue import frame

TRANSLATION = """@translation nl of example

@label email-address "e-mailadres" also "mailadres"

# Onze werkwijze {#practices}

@clause only

Wij verkopen uw e-mailadres nooit.

@note Checked by Anna.
@highlight Wij verkopen niets.

@highlights
  sharing  "Delen"  only
"""


def with_translation(folder: Path, text: str, locale: str = "nl") -> driver.Checked:
    """A clean policy with a translation beside it, checked."""
    (folder / f"example.{locale}.policy").write_text(text, encoding="utf-8")
    return check_body(folder, SALE)


def test_not_built(tmp_path: Path) -> None:
    """A sound translation gives one warning, at its header: this version does not publish it."""
    checked = with_translation(tmp_path, TRANSLATION)
    assert codes(checked) == ["translation-not-built"]
    assert [marked(checked, d) for d in checked.diagnostics if d.code == "translation-not-built"] == ["@translation nl of example"]
    assert checked.publishable


def test_each_locale(tmp_path: Path) -> None:
    """Each translation has its own warning."""
    with_translation(tmp_path, TRANSLATION)
    assert codes(with_translation(tmp_path, TRANSLATION, "pt-br")) == ["translation-not-built"] * 2


FACTS = {
    "@never sell email-address": "@never",
    "@collect name": "@collect",
    '@party river "River"': "@party",
    '@policy example\n  title "T"': "@policy",
    "@clause other for members": "for",
    "@clause other required": "required",
    "@plain advice": "@plain",
    "@acknowledge odd because of it": "@acknowledge",
    "@waive art-13 because of it": "@waive",
    '@include "other.policy"': "@include",
    "@value answer-time 30 days": "@value",
}


@pytest.mark.parametrize(("line", "word"), FACTS.items(), ids=lambda text: text[:16])
def test_facts(tmp_path: Path, line: str, word: str) -> None:
    """A statement, declaration or qualifier in a translation is an error at its word."""
    checked = with_translation(tmp_path, f"{TRANSLATION}\n{line}\n")
    found = [d for d in checked.diagnostics if d.code == "facts-in-translation"]
    assert [marked(checked, d) for d in found] == [word]
    assert not checked.publishable
    assert "translation-not-built" not in codes(checked)


def test_mistakes_of_form(tmp_path: Path) -> None:
    """A translation's own mistakes of form are reported in it."""
    checked = with_translation(tmp_path, TRANSLATION.replace("@clause", "@cluase").replace("{#practices}", ""))
    assert codes(checked) == ["heading-without-id", "unknown-directive"]
    assert all(d.place.file.endswith("example.nl.policy") for d in checked.diagnostics if d.code != "missing-highlights")


def test_other_files_are_no_translations(tmp_path: Path) -> None:
    """Files of another stem, and included ones, are none of this policy's translations."""
    (tmp_path / "example2.nl.policy").write_text("@collect name\n")
    (tmp_path / "example-nl.policy").write_text("@collect name\n")
    (tmp_path / "example.nl.policy.bak").write_text("@collect name\n")
    assert codes(check_text(tmp_path, frame(SALE))) == []
