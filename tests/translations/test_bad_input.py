"""Whatever stands in a translation, a record or a translator's file: a finding says what is wrong, and no file loses a word."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from meadow import DUTCH, ENGLISH, beside, change, choose, lock, run, settled, write
from returning import sent

from cases import codes
from plainly import driver
from plainly.checks.literals import literals
from plainly.emit.bidi import split
from plainly.i18n.status import changed
from plainly.translations.units import canonical

SPACE = 'xmlns="urn:oasis:names:tc:xliff:document:2.0"'


def found(path: Path) -> set[str]:
    """Codes of what a check finds; each finding has a place in a file that was read, or is about the file as a whole."""
    checked = driver.check(path)
    assert all(d.place.end <= len(checked.sources[d.place.file].text) + 1 for d in checked.diagnostics if d.place.file in checked.sources)
    return set(codes(checked))


# Files that should be translations ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "translation-without-header"),
        (b"@translation", "missing-id"),
        (b"@translation nl", "translation-without-header"),
        (b"@translation nl of", "unfinished-list"),
        (b"@translation of meadow", "missing-id"),
        (b"@translation NL of meadow", "misspelt-name"),
        (b"@translation nl of x", "translation-of-other"),
        (b"\xff\xfe@\x00t\x00", "not-utf8"),
        (b"@translation nl of meadow\n\xff", "not-utf8"),
        (b"@translation nl of meadow\n\x00", "forbidden-character"),
        (b"x" * 4_000_001, "too-large"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_not_a_translation(tmp_path: Path, text: bytes, code: str) -> None:
    """A file that is no translation, or half of one, is reported, is told by `status`, and is never written over by an import."""
    path = settled(tmp_path, nl=DUTCH)
    file = sent(path, "po", {"section:sharing": "Anders delen"})
    beside(path, "nl").write_bytes(text)
    assert code in found(path)
    assert run("i18n", "status", path)[0] == 1
    assert run("i18n", "import", file, path)[0] == 1
    assert beside(path, "nl").read_bytes() == text


@pytest.mark.parametrize("label", ['""', '" "', "", '"x"\n@label meadow-ltd "y"'])
def test_odd_labels(tmp_path: Path, label: str) -> None:
    """A label without words, or one of two for the same name, is never shown to readers."""
    path = settled(tmp_path, nl=DUTCH)
    change(beside(path, "nl"), '"Meadow Ltd"', label)
    assert found(path) & {"missing-property", "duplicate-name"}


def test_long_line_is_kept(tmp_path: Path) -> None:
    """A file with a line too long to be read is not written anew without it."""
    path = settled(tmp_path, nl=DUTCH)
    file = sent(path, "po", {"section:sharing": "Anders delen"})
    long = DUTCH + "\n@note " + "x" * 20_000 + "\n"
    beside(path, "nl").write_text(long, encoding="utf-8")
    assert run("i18n", "import", file, path)[0] == 1
    assert beside(path, "nl").read_text(encoding="utf-8") == long


def test_folder_for_translation(tmp_path: Path) -> None:
    """A folder with a translation's name is reported by every command that would read or write it."""
    path = settled(tmp_path, nl=DUTCH)
    beside(path, "sv").mkdir()
    assert found(path) == {"file-unreadable"}
    assert run("i18n", "status", path)[0] == 1
    assert run("i18n", "export", path, "--locale", "sv", "--out", tmp_path / "out")[0] == 1


# The line `translations` ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ('""', "quotes-not-allowed"),
        ('" "', "quotes-not-allowed"),
        ("nl hide-locale, nl block", "duplicate-property"),
        ("en", "translation-into-own-language"),
        ("tlh", "unknown-language"),
        ("NL", "unknown-language"),
        ("fr", "translation-file-missing"),
        (", ".join(f"a{number}" for number in range(40)), "unknown-language"),
    ],
)
def test_odd_choices(tmp_path: Path, choices: str, code: str) -> None:
    """Of the languages a policy wants, each is one that there is, that has a file, and that is named once."""
    path = settled(tmp_path, nl=DUTCH)
    choose(path, choices)
    assert found(path) == {code}


# Records ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoil",
    [
        lambda record: record["minor"].append({"who": "\ud800"}),
        lambda record: record["texts"].update({"0" * 16: "\x1b[31m"}),
        lambda record: record["made-from"]["nl"].update(title=["x"]),
        lambda record: record.update({"made-from": ["nl"]}),
        lambda record: record.update(texts=["ab"]),
        lambda record: record.update(minor={}),
    ],
)
def test_odd_record(tmp_path: Path, spoil: Callable[[Any], None]) -> None:
    """A record with something else than texts in it is reported, and is not written over."""
    path = settled(tmp_path, nl=DUTCH)
    record = json.loads(lock(path).read_text(encoding="utf-8"))
    spoil(record)
    lock(path).write_text(json.dumps(record), encoding="utf-8")
    before = lock(path).read_bytes()
    assert "lock-unreadable" in found(path)
    assert run("i18n", "accept", path)[0] == 1
    assert lock(path).read_bytes() == before


def test_odd_reason(tmp_path: Path) -> None:
    """What cannot be shown cannot be the reason for a small edit either."""
    path = settled(tmp_path, nl=DUTCH)
    change(path, '"Privacy statement"', '"Privacy notice"')
    before = lock(path).read_bytes()
    assert run("i18n", "accept", path, "--minor", "--who", "\udcff", "--why", "x")[0] == 2
    assert lock(path).read_bytes() == before


