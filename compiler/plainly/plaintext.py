"""Page blocks → lines of plain text, for the terminal."""

from __future__ import annotations

import textwrap

from plainly.page import Block, ListBlock, Paragraph, Section, Table, plain

WIDTH = 96


def block_text(block: Block) -> list[str]:
    """A block as wrapped lines."""
    if isinstance(block, Paragraph):
        return textwrap.wrap(plain(block.children), WIDTH)
    if isinstance(block, ListBlock):
        return [line for item in block.items for line in _item(item)]
    if isinstance(block, Table):
        rows = [block.header, *(tuple(plain(cell) for cell in row) for row in block.rows)]
        return [" | ".join(row) for row in rows]
    inner = [line for child in block.blocks for line in block_text(child)]
    return [plain(block.title), *inner] if isinstance(block, Section) else inner


def _item(item: tuple[Block, ...]) -> list[str]:
    lines = [line for block in item for line in block_text(block)]
    return [f"{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines)]
