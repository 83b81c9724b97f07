"""PO and XLIFF: what is exported, that other programs read it, and that no text is changed on the way."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from meadow import DUTCH, UNITS, beside, change, lock, run, settled, write

from plainly.i18n import po, xliff
from plainly.i18n.message import Message, Parcel, Unreadable
from plainly_dsl.source import FORBIDDEN

SPACE = "{urn:oasis:names:tc:xliff:document:2.0}"
FORMS = pytest.mark.parametrize("form", ["po", "xlf"])


def exported(path: Path, form: str, *options: str) -> list[Path]:
    """The files that an export writes."""
    out = path.parents[1] / "out"
    code, output, _ = run("i18n", "export", path, "--out", out, *(["--xliff"] if form == "xlf" else []), *options)
    assert code == 0
    files = sorted(out.glob(f"*.{form}")) if out.exists() else []
    assert output == "".join(f"{file}: {len(messages(file))} units\n" for file in files)
    return files


def messages(file: Path) -> tuple[Message, ...]:
    """What a file has, as the compiler reads it."""
    module: ModuleType = po if file.suffix == ".po" else xliff
    parcel: Parcel = module.read(file.read_text(encoding="utf-8"))
    return parcel.messages


# What is exported ----------------------------------------------------------------------------------


@FORMS
def test_only_what_is_open(tmp_path: Path, form: str) -> None:
    """Without options, what is missing, new or stale, a file for each language that has any; with nothing open, none."""
    path = settled(tmp_path)
    assert exported(path, form) == []
    change(beside(path, "nl"), "# Delen {#sharing}\n\n", "")
    change(path, '"Information collected"', '"What is collected"')
    run("i18n", "accept", path, "--locale", "sv")
    (file,) = exported(path, form)
    assert file.name == f"meadow.nl.{form}"
    assert [(one.unit, one.target, bool(one.target) and one.done) for one in messages(file)] == [
        ("section:sharing", "", False),
        ("group:collected", "Verzamelde gegevens", False),
    ]


@FORMS
def test_everything(tmp_path: Path, form: str) -> None:
    """With --all every unit, in the policy's order, each in the state it has."""
    path = settled(tmp_path)
    change(path, '"Information collected"', '"What is collected"')
    for file in exported(path, form, "--all"):
        found = messages(file)
        assert [one.unit for one in found] == list(UNITS)
        assert [one.unit for one in found if not one.done] == ["group:collected"]


@FORMS
def test_one_language(tmp_path: Path, form: str) -> None:
    """With --locale only that language, also one that has no file yet; none is made for the policy's own."""
    path = settled(tmp_path)
    assert [file.name for file in exported(path, form, "--locale", "fr", "--locale", "en")] == [f"meadow.fr.{form}"]
    assert [one.unit for one in messages(tmp_path / "out" / f"meadow.fr.{form}")] == list(UNITS)
    assert not beside(path, "fr").exists()


@FORMS
def test_same_bytes(tmp_path: Path, form: str) -> None:
    """The same policy gives the same file."""
    path = settled(tmp_path)
    first = [file.read_bytes() for file in exported(path, form, "--all")]
    assert [file.read_bytes() for file in exported(path, form, "--all")] == first


def test_notes(tmp_path: Path) -> None:
    """Translators get the facts a clause states, how the names it refers to read, and the source a translation was made from."""
    path = settled(tmp_path, nl=DUTCH)
    change(path, "We keep your", "We only keep your")
    (file,) = exported(path, "po", "--all")
    entries = {entry.msgctxt: entry for entry in polib.pofile(str(file))}
    told = entries["clause:no-sale"].comment.split("\n")
    assert told == ["States: We never sell e-mail address or name.", "States: We keep name for 30 days.", "name: naam"]
    assert "We keep your [name]{name}" in entries["clause:no-sale"].previous_msgid
    assert entries["label:meadow-ltd"].comment == "A name of kind party."
    (tree,) = (ET.parse(file) for file in exported(path, "xlf", "--all"))
    notes = {unit.get("id"): [note.text for note in unit.iter(f"{SPACE}note")] for unit in tree.iter(f"{SPACE}unit")}
    assert notes["clause:no-sale"][:3] == told
    assert str(notes["clause:no-sale"][3]).startswith("Before: We never sell:")


