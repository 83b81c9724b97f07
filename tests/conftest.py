"""What all tests share: options, Hypothesis profiles, and a cache folder of their own.

pytest                                run everything
pytest --reset-cases                  write the expected files of tests/syntax anew; review them as a diff
HYPOTHESIS_PROFILE=thorough pytest    many more examples, other ones each time
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, database=None, suppress_health_check=SLOW)
settings.register_profile("thorough", deadline=None, max_examples=1500, print_blob=True, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


BROWSER_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
ROOT = Path(__file__).parents[1]
#: Marker → whether what it needs is there, and what to say where it is not.
NEEDS = {
    "needs_shared": ((ROOT.parent / "shared" / "facts").is_dir(), "the checklists are not beside the project"),
    "needs_browser": (Path("/usr/bin/chromium").exists(), "Chromium is not installed"),
    "needs_node": (
        bool(shutil.which("node")) and (ROOT / ".tools" / "node_modules").is_dir(),
        "Node.js or its packages in .tools are missing",
    ),
    "needs_java": (bool(shutil.which("java")), "Java is not installed"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what this machine cannot run, with the reason."""
    for item in items:
        for marker, (there, reason) in NEEDS.items():
            if item.get_closest_marker(marker) and not there:
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything has been installed (`PLAINLY_TESTS_COMPLETE`), a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and os.environ.get("PLAINLY_TESTS_COMPLETE"):
        print(f"\n{len(skipped)} tests were skipped although everything they need should be there.")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--reset-cases`."""
    parser.addoption("--reset-cases", action="store_true", help="write the expected files beside the cases anew")


@pytest.fixture(scope="session")
def reset_cases(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written instead of compared."""
    return bool(request.config.getoption("--reset-cases"))


@pytest.fixture
def permissions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions count. The system lets root do everything, so for root its refusals are imitated."""
    if os.geteuid():
        return
    open_file, make_folder = Path.open, Path.mkdir

    def refuse(path: str | Path, bit: int) -> None:
        if os.path.exists(path) and not os.stat(path).st_mode & bit:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    def guarded_open(path: Path, *args: Any, **options: Any) -> Any:
        refuse(path, 0o400)
        return open_file(path, *args, **options)

    def guarded_mkdir(path: Path, *args: Any, **options: Any) -> None:
        if not path.exists():
            refuse(path.parent, 0o200)
        make_folder(path, *args, **options)

    monkeypatch.setattr(Path, "open", guarded_open)
    monkeypatch.setattr(Path, "mkdir", guarded_mkdir)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled tables and kept results go to a folder of this run, also those of processes that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAINLY_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of all policies of the project. Read it only."""
    from cases import REAL
    from plainly.build import build
    from plainly.outputs import DEFAULT_BASE

    output = tmp_path_factory.mktemp("output")
    result = build(REAL, output, DEFAULT_BASE, 1)
    assert len(result.published) == len(REAL)
    return output


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """One headless Chromium for the tests of a file."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=BROWSER_FLAGS)
        yield opened
        opened.close()
