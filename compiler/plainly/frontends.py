"""The front ends: a `.policy` file, a `notice.json` that another program wrote, or a machine notice (`notice.jsonld`, `.ttl`, `.nt`).

All hand on a policy document.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from plainly.find import GRAPHS
from plainly.load import MAX_NOTICE_BYTES, Loaded, load, read_bytes
from plainly_dsl.choices import Wishes
from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.resolve import Resolved, resolve
from plainly_dsl.source import Source
from plainly_dsl.translate import header


class Front(NamedTuple):
    """What a front end hands on: `places` (JSON pointer → place) from a `.policy` file, none from a graph, None from a notice.json.

    `foreign`: the document may come from another program, so it is judged by the model and by its sense too. `broken` are clauses that lost a statement to a mistake; `absent` are files that are not there and would change
    the result if they were; `wishes` is what the policy wants of its checks.
    """

    document: Any
    places: dict[str, Place] | None
    sources: dict[str, Source]
    problems: list[Diagnostic]
    broken: frozenset[str] = frozenset()
    absent: tuple[Path, ...] = ()
    readable: bool = True  # there is a document, though it may be nothing like a policy
    foreign: bool = False
    wishes: Wishes = Wishes()

    def place_of(self, pointer: str, start: int = 0, end: int = 0) -> Place:
        """Where a part of the document stands: its own place, or that of the nearest part around it.

        `start` and `end` are offsets in the text there: exact in a `.policy` file; in JSON, where text is quoted and
        escaped, the whole value is meant.
        """
        if self.places is None:
            from plainly.jsonplace import locate

            name, source = next(iter(self.sources.items()))
            return Place(name, *locate(source.text, pointer))
        while pointer and pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        place = self.places.get(pointer) or Place(next(iter(self.sources)), 0, 0)
        inside = 0 < end <= place.end - place.start  # the place may be shorter: `= prose` stands for the words of a clause
        return Place(place.file, place.start + start, place.start + end) if inside else place

    def clause_finder(self) -> Callable[[Place], str]:
        """Place of the policy's own file → the pointer of the clause that it stands in, or below; "" for any other place."""
        main = next(iter(self.sources))
        own = ((pointer, where.start) for pointer, where in (self.places or {}).items() if where.file == main)
        blocks = sorted((at, pointer) for pointer, at in own if pointer.startswith(("/clauses/", "/sections/")) and pointer.count("/") == 2)

        def clause_at(place: Place) -> str:
            before = bisect_right(blocks, max(place.end - 1, place.start), key=lambda block: block[0])
            pointer = blocks[before - 1][1] if before and place.file == main else ""
            return pointer if pointer.startswith("/clauses/") else ""

        return clause_at


def read(path: Path) -> Front:
    """A policy's document, by the file's name."""
    if path.suffix in GRAPHS:
        return _from_graph(path)
    return _from_notice(path) if path.suffix == ".json" else _from_policy(path)


def _from_policy(path: Path) -> Front:
    loaded = load(path)
    if not isinstance(loaded, Loaded):
        return Front(None, {}, {}, loaded, readable=False)
    resolved = resolve(loaded.tree, loaded.included, loaded.translations)
    problems = loaded.problems + resolved.problems
    if resolved.translations:
        problems += _completed(path, resolved)
    return Front(resolved.document, resolved.places, loaded.sources, problems, resolved.broken, loaded.absent, wishes=resolved.wishes)


def _completed(path: Path, resolved: Resolved) -> list[Diagnostic]:
    """Makes the document whole in each of its locales, and reports what its translations lack."""
    from plainly.translations.completeness import complete
    from plainly.translations.lock import read_lock

    lock, problems = read_lock(path.parent)
    headers = {locale: Place(tree.file, head.start, head.end) for locale, tree in resolved.trees.items() if (head := header(tree))}
    return problems + complete(resolved.document, resolved.translations, lock, resolved.places, headers)


def _from_notice(path: Path) -> Front:
    data, problems = read_bytes(path, MAX_NOTICE_BYTES)
    if data is None:
        return Front(None, None, {}, problems, readable=False)
    if len(data) > MAX_NOTICE_BYTES:
        args = {"size": f"{len(data) / 1e6:.1f}", "limit": f"{MAX_NOTICE_BYTES // 10**6}"}
        return Front(None, None, {}, [Diagnostic("too-large", Place(str(path), 0, 0), args)], readable=False)
    try:
        text = data.decode("utf-8")
        document = json.loads(text, parse_constant=_no_constants)
    except (ValueError, RecursionError) as error:
        at = getattr(error, "pos", 0)
        source = Source(str(path), data.decode("utf-8", "replace"))
        reason = getattr(error, "msg", None) or str(error) or type(error).__name__
        problem = Diagnostic("not-json", Place(str(path), at, at + 1), {"reason": reason})
        return Front(None, None, {source.name: source}, [problem], readable=False)
    document = [] if document is None else document  # None would say that there is nothing to check
    return Front(document, None, {str(path): Source(str(path), text)}, [], foreign=True)


def _from_graph(path: Path) -> Front:
    from plainly.notice.document import document_of
    from plainly.notice.reading import NoticeError, read_graph

    try:
        document = document_of(read_graph(path))
    except NoticeError as error:
        return Front(
            None, None, {}, [Diagnostic("notice-refused", Place(str(path), 0, 0), {"reason": str(error).rstrip(".")})], readable=False
        )
    return Front(document, {}, {str(path): Source(str(path), "")}, [], foreign=True)


def _no_constants(name: str) -> float:
    raise ValueError(f"{name} is no JSON value")
