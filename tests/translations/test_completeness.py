"""Which parts of a translation are missing, new or stale, and what becomes of it: `block`, `source-with-banner`, `hide-locale`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from meadow import DUTCH, ENGLISH, UNITS, beside, change, choose, lock, published, record, run, said, settled, write

from cases import codes, marked
from plainly import driver
from plainly_dsl.diagnostics.catalogue import message

#: Unit → the part of the Dutch translation that is the whole of it.
PARTS = {
    "title": '  title     "Privacyverklaring"\n',
    "subtitle": '  subtitle  "In gewone woorden"\n',
    "label:meadow-ltd": '@label meadow-ltd "Meadow Ltd"\n\n',
    "section:sharing": "# Delen {#sharing}\n\n",
    "clause:joining": DUTCH[DUTCH.index("Als u lid") : DUTCH.index("@highlight Als")],
    "highlight:no-sale:0": "@highlight Wij verkopen uw e-mailadres nooit.\n",
    "group:sharing": '  sharing    "Delen"\n',
}
BANNER = "Van delen van deze pagina is er nog geen actuele vertaling."


def body(page: str) -> str:
    """What a page of HTML says, without its head."""
    return page[page.index("<main") :]


# Each state ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", PARTS)
def test_missing(tmp_path: Path, unit: str) -> None:
    """A part without a translation is an error (translation-missing) that says its words; nothing is published."""
    path = settled(tmp_path)
    change(beside(path, "nl"), PARTS[unit], "")
    checked = driver.check(path)
    assert said(checked) == [("translation-missing", "nl", unit)]
    assert checked.diagnostics[0].place.file.endswith("meadow.nl.policy")
    assert run("build", path, "--out", tmp_path / "out")[0] == 1
    assert not (tmp_path / "out" / "meadow").exists()


def test_missing_says_which_words(tmp_path: Path) -> None:
    """The report has the source's words, and its place beside that of the translation."""
    path = settled(tmp_path)
    change(beside(path, "nl"), PARTS["section:sharing"], "")
    diagnostic = driver.check(path).diagnostics[0]
    assert message(diagnostic) == "“section:sharing” has no translation into “nl”: “Sharing”."
    source = diagnostic.related[0].place
    assert path.read_text(encoding="utf-8")[source.start : source.end] == "Sharing"


def test_new(tmp_path: Path) -> None:
    """Parts that nobody has accepted are one error a language (translation-new), which lists them."""
    checked = driver.check(write(tmp_path))
    assert said(checked) == [("translation-new", locale, ", ".join(UNITS)) for locale in ("nl", "sv")]
    assert [marked(checked, d) for d in checked.diagnostics] == [
        beside(checked.path, locale).read_text(encoding="utf-8").split("\n\n")[0] for locale in ("nl", "sv")
    ]
    assert not checked.publishable


def test_stale(tmp_path: Path) -> None:
    """A part whose source has changed is an error (translation-stale) with the old words and the new ones, at the translation."""
    path = settled(tmp_path, nl=DUTCH)
    change(path, "# Sharing {", "# Giving away {")
    checked = driver.check(path)
    assert said(checked) == [("translation-stale", "nl", "section:sharing")]
    assert "Before: “Sharing” Now: “Giving away”." in message(checked.diagnostics[0])
    assert marked(checked, checked.diagnostics[0]) == "Delen"
    assert not checked.publishable


def test_all_states_at_once(tmp_path: Path) -> None:
    """One run reports everything that is open, in each language."""
    path = settled(tmp_path, nl=DUTCH)
    change(path, "# Sharing {", "# Giving away {")
    change(beside(path, "nl"), PARTS["subtitle"], "")
    known = record(path)
    del known["made-from"]["nl"]["title"]
    lock(path).write_text(json.dumps(known), encoding="utf-8")
    expected = {
        ("translation-stale", "nl", "section:sharing"),
        ("translation-missing", "nl", "subtitle"),
        ("translation-new", "nl", "title"),
    }
    assert set(said(driver.check(path))) == expected


def test_by_default_everything_is_wanted(tmp_path: Path) -> None:
    """A language that the policy says nothing about is treated as `block`, and so is one that it only names."""
    for policy in (ENGLISH, ENGLISH.replace("  effective ", "  translations  nl\n  effective ")):
        path = settled(tmp_path, policy)
        change(beside(path, "nl"), PARTS["subtitle"], "")
        assert codes(driver.check(path)) == ["translation-missing"]


# The source's words instead -------------------------------------------------------------------------


def test_missing_is_shown_in_the_source_language(tmp_path: Path) -> None:
    """With `source-with-banner` a missing part is a warning (translation-missing-shown); the policy's own words stand in."""
    path = settled(tmp_path)
    choose(path, "nl source-with-banner, sv block")
    change(beside(path, "nl"), PARTS["clause:joining"], "")
    assert said(driver.check(path)) == [("translation-missing-shown", "nl", "clause:joining")]
    pages = published(path)
    page = body(pages["nl/index.html"])
    assert re.search(r'id="joining"[^>]* lang="en" dir="auto">\n<p>When you join, we ask', page)
    assert "Wij verkopen nooit:" in page


def test_stale_is_shown_in_the_source_language(tmp_path: Path) -> None:
    """So is a stale part (translation-stale-shown): what its translation says may hold no longer."""
    path = settled(tmp_path)
    choose(path, "nl source-with-banner, sv source-with-banner")
    change(path, "# Sharing {", "# Giving away {")
    units = [("translation-stale-shown", locale, "section:sharing") for locale in ("nl", "sv")]
    assert said(driver.check(path)) == units
    page = body(published(path)["nl/index.html"])
    assert '<span lang="en" dir="auto">Giving away</span>' in page
    assert "Delen</h2>" not in page


