"""Results are kept while nothing changes, and never a moment longer."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from choosing import settle
from commands import SOUND, plainly, put

from plainly import driver
from plainly_dsl.choices import Choices
from plainly_dsl.diagnostics.catalogue import HEADER

WITH_INCLUDE = SOUND.replace(HEADER, HEADER + '@include "shared.policy"\n\n')
TRANSLATION = '@translation nl of example\n  title  "Privacyverklaring"\n'


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], int]:
    """An empty cache, and how often a policy has really been checked since."""
    monkeypatch.setenv("PLAINLY_CACHE", str(tmp_path / "cache"))
    done = []
    original = driver.check
    monkeypatch.setattr(driver, "check", lambda path, *given: done.append(path) or original(path, *given))
    return lambda: len(done)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A policy that was saved a while ago."""
    path = put(tmp_path / "policies", text=SOUND.replace("never sell your", "sell your"))
    settle(path, path.parent)
    return path


def test_second_run(checks: Callable[[], int], policy: Path) -> None:
    """The second run prints the same, to both streams and with the same code, without checking again."""
    first, second = plainly("check", policy), plainly("check", policy)
    assert first == second
    assert "missing-modal" in first.out
    assert checks() == 1


def test_other_arguments(checks: Callable[[], int], policy: Path) -> None:
    """Another format or strictness is another result; a folder that holds only this policy is not."""
    assert plainly("check", policy).code == 0
    assert plainly("check", "--strict", policy).code == 1
    assert plainly("check", "--format", "json", policy).out.startswith("[")
    assert plainly("check", policy.parent).code == 0
    assert checks() == 3


def test_no_cache(checks: Callable[[], int], policy: Path) -> None:
    """--no-cache checks again."""
    plainly("check", policy)
    plainly("check", "--no-cache", policy)
    assert checks() == 2


def test_changed_file(checks: Callable[[], int], policy: Path) -> None:
    """A changed file is checked again, even where neither its size nor its time has changed; a touched one is not."""
    plainly("check", policy)
    settle(policy)
    plainly("check", policy)
    assert checks() == 1
    status = policy.stat()
    policy.write_text(policy.read_text().replace("sell your e-mail address", "sold your e-mail address"))
    os.utime(policy, ns=(status.st_atime_ns, status.st_mtime_ns))
    plainly("check", policy)
    assert checks() == 2


def test_include(checks: Callable[[], int], tmp_path: Path) -> None:
    """An included file that changes, goes, comes or is overtaken by one nearer is noticed."""
    path = put(tmp_path / "policies", text=WITH_INCLUDE)
    shared, nearer = tmp_path / "policies" / "shared.policy", path.with_name("shared.policy")
    settle(path, path.parent)
    assert "include-missing" in plainly("check", path).out
    shared.write_text('@party river "River"\n')
    settle(shared)
    assert plainly("check", path) == plainly("check", path)
    assert plainly("check", path).out == ""
    assert checks() == 2
    shared.write_text("@party river River\n")
    settle(shared)
    assert "misspelt-name" in plainly("check", path).out
    nearer.write_text('@party river "River"\n')
    settle(nearer, path.parent)
    assert plainly("check", path).out == ""
    nearer.unlink()
    shared.unlink()
    settle(path.parent)
    assert "include-missing" in plainly("check", path).out
    assert checks() == 5


def test_translation(checks: Callable[[], int], policy: Path) -> None:
    """A translation that appears, changes or is accepted is noticed."""
    plainly("check", policy)
    beside = policy.with_name("example.nl.policy")
    beside.write_text(TRANSLATION)
    settle(beside, policy.parent)
    assert "accepted yet (1): title" in plainly("check", policy).out
    beside.write_text(TRANSLATION + "\n@collect name\n")
    settle(beside)
    assert "facts-in-translation" in plainly("check", policy).out
    plainly("i18n", "accept", policy)
    settle(policy.with_name("translations.lock"), policy.parent)
    assert "translation-new" not in plainly("check", policy).out
    assert checks() == 4


def test_translation_without_its_policy(checks: Callable[[], int], policy: Path) -> None:
    """A translation that belongs to no policy is noticed when it appears, and when it goes."""
    stray = policy.with_name("other.nl.policy")
    plainly("check", policy.parent)
    stray.write_text("@translation nl of other\n")
    assert "translation-without-policy" in plainly("check", policy.parent).out
    stray.unlink()
    settle(policy.parent)
    assert "translation-without-policy" not in plainly("check", policy.parent).out
    assert checks() >= 2


def test_a_new_policy_in_a_folder(checks: Callable[[], int], policy: Path) -> None:
    """A policy that appears in the folder is checked."""
    plainly("check", policy.parents[1])
    put(policy.parents[1], "other")
    assert "Checked 2 policies" in plainly("check", policy.parents[1]).err
    assert checks() == 3


@pytest.mark.usefixtures("permissions")
@pytest.mark.skipif(os.name != "posix", reason="needs permissions of that kind")
def test_unreadable_file_becomes_readable(checks: Callable[[], int], policy: Path) -> None:
    """A file that could not be read is tried again."""
    policy.chmod(0)
    assert "file-unreadable" in plainly("check", policy).out
    policy.chmod(0o600)
    assert "missing-modal" in plainly("check", policy).out
    assert checks() == 2


def test_saved_while_being_read(checks: Callable[[], int], policy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is saved while it is being checked is checked again next time."""
    original = driver.check

    def check(path: Path, *given: Choices) -> driver.Checked:
        result = original(path, *given)
        path.write_text(SOUND)
        return result

    with monkeypatch.context() as patch:
        patch.setattr(driver, "check", check)
        assert "missing-modal" in plainly("check", policy).out
    assert plainly("check", policy).out == ""


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"{}", b'{"files": 1}', b'{"files": {}, "output": 1}', b"\xff", b'{"files": []}'])
def test_damaged_cache(checks: Callable[[], int], policy: Path, tmp_path: Path, content: bytes) -> None:
    """A cache that cannot be understood is ignored and written anew."""
    expected = plainly("check", policy)
    (kept,) = (tmp_path / "cache" / "checks").iterdir()
    kept.write_bytes(content)
    assert plainly("check", policy) == expected
    assert plainly("check", policy) == expected
    assert checks() == 2


def test_cache_that_cannot_be_written(policy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a place for the cache everything works, only slower."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PLAINLY_CACHE", str(tmp_path / "file"))
    assert plainly("check", policy) == plainly("check", policy)
    assert "missing-modal" in plainly("check", policy).out


def test_another_compiler(checks: Callable[[], int], policy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result of another state of the compiler is not used."""
    plainly("check", policy)
    monkeypatch.setattr("plainly.cached.state", lambda: "changed")
    plainly("check", policy)
    assert checks() == 2
