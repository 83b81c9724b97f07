"""Files as other programs save them: other encodings, hidden characters, lines and files out of all proportion."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import SALE, check_body, check_text, codes, marked, report_of
from plainly_dsl.diagnostics.catalogue import frame
from plainly_dsl.source import FORBIDDEN, MOST_FORBIDDEN, Source, decode

GOOD = frame(SALE)


def test_other_encoding(tmp_path: Path) -> None:
    """A file in Latin-1 is reported once, at the first letter that cannot be read, and the rest is checked."""
    checked = check_text(tmp_path, GOOD.replace("address", "adréß", 1).encode("latin-1"))
    assert codes(checked)[0] == "not-utf8"
    assert "E9" in report_of(checked)
    assert checked.sources[checked.diagnostics[1].place.file].position(checked.diagnostics[1].place.start).line == 14


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_two_bytes_a_letter(tmp_path: Path, encoding: str) -> None:
    """UTF-16, whose every other byte is wrong, is one finding where its mark tells it, and never floods the report."""
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    checked = check_text(tmp_path, (mark + GOOD).encode(encoding))
    assert "not-utf8" in codes(checked)
    assert len(checked.diagnostics) <= MOST_FORBIDDEN + 10
    if encoding != "utf-32":
        assert codes(checked) == ["not-utf8"]


def test_byte_order_mark_and_windows_lines(tmp_path: Path) -> None:
    """A byte order mark and CR LF are no fault; places stay what they are without them."""
    checked = check_text(tmp_path, b"\xef\xbb\xbf" + GOOD.replace("never sell your", "sell your", 1).replace("\n", "\r\n").encode())
    plain = check_text(tmp_path, GOOD.replace("never sell your", "sell your", 1))
    assert codes(checked) == codes(plain) == ["missing-modal"]
    assert report_of(checked) == report_of(plain)


def test_second_byte_order_mark(tmp_path: Path) -> None:
    """A byte order mark inside a file, where files were joined, is a hidden character."""
    assert codes(check_text(tmp_path, GOOD.replace("We never", "We \ufeffnever"))) == ["forbidden-character"]


HIDDEN = "\0\x07\x0b\x0c\x1b\x7f\x85\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202d\u202e\u2060\u2066\u2069\ufeff\ue000\uf8ff\U000e0041\U000f0000"


@pytest.mark.parametrize("character", HIDDEN, ids=lambda character: f"U+{ord(character):04X}")
def test_hidden_character(tmp_path: Path, character: str) -> None:
    """NUL, other controls, right-to-left overrides, zero-width and private characters are reported where they stand."""
    checked = check_text(tmp_path, GOOD.replace("never", f"nev{character}er", 1))
    finding = checked.diagnostics[0] if checked.diagnostics[0].code == "forbidden-character" else checked.diagnostics[1]
    assert finding.code == "forbidden-character"
    assert GOOD.index("never") + 3 == finding.place.start
    assert f"U+{ord(character):04X}" in report_of(checked)
    assert character not in report_of(checked)
    assert not checked.publishable


def test_lone_carriage_return(tmp_path: Path) -> None:
    """A carriage return without a line feed, which hides a line on some screens, is a hidden character."""
    assert "forbidden-character" in codes(check_text(tmp_path, GOOD.replace("We never", "We\rnever")))


def test_joiners_stay(tmp_path: Path) -> None:
    """The joiners that Persian and Hindi need, combining accents and emoji are no hidden characters."""
    assert not FORBIDDEN.search("می\u200cخواهم क्\u200dष e\u0301 👩\u200d💻 \ufe0f")
    assert codes(check_body(tmp_path, "We never sell your e-mail address, می\u200cخواهم.\n\n@never sell email-address")) == []


def test_a_file_of_noughts(tmp_path: Path) -> None:
    """Hundreds of thousands of NULs give a short report."""
    assert len(check_text(tmp_path, b"\0" * 400_000).diagnostics) <= MOST_FORBIDDEN + 10


@pytest.mark.parametrize("size", [4_000_001, 10_000_000, 12_000_000])
def test_large_file(tmp_path: Path, size: int) -> None:
    """A file of more than 4 MB is reported and not read, with no other finding."""
    assert codes(check_text(tmp_path, b"word " * (size // 5 + 1)), notes=True) == ["too-large"]


def test_long_line(tmp_path: Path) -> None:
    """A line of 1 MB is left out and reported with its length; the lines around it are checked."""
    checked = check_body(tmp_path, "word " * 200_000 + "\n\nWe never sell your e-mail address.\n\n@never sel email-address")
    assert codes(checked) == ["line-too-long", "unknown-verb"]
    assert "1,000,000" in report_of(checked)
    assert len(report_of(checked)) < 3_000


def test_long_words_are_cut(tmp_path: Path) -> None:
    """A message quotes a long word only in part."""
    checked = check_body(tmp_path, f"We sell nothing. {'`' * 5_000}\n\n@never sell {'a_' * 5_000}")
    assert {"code-mark", "misspelt-name"} <= set(codes(checked))
    assert max(map(len, report_of(checked).split("\n"))) < 600


def test_tabs_count_as_one_column(tmp_path: Path) -> None:
    """A tab is one column, and the mark stands under the word all the same."""
    checked = check_body(tmp_path, "We never sell your name.\n\n@never\tsell\tnaem")
    assert [marked(checked, finding) for finding in checked.diagnostics if finding.code == "unknown-name"] == ["naem"]
    line, mark = report_of(checked).split("unknown-name")[1].split("\n")[3:5]
    assert line.index("naem") == mark.index("^^^^")


def test_positions_count_characters() -> None:
    """Columns count characters, and UTF-16 columns the units that editors count."""
    source, problems = decode("x", "a\n😀é\u0301x".encode())
    assert problems == []
    assert source.position(5) == (2, 4, 4)
    assert Source("x", "").position(0) == (1, 1, 0)
