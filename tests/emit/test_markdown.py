"""Markdown: rendered, it says what the HTML says; no text is taken for a mark."""

from __future__ import annotations

from typing import NamedTuple, cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import Reading, read_html, read_markdown, words
from sample import bare_page, bullets, facts_page, highlights_page, paragraph, sample_page

from plainly.emit.html import html
from plainly.emit.markdown import markdown
from plainly.page import Block, Break, Emphasis, Foreign, Inline, Link, ListBlock, Named, Page, Paragraph, Passage, Section, Table, Text

ANY = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)
MARKS = st.text(st.sampled_from(list("\\`*_{}[]()<>#+-.!|~=:&;\"'$@ \u00a01a x\tA\u2028\ufffc")), max_size=14)
BLOCK_TRAPS = ["1. a", "12) b", "# a", "a #", "a ##", "---", "- ", "+", "* * *", "> a", "===", "    code"]
INLINE_TRAPS = ["```", "~~~", "&amp;", "&#35;", "<b>", "<!-- a -->", "https://a.example", "<https://a.example>", "www.a.example", "[a](b)"]
OTHER_TRAPS = ["![a](b)", "[a]: b", "a\\", "|", "| - |", ":-", "**a**", "a_b_", "__a__", "(a)"]
TRAPS = st.sampled_from([*BLOCK_TRAPS, *INLINE_TRAPS, *OTHER_TRAPS])
TEXT = st.one_of(ANY, MARKS, TRAPS)
HREFS = st.sampled_from(
    [
        "#a",
        "index.html#b-c",
        "../nl/index.html",
        "https://a.example/x(y)?a=1&copy;=2&b=[c]|%zz%20é",
        "mailto:a@b.example",
        "javascript:alert(1)",
        "//a.example",
    ]
)
NAMES = st.tuples(st.just("name"))


def _nested(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    children = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Emphasis, children, st.booleans()),
        st.builds(Link, HREFS, children),
        st.builds(Named, NAMES, children, TEXT),
        st.builds(Foreign, st.just("en"), children),
    )


INLINE: st.SearchStrategy[Inline] = st.recursive(st.one_of(st.builds(Text, TEXT), st.just(Break())), _nested, max_leaves=5)
INLINES = st.lists(INLINE, max_size=4).map(tuple)


def _tables(columns: int) -> st.SearchStrategy[Table]:
    rows = st.lists(st.tuples(*[INLINES] * columns), max_size=2).map(tuple)
    return st.builds(Table, TEXT, st.tuples(*[TEXT] * columns), rows, st.just(()))


