"""`plainly i18n import`: what comes back from translators is taken, unit by unit, and files that are not for the policy are not."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from meadow import DUTCH, ENGLISH, SWEDISH, UNITS, beside, change, lock, run, settled, write
from returning import CLAUSE, JOINING, opened, sent

from plainly import driver
from plainly.i18n.edit import edited
from plainly.i18n.message import parcel
from plainly.translations.units import units

FORMS = pytest.mark.parametrize("form", ["po", "xlf"])


# What is taken --------------------------------------------------------------------------------------


@FORMS
def test_nothing_new(tmp_path: Path, form: str) -> None:
    """What comes back as it was sent changes no byte of any file, whatever line ends and order these have."""
    path = settled(tmp_path, ENGLISH, nl=DUTCH.replace("\n", "\r\n"), sv=SWEDISH)
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    file = sent(path, form, {})
    assert run("i18n", "import", file, path) == (0, "", f"0 units changed, {len(UNITS)} done, 0 refused.\n")
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before


@FORMS
def test_from_nothing(tmp_path: Path, form: str) -> None:
    """Without a translation, an import makes one that checks clean, with everything accepted and in canonical form."""
    texts = {one.unit: one.target for one in parcel(opened(settled(tmp_path / "done", nl=DUTCH)), "nl", whole=True).messages}
    path = write(tmp_path, nl="")
    beside(path, "nl").unlink()
    file = sent(path, form, texts)
    assert run("i18n", "import", file, path) == (0, "", f"{len(UNITS)} units changed, {len(UNITS)} done, 0 refused.\n")
    assert driver.check(path).diagnostics == ()
    assert run("fmt", "--check", beside(path, "nl"))[0] == 0
    assert beside(path, "nl").read_text(encoding="utf-8").replace("\n@label", "\n\n@label") == DUTCH


@FORMS
def test_one_text(tmp_path: Path, form: str) -> None:
    """A new text takes the place of the old one; every other byte stays, notes and odd spaces too; the unit is accepted."""
    path = settled(tmp_path, nl=DUTCH.replace("@label", "@note  Ask   Anna.\n\n\n@label"))
    before = beside(path, "nl").read_text(encoding="utf-8")
    lock(path).unlink()
    texts = {"clause:joining": JOINING.replace("vragen wij", "vragen wij u om"), "title": "Privacybeleid"}
    assert run("i18n", "import", sent(path, form, texts), path)[2].startswith("2 units changed, 11 done")
    after = before.replace("vragen wij uw naam", "vragen wij u om uw naam").replace("Privacyverklaring", "Privacybeleid")
    assert beside(path, "nl").read_text(encoding="utf-8") == after
    assert driver.check(path).diagnostics == ()


def test_by_hand(tmp_path: Path) -> None:
    """The way of a translator with a PO editor: fill in, take the mark `fuzzy` away, save; what is still fuzzy is not taken."""
    path = settled(tmp_path, nl=DUTCH)
    change(path, "# Sharing {", "# Giving away {")
    change(path, '"Privacy statement"', '"Privacy notice"')
    assert run("i18n", "export", path, "--out", tmp_path / "out")[0] == 0
    file = polib.pofile(str(tmp_path / "out" / "meadow.nl.po"))
    for entry in file:
        entry.msgstr = "Weggeven" if entry.msgctxt == "section:sharing" else "Privacybericht"
        entry.flags = ["fuzzy"] if entry.msgctxt == "title" else []
    file.save()
    ran = run("i18n", "import", tmp_path / "out" / "meadow.nl.po", path)
    assert ran == (0, "", "1 units changed, 1 done, 0 refused.\n")
    assert [d.args["unit"] for d in driver.check(path).diagnostics] == ["title"]


def test_confirmed_as_it_stands(tmp_path: Path) -> None:
    """A stale unit that comes back done and unchanged is accepted; its file keeps its bytes."""
    path = settled(tmp_path, nl=DUTCH)
    change(path, "# Sharing {", "# Giving away {")
    before = beside(path, "nl").read_bytes()
    assert run("i18n", "import", sent(path, "xlf", {}), path)[2] == "0 units changed, 11 done, 0 refused.\n"
    assert beside(path, "nl").read_bytes() == before
    assert driver.check(path).diagnostics == ()


def test_several_texts_of_a_clause(tmp_path: Path) -> None:
    """A clause whose text is interrupted by a line of the summary comes back as one text."""
    interrupted = DUTCH.replace(" De eerste twee", "\n\n@note Second part.\n\nDe eerste twee")
    path = settled(tmp_path, ENGLISH.replace(" We need the", "\n\nWe need the"), nl=interrupted)
    assert driver.check(path).diagnostics == ()
    new = JOINING.replace(" De eerste twee hebben we", "\n\nDie eerste twee hebben we")
    assert run("i18n", "import", sent(path, "po", {"clause:joining": new}), path)[0] == 0
    assert driver.check(path).diagnostics == ()
    assert {unit.id: unit.text("nl") for unit in units(opened(path).document)}["clause:joining"] == new


@pytest.mark.parametrize(
    ("quotes", "new"), [('""', "De “zaak” 'M'"), ("“”", 'De "zaak"'), ("“”", "Zaak"), ("„“", "De “zaak”"), ("«»", "De «zaak»")]
)
def test_quotes(tmp_path: Path, quotes: str, new: str) -> None:
    """A label gets other quotes where its own occur in it."""
    path = settled(tmp_path, nl=DUTCH.replace('"Meadow Ltd"', f"{quotes[0]}Meadow{quotes[1]}"))
    assert run("i18n", "import", sent(path, "po", {"label:meadow-ltd": new}), path)[0] == 0
    assert driver.check(path).document["names"]["meadow-ltd"]["labels"]["nl"] == {"label": new}


#: The parts of a translation that may be missing, in their order; what a clause or the summary holds goes with it.
BLOCKS = {
    "title": '  title     "Privacyverklaring"\n',
    "subtitle": '  subtitle  "In gewone woorden"\n',
    "label": '@label meadow-ltd "Meadow Ltd"\n\n',
    "first heading": "# Wat wij verzamelen {#collected}\n\n",
    "first clause": f"@clause joining\n\n{JOINING}\n\n@highlight Als u lid wordt, vragen wij enkele contactgegevens.\n\n",
    "second heading": "# Delen {#sharing}\n\n",
    "its text": f"{CLAUSE}\n\n",
    "its line": "@highlight Wij verkopen uw e-mailadres nooit.\n\n",
    "first group": '  collected  "Verzamelde gegevens"\n',
    "second group": '  sharing    "Delen"\n',
}


@given(st.sets(st.sampled_from(sorted(BLOCKS)), min_size=1))
def test_what_is_missing_goes_to_its_place(tmp_path_factory: pytest.TempPathFactory, missing: set[str]) -> None:
    """Whatever parts a translation lacks, an import puts them where the policy has them."""
    path = settled(tmp_path_factory.mktemp("missing"), nl=DUTCH)
    whole = opened(path)
    known = {unit.id: unit.text("nl") for unit in units(whole.document)}
    text = DUTCH
    for part in missing:
        assert BLOCKS[part] in DUTCH
        text = text.replace(BLOCKS[part], "")
    if {"first group", "second group"} <= missing:
        text = text.replace("@highlights\n", "")
    beside(path, "nl").write_text(text, encoding="utf-8")
    work = opened(path)
    open_texts = {state.unit.id: known[state.unit.id] for state in work.states("nl") if state.state == "missing"}
    beside(path, "nl").write_text(edited(work, "nl", open_texts), encoding="utf-8")
    assert driver.check(path).diagnostics == ()


# Files that are not for this policy -------------------------------------------------------------------


@FORMS
@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"policy": "other"}, "it is for the policy “other”, which is not there"),
        ({"locale": "xx"}, "“xx” is no language this policy can be translated into"),
        ({"locale": "en"}, "“en” is no language this policy can be translated into"),
        ({"language": "de"}, "it translates from “de”, and the policy is written in “en”"),
    ],
)
def test_no_file_for_this_policy(tmp_path: Path, form: str, fields: dict[str, str], reason: str) -> None:
    """A file for another policy or language is not taken at all (exchange-unreadable)."""
    path = settled(tmp_path, nl=DUTCH)
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    file = sent(path, form, {"title": "Anders"}, lambda whole: whole._replace(**fields))
    code, out, err = run("i18n", "import", file, path)
    assert (code, err) == (1, "Nothing was taken.\n")
    assert f"error[exchange-unreadable]: “{file}” cannot be taken: {reason}." in out
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xlf", b"<xliff", "it is not well-formed"),
        ("a.xlf", b"<!DOCTYPE x><xliff/>", "it declares entities"),
        ("a.xlf", b"<html/>", "it is no XLIFF 2.0 file"),
        ("a.xlf", b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "it is no XLIFF 2.0 file"),
        ("a.po", b'msgid "a\n', ""),
        ("a.po", b"", "it is for the policy “”"),
        ("a.po", b'msgid "\xff"\n', ""),
        ("a.txt", b"Hello", "it is not well-formed"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    """A file that is not whole is not taken, with the reason in plain words."""
    path = settled(tmp_path, nl=DUTCH)
    (tmp_path / name).write_bytes(data)
    code, out, err = run("i18n", "import", tmp_path / name, path)
    assert (code, err) == (1, "Nothing was taken.\n")
    assert f"cannot be taken: {reason}" in out


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there is reported like any other that cannot be read."""
    code, out, _ = run("i18n", "import", tmp_path / "nothing.po", settled(tmp_path))
    assert code == 1
    assert "error[file-unreadable]" in out


