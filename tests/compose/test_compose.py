"""Composing: words, lists and values by locale; facts folded into rows and read as sentences; nothing lost on the way."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainly import driver, page
from plainly.compose import Wording, compose
from plainly.compose.folding import fold
from plainly.compose.highlights import contact_id
from plainly.compose.sentences import sentence
from plainly.compose.tables import TABLES
from plainly.compose.wording import capitalized, section_numbers
from plainly.model import Fact, Policy, Quantity, Section, Statement
from plainly.page import Link, Named, Text, plain
from plainly.view import view
from plainly_dsl import lookups
from plainly_dsl.tables import MODALITIES, qualifiers, verbs

ROOT = Path(__file__).parents[2]
PATHS = (ROOT / "tests" / "golden" / "meadow" / "meadow.policy", ROOT / "policies" / "desk-2014" / "desk-2014.policy")


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def checked(request: pytest.FixtureRequest) -> driver.Checked:
    """A small and a real policy."""
    return driver.check(request.param)


@pytest.fixture(scope="module")
def policy(checked: driver.Checked) -> Policy:
    """The policy itself."""
    assert checked.policy is not None
    return checked.policy


@pytest.fixture(scope="module")
def wording(policy: Policy) -> Wording:
    """Its words in its own language."""
    return Wording.of(policy, policy.language)


def test_view_reads_as_the_model_does(checked: driver.Checked) -> None:
    """The light view has the same fields with the same values as the pydantic model, all the way down."""
    model = Policy.model_validate(checked.document, strict=False)
    assert same(view(checked.document), model)


def same(left: Any, right: Any) -> bool:
    """Whether a view and a model agree, field by field."""
    if isinstance(left, SimpleNamespace):
        fields = type(right).model_fields
        return set(vars(left)) == set(fields) and all(same(getattr(left, name), getattr(right, name)) for name in fields)
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, tuple):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)


def test_document_is_canonical(checked: driver.Checked) -> None:
    """The front end writes no field that only repeats a default, so a foreign document gives the same bytes."""
    assert driver.canonical(checked.document) == (checked.document, [])


def test_folding_loses_no_fact(policy: Policy) -> None:
    """Rows stand for exactly the facts of their statement, and their lists for exactly the facts' names."""
    for clause in policy.clauses:
        for statement in clause.statements:
            rows = fold(statement)
            assert sorted(fact for row in rows for fact in row.facts) == sorted(fact.id for fact in statement.facts)
            for row in rows:
                facts = [fact for fact in statement.facts if fact.id in row.facts]
                assert set(row.objects) == {name for fact in facts for name in fact.objects}
                for word, names in row.qualifiers.items():
                    assert set(names) == {name for fact in facts for name in fact.qualifiers.get(word, ())}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.sampled_from("pq")), min_size=1, max_size=12, unique=True))
def test_folded_rows_never_claim_more(chosen: list[tuple[str, str, str]]) -> None:
    """Whatever facts a statement has: the product of a row's lists is exactly the facts it stands for."""
    facts = tuple(Fact(id=f"c.use.{o}.{p}{w}", objects=(o,), qualifiers={"for": (p,), "with": (w,)}) for o, p, w in chosen)
    rows = fold(Statement(verb="use", modality="does", facts=facts))
    claimed = {(o, p, w) for row in rows for o in row.objects for p in row.qualifiers["for"] for w in row.qualifiers["with"]}
    assert claimed == set(chosen)


def test_sentences_name_everything(policy: Policy, wording: Wording) -> None:
    """A statement's sentence holds the label of each of its names, begins with a capital and ends in a full stop."""
    for clause in policy.clauses:
        for statement in clause.statements:
            for row in fold(statement):
                text = plain(sentence(wording, clause, row))
                assert text[0].isupper() or not text[0].isalpha()
                assert text.endswith(".")
                for names in (row.objects, *row.qualifiers.values()):
                    for name in names:
                        if name[0] not in "#?" and "." not in name:
                            assert wording.label(name).lower() in text.lower()


