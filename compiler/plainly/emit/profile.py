"""The profile of the machine notice: which DPV term says what a statement says. Rows of `profile.tsv`, read once.

Verbs and qualifiers carry their terms in the language's own tables; here stand the terms of objects, bare words, roles and
denials, and what a fact is by the property that links the notice to it.
"""

from __future__ import annotations

from pathlib import Path

from plainly_dsl.tables import read_table

#: The version of the profile that a notice conforms to. A change that breaks readers gets a new number.
VERSION = "1"
PROFILE = f"https://w3id.org/plainly/profile/{VERSION}"
#: Of everything published beside the notices: context, shapes, vocabulary.
LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
#: The table, row by row; the site shows it.
ROWS = read_table(Path(__file__).parent / "profile.tsv")


def _pairs(part: str, value: str = "term") -> dict[str, str]:
    return {row["word"]: row[value] for row in ROWS if row["part"] == part and row["word"] != "*"}


#: Object's kind → property. Other objects are said of by `plainly:object` alone.
OBJECTS = _pairs("object")
#: Where several positions share a property: the one that it means by itself.
USUAL = {row["term"]: row["word"] for row in ROWS if row["part"] == "usual"}
#: Properties that fit some verbs only → these verbs; of others, a property of ours tells the position alone.
FITTING = {row["term"]: frozenset(row["word"].split(", ")) for row in ROWS if row["part"] == "fitting"}
#: Marks that DPV has a term for; the others are `plainly:mark`.
MARKS = {row["word"]: (row["term"], row["value"]) for row in ROWS if row["part"] == "mark" and row["value"]}
#: What a fact is, by the property that links the notice to it.
TYPES = _pairs("link", "value")
#: The property that links the notice to the denial of such a fact; of any other it is `plainly:denies`.
DENIALS = _pairs("denial")
DENIES = "plainly:denies"
#: The links to what is done with data.
PROCESSES = tuple(link for link, denial in DENIALS.items() if denial == "dpv:hasProhibition")
#: (who, role's DPV term) → the property that says both at once.
ROLES = {(row["word"], row["value"]): row["term"] for row in ROWS if row["part"] == "role"}
