"""Whole programs, timed in turn: seconds of wall clock and CPU, and peak memory, as medians over several rounds."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Figures(NamedTuple):
    """Medians over the rounds: seconds by the clock, seconds of CPU, peak memory in MB (of the largest process)."""

    wall: float
    cpu: float
    memory: float


def in_turn(commands: dict[str, list[str]], rounds: int, cwd: Path, *, warm_up: bool = True) -> dict[str, Figures]:
    """Runs all commands once a round, one after the other; a first round to fill caches does not count."""
    seen: dict[str, list[Figures]] = {name: [] for name in commands}
    for number in range(rounds + warm_up):
        for name, command in commands.items():
            figures = _once(command, cwd)
            if number >= warm_up:
                seen[name].append(figures)
    return {name: Figures(*(statistics.median(column) for column in zip(*runs, strict=True))) for name, runs in seen.items() if runs}


def _once(command: list[str], cwd: Path) -> Figures:
    start = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Figures(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(run: Callable[[], object], rounds: int) -> float:
    """Median seconds of a function."""
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def alternating(left: Callable[[], object], right: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median seconds of two functions, run in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        for run, into in ((left, times[0]), (right, times[1])):
            start = time.perf_counter()
            run()
            into.append(time.perf_counter() - start)
    return statistics.median(times[0][1:]), statistics.median(times[1][1:])