def test_export_over_a_loop_of_links(tmp_path: Path) -> None:
    """A link that leads nowhere but to itself gives way to the file."""
    path = write(tmp_path, nl=DUTCH)
    (tmp_path / "meadow.nl.po").symlink_to(tmp_path / "meadow.nl.po")
    assert run("i18n", "export", path, "--out", tmp_path)[0] == 0
    assert (tmp_path / "meadow.nl.po").is_file()


# What comes back from translators ---------------------------------------------------------------------


def returned(tmp_path: Path, name: str, content: str | bytes) -> str:
    """What is said of a translator's file that may change nothing."""
    path = settled(tmp_path, nl=DUTCH)
    before = beside(path, "nl").read_bytes(), lock(path).read_bytes()
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    code, out, err = run("i18n", "import", file, path)
    assert code == 1
    assert "error[" in out
    assert err.startswith(("Nothing was taken.", "0 units changed, 0 done"))
    assert (beside(path, "nl").read_bytes(), lock(path).read_bytes()) == before
    return out


@pytest.mark.parametrize("name", ["back.po", "back.xlf"])
@pytest.mark.parametrize("content", [b"", b"\0" * 9, b"\xff\xfe<\0", b"text", b"\xe9", b"#" * 20_000_001], ids=lambda c: repr(c)[:20])
def test_no_exchange_file(tmp_path: Path, name: str, content: bytes) -> None:
    """What is empty, binary, too large or something else is not taken."""
    returned(tmp_path, name, content)


def test_name_of_a_file(tmp_path: Path) -> None:
    """A PO file that holds nothing but the name of another file is not that file."""
    path = settled(tmp_path / "other", nl=DUTCH)
    other = sent(path, "po", {"section:sharing": "Anders delen"})
    returned(tmp_path, "back.po", str(other))


@pytest.mark.parametrize("encoding", ["utf-7", "rot13", "hex", "klingon", "utf-16"])
def test_odd_encoding(tmp_path: Path, encoding: str) -> None:
    """What an XLIFF file says of its encoding changes nothing: it is UTF-8, or it is not read."""
    returned(tmp_path, "back.xlf", f'<?xml version="1.0" encoding="{encoding}"?><xliff {SPACE}/>')


FINAL = '<segment state="final"><source>Sharing</source><target>{}</target></segment>'


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        (FINAL.format('<pc id="1">' * 9_000 + "</pc>" * 9_000), "nested too deeply"),
        (FINAL.format('Delen<ph id="99"/>'), "an inline code that the source has not (<ph>)"),
        (FINAL.format("Delen<x/>"), "an inline code that the source has not (<x>)"),
        (FINAL.format("De\u202elen"), "U+202E"),
        (FINAL.format("x" * 20_000), "a line may be too long"),
        (FINAL.replace("Sharing", "Sha").format("De") + "<segment><source>ring</source></segment>", "not translated"),
        (FINAL.format('De</target><target order="2">').replace("<target>", '<target order="1">'), "another order"),
        ("", "source has changed"),
        ("<segment/>", "source has changed"),
    ],
    ids=lambda value: value[-40:],
)
def test_odd_units(tmp_path: Path, inner: str, reason: str) -> None:
    """A unit that cannot be read whole is refused with its reason."""
    unit = f'<unit id="section:sharing">{inner}</unit>'
    out = returned(tmp_path, "back.xlf", f'<xliff {SPACE} srcLang="en" trgLang="nl"><file id="meadow">{unit}</file></xliff>')
    assert reason in out


def test_split_unit(tmp_path: Path) -> None:
    """A unit that a tool has split is put together again, what stands between its segments included."""
    path = settled(tmp_path, nl=DUTCH)
    change(path, "# What we collect {", "# Names. Numbers {")
    parts = [
        f'<segment state="final"><source>{a}</source><target>{b}</target></segment>'
        for a, b in (("Names.", "Namen."), ("Numbers", "Nummers"))
    ]
    unit = f'<unit id="section:collected">{"<ignorable><source> </source></ignorable>".join(parts)}</unit>'
    file = tmp_path / "back.xlf"
    file.write_text(f'<xliff {SPACE} srcLang="en" trgLang="nl"><file id="meadow">{unit}</file></xliff>', encoding="utf-8")
    assert run("i18n", "import", file, path)[0] == 0
    assert "# Namen. Nummers {#collected}" in beside(path, "nl").read_text(encoding="utf-8")


def test_several_files(tmp_path: Path) -> None:
    """An XLIFF file for two policies is not taken by halves."""
    returned(tmp_path, "back.xlf", f'<xliff {SPACE} srcLang="en" trgLang="nl"><file id="meadow"/><file id="forest"/></xliff>')


# Long texts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["a", "1", "1.", "+", "(", "\\[", "[a", "@", "a@", "a@b", "www.", "a ", "- "])
def test_long_runs(sign: str) -> None:
    """Texts of one sign again and again are read in the time of one reading, numbers of any length included."""
    text, began = (sign * 20_000)[:20_000], perf_counter()
    literals(text, "nl")
    split(text)
    canonical(text)
    changed(text, f"x {text}")
    assert perf_counter() - began < 5


def test_many_headings(tmp_path: Path) -> None:
    """Thousands of mistakes are thousands of findings, in seconds."""
    path = write(tmp_path, ENGLISH, nl=DUTCH + "\n# Weer {#sharing}\n" * 5_000)
    began = perf_counter()
    code, out, _ = run("check", "--no-cache", path)
    assert (code, out.count("error[duplicate-id]")) == (1, 5_000)
    assert perf_counter() - began < 20
