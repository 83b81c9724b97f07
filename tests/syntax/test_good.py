"""Every construct of the language: `good/*.policy`, the tree it gives beside it (`pytest --reset-cases` writes it anew)."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import bare, cases, check_text, codes, compare, dump, formatted, tree_of
from plainly import driver
from plainly_dsl.source import decode
from plainly_dsl.syntax import Statement
from plainly_dsl.tables import DECLARATIONS, REMARKS, marks, qualifiers, verbs

GOOD = cases("good")
ids = {"ids": lambda path: path.stem}


@pytest.mark.parametrize("path", GOOD, **ids)
def test_tree(path: Path, reset_cases: bool) -> None:
    """A good policy gives the tree beside it."""
    compare(path.with_suffix(".tree"), dump(tree_of(path.read_text(encoding="utf-8"))), reset=reset_cases)


@pytest.mark.parametrize("path", GOOD, **ids)
def test_clean(path: Path) -> None:
    """A good policy has neither errors nor warnings."""
    assert codes(driver.check(path)) == []


@pytest.mark.parametrize("path", GOOD, **ids)
def test_formatting(path: Path, tmp_path: Path) -> None:
    """Formatting a good policy keeps its tree and its document, and a second time changes nothing."""
    text = path.read_text(encoding="utf-8")
    once = formatted(text)
    assert bare(tree_of(once))[3:] == bare(tree_of(text))[3:]
    assert formatted(once) == once
    assert check_text(tmp_path, once, path.stem).document == driver.check(path).document


@pytest.mark.parametrize("path", GOOD, **ids)
def test_blocks_cover_the_text(path: Path) -> None:
    """Blocks stand in order, do not overlap, and only white space lies between them."""
    tree = tree_of(path.read_text(encoding="utf-8"))
    at = 0
    for block in tree.blocks:
        assert at <= block.start < block.end
        assert not tree.text[at : block.start].strip()
        at = block.end
    assert not tree.text[at:].strip()


@pytest.mark.parametrize("path", GOOD, **ids)
def test_windows_files(path: Path) -> None:
    """A byte order mark and lines that end in CR LF change nothing."""
    text = path.read_text(encoding="utf-8")
    source, problems = decode("case.policy", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert (source.text, problems) == (text, [])


def test_cases_use_every_word() -> None:
    """The cases hold each directive, verb, modality, qualifier and bare word, and both kinds of `such-as`."""
    text = "".join(path.read_text(encoding="utf-8") for path in GOOD)
    blocks = [block for path in GOOD for block in tree_of(path.read_text(encoding="utf-8")).blocks]
    lines = [line for block in blocks if isinstance(block, Statement) for line in block.lines]
    assert {block.verb.text for block in blocks if isinstance(block, Statement)} == set(verbs())
    assert {block.modality.text for block in blocks if isinstance(block, Statement) and block.modality} == {"may", "must", "never"}
    assert {part.word.text for line in lines for part in line.qualifiers} == set(qualifiers())
    assert {mark.text for line in lines for mark in line.marks} == set(marks())
    assert any(part.only for line in lines for part in line.qualifiers)
    used = {word for word in (*DECLARATIONS, *REMARKS, "clause", "highlights") if f"\n@{word}" in f"\n{text}"}
    assert {*DECLARATIONS, *REMARKS, "clause", "highlights"} - used == {"translation", "include", "shared"}  # these take a second file
