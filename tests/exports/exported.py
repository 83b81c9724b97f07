"""Exports for the tests: of the five policies, and of small ones made of statements alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from cases import REAL
from plainly import driver
from plainly.compose.wording import Wording
from plainly.exports import exporter
from plainly.exports.account import Account
from plainly.model import Policy

ROOT = Path(__file__).parents[2]
POLICIES = [path.stem for path in REAL]
BASE = "https://privacy.example/"
HEADER = """@policy sample
  title       "Privacy statement"
  language    en
  effective   2026-03-01
  controller  meadow
  regime      gdpr

@party meadow "Meadow Ltd"
  email    privacy@meadow.example
  address  "1 Field Lane", "Dublin"
  in       ireland
@party officer "Ana Lopez"
  role     data-protection-officer
  email    officer@meadow.example
  address  "1 Field Lane", "Dublin"
  in       ireland
@party mill "Mill Inc."
  role     processor
  in       us
@value two-years 2 years
@data whole-address "address" = name, email-address

# Everything {#everything}

@clause all

Words.

"""


@cache
def policy(name: str) -> Policy:
    """One of the five policies."""
    checked = driver.check(ROOT / "policies" / name / f"{name}.policy")
    assert checked.policy is not None
    return checked.policy


@cache
def exported(form: str, name: str, locale: str = "") -> tuple[dict[str, Any], Account]:
    """A policy's export."""
    made = policy(name)
    return exporter(form)(made, Wording.of(made, locale or made.language), BASE)


def small(folder: Path, form: str, *statements: str, header: str = HEADER) -> tuple[dict[str, Any], Account]:
    """The export of a policy that holds these statements."""
    path = folder / "sample.policy"
    path.write_text(header + "\n".join(statements) + "\n", encoding="utf-8")
    checked = driver.check(path)
    assert checked.policy is not None, checked.diagnostics
    known = [fact for clause in checked.policy.clauses for statement in clause.statements for fact in statement.facts]
    assert len(known) >= len(statements), checked.diagnostics
    return exporter(form)(checked.policy, Wording.of(checked.policy, "en"), BASE)


def codes(account: Account) -> set[str]:
    """The reasons for which facts are left out, wholly or in part."""
    return {entry["code"] for entry in account.left_out()}


def fact_ids(name: str) -> set[str]:
    """All facts of a policy."""
    return {fact.id for clause in policy(name).clauses for statement in clause.statements for fact in statement.facts}
