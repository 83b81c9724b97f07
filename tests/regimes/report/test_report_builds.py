"""Coverage reports in a build: the same whoever builds them, and listed; the overview keeps what earlier builds found."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from reported import LAWLESS, Reader, build, loaded

from plainly import driver
from plainly.emit.catalogue import About
from plainly.outputs import DEFAULT_BASE, files
from plainly.regimes.verdicts import STATES


def test_pages_kept_from_before_change_nothing(project: Path) -> None:
    """Where the pages of a language need not be made again, the report has the same bytes."""
    checked = driver.check(project / "meadow" / "meadow.policy")
    assert checked.policy is not None
    whole = dict(files(checked.document, checked.policy))
    part = dict(files(checked.document, checked.policy, DEFAULT_BASE, frozenset({"en", "nl"})))
    assert "en/index.html" not in part
    assert {name: part[name] for name in part if name.startswith("coverage.")} == {
        name: whole[name] for name in ("coverage.json", "coverage.md", "coverage.html")
    }


def test_overview_keeps_policies_of_earlier_builds(project: Path, tmp_path: Path) -> None:
    """Policies built one after the other, in either order or at once: the same overview, with the numbers of each report."""
    one, other = str(project / "meadow"), str(project / LAWLESS)
    for folder, order in (("a", (one, other)), ("b", (other, one))):
        for path in order:
            build(path, "--out", str(tmp_path / folder))
    names = ("coverage.json", "coverage.html", "manifest.json", "index.jsonld")
    found = [{name: (folder / name).read_bytes() for name in names} for folder in (tmp_path / "a", tmp_path / "b", project / "out")]
    assert found[0] == found[1] == found[2]
    overview = json.loads(found[0]["coverage.json"])
    assert [policy["id"] for policy in overview["policies"]] == sorted((LAWLESS, "meadow"))
    for policy in overview["policies"]:
        report = loaded(project / "out" / policy["data"])
        assert [(one["id"], one["title"], one["counts"]) for one in policy["regimes"]] == sorted(
            (one["id"], one["title"], one["counts"] if one["applies"] else {}) for one in report["regimes"]
        )
        assert policy["notice"]["sha256"] == report["policy"]["notice"]["sha256"]


def test_overview_links_lead_somewhere(project: Path) -> None:
    """Each link of the overview is a file of the build, and a regime’s link leads to the regime."""
    page = Reader((project / "out" / "coverage.html").read_text(encoding="utf-8"))
    assert "meadow/coverage.html#gdpr-13" in page.links
    for link in page.links:
        file, _, anchor = link.partition("#")
        target = project / "out" / (file or "coverage.html")
        assert target.is_file()
        assert not anchor or anchor in Reader(target.read_text(encoding="utf-8")).ids


def test_reports_are_in_manifest_and_catalogue(project: Path) -> None:
    """The reports are listed with their digests like any file."""
    manifest = loaded(project / "out" / "manifest.json")
    listed = (project / "out" / "index.jsonld").read_text(encoding="utf-8")
    for path in ("coverage.html", "coverage.json", "meadow/coverage.html", "meadow/coverage.md", "meadow/coverage.json"):
        made = sha256((project / "out" / path).read_bytes()).hexdigest()
        policy, _, file = path.rpartition("/")
        assert (manifest["policies"][policy]["files"][file] if policy else manifest["files"][file]) == made
        assert f'"{path}"' in listed


@pytest.mark.parametrize(
    "kept",
    [
        1,
        [],
        {"UPPER": {"title": "x", "counts": {}}},
        {"a": 1},
        {"a": {"title": 1}},
        {"a": {"title": "x", "counts": {"met": 1}}},
        {"a": {"title": "x", "counts": dict.fromkeys(STATES, True)}},
    ],
)
def test_foreign_counts(kept: Any) -> None:
    """Of a manifest’s counts that nobody here wrote only what has the right form is told."""
    found = About.read({"coverage": kept}).coverage
    assert found in ({}, {"a": {"title": "x", "counts": {}}})
