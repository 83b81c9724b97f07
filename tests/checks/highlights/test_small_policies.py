"""Lines of the summary that are stronger than their statements, and honest ones, in small English policies."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cases import check_text, codes, marked
from plainly_dsl.diagnostics.catalogue import entries, frame

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "small.toml").read_text(encoding="utf-8"))["case"]
ROWS = [(case, line, honest) for case in CASES for honest in (True, False) for line in case["honest" if honest else "stronger"]]
IDS = [f"{case['name']}: {line}" for case, line, _ in ROWS]


def policy(case: dict[str, Any], line: str) -> str:
    """A policy with the case’s clause, a line for its summary, and one clause more that the summary does not treat."""
    text = (
        case["text"].replace("e-mail address", "[e-mail address]{email-address}") if "{email-address}" not in case["text"] else case["text"]
    )
    body = f"@clause first\n\n{text}\n\n{case['facts']}\n@highlight {line}\n"
    if "more" in case:
        body += f"\n@clause second\n\n{case['more-text']}\n\n{case['more']}\n"
    return frame(f'{body}\n@highlights\n  all  "Our practices"  first\n')


@pytest.mark.parametrize(("case", "line", "honest"), ROWS, ids=IDS)
def test_line(tmp_path: Path, case: dict[str, Any], line: str, honest: bool) -> None:
    """A stronger line gives its code, at the line; an honest one gives nothing of these checks."""
    checked = check_text(tmp_path, policy(case, line))
    mine = [found for found in checked.diagnostics if found.code.startswith(("highlight", "risk"))]
    if honest:
        assert mine == []
    else:
        assert case["code"] in {found.code for found in mine}
        found = next(found for found in mine if found.code == case["code"])
        assert found.related
        if case["code"] != "risk-not-highlighted":
            assert marked(checked, found) == line
            assert found.args["sentence"]


def test_every_kind_has_cases() -> None:
    """Each code of these checks has honest and stronger lines, but for the length, which has tests of its own."""
    known = {code for code, entry in entries().items() if entry.group == "honesty"}
    assert {case["code"] for case in CASES if case["honest"] and case["stronger"]} == known - {"highlights-too-long"}


def test_joined_line_stands_for_both_clauses(tmp_path: Path) -> None:
    """Where a group joins two clauses, the denial of one holds for the line of the other."""
    body = (
        "@clause first\n\nWe share your {email-address} with {service-providers}.\n\n@share email-address with service-providers\n"
        "@highlight Service providers get your e-mail address; we do not sell it.\n\n"
        "@clause second\n\nWe never sell your {email-address}.\n\n@never sell email-address\n\n"
        '@highlights\n  all  "All"  first + second\n'
    )
    assert codes(check_text(tmp_path, frame(body))) == []
    alone = body.replace("first + second", "first")
    assert "highlight-denial-unfounded" not in codes(check_text(tmp_path, frame(body)))
    assert codes(check_text(tmp_path, frame(alone.replace("we do not sell it", "we do not share it further")))) == [
        "highlight-denial-unfounded"
    ]


def test_acknowledged(tmp_path: Path) -> None:
    """A line that is stronger on purpose, as its source has it, is settled at its clause."""
    body = (
        "@clause first\n\nWe never sell your {email-address}.\n\n@never sell email-address\n@highlight We never sell your data.\n"
        '@acknowledge highlight-denial-wider because The source has it so.\n\n@highlights\n  all  "All"  first\n'
    )
    assert "highlight-denial-wider" not in codes(check_text(tmp_path, frame(body)))
