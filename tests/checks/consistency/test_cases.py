"""What clashes, and what only looks as if it did: `cases*.toml`, small policies as people write them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from cases import check_text
from plainly import driver
from plainly_dsl.diagnostics import Diagnostic
from plainly_dsl.diagnostics.catalogue import frame, message, severity

FOLDER = Path(__file__).parent
_CLAUSE = re.compile(r"^@clause (\S+)", re.MULTILINE)


HEADER = """\
@policy example
  title       "Privacy statement"
  language    en
  effective   2026-03-01
  controller  meadow
  regime      {law}
  allow       duty-missing, duty-partly

@party meadow "Meadow Ltd"
  email  privacy@meadow.example
{home}
"""


class Case(NamedTuple):
    """What is set into the catalogue's frame, or into a policy for a law, and what is found there: codes, each with its clause."""

    name: str
    found: list[str]
    body: str
    law: str = ""
    home: str = ""

    def policy(self) -> str:
        """The whole policy: declarations of the case stand before its first heading."""
        if not self.law:
            return frame(self.body.strip())
        declared, clause, text = self.body.partition("@clause")
        header = HEADER.format(law=self.law, home=f"  in  {self.home}\n" if self.home else "")
        return f"{header}{declared}# Our practices {{#practices}}\n\n{clause}{text}"


def cases() -> list[Case]:
    """All cases of the files `cases*.toml`."""
    return [Case(**row) for path in sorted(FOLDER.glob("cases*.toml")) for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]


CASES = cases()


def reported(known: driver.Checked, found: Diagnostic) -> str:
    """The code of a finding with the clause it stands in; “-” before the first one."""
    text = known.sources[found.place.file].text
    before = _CLAUSE.findall(text[: text.find("\n", found.place.start) + 1])
    return f"{found.code} {before[-1] if before else '-'}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_case(tmp_path: Path, case: Case) -> None:
    """Exactly what the case lists is reported, in its clauses; each finding of two statements shows where the other one stands."""
    known = check_text(tmp_path, case.policy())
    found = [one for one in known.diagnostics if severity(one) != "note"]
    assert [reported(known, one) for one in found] == case.found, [message(one) for one in found]
    assert all(one.related for one in found if "But " in message(one))


def test_both_sides() -> None:
    """The cases have names of their own, and many of each sort: clashes and no clashes."""
    assert len({case.name for case in CASES}) == len(CASES)
    assert sum(bool(case.found) for case in CASES) >= 20
    assert sum(not case.found for case in CASES) >= 20
