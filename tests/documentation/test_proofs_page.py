"""The page on what Plainly proves: what it shows of a report is what the command prints, and it names every code of its checks."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import doc_pages as pages
import pytest
from click.testing import CliRunner

from plainly.cli import main
from plainly_dsl.diagnostics.catalogue import entries, frame

PAGE = pages.SITE / "pages" / "proofs.md"
#: Files of the catalogue that the page goes through, code by code.
TOLD = {"contradictions", "obligations", "honesty", "style"}


def shown() -> list[tuple[str, str, str]]:
    """Each command whose answer is shown: the policy above it, the command, the answer."""
    found, policy = [], ""
    for block in pages.blocks("policy", "policy-wrong", "console", files=(PAGE,)):
        if block.kind == "console":
            found += [(policy, command, answer) for command, answer in pages.commands(block) if answer]
        else:
            policy = frame(block.text.rstrip("\n"))
    return found


@pytest.mark.parametrize(("policy", "command", "answer"), shown())
def test_report_is_as_shown(policy: str, command: str, answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command prints what stands below it for the policy that stands above it."""
    monkeypatch.chdir(tmp_path)
    identity = re.findall(r"^@policy ([a-z0-9-]+)", policy, re.MULTILINE)[0]
    path = Path("policies", identity, f"{identity}.policy")
    path.parent.mkdir(parents=True)
    path.write_text(policy, encoding="utf-8")
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert (result.stdout + result.stderr).rstrip("\n") == answer


def test_every_code_is_told() -> None:
    """The page leads to each code of its checks."""
    led = set(re.findall(r"diagnostics\.md#([a-z0-9-]+)", PAGE.read_text(encoding="utf-8")))
    assert {code for code, entry in entries().items() if entry.group in TOLD} <= led
