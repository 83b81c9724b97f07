"""Sets new texts into a translation's file. What does not change keeps its bytes; what is new goes where the policy has it."""

from __future__ import annotations

from typing import NamedTuple

from plainly.i18n.work import Work
from plainly.translations.units import units
from plainly_dsl.format import format_tree, quoted
from plainly_dsl.parse import parse
from plainly_dsl.source import Source, decode
from plainly_dsl.syntax import Clause, Declaration, Heading, Highlights, Prose, Remark, Text, Tree
from plainly_dsl.translate import header

#: Kinds of units that stand in quotes.
QUOTED = frozenset({"title", "subtitle", "source", "label", "group"})


class Span(NamedTuple):
    """Where a unit's text stands in a file: the parts it consists of, and the end of all that belongs to it."""

    parts: tuple[tuple[int, int], ...]
    end: int


def spans(tree: Tree) -> dict[str, Span]:
    """Unit → where it stands in the translation."""
    found: dict[str, Span] = {}
    clause, lines = "", 0
    for block in tree.blocks:
        if isinstance(block, Declaration) and block.keyword.text == "translation":
            for prop in block.properties:
                value = prop.values[0]
                if isinstance(value, Text):
                    found[prop.key.text] = Span(((block.start + value.start, block.start + value.end),), block.start + value.end + 1)
        elif isinstance(block, Declaration) and block.keyword.text == "label" and block.name and block.label:
            found[f"label:{block.name.text}"] = Span(((block.start + block.label.start, block.start + block.label.end),), block.end)
        elif isinstance(block, Heading) and block.id:
            clause = ""
            found[f"section:{block.id.text}"] = Span(((block.start + block.title.start, block.start + block.title.end),), block.end)
        elif isinstance(block, Clause):
            clause, lines = block.id.text, 0
            found[f"clause:{clause}"] = Span((), block.end)
        elif isinstance(block, Prose) and clause:
            before = found[f"clause:{clause}"].parts
            found[f"clause:{clause}"] = Span((*before, (block.start, block.end)), block.end)
        elif isinstance(block, Remark) and block.keyword.text == "highlight" and clause:
            found[f"highlight:{clause}:{lines}"] = Span(((block.start + block.text.start, block.start + block.text.end),), block.end)
            lines += 1
        elif isinstance(block, Highlights):
            clause = ""
            for group in block.groups:
                line = tree.text.find("\n", block.start + group.heading.end)
                end = block.end if line < 0 or line > block.end else line
                found[f"group:{group.id.text}"] = Span(((block.start + group.heading.start, block.start + group.heading.end),), end)
    return found


def edited(work: Work, locale: str, texts: dict[str, str]) -> str:
    """The translation's whole text with some units set; a new file where there is none yet."""
    tree = work.trees[locale]
    known = spans(tree)
    head = header(tree)
    edits: list[tuple[int, int, int, str]] = []  # start, end, order, text
    anchor = head.end if head else 0
    summary = _first_line_of_summary(tree)
    grouped = bool(summary)
    for order, unit in enumerate(units(work.document)):
        span = known.get(unit.id)
        if unit.id.startswith("group:"):
            anchor = max(anchor, summary)
        if unit.id in texts and span and span.parts:
            (start, end), *others = span.parts
            edits.append(
                _quoted(tree.text, start, end, order, texts[unit.id]) if _in_quotes(unit.id) else (start, end, order, texts[unit.id])
            )
            edits += [(*other, order, "") for other in others]
        elif unit.id in texts:
            at = span.end if span else anchor
            text = f"\n\n{texts[unit.id]}" if span else _new(work, unit.id, texts[unit.id], first=not grouped)
            grouped = grouped or unit.id.startswith("group:")
            edits.append((at, at, order, text))
        anchor = max(anchor, span.end) if span else anchor
    text = tree.text
    for start, end, _, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text if known else format_tree(*parse(Source(tree.file, text)))


def read_back(file: str, text: str) -> dict[str, list[str]]:
    """Unit → its words in the text of a translation's file, as reading that file gives them."""
    tree, _ = parse(decode(file, text.encode("utf-8"))[0])
    return {unit: [word for start, end in span.parts for word in tree.text[start:end].split()] for unit, span in spans(tree).items()}


def _first_line_of_summary(tree: Tree) -> int:
    """Where the line `@highlights` ends, 0 where there is none."""
    start = next((block.start for block in tree.blocks if isinstance(block, Highlights)), -1)
    end = tree.text.find("\n", start)
    return 0 if start < 0 else end if end >= 0 else len(tree.text)


def _in_quotes(identity: str) -> bool:
    return identity.partition(":")[0] in QUOTED


def _quoted(text: str, start: int, end: int, order: int, new: str) -> tuple[int, int, int, str]:
    """The edit of a text in quotes: other quotes where these occur in the new text."""
    marks = {text[start - 1], text[end], *("“”" if text[start - 1] in "“„" else "")}
    return (start - 1, end + 1, order, quoted(new)) if marks & set(new) else (start, end, order, new)


def _new(work: Work, identity: str, text: str, *, first: bool) -> str:
    """A unit that was not there, with what stands before it."""
    kind, _, name = identity.partition(":")
    if kind in {"title", "subtitle", "source"}:
        return f"\n  {kind}  {quoted(text)}"
    if kind == "label":
        return f"\n@label {name} {quoted(text)}"
    if kind == "section":
        level = next(section["level"] for section in work.document["sections"] if section["id"] == name)
        return f"\n\n{'#' * level} {text} {{#{name}}}"
    if kind == "clause":
        return f"\n\n@clause {name}\n\n{text}"
    if kind == "highlight":
        return f"\n\n@highlight {text}"
    return ("\n\n@highlights" if first else "") + f"\n  {name}  {quoted(text)}"
