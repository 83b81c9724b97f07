"""The language's tables: statement verbs, qualifiers, bare words and directives.

They are data (`language/*.tsv`), read once; adding a verb or a qualifier touches its table only.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
MODALITIES = ("may", "must", "never")
#: What a statement may be; one that writes none of the words says what is done.
EVERY_MODALITY = ("does", *MODALITIES)

#: Kinds of names that a policy can declare, by the directive of the same word.
DECLARABLE = (
    "party", "data", "subject", "purpose", "situation", "place", "measure", "programme", "document", "term",
    "link", "value",
)  # fmt: skip
#: Directives with properties, in the order the reference lists them.
DECLARATIONS = ("policy", "translation", "shared", "label", *DECLARABLE)
#: Directives followed by free text.
REMARKS = ("highlight", "note", "plain", "acknowledge", "waive", "include")
PLAIN_KINDS = ("commitment", "advice", "description", "reservation", "pointer")


class Verb(NamedTuple):
    """A statement verb: kinds of its objects, qualifiers it takes, its machine meaning (DPV term)."""

    word: str
    objects: frozenset[str]
    qualifiers: frozenset[str]
    meaning: str
    iri: str
    synonyms: tuple[str, ...]


class QualifierRow(NamedTuple):
    """A qualifier: for each kind of name it takes, the machine property that says the same."""

    word: str
    kinds: dict[str, str]
    meaning: str


def read_table(path: Path) -> list[dict[str, str]]:
    """Rows of a tab-separated file with one header line, as column → text."""
    lines = path.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:] if line]


@cache
def verbs() -> dict[str, Verb]:
    """The 18 statement verbs by their word."""
    return {
        row["verb"]: Verb(
            row["verb"],
            frozenset(row["objects"].split(", ")),
            frozenset(row["qualifiers"].split()),
            row["meaning"],
            row["dpv"],
            tuple(row["synonyms"].split(", ")),
        )
        for row in read_table(HERE / "language" / "verbs.tsv")
    }


@cache
def qualifiers() -> dict[str, QualifierRow]:
    """The 20 qualifiers by their word."""
    return {
        row["word"]: QualifierRow(
            row["word"],
            dict(pair.split("=") for pair in row["kinds"].split(", ")),
            row["meaning"],
        )
        for row in read_table(HERE / "language" / "qualifiers.tsv")
    }


@cache
def marks() -> dict[str, str]:
    """Bare words of statements, with the group each belongs to; words of one group exclude each other."""
    return {row["mark"]: row["group"] for row in read_table(HERE / "language" / "marks.tsv")}


def directives() -> tuple[str, ...]:
    """Every word that may follow `@` (verbs may also follow `@may`, `@must`, `@never`)."""
    return (*DECLARATIONS, "clause", "highlights", *REMARKS, *MODALITIES, *verbs())
