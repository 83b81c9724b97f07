"""The real policy, built once, and the foreign programs that read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainly.build import build
from plainly.outputs import DEFAULT_BASE

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of all policies."""
    output = tmp_path_factory.mktemp("output")
    paths = sorted(path for path in (ROOT / "policies").glob("*/*.policy") if path.stem == path.parent.name)
    result = build(paths, output, DEFAULT_BASE, 1)
    assert len(result.published) == len(paths)
    return output
