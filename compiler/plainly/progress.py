"""A progress bar that appears only when the work has taken a second."""

from __future__ import annotations

import sys
import time
from typing import Any

import click


class LateBar:
    """Counts finished policies; `shown` is whether there is a terminal to draw on."""

    def __init__(self, length: int, *, shown: bool) -> None:
        self.length = length
        self.shown = shown
        self.started = time.monotonic()
        self.done = 0
        self.bar: Any = None  # click's bar, once it is shown

    def update(self, steps: int) -> None:
        """Notes finished steps, and draws the bar once a second has passed."""
        self.done += steps
        if self.bar is not None:
            self.bar.update(steps)
        elif self.shown and time.monotonic() - self.started > 1:
            self.bar = click.progressbar(length=self.length, label="Building", file=sys.stderr)
            self.bar.__enter__()
            self.bar.update(self.done)

    def close(self) -> None:
        """Ends the bar's line."""
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
