"""Tests of notices share the made-up policies of tests/emit."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "emit"))
