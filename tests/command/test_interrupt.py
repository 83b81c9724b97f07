"""Ctrl-C in the middle of a build: the last good output stays byte for byte."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import SOUND, contents, plainly, put

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")
MANY = 200


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred policies, of which the first twenty were built before and have changed since."""
    folder = tmp_path_factory.mktemp("project")
    for number in range(20):
        put(folder / "policies", f"p{number}")
    assert plainly("build", folder / "policies", "--out", folder / "output").code == 0
    for number in range(MANY):
        put(folder / "policies", f"p{number}", SOUND.replace("We never sell", f"In {number} years we never sell"))
    return folder


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("progress", [0, 5, 60])
def test_interrupted_build(project: Path, workers: str, progress: int) -> None:
    """Interrupted before, early in or late in the staging, a build says so in one line, exits 130, and leaves all as it was."""
    before = contents(project / "output")
    build = subprocess.Popen(
        [sys.executable, "-m", "plainly.cli", "build", "policies", "--workers", workers],
        cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    wait_for_staging(project / "output", progress, build)
    os.killpg(build.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    _, err = build.communicate(timeout=60)
    assert "Traceback" not in err
    assert build.returncode == 130
    assert err == "Interrupted. What was published before is unchanged.\n"
    assert contents(project / "output") == before
    assert not [entry.name for entry in (project / "output").iterdir() if entry.name.startswith(".")]


def wait_for_staging(output: Path, policies: int, build: subprocess.Popen[str]) -> None:
    """Waits until so many policies are staged."""
    end = time.monotonic() + 60
    while time.monotonic() < end and build.poll() is None:
        staged = list(output.glob(".staging-*"))
        if staged and sum(1 for _ in staged[0].iterdir()) >= policies:
            return
        time.sleep(0.005)
    pytest.fail(f"the build ended before {policies} policies were staged: {build.poll()}")


def test_after_the_interruption(project: Path) -> None:
    """The next build publishes everything."""
    ran = plainly("build", project / "policies", "--out", project / "output")
    assert ran.code == 0
    assert f"Published {MANY} policies" in ran.err
    assert b"In 199 years" in (project / "output" / "p199" / "en" / "policy.md").read_bytes()
