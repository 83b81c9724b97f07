"""The syntax tree: what stands in a file, before anything is known of its meaning.

Every node is immutable. Spans inside a block are relative to the block's `start`, so that a block
that has not changed keeps its nodes when text above it grows; `Block.at` makes them absolute.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Word(NamedTuple):
    """A name, keyword or literal. `start` and `end` count from the start of the block."""

    text: str
    start: int
    end: int


class Text(NamedTuple):
    """A quoted label or free text; `start` and `end` are those of the text between the quotes."""

    text: str
    start: int
    end: int


class Alternative(NamedTuple):
    """Names that one fact takes together (`a and b`); `example` when they follow `such-as`."""

    words: tuple[Word, ...]
    example: bool


NameList: TypeAlias = tuple[Alternative, ...]


class Qualifier(NamedTuple):
    """`for a, b`; `only` when the word stood before it."""

    word: Word
    values: NameList
    only: bool


class FactLine(NamedTuple):
    """Objects, qualifiers and bare words of one line of a statement or clause; `broken` when it could not be read."""

    objects: NameList
    qualifiers: tuple[Qualifier, ...]
    marks: tuple[Word, ...]
    broken: bool = False


class Property(NamedTuple):
    """`key value, value`; a value is a `Text` where it was quoted, else a `Word`."""

    key: Word
    values: tuple[Word | Text, ...]


class Heading(NamedTuple):
    """`# Title {#id}`; `level` counts the signs, up to four."""

    start: int
    end: int
    level: int
    title: Text
    id: Word | None


class Prose(NamedTuple):
    """Paragraphs, lists and tables up to the next heading or directive, just as written."""

    start: int
    end: int
    text: str


class Clause(NamedTuple):
    """`@clause id for x when y`; `scope` has no objects; the id is empty where it could not be read."""

    start: int
    end: int
    id: Word
    scope: FactLine


class Statement(NamedTuple):
    """`@may share data with x` and the indented lines below it; the first of `lines` is the head."""

    start: int
    end: int
    modality: Word | None
    verb: Word
    lines: tuple[FactLine, ...]


class Declaration(NamedTuple):
    """`@policy ID`, `@party NAME "label"`, `@translation LOCALE of ID` … with their properties.

    `broken` when a line of it could not be read.
    """

    start: int
    end: int
    keyword: Word
    name: Word | None
    label: Text | None
    properties: tuple[Property, ...]
    broken: bool = False


class Remark(NamedTuple):
    """A directive with free text: `@highlight`, `@note`, `@plain`, `@acknowledge`, `@waive`, `@include`.

    `subject` is what stands before `because`.
    """

    start: int
    end: int
    keyword: Word
    subject: Word | None
    text: Text


class Group(NamedTuple):
    """A line of `@highlights`: `entries` holds a tuple of clause ids for each bullet."""

    id: Word
    heading: Text
    entries: tuple[tuple[Word, ...], ...]
    more: Word | None


class Highlights(NamedTuple):
    """`@highlights`: the groups of the one-page summary; `unread` are words of lines that could not be read."""

    start: int
    end: int
    groups: tuple[Group, ...]
    unread: tuple[str, ...] = ()


class Junk(NamedTuple):
    """A block that could not be read, kept just as it stands."""

    start: int
    end: int
    keyword: str


Block: TypeAlias = Heading | Prose | Clause | Statement | Declaration | Remark | Highlights | Junk


class Tree(NamedTuple):
    """A whole file. Text between the blocks is white space."""

    file: str
    text: str
    blocks: tuple[Block, ...]


def declaration_in(tree: Tree, keyword: str) -> Declaration | None:
    """The first `@policy`, `@shared`, `@translation` … of a file."""
    return next((block for block in tree.blocks if isinstance(block, Declaration) and block.keyword.text == keyword), None)


def words_of(names: NameList) -> tuple[Word, ...]:
    """All the words of a list, in order."""
    return tuple(word for alternative in names for word in alternative.words)