def _blocks(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    styles = st.sampled_from(["bullet", "decimal", "lower-alpha", "lower-roman"])
    return st.one_of(
        st.builds(ListBlock, styles, st.integers(1, 9), st.lists(blocks, min_size=1, max_size=3).map(tuple), st.just(())),
        st.builds(Section, st.sampled_from(["", "s"]), st.integers(2, 5), st.sampled_from(["", "2.5"]), INLINES, blocks),
        st.builds(Passage, st.sampled_from(["", "p"]), blocks),
    )


LEAVES: st.SearchStrategy[Block] = st.one_of(st.builds(Paragraph, INLINES), st.integers(1, 3).flatmap(_tables))
BLOCKS = st.lists(st.recursive(LEAVES, _blocks, max_leaves=5), max_size=3).map(tuple)


def same(page: Page) -> Reading:
    """Asserts that a page's Markdown and the main part of its HTML read the same."""
    from_html, from_markdown = read_html(html(page), "main"), read_markdown(markdown(page))
    assert from_markdown == from_html
    return from_markdown


@pytest.mark.parametrize("page", [sample_page(), highlights_page(), facts_page()], ids=lambda page: page.kind)
def test_markdown_reads_as_html(page: Page) -> None:
    """Text, links, tables, headings and emphasis are the same."""
    reading = same(page)
    assert reading.links
    assert reading.text.startswith(page.title)


def test_sample_has_everything() -> None:
    """The comparison above is not of nothing."""
    reading = read_markdown(markdown(sample_page()))
    assert reading.tables[0][1] == ["Required cookies", "To keep you signed in", "Session"]
    assert ("https://ads.example/choices?a=1&copy=2", "industry’s opt-out page") in reading.links
    assert "(b) your company’s size, that is: (i) revenue; (ii) number of staff;" in reading.text
    assert ("h3", "2.1 When you join") in reading.headings
    assert "Log files." in reading.emphasized


@given(BLOCKS)
def test_any_page_reads_as_html(blocks: tuple[Block, ...]) -> None:
    """Whatever stands in whatever: rendered Markdown and HTML read the same."""
    same(bare_page(*blocks))


@given(TEXT)
def test_text_survives(text: str) -> None:
    """Any text stands for itself in paragraphs, cells, headings, list items, links, emphasis and titles."""
    inline: tuple[Inline, ...] = (Text(text),)
    page = bare_page(
        Section("a", 2, "", inline, (paragraph(text, Break(), text), bullets(text, text))),
        Section("b", 3, "1", inline, (ListBlock("decimal", 3, ((Paragraph(inline), bullets(text)),)),)),
        Table("", (text, "x"), ((inline, (Link("#a", inline),)), ((Emphasis(inline, strong=True),), inline))),
        title=text,
    )
    reading, once = same(page), words(text)
    assert reading.headings == [("h1", once), ("h2", once), ("h3", words(f"1 {text}"))]
    assert reading.tables == [[[once, "x"], [once, once], [once, once]]]
    assert reading.links == [("#a", once)]
    assert reading.items == 4
    assert reading.text == words(" ".join([text, text, text, text, text, text, "1", text, text, text, text, "x", *[text] * 4]))


def test_shape() -> None:
    """One line feed at the end, no trailing spaces, no tabs, an anchor before each heading and passage."""
    text = markdown(sample_page())
    assert text.endswith("\\\nDublin, Ireland\n")
    assert not any(line != line.rstrip() or "\t" in line for line in text.split("\n"))
    assert '<a id="about"></a>\n\n## 1 About this statement\n\n<a id="who-we-are"></a>\n\nThis' in text


def test_plain_text_stays_plain() -> None:
    """Ordinary prose carries no needless backslash."""
    text = "Terms & conditions (2.5): e-mail, 30 days – “we” don’t sell it! AT&T's user_name costs $5; see a/b, 100%."
    assert markdown(bare_page(paragraph(text))) == f"# Title\n\n{text}\n"


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (paragraph("a", Emphasis((Text("b"),), strong=False), "c"), "a*b*c"),
        (paragraph("a", Emphasis((Text("“b”"),), strong=True), "c"), "a<strong>“b”</strong>c"),
        (paragraph(Emphasis((Text("a"),), strong=True), Emphasis((Text("b"),), strong=False)), "<strong>a</strong>*b*"),
        (paragraph("1. a", Break(), "- b"), "1\\. a\\\n\\- b"),
        (paragraph("see!", Link("#a", (Text("b"),))), "see\\![b](#a)"),
        (paragraph("www.a.example, https://b.example"), "www\\.a.example, https:\\//b.example"),
        (paragraph(Link("javascript:alert(1)", (Text("a"),))), "a"),
        (paragraph(Link("https://a.example/(b)", (Text("a]"),))), "[a\\]](https://a.example/\\(b\\))"),
        (ListBlock("decimal", 7, ((paragraph("a"),), (paragraph("b"),))), "7. a\n8. b"),
        (ListBlock("bullet", 1, ((),)), "- &nbsp;"),
        (Table("", ("a|b",), (((Text("c"), Break(), Text("d")),),)), "| a\\|b |\n| --- |\n| c<br>d |"),
    ],
)
def test_forms(node: Block, expected: str) -> None:
    """How single things are written."""
    assert markdown(bare_page(node)) == f"# Title\n\n{expected}\n"


def test_adjacent_lists_stay_apart() -> None:
    """Two lists in a row do not become one."""
    page = bare_page(bullets("a"), Passage("", (bullets("b"),)), ListBlock("decimal", 1, ((paragraph("c"),),)))
    assert markdown(page).count("<!-- -->") == 2
    same(page)


EXAMPLES: dict[type, Block] = {
    Text: paragraph("word"),
    Emphasis: paragraph(Emphasis((Text("word"),), strong=False)),
    Link: paragraph(Link("#a", (Text("word"),))),
    Named: paragraph(Named(("a",), (Text("word"),), "")),
    Foreign: paragraph(Foreign("en", (Text("word"),))),
    Break: paragraph("word", Break(), "word"),
    Paragraph: paragraph("word"),
    ListBlock: bullets("word"),
    Table: Table("word", ("a",), (((Text("b"),),),)),
    Section: Section("a", 2, "", (Text("word"),), ()),
    Passage: Passage("a", (paragraph("word"),)),
}


def test_examples_are_complete() -> None:
    """Every node class of the page document is tried below."""
    assert set(EXAMPLES) == {*get_args(Inline), *get_args(Block)}


@pytest.mark.parametrize("node", EXAMPLES, ids=lambda node: node.__name__)
def test_total(node: type) -> None:
    """Every node is printed."""
    assert "word" in same(bare_page(EXAMPLES[node])).text


class Strange(NamedTuple):
    """A node nobody knows."""

    text: str


@pytest.mark.parametrize(
    "node", [cast("Block", Strange("a")), paragraph(cast("Inline", Strange("a"))), ListBlock("dotted", 1, ()), Section("a", 7, "", (), ())]
)
def test_unknown_raises(node: Block) -> None:
    """Nothing is left out in silence."""
    with pytest.raises((AssertionError, KeyError, ValueError)):
        markdown(bare_page(node))


def test_ragged_table_raises() -> None:
    """A row that does not fit its header is an error, not a lost cell."""
    with pytest.raises(ValueError, match="zip"):
        markdown(bare_page(Table("", ("a",), (((), ()),))))
