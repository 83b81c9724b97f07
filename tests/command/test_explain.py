"""`plainly explain` and `plainly read`: what a word means, what a policy says."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import SOUND, plainly, put

from cases import POLICIES
from plainly import driver
from plainly_dsl import standard
from plainly_dsl.diagnostics.catalogue import entries
from plainly_dsl.tables import qualifiers, verbs

DESK = POLICIES / "desk-2014" / "desk-2014.policy"


@pytest.mark.parametrize("code", entries())
def test_code(code: str) -> None:
    """For a code: severity, title, reason, and the examples where there are any, of a translation with what it translates."""
    ran = plainly("explain", code)
    entry = entries()[code]
    assert ran.code == 0
    assert ran.out.startswith(f"{entry.severity} [{code}]: {entry.title}\n")
    lines = ran.out.split("\n")
    what = " (its translation into Dutch)" if entry.source else ""
    expected = [*["The policy:"] * bool(entry.source), *[f"Wrong{what}:", f"Right{what}:"] * bool(entry.bad)]
    assert [line for line in lines if line.startswith(("The policy:", "Wrong", "Right"))] == expected
    assert all(f"    {line}".rstrip() in ran.out for example in (entry.source, entry.bad, entry.good) for line in example.split("\n"))


@pytest.mark.parametrize("word", [*verbs(), *qualifiers()])
def test_word_of_the_language(word: str) -> None:
    """For a verb or qualifier: its meaning, what it takes, and the machine terms."""
    ran = plainly("explain", word)
    assert ran.code == 0
    row = verbs().get(word) or qualifiers()[word]
    assert row.meaning in ran.out
    assert "dpv:" in ran.out or "plainly:" in ran.out


@pytest.mark.parametrize("name", sorted(standard.entries())[::25])
def test_standard_name(name: str) -> None:
    """For a standard name: kind, label, definition, parents and the machine term."""
    ran = plainly("explain", name)
    assert ran.code == 0
    assert f"{name}: a standard name of kind {standard.entries()[name].kind}." in ran.out
    assert standard.wordings("en")[name].label in ran.out


def test_name_of_a_policy() -> None:
    """For a name that a policy declares: its label, members, and the clauses that state something of it."""
    ran = plainly("explain", "data-about-customers", DESK)
    assert ran.code == 0
    assert "declared by the policy" in ran.out
    assert "Data About Desk.com Customers" in ran.out
    assert "stated in: " in ran.out


def test_clause() -> None:
    """For a clause: where it stands, its scope, and its statements as sentences with the identities of their facts."""
    ran = plainly("explain", "safeguards", DESK)
    assert ran.code == 0
    assert ran.out.startswith("safeguards: a clause in ")
    assert "→ " in ran.out
    assert "safeguards.protect.data-about-customers." in ran.out


@pytest.mark.parametrize(("word", "near"), [("unkown-name", "unknown-name"), ("colect", "collect"), ("emial-address", "email-address")])
def test_near_miss(word: str, near: str) -> None:
    """For a misspelt word: exit 2 and the word that may be meant."""
    ran = plainly("explain", word)
    assert (ran.code, ran.out) == (2, "")
    assert f"Did you mean “{near}”?" in ran.err


@pytest.mark.parametrize("word", ["nothing-like-it-at-all", "", "{}", "%s", "x" * 5_000, "😀"])
def test_unknown(word: str) -> None:
    """For anything else: exit 2 and a sentence."""
    ran = plainly("explain", word)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Nothing is called ")


def test_explain_in_a_policy_with_mistakes(tmp_path: Path) -> None:
    """A policy with mistakes does not keep words from being explained."""
    path = put(tmp_path, text=SOUND.replace("@never sell", "@nevr sell"))
    assert plainly("explain", "unknown-directive", path).code == 0
    assert plainly("explain", "no-sale", path).code in {0, 2}


def test_read() -> None:
    """Each clause's words, and below them each of its statements as a sentence."""
    ran = plainly("read", DESK)
    assert ran.code == 0
    policy = driver.check(DESK).policy
    assert policy is not None
    for clause in policy.clauses:
        assert f"[{clause.id}]" in ran.out
    assert ran.out.count("→ ") > 100
    assert "{" not in ran.out


def test_read_with_mistakes(tmp_path: Path) -> None:
    """With mistakes, what could be read is printed; exit 1 and a hint."""
    ran = plainly("read", put(tmp_path, text=SOUND + "\n@foo\n"))
    assert ran.code == 1
    assert "run plainly check" in ran.err
    assert "We never sell your e-mail address." in ran.out
    ran = plainly("read", put(tmp_path, text="\0" * 5_000_000))
    assert ran.code == 1
    assert "too-large" in ran.out
