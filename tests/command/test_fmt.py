"""`plainly fmt`: files in canonical form, replaced in one step, nothing else changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from commands import SOUND, contents, plainly, put

UNTIDY = SOUND.replace('  title       "', '  title "').replace("@never sell email-address", "@never   sell  email-address")


def test_formats(tmp_path: Path) -> None:
    """A file that is not in canonical form is named and replaced; a second run changes nothing."""
    path = put(tmp_path, text=UNTIDY)
    ran = plainly("fmt", path)
    assert (ran.code, ran.out) == (0, f"{path}\n")
    assert path.read_text() == SOUND
    assert plainly("fmt", path) == (0, "", "0 files changed, 1 already in canonical form.\n")


def test_check_changes_nothing(tmp_path: Path) -> None:
    """--check names the file, exits 1 and leaves it alone; for a canonical file it exits 0."""
    path = put(tmp_path, text=UNTIDY)
    before = contents(tmp_path)
    assert plainly("fmt", "--check", path) == (1, f"{path}\n", "1 file would change, 0 already in canonical form.\n")
    assert contents(tmp_path) == before
    assert plainly("fmt", "--check", put(tmp_path)).code == 0


@pytest.mark.skipif(os.name != "posix", reason="needs permissions of that kind")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755])
def test_permissions(tmp_path: Path, mode: int) -> None:
    """A file's permissions stay, and nothing is left beside it."""
    path = put(tmp_path, text=UNTIDY)
    path.chmod(mode)
    plainly("fmt", path)
    assert path.stat().st_mode & 0o777 == mode
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_symbolic_link(tmp_path: Path) -> None:
    """Of a symbolic link the file is replaced, not the link."""
    real = put(tmp_path / "real", text=UNTIDY)
    link = tmp_path / "example.policy"
    link.symlink_to(real)
    plainly("fmt", link)
    assert link.is_symlink()
    assert real.read_text() == SOUND


def test_windows_file(tmp_path: Path) -> None:
    """A byte order mark goes, and lines end in a line feed."""
    path = put(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    plainly("fmt", path)
    assert path.read_bytes() == SOUND.encode()


def test_mistakes_stay(tmp_path: Path) -> None:
    """A block with a mistake stays as it is; the blocks around it are formatted."""
    path = put(tmp_path, text=UNTIDY.replace("@highlight =", "@hilight    ="))
    plainly("fmt", path)
    assert path.read_text() == SOUND.replace("@highlight =", "@hilight    =")


@pytest.mark.parametrize("data", [b"@policy x\n\xff\n", b"@note \0\n", b"@note " + b"x" * 30_000, b"x" * 4_000_001, SOUND.encode("utf-16")])
def test_what_cannot_be_read_is_left_alone(tmp_path: Path, data: bytes) -> None:
    """A file that is not UTF-8, or holds what would be lost, is reported and not touched."""
    path = put(tmp_path)
    path.write_bytes(data)
    ran = plainly("fmt", path)
    assert ran.code == 1
    assert "error[" in ran.out
    assert path.read_bytes() == data


def test_translations_too(tmp_path: Path) -> None:
    """A translation can be formatted by its own name."""
    path = put(tmp_path).with_name("example.nl.policy")
    path.write_text("@translation   nl  of example\n")
    assert plainly("fmt", path).code == 0
    assert path.read_text() == "@translation nl of example\n"


def test_translations_in_a_folder(tmp_path: Path) -> None:
    """A folder's translations are formatted with their policies; a policy that is named is formatted alone."""
    path = put(tmp_path)
    beside = path.with_name("example.nl.policy")
    beside.write_text("@translation   nl  of example\n")
    assert plainly("fmt", path).code == 0
    assert beside.read_text() == "@translation   nl  of example\n"
    assert plainly("fmt", tmp_path).out == f"{beside}\n"
    assert beside.read_text() == "@translation nl of example\n"


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new text cannot be written, the old one stays, whole."""
    path = put(tmp_path, text=UNTIDY)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    ran = plainly("fmt", path)
    assert ran.code == 1
    assert "No space left on device" in ran.out
    assert path.read_text() == UNTIDY
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
