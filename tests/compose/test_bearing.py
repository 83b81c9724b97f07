"""Provenance on the pages: words carry the ids of exactly those facts of their clause that they help to say."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cases import REAL, check_body, codes
from plainly import driver
from plainly.compose import compose
from plainly.emit.html import html
from plainly.emit.markdown import markdown
from plainly.locales import published
from plainly.model import Clause, Policy
from plainly_dsl import prose


class Borne(NamedTuple):
    """An element with facts: in which clause it stands (outside of all: ""), and in which item or row with facts of its own."""

    tag: str
    names: tuple[str, ...]
    facts: tuple[str, ...]
    clause: str
    within: tuple[str, ...]


class _Reader(HTMLParser):
    """Elements with `data-facts`, read from HTML as a program would."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.found: list[Borne] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        if "data-facts" in attributes or "data-name" in attributes:
            outer = [around for _, around in self.open if "data-facts" in around]
            clause = next((around["id"] for around in outer if around.get("class") == "clause"), "")
            within = next((around["data-facts"].split() for around in reversed(outer) if around.get("class") != "clause"), ())
            facts = tuple(attributes.get("data-facts", "").split())
            self.found.append(Borne(tag, tuple(attributes.get("data-name", "").split()), facts, clause, tuple(within)))
        if tag not in {"meta", "link", "br"}:
            self.open.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag


def borne(text: str) -> list[Borne]:
    """Elements of a page that carry names or facts."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.found


class Built(NamedTuple):
    """A policy with its pages as HTML: (locale, kind) → text, and the same as Markdown."""

    policy: Policy
    pages: dict[tuple[str, str], str]
    texts: dict[tuple[str, str], str]

    def facts(self) -> dict[str, tuple[str, Any]]:
        """Fact's id → its clause's id, and the fact."""
        return {fact.id: (clause.id, fact) for clause in self.policy.clauses for one in clause.statements for fact in one.facts}


@pytest.fixture(scope="module", params=REAL, ids=lambda path: path.stem)
def built(request: pytest.FixtureRequest) -> Built:
    """Each real policy, its pages made once."""
    return build(request.param)


def build(path: Path) -> Built:
    """A policy's pages in all its locales."""
    policy = driver.check(path).policy
    assert policy is not None
    pages = [page for locale in published(policy) for page in compose(policy, locale)]
    return Built(
        policy, {(page.locale, page.kind): html(page) for page in pages}, {(page.locale, page.kind): markdown(page) for page in pages}
    )


def used(fact: Any) -> set[str]:
    """Names in all positions of a fact."""
    return {name for group in (fact.objects, *fact.qualifiers.values()) for name in group}


def says(policy: Policy, mention: str, name: str) -> bool:
    """The rule of the checks: a mention says itself, a party with its contact points, what a term stands for, a group of it."""
    if mention == name or (("." in mention) != ("." in name) and mention.partition(".")[0] == name.partition(".")[0]):
        return True
    base = mention.partition(".")[0]
    entry = policy.names.get(base)
    if entry is None:
        return False
    wider = [group for group, other in policy.names.items() if base in other.members]
    if entry.kind == "term" and entry.stands_for:
        wider.append(entry.stands_for)
    return any(says(policy, other, name) for other in wider)


def mentioned(clause: Clause, locale: str) -> set[str]:
    """What a clause's prose refers to in a locale."""
    read = [prose.read(run) for run in clause.text.get(locale, ())]
    return {target.text for one in read for reference in one.references for target in reference.targets}


def statements(built: Built) -> Iterator[tuple[str, list[Borne]]]:
    """Locale, and what the full statement in it carries."""
    for (locale, kind), text in built.pages.items():
        if kind == "statement":
            yield locale, borne(text)


def test_names_carry_exactly_their_facts(built: Built) -> None:
    """A marked name carries the facts of its clause that use it, in their order, and no others; in headings it carries none."""
    facts = built.facts()
    for _, found in statements(built):
        checked = 0
        for one in found:
            if one.names and one.clause and not one.within:
                expected = [
                    fact
                    for fact, (clause, content) in facts.items()
                    if clause == one.clause and any(says(built.policy, mention, name) for mention in one.names for name in used(content))
                ]
                assert list(one.facts) == expected
                checked += bool(expected)
            elif not one.clause and one.tag != "div":
                assert one.facts == ()
        assert checked


