"""Policies with one finding each, and what tests of settings ask of them."""

from __future__ import annotations

import os
import time
from pathlib import Path

from commands import SOUND

from plainly import driver
from plainly_dsl.choices import Choices
from plainly_dsl.diagnostics.catalogue import severity

#: One warning: the text says more softly what its statement denies.
SOFT = SOUND.replace("never sell your", "sell your")
#: One note: an address that nobody has.
LOST = SOUND.replace("@clause", '@link survey "our survey" lost\n\n@clause', 1).replace("address.\n", "address, says {survey}.\n", 1)
#: One error that a check finds: the statement names what the text does not.
UNSAID = SOUND.replace("@never sell email-address", "@never sell email-address, phone-number")
#: What each of them is called.
CODES = {SOFT: "missing-modal", LOST: "lost-link", UNSAID: "unreferenced-name"}
KEYS = {"error": "deny", "warning": "warn", "note": "note", "": "allow"}


def wishing(*lines: str, text: str = SOFT) -> str:
    """A policy whose header says what it wants of the checks."""
    return text.replace("  controller  meadow\n", "  controller  meadow\n" + "".join(f"  {line}\n" for line in lines))


def found(path: Path, command: Choices | None = None) -> dict[str, str]:
    """Codes of what is to be mended, with their severities."""
    return {d.code: severity(d) for d in driver.check(path, command or Choices()).diagnostics}


def settle(*paths: Path) -> None:
    """Makes files look a minute old: what was saved in this very moment is not kept."""
    for path in paths:
        os.utime(path, (time.time() - 60, time.time() - 60))
