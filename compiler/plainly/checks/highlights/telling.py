"""A finding about a line of the summary: the line, and the statement beside it as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import said, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.checks.highlights.lines import Line
    from plainly.logic.claims import Claim, Claims


def at(claims: Claims, code: str, line: Line, claim: Claim, **args: str) -> Finding:
    """A finding at a line that is stronger than a statement."""
    sentence = said(claims, claim)
    return Finding(code, line.pointer, {**args, "sentence": sentence}, related=((statement_of(claim), "the statement it stands for"),))


def label(claims: Claims, line: Line, name: str) -> str:
    """A name as readers of the line know it."""
    entry = claims.policy.names.get(name.partition(".")[0])
    wording = entry.labels.get(line.locale) if entry else None
    return wording.label if wording else name


def listed(claims: Claims, line: Line, names: tuple[str, ...], most: int = 4) -> str:
    """Names as readers know them: “a”, “b”; after a few, “…”."""
    quoted = [f"“{label(claims, line, name)}”" for name in names[:most]]
    return ", ".join([*quoted, "…"] if len(names) > most else quoted)
