"""Coverage reports at their worst: all laws at once, alike ones too, and words that never end; in a browser and under checkers."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cases import REAL
from plainly import driver
from plainly.emit.coverage import html
from plainly.emit.html import TEMPLATES
from plainly.logic.claims import Claims
from plainly.outputs import files
from plainly.regimes.regime import laws, of_laws
from plainly.regimes.verdicts import coverage

MODULES = Path(__file__).parents[2] / ".tools" / "node_modules"
#: One word, three screens of a phone long.
LONG = "Datenschutzgrundverordnungsbeauftragtenverzeichniseintragungspflicht" * 3
#: What people write: in a policy, or in a regime's file.
WRITTEN = {
    "title",
    "help",
    "words",
    "sentence",
    "sentences",
    "reason",
    "because",
    "citation",
    "when",
    "covers",
    "leaves_out",
    "text",
    "label",
}


def lengthened(value: Any, key: str = "") -> Any:
    """A report with a long word before all that people write."""
    if isinstance(value, dict):
        return {name: lengthened(inner, key if key in WRITTEN else name) for name, inner in value.items()}
    if isinstance(value, list):
        return [lengthened(inner, key) for inner in value]
    return f"{LONG} {value}" if isinstance(value, str) and key in WRITTEN else value


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The report of one policy under all laws there are, as it is and with long words; beside them their style sheet."""
    folder = tmp_path_factory.mktemp("reports")
    checked = driver.check(next(path for path in REAL if path.stem == "salesforce-2012"))
    assert checked.policy is not None
    made = dict(files(checked.document, checked.policy, coverages=coverage(Claims(checked.policy), of_laws(laws()))))
    told = json.loads(made["coverage.json"])
    assert len({regime["law"] for regime in told["regimes"]}) == len(laws())
    shutil.copy(TEMPLATES / "plainly.css", folder)
    (folder / "policy").mkdir()
    paths = folder / "policy" / "coverage.html", folder / "policy" / "long.html"
    for path, report in zip(paths, (told, lengthened(told)), strict=True):
        path.write_text(html(report), encoding="utf-8")
    return paths


@pytest.mark.needs_browser
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen(reports: tuple[Path, ...], browser, width: int) -> None:
    """On the narrowest phones that WCAG 1.4.10 asks about, and on a desk: no scrolling sideways, however long a word."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    for path in reports:
        tab.goto(path.as_uri())
        assert tab.evaluate("getComputedStyle(document.body).maxInlineSize") != "none"  # the style sheet is there
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.needs_browser
@pytest.mark.needs_node
def test_axe_finds_nothing(reports: tuple[Path, ...], browser) -> None:
    """axe-core reports no violation, though duties of laws that are alike have one name."""
    axe = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    tab = context.new_page()
    for path in reports:
        tab.goto(path.as_uri())
        tab.evaluate(axe)
        found = tab.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + v.nodes[0].html))")
        assert found == []
    context.close()


@pytest.mark.needs_java
@pytest.mark.needs_node
def test_html_checker_finds_nothing(reports: tuple[Path, ...]) -> None:
    """The Nu HTML checker reports nothing but that it takes `'self'` for another host, and the long word for German."""
    jar = next(path for path in MODULES.joinpath("vnu-jar").rglob("vnu.jar"))
    done = subprocess.run(["java", "-jar", str(jar), "--format", "json", *map(str, reports)], capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    expected = ("Content Security Policy", "appears to be written in German")
    assert [message["message"] for message in messages if not any(words in message["message"] for words in expected)] == []
