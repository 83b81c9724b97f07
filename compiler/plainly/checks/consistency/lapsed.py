"""A transfer rests on a framework that had ceased to hold when the policy took effect.

`lapsed.tsv` lists the frameworks with the first day on which they no longer carried a transfer. A certification may be kept after
that day; only what a transfer rests on is looked at. A policy that states no date is left alone.

Reference: GDPR Art. 45 and 46; CJEU C-362/14 (Schrems I), C-311/18 (Schrems II).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import label, said, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

VERBS = ("transfer", "share", "sell")


def check(claims: Claims) -> Iterator[Finding]:
    """`lapsed-mechanism`, once for a framework, at the first statement that rests on it."""
    told: set[str] = set()
    for claim in claims.of(*VERBS) if claims.policy.effective[0].isdigit() else ():
        for name in claim.at("under") if not claim.denied else ():
            lapsed = next((framework for framework in ended() if claims.lattice.covers(framework, name)), "")
            if lapsed and claims.policy.effective >= ended()[lapsed][0] and name not in told:
                told.add(name)
                day, why = ended()[lapsed]
                args = {"name": label(claims, name), "day": day, "reason": why, "sentence": said(claims, claim)}
                yield Finding("lapsed-mechanism", statement_of(claim), args, related=(("/effective", "the policy takes effect here"),))


@cache
def ended() -> dict[str, tuple[str, str]]:
    """Framework → the day it ceased to hold (ISO), and by what; narrower ones first."""
    _, *rows = (Path(__file__).parent / "lapsed.tsv").read_text(encoding="utf-8").splitlines()
    return {framework: (day, why) for framework, day, why in (row.split("\t") for row in rows)}