@pytest.mark.parametrize("verb", sorted(verbs()))
@pytest.mark.parametrize("modality", ["does", *MODALITIES])
def test_each_verb_reads_in_each_modality(wording: Wording, verb: str, modality: str) -> None:
    """Every verb has its words in every modality, for us, for one other party and for several."""
    objects = (next(iter(wording.policy.controllers)),)
    for by in ((), ("meadow-ltd",), ("service-providers", "customers")):
        known = tuple(name for name in by if name in wording.policy.names)
        fact = Fact(id="c.x", objects=objects, qualifiers={"by": known} if known else {})
        row = fold(Statement(verb=verb, modality=modality, facts=(fact,)))[0]  # type: ignore[arg-type]
        text = plain(sentence(wording, wording.policy.clauses[0], row))
        assert wording.label(objects[0]) in text
        assert "{" not in text


def test_every_qualifier_and_mark_has_words(wording: Wording) -> None:
    """The locale's sentence file is complete."""
    from plainly_dsl.tables import marks

    assert {key.partition(".")[0] for key in wording.sentences["qualifiers"]} == {*qualifiers(), "only"}
    assert set(wording.sentences["marks"]) == set(marks())
    assert set(wording.sentences["verbs"]) == set(verbs())
    assert set(wording.interface["tables"]) - {"promises", "empty"} == set(TABLES) == set(lookups.TABLES)
    assert set(wording.interface["units"]) == set(get_args(Quantity.model_fields["unit"].annotation))


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (1, "day", "1 day"),
        (30, "day", "30 days"),
        (30, "business-day", "30 business days"),
        (1, "year", "1 year"),
        (2, "month", "2 months"),
    ],
)
def test_values_follow_the_plural_rules(wording: Wording, amount: int, unit: Any, text: str) -> None:
    """Numbers agree with their units."""
    assert wording.quantity(Quantity(amount=amount, unit=unit)) == text


def test_dates_and_lists_follow_cldr(wording: Wording) -> None:
    """Dates are long, lists end in “and” or “or”; a date that is not stated says so."""
    assert wording.date("2026-03-01") == "March 1, 2026"
    assert wording.date("not-stated") == "not stated"
    items = [(Text("a"),), (Text("b"),), (Text("c"),)]
    assert plain(wording.joined(items)) == "a, b, and c"
    assert plain(wording.joined(items[:2], "or")) == "a or b"
    assert plain(wording.joined(items[:1])) == "a"


def test_sections_are_numbered_by_level() -> None:
    """Each level counts anew below its parent."""
    levels = (1, 2, 2, 3, 1, 2)
    sections = tuple(Section(id=f"s{n}", level=level, title={"en": "t"}) for n, level in enumerate(levels))
    numbers = section_numbers(SimpleNamespace(sections=sections))  # type: ignore[arg-type]
    assert list(numbers.values()) == ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]


@pytest.mark.parametrize(("taken", "free"), [(0, "reach-us"), (1, "reach-us-2"), (12, "reach-us-13")])
def test_contact_has_an_id_of_its_own(taken: int, free: str) -> None:
    """However many groups of the highlights are called as the section on how to make contact would be."""
    groups = [SimpleNamespace(id=f"reach-us-{number}" if number > 1 else "reach-us") for number in range(1, taken + 1)]
    assert contact_id(cast("Policy", SimpleNamespace(highlights=groups))) == free


def test_capital_reaches_into_marked_words() -> None:
    """The first letter is large even inside a link or a name."""
    assert plain(capitalized((Named(("x",), (Text("our sites"),), ""), Text(" …")))) == "Our sites …"


def test_pages_link_only_to_what_is_there(policy: Policy) -> None:
    """Every link inside a policy's pages leads to an id of the page it names."""
    pages = {page.PAGE_FILES[made.kind]: made for made in compose(policy, policy.language)}
    ids = {name: set(anchors(made.blocks)) for name, made in pages.items()}
    for name, made in pages.items():
        for href in links(made):
            file, _, anchor = href.partition("#")
            if anchor and not href.startswith("http"):
                assert anchor in ids[file.removesuffix(".html") or name], href


def anchors(blocks: tuple[Any, ...]) -> list[str]:
    """Ids of sections and clauses."""
    return [found for block in blocks if hasattr(block, "blocks") for found in (block.id, *anchors(block.blocks))]


def links(node: Any) -> list[str]:
    """All targets of links below a node, in contents too."""
    if isinstance(node, Link):
        return [node.href]
    if isinstance(node, page.Entry):
        return [node.href, *links(node.entries)]
    return [found for child in node for found in links(child)] if isinstance(node, tuple) else []
