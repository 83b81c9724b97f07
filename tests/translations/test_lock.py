"""`translations.lock`: what it keeps, when a translation falls behind its source and when not, and a record that cannot be used."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meadow import DUTCH, ENGLISH, SWEDISH, UNITS, beside, change, lock, record, run, settled, write

from cases import accept_all, codes
from plainly import driver
from plainly.translations.lock import UNPRINTABLE, Lock, read_lock
from plainly.translations.units import canonical, fingerprint


def stale(policy: Path) -> dict[str, list[str]]:
    """Locale → units whose source has changed; nothing else may be found."""
    result: dict[str, list[str]] = {}
    for diagnostic in driver.check(policy).diagnostics:
        assert diagnostic.code == "translation-stale", diagnostic
        result.setdefault(diagnostic.args["locale"], []).append(diagnostic.args["unit"])
    return result


# What it keeps ------------------------------------------------------------------------------------


def test_every_unit_of_every_language(tmp_path: Path) -> None:
    """The record has each unit once a language, and each source text once."""
    path = settled(tmp_path)
    content = record(path)
    assert {locale: set(units) for locale, units in content["made-from"].items()} == {"nl": set(UNITS), "sv": set(UNITS)}
    assert content["made-from"]["nl"] == content["made-from"]["sv"]
    assert content["texts"][content["made-from"]["nl"]["title"]] == "Privacy statement"
    assert set(content["texts"]) == set(content["made-from"]["nl"].values())
    assert (content["format"], content["minor"]) == ("plainly-translations/1", [])


def test_same_bytes(tmp_path: Path) -> None:
    """The same policy gives the same record, with sorted keys and a line feed at the end, however often and in whatever steps."""
    path = settled(tmp_path)
    first = lock(path).read_bytes()
    assert first.decode() == json.dumps(json.loads(first), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    accept_all(path)
    assert lock(path).read_bytes() == first
    lock(path).unlink()
    for unit in reversed(UNITS):
        for locale in ("sv", "nl"):
            run("i18n", "accept", path, "--unit", unit, "--locale", locale)
    assert lock(path).read_bytes() == first


def test_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    """A unit that the policy has no more, and a source text that nothing was made from, leave the record."""
    path = settled(tmp_path)
    change(path, "@highlight We never sell your email address.\n", "")
    change(path, 'sharing    "Sharing"                no-sale  more #sharing\n', "")
    for locale, line, group in (
        ("nl", "Wij verkopen uw e-mailadres nooit.", "Delen"),
        ("sv", "Vi säljer aldrig din e-postadress.", "Delning"),
    ):
        change(beside(path, locale), f"@highlight {line}\n", "")
        change(beside(path, locale), f'  sharing    "{group}"\n', "")
    assert driver.check(path).diagnostics == ()
    accept_all(path)
    assert "highlight:no-sale:0" not in record(path)["made-from"]["nl"]
    assert "We never sell your email address." not in record(path)["texts"].values()


def test_record_of_no_translation(tmp_path: Path) -> None:
    """A policy without translations has no record, and accepting writes none."""
    path = settled(tmp_path)
    for locale in ("nl", "sv"):
        beside(path, locale).unlink()
    lock(path).unlink()
    assert driver.check(path).diagnostics == ()
    accept_all(path)
    assert not lock(path).exists()


TEXT = st.text(max_size=20).map(lambda text: UNPRINTABLE.sub("", text))
HASH = st.text("0123456789abcdef", min_size=16, max_size=16)
UNIT = st.sampled_from(UNITS)
MINOR = st.fixed_dictionaries(dict.fromkeys(("locale", "unit", "from", "to", "who", "why"), TEXT))


@given(st.dictionaries(st.sampled_from(["nl", "sv"]), st.dictionaries(UNIT, HASH, min_size=1)), st.data(), st.lists(MINOR, max_size=3))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, made: dict[str, dict[str, str]], data: Any, minor: Any) -> None:
    """Whatever texts a record has, it reads back as it was, and writes the same bytes again."""
    texts = {known: data.draw(TEXT) for units in made.values() for known in units.values()}
    folder = tmp_path_factory.getbasetemp() / "round-trip"
    folder.mkdir(exist_ok=True)
    (folder / "translations.lock").write_bytes(Lock(made, texts, minor).text().encode())
    read, problems = read_lock(folder)
    assert problems == []
    assert (read.made, read.texts, read.minor) == (made, texts, minor)
    assert read.text() == Lock(made, texts, minor).text()


@given(st.text("aäe\u0301 \n\t\u00a0[]{}-.", max_size=30))
def test_fingerprint_ignores_form(text: str) -> None:
    """White space and the way accents are composed change no fingerprint; the text that is kept has that fingerprint too."""
    known = fingerprint(text)
    assert fingerprint(canonical(text)) == known
    assert fingerprint(unicodedata.normalize("NFD", text)) == known
    assert fingerprint("\n\t " + "\n\n".join(text.split()) + " ") == known


# When a translation falls behind -------------------------------------------------------------------

EDITS = {
    "title": ('"Privacy statement"', '"Privacy notice"'),
    "subtitle": ('"In plain words"', '"In simple words"'),
    "label:meadow-ltd": ('"Meadow Ltd"', '"Meadow Inc"'),
    "section:collected": ("# What we collect {", "# What we ask for {"),
    "clause:joining": ("the first two", "those two"),
    "highlight:joining:0": ("basic contact details", "some contact details"),
    "section:sharing": ("# Sharing {", "# Giving away {"),
    "clause:no-sale": ("- your name.", "- your [name]{name}."),
    "highlight:no-sale:0": ("sell your email address.\n\n@highlights", "sell any email address.\n\n@highlights"),
    "group:collected": ('"Information collected"', '"What is collected"'),
    "group:sharing": ('"Sharing"', '"Giving away"'),
}


@pytest.mark.parametrize("unit", UNITS)
def test_one_change_one_unit(tmp_path: Path, unit: str) -> None:
    """A change of one source text makes exactly its unit stale, in each language; accepting settles it."""
    path = settled(tmp_path)
    change(path, *EDITS[unit])
    assert stale(path) == {"nl": [unit], "sv": [unit]}
    accept_all(path)
    assert driver.check(path).diagnostics == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name, email address and your [phone", "name, email\naddress and  your\n[phone"),
        ("- your name.\n\nWe keep", "- your name.\n\n\n\nWe keep"),
        ("answer-time 30 days", "answer-time 2 months"),
        ("privacy@meadow.example", "questions@meadow.example"),
        ("@keep name for answer-time", "@note Still true?\n@keep name\n  for answer-time"),
        ("We answer within", "We [answer]{-} within"),
        ('"Information collected"  joining  more', '"Information collected"      joining\n             more'),
        ("effective   2026-03-01", "effective 2027-01-01"),
    ],
)
def test_no_change_of_words(tmp_path: Path, before: str, after: str) -> None:
    """Line ends, notes, values, contact points, dates and marks of harmless words make no translation stale."""
    path = settled(tmp_path)
    change(path, before, after)
    assert {d.code for d in driver.check(path).diagnostics} <= {"missing-modal"}


def test_composed_accents(tmp_path: Path) -> None:
    """Accents may be composed or not: the words are the same."""
    path = settled(tmp_path, ENGLISH.replace("Meadow Ltd", "Café Ltd").replace("basic contact", "basic naïve contact"))
    path.write_text(unicodedata.normalize("NFD", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert driver.check(path).diagnostics == ()


def test_formatting(tmp_path: Path) -> None:
    """`plainly fmt` of a policy and of its translations makes none stale."""
    path = settled(tmp_path, ENGLISH.replace("  subtitle    ", "  subtitle ").replace("\n\n# Sharing", "\n\n\n# Sharing"))
    beside(path, "nl").write_text(DUTCH.replace("@label meadow-ltd ", "@label   meadow-ltd   "), encoding="utf-8")
    assert run("fmt", path, beside(path, "nl"), beside(path, "sv"))[0] == 0
    assert "@label meadow-ltd " in beside(path, "nl").read_text(encoding="utf-8")
    assert driver.check(path).diagnostics == ()


def test_a_translation_may_change(tmp_path: Path) -> None:
    """Better words in a translation need no new acceptance: the record is about the source."""
    path = settled(tmp_path)
    change(beside(path, "nl"), "enkele contactgegevens", "een paar contactgegevens")
    assert driver.check(path).diagnostics == ()


# Small changes of the source ------------------------------------------------------------------------


def test_minor(tmp_path: Path) -> None:
    """A change that needs no new translation is recorded with who says so and why, and settles that unit only."""
    path = settled(tmp_path, nl=DUTCH)
    before = record(path)["made-from"]["nl"]["clause:joining"]
    change(path, *EDITS["clause:joining"])
    change(path, *EDITS["title"])
    told = ("--minor", "--who", "Anna", "--why", "Only a comma.")
    assert run("i18n", "accept", path, "--unit", "clause:joining", *told) == (0, "meadow nl clause:joining\n", "1 accepted.\n")
    after = record(path)["made-from"]["nl"]["clause:joining"]
    entry = {"locale": "nl", "unit": "clause:joining", "from": before, "to": after, "who": "Anna", "why": "Only a comma."}
    assert record(path)["minor"] == [entry]
    assert before != after
    assert stale(path) == {"nl": ["title"]}
    assert run("i18n", "accept", path, *told)[1] == "meadow nl title\n"
    assert [one["unit"] for one in record(path)["minor"]] == ["clause:joining", "title"]


def test_minor_is_for_stale_units(tmp_path: Path) -> None:
    """What nobody has accepted yet cannot be a small change of something accepted."""
    path = write(tmp_path, nl=DUTCH)
    assert run("i18n", "accept", path, "--minor", "--who", "Anna", "--why", "Small.")[1:] == ("", "0 accepted.\n")
    assert codes(driver.check(path)) == ["translation-new"]


# A record that cannot be used ------------------------------------------------------------------------

GOOD = '{"format": "plainly-translations/1", "made-from": {}, "minor": [], "texts": {}}'
BAD = {
    "empty": "",
    "no JSON": "{",
    "a list": "[]",
    "no format": '{"made-from": {}, "minor": [], "texts": {}}',
    "another format": GOOD.replace("/1", "/2"),
    "no units": GOOD.replace('"made-from": {}, ', ""),
    "units in a list": GOOD.replace('"made-from": {}', '"made-from": {"nl": []}'),
    "no fingerprint": GOOD.replace('"made-from": {}', '"made-from": {"nl": {"title": 1}}'),
    "no text": GOOD.replace('"texts": {}', '"texts": {"0": null}'),
    "texts in a list": GOOD.replace('"texts": {}', '"texts": []'),
    "small changes in no list": GOOD.replace('"minor": []', '"minor": {}'),
    "a small change without words": GOOD.replace('"minor": []', '"minor": [{"who": 1}]'),
    "deep": "[" * 100_000,
    "a conflict": f"<<<<<<< ours\n{GOOD}\n=======\n{GOOD}\n>>>>>>> theirs\n",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_unusable(tmp_path: Path, text: str) -> None:
    """A record that is not what the compiler writes is an error (lock-unreadable), and is not written over."""
    path = write(tmp_path, nl=DUTCH)
    lock(path).write_text(text, encoding="utf-8")
    assert "lock-unreadable" in codes(driver.check(path))
    for command in (("accept",), ("accept", "--unit", "title"), ("export", "--out", tmp_path / "out")):
        code, out, _ = run("i18n", *command, path)
        assert (code, "lock-unreadable" in out) == (1, True), command
    assert run("i18n", "status", path)[0] == 1
    assert lock(path).read_text(encoding="utf-8") == text
    assert not (tmp_path / "out").exists()


def test_no_file(tmp_path: Path) -> None:
    """A folder or bytes that are no text in its place are reported just so."""
    path = write(tmp_path, nl=DUTCH)
    lock(path).write_bytes(b"\xff\xfe{")
    assert "lock-unreadable" in codes(driver.check(path))
    lock(path).unlink()
    lock(path).mkdir()
    assert "lock-unreadable" in codes(driver.check(path))


def test_one_language_gone(tmp_path: Path) -> None:
    """A record may know of a language that has no file any more; the others are complete all the same."""
    path = settled(tmp_path, nl=DUTCH, sv=SWEDISH)
    beside(path, "sv").unlink()
    assert driver.check(path).diagnostics == ()
    assert run("i18n", "status", path)[0] == 0
