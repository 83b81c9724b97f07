"""`notice.json` as a source: what another front end, or an attacker, may have written."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import SOUND, contents, plainly, put

from plainly import driver

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The document of a sound policy."""
    folder = tmp_path_factory.mktemp("notice")
    assert plainly("build", put(folder / "policies"), "--out", folder / "output").code == 0
    document: dict[str, Any] = json.loads((folder / "output" / "example" / "notice.json").read_text())
    return document


def check(folder: Path, content: Any) -> driver.Checked:
    """Checks a notice: bytes as they are, else as JSON."""
    path = folder / "notice.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return driver.check(path)


def codes(checked: driver.Checked) -> set[str]:
    """Codes of what was found."""
    return {d.code for d in checked.diagnostics}


def changed(notice: dict[str, Any], change: Change) -> dict[str, Any]:
    """The document with a change."""
    document = copy.deepcopy(notice)
    change(document)
    return document


def test_sound(tmp_path: Path, notice: dict[str, Any]) -> None:
    """A notice that the compiler wrote is clean, and is built into the same files."""
    assert codes(check(tmp_path, notice)) == set()
    assert plainly("build", put(tmp_path / "policies"), "--out", tmp_path / "one").code == 0
    assert plainly("build", tmp_path / "notice.json", "--out", tmp_path / "two").code == 0
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert {path: data for path, data in one.items() if path != "manifest.json"} == {p: d for p, d in two.items() if p != "manifest.json"}


NO_JSON = [
    b"", b" ", b"{", b'{"a": }', b"\xff\xfe", b"\0", b"nul", b"NaN", b'{"amount": Infinity}', b'{"a": 1, }', b"{'a': 1}", b"[" * 100_000,
    b'{"a":' * 50_000, b"1" * 5_000, b'"\\ud800', b"\xef\xbb\xbf{}", b"{}{}", b"// note\n{}",
]  # fmt: skip


@pytest.mark.parametrize("content", NO_JSON, ids=lambda content: repr(content[:12]))
def test_no_json(tmp_path: Path, content: bytes) -> None:
    """What is no JSON is reported (not-json) where it goes wrong, however deep it is nested."""
    checked = check(tmp_path, content)
    assert codes(checked) == {"not-json"}
    assert plainly("check", tmp_path / "notice.json").code == 1


AGAINST: dict[str, Any] = {
    "a list": [], "a number": 1, "nothing": None, "an empty object": {}, "text": "x", "deep lists": json.loads("[" * 900 + "]" * 900),
    "deep objects": json.loads('{"a":' * 900 + "1" + "}" * 900),
}  # fmt: skip


@pytest.mark.parametrize("content", AGAINST.values(), ids=AGAINST)
def test_against_the_schema(tmp_path: Path, content: Any) -> None:
    """JSON that is no policy document is reported (schema-violation), and nothing is built from it."""
    checked = check(tmp_path, content)
    assert codes(checked) == {"schema-violation"}
    assert not checked.publishable
    ran = plainly("build", tmp_path / "notice.json", "--out", tmp_path / "output")
    assert ran.code == 1
    assert not (tmp_path / "output" / "manifest.json").exists()


VIOLATIONS: dict[str, Change] = {
    "an unknown field": lambda d: d.update(extra=1),
    "a missing field": lambda d: d.pop("title"),
    "another version": lambda d: d.update(format="plainly-policy/2"),
    "a path as id": lambda d: d.update(id="../../etc"),
    "a long id": lambda d: d.update(id="x" * 81),
    "an id with a line feed": lambda d: d.update(id="example\n"),
    "no controller": lambda d: d.update(controllers=[]),
    "a script as address": lambda d: d["names"]["meadow"].update(url="javascript:alert(1)"),
    "an address with quotes": lambda d: d["names"]["meadow"].update(url='https://a.example/"onclick="x'),
    "a locale as path": lambda d: d["title"].update({"../../x": "T"}),
    "a name as path": lambda d: d["names"].update({"../x": d["names"]["meadow"]}),
    "a number as text": lambda d: d["title"].update(en=1),
    "text as a number": lambda d: d["sections"][0].update(level="1"),
    "level five": lambda d: d["sections"][0].update(level=5),
    "level 1.5": lambda d: d["sections"][0].update(level=1.5),
    "a statement without facts": lambda d: d["clauses"][0]["statements"][0].update(facts=[]),
    "an unknown modality": lambda d: d["clauses"][0]["statements"][0].update(modality="might"),
    "half a letter": lambda d: d["title"].update(en="\ud800"),
}


@pytest.mark.parametrize("change", VIOLATIONS.values(), ids=VIOLATIONS)
def test_one_violation(tmp_path: Path, notice: dict[str, Any], change: Change) -> None:
    """Each departure from the schema is refused, with a place in the file, in each format of report."""
    checked = check(tmp_path, changed(notice, change))
    assert codes(checked) == {"schema-violation"}
    assert checked.policy is None
    for form in ("text", "json", "github", "sarif"):
        ran = plainly("check", "--format", form, tmp_path / "notice.json")
        assert ran.code == 1
        assert "schema-violation" in ran.out


