"""What all tests share: options, Hypothesis profiles, and a cache folder of their own.

    pytest                                run everything
    pytest --reset-cases                  write the expected files of tests/syntax anew; review them as a diff
    HYPOTHESIS_PROFILE=thorough pytest    many more examples, other ones each time
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, database=None, suppress_health_check=SLOW)
settings.register_profile("thorough", deadline=None, max_examples=1500, print_blob=True, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--reset-cases`."""
    parser.addoption("--reset-cases", action="store_true", help="write the expected files beside the cases anew")


@pytest.fixture(scope="session")
def reset_cases(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written instead of compared."""
    return bool(request.config.getoption("--reset-cases"))


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled tables and kept results go to a folder of this run, also those of processes that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAINLY_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
