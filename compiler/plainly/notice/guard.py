"""Paths → machine notices that can be trusted to be well-formed, or a refusal with its reason. Files are never believed.

Nothing is fetched, no check takes more than linear time, and no file can make the process grow beyond a fixed multiple of
`MAX_BYTES`. A notice that is admitted has one dpv:PrivacyNotice, no blank nodes, and facts of its own only, each with one verb,
one modality and one clause.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plainly.emit.profile import DENIALS, DENIES, PROFILE, TYPES
from plainly.emit.terms import PREFIXES
from plainly.notice.form import check_form
from plainly.notice.nodes import spo
from plainly.notice.refusal import Refusal, Refused
from plainly.write import digest
from plainly_dsl.tables import EVERY_MODALITY, verbs

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad, RdfFormat, Store

#: Twenty times the largest real notice.
MAX_BYTES = 32_000_000
MAX_TRIPLES = 400_000
#: All names and values of a Turtle file written out; a long prefix used often would fill the memory.
MAX_CHARACTERS = 150_000_000
#: Brackets of a Turtle file; each may be nested in the one before, and a notice nests nothing.
MAX_NESTED = 100_000
#: The hierarchies that names form; each has to be one.
HIERARCHIES = ("skos:broader", "plainly:fallsUnder", "plainly:member", "plainly:standsFor")
#: Classes of what only the notice itself can speak of.
OWN = ("plainly:Fact", "plainly:Clause", "plainly:Section", "plainly:Text", "plainly:Condition")


class Admitted(NamedTuple):
    """A notice that was read, or why it was not.

    `iri` is the notice's own, `digest` that of the file, `store` holds the notice's triples in its default graph.
    """

    path: Path
    refusal: Refusal | None
    iri: str = ""
    digest: str = ""
    store: Store | None = None

    @property
    def quads(self) -> Iterator[Quad]:
        """All triples; none where the notice was refused."""
        return iter(self.store) if self.store is not None else iter(())


def admit(path: Path) -> Admitted:
    """Reads one notice from a file, by its ending: JSON-LD, Turtle or N-Triples. Raises nothing; needs pyoxigraph."""
    try:
        return admit_bytes(path, read(path))
    except Refused as refused:
        return Admitted(path, Refusal(path, refused.code, refused.arguments))


def admit_bytes(path: Path, data: bytes) -> Admitted:
    """The same of bytes that have been read; `path` says their form and is named in a refusal."""
    try:
        store = _parsed(path.suffix, data)
        iri = _checked(store)
    except Refused as refused:
        return Admitted(path, Refusal(path, refused.code, refused.arguments))
    return Admitted(path, None, iri, digest(data), store)


def read(path: Path) -> bytes:
    """The bytes of an ordinary file of at most `MAX_BYTES`; a pipe or a device is not waited for. Raises `Refused`."""
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(number, "rb") as file:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise Refused("no-file")
            data = file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise Refused("no-file") from None
    except (OSError, ValueError) as error:
        raise Refused("unreadable", reason=getattr(error, "strerror", None) or str(error)) from None
    if len(data) > MAX_BYTES:
        raise Refused("too-large", limit=MAX_BYTES // 1_000_000)
    return data


# From text to triples --------------------------------------------------------------------------


def _parsed(suffix: str, data: bytes) -> Store:
    """The triples of a file's text in a store of its own, in the default graph."""
    from pyoxigraph import RdfFormat, Store

    forms = {".jsonld": RdfFormat.JSON_LD, ".json": RdfFormat.JSON_LD, ".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES}
    form = forms.get(suffix.lower())
    if form is None:
        raise Refused("unknown-form")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("not-utf-8", place=error.start + 1) from None
    store = Store()
    try:
        if form == RdfFormat.JSON_LD:
            check_form(data)
            store.bulk_load(data, form)
        else:
            if sum(map(data.count, (b"[", b"(", b"<<"))) > MAX_NESTED:
                raise Refused("too-many-parts", limit=MAX_NESTED)
            store.extend(_measured(data, form))
    except (SyntaxError, ValueError, OSError) as error:
        raise Refused("broken", reason=f"{' '.join(str(error).split())[:200].rstrip('.')}.") from None
    if len(store) > MAX_TRIPLES:
        raise Refused("too-many-parts", limit=MAX_TRIPLES)
    if next(store.named_graphs(), None) is not None:
        raise Refused("several-graphs")
    if store.query("ASK { ?s ?p ?o FILTER(isBlank(?o) || isBlank(?s)) }"):
        raise Refused("blank-node")
    return store


def _measured(data: bytes, form: RdfFormat) -> Iterator[Quad]:
    """Triples of Turtle or N-Triples one by one, as long as they are no more and no longer than those of a notice."""
    from pyoxigraph import Triple, parse

    characters = 0
    for number, quad in enumerate(parse(data, form)):
        if isinstance(quad.object, Triple):
            raise Refused("statement-about-statement")
        characters += len(quad.subject.value) + len(quad.predicate.value) + len(quad.object.value)
        if number > MAX_TRIPLES or characters > MAX_CHARACTERS:
            raise Refused("too-many-parts", limit=MAX_TRIPLES)
        yield quad


# From triples to a notice ----------------------------------------------------------------------


def _checked(store: Store) -> str:
    """The IRI of the one notice that a store's triples describe. Raises `Refused` where they are no notice of the profile."""
    found = sorted({subject for subject, _ in _pairs(store, "rdf:type", "dpv:PrivacyNotice")})
    if len(found) != 1:
        raise Refused("several-notices" if found else "no-notice")
    home = found[0]
    if PROFILE not in {value for subject, value in _pairs(store, "dct:conformsTo") if subject == home}:
        raise Refused("other-profile", profile=PROFILE)
    own = {kind: {subject for subject, _ in _pairs(store, "rdf:type", kind)} for kind in OWN}
    stray = next((name for names in own.values() for name in sorted(names) if not name.startswith(f"{home}#")), None)
    if stray is not None:
        raise Refused("not-its-own", name=stray[:200])
    _facts(store, own["plainly:Fact"], own["plainly:Clause"])
    for hierarchy in HIERARCHIES:
        _no_circle(_pairs(store, hierarchy))
    return home


def _facts(store: Store, facts: set[str], clauses: set[str]) -> None:
    """Each fact has one verb, one modality and one clause of the notice, and is linked as what its modality says."""
    said = {word: _by_subject(_pairs(store, term)) for word, term in (("verb", "plainly:verb"), ("modality", "plainly:modality"))}
    said["clause"] = _by_subject(_pairs(store, "dct:isPartOf"))
    known = {"verb": verbs().keys(), "modality": frozenset(EVERY_MODALITY), "clause": clauses}
    for word in ("verb", "modality"):
        if stray := said[word].keys() - facts:
            raise Refused("not-its-own", name=min(stray)[:200])
    for fact in sorted(facts):
        for word, values in said.items():
            found = values.get(fact, ())
            if len(found) != 1:
                raise Refused("ambiguous-fact" if found else "incomplete-fact", name=_local(fact), what=word)
            if found[0] not in known[word]:
                raise Refused("unknown-word", name=_local(fact), what=word, word=_local(found[0]))
    denied = {fact for fact in facts if said["modality"][fact] == ["never"]}
    for link in TYPES.keys() - {"dpv:hasObligation"}:
        linked = {value for _, value in _pairs(store, link)} & facts
        wrong = linked - denied if link in {*DENIALS.values(), DENIES} else linked & denied
        if wrong:
            raise Refused("contradiction", name=_local(min(wrong)))


def _pairs(store: Store, term: str, value: str = "") -> Iterator[tuple[str, str]]:
    """(subject, object) of all triples with a property, given as `prefix:name`; with a value only those that have it."""
    found = store.quads_for_pattern(None, node(term), node(value) if value else None, None)
    return ((subject.value, target.value) for subject, _, target in map(spo, found))


def _by_subject(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for subject, value in pairs:
        found.setdefault(subject, []).append(value)
    return found


def _no_circle(edges: Iterable[tuple[str, str]]) -> None:
    """Takes away what nothing falls under, until nothing is left; what stays goes round in a circle."""
    above = _by_subject(edges)
    below: dict[str, int] = {}
    for values in above.values():
        for value in values:
            below[value] = below.get(value, 0) + 1
    free = [name for name in above if name not in below]
    while free:
        for value in above.pop(free.pop(), ()):
            below[value] -= 1
            if not below[value]:
                free.append(value)
    if above:
        raise Refused("circle", name=_local(min(above)))


@cache
def node(term: str) -> NamedNode:
    """`prefix:name` as a node."""
    from pyoxigraph import NamedNode

    prefix, _, name = term.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def _local(name: str) -> str:
    """A name as a message gives it: without the notice's IRI."""
    return name.rpartition("#")[2][:200]
