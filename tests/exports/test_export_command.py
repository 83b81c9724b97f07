"""`plainly export`: what it prints and writes, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from exported import ROOT

from plainly.exports import FORMATS
from plainly.exports.cli import export

DESK = ROOT / "policies" / "desk-2014" / "desk-2014.policy"
NONPROFIT = ROOT / "policies" / "salesforce-org-2019"


def run(*arguments: str | Path) -> Result:
    """Runs the command in this process. An exception that is not an exit fails the test."""
    return CliRunner().invoke(export, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.mark.parametrize("form", FORMATS)
def test_it_prints_the_document_and_tells_the_rest_beside_it(form: str) -> None:
    """JSON alone on standard output; a summary of what was left out on standard error."""
    result = run(form, DESK)
    assert result.exit_code == 0
    assert isinstance(json.loads(result.stdout), dict)
    assert "of 300 facts are expressed." in result.stderr
    assert "Left out: " in result.stderr


def test_it_writes_the_document_and_the_list(tmp_path: Path) -> None:
    """Two files, named by policy and format, the same bytes each time and as on standard output."""
    result = run("tilt", DESK, "--out", tmp_path / "new")
    files = {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()}
    assert (result.exit_code, sorted(files)) == (0, ["desk-2014.tilt.json", "desk-2014.tilt.left-out.json"])
    assert files["desk-2014.tilt.json"].decode() == run("tilt", DESK).stdout
    left_out = json.loads(files["desk-2014.tilt.left-out.json"])
    assert (left_out["format"], left_out["policy"], left_out["facts"]) == ("tilt", "desk-2014", 300)
    assert {entry["code"] for entry in left_out["leftOut"]} >= {"denial", "no-place-set"}
    run("tilt", DESK, "--out", tmp_path / "new")
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()}


def test_a_folder_of_one_policy_and_a_language_can_be_named() -> None:
    """Labels and sentences come in that language."""
    document = json.loads(run("tilt", NONPROFIT, "--locale", "de").stdout)
    assert document["meta"]["language"] == "de"
    assert any(item["category"] == "E-Mail-Adresse" for item in document["dataDisclosed"])


def test_a_notice_gives_the_same_as_its_source(tmp_path: Path) -> None:
    """A notice.json is exported like the policy it came from."""
    from plainly import driver
    from plainly.emit.document import document_text

    notice = tmp_path / "notice.json"
    notice.write_text(document_text(driver.check(DESK).document), encoding="utf-8")
    assert run("store-labels", notice).stdout == run("store-labels", DESK).stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("tlit", DESK), "It knows tilt, consent-record, store-labels."),
        (("tilt", DESK, "--locale", "nl"), "“desk-2014” is not published in “nl”. It is in en."),
        (("tilt", ROOT / "policies"), "holds 5 policies. Name one of them."),
        (("tilt", ROOT / "nowhere.policy"), "does not exist"),
        (("tilt", DESK, "--base", "somewhere"), "is no address"),
        (("tilt", DESK, "--out", DESK), "is a file. Name a folder."),
    ],
)
def test_wrong_use_is_refused_with_a_sentence(arguments: tuple[str | Path, ...], told: str) -> None:
    """Exit code 2, what is wrong, and what would be right."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_a_policy_with_errors_is_not_exported(tmp_path: Path) -> None:
    """Its problems are reported instead, with exit code 1, and nothing is written."""
    path = tmp_path / "bad.policy"
    path.write_text(DESK.read_text(encoding="utf-8").replace("@never sell", "@never sel"), encoding="utf-8")
    result = run("tilt", path, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "error" in result.stdout
    assert "Nothing was exported" in result.stderr
    assert not (tmp_path / "out").exists()


def test_both_files_are_written_or_none(tmp_path: Path) -> None:
    """Where one of them cannot be put in place, the other is not either."""
    (tmp_path / "desk-2014.tilt.left-out.json").mkdir()
    result = run("tilt", DESK, "--out", tmp_path)
    assert result.exit_code == 1
    assert "output-unwritable" in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["desk-2014.tilt.left-out.json"]


def test_help_names_the_formats() -> None:
    """Each format with a few words on what it is."""
    told = run("--help").stdout
    assert all(f"{name} " in told and form.title.split(",")[0] in told for name, form in FORMATS.items())
