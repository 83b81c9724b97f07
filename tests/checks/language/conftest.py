"""The random texts of the property tests, for these tests as well."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "properties"))
