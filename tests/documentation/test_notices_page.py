"""The page for programs that read notices: its examples run as they stand, and print what it shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import doc_pages as pages
import pytest
from pyshacl import validate
from rdflib import Graph

from plainly import notice
from plainly.emit.profile import PROFILE
from plainly.emit.shapes import shapes_text
from plainly.emit.terms import PREFIXES

PAGE = pages.SITE / "pages" / "notices.md"
MODULES = pages.ROOT / ".tools" / "node_modules"
BLOCKS = pages.blocks("python", "javascript", "sparql", "turtle", "console", "text", files=(PAGE,))


def after(kind: str) -> list[tuple[str, str]]:
    """Each block of a kind with the next output that the page shows."""
    return [
        (block.text, next(later.text for later in BLOCKS[number:] if later.kind == "text"))
        for number, block in enumerate(BLOCKS)
        if block.kind == kind
    ]


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A folder with a build in `output`, as a reader has it."""
    (tmp_path / "output").symlink_to(built)
    return tmp_path


def printed(command: list[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, env=os.environ).stdout


@pytest.mark.parametrize(("example", "shown"), after("python"))
def test_python(example: str, shown: str, folder: Path) -> None:
    assert printed([sys.executable, "-W", "ignore", "-c", example], folder) == shown


@pytest.mark.needs_node
@pytest.mark.parametrize(("example", "shown"), after("javascript"))
def test_javascript(example: str, shown: str, folder: Path) -> None:
    (folder / "node_modules").symlink_to(MODULES)
    (folder / "ask.mjs").write_text(example, encoding="utf-8")
    assert printed(["node", "ask.mjs"], folder) == shown


@pytest.mark.parametrize(("example", "shown"), after("sparql"))
def test_sparql(example: str, shown: str, folder: Path) -> None:
    """The command shown prints what is shown, and rdflib answers the same."""
    command = next(line[2:] for block in BLOCKS if block.kind == "console" for line in block.text.splitlines() if "--sparql" in line)
    words = shlex.split(command)
    (folder / words[words.index("--sparql") + 1]).write_text(example, encoding="utf-8")
    assert printed([sys.executable, "-m", "plainly.cli", *words[1:]], folder).splitlines() == shown.splitlines()
    found = Graph().parse(folder / "output" / "salesforce-2012" / "notice.ttl")
    rows = [",".join(str(value) for value in row) for row in found.query(example, initNs=PREFIXES)]
    assert rows == shown.splitlines()[1:]


def test_a_notice_written_by_hand(tmp_path: Path) -> None:
    """The shapes accept the whole notice that the page shows, and it is read; without its modality neither does."""
    (example,) = (block.text for block in BLOCKS if block.kind == "turtle")
    path = tmp_path / "notice.ttl"
    path.write_text(example, encoding="utf-8")
    assert [claim.id for claim in notice.load(path).assertions] == ["joining.collect.email-address.1"]
    assert conforms(example)
    broken = example.replace('plainly:modality "does"', 'plainly:modality "sometimes"')
    path.write_text(broken, encoding="utf-8")
    assert not conforms(broken)
    with pytest.raises(notice.NoticeError, match="modality"):
        notice.load(path)


def conforms(text: str) -> bool:
    found, _, _ = validate(Graph().parse(data=text), shacl_graph=Graph().parse(data=shapes_text()))
    return bool(found)


def test_what_is_said_of_files_is_so(built: Path) -> None:
    """Each file of the table is written by a build, and the profile's number is the current one."""
    content = PAGE.read_text(encoding="utf-8")
    section = content.partition("{#artefacts}")[2]
    named = {name for row in re.findall(r"^\| (.*?) \|", section, re.MULTILINE) for name in re.findall(r"`([^`]+\.[a-z]+)`", row)}
    assert len(named) >= 10
    for name in named:
        assert list(built.glob(name.replace("<policy>", "desk-2014"))) or list(built.glob(f"desk-2014/{name}")), name
    assert PROFILE in content