NOBODY: dict[str, Change] = {
    "in a statement": lambda d: d["clauses"][0]["statements"][0]["facts"][0].update(objects=["nobody"]),
    "in a qualifier": lambda d: d["clauses"][0]["statements"][0]["facts"][0].update(qualifiers={"to": ["nobody"]}),
    "in a scope": lambda d: d["clauses"][0].update(scope={"of": ["nobody"]}),
    "in the text": lambda d: d["clauses"][0]["text"].update(en=["We never sell your e-mail address, {nobody}."]),
    "as controller": lambda d: d.update(controllers=["nobody"]),
    "as regime": lambda d: d.update(regimes=["nobody"]),
    "as parent": lambda d: d["names"]["meadow"].update(parent="nobody"),
    "as member": lambda d: d["names"]["meadow"].update(members=["nobody"]),
    "as section of a clause": lambda d: d["clauses"][0].update(section="nobody"),
    "as clause of a group": lambda d: d["highlights"][0].update(clauses=[["nobody"]]),
    "as more of a group": lambda d: d["highlights"][0].update(more="nobody"),
    "in a section's title": lambda d: d["sections"][0]["title"].update(en="About {nobody}"),
    "in a highlight": lambda d: d["clauses"][0].update(highlights=[{"en": "We, {nobody}."}]),
    "as role": lambda d: d["names"]["meadow"].update(roles=["nobody"]),
}


@pytest.mark.parametrize("change", NOBODY.values(), ids=NOBODY)
def test_names_that_nobody_defines(tmp_path: Path, notice: dict[str, Any], change: Change) -> None:
    """A name that the document uses and does not define is an error (unknown-model-name), wherever it stands."""
    checked = check(tmp_path, changed(notice, change))
    assert "unknown-model-name" in codes(checked) or not checked.publishable
    ran = plainly("build", tmp_path / "notice.json", "--out", tmp_path / "output")
    assert ran.code == 1
    assert "Traceback" not in ran.err


def test_contact_point_for_a_role(tmp_path: Path, notice: dict[str, Any]) -> None:
    """A contact point where a role should stand stops no build: it has a name of the document before its dot."""

    def as_contact(document: dict[str, Any]) -> None:
        document["clauses"][0]["statements"][0]["facts"][0]["qualifiers"] = {"as": ["meadow.email"]}

    check(tmp_path, changed(notice, as_contact))
    ran = plainly("build", tmp_path / "notice.json", "--out", tmp_path / "output")
    assert (ran.code, ran.out) == (0, "")


HOSTILE: dict[str, Change] = {
    "a hidden character": lambda d: d["clauses"][0]["text"].update(en=["We never sell your e-mail address \u202e."]),
    "a hidden character in a label": lambda d: d["names"]["email-address"]["labels"]["en"].update(label="e\u200b-mail"),
    "a hidden character in the title": lambda d: d["title"].update(en="T\u202e"),
    "private characters": lambda d: d["clauses"][0]["text"].update(en=["We never sell {\ue000} [a {\ue001} b]{email-address}."]),
    "NUL": lambda d: d["title"].update(en="T\0"),
    "HTML in the text": lambda d: d["clauses"][0]["text"].update(en=["We never sell your e-mail address <script>."]),
    "a script as link": lambda d: d["clauses"][0]["text"].update(en=["We never sell your [e-mail address](javascript:x)."]),
    "a heading in the text": lambda d: d["clauses"][0]["text"].update(en=["# We never sell your e-mail address"]),
    "a thousand lists": lambda d: d["clauses"][0]["text"].update(en=["- " * 1000 + "We never sell your e-mail address"]),
    "a circle of parents": lambda d: d["names"]["meadow"].update(parent="meadow"),
    "a circle of members": lambda d: d["names"]["meadow"].update(members=["meadow"]),
    "a circle of terms": lambda d: d["names"]["meadow"].update(stands_for="meadow"),
    "two sections of one id": lambda d: d["sections"].append(d["sections"][0]),
    "two clauses of one id": lambda d: d["clauses"].append(d["clauses"][0]),
    "two facts of one id": lambda d: d["clauses"][0]["statements"].append(d["clauses"][0]["statements"][0]),
    "an unknown verb": lambda d: d["clauses"][0]["statements"][0].update(verb="auction"),
    "an unknown qualifier": lambda d: d["clauses"][0]["statements"][0]["facts"][0].update(qualifiers={"beside": ["meadow"]}),
    "an unknown kind": lambda d: d["names"]["meadow"].update(kind="thing"),
    "an unknown language": lambda d: d.update(language="xx"),
    "a title in another language": lambda d: d.update(title={"nl": "T"}),
    "an impossible date": lambda d: d.update(effective="2026-02-31"),
    "a label in another language": lambda d: d["names"]["email-address"].update(labels={"nl": {"label": "x"}}),
    "an enormous number": lambda d: d["names"]["meadow"].update(kind="value", value={"amount": 10**400, "unit": "day"}),
    "no sections": lambda d: d.update(sections=[]),
    "a table that is none": lambda d: d["clauses"][0]["text"].update(en=["{table everything}"]),
    "a section of its own": lambda d: d["sections"][0].update(id="no-sale"),
    "no text": lambda d: d["clauses"][0].update(text={"en": []}),
    "text in no language": lambda d: d["clauses"][0].update(text={}),
    "level four first": lambda d: d["sections"][0].update(level=4),
}
#: What is no fault of the document as such: it can be published.
SOUND_ENOUGH = {"level four first", "a heading in the text", "an enormous number"}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(tmp_path: Path, notice: dict[str, Any], name: str) -> None:
    """Documents that follow the schema and yet make no sense are refused, or built without a crash."""
    check(tmp_path, changed(notice, HOSTILE[name]))
    ran = plainly("build", tmp_path / "notice.json", "--out", tmp_path / "output")
    assert "Traceback" not in ran.err
    assert ran.code == (0 if name in SOUND_ENOUGH else 1), ran


def test_large_notice(tmp_path: Path) -> None:
    """A notice of more than 20 MB is not read."""
    assert codes(check(tmp_path, b" " * 20_000_001)) == {"too-large"}
    assert SOUND
