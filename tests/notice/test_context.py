"""The published JSON-LD context: other programs' notices may refer to it by its address, and it says its version."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld as pyld
from rdflib import Graph, Literal, URIRef

from plainly import driver
from plainly.emit.jsonld import context, context_text, jsonld
from plainly.emit.terms import PREFIXES

ROOT = Path(__file__).parents[2]
BASE = "https://privacy.example/"
URL = f"{BASE}plainly-context.jsonld"
QUADS = {"algorithm": "URDNA2015", "format": "application/n-quads"}
CANONIZE = """
const jsonld = require('jsonld'), fs = require('fs');
const [notice, url, context] = process.argv.slice(1);
const documentLoader = async asked => {
  if (asked !== url) throw new Error('not the context: ' + asked);
  return {contextUrl: null, documentUrl: url, document: JSON.parse(fs.readFileSync(context, 'utf8'))};
};
jsonld.canonize(JSON.parse(fs.readFileSync(notice, 'utf8')), {algorithm: 'URDNA2015', format: 'application/n-quads', documentLoader})
  .then(text => process.stdout.write(text), error => { console.error(error); process.exit(1); });
"""


@pytest.fixture(scope="module")
def inlined() -> dict[str, Any]:
    """The notice of a small policy, with the context in it."""
    policy = driver.check(ROOT / "tests" / "golden" / "meadow" / "meadow.policy").policy
    assert policy is not None
    return dict(json.loads(jsonld(policy, BASE)))


def referring(inlined: dict[str, Any], url: str) -> dict[str, Any]:
    """The same notice with the context's address in place of the context."""
    return {**inlined, "@context": [url, {"@base": inlined["@context"]["@base"]}]}


@pytest.fixture(scope="module")
def expected(inlined: dict[str, Any]) -> str:
    """The canonical triples of the notice as we publish it."""
    quads = str(pyld.normalize(inlined, QUADS))
    assert quads.count("\n") > 300
    return quads


def test_pyld_reads_the_same(inlined: dict[str, Any], expected: str) -> None:
    """pyld, given the context file under its address, reads the same triples as with the context in the notice."""

    def load(url: str, _options: Any) -> dict[str, Any]:
        assert url == URL
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": json.loads(context_text())}

    assert pyld.normalize(referring(inlined, URL), {**QUADS, "documentLoader": load}) == expected


def test_rdflib_reads_the_same(inlined: dict[str, Any], expected: str, tmp_path: Path) -> None:
    """rdflib, with the context in a file, reads the same triples."""
    file = tmp_path / "plainly-context.jsonld"
    file.write_text(context_text(), encoding="utf-8")
    read = Graph().parse(data=json.dumps(referring(inlined, file.as_uri())), format="json-ld")
    assert set(read) == set(Graph().parse(data=expected, format="nt"))


@pytest.mark.needs_node
def test_jsonld_js_reads_the_same(inlined: dict[str, Any], expected: str, tmp_path: Path) -> None:
    """jsonld.js, given the context file under its address, gives the same bytes as pyld."""
    notice, file = tmp_path / "notice.jsonld", tmp_path / "context.jsonld"
    notice.write_text(json.dumps(referring(inlined, URL)), encoding="utf-8")
    file.write_text(context_text(), encoding="utf-8")
    command = ["node", "-e", CANONIZE, str(notice), URL, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT / ".tools")
    assert done.stdout == expected


def test_says_its_version() -> None:
    """Read as a document, the file says what it is, its version and its licence, in its own terms."""
    read = Graph().parse(data=context_text(), format="json-ld")
    node = URIRef("https://w3id.org/plainly/context")
    assert set(read.subjects()) == {node}
    assert read.value(node, URIRef(f"{PREFIXES['owl']}versionInfo")) == Literal("1.0")
    assert read.value(node, URIRef(f"{PREFIXES['owl']}versionIRI")) == URIRef(f"{node}/1.0")
    assert read.value(node, URIRef(f"{PREFIXES['dct']}license")) == URIRef("https://www.apache.org/licenses/LICENSE-2.0")
    assert read.value(node, URIRef(f"{PREFIXES['dct']}isPartOf")) == URIRef("https://w3id.org/plainly/profile/1")


def test_context_is_the_one_of_notices(inlined: dict[str, Any]) -> None:
    """The file's context is that of each notice, apart from the notice's own address."""
    assert json.loads(context_text())["@context"] == context()
    assert {key: value for key, value in inlined["@context"].items() if key != "@base"} == context()
