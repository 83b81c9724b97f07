"""A translation's files and first lines: what is found, and that nothing of a file is used whose first line is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from meadow import DUTCH, ENGLISH, beside, change, published, run, settled, write

from cases import codes, marked
from plainly import driver
from plainly_dsl import standard


def only(path: Path, code: str) -> tuple[str, str]:
    """The one problem of a policy: the words it points at, and its suggestion. Dutch is in none of its pages."""
    checked = driver.check(path)
    assert codes(checked) == [code]
    assert checked.policy is not None
    assert "nl" not in checked.policy.title
    return marked(checked, checked.diagnostics[0]), checked.diagnostics[0].suggestion


def test_no_header(tmp_path: Path) -> None:
    """A file that has no `@translation` line is reported (translation-without-header)."""
    path = write(tmp_path, nl=DUTCH.partition("\n\n")[2])
    assert only(path, "translation-without-header") == ("@", "")


def test_broken_header(tmp_path: Path) -> None:
    """A first line that cannot be read is one mistake, not two."""
    for header in ("@translation of meadow", "@translation nl-NL of meadow", "@translation nl meadow", "@translation"):
        checked = driver.check(write(tmp_path, nl=DUTCH.replace("@translation nl of meadow", header)))
        assert len(codes(checked)) == 1, header
        assert not checked.publishable


def test_other_policy(tmp_path: Path) -> None:
    """A file that says it translates another policy is reported (translation-of-other), with this policy's id."""
    path = write(tmp_path, nl=DUTCH.replace("of meadow", "of medow"))
    assert only(path, "translation-of-other") == ("medow", "meadow")


def test_own_language(tmp_path: Path) -> None:
    """A translation into the policy's own language is reported (translation-into-own-language)."""
    path = write(tmp_path, en=DUTCH.replace("nl of", "en of"))
    assert only(path, "translation-into-own-language") == ("en", "")


@pytest.mark.parametrize(("tag", "suggestion"), [("xx", ""), ("n", "en"), ("nll", "nl"), ("nl-nl", ""), ("dutch", "")])
def test_unknown_language(tmp_path: Path, tag: str, suggestion: str) -> None:
    """A language that there are no words for is reported (unknown-language), also a tag that is none."""
    path = write(tmp_path, **{tag: DUTCH.replace("nl of", f"{tag} of")})
    assert only(path, "unknown-language") == (tag, suggestion)


def test_two_files_for_one_language(tmp_path: Path) -> None:
    """A second file for a language is reported (translation-twice); the first one is used."""
    path = settled(tmp_path, nl=DUTCH)
    beside(path, "older").write_text(DUTCH.replace("Privacyverklaring", "Oude verklaring"), encoding="utf-8")
    checked = driver.check(path)
    assert codes(checked) == ["translation-twice"]
    assert marked(checked, checked.diagnostics[0]) == "nl"
    assert checked.diagnostics[0].place.file.endswith("meadow.older.policy")
    assert checked.document["title"]["nl"] == "Privacyverklaring"


def test_name_and_header_differ(tmp_path: Path) -> None:
    """A file whose name and first line say different languages is reported (translation-locale-differs)."""
    assert only(write(tmp_path, sv=DUTCH), "translation-locale-differs") == ("nl", "")


def test_promised_language(tmp_path: Path) -> None:
    """A language of the property `translations` without a file is reported (translation-file-missing) at that language."""
    promise = ENGLISH.replace("  effective ", "  translations  nl block, sv hide-locale\n  effective ")
    path = settled(tmp_path, promise, nl=DUTCH)
    checked = driver.check(path)
    assert codes(checked) == ["translation-file-missing"]
    assert marked(checked, checked.diagnostics[0]) == "sv hide-locale"


def test_no_policy_beside_it(tmp_path: Path) -> None:
    """A translation without its policy is reported by check and build of a folder (translation-without-policy); the rest is built."""
    path = settled(tmp_path, nl=DUTCH)
    stray = path.with_name("medow.nl.policy")
    stray.write_text(DUTCH, encoding="utf-8")
    for command in (("check", tmp_path), ("build", tmp_path, "--out", tmp_path / "out")):
        code, out, _ = run(*command)
        assert code == 1
        assert out.startswith(f"error[translation-without-policy]: There is no policy “medow” beside this translation.\n  --> {stray}\n")
        assert out.count("error[") == 1
    assert (tmp_path / "out" / "meadow" / "nl" / "index.html").is_file()
    assert run("check", path)[:2] == (0, "")  # only a folder is searched


def test_translation_of_a_shared_file_is_no_stray(tmp_path: Path) -> None:
    """A translation beside the shared file it belongs to is read with that file, and a hidden one is not looked at."""
    settled(tmp_path, nl=DUTCH)
    (tmp_path / "family.policy").write_text('@shared family\n  language  en\n\n@party river "River"\n', encoding="utf-8")
    (tmp_path / "family.nl.policy").write_text('@translation nl of family\n\n@label river "Rivier"\n', encoding="utf-8")
    (tmp_path / ".old").mkdir()
    (tmp_path / ".old" / "other.nl.policy").write_text("@translation nl of other\n", encoding="utf-8")
    assert run("check", tmp_path)[:2] == (0, "")


