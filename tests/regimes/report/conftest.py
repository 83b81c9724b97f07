"""A project with coverage reports, built once for each file of tests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from reported import DUTCH, LAWLESS, POLICY, build, loaded

from cases import POLICIES
from plainly.cli import main


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy in two languages and one that declares no law, built into `out`."""
    root = tmp_path_factory.mktemp("report")
    (root / "meadow").mkdir()
    path = root / "meadow" / "meadow.policy"
    path.write_text(POLICY, encoding="utf-8")
    path.with_name("meadow.nl.policy").write_text(DUTCH, encoding="utf-8")
    CliRunner().invoke(main, ["i18n", "accept", str(path)], catch_exceptions=False)
    (root / LAWLESS).mkdir()
    text = (POLICIES / LAWLESS / f"{LAWLESS}.policy").read_text(encoding="utf-8")
    (root / LAWLESS / f"{LAWLESS}.policy").write_text(re.sub(r"^(  regime |@waive ).*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    build(str(path), str(root / LAWLESS), "--out", str(root / "out"))
    return root


@pytest.fixture(scope="module")
def told(project: Path) -> dict[str, Any]:
    """The record of the policy in two languages."""
    return loaded(project / "out" / "meadow" / "coverage.json")
