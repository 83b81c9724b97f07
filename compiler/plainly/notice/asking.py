"""The questions that can be asked of notices, one file each in `questions/`, and the asking of many notices one by one.

A question's file is SPARQL that selects `?fact`, below comments that say its title, what it answers, and which positions of a
statement its columns show. Whatever else a fact says is shown in the columns that all questions share, so that no condition is lost.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from plainly.notice.asked import Answer, Claim, Name, answer
from plainly.notice.guard import Admitted, admit
from plainly.notice.refusal import Refusal

_T = TypeVar("_T")
FOLDER = Path(__file__).parent / "questions"
COMPARE = "compare"
#: Files that are read at the same time; the RDF library lets other threads run.
THREADS = min(4, os.cpu_count() or 1)


class Column(NamedTuple):
    """`positions` are pairs of a position and the kind of name it is shown for ("" for any)."""

    key: str
    positions: tuple[tuple[str, str], ...]

    def shows(self, position: str, kind: str) -> bool:
        """Whether a name of a kind in a position belongs here."""
        return (position, "") in self.positions or (position, kind) in self.positions


class Question(NamedTuple):
    """A question that is asked of one notice at a time."""

    name: str
    title: str
    answers: str
    columns: tuple[Column, ...]
    query: str


@cache
def questions() -> dict[str, Question]:
    """All questions by name."""
    return {path.stem: read_question(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.rq"))}


def read_question(name: str, text: str) -> Question:
    """A question from its file. The comments at its head hold `title:`, `answers:` and, one a line, `columns:`."""
    head: dict[str, list[str]] = {}
    key = ""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        word, colon, rest = line.removeprefix("#").strip().partition(":")
        if colon and not line.startswith("#   "):
            key = word
        head.setdefault(key, []).append(rest.strip() if colon and not line.startswith("#   ") else line.removeprefix("#").strip())
    columns = [_column(*line.split(": ", 1)) for line in head["columns"] if line]
    return Question(name, " ".join(head["title"]), " ".join(head["answers"]), tuple(columns), text)


def _column(key: str, positions: str) -> Column:
    parted = (each.partition(".") for each in positions.split())
    return Column(key, tuple((position, kind) for position, _, kind in parted))


# Many notices ----------------------------------------------------------------------------------


class Reply(NamedTuple):
    """What came of asking one file: an answer, or a refusal; neither where it is the same notice as the file `again`."""

    path: Path
    answer: Answer | None = None
    refusal: Refusal | None = None
    again: Path | None = None


def replies(paths: Iterable[Path], question: Question) -> Iterator[Reply]:
    """Asks notices one after the other, in the order of the paths. Only a few are in memory at any time, however many there are."""
    known = Known()
    for path, (admitted, found) in in_order(lambda path: _ask(path, question), paths):
        other, refusal = known.check(admitted)
        if refusal is not None or other is not None:
            yield Reply(path, None, refusal, other)
        else:
            yield Reply(path, found)


def _ask(path: Path, question: Question) -> tuple[Admitted, Answer | None]:
    admitted = admit(path)
    if admitted.store is None:
        return admitted, None
    found = answer(admitted.store, admitted.iri, question.query)
    return admitted._replace(store=None), found


def in_order(work: Callable[[Path], _T], paths: Iterable[Path]) -> Iterator[tuple[Path, _T]]:
    """Does work for each path in a few threads; results come in the order of the paths, and no more wait than there are threads."""
    waiting: deque[tuple[Path, Future[_T]]] = deque()
    with ThreadPoolExecutor(THREADS) as threads:
        for path in paths:
            waiting.append((path, threads.submit(work, path)))
            if len(waiting) > THREADS:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()


class Known:
    """Notices met so far, so that each is counted once, and no file can pass for another's notice."""

    def __init__(self) -> None:
        self.met: dict[str, tuple[str, Path]] = {}

    def check(self, admitted: Admitted) -> tuple[Path | None, Refusal | None]:
        """The file that gave the same notice before; or the refusal of a file that was refused, or gives another content for it."""
        if admitted.refusal is not None:
            return None, admitted.refusal
        digest, other = self.met.setdefault(admitted.iri, (admitted.digest, admitted.path))
        if other == admitted.path:
            return None, None
        if digest == admitted.digest or _same(admitted.path, other):
            return other, None
        return None, Refusal(admitted.path, "same-notice", {"other": other})


def _same(one: Path, other: Path) -> bool:
    """Whether two files say the same, in whatever form."""
    left, right = admit(one), admit(other)
    return left.store is not None and right.store is not None and set(left.store) == set(right.store)


# Two notices -----------------------------------------------------------------------------------


def differences(left: Answer, right: Answer) -> tuple[list[Claim], list[Claim], int]:
    """Claims that only the left one makes, that only the right one makes, and how many of the left one's both make."""
    sides = [[(_meaning(claim, side), claim) for claim in side.claims] for side in (left, right)]
    meanings = [{meaning for meaning, _ in side} for side in sides]
    only = [[claim for meaning, claim in sides[n] if meaning not in meanings[1 - n]] for n in (0, 1)]
    return only[0], only[1], len(sides[0]) - len(only[0])


def _meaning(claim: Claim, side: Answer) -> tuple[object, ...]:
    """What a claim says, irrespective of the notice and the clause it stands in."""
    said = tuple((position, tuple(sorted(_comparable(side.names[name], side) for name in names))) for position, names in claim.said.items())
    return claim.verb, claim.modality, said, claim.only, claim.open, claim.marks


def _comparable(name: Name, side: Answer) -> str:
    if name.name in side.controllers:
        return "(controller)"
    if name.kind == "section":
        return "(section)"
    if name.name.startswith("?"):  # a condition of one clause: its words are its name
        return "?" + (name.labels.get(side.language.lower()) or name.name).casefold()
    if name.amount:
        return f"{name.amount} {name.unit}"
    return name.value or name.name
