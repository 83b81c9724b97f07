"""SPARQL that asks a machine notice for one row of a checklist. It is made from the language's tables, not from the code that writes notices."""

from __future__ import annotations

import json
from collections.abc import Iterator

from said import Document

from plainly.emit.profile import MARKS, OBJECTS, USUAL
from plainly.emit.terms import PREFIXES
from plainly_dsl.tables import qualifiers

HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
#: Durations stand one or two steps away from the fact.
FROM_FACT = "?fact (dpv:hasStorageCondition|dpv:hasDuration)*"
MODALITIES = ("does", "may", "must", "never")


def fact_query(document: Document, clause: str, statement: Document, fact: Document, modality: str) -> str:
    """Asks for facts that say all of this, wherever they stand: their verb, modality, and every name in its position."""
    lines = [f"?fact a plainly:Fact ; plainly:verb {_text(statement['verb'])} ; plainly:modality {_text(modality)} ."]
    positions = {"objects": fact["objects"], **fact.get("qualifiers", {})}
    names = [(position, name) for position, listed in positions.items() for name in listed]
    for number, (position, name) in enumerate(names):
        lines.append(f"{FROM_FACT}/({'|'.join(_properties(document, position, name))}) ?n{number} .")
        lines += [f"{line} ." for line in _is(f"?n{number}", clause, name)]
    for field in ("only", "open"):
        lines += [f"?fact plainly:{field} {_text(word)} ." for word in fact.get(field, ())]
    for mark in fact.get("marks", ()):
        term, value = MARKS.get(mark, ("plainly:mark", _text(mark)))
        lines.append(f"?fact {term} {value} .")
    return f"{HEAD}SELECT DISTINCT ?fact WHERE {{\n" + "\n".join(lines) + "\n}"


def plain_query(kind: str) -> str:
    """Asks for clauses that state no fact, for a reason."""
    return f"{HEAD}SELECT DISTINCT ?fact WHERE {{ ?fact a plainly:Clause ; plainly:plain {_text(kind)} . }}"


def name_query(kind: str, name: str) -> str:
    """Asks for a declared name of a kind that says how it reads."""
    said = f"skos:notation {_text(name)} ; plainly:kind {_text(kind)} ; skos:prefLabel ?label"
    return f"{HEAD}SELECT DISTINCT ?fact WHERE {{ ?fact {said} . }}"


def header_query(document: Document, field: str) -> str:
    """Asks for the notice that says this of itself; that a date is not stated is said by there being none."""
    term = {
        "title": "dct:title", "subtitle": "dct:alternative", "effective": "dct:valid", "controller": "dpv:hasDataController",
        "regime": "dpv:hasApplicableLaw", "supersedes": "dct:replaces", "source": "dct:source", "silent": "plainly:silentOn",
        "language": "plainly:sourceLanguage", "kind": "plainly:documentKind", "sections": "^dct:isPartOf",
    }[field]  # fmt: skip
    said = f"?fact {term} ?value ."
    if document[field if field in document else f"{field}s"] == "not-stated":
        said = f"FILTER NOT EXISTS {{ {said} }}"
    return f"{HEAD}SELECT DISTINCT ?fact WHERE {{ ?fact a dpv:PrivacyNotice . {said} }}"


def _properties(document: Document, position: str, name: str) -> Iterator[str]:
    """The properties that say of a name that it stands in a position."""
    kind = {"?": "situation", "#": "section"}.get(name[0]) or document["names"][name.partition(".")[0]]["kind"]
    if position == "objects":
        found = [OBJECTS.get(kind, ""), *(["dpv:hasData"] if kind == "data" else [])]
    else:
        found = [qualifiers()[position].kinds.get(kind, "")]
        found += {"while": ["plainly:while"], "until": ["plainly:untilEvent"]}.get(position, [])
        found += ["dpv:hasHumanSubject"] if (position, kind) == ("of", "subject") else []
    yield from (field for field in found if field and USUAL.get(field, position) == position)
    yield "plainly:object" if position == "objects" else f"plainly:{position}"


def _is(variable: str, clause: str, name: str) -> list[str]:
    """Patterns that hold for the node of a name as statements write it."""
    if name[0] == "#" or "." in name:
        ending = name if name[0] == "#" else f"#name.{name}"
        return [f"FILTER(STRENDS(STR({variable}), {_text(ending)}))"]
    if name[0] == "?":
        return [
            f"{variable} skos:notation {_text(name)}",
            f"{variable} dct:isPartOf ?c",
            f"FILTER(STRENDS(STR(?c), {_text('#' + clause)}))",
        ]
    return [f"{variable} skos:notation {_text(name)}"]


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
