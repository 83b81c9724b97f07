"""The page of the vocabulary: what a term's address leads to in a browser."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from plainly.emit import vocabulary
from plainly.emit.concepts import CLASSES
from plainly.emit.terms import terms
from plainly.emit.vocabulary_page import KINDS
from plainly.outputs import STYLE
from plainly_dsl import standard

ROOT = Path(__file__).parents[2]
POLICY_PAGE = ROOT / "tests" / "golden" / "meadow" / "expected" / "en" / "index.html"
BASE = "https://privacy.example/"


@cache
def written() -> str:
    """The page."""
    return dict(vocabulary.vocabulary_files(BASE))["vocabulary.html"]


class Page(HTMLParser):
    """Collects elements with their attributes, and the text of each table row's cells."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: dict[str, str] = {}
        self.row = ""
        self.feed(written())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        self.elements.append((tag, attributes))
        if tag == "tr":
            self.row = attributes.get("id", "")

    def handle_data(self, data: str) -> None:
        self.text[self.row] = self.text.get(self.row, "") + data

    def all(self, attribute: str, tag: str = "") -> list[str]:
        return [attrs[attribute] for name, attrs in self.elements if attribute in attrs and (not tag or tag == name)]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page()


def test_page_has_an_anchor_for_every_iri(page: Page) -> None:
    """The anchor of a term is its local name; a name that is DPV's own term has its name. None stands twice."""
    anchors = page.all("id")
    assert len(anchors) == len(set(anchors))
    assert {name.partition(":")[2] for name in terms() if name.startswith("plainly:")} <= set(anchors)
    assert standard.entries().keys() <= set(anchors)
    ours = {node["@id"] for node in (*vocabulary.own_terms(), *vocabulary.names()) if node["@id"].startswith("plainly:")}
    assert {term.removeprefix("plainly:") for term in ours} <= set(anchors)


def test_page_leads_only_where_something_is(page: Page) -> None:
    """Links lead to anchors of the page, to the other two files, to DPV or to the licence."""
    anchors = set(page.all("id"))
    for href in page.all("href"):
        if href.startswith("#"):
            assert href[1:] in anchors
        else:
            assert href in {*vocabulary.FILES, "plainly.css", vocabulary.LICENCE} or href.startswith("https://w3id.org/dpv"), href


def test_page_shows_what_the_graph_says(page: Page) -> None:
    """Each name's row has its labels in all languages, its definition, its parent and its DPV term."""
    for name, entry in standard.entries().items():
        text = " ".join(page.text[name].split())
        wordings = [standard.wordings(locale)[name] for locale in vocabulary.locales()]
        for said in (*(wording.label for wording in wordings), standard.wordings("en")[name].definition, entry.parent, entry.iri):
            assert " ".join(said.split()) in text, name
    for name, term in terms().items():
        if name.startswith("plainly:"):
            assert term.definition in page.text[name.partition(":")[2]], name


def test_labels_say_their_language(page: Page) -> None:
    """Each label is marked with its language, once for each name and language."""
    languages = page.all("lang", "span")
    assert len(languages) == len(standard.entries()) * len(vocabulary.locales())
    assert page.all("lang", "html") == ["en"]


def test_page_is_as_safe_as_the_others(page: Page) -> None:
    """The same security policy as on policies' pages; no script, no handler, no style of its own, no other host's file."""
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    frame = POLICY_PAGE.read_text(encoding="utf-8")
    assert policy.findall(written()) == policy.findall(frame)
    assert {name for name, _ in page.elements} & {"script", "style", "iframe", "img", "form", "object"} == set()
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on") or name == "style"]
    assert page.all("href", "link")[0] == "plainly.css"


def test_page_escapes_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Markup in a label or a definition stays text."""
    hostile = standard.Wording("<b>&", (), "<script>alert(1)</script>")
    monkeypatch.setattr(vocabulary.standard, "wordings", lambda _locale: dict.fromkeys(standard.entries(), hostile))
    text = dict(vocabulary.vocabulary_files(BASE))["vocabulary.html"]
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "&lt;b&gt;&amp;" in text


def test_every_kind_has_a_table(page: Page) -> None:
    """A new kind of names needs a heading on the page."""
    kinds = {entry.kind for entry in standard.entries().values()}
    assert KINDS.keys() == kinds
    assert kinds <= CLASSES.keys()
    assert {f"_{kind}" for kind in kinds} <= set(page.all("id"))


@pytest.mark.needs_browser
@pytest.mark.needs_node
def test_page_is_accessible(browser: Any, tmp_path: Path) -> None:
    """axe-core reports no violation, nothing is wider than a phone, and a term's address shows its row."""
    (tmp_path / "vocabulary.html").write_text(written(), encoding="utf-8")
    (tmp_path / "plainly.css").write_text(STYLE.read_text(encoding="utf-8"), encoding="utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    tab = context.new_page()
    tab.goto(f"{(tmp_path / 'vocabulary.html').as_uri()}#Sell")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.evaluate("document.querySelector(':target').innerText").startswith("Sell")
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.evaluate((ROOT / ".tools" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    run = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))"
    assert tab.evaluate(run) == []
    context.close()
