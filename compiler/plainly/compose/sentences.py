"""A fact as a plain sentence, by the patterns of `locales/<locale>/sentences.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from plainly.compose.folding import Row
from plainly.compose.wording import Wording, capitalized, fill
from plainly.names import kind_of
from plainly.page import Inline, Link, Text
from plainly_dsl import prose

if TYPE_CHECKING:
    from plainly.model import Clause

#: Order in which qualifiers are read; one that is not listed comes last.
READING_ORDER = (
    "of", "from", "to", "with", "as", "for", "under", "using", "via", "on", "in", "when", "while", "until",
    "then", "within", "ahead", "except", "but",
)  # fmt: skip
#: Qualifiers whose alternatives are read with “or”.
ALTERNATIVES = frozenset({"when", "via", "except", "until"})


def sentence(wording: Wording, clause: Clause, row: Row, home: str = "") -> tuple[Inline, ...]:
    """A row as a sentence, with a capital and a full stop. `home` is put before links to sections (`index.html`)."""
    parts = {
        **agreement(wording, row),
        "objects": names(wording, clause, row, "objects", home),
        "rest": rest(wording, clause, row, home),
    }
    return capitalized((*fill(pattern_of(wording.sentences, row), parts), Text(".")))


def person_of(row: Row) -> str:
    """Who acts, as grammar sees it: `we`, `one` or `many` others, or the `reader`, whom a duty binds that names nobody else."""
    actors = row.qualifiers.get("by", ())
    if actors:
        return "many" if len(actors) > 1 or actors[0].endswith("s") else "one"
    return "reader" if row.modality == "must" else "we"


def pattern_of(table: dict[str, Any], row: Row) -> str:
    """The pattern of a row's sentence in a locale's table: the verb's own or the modality's, and of several the one for the person."""
    entry = table["special"].get(row.verb, {}).get(row.modality) or table["patterns"][row.modality]
    return str(entry if isinstance(entry, str) else entry.get(person_of(row), entry["we"]))


def forms_of(table: dict[str, Any], row: Row) -> tuple[str, str]:
    """The verb's form that agrees with who acts, and its infinitive."""
    forms, person = table["verbs"][row.verb], person_of(row)
    infinitive = forms.get("reader", forms["infinitive"]) if person == "reader" else forms["infinitive"]
    return str(forms.get(person, forms["we"])), str(infinitive)


def agreement(wording: Wording, row: Row) -> dict[str, tuple[Inline, ...]]:
    """Who acts, and the forms of the verb that agree: the blanks `actor`, `verb` and `infinitive` of a pattern."""
    table, actors = wording.sentences, row.qualifiers.get("by", ())
    actor = wording.joined([(wording.named(name),) for name in actors]) if actors else (Text(table["actors"][person_of(row)]),)
    verb, infinitive = forms_of(table, row)
    return {"actor": actor, "verb": (Text(verb),), "infinitive": (Text(infinitive),)}


def rest(wording: Wording, clause: Clause, row: Row, home: str = "", leave_out: frozenset[str] = frozenset({"by"})) -> tuple[Inline, ...]:
    """All qualifiers and bare words of a row as phrases, each with a space or comma before it."""
    result: list[Inline] = []
    for word in (*READING_ORDER, *sorted(row.qualifiers.keys() - set(READING_ORDER))):
        if word in row.qualifiers and word not in leave_out:
            result += (Text(wording.sentences["style"]["joint"]), *phrase(wording, clause, row, word, home))
    for mark in row.marks:
        result.append(Text(f"; {wording.sentences['marks'][mark]}"))
    return fill("{all}", {"all": tuple(result)})


def phrase(wording: Wording, clause: Clause, row: Row, word: str, home: str = "") -> tuple[Inline, ...]:
    """A qualifier with its names: “for marketing”; names whose kinds read differently make a phrase each, persons last."""
    patterns = wording.sentences["qualifiers"]
    by_pattern: dict[str, list[str]] = {}
    for name in sorted(row.qualifiers[word], key=lambda name: kind_of(wording.policy.names, name) == "subject"):
        by_pattern.setdefault(str(patterns.get(f"{word}.{kind_of(wording.policy.names, name)}") or patterns[word]), []).append(name)
    pieces = []
    for pattern, group in by_pattern.items():
        pieces.append(fill(pattern, {"names": listed(wording, clause, tuple(group), row, word, home)}))
    joint = Text(wording.sentences["style"]["joint"])
    whole = tuple(part for number, piece in enumerate(pieces) for part in ((joint, *piece) if number else piece))
    return fill(str(patterns["only"]), {"phrase": whole}) if word in row.only else whole


def names(wording: Wording, clause: Clause, row: Row, position: str, home: str = "") -> tuple[Inline, ...]:
    """The names in a position of a row as a list."""
    return listed(wording, clause, row.position(position), row, position, home)


def listed(wording: Wording, clause: Clause, group: tuple[str, ...], row: Row, position: str, home: str = "") -> tuple[Inline, ...]:
    """Names as a list in the locale's form; a list that only gives examples says so."""
    if not group:
        return ()
    alone = position not in row.bound and (position in ALTERNATIVES or (row.modality == "never" and position == "objects"))
    style: Literal["standard", "or"] = "or" if alone else "standard"
    items = [name_inline(wording, clause, name, home) for name in group]
    whole = wording.joined(items, style)
    if position in row.open:
        return fill(str(wording.interface["lists"]["open"]), {"list": whole})
    return whole


def name_inline(wording: Wording, clause: Clause, name: str, home: str = "") -> tuple[Inline, ...]:
    """One name as people read it: a contact point as its address, a section as a link, a condition by its own words."""
    party, _, point = name.partition(".")
    if name[0] == "#":
        return (Link(f"{home}{wording.anchor(name[1:])}", (Text(wording.section_reference(name[1:])),)),)
    if name[0] == "?":
        return (Text(condition_words(wording, clause, name)),)
    if point:
        return wording.contact_inline(party, point)
    entry = wording.policy.names[name]
    if entry.kind == "link" and entry.url:
        return (Link(entry.url, (Text(wording.label(name)),)),)
    return (wording.named(name),)


def condition_words(wording: Wording, clause: Clause, name: str) -> str:
    """The words of the clause's prose that define a condition `?name`."""
    for run in clause.text.get(wording.locale, ()):
        for reference in prose.read(run).references:
            if reference.surface and any(target.text == name for target in reference.targets):
                return " ".join(reference.surface.split())
    return name[1:].replace("-", " ")
