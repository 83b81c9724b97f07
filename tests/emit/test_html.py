"""HTML: safe with any text, whole for every node, valid, without scripts or other hosts; and the style sheet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple, cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import elements, nesting_faults, read_html, words
from sample import bare_page, bullets, facts_page, highlights_page, paragraph, sample_page

from plainly.emit import html as module
from plainly.emit.html import html, permitted
from plainly.page import (
    Alternate,
    Block,
    Break,
    Detail,
    Emphasis,
    Entry,
    Foreign,
    Inline,
    Link,
    ListBlock,
    Named,
    Page,
    Paragraph,
    Passage,
    Section,
    Table,
    Text,
)

HOSTILE = "<script>alert(1)</script> \"quoted' & <b onload=x> </main>"
PAGES = [sample_page(), highlights_page(), facts_page()]
NODES: dict[type, tuple[Block, str]] = {
    Text: (paragraph("word"), "<p>word</p>"),
    Emphasis: (paragraph(Emphasis((Text("word"),), strong=True)), "<strong>word</strong>"),
    Link: (paragraph(Link("#a", (Text("word"),), ("f1",))), '<a href="#a" data-facts="f1">word</a>'),
    Named: (paragraph(Named(("a", "b"), (Text("c"),), "So", ("f1",))), '<span data-name="a b" data-facts="f1" title="So">c</span>'),
    Foreign: (paragraph(Foreign("en", (Text("word"),))), '<span lang="en" dir="auto">word</span>'),
    Break: (paragraph("word", Break(), "word"), "word<br>word"),
    Paragraph: (paragraph("word"), "<p>word</p>"),
    ListBlock: (bullets("word"), "<ul>\n<li>word</li>\n</ul>"),
    Table: (Table("word", ("a",), (((Text("b"),),),), (("f1",),)), '<tr data-facts="f1"><th scope="row">b</th></tr>'),
    Section: (Section("a", 2, "1", (Text("word"),), ()), '<h2 id="_a"><span class="number">1</span> word</h2>'),
    Passage: (Passage("a", (paragraph("word"),), ("f1", "f2")), '<div class="clause" id="a" data-facts="f1 f2">\n<p>word</p>\n</div>'),
}


def hostile_page(text: str) -> Page:
    """A page with the same text in every place that takes text."""
    inline: tuple[Inline, ...] = (
        Text(text),
        Emphasis((Text(text),), strong=False),
        Named((text,), (Text(text),), text, (text,)),
        Foreign(text, (Text(text),)),
        Link("#a", (Text(text),), (text,)),
    )
    table = Table(text, (text, text), ((inline, inline),), ((text,),))
    passage = Passage(text, (Paragraph(inline), ListBlock("lower-roman", 2, ((Paragraph(inline),),), ((text,),)), table), (text,), text)
    other = Alternate(text, "index.html", text)
    return sample_page()._replace(
        policy=text,
        locale=text,
        direction=text,
        title=text,
        subtitle=text,
        banner=text,
        details=(Detail(text, inline),),
        contents_title=text,
        contents=(Entry("#a", text, text, (Entry("#b", text, text, ()),)),),
        blocks=(Section(text, 2, text, inline, (passage,)),),
        pages=(other, other),
        locales=(other, other),
        downloads=(Alternate("json", "../notice.json", text),),
        words=dict.fromkeys(sample_page().words, text),
        notice={text: [text]},
    )


def test_hostile_text_is_text() -> None:
    """No text becomes markup or leaves its attribute."""
    page = html(hostile_page(HOSTILE))
    assert not nesting_faults(page)
    assert [attributes for _, attributes in elements(page, "script")] == [{"type": "application/ld+json"}]
    assert not elements(page, "b")
    assert not {name for _, attributes in elements(page) for name in attributes} & {"onload", "style"}
    assert {attributes["title"] for _, attributes in elements(page, "span") if "title" in attributes} == {HOSTILE}
    assert elements(page, "html") == [("html", {"lang": HOSTILE, "dir": HOSTILE})]
    assert words(HOSTILE) in read_html(page, "main").text


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_any_text_is_text(text: str) -> None:
    """The elements of a page do not depend on its texts."""
    page = html(hostile_page(text))
    assert not nesting_faults(page)
    assert [tag for tag, _ in elements(page)] == [tag for tag, _ in elements(html(hostile_page("x")))]


def test_notice_is_data() -> None:
    """The embedded notice cannot close its element, and reads back as it was; its keys are sorted."""
    page = html(sample_page()._replace(notice={"b": "</script><!-- ü", "a": ["]]>", {"d": 1, "c": None}]}))
    text = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(text) == {"b": "</script><!-- ü", "a": ["]]>", {"d": 1, "c": None}]}
    assert "<" not in text
    assert text.index('"a"') < text.index('"b"')
    assert text.index('"c"') < text.index('"d"')
    assert not elements(html(bare_page()), "script")


@pytest.mark.parametrize(
    "href",
    [
        *(
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:x",
            "java\nscript:x",
            "\u202ejavascript:x",
            "data:text/html,x",
            "vbscript:x",
        ),
        *(
            "file:///etc/passwd",
            "ftp://a.example",
            "//other.example/x",
            "/absolute",
            "\\\\other",
            "https://",
            "https:///x",
            "http:\\\\x.example",
        ),
        *(
            "",
            "#",
            "mailto:",
            "mailto:nobody",
            "https://a.example/a b",
            "index.html?x=javascript:y",
            "../../../../../x",
            "..",
            "index.html\n",
            "x:y",
        ),
    ],
)
def test_refused_links_are_text(href: str) -> None:
    """An address pages may not link to leaves its words only, wherever it stands."""
    assert permitted(href) == ""
    other = Alternate("nl", href, "Elders")
    page = html(
        sample_page()._replace(
            blocks=(paragraph(Link(href, (Text("words"), Link("#a", (Text("inner"),))))),),
            contents=(Entry(href, "1", "words", ()),),
            details=(Detail("a", (Link(href, (Text("b"),)),)),),
            pages=(other, other),
            locales=(other, other),
            downloads=(Alternate("json", href, "JSON"),),
        )
    )
    assert [attributes["href"] for _, attributes in elements(page, "a")] == ["#_text", "#a"]
    assert [attributes["href"] for _, attributes in elements(page, "link")] == ["../../plainly.css", "index.html", "../../index.jsonld"]
    assert page.count("words") == 2


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://a.example/x,-y/?a=1&b=(2)#c", ""),
        ("HTTPS://A.example", ""),
        ("mailto:privacy@a.example?subject=Access", ""),
        ("index.html#collected", ""),
        ("../nl/index.html", ""),
        ("../notice.jsonld", ""),
        ("#über", "#%C3%BCber"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("https://a.example/100%|x", "https://a.example/100%25%7Cx"),
    ],
)
def test_permitted_links(href: str, expected: str) -> None:
    """What pages may link to, percent-encoded where an address needs it."""
    assert permitted(href) == (expected or href)


def test_external_links() -> None:
    """Links to other hosts say so; others do not. No link stands in a link."""
    page = html(bare_page(paragraph(Link("http://a.example", (Text("a"), Link("#b", (Text("b"),)))), Link("#c", (Text("c"),)))))
    assert '<a href="http://a.example" rel="noopener external">ab</a><a href="#c">c</a>' in page


def test_nodes_are_complete() -> None:
    """Every node class of the page document is tried below."""
    assert set(NODES) == {*get_args(Inline), *get_args(Block)}


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_total(node: type) -> None:
    """Every node is printed, as expected."""
    block, expected = NODES[node]
    assert expected in html(bare_page(block))


class Strange(NamedTuple):
    """A node nobody knows."""

    text: str


@pytest.mark.parametrize(
    "page",
    [
        bare_page(cast("Block", Strange("a"))),
        bare_page(paragraph(cast("Inline", Strange("a")))),
        bare_page(ListBlock("dotted", 1, ())),
        bare_page(Section("a", 7, "", (), ())),
        bare_page(Table("", ("a",), (((), ()),))),
        bare_page()._replace(downloads=(Alternate("pdf", "a.pdf", "PDF"),)),
        bare_page()._replace(words={}),
    ],
)
def test_unknown_raises(page: Page) -> None:
    """Nothing is left out in silence."""
    with pytest.raises(Exception, match=r"\w"):
        html(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.kind)
def test_valid_and_quiet(page: Page) -> None:
    """Elements are nested as HTML wants; ids are unique; labels and anchors exist; nothing runs or is fetched from elsewhere."""
    text = html(page)
    assert not nesting_faults(text)
    found = elements(text)
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in found:
        assert not attributes.keys() & {"style", "src", "onclick"}
        assert attributes.get("aria-labelledby", ids[0]) in ids
        href = attributes.get("href", "")
        assert not href.startswith("#") or href[1:] in ids
    assert [attributes.get("type") for tag, attributes in found if tag == "script"] == ["application/ld+json"]
    assert [attributes["href"] for tag, attributes in found if tag == "link" and attributes["rel"] == "stylesheet"] == ["../../plainly.css"]
    assert [tag for tag, _ in found].count("h1") == 1


def test_head() -> None:
    """Language, direction, policy, title, alternates, the catalogue."""
    text = html(sample_page())
    assert text.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">\n')
    assert "<title>Privacy statement – How Meadow handles personal data</title>" in text
    assert '<meta name="description" content="How Meadow handles personal data">' in text
    assert '<link rel="privacy-policy" href="index.html">' in text
    assert '<link rel="alternate" hreflang="nl" href="../nl/index.html" title="Nederlands">' in text
    assert '<link rel="alternate" type="text/turtle" href="../notice.ttl" title="Machine notice (Turtle)">' in text
    assert '<link rel="collection" type="application/ld+json" href="../../index.jsonld">' in text
    assert "default-src 'none'; style-src 'self' file:; img-src 'self' data:; base-uri 'none'; form-action 'none'" in text


def test_navigation() -> None:
    """The current page and language are marked; a single one needs no navigation."""
    text = html(sample_page())
    assert '<a href="index.html" aria-current="page">Full statement</a>' in text
    assert '<li lang="nl" dir="auto"><a href="../nl/index.html" hreflang="nl">Nederlands</a></li>' in text
    assert text.count("aria-current") == 2
    alone = html(sample_page()._replace(locales=sample_page().locales[:1], pages=(), contents=(), details=()))
    assert "aria-current" not in alone
    assert "<nav" not in alone
    assert "<dl>" not in alone


def test_tables() -> None:
    """Headers have their scope, cells their column's name; a caption that repeats the heading is not said twice."""
    text = html(sample_page())
    assert '<div class="table" role="region" aria-label="Cookies we set" tabindex="0">' in text
    assert '<th scope="row"><span data-name="required-cookies">Required cookies</span></th><td data-label="What for">To keep' in text
    facts = html(facts_page())
    assert "<caption>" not in facts
    assert '<div class="table" role="group" aria-labelledby="_collect" tabindex="0">' in facts


def test_lists() -> None:
    """Styles and starts; an item of one paragraph stands without `<p>`."""
    text = html(bare_page(ListBlock("lower-alpha", 3, ((paragraph("a"),), (paragraph("b"), paragraph("c"))))))
    assert '<ol type="a" start="3">\n<li>a</li>\n<li><p>b</p>\n<p>c</p></li>\n</ol>' in text


def test_without_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the cache folder cannot be made, pages are the same."""
    expected = html(sample_page())
    (tmp_path / "file").touch()
    monkeypatch.setenv("PLAINLY_CACHE", str(tmp_path / "file" / "cache"))
    module.template.cache_clear()
    assert html(sample_page()) == expected
    module.template.cache_clear()
