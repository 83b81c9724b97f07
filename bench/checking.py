"""All checks of a policy, against parsing and resolving it, for policies of several sizes: medians of CPU time within one process.

Prints a Markdown table. The sizes are measured in turn; every round has a policy of its own, of which no text has been read before.
"""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import careful

SIZES = (125, 250, 500, 1000)
Row = tuple[str, str, str]


class Times(NamedTuple):
    """Seconds of parsing and resolving, and of all checks; and the statements of the policy."""

    front: float
    checks: float
    statements: float


def rows(folder: Path, rounds: int = 7) -> list[Row]:
    """Rows for policies of each size."""
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, 20, 20)  # as the command line does
    _agrees(folder)
    seen: dict[int, list[Times]] = {clauses: [] for clauses in SIZES}
    for number in range(rounds + 1):
        for clauses in SIZES:
            seen[clauses].append(_timed(_written(folder, clauses, number)))
    found = {clauses: Times(*(statistics.median(column) for column in zip(*runs[1:], strict=True))) for clauses, runs in seen.items()}
    gc.set_threshold(*thresholds)
    result = []
    for clauses, times in found.items():
        what = f"all checks of a policy of {clauses:,} clauses and {times.statements:,.0f} statements, against parsing and resolving it"
        measured = f"{times.checks / times.front:.2f} × ({times.checks * 1000:.0f} ms, {times.front * 1000:.0f} ms)"
        result.append((what, measured, "≤ 1 ×" if clauses == 500 else ""))
    few, many = SIZES[0], SIZES[-1]
    growth = (found[many].checks / many) / (found[few].checks / few)
    return [*result, (f"all checks, time a clause at {many:,} clauses against that at {few}", f"{growth:.2f} ×", "1 ± 0.20")]


def _agrees(folder: Path) -> None:
    """Stops where the policies do not agree with themselves: what is measured is a policy without fault."""
    from plainly import driver
    from plainly_dsl.diagnostics.catalogue import severity

    faults = {found.code for found in driver.check(_written(folder, SIZES[0], 0)).diagnostics if severity(found) != "note"}
    if faults:
        raise SystemExit(f"the policy to be measured has faults: {', '.join(sorted(faults))}")


def _timed(path: Path) -> Times:
    from plainly import frontends
    from plainly.checks import checks
    from plainly.settings import Limits
    from plainly.view import view

    start = time.process_time()
    front = frontends.read(path)
    read = time.process_time()
    policy = view(front.document)
    checking = time.process_time()
    for check in checks(Limits()):
        list(check(policy))
    done = time.process_time()
    return Times(read - start, done - checking, sum(len(clause.statements) for clause in policy.clauses))


def _written(folder: Path, clauses: int, number: int) -> Path:
    identity = f"careful-{clauses}-{number}"
    path = folder / f"{identity}.policy"
    path.write_text(careful.policy(clauses, number, identity), encoding="utf-8")
    return path


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as name:
        for what, measured, target in rows(Path(name)):
            print(f"| {what} | {measured} | {target} |")


if __name__ == "__main__":
    main()
