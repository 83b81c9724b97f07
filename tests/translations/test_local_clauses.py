"""A clause for one region (`in PLACE`) may have its text in one translation only: the notice states its fact, other pages do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from meadow import DUTCH, ENGLISH, SWEDISH, beside, change, choose, published, record, settled

from cases import codes, marked
from plainly import driver

CLAUSE = "@clause swedes in sweden\n\n@share name with law-enforcement\n\n@highlights"
TEXT = "@clause swedes\n\nVi lämnar ut ditt namn till polisen.\n\n@highlights"
POLICY = ENGLISH.replace("@highlights", CLAUSE)


def local(folder: Path, text: str = TEXT, policy: str = POLICY) -> Path:
    """The policy with a clause that only the Swedish translation has text for."""
    return settled(folder, policy, nl=DUTCH, sv=SWEDISH.replace("@highlights", text))


def nodes(pages: dict[str, str]) -> dict[str, Any]:
    """The nodes of the JSON-LD notice, by identity."""
    return {node["@id"]: node for node in json.loads(pages["notice.jsonld"])["@graph"]}


def test_shown_where_it_is_written(tmp_path: Path) -> None:
    """The statement has the clause in the one language only; nothing is missing in the others."""
    path = local(tmp_path)
    assert driver.check(path).diagnostics == ()
    pages = published(path)
    assert {name for name, text in pages.items() if 'id="swedes"' in text} == {"sv/index.html", "sv/policy.md"}
    assert not [unit for made in record(path)["made-from"].values() for unit in made if "swedes" in unit]


def test_the_fact_holds_everywhere(tmp_path: Path) -> None:
    """Tables and notice state the fact in every language; it is derived only from the page that has the text."""
    pages = published(local(tmp_path))
    assert "law enforcement authorities" in pages["en/facts.md"]
    assert "opsporingsinstanties" in pages["nl/facts.md"]
    clause = [node for name, node in nodes(pages).items() if name.startswith("#swedes")]
    derived = [node["prov:wasDerivedFrom"] for node in clause if {"plainly:Clause", "plainly:Fact"} & {*node["@type"]}]
    assert derived == [["sv/index.html#swedes"]] * 2
    assert len(nodes(pages)["#no-sale"]["prov:wasDerivedFrom"]) == 3


def test_links_lead_to_the_section(tmp_path: Path) -> None:
    """Where the clause is not shown, links to it lead to its section: in tables, text and summary."""
    policy = POLICY.replace("as {#collected}", "as {#swedes}").replace("no-sale  more", "no-sale, swedes  more")
    policy = policy.replace("enforcement\n", "enforcement\n@highlight The police may ask.\n")
    text = TEXT.replace("\n\n@highlights", "\n\n@highlight Polisen kan fråga.\n\n@highlights")
    path = local(tmp_path, text, policy)
    change(beside(path, "sv"), "som {#collected}", "som {#swedes}")
    change(beside(path, "nl"), "zoals in {#collected}", "zoals in {#swedes}")
    change(beside(path, "nl"), "@highlights", "@clause swedes\n\n@highlight De politie kan vragen.\n\n@highlights")
    pages = published(settled(tmp_path, policy, nl=beside(path, "nl").read_text(), sv=beside(path, "sv").read_text()))
    for page in ("policy.md", "highlights.md", "facts.md"):
        assert "#swedes" in pages[f"sv/{page}"], page
        assert "#swedes" not in pages[f"en/{page}"] + pages[f"nl/{page}"], page


def test_no_text_at_all(tmp_path: Path) -> None:
    """A clause for one region that no language has text for is an error at the clause (clause-without-text)."""
    checked = driver.check(local(tmp_path, "@highlights"))
    assert codes(checked) == ["clause-without-text"]
    assert marked(checked, checked.diagnostics[0]) == "swedes"


def test_only_clauses_for_a_region(tmp_path: Path) -> None:
    """A clause for everywhere needs text in the policy, whatever the translations have."""
    checked = driver.check(local(tmp_path, policy=POLICY.replace("swedes in sweden", "swedes")))
    assert codes(checked) == ["clause-without-text"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi lämnar ut ditt namn till polisen. Vi kan fråga.", "weakened-claim"),
        ("Vi lämnar ut ditt namn.", "unreferenced-name"),
        ("Vi lämnar ut ditt namn till polisen, se {#nowhere}.", "unknown-section"),
    ],
)
def test_checked_where_it_is_written(tmp_path: Path, text: str, found: str) -> None:
    """Text that only a translation has is held to the statements, as a policy's own text is."""
    checked = driver.check(local(tmp_path, f"@clause swedes\n\n{text}\n\n@highlights"))
    assert codes(checked) == [found]


def test_hidden_with_its_language(tmp_path: Path) -> None:
    """Where its only language is hidden, the text is on no page; the fact stays in the notice."""
    path = local(tmp_path)
    choose(path, "sv hide-locale")
    change(beside(path, "sv"), "# Delning {#sharing}\n\n", "")
    assert codes(driver.check(path)) == ["translation-hidden"]
    pages = published(path)
    assert "polisen" not in "".join(pages.values())
    assert nodes(pages)["#swedes"]["prov:wasDerivedFrom"] == []