def test_no_fact_of_another_clause(built: Built) -> None:
    """Whatever stands in a clause carries facts of that clause only; a generated table shows facts of others, row by row."""
    facts = built.facts()
    for _, found in statements(built):
        for one in found:
            assert len(set(one.facts)) == len(one.facts)
            for fact in one.facts:
                assert fact in facts
                assert facts[fact][0] == one.clause or one.tag in {"div", "tr"} or one.within


def test_every_fact_that_is_referred_to_is_carried(built: Built) -> None:
    """In each locale: a fact of which the prose mentions a name is carried by words, an item or a row; all by their clause."""
    facts = built.facts()
    clauses = {clause.id: clause for clause in built.policy.clauses}
    for locale, found in statements(built):
        by_clause: dict[str, set[str]] = {}
        for one in found:
            by_clause.setdefault(one.clause, set()).update(one.facts if one.tag != "div" else ())
        whole = {fact for one in found if one.tag == "div" for fact in one.facts}
        assert whole == {fact for fact, (clause, _) in facts.items() if clauses[clause].text.get(locale)}
        for fact, (identity, content) in facts.items():
            mentions = mentioned(clauses[identity], locale)
            if "facts" in mentions or any(says(built.policy, mention, name) for mention in mentions for name in used(content)):
                assert fact in by_clause[identity]


def test_rows_of_the_facts_page_carry_all_facts(built: Built) -> None:
    """Each fact is carried by exactly one row of the privacy facts, which leads to its clause."""
    facts = built.facts()
    for (_, kind), text in built.pages.items():
        if kind == "facts":
            carried = [fact for one in borne(text) if one.tag == "tr" for fact in one.facts]
            assert sorted(carried) == sorted(facts)


def test_highlights_carry_facts_of_their_clauses(built: Built) -> None:
    """A name in a highlight carries facts of the clause that the line stands for, never of a clause without a highlight."""
    facts = built.facts()
    shown = {name for group in built.policy.highlights for entry in group.clauses for name in entry}
    for (_, kind), text in built.pages.items():
        if kind == "highlights":
            for one in borne(text):
                assert {facts[fact][0] for fact in one.facts} <= shown
                for fact in one.facts:
                    assert not one.names or any(says(built.policy, mention, name) for mention in one.names for name in used(facts[fact][1]))


def test_markdown_carries_no_ids(built: Built) -> None:
    """Ids of facts are for programs that read HTML; the Markdown pages hold none."""
    facts = built.facts()
    for text in built.texts.values():
        assert not any(fact in text for fact in facts)


BODY = """\
@party shop "the shop" is business-partners
  email  ask@shop.example
  phone  "+353 1 555 0100"
@data contact-details "contact details" = name, phone-number
@term friend "our friend" is shop
@link help-page "the help page" https://help.example/

# A {#a}

@clause first

We collect [how to reach you]{contact-details}, [your name]{name}, because [we have to]{?duty}. Write to {shop.email}, call
{shop.phone} or see {help-page}; [our friend]{friend} helps, as {#a} says.

@collect contact-details when ?duty
@answer questions via shop.email
@answer complaints via shop.phone
@answer requests via help-page
@share job-title with shop for security

@clause second

We use your {name} for {security}.

@use name for security

@clause third

{facts}

@use email-address for security

@clause fourth

You tell us your {job-title}.

@collect job-title
"""


def test_each_kind_of_mention(tmp_path: Path) -> None:
    """Groups, members, terms, conditions, contact points, links and generated sentences: each carries its facts."""
    checked = check_body(tmp_path, BODY)
    assert not [code for code in codes(checked) if code not in {"unreferenced-name", "missing-highlights"}]
    page = build(checked.path).pages["en", "statement"]
    found = [one for one in borne(page) if one.clause == "first" and one.tag != "div"]
    verbs = [(one.tag, one.names, [fact.partition(".")[2].rpartition(".")[0] for fact in one.facts]) for one in found]
    assert verbs == [
        ("span", ("contact-details",), ["collect.contact-details"]),
        ("span", ("name",), ["collect.contact-details"]),
        ("span", (), ["collect.contact-details"]),
        ("a", (), ["answer.questions", "share.job-title"]),
        ("span", (), ["answer.complaints", "share.job-title"]),
        ("a", (), ["answer.requests"]),
        ("span", ("friend",), ["answer.questions", "answer.complaints", "share.job-title"]),
    ]
    second = [one for one in borne(page) if one.clause == "second" and one.tag == "span"]
    assert [(one.names, len(one.facts)) for one in second] == [(("name",), 1), (("security",), 1)]
    items = [one for one in borne(page) if one.tag == "li"]
    assert [(one.clause, one.facts[0].rpartition(".")[0]) for one in items] == [("third", "third.use.email-address")]
