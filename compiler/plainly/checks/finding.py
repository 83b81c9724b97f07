"""What a check found, and the walks over a policy that several checks share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plainly_dsl import prose
from plainly_dsl.prose import Emphasis, Inline, ListBlock, Paragraph, ProseBlock, Reading, Ref, Str

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.model import Clause, Policy, Statement


class Finding(NamedTuple):
    """A diagnostic's code at a part of the document.

    `pointer` is a JSON pointer; `start` and `end` are offsets in the text there (both 0: the whole part). `related` are other
    parts that explain it: pointers, each with a short remark such as "denied here".
    """

    code: str
    pointer: str
    args: dict[str, str]
    start: int = 0
    end: int = 0
    suggestion: str = ""
    related: tuple[tuple[str, str], ...] = ()


CheckOfClaims: TypeAlias = "Callable[[Claims], Iterator[Finding]]"


def clauses(policy: Policy) -> Iterator[tuple[str, Clause]]:
    """Clauses with their pointers."""
    for number, clause in enumerate(policy.clauses):
        yield f"/clauses/{number}", clause


def written_in(policy: Policy, clause: Clause) -> tuple[str, ...]:
    """The locales that say what a clause says: the policy's own, or those of a clause that only translations have text for."""
    return (policy.language,) if clause.text.get(policy.language) else tuple(clause.text)


def statements(pointer: str, clause: Clause) -> Iterator[tuple[str, Statement]]:
    """A clause's statements with their pointers."""
    for number, statement in enumerate(clause.statements):
        yield f"{pointer}/statements/{number}", statement


def readings(pointer: str, clause: Clause, locale: str) -> Iterator[tuple[str, Reading]]:
    """A clause's runs of prose, read, with their pointers."""
    for number, run in enumerate(clause.text.get(locale, ())):
        yield f"{pointer}/text/{locale}/{number}", prose.read(run)


def words(reading: Reading) -> str:
    """The text people read, references by their surface words, harmless ones left out; pieces end in a space."""
    return "".join(_visible(node, reading) for block in reading.blocks for node in _top(block))


def _top(block: ProseBlock) -> Iterator[Inline]:
    if isinstance(block, Paragraph):
        yield from (*block.children, Str("\n"))
    elif isinstance(block, ListBlock):
        for item in block.items:
            for inner in item.blocks:
                yield from _top(inner)
    else:
        for row in block.rows:
            for cell in row:
                yield from (*cell, Str("\n"))


def _visible(node: Inline, reading: Reading) -> str:
    if isinstance(node, Str):
        return node.text
    if isinstance(node, Ref) and node.number < len(reading.references) and reading.references[node.number].kind == "harmless":
        return " "
    if isinstance(node, (Emphasis, Ref)):
        return "".join(_visible(child, reading) for child in node.children)
    return " "
