"""`--format`: findings as JSON, GitHub annotations and SARIF 2.1.0."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from commands import SOUND, plainly, put

from plainly import __version__, report
from plainly_dsl.diagnostics import Diagnostic, Place, Related
from plainly_dsl.diagnostics.catalogue import entries
from plainly_dsl.source import Source

TROUBLE = SOUND.replace("never sell your", "sell your 😀 {nobody} %,:\u2028").replace(
    "@highlights", '@data x "x"\n@data x "x"\n\n@highlights'
)
LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def found(tmp_path: Path, form: str, text: str = TROUBLE) -> str:
    """The report of a policy in a format."""
    return plainly("check", "--format", form, put(tmp_path, text=text)).out


def test_json(tmp_path: Path) -> None:
    """JSON holds a record a finding: code, severity, words, exact place, related places."""
    records = json.loads(found(tmp_path, "json"))
    assert {record["code"] for record in records} >= {"unknown-name", "duplicate-name", "forbidden-character", "missing-modal"}
    for record in records:
        assert set(record) == {
            "code", "severity", "message", "fix", "suggestion", "file", "line", "column", "end_line", "end_column", "utf16_column",
            "length", "related",
        }  # fmt: skip
        assert record["severity"] == entries()[record["code"]].severity
    nobody = next(record for record in records if record["code"] == "unknown-name")
    assert (nobody["column"], nobody["utf16_column"], nobody["length"]) == (17, 17, 6)
    double = next(record for record in records if record["code"] == "duplicate-name")
    assert double["related"][0]["line"] == double["line"] - 1


def test_nothing_found(tmp_path: Path) -> None:
    """For a clean policy JSON is an empty list, SARIF a run without results, the others empty."""
    assert json.loads(found(tmp_path, "json", SOUND)) == []
    assert json.loads(found(tmp_path, "sarif", SOUND))["runs"][0]["results"] == []
    assert found(tmp_path, "github", SOUND) == found(tmp_path, "text", SOUND) == ""


def test_github(tmp_path: Path) -> None:
    """GitHub's annotations are a line each, with their signs escaped."""
    lines = found(tmp_path, "github").splitlines()
    assert len(lines) == len(json.loads(found(tmp_path, "json")))
    for line in lines:
        properties = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.+)", line)
        assert properties
        keys = dict(pair.split("=", 1) for pair in properties[2].split(","))
        assert set(keys) == {"file", "line", "col", "endLine", "endColumn", "title"}
        assert int(keys["line"]) >= 1


def test_github_escapes() -> None:
    """Percent signs, line ends, commas and colons in names cannot forge an annotation."""
    place = Place("a,b:c%\n::error file=x::forged", 0, 0)
    text = report.render([Diagnostic("unknown-name", place, {"name": "x\n::error::forged"})], {}, "github")
    assert text.count("\n") == 1
    assert text.startswith("::error file=a%2Cb%3Ac%25%0A%3A%3Aerror file=x%3A%3Aforged,line=1")


def check_region(region: dict[str, int]) -> None:
    """Lines and columns count from 1, and the end does not stand before the start."""
    assert min(region.values()) >= 1
    assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])


def test_sarif(tmp_path: Path) -> None:
    """SARIF has all that the standard requires, and a rule for each result."""
    log: dict[str, Any] = json.loads(found(tmp_path, "sarif"))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("plainly", __version__)
    rules = [rule["id"] for rule in driver["rules"]]
    assert rules == sorted(set(rules))
    assert all(rule["shortDescription"]["text"] and rule["fullDescription"]["text"] for rule in driver["rules"])
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] == LEVELS[entries()[result["ruleId"]].severity]
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert re.fullmatch(r"[A-Za-z0-9._~!$&'()*+,;=:@%/-]+", location["physicalLocation"]["artifactLocation"]["uri"])
        check_region(location["physicalLocation"]["region"])


def test_sarif_addresses() -> None:
    """A file's name becomes a valid relative address, with forward slashes and its other signs encoded."""
    log = json.loads(report.render([Diagnostic("unknown-name", Place("a b/é#?.policy", 0, 0), {"name": "x"})], {}, "sarif"))
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/%C3%A9%23%3F.policy"


@pytest.mark.parametrize("form", report.FORMATS)
def test_places_beyond_the_text(form: str) -> None:
    """A place at or beyond the end, in an empty or unknown file, can be shown in each format."""
    source = Source("a", "line\n")
    for place in (Place("a", 5, 5), Place("a", 4, 60), Place("a", 99, 120), Place("b", 0, 0), Place("a", 0, 0)):
        one = Diagnostic("unknown-name", place, {"name": "x"}, "y", (Related(place, "here"),))
        assert report.render([one], {"a": source}, form)


def test_long_lines_are_cut_round_the_mark() -> None:
    """Of a long line the part round the mark is quoted, and the mark stands under its word."""
    text = "x " * 300 + "WORD" + " y" * 300
    shown = report.render([Diagnostic("unknown-name", Place("a", 600, 604), {"name": "WORD"})], {"a": Source("a", text)}, "text")
    quoted, mark = shown.split("\n")[3:5]
    assert quoted[mark.index("^") :][:4] == "WORD"
    assert mark.count("^") == 4
    assert len(quoted) < 130


def test_colour() -> None:
    """With colour, severities, marks and fixes are painted, and the words stay the same."""
    one = [Diagnostic("unknown-name", Place("a", 0, 1), {"name": "x"})]
    painted = report.render(one, {"a": Source("a", "x")}, "text", colour=True)
    assert "\x1b[1;31m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == report.render(one, {"a": Source("a", "x")}, "text")
