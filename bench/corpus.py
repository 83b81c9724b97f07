"""Policies for measuring: copies of a real one under other ids and names, and texts of one kind only."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
REAL = ROOT / "policies" / "desk-2014" / "desk-2014.policy"


def policies(folder: Path, count: int) -> Path:
    """`count` policies of the real one's size, each with an id, controller and address of its own."""
    text = REAL.read_text(encoding="utf-8")
    for number in range(count):
        identity = f"policy-{number:04}"
        own = re.sub(r"\bdesk-com\b", f"company-{number:04}", text).replace("desk-2014", identity)
        own = own.replace("privacy@desk.com", f"privacy@company-{number:04}.example")
        own = "\n\n".join(_own_paragraph(block, number) for block in own.split("\n\n"))
        target = folder / identity / f"{identity}.policy"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(own, encoding="utf-8")
    return folder


def _own_paragraph(block: str, number: int) -> str:
    """A paragraph with a sentence more, so that no two policies share one and no cache helps from one to the next."""
    is_prose = block[:1] not in {"@", "#", " ", "{", ""}
    return f"{block} This is what company {number} says of it." if is_prose else block


def _blocks() -> list[str]:
    return re.split(r"\n{2,}", REAL.read_text(encoding="utf-8"))


def prose_heavy(size: int) -> str:
    """Text of about `size` bytes, nearly all of it prose."""
    prose = [block for block in _blocks() if not block.startswith(("@", "#"))]
    unit = "\n\n".join(["# Heading {#h}", "@clause c for visitors", *prose]) + "\n\n"
    return unit * (size // len(unit) + 1)


def statement_heavy(size: int) -> str:
    """Text of about `size` bytes, all of it statements."""
    lines = [
        line
        for block in _blocks()
        for line in block.split("\n@")
        if re.match(r"@?(?:may |never |must )?(?:use|share|observe|collect|offer)\b", line)
    ]
    unit = "\n".join(line if line.startswith("@") else f"@{line}" for line in lines) + "\n"
    return unit * (size // len(unit) + 1)
