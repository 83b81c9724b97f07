"""Settings files and a policy’s own wishes: which file holds, mistakes in them, limits of the text."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from choosing import SOFT, found, settle, wishing
from commands import SOUND, inside, plainly, put

from plainly import driver
from plainly.settings import MOST_BYTES, Limits, project_of
from plainly_dsl.choices import MOST

# Which file holds -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, "warning"),
        ({"plainly.toml": 'deny = ["missing-modal"]'}, "error"),
        ({"plainly.toml": 'deny = ["missing-modal"]', "a/plainly.toml": ""}, "warning"),
        ({"plainly.toml": 'deny = ["missing-modal"]', "a/policies/plainly.toml": 'note = ["missing-modal"]'}, "note"),
        ({"plainly.toml": 'deny = ["missing-modal"]', "a/policies/example/plainly.toml": 'note = ["missing-modal"]'}, "note"),
        ({"plainly.toml": 'deny = ["missing-modal"]', "a/pyproject.toml": '[tool.plainly]\nnote = ["missing-modal"]'}, "note"),
        ({"plainly.toml": 'deny = ["missing-modal"]', "a/pyproject.toml": '[tool.other]\nallow = ["plainly"]'}, "error"),
        ({"pyproject.toml": '[tool]\nplainly = {deny = ["missing-modal"]}', "a/pyproject.toml": "[tool]\nother = 1"}, "error"),
        ({"pyproject.toml": 'tool.plainly.deny = ["missing-modal"]'}, "error"),
        ({"a/plainly.toml": "", "a/pyproject.toml": '[tool.plainly]\nnote = ["missing-modal"]'}, "warning"),
        ({"a/pyproject.toml": 'this is [ no TOML, and "plainly" none of our business'}, "warning"),
    ],
)
def test_nearest_file(tmp_path: Path, files: dict[str, str], expected: str) -> None:
    """The nearest file holds alone; in one folder plainly.toml; a pyproject.toml without a table of ours is passed over."""
    path = put(tmp_path / "a" / "policies", text=SOFT)
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert found(path) == {"missing-modal": expected}
    with inside(tmp_path / "a"):
        assert found(Path("policies/example/example.policy")) == {"missing-modal": expected}


def test_two_projects(tmp_path: Path) -> None:
    """Policies of two projects that are checked together have each their own project's settings."""
    for name, key in (("one", "deny"), ("two", "note")):
        put(tmp_path / name, name, SOFT)
        (tmp_path / name / "plainly.toml").write_text(f'{key} = ["missing-modal"]')
    records = json.loads(plainly("check", "--format", "json", tmp_path / "one", tmp_path / "two").out)
    assert [record["severity"] for record in records] == ["error", "note"]


# Mistakes in settings -------------------------------------------------------------------------------

WRONG = {
    'dney = ["lost-link"]': ("unknown-setting", 1, "dney", "Did you mean “deny”?"),
    '# allow nothing\nallow = ["lost-link", "lost-lnk"]': ("unknown-code", 2, "lost-lnk", "Did you mean “lost-link”?"),
    'deny = [\n  "lost-link",\n  "unknown-name",\n]': ("severity-fixed", 3, "unknown-name", "Leave it out."),
    'deny = ["lost-link"]\nwarn = ["lost-link"]': ("severity-twice", 2, "lost-link", "Keep one of them"),
    'deny = "lost-link"': ("bad-setting", 1, "deny", "a list of codes"),
    "deny = [1]": ("bad-setting", 1, "deny", "a list of codes"),
    "sentence-words = 0": ("bad-setting", 1, "sentence-words", "a whole number from 1 to 200"),
    "sentence-words = true": ("bad-setting", 1, "sentence-words", "a whole number from 1 to 200"),
    'sentence-words = "30"': ("bad-setting", 1, "sentence-words", "a whole number from 1 to 200"),
    "readability = 40": ("bad-setting", 1, "readability", "a table"),
    "[readability]\nen = 40\nnl = 101": ("bad-setting", 3, "nl", f"a number from 0 to {MOST}"),
    "[readability]\nnl = true": ("bad-setting", 2, "nl", f"a number from 0 to {MOST}"),
    "readability.xx = 40": ("unknown-language", 1, "xx", "Write one of these"),
    'deny = ["lost-link"': ("settings-unreadable", 1, "", "TOML"),
    "[readability\nen = 1": ("settings-unreadable", 1, "", "TOML"),
    "a = 1\na = 2": ("settings-unreadable", 2, "", "TOML"),
}


