"""The standard vocabulary: names every policy may use, with kind, parent, DPV term, label, forms, definition.

Data that a lawyer can review: `vocabulary/<kind>.tsv` (name, parent, iri, match) and, a folder a locale,
`locales/<locale>/names.tsv` (name, label, forms, definition). More locales may lie in folders of the reader's own.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from plainly_dsl.storage import own_locales
from plainly_dsl.tables import HERE


class Entry(NamedTuple):
    """A standard name. `iri` is a CURIE of W3C DPV 2.3, `match` how near it is (exact, broader, narrower, related, own)."""

    kind: str
    parent: str
    iri: str
    match: str


class Wording(NamedTuple):
    """How a name reads in one locale; `forms` are other wordings that mean the same in running text."""

    label: str
    forms: tuple[str, ...]
    definition: str


def languages() -> tuple[str, ...]:
    """Locales for which the vocabulary has labels."""
    return tuple(sorted({path.parent.name for folder in (HERE / "locales", *own_locales()) for path in folder.glob("*/names.tsv")}))


@cache
def entries() -> dict[str, Entry]:
    """All standard names."""
    result: dict[str, Entry] = {}
    for path in sorted((HERE / "vocabulary").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").split("\n")[1:]:
            if line:
                name, parent, iri, match = line.split("\t")
                result[name] = Entry(path.stem, parent, iri, match)
    return result


@cache
def wordings(locale: str) -> dict[str, Wording]:
    """Labels, forms and definitions of the standard names in a locale; empty where the locale has no file."""
    path = next((file for folder in (HERE / "locales", *own_locales()) if (file := folder / locale / "names.tsv").is_file()), None)
    if path is None:
        return {}
    result: dict[str, Wording] = {}
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        if line:
            name, label, forms, definition = line.split("\t")
            result[name] = Wording(label, tuple(forms.split(" | ")) if forms else (), definition)
    return result
