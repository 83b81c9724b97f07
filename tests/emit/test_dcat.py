"""`index.jsonld`: what foreign programs find in the catalogue, and that it is true of the files beside it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import sample_policy
from click.testing import CliRunner
from pyld import jsonld
from rdflib import DCAT, DCTERMS, FOAF, OWL, RDF, BNode, Graph, Literal, Namespace, URIRef

from plainly.cli import main
from plainly.emit.catalogue import About, Listed, catalogue
from plainly.emit.profile import PROFILE
from plainly.schema import SCHEMA_ID

BASE = "https://meadow.example/privacy/"
SPDX = Namespace("http://spdx.org/rdf/terms#")
DPV = Namespace("https://w3id.org/dpv#")
OWN = Namespace("https://w3id.org/plainly/vocabulary#")
DCAT3 = Namespace("http://www.w3.org/ns/dcat#")  # rdflib's knows version 2 only
DIGEST = "0f" * 32
POLICY = """\
@policy {id}
  title       "Privacy “statement” & more"
  language    en
  effective   {effective}
  controller  meadow
{more}
@party meadow "Meadow Ltd"
  email  privacy@meadow.example

# Practices {{#practices}}

@clause no-sale

We never sell your e-mail address.

@never sell email-address
@highlight = prose

@highlights
  sale  "Sale"  no-sale
"""
DUTCH = '@translation nl of meadow-2026\n  title  "Privacyverklaring"\n\n@label meadow "Meadow bv"\n'


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions of a policy, the second also in Dutch, built below an address."""
    root = tmp_path_factory.mktemp("editions")
    more = "  supersedes  meadow-2024\n  translations  nl source-with-banner\n"
    for name, effective, lines in (("meadow-2024", "not-stated", ""), ("meadow-2026", "2026-03-01", more)):
        (root / "policies" / name).mkdir(parents=True)
        path = root / "policies" / name / f"{name}.policy"
        path.write_text(POLICY.format(id=name, effective=effective, more=lines), encoding="utf-8")
    path.with_name("meadow-2026.nl.policy").write_text(DUTCH, encoding="utf-8")
    for command in (["i18n", "accept", str(path)], ["build", str(root / "policies"), "--out", str(root / "out"), "--base", BASE]):
        ran = CliRunner().invoke(main, command, catch_exceptions=False)
        assert ran.exit_code == 0, ran.output
    return root / "out"


def read(text: str) -> Graph:
    """A catalogue as rdflib reads it."""
    return Graph().parse(data=text, format="json-ld")


@pytest.fixture(scope="module")
def found(output: Path) -> Graph:
    """The built folder's catalogue."""
    return read((output / "index.jsonld").read_text(encoding="utf-8"))


def policy(name: str) -> URIRef:
    return URIRef(f"{BASE}{name}/")


def lines(text: str) -> set[str]:
    """N-Quads as a set of statements, written by one program."""
    return {str(quad.triple) for quad in pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_QUADS)}


def read_by_three(text: str) -> list[set[str]]:
    """The statements that pyoxigraph, pyld and rdflib find, with no network."""

    def refuse(url: str, _options: Any) -> Any:
        raise AssertionError(url)

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": refuse}
    return [
        {str(quad.triple) for quad in pyoxigraph.parse(text, pyoxigraph.RdfFormat.JSON_LD)},
        lines(jsonld.normalize(json.loads(text), options)),
        lines(read(text).serialize(format="nt")),
    ]


# Foreign readers --------------------------------------------------------------------------------


def test_three_libraries_read_the_same(output: Path) -> None:
    """pyoxigraph, pyld and rdflib find the same statements offline, and no blank node."""
    text = (output / "index.jsonld").read_text(encoding="utf-8")
    first, *others = read_by_three(text)
    assert len(first) > 200
    assert all(other == first for other in others)
    assert "_:" not in "".join(first)


def test_the_notice_says_the_same(output: Path, found: Graph) -> None:
    """What the catalogue says of a notice and its pages in the profile's own terms stands in the notice as well."""
    shared = {DCTERMS.title, DCTERMS.identifier, DCTERMS.conformsTo, DCTERMS.language, DCTERMS.valid, DCTERMS.replaces, OWL.versionInfo}
    for name in ("meadow-2024", "meadow-2026"):
        notice = Graph().parse(output / name / "notice.jsonld", format="json-ld")
        said = {triple for triple in found.triples((policy(name), None, None)) if triple[1] in shared}
        said |= {t for t in found.triples((None, OWN.layer, None)) if str(t[0]).startswith(policy(name)) and str(t[0]).endswith("html")}
        said.add((policy(name), RDF.type, DPV.PrivacyNotice))
        assert len(said) > 8
        assert said <= set(notice)
        publishers = set(found.objects(policy(name), DCTERMS.publisher))
        assert publishers == set(notice.objects(policy(name), DPV.hasDataController)) != set()


