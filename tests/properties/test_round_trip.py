"""Policies made at random: what formatting and folding must not change."""

from __future__ import annotations

import random

from hypothesis import assume, given
from hypothesis import strategies as st
from policies import policy, run_of_prose, statement

from cases import bare, formatted, tree_of
from notice_reader import BASE, canonical, read_back
from plainly.emit.turtle import turtle
from plainly.view import view
from plainly_dsl import prose
from plainly_dsl.diagnostics.catalogue import entries
from plainly_dsl.parse import parse
from plainly_dsl.resolve import Document, resolve
from plainly_dsl.source import Source

#: What random names and texts may rightly draw upon themselves.
CONTENT = {"said-twice", "unused-name", "too-many-facts", "unknown-contact"}


def document_of(text: str) -> Document:
    """The policy document of a text."""
    return resolve(tree_of(text)).document


def facts_of(document: Document) -> list[str]:
    """Identities of all facts, sorted."""
    return sorted(fact["id"] for clause in document["clauses"] for line in clause.get("statements", ()) for fact in line["facts"])


def clause_of(*statements: str) -> str:
    """A policy of one clause with these statements."""
    header = '@policy example\n  title "T"\n  language en\n  effective not-stated\n  controller meadow\n@party meadow "M"\n\n# A {#a}\n\n'
    return f"{header}@clause c\n\nText.\n\n" + "".join(f"{line}\n" for line in statements)


@given(policy())
def test_generated_policies_are_sound(text: str) -> None:
    """A policy put together from sound parts has no mistakes of form."""
    tree, mistakes = parse(Source("case.policy", text))
    found = {d.code for d in (*mistakes, *resolve(tree).problems)}
    assert {code for code in found if entries()[code].severity == "error"} <= CONTENT


@given(policy())
def test_formatting_keeps_the_tree(text: str) -> None:
    """parse ∘ format is the identity on trees, but for places and white space."""
    once = formatted(text)
    assert bare(tree_of(once))[3:] == bare(tree_of(text))[3:]
    assert formatted(once) == once


@given(policy())
def test_formatting_keeps_the_document(text: str) -> None:
    """Formatting never changes what a policy says: the document stays the same to the letter."""
    before, after = document_of(text), document_of(formatted(text))
    for document in (before, after):
        for clause in document["clauses"]:
            clause["text"] = {locale: [" ".join(run.split()) for run in runs] for locale, runs in clause["text"].items()}
    assert before == after


@given(st.lists(statement(), min_size=1, max_size=4), st.randoms())
def test_identities_do_not_depend_on_order(statements: list[str], shuffle: random.Random) -> None:
    """A clause's facts keep their identities when its statements change places."""
    other = shuffle.sample(statements, len(statements))
    assert facts_of(document_of(clause_of(*statements))) == facts_of(document_of(clause_of(*other)))


@given(
    st.lists(st.sampled_from(["name", "age", "gender", "photo"]), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(["billing", "research", "surveys"]), min_size=1, max_size=3, unique=True),
    st.sampled_from(["", "may ", "must ", "never "]),
)
def test_identities_do_not_depend_on_folding(objects: list[str], purposes: list[str], modality: str) -> None:
    """Facts written one by one, by commas, or on indented lines are the same facts."""
    by_commas = clause_of(f"@{modality}use {', '.join(objects)} for {', '.join(purposes)} optional")
    one_by_one = clause_of(*(f"@{modality}use {name} for {purpose} optional" for name in objects for purpose in purposes))
    on_lines = clause_of(f"@{modality}use {', '.join(objects)} optional" + "".join(f"\n  for {purpose}" for purpose in purposes))
    own_objects = clause_of(f"@{modality}use" + "".join(f"\n  {name} for {', '.join(purposes)} optional" for name in objects))
    expected = facts_of(document_of(by_commas))
    assert len(expected) == len(objects) * len(purposes)
    assert facts_of(document_of(one_by_one)) == facts_of(document_of(on_lines)) == facts_of(document_of(own_objects)) == expected


@given(st.lists(statement(), min_size=1, max_size=3))
def test_identities_are_unique(statements: list[str]) -> None:
    """Different facts of a clause have different identities; equal ones are reported."""
    resolved = resolve(tree_of(clause_of(*statements)))
    identities = facts_of(resolved.document)
    assert len(set(identities)) == len(identities) or any(d.code == "said-twice" for d in resolved.problems)


@given(run_of_prose())
def test_sound_prose_has_no_slips(text: str) -> None:
    """Prose put together from sound parts is read without a slip, each reference once."""
    reading = prose.read(text)
    assert reading.slips == ()
    assert len(reading.references) == text.replace("\\[", "").count("]{") + text.count("](") + sum(
        before != "]" for before, brace in zip(" " + text, text, strict=False) if brace == "{"
    )


def test_examples_on_the_clause_line() -> None:
    """`such-as` there means examples in each fact that takes the list, and in the notice; `only` is for statements."""
    text = clause_of("@share name with affiliates", "@use name for marketing in us").replace(
        "@clause c", "@clause c in such-as europe, canada"
    )
    document = document_of(text)
    shared, used = (line["facts"][0] for line in document["clauses"][0]["statements"])
    assert (shared["qualifiers"]["in"], shared["open"]) == (["europe", "canada"], ["in"])
    assert "open" not in used  # its own place stands instead
    assert read_back(turtle(view(document), BASE)) == canonical(document)
    wrong = resolve(tree_of(text.replace("in such-as europe, canada", "only in europe"))).problems
    assert ["not-on-clause", "only"] in [[d.code, d.args.get("word")] for d in wrong]


@given(policy())
def test_the_notice_holds_the_whole_document(text: str) -> None:
    """Whatever a policy says can be read back from its machine notice. (One that says the same fact twice is not published.)"""
    document = document_of(text)
    assume(len(facts_of(document)) == len(set(facts_of(document))))
    assert read_back(turtle(view(document), BASE)) == canonical(document)