# What other programs read -----------------------------------------------------------------------------


def test_read_by_gettext_tools(tmp_path: Path) -> None:
    """polib reads the file: a message a unit, its language and encoding; what is not done is fuzzy."""
    path = settled(tmp_path, nl=DUTCH)
    lock(path).unlink()
    (file,) = exported(path, "po")
    found = polib.pofile(str(file))
    assert found.metadata["Language"] == "nl"
    assert found.metadata["Content-Type"] == "text/plain; charset=UTF-8"
    assert [entry.msgctxt for entry in found.fuzzy_entries()] == list(UNITS)
    assert found[4].msgid.startswith("When you join, we ask for your name, email address and your [phone number]{phone-number}.")
    assert found[4].msgstr.startswith("Als u lid wordt")


#: Element of XLIFF 2.0 → attributes it must have, those it may have here, elements below it in their order.
CORE = {
    "xliff": ({"version", "srcLang", "trgLang"}, set(), "file+"),
    "file": ({"id"}, {"original"}, "unit+"),
    "unit": ({"id"}, {"{http://www.w3.org/XML/1998/namespace}space"}, "notes? segment+"),
    "notes": (set(), set(), "note+"),
    "note": (set(), set(), ""),
    "segment": (set(), {"state"}, "source target?"),
    "source": (set(), set(), "(ph|pc)*"),
    "target": (set(), set(), "(ph|pc)*"),
    "ph": ({"id"}, {"equiv"}, ""),
    "pc": ({"id"}, {"equivStart", "equivEnd"}, "(ph|pc)*"),
}


def test_as_the_standard_has_it(tmp_path: Path) -> None:
    """XLIFF 2.0 (OASIS, 4.2 and 4.3): elements in their order, required attributes, ids that are name tokens and unique, known states."""
    path = settled(tmp_path, nl=DUTCH)
    change(path, '"Information collected"', '"What is collected"')
    (file,) = exported(path, "xlf", "--all")
    root = ET.parse(file).getroot()
    assert root.get("version") == "2.0"
    for element in root.iter():
        name = element.tag.removeprefix(SPACE)
        needed, allowed, order = CORE[name]
        assert needed <= set(element.keys()) <= needed | allowed, name
        below = "".join(f"{child.tag.removeprefix(SPACE)} " for child in element)
        assert re.fullmatch(re.sub(r"[a-z]+", lambda word: f"(?:{word[0]} )", order).replace(" (", "("), below), (name, below)
        assert re.fullmatch(r"[\w.:-]+", element.get("id", "x"))
        assert element.get("state", "final") in {"initial", "translated", "reviewed", "final"}
    for unit in root.iter(f"{SPACE}unit"):
        for part in (f"{SPACE}source", f"{SPACE}target"):
            ids = [code.get("id") for code in unit.find(f".//{part}") or ()]
            assert len(ids) == len(set(ids))


def test_references_are_protected(tmp_path: Path) -> None:
    """In XLIFF a reference is an inline code with one id in source and target: nobody has to type braces."""
    (file,) = exported(settled(tmp_path, nl=DUTCH), "xlf", "--all")
    tree = ET.parse(file)
    unit = next(unit for unit in tree.iter(f"{SPACE}unit") if unit.get("id") == "clause:no-sale")
    source, target = (unit.find(f".//{SPACE}{part}") for part in ("source", "target"))
    assert source is not None
    assert target is not None
    for part, word in ((source, "name"), (target, "naam")):
        assert [(code.tag.removeprefix(SPACE), code.get("id"), code.text) for code in part] == [
            ("pc", "1", word),
            ("ph", "2", None),
            ("ph", "3", None),
        ]
        assert "{" not in "".join(part.itertext())