def test_terms_exist(found: Graph) -> None:
    """Every property and class of a foreign vocabulary is one that the vocabulary has."""
    more = {DCAT3[term] for term in ("previousVersion", "version")}  # DCAT 3, sections 6.4 and 11
    more |= {SPDX[term] for term in ("Checksum", "algorithm", "checksum", "checksumValue")}  # DCAT 3, section 6.17
    used = {*found.predicates(), *found.objects(None, RDF.type)}
    assert {term for term in used - more if not any(term in known for known in (DCAT, DCTERMS, FOAF, OWL, RDF))} == {
        OWN.layer,
        DPV.PrivacyNotice,
    }


# Files ------------------------------------------------------------------------------------------


def test_every_file_is_listed_with_its_digest(output: Path, found: Graph) -> None:
    """Each published file but the catalogue and the manifest is a distribution of its policy, and its SHA-256 is the one stated."""
    addresses = {}
    for dataset, file in found.subject_objects(DCAT.distribution):
        (address,) = found.objects(file, DCAT.downloadURL)
        (checksum,) = found.objects(file, SPDX.checksum)
        assert (checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256) in found
        assert (file, DCAT.accessURL, address) in found
        (value,) = found.objects(checksum, SPDX.checksumValue)
        addresses[str(address).removeprefix(BASE)] = str(value)
        assert str(address).startswith(str(dataset)) or str(dataset) == f"{BASE}index.jsonld#shared"
    files = {path.relative_to(output).as_posix(): sha256(path.read_bytes()).hexdigest() for path in output.rglob("*") if path.is_file()}
    assert set(files) - set(addresses) == {"index.jsonld", "manifest.json"}
    assert addresses == {path: files[path] for path in addresses}
    assert {"policy.schema.json", "plainly-context.jsonld", "meadow-2026/nl/highlights.md"} < set(addresses)


def test_manifest_vouches_for_the_catalogue(output: Path) -> None:
    """The manifest has the catalogue's digest."""
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"]["index.jsonld"] == sha256((output / "index.jsonld").read_bytes()).hexdigest()


def test_distributions(found: Graph) -> None:
    """A file has its media type; a page its language and layer; a notice the standard it conforms to."""

    def said(file: str, term: URIRef) -> set[str]:
        return {str(value) for value in found.objects(URIRef(f"{BASE}{file}"), term)}

    iana = "https://www.iana.org/assignments/media-types/"
    assert said("meadow-2026/nl/index.html", DCAT.mediaType) == {f"{iana}text/html"}
    assert said("meadow-2026/nl/index.html", DCTERMS.language) == {"nl"}
    assert said("meadow-2026/en/policy.md", OWN.layer) == said("meadow-2026/en/index.html", OWN.layer) == {"statement"}
    assert said("meadow-2026/en/facts.md", DCAT.mediaType) == {f"{iana}text/markdown"}
    assert said("meadow-2026/notice.jsonld", DCAT.mediaType) == {f"{iana}application/ld+json"}
    assert said("meadow-2026/notice.jsonld", DCTERMS.conformsTo) == said("meadow-2026/notice.ttl", DCTERMS.conformsTo) == {PROFILE}
    assert said("meadow-2026/notice.json", DCTERMS.conformsTo) == {SCHEMA_ID}
    assert said("meadow-2026/notice.json", OWN.layer) == said("meadow-2026/notice.json", DCTERMS.language) == set()


# Policies ---------------------------------------------------------------------------------------


def test_catalogue_node(found: Graph) -> None:
    """The catalogue lists both policies and what they share, and names the languages."""
    home = URIRef(f"{BASE}index.jsonld")
    assert set(found.subjects(RDF.type, DCAT.Catalog)) == {home}
    assert set(found.objects(home, DCAT.dataset)) == {policy("meadow-2024"), policy("meadow-2026"), URIRef(f"{home}#shared")}
    assert {str(value) for value in found.objects(home, DCTERMS.language)} == {"en", "nl"}
    assert {str(value) for value in found.objects(home, DCTERMS.conformsTo)} == {"https://www.w3.org/TR/vocab-dcat-3/"}


def test_policy_node(output: Path, found: Graph) -> None:
    """A policy has its title and controller in each language, its date if stated, and the digest of its document."""
    new, old = policy("meadow-2026"), policy("meadow-2024")
    assert set(found.objects(new, DCTERMS.title)) == {
        Literal("Privacy “statement” & more", lang="en"),
        Literal("Privacyverklaring", lang="nl"),
    }
    (publisher,) = found.objects(new, DCTERMS.publisher)
    assert set(found.objects(publisher, FOAF.name)) == {Literal("Meadow Ltd", lang="en"), Literal("Meadow bv", lang="nl")}
    assert [str(value) for value in found.objects(new, DCTERMS.valid)] == ["2026-03-01"]
    assert not list(found.objects(old, DCTERMS.valid))
    made = sha256((output / "meadow-2026" / "notice.json").read_bytes()).hexdigest()
    assert found.value(new, DCAT3.version) == found.value(new, OWL.versionInfo) == Literal(f"sha256:{made}")


