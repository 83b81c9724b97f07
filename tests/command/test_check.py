"""`plainly check`: which policies it finds, what it prints, how it exits."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import SOUND, inside, plainly, process, put

WARNING = SOUND.replace("never sell your", "sell your")
ERROR = SOUND.replace("@never sell email-address", "@never sell emial-address")


def test_clean(tmp_path: Path) -> None:
    """A clean policy prints nothing but a summary, on standard error, and exits 0."""
    ran = plainly("check", put(tmp_path))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Checked 1 policy with 1 fact: no problems.\n"


def test_warning(tmp_path: Path) -> None:
    """A warning is printed and exits 0; with --strict, 1."""
    path = put(tmp_path, text=WARNING)
    ran = plainly("check", path)
    assert ran.code == 0
    assert "warning[missing-modal]" in ran.out
    assert "1 warning." in ran.err
    assert plainly("check", "--strict", path).code == 1


def test_note_is_no_warning(tmp_path: Path) -> None:
    """A note is printed, and fails not even a strict check."""
    path = put(tmp_path, text=SOUND.split("\n@highlights")[0].replace("@highlight = prose", ""))
    ran = plainly("check", "--strict", path)
    assert ran.code == 0
    assert "note[missing-highlights]" in ran.out


def test_error(tmp_path: Path) -> None:
    """An error is printed with its line, a mark and a fix, and exits 1."""
    ran = plainly("check", put(tmp_path, text=ERROR))
    assert ran.code == 1
    assert "error[unknown-name]: There is no name “emial-address”." in ran.out
    assert "@never sell emial-address\n   |             ^^^^^^^^^^^^^" in ran.out
    assert "fix: Did you mean “email-address”?" in ran.out


def test_folders(tmp_path: Path) -> None:
    """A folder stands for its policies: `<id>/<id>.policy` and `*.policy` in it, not for shared files, translations or hidden ones."""
    put(tmp_path, "one")
    put(tmp_path, "two")
    put(tmp_path / ".hidden", "three")
    (tmp_path / "one" / "one.nl.policy").write_text("@translation nl of one\n")
    (tmp_path / "shared" / "parties.nl.policy").parent.mkdir()
    (tmp_path / "shared" / "parties.nl.policy").write_text("@translation nl of parties\n")
    (tmp_path / "shared" / "parties.policy").write_text('@party river "River"\n')
    (tmp_path / "four.policy").write_text(SOUND.replace("@policy example", "@policy four"))
    (tmp_path / "notes.txt").write_text("no policy")
    assert plainly("check", tmp_path).err.startswith("Checked 3 policies with 3 facts: ")


def test_default_folder(tmp_path: Path) -> None:
    """Without a path, the folder `policies` is meant."""
    put(tmp_path / "policies")
    with inside(tmp_path):
        assert plainly("check").code == 0


@pytest.mark.parametrize("path", ["nowhere", "nowhere.policy", "empty", "notes.txt", "x" * 5_000, "a\nb.policy", ""])
def test_misuse(tmp_path: Path, path: str) -> None:
    """A path that is not there, holds no policy or is none is wrong use: one sentence, exit 2."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("no policy")
    with inside(tmp_path / "empty" if not path else tmp_path):
        ran = plainly("check", path) if path else plainly("check")
    assert (ran.code, ran.out) == (2, "")
    assert "Error: " in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "arguments", [["chekc"], ["check", "--formt", "json"], ["check", "--format", "xml"], ["build", "--workers", "0"], ["read"]]
)
def test_wrong_options(arguments: list[str]) -> None:
    """An unknown command or option, or a value out of range, is wrong use: exit 2."""
    ran = plainly(*arguments)
    assert (ran.code, ran.out) == (2, "")


def test_unreadable_files(tmp_path: Path) -> None:
    """What cannot be opened is reported (file-unreadable) with the system's reason; other policies are checked all the same."""
    put(tmp_path, "good")
    (tmp_path / "folder" / "folder.policy").mkdir(parents=True)
    (tmp_path / "folder" / "folder.policy" / "inside.txt").write_text("")
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "gone.policy").symlink_to(tmp_path / "nowhere")
    ran = plainly("check", tmp_path, tmp_path / "good" / "good.policy")
    assert ran.code in {1, 2}
    assert "Traceback" not in ran.err
    assert "file-unreadable" in ran.out or "does not exist" in ran.err


def test_names_no_terminal_can_show(tmp_path: Path) -> None:
    """A file whose name is no text is checked, and reported with its bytes spelt out."""
    path = bytes(tmp_path) + b"/\xff\xfe.policy"
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(ERROR)
    except OSError:
        pytest.skip("the file system takes no such name")
    for form in ("text", "json", "github", "sarif"):
        ran = process("check", path, "--format", form)
        assert ran.code == 1
        assert "Traceback" not in ran.err
        assert "unknown-name" in ran.out


def test_two_policies_with_one_id(tmp_path: Path) -> None:
    """Two policies with one id are an error (two-policies-one-id): one would take the other's place."""
    put(tmp_path / "old", "example")
    put(tmp_path / "new", "example")
    ran = plainly("check", tmp_path / "old", tmp_path / "new")
    assert ran.code == 1
    assert "error[two-policies-one-id]" in ran.out
    assert ran.out.count("error[") == 1


def test_the_same_policy_twice(tmp_path: Path) -> None:
    """A policy that is named twice is checked once."""
    path = put(tmp_path)
    assert plainly("check", path, path, tmp_path).err.startswith("Checked 1 policy")
    with inside(tmp_path):
        assert plainly("check", "example", tmp_path / "example").err.startswith("Checked 1 policy")


def test_no_colour_for_programs(tmp_path: Path) -> None:
    """Colour is for terminals only: a pipe gets none, whatever TERM says."""
    ran = process("check", put(tmp_path, text=ERROR), TERM="xterm-256color")
    assert "\x1b" not in ran.out + ran.err
    assert "error[unknown-name]" in ran.out


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    """Output into a pipe that is closed early ends in silence."""
    import subprocess
    import sys

    path = put(tmp_path, text=SOUND + "@foo\n" * 5_000)
    command = f'"{sys.executable}" -m plainly.cli check "{path}" | head -n 1'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
