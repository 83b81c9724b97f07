"""`@acknowledge`: findings that a policy knows of stay in the report, count for nothing, and are missed when they are gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import SOUND, plainly, put

from plainly import driver
from plainly_dsl.diagnostics.catalogue import HEADER, entries, frame

REASON = "the source says so."
BECAUSE = f"because {REASON}"
#: A clause that says more softly what its statement denies.
SOFT = SOUND.replace("never sell your", "sell your")
LINKED = HEADER + '@link survey "our survey" lost\n\n'
TWO = (
    "# Our practices {{#practices}}\n\n@clause first\n\nWe never sell your e-mail address.\n\n@never sell email-address\n{first}\n"
    "@clause second\n\nWe collect your phone number. See {{survey}}.\n\n@collect phone-number\n{second}"
)


def acknowledging(code: str, text: str = SOFT) -> str:
    """A policy whose clause acknowledges a code."""
    return text.replace("@highlight ", f"@acknowledge {code} {BECAUSE}\n@highlight ")


def two(first: str = "", second: str = "") -> str:
    """A policy of two clauses with a lost link, each acknowledging the code that is given for it."""
    lines = {name: f"@acknowledge {code} {BECAUSE}\n" if code else "" for name, code in (("first", first), ("second", second))}
    return LINKED + TWO.format(**lines)


def found(path: Path) -> tuple[list[str], list[str]]:
    """Codes of what is to be mended and of what is acknowledged; notes about a missing summary aside."""
    checked = driver.check(path)
    return [d.code for d in checked.diagnostics if d.code != "missing-highlights"], [d.code for d in checked.acknowledged]


def test_text(tmp_path: Path) -> None:
    """In text an acknowledged finding is one line with its reason; it counts apart and fails nothing, not even a strict check."""
    path = put(tmp_path, text=acknowledging("missing-modal"))
    ran = plainly("check", "--strict", path)
    assert ran.code == 0
    line = next(number for number, text in enumerate(path.read_text().splitlines(), 1) if text.startswith("@never"))
    assert ran.out.startswith(f"acknowledged[missing-modal] {path}:{line}: ")
    assert ran.out.endswith(f" — because {REASON}\n")
    assert ran.out.count("\n") == 1
    assert ran.err == "Checked 1 policy with 1 fact: no problems, 1 acknowledged.\n"


def test_text_with_others(tmp_path: Path) -> None:
    """What is to be mended stands last, below the acknowledged ones and an empty line, and is counted without them."""
    text = acknowledging("missing-modal").replace(
        "@highlights", "@clause other\n\nWe sell your phone number.\n\n@never sell phone-number\n\n@highlights"
    )
    ran = plainly("check", put(tmp_path, text=text))
    acknowledged, _, rest = ran.out.partition("\n\n")
    assert acknowledged.count("\n") == 0
    assert rest.startswith("warning[missing-modal]: ")
    assert ran.err.endswith(": 1 warning, 1 acknowledged.\n")


def test_json(tmp_path: Path) -> None:
    """In JSON the finding has all it had, and the reason under `acknowledged`; no other has that key."""
    (before,) = json.loads(plainly("check", "--format", "json", put(tmp_path, "before", SOFT)).out)
    (after,) = json.loads(plainly("check", "--format", "json", put(tmp_path, "after", acknowledging("missing-modal"))).out)
    assert after.pop("acknowledged") == REASON
    assert {**after, "file": ""} == {**before, "file": ""}


def test_sarif(tmp_path: Path) -> None:
    """In SARIF the finding is a result that is suppressed in the source, with its reason (SARIF 2.1.0, 3.27.23 and 3.35)."""
    (run,) = json.loads(plainly("check", "--format", "sarif", put(tmp_path, text=acknowledging("missing-modal"))).out)["runs"]
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("missing-modal", "warning")
    assert result["suppressions"] == [{"kind": "inSource", "justification": REASON}]
    (run,) = json.loads(plainly("check", "--format", "sarif", put(tmp_path, text=SOFT)).out)["runs"]
    assert "suppressions" not in run["results"][0]


def test_github(tmp_path: Path) -> None:
    """GitHub is told only what is to be mended."""
    ran = plainly("check", "--format", "github", put(tmp_path, text=acknowledging("missing-modal")))
    assert ran.out == ""
    assert ran.err.endswith("no problems, 1 acknowledged.\n")


def test_build(tmp_path: Path) -> None:
    """A build publishes the policy, tells of the finding in the same line, and does so again where everything is kept."""
    path = put(tmp_path / "policies", text=acknowledging("missing-modal"))
    first, second = (plainly("build", path, "--out", tmp_path / "out") for _ in range(2))
    assert first == second
    assert first.out == plainly("check", path).out
    assert "no problems, 1 acknowledged." in first.err


@pytest.mark.parametrize(
    ("first", "second", "mended", "acknowledged"),
    [
        ("", "", ["lost-link"], []),
        ("lost-link", "", [], ["lost-link"]),
        ("", "lost-link", ["lost-link", "unused-acknowledgement"], []),
        ("missing-modal", "", ["lost-link", "unused-acknowledgement"], []),
        ("joint-reading", "contradicts", ["lost-link"], []),
        ("lost-link", "joint-reading", [], ["lost-link"]),
    ],
)
def test_which_clause(tmp_path: Path, first: str, second: str, mended: list[str], acknowledged: list[str]) -> None:
    """What stands in no clause is acknowledged in the policy's first one only; codes that people find are never missed."""
    assert found(put(tmp_path, text=two(first, second))) == (mended, acknowledged)


