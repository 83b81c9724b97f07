"""The table of a policy's own words: each with what it stands for, where that says more than the word itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import REAL, check_body
from plainly import driver
from plainly.compose import Wording
from plainly.compose.facts import facts_page
from plainly.locales import published
from plainly.model import Policy
from plainly.page import Section, Table, plain

OWN = """\
We ask for [personal data]{own-data}, your [shoe size]{shoe-size} and [facts]{few-facts}.

@data own-data "%s" is personal-data = personal-data
@data shoe-size "shoe size" is personal-data
@data few-facts "facts" = name, age

@collect own-data, shoe-size, few-facts
"""


def words(policy: Policy, locale: str) -> dict[str, str]:
    """The rows of the table: word → meaning."""
    page = facts_page(policy, Wording.of(policy, locale))
    tables = [block.blocks[0] for block in page.blocks if isinstance(block, Section) and block.id == "terms"]
    return {plain(term): plain(meaning) for table in tables if isinstance(table, Table) for term, meaning in table.rows}


def checked(given: driver.Checked) -> Policy:
    """The policy of a check."""
    assert given.policy is not None
    return given.policy


@pytest.mark.parametrize(
    ("label", "told"), [("personal data", {}), ("Personal Data", {}), ("your information", {"your information": "personal data"})]
)
def test_another_word_is_told_where_it_differs(label: str, told: dict[str, str], tmp_path: Path) -> None:
    """A group of one name is told as that name; not where it is called as that name is, whatever its capitals."""
    found = words(checked(check_body(tmp_path, OWN % label)), "en")
    assert found == {**told, "shoe size": "personal data", "facts": "name and age"}


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_every_word_of_a_real_policy_is_told_something(path: Path) -> None:
    """In no language does the table say of a word that it means itself, and some words are told."""
    policy = checked(driver.check(path))
    for locale in published(policy):
        found = words(policy, locale)
        assert found
        assert [word for word, meaning in found.items() if word.casefold() == meaning.casefold()] == []
