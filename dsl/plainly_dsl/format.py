"""Syntax tree → canonical text. Idempotent, and never changes what a policy means.

Prose is never re-wrapped, comments are blocks like others, and a block with a mistake is printed as it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from plainly_dsl.diagnostics import Diagnostic
from plainly_dsl.syntax import (
    Block,
    Clause,
    Declaration,
    FactLine,
    Heading,
    Highlights,
    Junk,
    NameList,
    Property,
    Prose,
    Remark,
    Statement,
    Text,
    Tree,
)

WIDTH = 110
#: Properties that stand on the declaration's own line where there is room.
INLINE = frozenset({"", "is", "=", "such-as", "also", "forms", "of"})
_QUOTES = (('"', '"', '"'), ("“", "”", "“”"), ("«", "»", "«»"), ("„", "“", "„“”"))
_RUN_ON = re.compile(r"\n[ \t\u00a0]*")


def format_tree(tree: Tree, problems: Iterable[Diagnostic] = ()) -> str:
    """The file's text in canonical form. `problems` are those of parsing: blocks they touch stay as they are."""
    broken = _broken(tree, problems)
    pieces: list[str] = []
    before: Block | None = None
    for block in tree.blocks:
        written = tree.text[block.start : block.end]
        text = _verbatim(written) if block.start in broken else _PRINTERS[type(block)](block, written)
        if before is not None:
            between = tree.text[before.end : block.start]
            unclear = block.start in broken and between.count("\n") < 2  # a blank line may be missing, or a space
            pieces.append("\n" if unclear else _gap(between, before, block))
        pieces.append(text)
        before = block
    return "".join(pieces) + "\n" if pieces else ""


def _broken(tree: Tree, problems: Iterable[Diagnostic]) -> set[int]:
    """Starts of the blocks that a problem lies in."""
    starts = sorted({problem.place.start for problem in problems})
    return {block.start for block in tree.blocks if bisect_right(starts, block.end) > bisect_left(starts, block.start)}


def _gap(between: str, before: Block, block: Block) -> str:
    """Line ends between two blocks: a blank line round text, as the author chose between directives."""
    directives = not isinstance(before, (Heading, Prose)) and not isinstance(block, (Heading, Prose))
    return "\n" if directives and between.count("\n") < 2 and not isinstance(block, (Clause, Highlights)) else "\n\n"


def _verbatim(written: str) -> str:
    return "\n".join(line.rstrip() for line in written.split("\n"))


def _heading(block: Heading, written: str) -> str:
    hashes = written[: len(written) - len(written.lstrip("#"))]
    return f"{hashes} {block.title.text.strip()} {{#{block.id.text}}}" if block.id else _verbatim(written)


def _prose(_block: Prose, written: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", _verbatim(written))


def _clause(block: Clause, _written: str) -> str:
    return _wrapped(f"@clause {block.id.text}{_facts(block.scope, ' ')}", "      ")


def _statement(block: Statement, _written: str) -> str:
    modality = f"{block.modality.text} " if block.modality else ""
    head, *lines = block.lines
    texts = [_wrapped(f"@{modality}{block.verb.text}{_facts(head, ' ')}", "      ")]
    texts += [_wrapped(f"  {_facts(line, '')}", "      ") for line in lines]
    return "\n".join(texts)


def _facts(line: FactLine, opening: str) -> str:
    parts = [_names(line.objects)] if line.objects else []
    parts += [f"{'only ' * qualifier.only}{qualifier.word.text} {_names(qualifier.values)}" for qualifier in line.qualifiers]
    parts += [mark.text for mark in line.marks]
    return opening + " ".join(parts) if parts else ""


def _names(names: NameList) -> str:
    text = ""
    examples = False
    for number, alternative in enumerate(names):
        words = " and ".join(word.text for word in alternative.words)
        if alternative.example and not examples:
            text += (" " if number else "") + f"such-as {words}"
        else:
            text += (", " if number else "") + words
        examples = alternative.example
    return text


def _declaration(block: Declaration, _written: str) -> str:
    head = f"@{block.keyword.text}"
    head += f" {block.name.text}" if block.name else ""
    head += f" {quoted(block.label.text)}" if block.label else ""
    rest = list(block.properties)
    while rest and rest[0].key.text in INLINE:
        addition = f"{head} {_property(rest[0])}"
        if len(addition) > WIDTH and rest[0].key.text:
            break
        head = addition
        rest.pop(0)
    width = max((len(entry.key.text) for entry in rest), default=0)
    return "\n".join([head, *(_wrapped(f"  {_property(entry, width)}", " " * (width + 4)) for entry in rest)])


def _property(entry: Property, width: int = 0) -> str:
    if not entry.key.text:
        return " ".join(value.text for value in entry.values)
    values = ", ".join(quoted(value.text) if isinstance(value, Text) else value.text for value in entry.values)
    return f"{entry.key.text.ljust(width)}{'  ' if width else ' '}{values}"


def quotable(text: str) -> bool:
    """Whether there are quotes that do not occur in a label."""
    return any(not any(mark in text for mark in row[2]) for row in _QUOTES)


def quoted(text: str) -> str:
    """A label in quotes that do not occur in it."""
    opening, closing, _ = next((row for row in _QUOTES if not any(mark in text for mark in row[2])), _QUOTES[1])
    return f"{opening}{text}{closing}"


def _remark(block: Remark, _written: str) -> str:
    subject = f"{block.subject.text} because " if block.subject else ""
    text = _RUN_ON.sub("\n  ", block.text.text.strip())
    return f"@{block.keyword.text} {subject}{_verbatim(text)}".rstrip()


def _highlights(block: Highlights, _written: str) -> str:
    names = max((len(group.id.text) for group in block.groups), default=0)
    titles = [quoted(group.heading.text) for group in block.groups]
    width = max(map(len, titles), default=0)
    lines = ["@highlights"]
    for group, title in zip(block.groups, titles, strict=True):
        entries = ", ".join(" + ".join(word.text for word in entry) for entry in group.entries)
        more = f"  more {group.more.text}" if group.more else ""
        opening = f"  {group.id.text.ljust(names)}  {title.ljust(width)}  "
        lines.append(_wrapped(f"{opening}{entries}{more}".rstrip(), " " * len(opening)))
    return "\n".join(lines)


def _wrapped(line: str, indent: str) -> str:
    """A line that is too long, broken after commas outside of quotes (nowhere else may a list run on)."""
    if len(line) <= WIDTH or ", " not in line:
        return line
    lines = [""]
    for piece in _after_commas(line):
        if lines[-1] and len(lines[-1]) + len(piece.rstrip()) > WIDTH:
            lines[-1] = lines[-1].rstrip()
            lines.append(indent)
        lines[-1] += piece
    return "\n".join(lines)


def _after_commas(line: str) -> Iterator[str]:
    yield from re.findall(r'(?:"[^"\n]*"|“[^“”\n]*”|„[^“”„\n]*[“”]|«[^«»\n]*»|[^,"“„«]|,(?! ))+(?:, )?|, ', line)


def _junk(_block: Junk, written: str) -> str:
    return _verbatim(written)


_PRINTERS: dict[type, Callable[[Any, str], str]] = {
    Heading: _heading,
    Prose: _prose,
    Clause: _clause,
    Statement: _statement,
    Declaration: _declaration,
    Remark: _remark,
    Highlights: _highlights,
    Junk: _junk,
}