def test_new_is_shown_in_the_source_language(tmp_path: Path) -> None:
    """And a part that nobody has accepted (translation-new-shown)."""
    path = settled(tmp_path, nl=DUTCH)
    choose(path, "nl source-with-banner")
    lock(path).unlink()
    assert codes(driver.check(path)) == ["translation-new-shown"]
    page = body(published(path)["nl/index.html"])
    assert "Wij verkopen" not in page
    assert "We never sell" in page


@pytest.mark.parametrize(
    ("unit", "page", "words"),
    [
        ("section:sharing", "index", '<span lang="en" dir="auto">Sharing</span></h2>'),
        ("highlight:no-sale:0", "highlights", '<li><span lang="en" dir="auto">We never sell your email address.</span>'),
        ("group:sharing", "highlights", '<h2 id="_sharing"><span lang="en" dir="auto">Sharing</span></h2>'),
    ],
)
def test_language_of_what_is_shown(tmp_path: Path, unit: str, page: str, words: str) -> None:
    """Words of the source are marked with their language."""
    path = settled(tmp_path, ENGLISH, nl=DUTCH)
    choose(path, "nl source-with-banner")
    change(beside(path, "nl"), PARTS[unit], "")
    assert words in published(path)[f"nl/{page}.html"]


def test_banner(tmp_path: Path) -> None:
    """Every page of the language says at its top that parts are in another one, as HTML and as Markdown; no other page does."""
    path = settled(tmp_path)
    choose(path, "nl source-with-banner")
    pages = published(path)
    assert not [name for name, text in pages.items() if BANNER in text]
    assert not [name for name, text in pages.items() if "banner" in text and name != "coverage.html"]  # whose own says what it is
    change(beside(path, "nl"), PARTS["subtitle"], "")
    pages = published(path)
    expected = {f"nl/{name}" for name in ("index.html", "policy.md", "highlights.html", "highlights.md", "facts.html", "facts.md")}
    assert {name for name, text in pages.items() if BANNER in text} == expected
    assert f'<p class="banner" role="note">{BANNER}' in pages["nl/index.html"]
    assert pages["nl/policy.md"].index(BANNER) < pages["nl/policy.md"].index("## ")
    assert "Engels." in pages["nl/index.html"]


def test_notice_tells_what_is_shown(tmp_path: Path) -> None:
    """The policy's document lists the parts shown in its own language; the facts are the same."""
    path = settled(tmp_path)
    choose(path, "nl source-with-banner")
    before = json.loads(published(path)["notice.json"])
    change(beside(path, "nl"), PARTS["subtitle"], "")
    change(beside(path, "nl"), PARTS["clause:joining"], "")
    after = json.loads(published(path)["notice.json"])
    assert after["untranslated"] == {"nl": ["subtitle", "clause:joining"]}
    assert "untranslated" not in before
    assert [c["statements"] for c in after["clauses"]] == [c["statements"] for c in before["clauses"]]


def test_what_is_shown_is_not_compared(tmp_path: Path) -> None:
    """A stale part is not held against its new source: its words are not shown."""
    path = settled(tmp_path, nl=DUTCH)
    choose(path, "nl source-with-banner")
    change(path, "We answer within 14 days", "We answer within 15 days")
    assert codes(driver.check(path)) == ["translation-stale-shown"]


# Not at all ---------------------------------------------------------------------------------------


def test_hidden(tmp_path: Path) -> None:
    """With `hide-locale` a language that is not complete is on no page, with a warning (translation-hidden); when complete it is back."""
    path = settled(tmp_path)
    choose(path, "nl hide-locale, sv block")
    assert "nl/index.html" in published(path)
    change(beside(path, "nl"), PARTS["section:sharing"], "")
    checked = driver.check(path)
    assert [(d.code, d.args["count"]) for d in checked.diagnostics] == [("translation-hidden", "1")]
    pages = published(path)
    assert {name.partition("/")[0] for name in pages if name.endswith(".html")} == {"en", "sv", "coverage.html"}
    assert "Privacyverklaring" not in "".join(pages.values())
    assert 'hreflang="nl"' not in pages["en/index.html"]
    assert '"nl"' not in pages["notice.json"]
    change(beside(path, "nl"), "@clause no-sale", "# Delen {#sharing}\n\n@clause no-sale")
    assert "nl/index.html" in published(path)


def test_one_language_does_not_stop_another(tmp_path: Path) -> None:
    """Each language is treated as the policy chose for it."""
    path = settled(tmp_path)
    choose(path, "nl hide-locale, sv source-with-banner")
    change(path, "# Sharing {", "# Giving away {")
    assert said(driver.check(path)) == [("translation-hidden", "nl", ""), ("translation-stale-shown", "sv", "section:sharing")]
    assert "Giving away" in published(path)["sv/index.html"]


def test_mistakes_of_a_hidden_language(tmp_path: Path) -> None:
    """A hidden language is not compared with its source, but mistakes of form in its file are still errors."""
    path = settled(tmp_path, nl=DUTCH)
    choose(path, "nl hide-locale")
    change(beside(path, "nl"), PARTS["section:sharing"], "")
    change(beside(path, "nl"), "14 dagen", "15 dagen")
    assert codes(driver.check(path)) == ["translation-hidden"]
    change(beside(path, "nl"), "@clause joining", "@clause joining for customers")
    assert sorted(codes(driver.check(path))) == ["facts-in-translation", "translation-hidden"]