def test_second_file_for_a_language(tmp_path: Path) -> None:
    """Where a second file claims the language, the import goes to the one that is read, and leaves the other alone."""
    path = settled(tmp_path, nl=DUTCH)
    other = beside(path, "older")
    other.write_text(DUTCH.replace("Delen", "Weggeven"), encoding="utf-8")
    assert run("i18n", "import", sent(path, "po", {"title": "Privacybeleid"}), path)[0] == 0
    assert beside(path, "nl").read_text(encoding="utf-8") == DUTCH.replace("Privacyverklaring", "Privacybeleid")
    assert "Privacybeleid" not in other.read_text(encoding="utf-8")


@pytest.mark.parametrize("full", ["translation", "record"])
def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: str) -> None:
    """Where a file cannot be written, that is reported (output-unwritable); the old one stays whole."""
    path = settled(tmp_path, nl=DUTCH)
    file = sent(path, "po", {"title": "Privacybeleid"})
    change(path, '"Privacy statement"', '"Privacy  statement"')
    lock(path).unlink()
    save = Path.write_bytes

    def refuse(target: Path, data: bytes) -> int:
        if ("lock" in target.name) == (full == "record"):
            raise OSError(28, "No space left on device")
        return save(target, data)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    code, out, err = run("i18n", "import", file, path)
    assert (code, err) == (1, "Nothing more was written.\n")
    assert "No space left on device" in out
    assert not lock(path).exists()
    assert beside(path, "nl").read_text(encoding="utf-8") in {DUTCH, DUTCH.replace("Privacyverklaring", "Privacybeleid")}
    assert len(list(path.parent.iterdir())) == 2
