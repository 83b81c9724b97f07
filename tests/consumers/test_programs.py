"""Foreign programs read what a build writes: the Nu HTML checker, jsonld.js, pyld, rdflib."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_FOR_PYLD = 800_000  # bytes
MODULES = ROOT / ".tools" / "node_modules"
CANONIZE = """
const jsonld = require('jsonld'), fs = require('fs');
const loader = url => { throw new Error('no network: ' + url); };
jsonld.canonize(JSON.parse(fs.readFileSync(process.argv[1], 'utf8')), {algorithm: 'URDNA2015', format: 'application/n-quads', documentLoader: loader})
  .then(text => process.stdout.write(text), error => { console.error(error); process.exit(1); });
"""


@pytest.mark.needs_java
@pytest.mark.needs_node
def test_html_checker_finds_nothing(built: Path) -> None:
    """The Nu HTML checker reports no error on any page and on the style sheet, and no warning.

    But for one: it takes `'self'` in the policy of a page opened as a file for another host.
    """
    jar = next(path for path in MODULES.joinpath("vnu-jar").rglob("vnu.jar"))
    pages = [str(path) for path in sorted(built.rglob("*.html"))]
    style = str(built / "plainly.css")
    for command in ([*pages], ["--css", style]):
        done = subprocess.run(["java", "-jar", str(jar), "--format", "json", *command], capture_output=True, text=True, check=False)
        messages = json.loads(done.stderr)["messages"] if done.stderr.strip() else []
        told = [message["message"] for message in messages if "Content Security Policy" not in message["message"]]
        assert told == []


@pytest.mark.needs_node
def test_libraries_read_the_same_graph(built: Path) -> None:
    """jsonld.js and rdflib read the same graph from each notice in both formats, with no network; pyld as well.

    The graphs have no blank nodes, so their canonical form is their lines in order. pyld takes time that grows with the square of a
    notice's size, so it reads the smaller ones.
    """
    from pyld import jsonld
    from rdflib import Graph

    read_by_pyld = 0
    for path in sorted(built.glob("*/notice.jsonld")):
        done = subprocess.run(["node", "-e", CANONIZE, str(path)], capture_output=True, text=True, check=True, cwd=ROOT / ".tools")
        expected = done.stdout.splitlines()
        assert "_:" not in done.stdout
        for file, form in ((path, "json-ld"), (path.with_suffix(".ttl"), "turtle")):
            lines = Graph().parse(file, format=form).serialize(format="nt").splitlines()
            assert sorted(filter(None, lines)) == sorted(expected), file
        if path.stat().st_size < MOST_FOR_PYLD:
            options = {"algorithm": "URDNA2015", "format": "application/n-quads"}
            assert jsonld.normalize(json.loads(path.read_text(encoding="utf-8")), options) == done.stdout
            read_by_pyld += 1
    assert read_by_pyld >= 3


def test_two_builds_give_identical_bytes(tmp_path: Path) -> None:
    """Different folders and hash seeds, one worker or several: the same files with the same bytes."""
    import os
    import shutil
    import sys

    outputs = []
    for number, seed in enumerate(("1", "4242")):
        home = tmp_path / f"copy-{number}" / "policies"
        shutil.copytree(ROOT / "policies", home)
        output = tmp_path / f"out-{number}"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PLAINLY_CACHE": str(tmp_path / f"cache-{number}")}
        command = [sys.executable, "-m", "plainly.cli", "build", str(home), "--out", str(output)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        outputs.append({p.relative_to(output): p.read_bytes() for p in sorted(output.rglob("*")) if p.is_file()})
    assert outputs[0] == outputs[1]
