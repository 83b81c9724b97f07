"""Where the tools keep what they can make again: compiled grammars and templates, results of checks."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """`PLAINLY_CACHE`, else a folder of ours in the user's cache folder. It need not exist."""
    chosen = os.environ.get("PLAINLY_CACHE")
    return Path(chosen) if chosen else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "plainly"
