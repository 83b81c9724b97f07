"""Ids of facts in HTML: on names, links, items and rows, and never lost with a link that may not be one."""

from __future__ import annotations

import pytest
from sample import bare_page, bullets, paragraph

from plainly.emit.html import html
from plainly.page import Link, ListBlock, Named, Table, Text


def test_facts_of_items_and_links() -> None:
    """Items carry the facts they stand for; a link that may not be one leaves a span with its facts."""
    text = html(bare_page(bullets("a", "b")._replace(facts=(("f1", "f2"), ()))))
    assert '<ul>\n<li data-facts="f1 f2">a</li>\n<li>b</li>\n</ul>' in text
    refused = Link("javascript:x", (Text("a"),), ("f1",))
    inner = Link("#b", (Link("#c", (Text("b"),), ("f2",)),), ())
    text = html(bare_page(paragraph(refused, inner, Named((), (Text("c"),), "", ("f3",)))))
    assert '<p><span data-facts="f1">a</span><a href="#b"><span data-facts="f2">b</span></a><span data-facts="f3">c</span></p>' in text


@pytest.mark.parametrize(
    "block", [Table("", ("a",), (((),),), (("f1",), ("f2",))), bullets("a", "b")._replace(facts=(("f1",),))], ids=["table", "list"]
)
def test_facts_fit_their_items(block: Table | ListBlock) -> None:
    """Facts for more or fewer items than there are raise: nothing is put in the wrong place."""
    with pytest.raises(ValueError, match="argument"):
        html(bare_page(block))
