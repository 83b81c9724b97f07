"""A statement's folded spelling → its facts, one a row, each with an identity that survives re-ordering.

A comma distributes, `and` binds, an indented line makes facts of its own. Taken whole, never distributed:
exceptions (“except a, b” excepts both), lists after `only` (“only for a, b” allows both), and what the
clause's own line says (its scope).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, NamedTuple

from plainly_dsl.syntax import FactLine, NameList, Qualifier, Statement, Word, words_of
from plainly_dsl.tables import Verb, marks

MOST_FACTS = 500
Document = dict[str, Any]


class Scope(NamedTuple):
    """A clause's qualifiers: word → names, taken whole as defaults for its statements."""

    qualifiers: dict[str, tuple[str, ...]]
    open: frozenset[str] = frozenset()  # words whose list only gives examples


class Choice(NamedTuple):
    """One way to read a list: the names one fact takes, and whether the list they come from is open (`such-as`)."""

    names: tuple[str, ...]
    open: bool


def fact_lines(statement: Statement) -> Iterator[FactLine]:
    """The lines that make facts, each completed by what the head says."""
    head, *variants = statement.lines
    if not variants and not head.broken:
        yield head
    for line in variants:
        if line.broken or head.broken:
            continue
        own = {qualifier.word.text for qualifier in line.qualifiers}
        inherited = tuple(q for q in head.qualifiers if q.word.text not in own)
        groups = {marks()[mark.text] for mark in line.marks}
        kept = tuple(mark for mark in head.marks if marks()[mark.text] not in groups)
        yield FactLine(line.objects or head.objects, (*inherited, *line.qualifiers), (*kept, *line.marks))


def choices(names: NameList) -> list[Choice]:
    """A list as the alternatives that a comma separates."""
    is_open = any(alternative.example for alternative in names)
    return [Choice(tuple(word.text for word in alternative.words), is_open) for alternative in names]


def whole(names: NameList) -> list[Choice]:
    """A list that is taken together."""
    every = tuple(word.text for alternative in names for word in alternative.words)
    return [Choice(every, any(alternative.example for alternative in names))]


def count(line: FactLine) -> int:
    """How many facts a line expands to."""
    total = max(1, len(line.objects))
    for qualifier in line.qualifiers:
        if not _binds(qualifier):
            total *= max(1, len(qualifier.values))
    return total


def expand(line: FactLine, verb: Verb, modality: str, scope: Scope, clause: str, kind: Callable[[str], str]) -> Iterator[Document]:
    """The facts of a line, as they stand in the policy document (see `model.Fact`). `kind` tells the kind of a name.

    A default of the clause gives way to the line's own names of the same qualifier and kind: `of phone-number` says
    which data, and leaves open whose.
    """
    own = {(part.word.text, kind(word.text)) for part in line.qualifiers for word in words_of(part.values)}
    defaults = {
        word: names
        for word, names in scope.qualifiers.items()
        if word in verb.qualifiers and not any((word, kind(name)) in own for name in names)
    }
    lists = [("", choices(line.objects) or [Choice((), False)])]
    lists += [(q.word.text, whole(q.values) if _binds(q) else choices(q.values)) for q in line.qualifiers]
    only = sorted({qualifier.word.text for qualifier in line.qualifiers if qualifier.only})
    bare = [mark.text for mark in line.marks]
    for picked in product(*(options for _, options in lists)):
        qualifiers = {word: list(names) for word, names in defaults.items()}
        is_open = sorted(scope.open & defaults.keys())
        for (word, _), choice in zip(lists, picked, strict=True):
            if choice.open and (word or "objects") not in is_open:
                is_open.append(word or "objects")
            if word:
                qualifiers[word] = [*qualifiers.get(word, ()), *choice.names]
        fact: Document = {"objects": list(picked[0].names)}
        extras = {"qualifiers": dict(sorted(qualifiers.items())), "only": only, "marks": bare, "open": is_open}
        fact.update({key: value for key, value in extras.items() if value})
        yield {"id": identity(clause, verb.word, modality, fact), **fact}


def identity(clause: str, verb: str, modality: str, fact: Document) -> str:
    """`clause.verb.object.digest`: the same for the same claim, wherever and however it is written; a list of names is a set."""
    claim = json.dumps([verb, modality, _without_order(fact)], sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(claim.encode()).hexdigest()[:8]
    first = min(fact["objects"]).replace(".", "-") if fact["objects"] else "all"
    return f"{clause}.{verb}.{first}.{digest}"


def _without_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_order(inner) for key, inner in value.items()}
    return sorted(value) if isinstance(value, list) else value


def all_words(line: FactLine) -> Iterator[tuple[str, Word]]:
    """Every name of a line with the position it stands in: "" for objects, else the qualifier."""
    for position, names in (("", line.objects), *((q.word.text, q.values) for q in line.qualifiers)):
        for alternative in names:
            for word in alternative.words:
                yield position, word


def _binds(qualifier: Qualifier) -> bool:
    return qualifier.only or qualifier.word.text == "except"
