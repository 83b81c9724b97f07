"""`plainly coverage`, and what `plainly check` says of duties."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import SOUND, plainly, put
from held import REGIMES

from plainly.regimes.regime import laws
from plainly_dsl.diagnostics.catalogue import entries

#: Says what Art. 13 of the ePrivacy Directive asks for; its newsletter can be stopped.
NEWS = entries()["duty-missing"].good
#: The same without a word of how to stop it.
ENDLESS = entries()["duty-missing"].bad
WAIVER = "\n@waive eprivacy-13-2 because the newsletter goes out by post.\n"


def test_text(tmp_path: Path) -> None:
    """Each duty of the declared laws is shown with its citation, its name, and what says it or lacks; missing ones first."""
    ran = plainly("coverage", put(tmp_path, text=ENDLESS))
    assert ran.code == 0
    assert ran.err == "Held 1 policy against 2 duties: 1 missing, 1 met.\n"
    missing, met = (ran.out.index(f"    {word} ") for word in ("missing", "met"))
    assert missing < met
    assert "Art. 13(2)  How to stop them  [eprivacy-13-2]" in ran.out[missing:met]
    assert "lacks: that marketing can be stopped; a way to stop it in each message\n" in ran.out[missing:met]
    assert "write: Say that people can stop marketing messages" in ran.out[missing:met]
    assert "said in news\n" in ran.out[met:]
    assert "Does not apply: it does only where the policy says that cookies" in ran.out


def test_denied_by_settings(tmp_path: Path) -> None:
    """A project that makes each missing duty an error still gets its report, which is about just these; other errors prevent it."""
    path = put(tmp_path, text=ENDLESS)
    (tmp_path / "plainly.toml").write_text('deny = ["warnings", "duty-missing"]')
    assert plainly("check", path).code == 1
    assert (ran := plainly("coverage", path)).code == 0
    assert ran.err == "Held 1 policy against 2 duties: 1 missing, 1 met.\n"
    path.write_text(ENDLESS + "\n@collect nobody\n")
    assert (ran := plainly("coverage", path)).code == 1
    assert "is not judged, because it has " in ran.err


def test_met_waived_and_not_applicable(tmp_path: Path) -> None:
    """A waived duty shows its reason, one that does not apply when it would."""
    assert plainly("coverage", put(tmp_path, text=NEWS)).err == "Held 1 policy against 2 duties: 2 met.\n"
    waived = plainly("coverage", put(tmp_path, text=ENDLESS + WAIVER))
    assert waived.err == "Held 1 policy against 2 duties: 1 met, 1 waived.\n"
    assert "because the newsletter goes out by post.\n" in waived.out
    asked = plainly("coverage", put(tmp_path, text=NEWS), "--regime", "gdpr-13")
    assert "asked only where the policy" in asked.out
    assert "said in the header and @party meadow" in " ".join(asked.out.split())


def test_regimes_that_are_asked_for(tmp_path: Path) -> None:
    """`--regime` takes a law or one of its lists of duties, several times, each list once, whatever the policy declares."""
    path = put(tmp_path)
    one = plainly("coverage", path, "--regime", "gdpr-13").out
    both = plainly("coverage", path, "--regime", "gdpr-14", "--regime", "gdpr").out
    assert "[gdpr-13]" in one
    assert "[gdpr-14]" not in one
    assert both.count("[gdpr-13]\n") == both.count("[gdpr-14]\n") == 1
    assert both.index("[gdpr-14]\n") < both.index("[gdpr-13]\n")


def test_no_law_is_declared(tmp_path: Path) -> None:
    """Without a law there is nothing to hold a policy against: it is said how to ask, and which laws there are."""
    ran = plainly("coverage", put(tmp_path))
    assert (ran.code, ran.err) == (0, "Held 1 policy against 0 duties.\n")
    words = " ".join(ran.out.split())
    assert "It declares no law to be held against." in words
    assert "ask with --regime gdpr." in words
    assert all(law in words for law in laws())


def test_a_law_nobody_wrote_down(tmp_path: Path) -> None:
    """A law without duties here is named as such, not taken as one that asks for nothing."""
    text = ENDLESS.replace("eprivacy", "popia")
    assert "popia" not in laws()
    assert "Nobody has written down yet what popia asks for." in plainly("coverage", put(tmp_path, text=text)).out


def test_silence_is_told(tmp_path: Path) -> None:
    """Topics that the policy is silent of on purpose are told; silence meets no duty."""
    before = plainly("coverage", put(tmp_path, text=ENDLESS))
    ran = plainly("coverage", put(tmp_path, text=ENDLESS.replace("  regime ", "  silent  rights, minors\n  regime ")))
    assert "On purpose it says nothing of rights and minors." in ran.out
    assert ran.err == before.err


def test_json(tmp_path: Path) -> None:
    """For programs: a list with a record for each policy, with the states of all duties."""
    records = json.loads(plainly("coverage", put(tmp_path, text=ENDLESS), "--format", "json", "--base", "https://a.example/p").out)
    assert [record["policy"]["id"] for record in records] == ["example"]
    assert records[0]["policy"]["address"] == "https://a.example/p/example/"
    states = {duty["id"]: duty["state"] for regime in records[0]["regimes"] for duty in regime["duties"]}
    assert states == {"eprivacy-13-1": "met", "eprivacy-13-2": "missing"}


def test_markdown(tmp_path: Path) -> None:
    """For pages: the report as Markdown."""
    out = plainly("coverage", put(tmp_path, text=ENDLESS), "--format", "markdown").out
    assert out.startswith("#")
    assert "How to stop them" in out


def test_several_policies(tmp_path: Path) -> None:
    """A folder stands for its policies; the summary counts the duties of all."""
    put(tmp_path, "one", ENDLESS)
    put(tmp_path, "two", NEWS)
    ran = plainly("coverage", tmp_path)
    assert [line for line in ran.out.split("\n") if line and line[0] != " "] == ["one: Privacy statement", "two: Privacy statement"]
    assert ran.err == "Held 2 policies against 4 duties: 1 missing, 3 met.\n"


def test_errors(tmp_path: Path) -> None:
    """A policy with errors is not judged; it is named, the others are reported, and the command exits 1."""
    bad = put(tmp_path, "bad", SOUND.replace("@never sell email", "@never sell emial"))
    put(tmp_path, "good", NEWS)
    ran = plainly("coverage", tmp_path)
    assert ran.code == 1
    assert ran.err.startswith(f"{bad} is not judged, because it has 1 error: run plainly check.\n")
    assert "good: Privacy statement" in ran.out
    assert "bad: " not in ran.out


@pytest.mark.parametrize(("word", "told"), [("gdrp", "Did you mean “gdpr”?"), ("nothing-alike", "It knows ")])
def test_unknown_regime(tmp_path: Path, word: str, told: str) -> None:
    """A law nobody knows is wrong use: the nearest is proposed, and all are named."""
    ran = plainly("coverage", put(tmp_path), "--regime", word)
    assert (ran.code, ran.out) == (2, "")
    assert f"“{word}” is no law that plainly knows." in ran.err
    assert told in ran.err
    assert all(name in ran.err for name in REGIMES)


def test_wrong_use(tmp_path: Path) -> None:
    """An address that is none, or a file that is not there, is wrong use."""
    assert plainly("coverage", put(tmp_path), "--base", "nowhere").code == 2
    assert plainly("coverage", tmp_path / "missing.policy").code == 2


# What a check says --------------------------------------------------------------------------------


def test_findings_stand_at_the_law(tmp_path: Path) -> None:
    """What is missing is a warning at the law in the header, with the article, what to write, and how to waive it."""
    ran = plainly("check", put(tmp_path, text=ENDLESS))
    assert ran.code == 0
    assert "warning[duty-missing]: The policy does not say what the ePrivacy Directive asks for in Art. 13(2): that marketing" in ran.out
    assert "6 |   regime      eprivacy\n  |               ^^^^^^^^\n" in ran.out
    assert "fix: Say that people can stop marketing messages" in ran.out
    assert "Where the duty does not apply to you, write “@waive eprivacy-13-2 because …” with the reason;" in ran.out
    assert "if your source really leaves it out, write at the end of the first clause “@acknowledge eprivacy-13-2 because …”." in ran.out


def test_waivers_that_name_no_duty(tmp_path: Path) -> None:
    """A misspelt waiver is reported with the duty that was meant, and that duty not as missing too."""
    ran = plainly("check", put(tmp_path, text=ENDLESS + WAIVER.replace("13-2", "132")))
    assert ran.code == 1
    assert "error[unknown-duty]: No law has a duty “eprivacy-132”." in ran.out
    assert "fix: Did you mean “eprivacy-13-2”?" in ran.out
    assert "duty-missing" not in ran.out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (NEWS + WAIVER, "the policy meets it"),
        (ENDLESS + WAIVER + WAIVER, "another @waive names it already"),
        (ENDLESS + WAIVER + WAIVER.replace("eprivacy-13-2", "gdpr-13-1-a"), "it belongs to “gdpr”, which the policy does not declare"),
    ],
)
def test_waivers_that_change_nothing(tmp_path: Path, text: str, told: str) -> None:
    """A waiver of a duty that is met, waived already, or of a law that is not declared, is a warning at the waiver."""
    ran = plainly("check", put(tmp_path, text=text))
    assert (ran.code, ran.err.split(": ")[1]) == (0, "1 warning, 1 note.\n")
    assert "warning[unused-waiver]: The duty “" in ran.out
    assert told in ran.out
    assert "| @waive " in ran.out


def test_waiver_that_settles(tmp_path: Path) -> None:
    """A waiver with a reason settles a missing duty: nothing is reported."""
    ran = plainly("check", "--strict", put(tmp_path, text=ENDLESS + WAIVER))
    assert ran.code == 0
    assert "duty" not in ran.out
