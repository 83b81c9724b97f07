"""Foreign programs read what a build writes: the Nu HTML checker, jsonld.js, pyld, rdflib."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from cases import REAL

ROOT = Path(__file__).parents[2]
NQUADS = {"algorithm": "URDNA2015", "format": "application/n-quads"}
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
@pytest.mark.parametrize("policy", [path.stem for path in REAL])
def test_libraries_agree_to_the_byte(policy: str, built: Path) -> None:
    """jsonld.js, pyld and rdflib give the same canonical N-Quads of a notice's JSON-LD, and so do rdflib and pyoxigraph of its Turtle.

    With no network. A notice has no blank nodes, so its canonical form is its lines in order (RDF Dataset Canonicalization 1.0).
    """
    import pyoxigraph
    from pyld import jsonld
    from rdflib import Graph

    path = built / policy / "notice.jsonld"
    canonical = subprocess.run(["node", "-e", CANONIZE, str(path)], capture_output=True, text=True, check=True, cwd=ROOT / ".tools").stdout
    assert "_:" not in canonical
    assert jsonld.normalize(json.loads(path.read_text(encoding="utf-8")), NQUADS) == canonical
    turtle = path.with_suffix(".ttl")
    for file, form in ((path, "json-ld"), (turtle, "turtle")):
        assert in_order(Graph().parse(file, format=form).serialize(format="nt")) == canonical, file
    quads = pyoxigraph.Dataset(pyoxigraph.parse(path=turtle))
    quads.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    assert in_order(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS).decode()) == canonical


def in_order(lines: str) -> str:
    """Lines of N-Triples in the order of their code points."""
    return "".join(f"{line}\n" for line in sorted(filter(None, lines.split("\n"))))


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
