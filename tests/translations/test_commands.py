"""`plainly i18n status` and `accept`, as people use them: what they print, what they write, how they exit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from meadow import DUTCH, SWEDISH, UNITS, beside, change, lock, record, run, settled, write

from cases import check_text
from plainly import driver

HALF_DONE = """\
meadow
  nl  9 of 11 done, 1 missing, 1 stale
    missing  section:sharing
      now: Sharing
    stale    group:collected
      was: ⟦Information⟧ collected
      now: ⟦What is⟧ collected
      nl:  Verzamelde gegevens
  sv  10 of 11 done, 1 stale
    stale    group:collected
      was: ⟦Information⟧ collected
      now: ⟦What is⟧ collected
      sv:  Insamlade uppgifter
"""


def half_done(folder: Path) -> Path:
    """The policy with one part missing in Dutch, and one stale in both languages."""
    path = settled(folder)
    change(beside(path, "nl"), "# Delen {#sharing}\n\n", "")
    change(path, '"Information collected"', '"What is collected"')
    return path


# Status ---------------------------------------------------------------------------------------------


def test_complete(tmp_path: Path) -> None:
    """When everything is done, a line a language, and exit code 0."""
    path = settled(tmp_path)
    expected = (0, "meadow\n  nl  11 of 11 done\n  sv  11 of 11 done\n", "All translations are complete.\n")
    assert run("i18n", "status", path) == expected
    assert run("i18n", "status", tmp_path) == expected
    assert run("i18n", "status", beside(path, "nl")) == expected


def test_what_is_open(tmp_path: Path) -> None:
    """What is open, with the old and the new words of the source and what has changed in them; exit code 1."""
    assert run("i18n", "status", half_done(tmp_path)) == (1, HALF_DONE, "Some translations are not complete.\n")


def test_new_units(tmp_path: Path) -> None:
    """Units that nobody has accepted are shown beside their source."""
    code, out, _ = run("i18n", "status", write(tmp_path, nl=DUTCH))
    assert code == 1
    assert "  nl  0 of 11 done, 11 new\n" in out
    assert "    new      title\n      now: Privacy statement\n      nl:  Privacyverklaring\n" in out


def test_for_programs(tmp_path: Path) -> None:
    """With --format json the same as one object: policy, language, counts and what is open."""
    code, out, _ = run("i18n", "status", half_done(tmp_path), "--format", "json")
    stale = {"unit": "group:collected", "state": "stale", "before": "Information collected", "source": "What is collected"}
    missing = {"unit": "section:sharing", "state": "missing", "source": "Sharing"}
    assert code == 1
    assert json.loads(out) == {
        "meadow": {
            "nl": {"units": 11, "done": 9, "open": [missing, {**stale, "translation": "Verzamelde gegevens"}]},
            "sv": {"units": 11, "done": 10, "open": [{**stale, "translation": "Insamlade uppgifter"}]},
        }
    }


def test_no_translations(tmp_path: Path) -> None:
    """A policy without translations has nothing open."""
    path = settled(tmp_path, nl=DUTCH)
    beside(path, "nl").unlink()
    assert run("i18n", "status", path) == (0, "meadow\n  no translations\n", "All translations are complete.\n")
    assert run("i18n", "status", path, "--format", "json")[:2] == (0, '{\n "meadow": {}\n}\n')


def test_unreadable_policy(tmp_path: Path) -> None:
    """A policy that cannot be read is reported, and nothing is called complete."""
    settled(tmp_path)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "bad.policy").write_bytes(b"\xff\xfe")
    code, out, err = run("i18n", "status", tmp_path)
    assert (code, err) == (1, "Some translations are not complete.\n")
    assert "error[not-utf8]" in out
    assert "  nl  11 of 11 done\n" in out


def test_choices_change_no_state(tmp_path: Path) -> None:
    """What becomes of an incomplete translation is for readers; translators see what is open all the same."""
    path = half_done(tmp_path)
    change(path, "  effective ", "  translations  nl hide-locale, sv source-with-banner\n  effective ")
    assert run("i18n", "status", path)[:2] == (1, HALF_DONE)


# Accept ---------------------------------------------------------------------------------------------


def test_accept_all(tmp_path: Path) -> None:
    """Without options all that is new or stale; the policy is then publishable, and a second time there is nothing to do."""
    path = write(tmp_path)
    code, out, err = run("i18n", "accept", path)
    assert (code, err) == (0, "22 accepted.\n")
    assert out == "".join(f"meadow {locale} {unit}\n" for locale in ("nl", "sv") for unit in UNITS)
    assert driver.check(path).publishable
    assert run("i18n", "accept", path) == (0, "", "0 accepted.\n")


def test_accept_does_not_invent(tmp_path: Path) -> None:
    """What is missing cannot be accepted."""
    path = half_done(tmp_path)
    assert run("i18n", "accept", path)[1] == "meadow nl group:collected\nmeadow sv group:collected\n"
    assert "  nl  10 of 11 done, 1 missing\n    missing  section:sharing\n" in run("i18n", "status", path)[1]


def test_accept_one_language(tmp_path: Path) -> None:
    """With --locale only that language, several where it is given several times."""
    path = write(tmp_path)
    assert run("i18n", "accept", path, "--locale", "sv")[2] == "11 accepted.\n"
    assert set(record(path)["made-from"]) == {"sv"}
    assert run("i18n", "accept", path, "--locale", "nl", "--locale", "sv")[2] == "11 accepted.\n"


def test_accept_one_unit(tmp_path: Path) -> None:
    """With --unit only that unit, in each language."""
    path = write(tmp_path)
    assert run("i18n", "accept", path, "--unit", "title", "--unit", "clause:joining")[2] == "4 accepted.\n"
    made = record(path)["made-from"]
    assert [set(made[locale]) for locale in ("nl", "sv")] == [{"title", "clause:joining"}] * 2


@pytest.mark.parametrize(
    "options",
    [
        ("--minor",),
        ("--minor", "--who", "Anna"),
        ("--minor", "--why", "Small."),
        ("--minor", "--who", "", "--why", "Small."),
        ("--who", "Anna"),
        ("--who", "Anna", "--why", "Small."),
        ("--locale", "fr"),
        ("--locale", "xx"),
        ("--locale", "en"),
        ("--unit", "clause:other"),
        ("--unit", "titel"),
        ("--all",),
    ],
)
def test_wrong_use_of_accept(tmp_path: Path, options: tuple[str, ...]) -> None:
    """Options that do not belong together, a language or unit that is not there: exit code 2, one sentence, nothing written."""
    path = write(tmp_path)
    code, out, err = run("i18n", "accept", path, *options)
    assert (code, out) == (2, "")
    assert err
    assert not lock(path).exists()


@pytest.mark.parametrize(
    "arguments",
    [("statsu",), ("status", "nowhere"), ("status", "--format", "xml"), ("accept", "nowhere"), ("export", "nowhere"), ("import",), ()],
)
def test_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    """An unknown command, path, option or a missing argument is wrong use: exit code 2, and nothing on standard output."""
    monkeypatch.chdir(tmp_path)
    code, out, err = run("i18n", *arguments)
    assert (code, out) == (2, "")
    assert "Usage: " in err


def test_unknown_language_of_an_export(tmp_path: Path) -> None:
    """A language there are no words for is reported with those there are (unknown-language); nothing is written."""
    code, out, err = run("i18n", "export", write(tmp_path), "--locale", "nll", "--out", tmp_path / "out")
    assert (code, err) == (1, "Nothing was exported.\n")
    assert "error[unknown-language]: The language “nll” is not supported." in out
    assert not (tmp_path / "out").exists()


def test_read_only_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the record cannot be written, that is reported (output-unwritable), and the old one stays."""
    path = half_done(tmp_path)
    before = lock(path).read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    code, out, err = run("i18n", "accept", path)
    assert (code, err) == (1, "Nothing more was written.\n")
    assert "error[output-unwritable]" in out
    assert "Permission denied" in out
    assert lock(path).read_bytes() == before


def test_several_policies(tmp_path: Path) -> None:
    """Each policy has its own record; commands take a folder of policies."""
    first = write(tmp_path / "a")
    second = write(tmp_path / "b", nl=DUTCH)
    assert run("i18n", "accept", first, second)[2] == "33 accepted.\n"
    assert record(first)["made-from"].keys() == {"nl", "sv"}
    assert record(second)["made-from"].keys() == {"nl"}


def test_a_policy_with_mistakes(tmp_path: Path) -> None:
    """Mistakes elsewhere keep nobody from translating: what can be read has its states."""
    path = settled(tmp_path, nl=DUTCH, sv=SWEDISH)
    change(path, "@keep name", "@kepe name")
    assert run("i18n", "status", path)[:2] == (0, "meadow\n  nl  11 of 11 done\n  sv  11 of 11 done\n")


def test_a_notice_is_no_policy_to_translate(tmp_path: Path) -> None:
    """A `notice.json` has no translations of its own to work on."""
    checked = check_text(tmp_path, "{}", "notice")
    notice = checked.path.with_suffix(".json")
    checked.path.rename(notice)
    assert run("i18n", "status", notice)[:2] == (0, "")