# What stands below the first line ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "word", "suggestion"),
    [
        ("@clause joining", "@clause joinin", "joinin", "joining"),
        ("{#collected}\n\n@", "{#colected}\n\n@", "colected", "collected"),
        ('  sharing    "Delen"', '  sharingx   "Delen"', "sharingx", "sharing"),
        ("  subtitle ", "  source ", "source", ""),
    ],
)
def test_not_in_the_policy(tmp_path: Path, before: str, after: str, word: str, suggestion: str) -> None:
    """A clause, section, group or line that the policy does not have is reported at its id (not-in-source)."""
    checked = driver.check(write(tmp_path, nl=DUTCH.replace(before, after)))
    found = [d for d in checked.diagnostics if d.code == "not-in-source"]
    assert [(marked(checked, d), d.suggestion) for d in found] == [(word, suggestion)]
    assert set(codes(checked)) == {"not-in-source", "translation-missing", "translation-new"}


def test_text_below_an_unknown_clause(tmp_path: Path) -> None:
    """What stands below a clause that the policy does not have is not reported again."""
    extra = "\n@clause extra\n\nWij verkopen niets.\n\n@highlight Niets.\n\n@highlights"
    checked = driver.check(settled(tmp_path, nl=DUTCH.replace("\n@highlights", extra)))
    assert codes(checked) == ["not-in-source"]


@pytest.mark.parametrize("repeated", ["# Dubbel {#sharing}", "@clause joining\n\nDubbel.", '@highlights\n  sharing  "Dubbel."'])
def test_twice(tmp_path: Path, repeated: str) -> None:
    """A section, clause or group that comes a second time is reported there (duplicate-id); the first text stays."""
    path = settled(tmp_path, nl=DUTCH)
    change(beside(path, "nl"), '"Delen"\n', f'"Delen"\n\n{repeated}\n')
    checked = driver.check(path)
    assert codes(checked) == ["duplicate-id"]
    assert "Dubbel" not in str(checked.document)


def test_label_twice(tmp_path: Path) -> None:
    """A second label for one name is reported (duplicate-name), one for a name there is none of as well (unknown-name)."""
    for line, code in (('@label meadow-ltd "Meadow BV"', "duplicate-name"), ('@label medow-ltd "Meadow BV"', "unknown-name")):
        path = settled(tmp_path, nl=DUTCH.replace("# Wat", f"{line}\n\n# Wat"))
        assert codes(driver.check(path)) == [code]


def test_text_outside_a_clause(tmp_path: Path) -> None:
    """Text below a heading alone is reported, as in a policy (text-outside-clause)."""
    path = settled(tmp_path, nl=DUTCH.replace("@clause joining", "Hieronder staat het.\n\n@clause joining"))
    assert codes(driver.check(path)) == ["text-outside-clause"]


def test_summary_line_outside_a_clause(tmp_path: Path) -> None:
    """A line of the summary outside a clause, or of a clause without text, is reported."""
    path = settled(tmp_path, nl=DUTCH.replace("@clause joining", "@highlight Kort.\n\n@clause joining"))
    assert codes(driver.check(path)) == ["statement-outside-clause"]


def test_another_order(tmp_path: Path) -> None:
    """A translation in another order gives a warning (translation-order), and its pages the policy's order."""
    head, first, second = DUTCH.replace("@highlights", "# @highlights").split("# ", 3)[:3]
    groups = DUTCH[DUTCH.index("@highlights") :]
    path = settled(tmp_path, nl=f"{head}# {second}# {first}{groups}")
    checked = driver.check(path)
    assert set(codes(checked)) == {"translation-order"}
    markdown = published(path)["nl/policy.md"]
    assert markdown.index("Wat wij verzamelen") < markdown.index("## 2 Delen")


def test_every_text_is_taken(tmp_path: Path) -> None:
    """Each text of a translation stands in the pages of its language, and the facts stay those of the policy."""
    path = settled(tmp_path, nl=DUTCH)
    pages = published(path)
    words = [
        "Privacyverklaring",
        "In gewone woorden",
        "Wat wij verzamelen",
        "Delen",
        "Als u lid wordt, vragen wij uw naam",
        "uw e-mailadres;",
    ]
    assert [word for word in words if word not in pages["nl/policy.md"]] == []
    summary = ["enkele contactgegevens", "Wij verkopen uw e-mailadres nooit", "Verzamelde gegevens", "Delen"]
    assert [word for word in summary if word not in pages["nl/highlights.md"]] == []
    assert "Field" not in pages["nl/facts.md"]
    assert not [word for word in (*words, *summary) if word in pages["en/policy.md"] + pages["en/highlights.md"]]


def test_no_word_for_a_standard_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language whose vocabulary lacks a name that the policy uses is an error at the policy's header (missing-standard-label)."""
    known = standard.wordings
    path = settled(tmp_path, nl=DUTCH)

    def wordings(locale: str) -> dict[str, standard.Wording]:
        return {name: wording for name, wording in known(locale).items() if (locale, name) != ("nl", "phone-number")}

    monkeypatch.setattr(standard, "wordings", wordings)
    checked = driver.check(path)
    assert [(d.code, d.args["name"], d.args["locale"]) for d in checked.diagnostics] == [("missing-standard-label", "phone-number", "nl")]
    assert marked(checked, checked.diagnostics[0]).startswith("@policy meadow")
    change(beside(path, "nl"), "@label", '@label phone-number "telefoonnummer"\n@label')
    assert codes(driver.check(path)) == []
