"""The five real policies against the GDPR and the CCPA: what the engine finds is what a reader found with the checklists in hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from held import REGIMES, held

from cases import REAL
from plainly import frontends
from plainly.regimes.verdicts import STATES
from plainly.view import view
from plainly_dsl.tables import read_table

TABLES = sorted((Path(__file__).parent / "expected").glob("*.tsv"))
ROWS = [(row["policy"], row["duty"], row["state"]) for path in TABLES for row in read_table(path)]
#: The regimes whose every duty has been judged by hand.
JUDGED = ("gdpr-13", "gdpr-14", "ccpa-notice", "ccpa-policy")


@cache
def states(policy: str) -> dict[str, str]:
    """Duty → state for one real policy and all regimes, without its waivers; no duty of a regime applies where that does not."""
    document = frontends.read(next(path for path in REAL if path.stem == policy)).document
    read = view({**document, "waived": []})
    found = {}
    for regime in REGIMES.values():
        one = held(read, regime)
        found.update({duty.id: "not-applicable" for duty in regime.duties})
        found.update({verdict.duty.id: verdict.state for verdict in one.verdicts})
    return found


@pytest.mark.parametrize(("policy", "duty", "state"), ROWS, ids=[f"{policy}-{duty}" for policy, duty, _ in ROWS])
def test_verdict(policy: str, duty: str, state: str) -> None:
    """The engine reaches the reader's verdict."""
    assert states(policy).get(duty) == state


@pytest.mark.parametrize("regime", JUDGED)
def test_every_duty_is_judged(regime: str) -> None:
    """Each duty has been judged once for each policy, with a state there is."""
    wanted = sorted((path.stem, duty.id) for path in REAL for duty in REGIMES[regime].duties)
    prefixes = {duty.id for duty in REGIMES[regime].duties}
    assert sorted((policy, duty) for policy, duty, _ in ROWS if duty in prefixes) == wanted
    assert {state for _, _, state in ROWS} <= set(STATES)


def test_every_row_is_a_duty() -> None:
    """No row judges a duty that no file has, or a policy there is not."""
    assert {duty for _, duty, _ in ROWS} <= {duty.id for regime in REGIMES.values() for duty in regime.duties}
    assert {policy for policy, _, _ in ROWS} == {path.stem for path in REAL}
