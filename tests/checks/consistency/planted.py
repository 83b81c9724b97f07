"""What `planted.toml` says to plant into a consistent policy: at any place, with names any distance apart.

A chain of names `step-0` … `step-3` each falls under the one before: by `is`, or as a member of a group (`= …`).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from consistent import Clause

KINDS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
#: Kinds of names with a standard name that the chain hangs under.
CHAINS = {"data": "personal-data", "party": "third-parties", "purpose": "marketing"}
STEPS = ("zero", "one", "two", "three")
ONE, TWO = "planted-one", "planted-two"
#: Which clause is reported → that clause, and the one it points at; of the later one only the test knows which it is.
REPORTED = {"first": (ONE, TWO), "second": (TWO, ONE), "later": ("", "")}


class Planted(NamedTuple):
    """Clauses to plant, the ones to leave out, declarations; the code they have to give, where, and where that has to point."""

    clauses: tuple[Clause, ...]
    code: str
    at: str
    pointing: str = ""
    declarations: str = ""
    without: frozenset[str] = frozenset()
    rests_on: str = ""


def plant(kind: str, distance: int, *, grouped: bool) -> Planted:
    """What to plant of a kind."""
    row = KINDS[kind]
    if "nearest" in row and not distance:
        return plant(row["nearest"], distance, grouped=grouped)
    names = chain(row["chain"], distance, grouped=grouped and row.get("grouped", True)) if "chain" in row else ""
    bodies = [row[part].replace("step-low", f"step-{distance}") for part in ("first", "second") if part in row]
    at, pointing = REPORTED[row.get("reported", "first")] if len(bodies) > 1 else (ONE, "")
    clauses = tuple(Clause(name, body) for name, body in zip((ONE, TWO), bodies, strict=False))
    without = frozenset(row.get("without", ()))
    return Planted(clauses, row["code"], at, pointing, names + row.get("declares", ""), without, row.get("rests-on", ""))


def chain(kind: str, distance: int, *, grouped: bool) -> str:
    """Declarations of `step-0` down to `step-<distance>`."""
    lines = []
    for number in range(distance + 1):
        wider = CHAINS[kind] if grouped or not number else f"step-{number - 1}"
        member = f" = step-{number + 1}" if grouped and number < distance else ""
        lines.append(f'@{kind} step-{number} "the {kind} of step {STEPS[number]}" is {wider}{member}')
    return "\n".join(lines) + "\n"
