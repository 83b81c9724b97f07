"""Every row of every checklist is an answer to a query against the machine notice alone."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from asked import MODALITIES, fact_query, header_query, name_query, plain_query
from checklist import SHARED, Row, exceptions, map_file, mapped, places, rows
from mapping import missing
from said import Document, clause_of, expanded

from plainly.notice.document import document_of
from plainly.notice.nodes import Graph, gather
from plainly_dsl.parse import parse
from plainly_dsl.source import Source

pytestmark = [
    pytest.mark.needs_shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the checklists do not lie beside the project"),
]
PLACES = {policy: places(map_file(policy)) for policy in mapped()}
ROWS = [(policy, row) for policy in mapped() for row in rows(policy) if row.id in PLACES[policy]]
EXCEPTIONS = {policy: exceptions(policy) for policy in mapped()}


class Notice:
    """One notice, read from its graph and from nothing else."""

    def __init__(self, path: Path) -> None:
        self.store = pyoxigraph.Store()
        self.store.bulk_load(path=path, format=pyoxigraph.RdfFormat.JSON_LD)
        found = gather(self.store)
        assert found is not None
        self.graph: Graph = found
        self.document: Document = document_of(found)

    def ask(self, query: str) -> set[str]:
        """What a query returns, below the notice's IRI."""
        return {solution["fact"].value.removeprefix(self.graph.iri) for solution in self.store.query(query)}


@pytest.fixture(scope="module")
def notices(built: Path) -> dict[str, Notice]:
    return {policy: Notice(built / policy / "notice.jsonld") for policy in mapped()}


def test_all_rows_are_asked_for() -> None:
    """No row of a checklist is left out."""
    assert len(ROWS) == sum(len(rows(policy)) for policy in mapped())
    assert len(mapped()) == 5


@pytest.mark.parametrize(("policy", "row"), ROWS, ids=[f"{policy}-{row.id}" for policy, row in ROWS])
def test_a_query_returns_the_row(policy: str, row: Row, notices: dict[str, Notice]) -> None:
    """The query finds the fact, clause, name or header that says the row, and what it finds says all of the row.

    The same query with another modality does not find it.
    """
    notice, place = notices[policy], PLACES[policy][row.id]
    directive, _, rest = place.what.partition(" ")
    excepted = {key for identity, key in EXCEPTIONS[policy] if identity == row.id}
    assert not missing(row, place, notice.document, excepted)
    if place.where == "header":
        own = directive == "@policy"
        found = notice.ask(header_query(notice.document, rest) if own else name_query(directive[1:], rest))
        assert ("" in found) if own else len(found) == 1
        return
    if directive == "@plain":
        assert f"#{place.where}" in notice.ask(plain_query(rest))
        return
    clause = clause_of(notice.document, place.where)
    assert clause
    (block,) = parse(Source("mapping", "@" + place.what.replace(" / ", "\n  ") + "\n"))[0].blocks
    modality = block.modality.text if block.modality else "does"
    for fact in expanded(place, notice.document, clause):
        for asked in MODALITIES:
            found = notice.ask(fact_query(notice.document, clause["id"], {"verb": block.verb.text}, fact, asked))
            assert (f"#{fact['id']}" in found) == (asked == modality)
