"""Which clause a place of a policy stands in."""

from __future__ import annotations

import re

from plainly import driver
from plainly_dsl.diagnostics import Place

CLAUSE = re.compile(r"^@clause (\S+)", re.MULTILINE)


def clause_at(known: driver.Checked, place: Place) -> str:
    """The clause that a place stands in; "" before the first of its file."""
    text = known.sources[place.file].text
    before = CLAUSE.findall(text[: text.find("\n", place.start) + 1])
    return before[-1] if before else ""
