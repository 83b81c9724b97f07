"""What makes checks fast changes nothing of what they find."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import REAL, check_text, codes
from plainly import frontends
from plainly.checks import repeats
from plainly.logic.lattice import Lattice
from plainly.view import view

NESTED = 400
HEADER = """\
@policy example
  title       "Privacy statement"
  language    en
  effective   2026-03-01
  controller  meadow
  allow       missing-highlights

@party meadow "Meadow Ltd"
  email  privacy@meadow.example
"""
_WORDS = st.sampled_from(["we", "share", "the", "The", "data", "DATA", "of", "a", "personal", "·······"])
_SPACES = st.sampled_from([" ", " ", ", ", ". ", "\n"])


def _letters(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


@pytest.mark.parametrize(("said", "expected"), [(NESTED - 1, []), (None, ["unreferenced-name"])])
def test_nested_groups(tmp_path: Path, said: int | None, expected: list[str]) -> None:
    """A group of a group of a group, 400 deep, is said where its innermost name is, and else reported once."""
    groups = (f'@data step-{n} "step {_letters(n)}" is personal-data = step-{n + 1}\n' for n in range(NESTED - 1))
    declared = "".join(groups) + f'@data step-{NESTED - 1} "step {_letters(NESTED - 1)}" is personal-data\n'
    text = "your data" if said is None else f"your {{step-{said}}}"
    clause = f"\n# Use {{#part}}\n\n@clause use\n\nWe use {text}.\n\n@use step-0\n"
    assert codes(check_text(tmp_path, HEADER + declared + clause), notes=True) == expected


@given(
    st.lists(st.tuples(_WORDS, _SPACES), max_size=12),
    st.lists(st.tuples(_WORDS, _SPACES), min_size=1, max_size=10),
    st.sampled_from(["", "of ", "and ", "really "]),
)
def test_words_twice(before: list[tuple[str, str]], repeated: list[tuple[str, str]], between: str) -> None:
    """A text is never left out in which words stand twice in a row."""
    words = "".join(map("".join, repeated))
    text = "".join(map("".join, before)) + words + between + words
    assert repeats._comes_back(text) or repeats._TWICE.search(text) is None


@pytest.mark.parametrize("path", [path for path in REAL if "org" not in path.stem], ids=lambda path: path.stem)
def test_near(path: Path) -> None:
    """The names near to a name are those that it meets."""
    names = view(frontends.read(path).document).names
    lattice = Lattice(names)
    assert [(one, other) for one in names for other in names if (other in lattice.near(one)) != lattice.meet(one, other)] == []