@pytest.mark.parametrize("name", ["plainly.toml", "pyproject.toml"])
@pytest.mark.parametrize("text", WRONG)
def test_mistakes(tmp_path: Path, name: str, text: str) -> None:
    """A mistake in a settings file is an error at its line, told once for all policies; none of them is published."""
    code, line, word, words = WRONG[text]
    if name == "pyproject.toml":
        before = '[project]\nname = "deny"\nversion = "lost-link"\n\n'
        text = f"{before}[tool.plainly]\n{text}".replace("[readability", "[tool.plainly.readability")
        line += 5
    (tmp_path / name).write_text(text)
    put(tmp_path / "policies", "first")
    put(tmp_path / "policies", "second")
    (record,) = json.loads(plainly("check", "--format", "json", tmp_path / "policies").out)
    assert (record["code"], record["severity"], record["line"]) == (code, "error", line)
    assert record["file"] == str(tmp_path / name)
    assert words in record["fix"]
    quoted = text.split("\n")[line - 1]
    assert not word or quoted[record["column"] - 1 :][: record["length"]] == word
    ran = plainly("build", tmp_path / "policies", "--out", tmp_path / "out")
    assert ran.code == 1
    assert "2 policies not published" in ran.err


def test_quoted(tmp_path: Path) -> None:
    """In text the line of the settings file is quoted, its path written as it lies in the current folder."""
    put(tmp_path / "policies")
    (tmp_path / "plainly.toml").write_text('deny = ["lost-lnk"]\n')
    with inside(tmp_path):
        out = plainly("check").out
    assert ' --> plainly.toml:1:10\n  |\n1 | deny = ["lost-lnk"]\n  |          ^^^^^^^^\n' in out


@pytest.mark.parametrize("name", ["plainly.toml", "pyproject.toml"])
def test_not_a_file(tmp_path: Path, name: str, permissions: None) -> None:
    """Settings that cannot be opened, or are not in UTF-8, are an error with the reason."""
    path = put(tmp_path)
    (tmp_path / name).mkdir()
    assert found(path) == {"settings-unreadable": "error"}
    (tmp_path / name).rmdir()
    (tmp_path / name).write_bytes(b'[tool.plainly]\ndeny = ["\xff"]' if name == "pyproject.toml" else b'deny = ["\xff"]')
    assert found(path) == {"settings-unreadable": "error"}
    (tmp_path / name).write_text("")
    (tmp_path / name).chmod(0)
    assert found(path) == {"settings-unreadable": "error"}
    (tmp_path / name).chmod(0o600)
    assert found(path) == {}


def test_anything_may_lie_above(tmp_path: Path) -> None:
    """A pipe, a file without an end or a link in a circle is an error, not a wait; so it is when nothing was there before."""
    path = put(tmp_path / "policies")
    settle(path, path.parent)
    settings = tmp_path / "plainly.toml"
    makers = (lambda: os.mkfifo(settings), lambda: settings.symlink_to("/dev/zero"), lambda: settings.symlink_to(settings))
    for make in makers:
        assert plainly("check", path).code == 0
        make()
        assert "settings-unreadable" in plainly("check", path).out
        settings.unlink()
    settings.write_text("#" * (MOST_BYTES + 1))
    assert "longer than 1 MB" in plainly("check", path).out


def test_signature_of_windows(tmp_path: Path) -> None:
    """A byte order mark and line ends of Windows change nothing, neither what is read nor where it stands."""
    path = put(tmp_path, text=SOFT)
    (tmp_path / "plainly.toml").write_bytes(b'\xef\xbb\xbfdeny = ["missing-modal"]\r\nwarn = ["lost-lnk"]\r\n')
    assert found(path) == {"missing-modal": "error", "unknown-code": "error"}
    (record,) = (one for one in json.loads(plainly("check", "--format", "json", path).out) if one["code"] == "unknown-code")
    assert (record["line"], record["column"]) == (2, 10)