def test_codes_without_what_they_stand_for(tmp_path: Path) -> None:
    """A tool may drop what the target's codes stand for: it is found again by the code's id in the source."""
    (file,) = exported(settled(tmp_path, nl=DUTCH), "xlf", "--all")
    before = messages(file)
    content = file.read_text(encoding="utf-8")
    bare = re.sub(r"<target>.*?</target>", lambda target: re.sub(r' equiv\w*="[^"]*"', "", target[0]), content, flags=re.DOTALL)
    assert bare.count("equiv") < content.count("equiv")
    file.write_text(bare, encoding="utf-8")
    assert messages(file) == before


def test_codes_in_another_order(tmp_path: Path) -> None:
    """Codes may change places in a target, as words do."""
    parcel = Parcel("x", "en", "nl", (Message("clause:a", "A {b} [c]{d}.", "[C]{d}, {b}!", True),))
    text = xliff.write(parcel)
    assert '<pc id="2" equivStart="[" equivEnd="]{d}">C</pc>, <ph id="1" equiv="{b}" />!' in text
    assert xliff.read(text) == parcel


# No text is changed ------------------------------------------------------------------------------------

PIECES = [
    "a",
    "É",
    " ",
    "\n",
    "\n\n",
    "- ",
    "\t",
    '"',
    "\\",
    "\\n",
    "<",
    "&amp;",
    "]]>",
    "#~",
    "{name}",
    "[a]{name}",
    "[b c]{d, e}",
    "{#x}",
]
PIECES += ["[x]{-}", "[x]{?when}", "{facts}", "[", "}", "%s", "{Name}", "[a {b} c]{d}", "https://a.example?x=1&y=2", "\u00a0", "ش", "👪"]
ALLOWED = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=8).filter(
    lambda text: not FORBIDDEN.search(text)
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), ALLOWED), max_size=8).map("".join)
MESSAGES = st.builds(
    Message, st.sampled_from(UNITS), TEXTS.filter(bool), TEXTS, st.just(True), st.just(""), st.lists(TEXTS, max_size=2).map(tuple)
)


@given(st.lists(MESSAGES, min_size=1, max_size=3))
@pytest.mark.parametrize("module", [po, xliff], ids=["po", "xliff"])
def test_any_text_survives(module: ModuleType, texts: list[Message]) -> None:
    """Whatever a source, a target and the notes say, the file gives source and target back as they were."""
    parcel = Parcel("meadow", "en", "nl", tuple(texts))
    read = module.read(module.write(parcel))
    assert read[:3] == parcel[:3]
    assert [(one.unit, one.source, one.target) for one in read.messages] == [(one.unit, one.source, one.target) for one in texts]


@pytest.mark.parametrize("module", [po, xliff], ids=["po", "xliff"])
def test_state_survives(module: ModuleType) -> None:
    """A target that is done comes back so, one that is not as well."""
    for done in (True, False):
        parcel = Parcel("meadow", "en", "nl", (Message("title", "a", "b", done, "old" * (not done)),))
        assert module.read(module.write(parcel)).messages[0].done == done


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "<a/>",
        "<a>",
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        f'<xliff xmlns="{SPACE[1:-1]}" version="2.0"/>',
    ],
)
def test_what_is_no_xliff(text: str) -> None:
    """What is not well-formed, declares entities or is no XLIFF 2.0 is not read."""
    with pytest.raises(Unreadable):
        xliff.read(text)


def test_read_only_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder cannot be written, that is reported (output-unwritable), and no half of a file is left."""
    path = write(tmp_path, nl=DUTCH)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    code, out, _ = run("i18n", "export", path, "--out", tmp_path / "out")
    assert code == 1
    assert "error[output-unwritable]" in out
    assert list((tmp_path / "out").iterdir()) == []
