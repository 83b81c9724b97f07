"""The shapes that follow from the language's tables: links to facts, positions of facts, classes of names, values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plainly.emit.claims import ALSO_PROCESSING
from plainly.emit.concepts import CLASSES
from plainly.emit.profile import DENIALS, DENIES, OBJECTS, PROCESSES, ROLES, TYPES
from plainly.emit.terms import is_property, terms
from plainly.emit.turtle import literal
from plainly_dsl.tables import EVERY_MODALITY, qualifiers, verbs

DUTY = "dpv:hasObligation"
#: Classes of names beside those of `CLASSES` → kind.
MORE_CLASSES = {"dpv:Data": "data", "dpv:NonPersonalData": "data", "dpv:PersonalData": "data", "plainly:Quantity": "value"}
#: What stands in a statement beside names of a kind: (word or "", kind) → class.
BESIDES = {
    ("", "section"): "plainly:Section",
    ("", "situation"): "plainly:Condition",
    ("", "party"): "plainly:ContactPoint",
    ("until", "duration"): "dpv:UntilEventDuration",
}
#: How values are written (terms.tsv) → the constraint, and what is expected.
VALUES = {
    "ids": ("sh:nodeKind sh:IRI", "an IRI"),
    "text": ("sh:datatype rdf:langString", "text with a language"),
    "string": ("sh:datatype xsd:string", "a string without a language"),
    "strings": ("sh:datatype xsd:string", "a string without a language"),
    "xsd:boolean": ("sh:datatype xsd:boolean", "true or false (xsd:boolean)"),
    "xsd:date": ("sh:datatype xsd:date", "a calendar date (xsd:date)"),
    "xsd:decimal": ("sh:datatype xsd:decimal", "a decimal number (xsd:decimal)"),
    "xsd:integer": ("sh:datatype xsd:integer", "a whole number (xsd:integer)"),
}

# How facts hang on the notice -----------------------------------------------------------------------


def verbs_of() -> dict[str, list[str]]:
    """Each property that links the notice to facts → the verbs of these facts."""
    result: dict[str, list[str]] = {}
    for verb in verbs().values():
        links = [verb.iri] if is_property(verb.iri) and verb.word not in ALSO_PROCESSING else PROCESSES
        for link in dict.fromkeys((*links, *(DENIALS.get(each, DENIES) for each in links), DUTY)):
            result.setdefault(link, []).append(verb.word)
    return result


def modalities_of(link: str) -> tuple[str, ...]:
    """The modalities of the facts that a property links the notice to; "" is any that neither denies nor obliges."""
    if link in {*DENIALS.values(), DENIES}:
        return ("never",)
    return ("must",) if link == DUTY else tuple(each for each in EVERY_MODALITY if each != "never")


def _links() -> Iterator[str]:
    """For each property that links the notice to facts: what facts these are."""
    yield _node_shape(
        "Links",
        "links to facts",
        "Each property that leads from the notice to facts leads to facts of fitting verbs and modalities only.",
        "dpv:PrivacyNotice",
        [f"link-{_local(link)}" for link in verbs_of()],
    )
    for link, words in verbs_of().items():
        classes = ["plainly:Fact", *([TYPES[link]] if link in TYPES else [])]
        yield _shape(
            f"link-{_local(link)}",
            f"facts by {link}",
            f"{link} leads to something that does not fit it. It leads to facts with the type {' and '.join(classes)},"
            f" the modality {_either(modalities_of(link))} and the verb {_either(words)}.",
            f"sh:path {link}",
            f"sh:class {', '.join(classes)}",
            f"sh:node {_with('plainly:modality', _in(modalities_of(link)))}",
            f"sh:node {_with('plainly:verb', _in(words))}",
        )


def _processing() -> Iterator[str]:
    """Which kind of processing goes with which verb; a verb that DPV has a property for has none."""
    groups: dict[str, list[str]] = {}
    for verb in verbs().values():
        groups.setdefault("" if is_property(verb.iri) else verb.iri, []).append(verb.word)
    others = groups.pop("")
    yield _shape(
        "fact-processing",
        "processing of a fact",
        f"It is not clear what is done with the data. A fact has one dpv:hasProcessing, unless its verb is {_either(others)}.",
        "sh:targetClass plainly:Fact",
        _or([_with("plainly:verb", _in(others)), _with("dpv:hasProcessing", "sh:minCount 1", "sh:maxCount 1")]),
        kind="sh:NodeShape",
    )
    for iri, words in groups.items():
        yield _shape(
            f"processing-{_local(iri)}",
            f"facts of {iri}",
            f"A fact's dpv:hasProcessing is {iri}, but its verb says something else. Its verb is {_either(words)}.",
            f"sh:targetNode {iri}",
            "sh:path [ sh:inversePath dpv:hasProcessing ]",
            f"sh:node {_with('plainly:verb', _in(words))}",
        )


# Positions ------------------------------------------------------------------------------------------


def _positions() -> Iterator[str]:
    """For each property of facts and clauses: what it leads to, as the language's tables say."""
    fields = _fields()
    yield _node_shape(
        "Positions",
        "positions of facts and clauses",
        "Each property leads to names of the kinds that the language allows in its position.",
        "plainly:Fact, plainly:Clause, dpv:StorageCondition, dpv:UntilEventDuration",
        [f"position-{_local(field)}" for field in fields],
    )
    for field, (kinds, classes) in fields.items():
        values = [_with("plainly:kind", "sh:minCount 1", _in(kinds))] if kinds else []
        values += [f"[ sh:class {name} ]" for name in classes]
        expected = [f"a name of the kind {_either(kinds)}"] if kinds else []
        expected += [f"a {name}" for name in classes]
        yield _shape(
            f"position-{_local(field)}",
            f"{field} of a fact",
            f"{field} leads to something of the wrong kind. It leads to {', or '.join(expected)}.",
            f"sh:path {field}",
            f"sh:node {values[0]}" if len(values) == 1 else _or(values),
        )


