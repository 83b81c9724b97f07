"""A duty that a policy does not meet is acknowledged by its own name, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import check_text
from plainly import driver

POLICY = """\
@policy example
  title       "Privacy statement"
  language    en
  effective   2026-03-01
  controller  meadow
  regime      gdpr

@party meadow "Meadow Ltd"
  email  privacy@meadow.example

# Our practices {#practices}

@clause only

For a {contract} with you we collect your e-mail address for {billing}.

@collect email-address for billing under contract
"""


def lacking(known: driver.Checked) -> set[str]:
    """The duties that a check reports as not met."""
    return {one.args["duty"] for one in known.diagnostics if one.code in {"duty-missing", "duty-partly"}}


def test_one_duty(tmp_path: Path) -> None:
    """It settles exactly the duty it names; the others are reported as before."""
    before = lacking(check_text(tmp_path, POLICY))
    known = check_text(tmp_path, f"{POLICY}@acknowledge gdpr-13-2-d because The old text does not say it.\n")
    assert "gdpr-13-2-d" in before
    assert lacking(known) == before - {"gdpr-13-2-d"}
    (settled,) = known.acknowledged
    assert (settled.args["duty"], settled.acknowledged) == ("gdpr-13-2-d", "The old text does not say it.")


@pytest.mark.parametrize("word", ["duty-missing", "gdpr-13-1-a", "gdpr-13-9-z"])
def test_nothing_else_settles(tmp_path: Path, word: str) -> None:
    """The code of all missing duties, a duty that is met, and a name that no duty has settle nothing, and are reported as unused."""
    before = lacking(check_text(tmp_path, POLICY))
    known = check_text(tmp_path, f"{POLICY}@acknowledge {word} because The old text does not say it.\n")
    assert lacking(known) == before
    assert not known.acknowledged
    assert [one.args["code"] for one in known.diagnostics if one.code == "unused-acknowledgement"] == [word]
