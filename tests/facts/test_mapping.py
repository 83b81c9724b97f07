"""Every row of a policy's checklist is said by its compiled document, and no statement says more."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest
from checklist import SHARED, Place, Row, checkable, exceptions, map_file, mapped, places, policy_file, rows, table
from mapping import extras, missing
from said import Document, claims, clause_of, compiled, expanded, targets
from words import READERS_OPTION

pytestmark = [
    pytest.mark.needs_shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the checklists do not lie beside the project"),
]
# Share of a policy's rows that may be excepted from a rule.
FEW = 0.12
# Row modality → what a statement must not say instead.
WRONG = {
    "does": ("may", "must", "never"),
    "may": ("must", "never"),
    "must": ("does", "may", "never"),
    "never": ("may", "must"),
    "cannot": ("may",),
}


class Policy(NamedTuple):
    """A policy's checklist, where its rows are said, and what is excepted."""

    rows: list[Row]
    places: dict[str, Place]
    exceptions: dict[tuple[str, str], str]

    def excepted(self, row: Row) -> set[str]:
        return {key for identity, key in self.exceptions if identity == row.id}

    def known(self) -> list[Row]:
        """The rows that the map names."""
        return [row for row in self.rows if row.id in self.places]


POLICIES = {policy: Policy(rows(policy), places(map_file(policy)), exceptions(policy)) for policy in mapped()}
ROWS = [(policy, row) for policy, its in POLICIES.items() for row in its.known()]
STATED = [(policy, row) for policy, row in ROWS if not POLICIES[policy].places[row.id].what.startswith("@")]

of_each_policy = pytest.mark.parametrize("policy", POLICIES)


def of_each(cases: list[tuple[str, Row]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("policy", "row"), cases, ids=[f"{policy}-{row.id}" for policy, row in cases])


@pytest.fixture(scope="module")
def notices() -> dict[str, Document | str]:
    """Policy → its compiled document, or why there is none. Filled by `notice`: each is compiled once."""
    return {}


@pytest.fixture
def notice(policy: str, notices: dict[str, Document | str], tmp_path_factory: pytest.TempPathFactory) -> Document:
    if policy not in notices:
        try:
            notices[policy] = compiled(policy_file(policy), tmp_path_factory.mktemp("output"))
        except AssertionError as error:
            notices[policy] = str(error)
    found = notices[policy]
    assert isinstance(found, dict), found
    return found


@pytest.mark.parametrize("policy", checkable())
def test_a_policy_with_a_checklist_has_a_map(policy: str) -> None:
    assert map_file(policy).is_file()


@of_each_policy
def test_every_row_is_mapped_exactly_once(policy: str) -> None:
    lines = [line["id"] for line in table(map_file(policy))]
    assert Counter(lines) == Counter(row.id for row in POLICIES[policy].rows)


@of_each(ROWS)
def test_row_is_said(policy: str, row: Row, notice: Document) -> None:
    its = POLICIES[policy]
    lacking = missing(row, its.places[row.id], notice, its.excepted(row))
    assert not lacking, {key: row.wanted.get(key, getattr(row, key, "")) for key in lacking}


@of_each_policy
def test_statements_are_compiled_as_they_are_written(policy: str, notice: Document) -> None:
    for place in POLICIES[policy].places.values():
        clause = clause_of(notice, place.where)
        if clause and not place.what.startswith("@"):
            compiled_facts = {said.fact["id"]: said.fact for said in claims(notice, [clause]) if said.fact}
            for fact in expanded(place, notice, clause):
                assert compiled_facts.get(fact["id"]) == fact, f"{place.where}: {place.what}"


@of_each_policy
def test_no_statement_says_more_than_its_rows(policy: str, notice: Document) -> None:
    its = POLICIES[policy]
    assert {key: found for key, found in extras(its.known(), its.places, notice).items() if key not in its.exceptions} == {}


def test_exceptions_are_of_mapped_policies() -> None:
    assert {line["policy"] for line in table(map_file("exceptions"))} <= set(checkable())


@of_each_policy
def test_exceptions_are_few_needed_and_explained(policy: str, notice: Document) -> None:
    its = POLICIES[policy]
    assert len(its.exceptions) <= FEW * len(its.rows)
    assert all(its.exceptions.values())
    by_id = {row.id: row for row in its.rows}
    more = extras(its.known(), its.places, notice)
    for identity, key in its.exceptions:
        if key.startswith("+"):
            assert (identity, key) in more, f"{identity} {key} is not needed"
        else:
            row = by_id[identity]
            assert key in missing(row, its.places[identity], notice, its.excepted(row) - {key}), f"{identity} {key} is not needed"


@of_each(ROWS)
def test_a_wrong_value_is_reported(policy: str, row: Row, notice: Document) -> None:
    """No rule says yes to anything: the same row with one other value is not said."""
    its = POLICIES[policy]
    for key in row.wanted:
        if key not in its.excepted(row):
            wrong = row._replace(wanted={**row.wanted, key: ("nothing-of-the-kind",)})
            assert key in missing(wrong, its.places[row.id], notice, its.excepted(row)), key


@of_each(STATED)
def test_a_wrong_modality_is_reported(policy: str, row: Row, notice: Document) -> None:
    its = POLICIES[policy]
    place = its.places[row.id]
    found = targets(place, notice)
    wrong = WRONG[row.modality] + (("does",) if row.modality == "may" and found[0].verb not in READERS_OPTION else ())
    for other in wrong:
        turned = {said.fact["id"]: other for said in found if said.fact}
        lacking = missing(row, place, with_modalities(notice, turned), its.excepted(row) - {"modality"})
        as_it_was = found[0].modality == other  # `never cover` for a row on what lies outside
        assert ("modality" in lacking) != as_it_was or (row.id, "modality") in its.exceptions, other


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