def test_other_clause(tmp_path: Path) -> None:
    """A finding in a clause is settled by that clause alone: an acknowledgement in another one settles nothing."""
    other = f"@clause other\n\nWe never sell your phone number.\n\n@never sell phone-number\n@acknowledge missing-modal {BECAUSE}\n\n@highlights"
    assert found(put(tmp_path, text=SOFT.replace("@highlights", other))) == (["missing-modal", "unused-acknowledgement"], [])


@pytest.mark.parametrize(
    ("code", "body", "where"),
    [
        ("said-twice", "@never sell email-address\n@never sell email-address\n", "clause"),
        ("unused-condition", "@never sell email-address when ?asked\n", "clause"),
        ("heading-level-skipped", "@never sell email-address\n\n### Below {#below}\n", "first"),
    ],
)
def test_findings_of_the_language(tmp_path: Path, code: str, body: str, where: str) -> None:
    """What the language reports and settings may change is acknowledged alike: in its clause, for a heading in the first one."""
    first, last = (f"@acknowledge {code} {BECAUSE}\n" if where == one else "" for one in ("first", "clause"))
    words = (
        "We never sell your e-mail address [if]{?asked} you ask.\n"
        if code == "unused-condition"
        else "We never sell your e-mail address.\n"
    )
    text = (
        f"{HEADER}# Our practices {{#practices}}\n\n@clause first\n\nWe collect your {{phone-number}}.\n\n@collect phone-number\n{first}\n"
    )
    clause = "@clause second\n\n" + words + "\n"
    plain = body.replace(" when ?asked", "") if code == "unused-condition" else body
    head, _, rest = plain.partition("\n\n")
    path = put(tmp_path, text=f"{text}{clause}{head.rstrip()}\n{last}\n{rest}")
    assert found(path) == ([], [code])
    path.write_text(path.read_text().replace(f"@acknowledge {code} {BECAUSE}\n", ""))
    assert found(path) == ([code], [])


def test_unused_is_found_and_mended(tmp_path: Path) -> None:
    """An acknowledgement that has outlived its finding is a warning at its code, and gone when its line is."""
    path = put(tmp_path, text=acknowledging("missing-modal", SOUND))
    ran = plainly("check", "--strict", path)
    assert ran.code == 1
    assert ran.out.startswith("warning[unused-acknowledgement]: Nothing called missing-modal is found in this clause")
    assert f"| @acknowledge missing-modal {BECAUSE}\n   |              ^^^^^^^^^^^^^\n" in ran.out
    path.write_text(SOUND)
    assert plainly("check", "--strict", path) == (0, "", "Checked 1 policy with 1 fact: no problems.\n")


def test_form_cannot_be_acknowledged(tmp_path: Path) -> None:
    """A mistake of form stays an error whatever the clause says."""
    path = put(tmp_path, text=acknowledging("unknown-name", SOUND.replace("e-mail address", "{nobody}", 1)))
    mended, acknowledged = found(path)
    assert "unknown-name" in mended
    assert not acknowledged


def test_mistakes_hide_what_is_unused(tmp_path: Path) -> None:
    """While a statement cannot be read, nothing is said of acknowledgements that it may be the cause of."""
    path = put(tmp_path, text=acknowledging("missing-modal").replace("@never sell email-address", "@never sell email-adress"))
    assert "unused-acknowledgement" not in found(path)[0]


def test_mistakes_hide_what_is_lacking(tmp_path: Path) -> None:
    """While a name cannot be read, nothing is said of what the policy as a whole lacks: it may be lost to that mistake."""
    text = frame(entries()["shared-not-collected"].bad)
    path = put(tmp_path, text=text)
    assert found(path) == (["shared-not-collected"], [])
    path.write_text(text + "\n@never sell email-adress\n")
    assert found(path) == (["unknown-name"], [])


def test_two_reasons(tmp_path: Path) -> None:
    """A code that is acknowledged twice in a clause has both reasons."""
    text = acknowledging("missing-modal", acknowledging("missing-modal").replace(REASON, "it is known."))
    (known,) = driver.check(put(tmp_path, text=text)).acknowledged
    assert sorted(known.acknowledged.split(". ")) == ["it is known", REASON]


def test_notice_json(tmp_path: Path) -> None:
    """A policy document of another program is told the same: its acknowledged findings, and at the right line what settles nothing."""
    path = put(tmp_path / "policies", text=acknowledging("missing-modal"))
    assert plainly("build", path, "--out", tmp_path / "out").code == 0
    notice = tmp_path / "out" / "example" / "notice.json"
    ran = plainly("check", notice)
    assert ran.out.startswith(f"acknowledged[missing-modal] {notice}:")
    assert ran.err.endswith("no problems, 1 acknowledged.\n")
    document = json.loads(notice.read_text())
    document["clauses"][0]["acknowledged"][0]["code"] = "no-such-code"
    foreign = tmp_path / "other.json"
    foreign.write_text(json.dumps(document, indent=1))
    (unused,) = (
        record for record in json.loads(plainly("check", "--format", "json", foreign).out) if record["code"] == "unused-acknowledgement"
    )
    lines = foreign.read_text().splitlines()
    assert '"code": "no-such-code"' in "".join(lines[unused["line"] - 1 : unused["line"] + 2])


def test_machine_notice(tmp_path: Path) -> None:
    """The machine notice holds the acknowledgement, so the policy read back from it is told the same."""
    path = put(tmp_path / "policies", text=acknowledging("missing-modal"))
    assert plainly("build", path, "--out", tmp_path / "out").code == 0
    assert plainly("check", tmp_path / "out" / "example" / "notice.ttl").err.endswith("no problems, 1 acknowledged.\n")
