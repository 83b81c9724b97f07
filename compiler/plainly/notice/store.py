"""A folder that keeps notices once they have been read, so that asking thousands again takes seconds.

It holds an RDF store and a list of files: path → digest and notice. Only files that are new or have changed are read again; what was
kept of files that are gone is dropped. The list is written last, so an interrupted run leaves nothing that would be believed later.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from plainly.notice.asked import Answer, answer
from plainly.notice.asking import Known, Question, Reply, in_order
from plainly.notice.guard import Admitted, admit, admit_bytes, read
from plainly.notice.refusal import Refusal, Refused
from plainly.write import digest, replace_file

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

LIST = "plainly-notices.json"
VERSION = 1
#: N-Quads that are gathered before they are written to the store in one go.
BATCH = 64_000_000
#: In memory, for questions over all notices at once.
MAX_TOGETHER = 4_000_000


class StoreError(Exception):
    """A store that cannot be used; the text is a sentence."""


class Kept(NamedTuple):
    """What the list says of a file."""

    digest: str
    iri: str


class _Changes:
    """What is to be taken out of a store, and what is to be put in; `size` counts the bytes of the latter."""

    def __init__(self, dropped: list[str]) -> None:
        self.dropped = dropped
        self.new: list[tuple[str, Kept, bytes]] = []
        self.size = 0


class KeptNotices:
    """A store on disk, with the list of what it holds. Raises `StoreError`."""

    def __init__(self, folder: Path) -> None:
        from pyoxigraph import Store

        self.folder = folder
        self.list = folder / LIST
        if folder.is_dir() and any(folder.iterdir()) and not self.list.is_file():
            raise StoreError(f"“{folder}” holds something else. Name a new folder.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not self.list.exists():
                self.list.write_text(json.dumps({"version": VERSION, "files": {}}), encoding="utf-8")
            self.files = _list(self.list)
            self.store: Store = Store(str(folder / "quads"))
        except (OSError, ValueError) as error:
            reason = " ".join(str(getattr(error, "strerror", None) or error).split())[:200]
            raise StoreError(f"The store in “{folder}” cannot be opened: {reason.rstrip('.')}. Another program may be using it.") from None

    def update(self, paths: list[Path]) -> list[Reply]:
        """Makes the store hold the notices of files as they are now. Returns refusals, and files that hold a notice again."""
        wanted = {os.path.realpath(path) for path in paths}
        changes = _Changes([name for name in self.files if name not in wanted and not os.path.exists(name)])
        homes = {kept.iri: name for name, kept in self.files.items()}
        known, told = Known(), []
        for path, (name, admitted) in in_order(self._looked_at, paths):
            again, refusal = known.check(admitted)
            if refusal is not None or again is not None:
                told.append(Reply(path, None, refusal, again))
                changes.dropped.append(name)
            elif admitted.store is not None:  # else it is kept, and unchanged
                changes.dropped += [name, homes.get(admitted.iri, name)]
                changes.new.append((name, Kept(admitted.digest, admitted.iri), as_quads(admitted)))
                changes.size += len(changes.new[-1][2])
            if changes.size > BATCH:
                self._apply(changes)
                changes = _Changes([])
        self._apply(changes)
        return told

    def _looked_at(self, path: Path) -> tuple[str, Admitted]:
        """A file's real path, and its notice: without triples where the store has them already."""
        name = os.path.realpath(path)
        try:
            data = read(path)
        except Refused as refused:
            return name, Admitted(path, Refusal(path, refused.code, refused.arguments))
        found = digest(data)
        kept = self.files.get(name)
        if kept is not None and kept.digest == found:
            return name, Admitted(path, None, kept.iri, found)
        return name, admit_bytes(path, data)

    def _apply(self, changes: _Changes) -> None:
        """The list first forgets what is about to change, and last learns what is new: so it never says more than the store has."""
        from pyoxigraph import NamedNode, RdfFormat

        dropped = [kept.iri for name in changes.dropped if (kept := self.files.pop(name, None)) is not None]
        stale = [
            graph
            for graph in map(NamedNode, [*dropped, *(kept.iri for _, kept, _ in changes.new)])
            if self.store.contains_named_graph(graph)
        ]
        if stale:
            self._save()
        for graph in stale:
            self.store.remove_graph(graph)
        if changes.new:
            self.store.bulk_load(b"".join(data for _, _, data in changes.new), RdfFormat.N_QUADS, lenient=True)
            self.files.update({name: kept for name, kept, _ in changes.new})
        if changes.new or dropped:
            self._save()

    def _save(self) -> None:
        text = json.dumps({"version": VERSION, "files": self.files}, indent=0, sort_keys=True)
        replace_file(self.list, text.encode("utf-8", "surrogateescape"))

    def graphs(self, paths: list[Path]) -> Iterator[tuple[Path, NamedNode]]:
        """Each of the files that the store holds a notice of, with the notice's graph; each notice once."""
        from pyoxigraph import NamedNode

        seen = set()
        for path in paths:
            kept = self.files.get(os.path.realpath(path))
            if kept is not None and kept.iri not in seen:
                seen.add(kept.iri)
                yield path, NamedNode(kept.iri)

    def replies(self, paths: list[Path], question: Question) -> Iterator[Reply]:
        """Asks the notices of files, in the order of the paths."""
        graphs = dict(self.graphs(paths))

        def ask(path: Path) -> Answer:
            return answer(self.store, graphs[path].value, question.query, graphs[path])

        for path, found in in_order(ask, graphs):
            yield Reply(path, found)


def together(paths: list[Path]) -> tuple[Store, list[Reply]]:
    """All notices in one store in memory, each in a graph of its own. Raises `StoreError` where they are too many for that."""
    from pyoxigraph import RdfFormat, Store

    store, known, told, triples = Store(), Known(), [], 0
    for path, admitted in in_order(admit, paths):
        again, refusal = known.check(admitted)
        if refusal is not None or again is not None:
            told.append(Reply(path, None, refusal, again))
        elif admitted.store is not None:
            triples += len(admitted.store)
            if triples > MAX_TOGETHER:
                raise StoreError(
                    f"These notices have more than {MAX_TOGETHER:,} triples. Keep them in a store on disk: add --store FOLDER."
                )
            store.bulk_load(as_quads(admitted), RdfFormat.N_QUADS, lenient=True)
    return store, told


def as_quads(admitted: Admitted) -> bytes:
    """A notice's triples as N-Quads in its own graph: a line's end is the only place where ` .` stands before a line break."""
    from pyoxigraph import DefaultGraph, RdfFormat

    if admitted.store is None:
        return b""
    lines = admitted.store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
    return lines.replace(b" .\n", f" <{admitted.iri}> .\n".encode())


def _list(path: Path) -> dict[str, Kept]:
    """The list of files. Raises `ValueError` where it is not one."""
    found: Any = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict) or found.get("version") != VERSION or not isinstance(found.get("files"), dict):
        raise ValueError("its list is of another version")
    return {str(name): Kept(str(kept[0]), str(kept[1])) for name, kept in found["files"].items()}
