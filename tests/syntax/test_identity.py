"""Each block of `identity.policy` is in canonical form: it survives parse → format as it stands."""

from __future__ import annotations

import re

import pytest

from cases import SYNTAX, bare, formatted, tree_of
from plainly_dsl.syntax import Clause, Declaration, FactLine, Heading, Highlights, Junk, Prose, Remark, Statement
from plainly_dsl.tables import directives

TEXT = (SYNTAX / "identity.policy").read_text(encoding="utf-8")
BLOCKS = re.split(r"\n\n(?=[@#])", TEXT.rstrip("\n"))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0][:40])
def test_block_survives(block: str) -> None:
    """A block in canonical form is printed as it was read, alone and as a part of the file."""
    assert formatted(block) == block + "\n"
    assert not any(isinstance(node, Junk) for node in tree_of(block).blocks)


def test_file_survives() -> None:
    """The file as a whole is printed as it was read."""
    assert formatted(TEXT) == TEXT
    assert bare(tree_of(formatted(TEXT))) == bare(tree_of(TEXT))


def test_every_kind_of_block_is_there() -> None:
    """The file holds every kind of node, and statements with all that a line can have."""
    nodes = tree_of(TEXT).blocks
    assert {type(node) for node in nodes} == {Heading, Prose, Clause, Statement, Declaration, Remark, Highlights}
    lines: list[FactLine] = [line for node in nodes if isinstance(node, Statement) for line in node.lines]
    assert any(line.marks for line in lines)
    assert any(part.only for line in lines for part in line.qualifiers)
    assert any(word.text.startswith("?") for line in lines for part in line.qualifiers for one in part.values for word in one.words)
    assert {"policy", "highlights", "clause", "include", "waive"} <= set(directives())


UNTIDY = {
    "@collect   name ,email-address\tfor  billing": "@collect name, email-address for billing",
    "@collect name,\n  email-address": "@collect name, email-address",
    "@share name\n      with affiliates": "@share name\n  with affiliates",
    "#   Title   {#title}": "# Title {#title}",
    '@policy   x\n      title    "T"\n language en': '@policy x\n  title     "T"\n  language  en',
    "@data x “label”": '@data x "label"',
    "@data x\n  is name": "@data x is name",
    "@note   spaced    words": "@note spaced    words",
    '@highlights\n a "A" b,\n c\n   more #d': '@highlights\n  a  "A"  b, c  more #d',
    "@clause a\n@collect name": "@clause a\n@collect name",
    "Text  with spaces.   \n\n\n\nMore.": "Text  with spaces.\n\nMore.",
    "# A {#a}\nText\n\n@collect name": "# A {#a}\n\nText\n\n@collect name",
    "# A {#a}\nText\n@collect   name": "# A {#a}\n\nText\n@collect   name",  # whether the line is text is for the author to say
}


@pytest.mark.parametrize(("untidy", "tidy"), UNTIDY.items(), ids=lambda text: text[:20])
def test_untidy(untidy: str, tidy: str) -> None:
    """Spaces, quotation marks and line breaks become the canonical ones."""
    assert formatted(untidy) == tidy + "\n"
