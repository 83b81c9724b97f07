"""Severities that a project, a policy and the command line choose: which of them holds, what is published and kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from choosing import CODES, KEYS, SOFT, UNSAID, found, settle, wishing
from commands import contents, inside, plainly, put

from plainly_dsl.choices import Choices, choose
from plainly_dsl.diagnostics.catalogue import SEVERITIES, entries

# Who chooses what ---------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", KEYS)
@pytest.mark.parametrize("text", CODES)
@pytest.mark.parametrize("where", ["plainly.toml", "pyproject.toml", "policy", "command"])
def test_each_severity(tmp_path: Path, where: str, text: str, chosen: str) -> None:
    """Each place can give each severity to an error, a warning and a note of a check, or leave them out."""
    code, key = CODES[text], KEYS[chosen]
    path = put(tmp_path, text=wishing(f"{key}  {code}", text=text) if where == "policy" else text)
    command, _ = choose([(key, code, "")] if where == "command" else [])
    if where.endswith("toml"):
        table = "[tool.plainly]\n" if where == "pyproject.toml" else ""
        (tmp_path / where).write_text(f'{table}{key} = ["{code}"]\n')
    assert found(path, command) == ({code: chosen} if chosen else {})


@pytest.mark.parametrize(
    ("project", "policy", "command", "expected"),
    [
        ("", "", [], "warning"),
        ('deny = ["missing-modal"]', "", [], "error"),
        ('deny = ["missing-modal"]', "note missing-modal", [], "note"),
        ('deny = ["missing-modal"]', "note missing-modal", ["--warn", "missing-modal"], "warning"),
        ('deny = ["missing-modal"]', "allow missing-modal", ["--deny", "missing-modal"], "error"),
        ("", "deny missing-modal", ["--allow", "missing-modal"], ""),
        ('allow = ["missing-modal"]', "", ["--deny", "warnings"], ""),
        ('note = ["missing-modal"]', "", ["--deny", "warnings"], "note"),
        ('note = ["missing-modal"]', "", ["--allow", "notes"], ""),
        ("", "note missing-modal", ["--allow", "notes", "--deny", "warnings"], ""),
        ("", "", ["--deny", "warnings"], "error"),
        ("", "", ["--deny", "warnings", "--warn", "missing-modal"], "warning"),
        ('deny = ["warnings"]', "", [], "error"),
        ('deny = ["warnings"]', "warn missing-modal", [], "warning"),
        ("", "deny warnings", [], "error"),
        ('note = ["missing-modal"]\nallow = ["notes"]', "", [], "note"),
        ('note = ["missing-modal"]', "allow notes", [], ""),
    ],
)
def test_order(tmp_path: Path, project: str, policy: str, command: list[str], expected: str) -> None:
    """The command line goes before the policy, the policy before the project; a code named goes before all of a severity."""
    (tmp_path / "plainly.toml").write_text(project)
    path = put(tmp_path, text=wishing(policy) if policy else SOFT)
    records = json.loads(plainly("check", "--format", "json", *command, path).out)
    assert [(record["code"], record["severity"]) for record in records] == ([("missing-modal", expected)] if expected else [])


@pytest.mark.parametrize(
    ("options", "code", "summary"),
    [
        ([], 0, "1 warning"),
        (["--strict"], 1, "1 warning"),
        (["--strict", "--allow", "missing-modal"], 0, "no problems"),
        (["--deny", "missing-modal"], 1, "1 error"),
        (["--deny", "warnings"], 1, "1 error"),
        (["--strict", "--deny", "warnings"], 1, "1 error"),
        (["--deny", "lost-link", "--deny", "said-twice"], 0, "1 warning"),
        (["--allow", "notes"], 0, "1 warning"),
    ],
)
def test_exit_codes(tmp_path: Path, options: list[str], code: int, summary: str) -> None:
    """What is denied fails the check, what is allowed does not, strict or not; the summary counts what was chosen."""
    ran = plainly("check", *options, put(tmp_path, text=SOFT))
    assert (ran.code, ran.err) == (code, f"Checked 1 policy with 1 fact: {summary}.\n")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--deny", "missing-modl"], "--deny: No finding is called “missing-modl”. Did you mean “missing-modal”?"),
        (["--allow", "unknown-name"], "--allow: unknown-name cannot be given another severity."),
        (["--allow", "warnings"], "--allow: No finding is called “warnings”."),
        (["--warn", "notes"], "--warn: No finding is called “notes”."),
        (["--deny", "lost-link", "--allow", "lost-link"], "--allow: lost-link is given two severities here."),
    ],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_wrong_use(tmp_path: Path, command: str, options: list[str], words: str) -> None:
    """A code that cannot be chosen on the command line is wrong use; nothing is checked or written."""
    with inside(tmp_path):
        ran = plainly(command, *options, put(tmp_path / "policies"))
        assert ran.code == 2
        assert words in ran.err
        assert not Path("output").exists()


def test_acknowledged_stays_so(tmp_path: Path) -> None:
    """What a policy acknowledges with a reason is acknowledged even where its code is denied; where it is allowed, it is left out."""
    text = SOFT.replace("@highlight ", "@acknowledge missing-modal because the source says so\n@highlight ")
    path = put(tmp_path, text=text)
    assert plainly("check", "--deny", "missing-modal", path).err.endswith("no problems, 1 acknowledged.\n")
    assert plainly("check", "--allow", "missing-modal", path).err.endswith("with 1 fact: no problems.\n")


# What is published ----------------------------------------------------------------------------------


def test_policy_settings_are_not_published(tmp_path: Path) -> None:
    """What a policy wants of its checks is no part of what it publishes: every file has the same bytes, the manifest's digest aside."""
    lines = ("deny  said-twice, unused-name", "warn  lost-link", "allow  missing-modal, notes", "readability  10, nl 20")
    built = []
    for name, text in (("with", wishing(*lines)), ("without", SOFT)):
        path = put(tmp_path / name / "policies", text=text)
        assert plainly("build", path, "--out", tmp_path / name / "out").code == 0
        built.append({name: data for name, data in contents(tmp_path / name / "out").items() if name != "manifest.json"})
    assert built[0] == built[1]


