"""The SHACL shapes of a machine notice: what every notice of this profile fulfils, for any SHACL validator.

`shapes.ttl` is written by hand; the language's lists are put into it, and what follows from the language's tables
(`derived.py`) comes after it, so that a new verb, qualifier, kind or term touches its table only.
SHACL: https://www.w3.org/TR/shacl/
"""

from __future__ import annotations

import re
from pathlib import Path

from plainly.emit.concepts import CONTACTS
from plainly.emit.profile import LICENCE, MARKS, PROFILE, TYPES, USUAL
from plainly.emit.shapes import derived
from plainly.emit.terms import PREFIXES
from plainly.emit.turtle import literal
from plainly.page import PAGE_FILES
from plainly_dsl.properties import POLICY_KINDS, UNITS
from plainly_dsl.tables import EVERY_MODALITY, PLAIN_KINDS, marks, qualifiers, verbs

#: The version of the shapes; its first number is the version of the profile.
VERSION = "1.0"
NAMESPACE = "https://w3id.org/plainly/shapes#"
INTRODUCTION = """\
# What a privacy notice of Plainly's profile fulfils, as SHACL (https://www.w3.org/TR/shacl/). Core constraints only: any
# SHACL validator can use the file; it needs no SPARQL, no inference and no network. For instance, with pyshacl,
#
#     pyshacl --shacl plainly-shapes.ttl notice.ttl
#
# says of this notice
#
#     <> a dpv:PrivacyNotice ;
#         dct:identifier "meadow" ; dct:conformsTo <https://w3id.org/plainly/profile/1> ; …
#
# which has no title:
#
#     Constraint Violation in MinCountConstraintComponent:
#         Severity: sh:Violation
#         Source Shape: shapes:notice-title
#         Focus Node: <https://w3id.org/plainly/policies/meadow/>
#         Message: The notice has no title, or two in one language. It has one dct:title a language.
"""
ONTOLOGY = f"""\
<{NAMESPACE[:-1]}>
    a owl:Ontology ;
    dct:conformsTo <https://www.w3.org/TR/shacl/> ;
    dct:description "What a machine-readable privacy notice of the Plainly profile fulfils, as SHACL shapes."@en ;
    dct:license <{LICENCE}> ;
    dct:title "Shapes of the Plainly privacy notice"@en ;
    rdfs:seeAlso <{PROFILE}> ;
    owl:versionInfo "{VERSION}" .
"""


def shapes_text() -> str:
    """`plainly-shapes.ttl`."""
    namespaces = sorted({**PREFIXES, "sh": "http://www.w3.org/ns/shacl#", "shapes": NAMESPACE}.items())
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in namespaces)
    written = (Path(__file__).parent / "shapes.ttl").read_text(encoding="utf-8").partition("\n\n")[2]
    parts = [f"# {title} {'-' * (98 - len(title))}\n\n" + "\n".join(made()) for title, made in derived.PARTS.items()]
    return "\n".join([INTRODUCTION, prefixes, ONTOLOGY, _filled(written), *parts])


def _filled(text: str) -> str:
    """The hand-written shapes with the language's lists: `%verbs%` as values, `%verbs,%` as words of a sentence."""
    lists = _lists()

    def fill(found: re.Match[str]) -> str:
        items = lists[found[1]]
        return ", ".join(item.strip('"') for item in items) if found[2] else " ".join(items)

    return re.sub(r"%([a-z_]+)(,?)%", fill, text)


def _lists() -> dict[str, list[str]]:
    """The lists that the hand-written shapes name, each as Turtle values."""
    links = [link for link in derived.verbs_of() if link != derived.DUTY]
    mapped = sorted(set(MARKS.values()))
    words = {
        "document_kinds": POLICY_KINDS,
        "layers": PAGE_FILES,
        "plain": PLAIN_KINDS,
        "verbs": verbs(),
        "modalities": EVERY_MODALITY,
        "affirmed": derived.modalities_of(""),
        "not_duties": [each for each in EVERY_MODALITY if each not in derived.modalities_of(derived.DUTY)],
        "marks": [mark for mark in marks() if mark not in MARKS],
        "qualifiers": qualifiers(),
        "positions": ("objects", *qualifiers()),
        "kinds": sorted(derived.class_of()),
        "contacts": CONTACTS,
        "units": UNITS,
    }
    return {
        **{name: list(map(literal, listed)) for name, listed in words.items()},
        "profile": [f"<{PROFILE}>"],
        "done": [TYPES[link] for link in links if link in TYPES and "never" not in derived.modalities_of(link)],
        "inverse_links": [f"[ sh:inversePath {link} ]" for link in links],
        "objects": [*(field for field, position in USUAL.items() if position == "objects"), "plainly:object"],
        "necessities": [value for field, value in mapped if field == "dpv:hasNecessity"],
        "frequencies": [value for field, value in mapped if field == "dpv:hasFrequency"],
        "classes": list(derived.kinds_of()),
    }
