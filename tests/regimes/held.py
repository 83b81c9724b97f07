"""Small policies held against regimes, for the tests of the engine and of the files."""

from __future__ import annotations

from pathlib import Path

from cases import check_text
from plainly import driver
from plainly.logic.claims import Claims
from plainly.model import Policy
from plainly.regimes.reading import read_regime
from plainly.regimes.regime import Duty, Regime, all_regimes
from plainly.regimes.verdicts import Coverage, Verdict, coverage

#: A policy that says nothing: its controller has no address, and its one clause states no fact.
EMPTY = """\
@policy example
  title       "Privacy statement"
  language    en
  effective   not-stated
  controller  meadow

@party meadow "Meadow Ltd"

# Our practices {#practices}

@clause only

We take care.

@plain commitment
"""
REGIMES = {regime.id: regime for regime in all_regimes()}
DUTIES = {duty.id: (regime, duty) for regime in REGIMES.values() for duty in regime.duties}

HEAD = """\
id = "{id}"
law = "gdpr"
title = "A law"
citation = "Act 1"
url = "https://law.example/"
covers = "one thing"
leaves-out = "the rest"
"""
DUTY = """
[[duty]]
id = "{id}-{name}"
citation = "Art. 1"
title = "One thing"
help = "Say it."
example = "We say it."
"""


def policy_of(folder: Path, text: str) -> Policy:
    """The policy of a text that has no errors."""
    return sound(check_text(folder, text))


def sound(checked: driver.Checked) -> Policy:
    """The policy of a check that found no error."""
    assert checked.policy is not None
    assert checked.publishable
    return checked.policy


def regime_of(folder: Path, *duties: str, head: str = "", identity: str = "act") -> Regime:
    """A regime from its file: each duty is the rest of its table; the first is called `act-a`, the second `act-b`."""
    tables = [DUTY.format(id=identity, name="abcdefgh"[at]) + duty for at, duty in enumerate(duties)]
    folder.mkdir(exist_ok=True)
    path = folder / f"{identity}.toml"
    path.write_text(HEAD.format(id=identity) + head + "\n".join(tables), encoding="utf-8")
    read_regime.cache_clear()
    return read_regime(path)


def held(policy: Policy, regime: Regime) -> Coverage:
    """One policy against one regime."""
    return coverage(Claims(policy), [regime])[0]


def asked(policy: Policy, regime: Regime, duty: Duty) -> Verdict:
    """The verdict on one duty, asked whether or not it applies."""
    return held(policy, regime._replace(applies=(), duties=(duty._replace(applies=(), unless=()),))).verdicts[0]