def test_editions_are_linked(found: Graph) -> None:
    """An edition names the one before it, which names its successor."""
    new, old = policy("meadow-2026"), policy("meadow-2024")
    for term in (DCTERMS.replaces, DCAT3.previousVersion):
        assert list(found.subject_objects(term)) == [(new, old)]
    assert list(found.subject_objects(DCTERMS.isReplacedBy)) == [(old, new)]


# What the catalogue is made from ----------------------------------------------------------------

HOSTILE = '"</script><b>\\\u202e\u2066{{7*7}}\n\x00@id'


def test_hostile_texts_are_data() -> None:
    """Quotes, markup, control and direction characters in a title or name are characters of a text, for every reader."""
    sample = sample_policy.policy(title={"en": HOSTILE, "nl-BE": HOSTILE})
    text = catalogue(BASE, {}, {"meadow-2026": Listed({"notice.json": DIGEST}, About.of(sample, BASE))})
    plain = catalogue(BASE, {}, {"meadow-2026": Listed({"notice.json": DIGEST}, About.of(sample_policy.policy(), BASE))})
    graph = read(text)
    assert set(graph.objects(policy("meadow-2026"), DCTERMS.title)) == {Literal(HOSTILE, lang="en"), Literal(HOSTILE, lang="nl-be")}
    assert len(graph) == len(read(plain))
    first, *others = read_by_three(text)
    assert all(other == first for other in others)


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        "x",
        {"base": 1, "profile": [], "title": "x", "valid": {}, "replaces": None, "controllers": []},
        {"title": {"en": 1, "no language": "x", "@value": "x"}, "controllers": {"_:b": {"en": "x"}, "#name.x y": {}, "javascript:x": {}}},
        {"base": "https://x/ <y>", "profile": "https://other.example/", "valid": "2026-13-01", "replaces": "../../etc"},
        {"base": "file:///", "valid": "20260301T00", "replaces": "UPPER", "controllers": {"#name.x": None}, "unknown": {"@context": "x"}},
    ],
)
def test_foreign_entries(kept: Any) -> None:
    """Of a manifest's entry that nobody here wrote only what has the right form is said; the files are listed all the same."""
    about = About.read(kept)
    assert about._replace(controllers={}) == About("", "", {}, "", "", {})
    text = catalogue(BASE, {}, {"old": Listed({"notice.json": DIGEST, "en/index.html": DIGEST}, about)})
    graph = read(text)
    assert not any(isinstance(node, BNode) for triple in graph for node in triple)
    assert {str(value) for value in graph.objects(policy("old"), DCAT.distribution)} == {
        f"{BASE}old/notice.json",
        f"{BASE}old/en/index.html",
    }
    assert not list(graph.objects(policy("old"), DCTERMS.conformsTo))
    first, *others = read_by_three(text)
    assert all(other == first for other in others)


def test_what_is_kept_comes_back() -> None:
    """What the manifest keeps of a policy is what was told, also after it has been written and read."""
    about = About.of(sample_policy.policy(), BASE)
    assert About.read(json.loads(json.dumps(about._asdict(), sort_keys=True))) == about
    assert about.replaces == "meadow-2024"


def test_order_does_not_show() -> None:
    """Policies, files and controllers in any order give the same bytes."""
    about = About(BASE, PROFILE, {"nl": "b", "en": "a"}, "", "", {"#name.b": {"en": "B"}, "#name.a": {"nl": "x", "en": "A"}})
    turned = About(BASE, PROFILE, {"en": "a", "nl": "b"}, "", "", {"#name.a": {"en": "A", "nl": "x"}, "#name.b": {"en": "B"}})
    files = {"notice.json": DIGEST, "en/index.html": DIGEST}
    one = catalogue(BASE, {"a": DIGEST, "b": DIGEST}, {"x": Listed(files, about), "y": Listed(files, about)})
    other = dict(reversed(files.items()))
    assert catalogue(BASE, {"b": DIGEST, "a": DIGEST}, {"y": Listed(other, turned), "x": Listed(other, turned)}) == one


def test_policy_built_for_another_address() -> None:
    """A policy that was built for another address keeps the IRI that its own notice has; its files are where the catalogue is."""
    elsewhere = About("https://old.example/", PROFILE, {}, "", "first", {"#name.x": {}})
    graph = read(catalogue(BASE, {}, {"second": Listed({"notice.json": DIGEST}, elsewhere), "first": Listed({}, elsewhere)}))
    home = URIRef("https://old.example/second/")
    assert set(graph.objects(home, DCTERMS.publisher)) == {URIRef(f"{home}#name.x")}
    assert set(graph.objects(home, DCTERMS.replaces)) == {URIRef("https://old.example/first/")}
    assert set(graph.subjects(DCTERMS.isReplacedBy, home)) == {URIRef("https://old.example/first/")}
    assert set(graph.objects(None, DCAT.downloadURL)) == {URIRef(f"{BASE}second/notice.json")}
