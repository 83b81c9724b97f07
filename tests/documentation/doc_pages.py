"""What stands in the documentation's files: fenced blocks with the text after them, links, anchors, tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from markdown.extensions.toc import slugify

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
FILES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((SITE / "pages").glob("*.md")))
_FENCE = re.compile(r"^```(?P<kind>[a-z-]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]\((?P<target>[^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (?P<title>.*?)(?: \{#(?P<id>[a-z0-9-]+)\})?$", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block; `before` and `after` are the paragraphs next to it."""

    file: Path
    line: int
    kind: str
    text: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}"


def blocks(*kinds: str, files: tuple[Path, ...] = FILES) -> list[Block]:
    """Fenced blocks of some kinds, in order."""
    found = []
    for file in files:
        content = file.read_text(encoding="utf-8")
        for match in _FENCE.finditer(content):
            if match["kind"] in kinds:
                line = content.count("\n", 0, match.start()) + 2
                before = content[: match.start()].rstrip().rpartition("\n\n")[2]
                after = content[match.end() :].lstrip().partition("\n\n")[0]
                found.append(Block(file, line, match["kind"], match["text"], before, after))
    return found


def prose(file: Path) -> str:
    """A file's text without fenced blocks and code."""
    return _SPAN.sub("", _FENCE.sub("", file.read_text(encoding="utf-8")))


def links(file: Path) -> list[str]:
    """Targets of a file's links."""
    return [match["target"] for match in _LINK.finditer(prose(file))]


def anchors(content: str) -> set[str]:
    """Ids of a page's headings, and those written as HTML."""
    found = {match["id"] or slugify(match["title"], "-") for match in _HEADING.finditer(_FENCE.sub("", content))}
    return found | set(re.findall(r'\bid="([^"]+)"', content))


def tables(file: Path) -> list[list[dict[str, str]]]:
    """Tables as rows of column → cell; bars inside code are written with a backslash."""
    found: list[list[dict[str, str]]] = []
    header: list[str] = []
    for line in _FENCE.sub("", file.read_text(encoding="utf-8")).split("\n"):
        if not line.startswith("|"):
            header = []
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not header:
            header = cells
            found.append([])
        elif not set("".join(cells)) <= set("-:"):
            found[-1].append(dict(zip(header, cells, strict=True)))
    return found


def table(file: Path, *header: str) -> list[dict[str, str]]:
    """The file's table with this header."""
    return next(rows for rows in tables(file) if rows and tuple(rows[0]) == header)


def commands(block: Block) -> list[tuple[str, str]]:
    """The commands of a console block, each with the answer that is shown below it."""
    shown: list[tuple[str, str]] = []
    for line in block.text.split("\n"):
        if line.startswith("$ "):
            shown.append((line[2:], ""))
        elif shown:
            command, answer = shown[-1]
            shown[-1] = (command, f"{answer}{line}\n")
    return [(command, answer.rstrip("\n")) for command, answer in shown]