@pytest.mark.parametrize("where", ["project", "policy", "command"])
def test_allowed_error_is_published(tmp_path: Path, where: str) -> None:
    """An error of a check that is allowed no longer keeps a policy from being published; one that is made an error does."""
    path = put(tmp_path / "policies", text=wishing("allow  unreferenced-name", text=UNSAID) if where == "policy" else UNSAID)
    if where == "project":
        (tmp_path / "plainly.toml").write_text('allow = ["unreferenced-name"]')
    options = ["--allow", "unreferenced-name"] if where == "command" else []
    ran = plainly("build", path, "--out", tmp_path / "out", *options)
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "out" / "example" / "en" / "index.html").exists()
    denied = plainly("build", put(tmp_path / "soft", text=SOFT), "--out", tmp_path / "none", "--deny", "warnings")
    assert denied.code == 1
    assert not contents(tmp_path / "none")


def test_notice_json_under_settings(tmp_path: Path) -> None:
    """A policy document lies in a project as its source does, and has what the project chooses."""
    path = put(tmp_path / "policies", text=SOFT)
    assert plainly("build", path, "--out", tmp_path / "out").code == 0
    (tmp_path / "plainly.toml").write_text('deny = ["missing-modal"]')
    for notice in ("notice.json", "notice.jsonld"):
        assert found(tmp_path / "out" / "example" / notice) == {"missing-modal": "error"}


# Kept results ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["policies/example/plainly.toml", "policies/plainly.toml", "plainly.toml", "pyproject.toml"])
def test_settings_that_appear_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Kept results of checks and builds notice settings that appear, change or go, and tell the same as a run that keeps none."""
    monkeypatch.setenv("PLAINLY_CACHE", str(tmp_path / "cache"))
    path, settings, out = put(tmp_path / "policies", text=SOFT), tmp_path / name, tmp_path / "out"
    table = "[tool.plainly]\n" if name == "pyproject.toml" else ""
    for text, code, word in (
        (None, 0, "warning["),
        (f'{table}deny = ["missing-modal"]', 1, "error["),
        (f'{table}note = ["missing-modal"]', 0, "note["),
        ("[tool.other]\nplainly = true" if table else "", 0, "warning["),
        (None, 0, "warning["),
    ):
        settings.unlink(missing_ok=True)
        if text is not None:
            settings.write_text(text)
            settle(settings)
        settle(path, path.parent)
        for command in (("check", path), ("build", path, "--out", out)):
            first, kept, anew = plainly(*command), plainly(*command), plainly(*command, "--no-cache")
            assert first == kept == anew
            assert first.code == code
            assert first.out.startswith(word)


def test_command_line_is_part_of_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each choice of severities has a result of its own, whatever was kept before."""
    monkeypatch.setenv("PLAINLY_CACHE", str(tmp_path / "cache"))
    path = put(tmp_path / "policies", text=SOFT)
    settle(path, path.parent)
    chosen = ([], ["--deny", "missing-modal"], ["--allow", "missing-modal"], ["--deny", "warnings"], ["--strict"], [])
    for command in (["check"], ["build", "--out", str(tmp_path / "out")]):
        for options in chosen if command == ["check"] else [one for one in chosen if one != ["--strict"]]:
            kept = [plainly(*command, *options, path) for _ in range(2)]
            assert kept[0] == kept[1] == plainly(*command, *options, path, "--no-cache")
            assert kept[0].code == (1 if "--deny" in options or "--strict" in options else 0)


# The catalogue --------------------------------------------------------------------------------------


def test_which_codes_are_free() -> None:
    """All codes that a check of meaning gives can be chosen; none that stands for a mistake of form, or that only people find."""
    free = {code for code, entry in entries().items() if entry.settable}
    judged = {"claims", "contradictions", "obligations", "honesty", "style", "duties"}
    assert {code for code, entry in entries().items() if entry.group in judged} - free <= {"unknown-duty"}
    form = {"lines", "prose", "references", "declarations", "files", "policies", "outputs", "settings"}
    assert not {code for code in free if entries()[code].group in form}
    assert not free & {"unknown-name", "wrong-kind", "duplicate-name", "duplicate-id", "translation-missing", "unknown-code", "contradicts"}
    assert all(entries()[code].severity in SEVERITIES for code in free)


def test_choices_are_plain_data() -> None:
    """The same choices have the same key, in whatever order they were made; a code chosen twice alike is no contradiction."""
    first, refused = choose([("deny", "lost-link", 1), ("allow", "said-twice", 2), ("deny", "lost-link", 3)])
    second, _ = choose([("allow", "said-twice", 1), ("deny", "lost-link", 2)])
    assert first.key() == second.key() != Choices().key()
    assert not refused
