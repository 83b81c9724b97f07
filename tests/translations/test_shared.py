"""A file that several policies include says its language (`@shared`) and may have translations of its labels beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from meadow import DUTCH, ENGLISH, beside, lock, published, record, settled

from cases import SALE, accept_all, check_body, check_text, codes, marked
from plainly import driver

FAMILY = '@shared family\n  language  en\n\n@party river "River Ltd"\n@party lake "Lake Ltd"\n'
IN_DUTCH = '@translation nl of family\n\n@label river "Rivier BV" also "Rivier"\n@label lake "Meer BV"\n'
INCLUDING = (
    ENGLISH.replace("# What", '@include "family.policy"\n\n# What')
    .replace("We keep", "We share your name with River Ltd. We keep")
    .replace("@highlight We never", "@share name with river\n@highlight We never")
)
SHARING = DUTCH.replace("Wij bewaren", "Wij delen uw naam met Rivier. Wij bewaren")
DUTCH_POLICY = """@policy meadow
  title       "Privacyverklaring"
  language    nl
  effective   2026-03-01
  controller  meadow-ltd

@party meadow-ltd "Meadow BV"
  email  privacy@meadow.example
@include "family.policy"

# Delen {#sharing}

@clause giving

Wij delen uw naam met Rivier BV.

@share name with river
@highlight = prose

@highlights
  sharing  "Delen"  giving