@pytest.mark.parametrize("text", ["tool = 1", "[[tool]]\nplainly = 1", 'tool = ["plainly"]'])
def test_tool_of_others(tmp_path: Path, text: str) -> None:
    """A pyproject.toml in which `tool` is no table has no table of ours."""
    path = put(tmp_path, text=SOFT)
    (tmp_path / "pyproject.toml").write_text(text)
    assert found(path) == {"missing-modal": "warning"}


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        ("allow  unknown-name", "severity-fixed", "unknown-name"),
        ("allow  missing-modl", "unknown-code", "missing-modl"),
        ("note  warnings", "unknown-code", "warnings"),
        ("alow  missing-modal", "unknown-property", "alow"),
        ('allow  "missing-modal"', "quotes-not-allowed", "missing-modal"),
        ("deny  missing-modal said-twice", "missing-comma", "said-twice"),
        ("readability  high", "bad-setting", "high"),
        ("readability  -1", "bad-setting", "-1"),
        ("readability  nl 300", "bad-setting", "nl 300"),
        ("readability  xx 30", "unknown-language", "xx 30"),
        ("readability  30, 40", "duplicate-property", "40"),
    ],
)
def test_mistakes_in_the_policy(tmp_path: Path, line: str, code: str, word: str) -> None:
    """A mistake in what the header wants of the checks is marked at its word."""
    path = put(tmp_path, text=wishing(line, text=SOUND))
    (diagnostic,) = driver.check(path).diagnostics
    assert (diagnostic.code, path.read_text()[diagnostic.place.start : diagnostic.place.end]) == (code, word)


def test_suggestions_in_the_policy(tmp_path: Path) -> None:
    """A misspelt property or code is recognised."""
    out = plainly("check", put(tmp_path, text=wishing("alow  missing-modl", "deny  lost-lnk", text=SOUND))).out
    assert "Did you mean “allow”?" in out
    assert "Did you mean “lost-link”?" in out


def test_formatted(tmp_path: Path) -> None:
    """The formatter sets these properties like all others, and leaves them as they are the second time."""
    path = put(tmp_path, text=wishing("deny    said-twice, unused-name", "readability  45", text=SOUND))
    assert plainly("fmt", path).code == 0
    assert "\n  deny         said-twice, unused-name\n  readability  45\n" in path.read_text()
    assert plainly("fmt", "--check", path).code == 0
    assert plainly("check", path).code == 0


# Limits ---------------------------------------------------------------------------------------------


def test_limits(tmp_path: Path) -> None:
    """A project's limits are read by locale; what it does not set is left to the locale."""
    path = put(tmp_path)
    assert project_of(path).limits == Limits({}, 0)
    (tmp_path / "plainly.toml").write_text("sentence-words = 30\n[readability]\nen = 45\nnl = 50.5\n")
    project = project_of(path)
    assert project.limits == Limits({"en": 45, "nl": 50.5}, 30)
    assert not project.problems


def test_sentence_words(tmp_path: Path) -> None:
    """A project says how many words a sentence may have."""
    words = " ".join(["really"] * 12)
    path = put(tmp_path, text=SOUND.replace("address.\n", f"address, {words}.\n", 1))
    assert "long-sentence" not in found(path)
    (tmp_path / "plainly.toml").write_text("sentence-words = 15")
    assert "long-sentence" in found(path)


def test_readability(tmp_path: Path) -> None:
    """A project and, before it, a policy say which score the text should reach; other languages keep theirs."""
    words = "We keep the information until the customer has closed the account. " * 20
    text = SOUND.replace("address.\n", f"address. {words}\n", 1)
    path = put(tmp_path, text=text)
    assert "hard-to-read" not in found(path)
    (tmp_path / "plainly.toml").write_text("readability.en = 100")
    assert "hard-to-read" not in found(put(tmp_path, text=wishing("readability  20", text=text)))
    assert "hard-to-read" in found(put(tmp_path, text=wishing("readability  nl 20", text=text)))
    assert "hard-to-read" in found(put(tmp_path, text=text))
