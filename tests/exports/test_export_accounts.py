"""Every fact is expressed or listed, in every format and for each of the five policies; what is said to be expressed is there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from exported import BASE, POLICIES, exported, fact_ids, policy

from plainly.compose.wording import Wording
from plainly.exports import FORMATS, exporter
from plainly.exports.account import HERE, reasons
from plainly.exports.claims import claims, table
from plainly_dsl import standard
from plainly_dsl.tables import read_table, verbs

EACH = [(form, name) for form in FORMATS for name in POLICIES]


def resolved(document: Any, pointer: str) -> Any:
    """What a JSON Pointer leads to; a node of a graph is named by its identifier."""
    if pointer.startswith("/@graph/"):
        return next(node for node in document["@graph"] if node["@id"] == pointer.removeprefix("/@graph/"))
    for part in pointer.split("/")[1:]:
        step = part.replace("~1", "/").replace("~0", "~")
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


@pytest.mark.parametrize(("form", "name"), EACH)
def test_every_fact_is_expressed_or_listed(form: str, name: str) -> None:
    """Facts expressed and facts left out are together all facts, and no others."""
    _, account = exported(form, name)
    listed = {entry["fact"] for entry in account.left_out()}
    assert account.places.keys() | listed == fact_ids(name)


@pytest.mark.parametrize(("form", "name"), EACH)
def test_what_is_expressed_is_found_at_its_place(form: str, name: str) -> None:
    """Each pointer of the account leads to something in the document."""
    document, account = exported(form, name)
    for pointers in account.places.values():
        assert pointers
        for pointer in pointers:
            assert resolved(document, pointer) is not None


@pytest.mark.parametrize(("form", "name"), EACH)
def test_denials_and_deeds_of_others_are_never_expressed(form: str, name: str) -> None:
    """What the policy says does not happen, or that somebody else does, stands nowhere in a document."""
    _, account = exported(form, name)
    controllers = set(policy(name).controllers)
    strange = {
        claim.fact.id
        for claim in claims(policy(name))
        if claim.modality == "never" or (claim.fact.qualifiers.get("by") and not controllers & set(claim.fact.qualifiers["by"]))
    }
    assert not strange & account.places.keys()


@pytest.mark.parametrize(("form", "name"), EACH)
def test_what_only_may_happen_is_told_so(form: str, name: str) -> None:
    """A fact with “may” is in the list too, unless the document itself says `may`, or describes it without claiming it."""
    document, account = exported(form, name)
    told = {entry["fact"] for entry in account.left_out() if "may" in entry["lost"]}
    for claim in claims(policy(name)):
        if claim.modality != "may" or claim.fact.id not in account.places or claim.fact.id in told:
            continue
        for pointer in account.places[claim.fact.id]:
            place = resolved(document, pointer)
            if form == "store-labels":
                assert place in {"does", "may", "required", "optional", "both"}
            else:
                assert account.sentence(claim) in json.dumps(place, ensure_ascii=False)


@pytest.mark.parametrize(("form", "name"), EACH)
def test_each_loss_has_a_sentence_and_a_reason(form: str, name: str) -> None:
    """Each entry tells the fact as a sentence, its clause, and why."""
    _, account = exported(form, name)
    clauses = {clause.id for clause in policy(name).clauses}
    for entry in account.left_out():
        assert entry["sentence"].endswith(".")
        assert entry["clause"] in clauses
        assert entry["reason"] == reasons()[entry["code"]]
        assert (entry["extent"] == "part") == (entry["fact"] in account.places)
        assert entry["lost"] or entry["extent"] == "whole"


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_is_the_same_each_time(form: str) -> None:
    """The same policy gives the same document and the same account."""
    made = policy("desk-2014")
    first, second = (exporter(form)(made, Wording.of(made, "en"), BASE) for _ in range(2))
    assert json.dumps(first[0]) == json.dumps(second[0])
    assert json.dumps(first[1].report()) == json.dumps(second[1].report())


@pytest.mark.parametrize("form", FORMATS)
def test_another_language_changes_words_and_nothing_else(form: str) -> None:
    """In each language the same facts are expressed at the same places."""
    _, english = exported(form, "salesforce-org-2019", "en")
    _, german = exported(form, "salesforce-org-2019", "de")
    assert english.places == german.places
    assert [entry["code"] for entry in english.left_out()] == [entry["code"] for entry in german.left_out()]


def test_every_verb_that_has_no_place_has_a_reason() -> None:
    """A verb without a row in the table has the general reason; the table has rows of verbs that there are."""
    told = {row["code"].removeprefix("no-place-") for row in read_table(HERE / "reasons.tsv") if row["code"].startswith("no-place-")}
    assert told - {"right"} <= verbs().keys()
    for verb in verbs().keys() - told:
        assert reasons()[f"no-place-{verb}"] == f"The format has no place for what “{verb}” states."


@pytest.mark.parametrize(
    ("file", "column", "kind"),
    [
        ("store-data.tsv", "apple", "data"),
        ("store-data.tsv", "google", "data"),
        ("store-purposes.tsv", "apple", "purpose"),
        ("tilt-bases.tsv", "reference", "basis"),
        ("tilt-rights.tsv", "field", "right"),
        ("tilt-transfers.tsv", "field", "instrument"),
    ],
)
def test_mapping_tables_name_standard_names(file: str, column: str, kind: str) -> None:
    """Each row of a mapping table is a standard name of the right kind."""
    rows = table(file, column)
    assert rows
    assert {standard.entries()[name].kind for name in rows} == {kind}
