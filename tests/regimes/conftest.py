"""Tests of `plainly coverage` run the command line as the tests of the other commands do."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "command"))