def _fields() -> dict[str, tuple[list[str], list[str]]]:
    """Property → the kinds of names it leads to, and the classes of what else it may lead to."""
    said = [(field, row.word, kind) for row in qualifiers().values() for kind, field in row.kinds.items()]
    said = [row for row in said if row[0] != "dpv:hasStorageCondition"]  # leads to a node of its own, which is described by hand
    said += [(f"plainly:{row.word}", row.word, kind) for row in qualifiers().values() for kind in row.kinds]
    said += [(field, "objects", kind) for kind, field in OBJECTS.items()]
    said += [("plainly:object", "objects", kind) for verb in verbs().values() for kind in sorted(verb.objects)]
    said += [(field, word, kind) for (word, _), field in ROLES.items() for kind in ("party", "subject")]
    said += [("dpv:hasData", "objects", "data"), ("dpv:hasHumanSubject", "of", "subject")]
    result: dict[str, tuple[list[str], list[str]]] = {}
    for field, word, kind in said:
        kinds, classes = result.setdefault(field, ([], []))
        if kind in class_of() and kind not in kinds:
            kinds.append(kind)
        classes.extend(found for key in ("", word) if (found := BESIDES.get((key, kind))) and found not in classes)
    return result


# Classes of names, values ---------------------------------------------------------------------------


def class_of() -> dict[str, str]:
    """Kind of name → the class that its names have where they are not DPV's own terms."""
    return {**CLASSES, "value": "dpv:TemporalDuration"}


def kinds_of() -> dict[str, list[str]]:
    """Class → the kinds of the names that have it."""
    result: dict[str, list[str]] = {}
    for name, kind in sorted({*((name, kind) for kind, name in class_of().items()), *MORE_CLASSES.items()}):
        result.setdefault(name, []).append(kind)
    return result


def _classes() -> Iterator[str]:
    """For each class of names: of which kinds they are, and that they fall under names of these kinds."""
    for name, kinds in kinds_of().items():
        yield _shape(
            f"class-{_local(name)}",
            f"names that are a {name}",
            f"The type {name} does not fit a name's kind, or the kind of what it falls under. The kind is {_either(kinds)}.",
            f"sh:targetClass {name}",
            "sh:path [ sh:alternativePath ( plainly:kind ( plainly:fallsUnder plainly:kind ) ) ]",
            _in(kinds),
        )


def _values() -> Iterator[str]:
    """For each property: how its values are written, as the table of terms says."""
    for term, row in sorted(terms().items()):
        if row.value in VALUES:
            constraint, expected = VALUES[row.value]
            yield _shape(
                f"value-{term.replace(':', '-')}",
                f"values of {term}",
                f"A value of {term} is written in another way than its property asks. It is {expected}.",
                f"sh:targetSubjectsOf {term}",
                f"sh:path {term}",
                constraint,
            )


#: Heading → the shapes below it, each a block of Turtle.
PARTS = {
    "How facts hang on the notice": _links,
    "Processing": _processing,
    "Positions of facts": _positions,
    "Classes of names": _classes,
    "Values": _values,
}

# Writing --------------------------------------------------------------------------------------------


def _shape(name: str, label: str, message: str, *rows: str, kind: str = "sh:PropertyShape") -> str:
    """A shape that may report something. `message` says what is wrong and what is expected."""
    every = [f"a {kind}", f"rdfs:label {literal(label)}@en", *rows, "sh:severity sh:Violation", f"sh:message {literal(message)}@en"]
    return f"shapes:{name}\n    " + " ;\n    ".join(every) + " .\n"


def _node_shape(name: str, label: str, comment: str, targets: str, properties: Iterable[str]) -> str:
    """A shape that only gathers others."""
    rows = [f"a sh:NodeShape ;\n    rdfs:label {literal(label)}@en", f"rdfs:comment {literal(comment)}@en", f"sh:targetClass {targets}"]
    gathered = ",\n        ".join(f"shapes:{each}" for each in properties)
    return f"shapes:{name}\n    " + " ;\n    ".join([*rows, f"sh:property\n        {gathered}"]) + " .\n"


def _with(path: str, *constraints: str) -> str:
    """A nested shape: the values of a property fulfil constraints."""
    return f"[ sh:property [ {' ; '.join((f'sh:path {path}', *constraints))} ] ]"


def _or(shapes: Iterable[str]) -> str:
    return "sh:or (\n        " + "\n        ".join(shapes) + "\n    )"


def _in(words: Iterable[str]) -> str:
    return f"sh:in ( {' '.join(map(literal, words))} )"


def _either(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _local(term: str) -> str:
    return term.partition(":")[2]
