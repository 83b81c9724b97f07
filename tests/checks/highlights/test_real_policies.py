"""The summaries of the real policies are honest; made stronger by hand, in any language, they are not."""

from __future__ import annotations

import shutil
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cases import POLICIES, REAL
from plainly import driver, frontends
from plainly.checks import highlights
from plainly.locales import published
from plainly.logic.claims import Claims
from plainly.view import view

EDITS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "real_edits.toml").read_text(encoding="utf-8"))["edit"]
FILES = sorted({edit["file"] for edit in EDITS})
#: What every language shows.
EVERYWHERE = {
    "highlight-drops-exception",
    "highlight-denial-wider",
    "highlight-list-shortened",
    "highlight-too-absolute",
    "highlight-denial-unfounded",
}


@cache
def original(file: str) -> str:
    """A policy file as it stands."""
    return (POLICIES / file).read_text(encoding="utf-8")


def rounds(file: str) -> list[list[dict[str, Any]]]:
    """The edits of a file, in rounds in which no line is edited twice."""
    found: list[list[dict[str, Any]]] = []
    seen: Counter[int] = Counter()
    for edit in (edit for edit in EDITS if edit["file"] == file):
        line = place(original(file), edit["old"])
        number, seen[line] = seen[line], seen[line] + 1
        if number == len(found):
            found.append([])
        found[number].append(edit)
    return found


def place(text: str, words: str) -> int:
    """The line on which words stand that stand once in a text, counted from 1."""
    assert text.count(words) == 1, words
    return text.count("\n", 0, text.index(words)) + 1


def edited(text: str, edits: list[dict[str, Any]]) -> tuple[str, set[tuple[str, int]]]:
    """A text with edits made, and what is to be found in it: code and line."""
    wanted = set()
    for edit in edits:
        at = place(text, "\n@highlights\n") + 2 if edit["code"] == "risk-not-highlighted" else place(text, edit["old"])
        wanted.add((edit["code"], at))
        for old, new in ((edit["old"], edit["new"]), *edit.get("also", ())):
            assert text.count(old) == 1, old
            text = text.replace(old, new)
    return text, wanted


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_policies_are_honest(path: Path) -> None:
    """No line of a real policy is stronger than its statements, no risk is left out, no summary is too long, in any language."""
    claims = Claims(view(frontends.read(path).document))
    assert [finding for check in highlights.CHECKS for finding in check(claims)] == []


@pytest.mark.parametrize("file", FILES)
def test_made_stronger_by_hand(tmp_path: Path, file: str) -> None:
    """Each edit is found: the right code, in the right file, on the right line."""
    for edits in rounds(file):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        shutil.copytree(POLICIES, folder)
        text, wanted = edited(original(file), edits)
        (folder / file).write_text(text, encoding="utf-8")
        checked = driver.check((folder / file).parent / f"{Path(file).parent}.policy")
        reported = [found for found in checked.diagnostics if Path(found.place.file).name == Path(file).name]
        sources = {Path(name).name: source for name, source in checked.sources.items()}
        lines = {(found.code, sources[Path(file).name].position(found.place.start).line) for found in reported}
        assert wanted <= lines


def test_every_language_has_edits() -> None:
    """Each language of each real policy is made stronger in each way that every policy allows."""
    expected = sum(len(published(view(frontends.read(path).document))) for path in REAL)
    assert len(FILES) == expected
    for file in FILES:
        assert {edit["code"] for edit in EDITS if edit["file"] == file} >= EVERYWHERE
