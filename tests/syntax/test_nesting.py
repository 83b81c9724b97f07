"""Depth: a thousand lists, brackets, stresses, quotations and lines, each in the other, are a finding and no crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import check_body, codes, formatted
from plainly_dsl import prose
from plainly_dsl.prose_rules import MAX_DEPTH

DEEP = 1_000
NESTED = {
    "lists by two spaces": ("\n".join(f"{'  ' * depth}- x" for depth in range(DEEP)), "list-too-deep"),
    "lists on one line": ("- " * DEEP + "x", "list-too-deep"),
    "numbers on one line": ("1. " * DEEP + "x", "list-too-deep"),
    "letters": ("\n".join(f"{'    ' * depth}(a) x" for depth in range(DEEP)), "list-too-deep"),
    "brackets": ("[" * DEEP + "x" + "]" * DEEP, "unclosed-bracket"),
    "braces": ("{" * DEEP + "x" + "}" * DEEP, "unclosed-brace"),
    "references": ("[" * DEEP + "x" + "]{name}" * DEEP, "unclosed-bracket"),
    "links": ("[" * DEEP + "x" + "](http://a.b)" * DEEP, "unclosed-bracket"),
    "quotations": (">" * DEEP + " x", "quote-mark"),
    "tags": ("<b>" * DEEP + "x" + "</b>" * DEEP, "raw-html"),
    "tables": ("\n".join(f"{'| ' * depth}|" for depth in range(1, 60)), "stray-bar"),
}


@pytest.mark.parametrize(("text", "code"), NESTED.values(), ids=NESTED)
def test_deep_text(tmp_path: Path, text: str, code: str) -> None:
    """A text nested a thousand deep is reported, in a report of moderate length."""
    checked = check_body(tmp_path, f"We never sell your name.\n\n{text}\n\n@never sell name")
    assert code in codes(checked)
    assert len(checked.diagnostics) < 120
    assert formatted(formatted(text)) == formatted(text)


@pytest.mark.parametrize("marks", ["*", "**", "*a **b ", "***"])
def test_deep_emphasis(tmp_path: Path, marks: str) -> None:
    """Stress within stress is no fault, however deep, and no word of it is lost."""
    closing = " " + marks.replace(" ", "")[::-1].replace("a", " a").replace("b", " b")
    text = (marks + "x ") * DEEP + "We never sell your name." + closing * DEEP
    checked = check_body(tmp_path, f"{text[:19_000]}\n\n@never sell name")
    assert set(codes(checked)) <= {"unreferenced-name", "missing-modal"}
    assert prose.read(text).slips == ()


@pytest.mark.parametrize("depth", range(1, MAX_DEPTH + 4))
@pytest.mark.parametrize("indent", [2, 3, 4])
def test_lists_up_to_the_limit(tmp_path: Path, depth: int, indent: int) -> None:
    """Lists of up to six levels are read as they stand; a seventh is reported."""
    text = "\n".join(f"{' ' * indent * level}{'1.' if indent == 3 else '-'} item" for level in range(depth))
    checked = check_body(tmp_path, f"We never sell your name:\n\n{text}\n\n@never sell name")
    assert ("list-too-deep" in codes(checked)) == (depth > MAX_DEPTH)


def test_deep_statement(tmp_path: Path) -> None:
    """A thousand lines below a statement, and a list over a thousand lines, are read like few."""
    lines = "".join("\n  for marketing when register" for _ in range(DEEP))
    checked = check_body(tmp_path, f"We never sell your name for marketing.\n\n@never sell name{lines}")
    assert codes(checked) == ["said-twice"]
    names = ",\n  ".join(["name"] * DEEP)
    assert codes(check_body(tmp_path, f"We never sell your name.\n\n@never sell {names}")) == ["too-many-facts"]


def test_many_mistakes_in_one_line(tmp_path: Path) -> None:
    """A line of a thousand words without a comma is reported, without an end to the reading."""
    checked = check_body(tmp_path, f"We never sell your name.\n\n@never sell {'name ' * DEEP}")
    assert set(codes(checked)) == {"missing-comma"}
    assert len(codes(checked)) <= 20


def test_deep_declarations(tmp_path: Path) -> None:
    """A chain of a thousand parents is followed; a circle of a thousand is reported."""
    chain = "\n".join(f'@data d{number} "d {number}" is d{number + 1}' for number in range(DEEP))
    text = f"\n@data d{DEEP} is {{}}\n\nWe never sell your [name]{{{{name, d0}}}}.\n\n@never sell name, d0"
    assert codes(check_body(tmp_path, chain + text.format("name"))) == []
    assert "circular-name" in codes(check_body(tmp_path, chain + text.format("d0")))
