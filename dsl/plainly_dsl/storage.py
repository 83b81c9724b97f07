"""What the environment says of folders: where the tools keep what they can make again, and where further locales lie."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """`PLAINLY_CACHE`, else a folder of ours in the user's cache folder. It need not exist."""
    chosen = os.environ.get("PLAINLY_CACHE")
    return Path(chosen) if chosen else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "plainly"


def own_locales() -> tuple[Path, ...]:
    """Folders of the reader's own that hold a folder for each of their locales, as the variable PLAINLY_LOCALES names them."""
    return tuple(map(Path, filter(None, os.environ.get("PLAINLY_LOCALES", "").split(os.pathsep))))
