"""`<id>.<locale>.policy` beside a policy: text of the policy in another language, never a source of facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import SALE, check_text, check_translated, codes, formatted, marked
from plainly import driver
from plainly_dsl.diagnostics.catalogue import frame

TRANSLATION = """@translation nl of example
  title  "Privacyverklaring"

@label meadow "Meadow BV"
@label email-address "e-mailadres" also "mailadres"

# Onze werkwijze {#practices}

@clause only

Wij verkopen uw mailadres nooit.

@note Checked by Anna.
"""


def with_translation(folder: Path, text: str) -> driver.Checked:
    """A clean policy with a Dutch translation beside it, checked."""
    return check_translated(folder, frame(SALE), nl=text)


def test_sound(tmp_path: Path) -> None:
    """A sound translation gives nothing to report, and its texts join those of the policy; its notes are left out."""
    checked = with_translation(tmp_path, TRANSLATION)
    assert codes(checked) == []
    document = checked.document
    assert document["title"] == {"en": "Privacy statement", "nl": "Privacyverklaring"}
    assert document["names"]["meadow"]["labels"] == {"en": {"label": "Meadow Ltd"}, "nl": {"label": "Meadow BV"}}
    assert document["names"]["email-address"]["labels"]["nl"] == {"label": "e-mailadres", "forms": ["mailadres"]}
    assert document["sections"][0]["title"] == {"en": "Our practices", "nl": "Onze werkwijze"}
    assert document["clauses"][0]["text"]["nl"] == ["Wij verkopen uw mailadres nooit."]
    assert "Anna" not in str(document)


def test_canonical_form() -> None:
    """A translation in canonical form stays as it is."""
    assert formatted(TRANSLATION) == TRANSLATION


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
    """A statement, declaration or qualifier in a translation is an error at its word, and no fact of the policy."""
    checked = with_translation(tmp_path, f"{TRANSLATION}\n{line}\n")
    found = [d for d in checked.diagnostics if d.code == "facts-in-translation"]
    assert [marked(checked, d) for d in found] == [word]
    assert not checked.publishable
    assert [[fact["objects"] for fact in s["facts"]] for s in checked.document["clauses"][0]["statements"]] == [[["email-address"]]]


def test_summary_of_its_own(tmp_path: Path) -> None:
    """A translation gives headings of the summary; which clauses stand below them, the policy says."""
    summary = '@highlight = prose\n\n@highlights\n  sale  "Sale"  only  more #practices\n'
    for entries, expected in (("", []), ("  only  more #practices", []), ("  other", ["other"]), ("  more #elsewhere", ["sale"])):
        text = f'{TRANSLATION}@highlight = prose\n\n@highlights\n  sale  "Verkoop"{entries}\n'
        checked = check_translated(tmp_path, frame(SALE + summary), nl=text)
        assert [marked(checked, d) for d in checked.diagnostics if d.code == "facts-in-translation"] == expected
        assert codes(checked) == ["facts-in-translation"] * bool(expected)


def test_mistakes_of_form(tmp_path: Path) -> None:
    """A translation's own mistakes of form are reported in it."""
    checked = with_translation(tmp_path, TRANSLATION.replace("# Onze werkwijze {#practices}", "# Onze werkwijze").replace("@note", "@noot"))
    assert [code for code in codes(checked) if not code.startswith("translation-")] == ["heading-without-id", "unknown-directive"]
    assert all(d.place.file.endswith("example.nl.policy") for d in checked.diagnostics if d.code != "missing-highlights")


def test_other_files_are_no_translations(tmp_path: Path) -> None:
    """Files of another stem are none of this policy's translations."""
    (tmp_path / "example2.nl.policy").write_text("@collect name\n")
    (tmp_path / "example-nl.policy").write_text("@collect name\n")
    (tmp_path / "example.nl.policy.bak").write_text("@collect name\n")
    assert codes(check_text(tmp_path, frame(SALE))) == []
