"""`policy.schema.json` and the model accept the same documents."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from cases import POLICIES
from plainly import driver
from plainly.model import Policy
from plainly.validate import schema, violations

#: Values that sit at the borders of the schema's types, patterns and sizes.
VALUES = [
    None, True, False, 0, 1, -1, 4, 5, 1.5, 2.0, 10**30, "", "a", "A", "a-b", "a--b", "-a", "a_b", "a b", "ä", "#a", "?a", "a.email", "a.b.c",
    "x" * 80, "x" * 81, "x" * 121, "en", "EN", "en-GB", "e", "english", "2026-03-01", "2026-3-1", "not-stated", "٢٠٢٦-٠٣-٠١", "day", "days",
    "https://a.example", "http://", "ftp://a", "javascript:x", "https://a b", "a@b", "a@b@c", "plainly-policy/1", "plainly-policy/2", "does",
    "dpv:Collect", "dpv:", "exact", "standard", "policy", [], [[]], ["a"], ["a", "A"], [["a"]], {}, {"en": "x"}, {"en": ["x"]}, {"en": {}},
    {"x-y-z-9": 1}, {"en": {"label": "x"}}, {"amount": 1, "unit": "day"}, {"amount": "1", "unit": "day"}, {"a": {"kind": "data"}},
]  # fmt: skip


@cache
def document() -> str:
    """A valid document with every kind of node, as JSON."""
    whole = json.loads(json.dumps(driver.check(POLICIES / "desk-2014" / "desk-2014.policy").document))
    whole["clauses"] = [clause for clause in whole["clauses"] if clause.get("acknowledged") or clause.get("conditions")][:4]
    used = ["desk-com", "truste", "desk-site", "request-time", "lso", "more-on-use", "email-address"]
    whole["names"] = {name: entry for name, entry in whole["names"].items() if name in used}
    whole["sections"], whole["highlights"] = whole["sections"][:2], whole["highlights"][:2]
    return json.dumps(whole)


def parts(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Paths to all parts of a document."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(inner for key, child in children for inner in parts(child, (*path, key)))]


PATHS = [path for path in parts(json.loads(document())) if path]


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """The valid document after one to three changes: a value replaced, a part left out, added or renamed."""
    whole = json.loads(document())
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(PATHS))
        node = whole
        try:
            for key in way:
                node = node[key]
            change = draw(st.sampled_from(["replace", "remove", "add", "rename"]))
            value = copy.deepcopy(draw(st.sampled_from(VALUES)))
            if change == "replace":
                node[last] = value
            elif change == "remove":
                del node[last]
            elif isinstance(node, list):
                node.append(value)
            elif change == "add":
                node[draw(st.sampled_from(["new", "label", "kind", "en", "Ä", "id"]))] = value
            else:
                node[draw(st.sampled_from(["", "A", "a-b", "a_b", "EN", "de", "\n"]))] = node.pop(last)
        except (KeyError, IndexError, TypeError):  # an earlier change took this part away
            continue
    return whole


def model_accepts(whole: Any) -> bool:
    """Whether the model takes the document."""
    try:
        Policy.model_validate_json(json.dumps(whole))
    except ValidationError:
        return False
    return True


def test_the_document_is_valid() -> None:
    """The unchanged document is accepted by both."""
    whole = json.loads(document())
    assert violations(whole) == []
    assert model_accepts(whole)


@given(mutated())
def test_same_verdict(whole: Any) -> None:
    """Whatever is changed in a valid document, schema and model agree on whether it still is one."""
    accepted = Draft202012Validator(schema()).is_valid(whole)
    assert accepted == model_accepts(whole)
    assert accepted == (violations(whole) == [])


@pytest.mark.parametrize("path", [("id",), ("clauses", 0, "id"), ("effective",), ("names", "truste", "form")], ids=str)
def test_final_line_feed(tmp_path: Path, path: tuple[Any, ...]) -> None:
    """A line feed at the end of an id, which `$` lets pass in Python's patterns but in no other, is refused all the same."""
    whole = json.loads(document())
    node = whole
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] += "\n"
    notice = tmp_path / "notice.json"
    notice.write_text(json.dumps(whole))
    assert "schema-violation" in {d.code for d in driver.check(notice).diagnostics}
    assert not model_accepts(whole)


@pytest.mark.parametrize("path", PATHS[:: max(1, len(PATHS) // 60)], ids=str)
def test_each_value_at_each_place(path: tuple[Any, ...]) -> None:
    """Each value of the border cases, put at a part of the document, gets the same verdict from both."""
    validator = Draft202012Validator(schema())
    for value in VALUES:
        whole = json.loads(document())
        node = whole
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = value
        assert validator.is_valid(whole) == model_accepts(whole), (path, value)
