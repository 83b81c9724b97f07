"""`plainly new`: a first policy that checks clean, whatever the names are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from commands import inside, plainly, put

OPTIONS = ("--controller", "Acme Ltd", "--email", "privacy@acme.example")


def created(folder: Path, *arguments: str, identity: str = "acme") -> Path:
    """Runs `plainly new` with these arguments and asserts that the policy it writes checks clean, strictly."""
    ran = plainly("new", identity, "--folder", folder, *arguments)
    path = folder / identity / f"{identity}.policy"
    assert (ran.code, ran.err) == (0, "")
    assert f"Wrote {path}" in ran.out
    checked = plainly("check", "--strict", "--no-cache", path)
    assert (checked.code, checked.out) == (0, "")
    assert "x" * 99 in path.read_text() or plainly("fmt", "--check", path).code == 0
    return path


def test_by_options(tmp_path: Path) -> None:
    """With options nothing is asked; the date is today's unless one is given."""
    assert f"effective   {date.today().isoformat()}" in created(tmp_path, *OPTIONS).read_text()
    text = created(tmp_path, *OPTIONS, "--effective", "2027-01-31", "--title", "Our “promise”", identity="other").read_text()
    assert "effective   2027-01-31" in text
    assert 'title       "Our “promise”"' in text


def test_by_prompts(tmp_path: Path) -> None:
    """Without options the three things that are needed are asked for."""
    with inside(tmp_path):
        ran = plainly("new", given="acme\nAcme Ltd\nprivacy@acme.example\n")
    assert ran.code == 0
    assert ran.out.count("?") == 0
    assert plainly("check", "--strict", tmp_path / "policies").code == 0


def test_prompts_broken_off(tmp_path: Path) -> None:
    """An input that ends too soon writes nothing."""
    with inside(tmp_path):
        assert plainly("new", given="acme\n").code == 1
    assert list(tmp_path.iterdir()) == []


def test_existing_file(tmp_path: Path) -> None:
    """A file that is there is not touched: exit 2."""
    path = put(tmp_path, "acme")
    before = path.read_bytes()
    ran = plainly("new", "acme", *OPTIONS, "--folder", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "exists already" in ran.err
    assert path.read_bytes() == before


CONTROLLERS = [
    "3M", "7-Eleven", "42", "And", "Or", "Also", "Forms", "Such As", "Policy", "Only", "With", "To", "Is", "Of", "Facts", "Table", "Lost", "May",
    "Answer Time", "Email Address", "Name", "Customers", "We", "漢字株式会社", "Ünïcödé GmbH", "O’Neill & Söhne", "“Quoted” Ltd", "A,B;C:D", "<b>Bold</b>",
    "*Star* _Inc_", "[link](javascript:alert(1))", "#1 Ltd", "@home", "\\Back\\slash", "50% & more", "- Dash", "1. First", "|Bar|", "`Tick`", "&amp;",
    "Controller Company", "Questions Received", "Collected", "x" * 200, "a-b--c", "''", "«Guillemets»", "„Deutsch“", "🙂", "E*TRADE", "C:\\x", "a.b.c",
]  # fmt: skip


@pytest.mark.parametrize("controller", CONTROLLERS)
def test_names_of_organisations(tmp_path: Path, controller: str) -> None:
    """Organisations are called all sorts of things; each gives a clean policy that builds and prints the name as it is."""
    path = created(tmp_path / "policies", "--controller", controller, "--email", "privacy@acme.example")
    assert controller in path.read_text()
    assert plainly("build", path, "--out", tmp_path / "output").code == 0
    page = (tmp_path / "output" / "acme" / "en" / "index.html").read_text()
    assert "<b>Bold" not in page
    assert 'href="javascript' not in page


EMAILS = ["a+b@acme.example", "first.last@sub.acme.co.uk", "o'neill@acme.example", "ünï@acme.example", "*x*@acme.example", "{a}@acme.example",
          "[a]@acme.example", "#a@acme.example", "a=b@acme.example", "`a`@acme.example", "a|b@acme.example", "a\\b@acme.example"]  # fmt: skip


@pytest.mark.parametrize("email", EMAILS)
def test_email_addresses(tmp_path: Path, email: str) -> None:
    """Unusual but possible addresses give a clean policy that builds."""
    path = created(tmp_path / "policies", "--controller", "Acme Ltd", "--email", email)
    assert plainly("build", path, "--out", tmp_path / "output").code == 0


REFUSED = [
    ("Acme", "Acme Ltd", "a@b.example", None), ("../acme", "Acme Ltd", "a@b.example", None), ("a/b", "Acme Ltd", "a@b.example", None),
    ("", "Acme Ltd", "a@b.example", None), (".", "Acme Ltd", "a@b.example", None), ("a" * 81, "Acme Ltd", "a@b.example", None),
    ("acme", 'Acme "Ltd"', "a@b.example", None), ("acme", "{meadow}", "a@b.example", None), ("acme", "a\nb", "a@b.example", None),
    ("acme", "a\u202eb", "a@b.example", None), ("acme", "a\0b", "a@b.example", None), ("acme", " ", "a@b.example", None),
    ("acme", "x" * 201, "a@b.example", None), ("acme", "Acme Ltd", "nobody", None), ("acme", "Acme Ltd", "a b@c.example", None),
    ("acme", "Acme Ltd", "a@b@c.example", None), ("acme", "Acme Ltd", "a@b", None), ("acme", "Acme Ltd", '"a"@b.example', None),
    ("acme", "Acme Ltd", ",a@b.example", None), ("acme", "Acme Ltd", "a\u200b@b.example", None), ("acme", "Acme Ltd", "a@b.example\n", None),
    ("acme", "Acme Ltd", "a@b.example", "soon"), ("acme", "Acme Ltd", "a@b.example", "2026-02-30"), ("acme", "Acme Ltd", "a@b.example", "20260301"),
    ("acme", "Acme Ltd", "a@b.example", "2026-W10-1"), ("acme", "Acme Ltd", "a@b.example", "1/3/2026"), ("acme", "Acme Ltd", "a@b.example", "not-stated "),
]  # fmt: skip


@pytest.mark.parametrize(("identity", "controller", "email", "effective"), REFUSED, ids=repr)
def test_refused(tmp_path: Path, identity: str, controller: str, email: str, effective: str | None) -> None:
    """Values that would break the policy's lines are refused with a sentence, and nothing is written."""
    date_option = ["--effective", effective] if effective is not None else []
    ran = plainly("new", identity, "--controller", controller, "--email", email, *date_option, "--folder", tmp_path / "policies", given="")
    assert ran.code in {1, 2}
    assert "Traceback" not in ran.err
    assert not (tmp_path / "policies").exists()


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Where the folder cannot be made, a sentence says so: exit 2."""
    (tmp_path / "file").write_text("")
    ran = plainly("new", "acme", *OPTIONS, "--folder", tmp_path / "file")
    assert ran.code == 2
    assert "cannot be written" in ran.err
