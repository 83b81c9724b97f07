"""Desk.com 2014: every row of the checklist is said by the compiled document, and no statement says more."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from checklist import HERE, POLICY, SHARED, Row, exceptions, places, rows, table
from mapping import extra, missing
from rules import READERS_OPTION
from said import Document, claims, clause_of, compiled, expanded, targets

pytestmark = [
    pytest.mark.needs_shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the checklists do not lie beside the project"),
]
ROWS = rows() if SHARED.is_dir() else []
PLACES = places()
EXCEPTIONS = exceptions()
# Row modality → what a statement must not say instead.
WRONG = {
    "does": ("may", "must", "never"),
    "may": ("must", "never"),
    "must": ("does", "may", "never"),
    "never": ("may", "must"),
    "cannot": ("may",),
}


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return compiled(POLICY, tmp_path_factory.mktemp("output"))


def excepted(row: Row) -> set[str]:
    return {key for identity, key in EXCEPTIONS if identity == row.id}


def extras(notice: Document) -> dict[tuple[str, str], set[str]]:
    """(Row id, `+` what) → facts that say more than the rows they stand for."""
    of_fact: dict[str, list[Row]] = defaultdict(list)
    of_clause: dict[str, list[Row]] = defaultdict(list)
    for row in ROWS:
        of_clause[PLACES[row.id].where].append(row)
        for said in targets(PLACES[row.id], notice):
            if said.fact:
                of_fact[said.fact["id"]].append(row)
    result: dict[tuple[str, str], set[str]] = defaultdict(set)
    for said in claims(notice):
        assert said.fact
        assert said.clause
        stated = of_fact[said.fact["id"]]
        more = extra(said, stated, of_clause[said.clause["id"]]) if stated else {"no row"}
        for entry in more:
            result[stated[0].id if stated else "", f"+{entry}"].add(said.fact["id"])
    return result


def test_every_row_is_mapped_exactly_once() -> None:
    lines = [line["id"] for line in table(HERE / "desk-2014.tsv")]
    assert len(ROWS) == 228
    assert Counter(lines) == Counter(row.id for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_row_is_said(row: Row, notice: Document) -> None:
    lacking = missing(row, PLACES[row.id], notice, excepted(row))
    assert not lacking, {key: row.wanted.get(key, getattr(row, key, "")) for key in lacking}


def test_statements_are_compiled_as_they_are_written(notice: Document) -> None:
    for place in PLACES.values():
        clause = clause_of(notice, place.where)
        if clause and not place.what.startswith("@"):
            compiled_facts = {said.fact["id"]: said.fact for said in claims(notice, [clause]) if said.fact}
            for fact in expanded(place, notice, clause):
                assert compiled_facts[fact["id"]] == fact


def test_no_statement_says_more_than_its_rows(notice: Document) -> None:
    assert {key: found for key, found in extras(notice).items() if key not in EXCEPTIONS} == {}


def test_exceptions_are_few_needed_and_explained(notice: Document) -> None:
    assert len(EXCEPTIONS) < 35
    assert all(EXCEPTIONS.values())
    by_id = {row.id: row for row in ROWS}
    more = extras(notice)
    for identity, key in EXCEPTIONS:
        if key.startswith("+"):
            assert (identity, key) in more, f"{identity} {key} is not needed"
        else:
            row = by_id[identity]
            assert key in missing(row, PLACES[identity], notice, excepted(row) - {key}), f"{identity} {key} is not needed"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_wrong_value_is_reported(row: Row, notice: Document) -> None:
    """No rule says yes to anything: the same row with one other value is not said."""
    for key in row.wanted:
        if key not in excepted(row):
            wrong = row._replace(wanted={**row.wanted, key: ("nothing-of-the-kind",)})
            assert key in missing(wrong, PLACES[row.id], notice, excepted(row)), key


@pytest.mark.parametrize("row", [row for row in ROWS if not PLACES[row.id].what.startswith("@")], ids=lambda row: row.id)
def test_a_wrong_modality_is_reported(row: Row, notice: Document) -> None:
    found = targets(PLACES[row.id], notice)
    wrong = WRONG[row.modality] + (("does",) if row.modality == "may" and found[0].verb not in READERS_OPTION else ())
    for other in wrong:
        turned = {said.fact["id"]: other for said in found if said.fact}
        lacking = missing(row, PLACES[row.id], with_modalities(notice, turned), excepted(row) - {"modality"})
        as_it_was = found[0].modality == other  # `never cover` for a row on what lies outside
        assert ("modality" in lacking) != as_it_was or (row.id, "modality") in EXCEPTIONS, other


def with_modalities(notice: Document, turned: dict[str, str]) -> Document:
    """The document with some facts given another modality: each a statement of its own."""
    clauses = []
    for clause in notice["clauses"]:
        statements = [
            {**statement, "modality": turned.get(fact["id"], statement["modality"]), "facts": [fact]}
            for statement in clause.get("statements", ())
            for fact in statement["facts"]
        ]
        clauses.append({**clause, "statements": statements})
    return {**notice, "clauses": clauses}