"""


def family(folder: Path, text: str = FAMILY, **translations: str) -> None:
    """The shared file in the folder of all policies, with its translation into Dutch, or others."""
    (folder / "family.policy").write_text(text, encoding="utf-8")
    for locale, words in (translations or {"nl": IN_DUTCH}).items():
        (folder / f"family.{locale}.policy").write_text(words, encoding="utf-8")


def test_labels_in_both_languages(tmp_path: Path) -> None:
    """A shared name has its label in each language of the policy that uses it; a name it does not use is none of its."""
    family(tmp_path)
    path = settled(tmp_path, INCLUDING, nl=SHARING)
    checked = driver.check(path)
    assert codes(checked) == []
    expected = {"en": {"label": "River Ltd"}, "nl": {"label": "Rivier BV", "forms": ["Rivier"]}}
    assert checked.document["names"]["river"]["labels"] == expected
    assert "lake" not in checked.document["names"]
    assert {"label:river", "label:lake"} & set(record(path)["made-from"]["nl"]) == {"label:river"}


def test_policy_in_another_language(tmp_path: Path) -> None:
    """A policy in the language of a translation takes its labels from there."""
    family(tmp_path)
    checked = check_text(tmp_path, DUTCH_POLICY, "meadow")
    assert codes(checked) == []
    assert "Rivier BV" in published(checked.path)["nl/facts.md"]


def test_no_label_in_the_policys_language(tmp_path: Path) -> None:
    """A name that the policy uses and that has no label in its language is an error (missing-label); another name is none."""
    family(tmp_path, nl=IN_DUTCH.partition("@label")[0])
    checked = check_text(tmp_path, DUTCH_POLICY, "meadow")
    found = [d for d in checked.diagnostics if d.code == "missing-label"]
    assert [(marked(checked, d), d.args["locale"]) for d in found] == [("river", "nl")]


def test_label_missing_in_a_translation(tmp_path: Path) -> None:
    """In a translation of the policy the label of a shared name is a text like others: missing, then stale."""
    family(tmp_path, sv="@translation sv of family\n")
    path = settled(tmp_path, INCLUDING, nl=SHARING.replace("met Rivier.", "met [Rivier]{river}."))
    assert [(d.code, d.args["unit"]) for d in driver.check(path).diagnostics] == [("translation-missing", "label:river")]
    family(tmp_path)
    accept_all(path)
    family(tmp_path, FAMILY.replace("River Ltd", "River Inc"))
    stale = [d.args["unit"] for d in driver.check(path).diagnostics if d.code == "translation-stale"]
    assert stale == ["label:river"]


def test_without_shared(tmp_path: Path) -> None:
    """A file without `@shared` is in the language of the policy that includes it, and has no translations of its own."""
    family(tmp_path, FAMILY.partition("\n\n")[2])
    translation = SHARING.replace("@label meadow-ltd", '@label river "Rivier"\n@label meadow-ltd')
    path = settled(tmp_path, INCLUDING, nl=translation)
    assert codes(driver.check(path)) == []
    assert driver.check(path).document["names"]["river"]["labels"]["nl"] == {"label": "Rivier"}


def test_in_a_policy(tmp_path: Path) -> None:
    """`@shared` in a policy is an error (shared-in-policy)."""
    assert codes(check_body(tmp_path, f"@shared family\n  language  en\n\n@clause only\n\n{SALE}")) == ["shared-in-policy"]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("  language  en\n", "", "missing-property"),
        ("language  en", "language  xx", "unknown-language"),
        ("language  en", 'language  en\n  title  "Family"', "unknown-property"),
    ],
)
def test_header_of_a_shared_file(tmp_path: Path, before: str, after: str, code: str) -> None:
    """`@shared` says a language that is known, and nothing else."""
    family(tmp_path, FAMILY.replace(before, after))
    assert codes(driver.check(settled(tmp_path, INCLUDING, nl=SHARING))) == [code]


@pytest.mark.parametrize(
    ("locale", "header", "code"),
    [
        ("nl", "@translation nl of famly", "translation-of-other"),
        ("nl", "@translation nl of meadow", "translation-of-other"),
        ("nl", "@note None.", "translation-without-header"),
        ("nl", "@translation sv of family", "translation-locale-differs"),
        ("en", "@translation en of family", "translation-into-own-language"),
        ("xx", "@translation xx of family", "unknown-language"),
    ],
)
def test_header_of_its_translation(tmp_path: Path, locale: str, header: str, code: str) -> None:
    """A translation beside a shared file says that it belongs to it, as one beside a policy does."""
    family(tmp_path, **{locale: IN_DUTCH.replace("@translation nl of family", header)})
    checked = driver.check(settled(tmp_path, INCLUDING, nl=SHARING))
    found = [d for d in checked.diagnostics if d.place.file.endswith(f"family.{locale}.policy")]
    assert [d.code for d in found] == [code]
    assert found[0].args.get("expected", "family") in {"family", "nl"}


def test_only_labels(tmp_path: Path) -> None:
    """The translation of a shared file holds labels and notes; anything else is an error (included-text)."""
    family(tmp_path, nl=f'{IN_DUTCH}\n@note Checked.\n\n# Delen {{#sharing}}\n\n@party sea "Zee"\n')
    assert codes(driver.check(settled(tmp_path, INCLUDING, nl=SHARING))) == ["included-text", "included-text"]


def test_label_of_no_name(tmp_path: Path) -> None:
    """A label for a name there is none of is reported in the shared file's translation (unknown-name)."""
    family(tmp_path, nl=IN_DUTCH.replace("label lake", "label lak"))
    checked = driver.check(settled(tmp_path, INCLUDING, nl=SHARING))
    assert [(d.code, marked(checked, d), d.suggestion) for d in checked.diagnostics] == [("unknown-name", "lak", "lake")]


def test_several_policies(tmp_path: Path) -> None:
    """Each policy that includes the file keeps its own record of the shared labels."""
    family(tmp_path)
    first = settled(tmp_path, INCLUDING, nl=SHARING)
    second = tmp_path / "second" / "second.policy"
    second.parent.mkdir()
    second.write_text(INCLUDING.replace("@policy meadow", "@policy second"), encoding="utf-8")
    beside(second, "nl").write_text(SHARING.replace("of meadow", "of second"), encoding="utf-8")
    assert driver.check(first).diagnostics == ()
    assert codes(driver.check(second)) == ["translation-new"]
    accept_all(second)
    assert driver.check(second).diagnostics == ()
    assert lock(first).read_bytes() == lock(second).read_bytes()


def test_names_of_unused_labels(tmp_path: Path) -> None:
    """A label in a translation does not use a name: one that the policy declares and never uses is still reported."""
    policy = ENGLISH.replace("@value", '@party pond "Pond Ltd"\n@value')
    checked = driver.check(settled(tmp_path, policy, nl=DUTCH.replace("@label", '@label pond "Vijver"\n@label', 1)))
    assert codes(checked) == ["unused-name"]
