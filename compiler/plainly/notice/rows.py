"""Claims of a notice → rows that people or programs read, in the words of a locale.

Words for headings, force and qualifiers are those of the locale's own files. A name reads as the notice says in the locale asked for,
else as our vocabulary says, else as in the notice's own language, else in English, else it is the name itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from babel import Locale
from babel.lists import format_list

from plainly.compose.folding import Row, fold
from plainly.compose.sentences import ALTERNATIVES, READING_ORDER, forms_of, pattern_of, person_of
from plainly.locales import folder, read_toml
from plainly.notice.asked import Answer, Claim, Name, standard_names
from plainly.notice.asking import Column, Question
from plainly_dsl import standard

if TYPE_CHECKING:
    from plainly.model import Statement

#: Headings that pages have too → where their words stand.
ON_PAGES = {"clause": ("page", "where"), "when": ("columns", "conditions")}
#: Columns that every question has, after its own.
SHARED = (Column("when", (("when", ""),)), Column("except", (("except", ""),)))
#: Positions whose names need a word before them to be understood: “until you close the account”.
PHRASED = frozenset({"while", "until", "when", "except", "then", "on", "of", "using", "as", "in"})
PLAIN_IN = {"role": "as", "place": "in", "about": "of", "subject": "of", "afterwards": "then"}
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


class _Fact(NamedTuple):
    """What folding needs of a claim."""

    id: str
    objects: tuple[str, ...]
    qualifiers: dict[str, tuple[str, ...]]
    only: tuple[str, ...]
    open: tuple[str, ...]
    marks: tuple[str, ...]


class _Statement(NamedTuple):
    verb: str
    modality: str
    facts: tuple[_Fact, ...]


def folded(claims: tuple[Claim, ...] | list[Claim]) -> list[tuple[Row, Claim]]:
    """Claims of one statement that differ in one list only become one row, with the first of them."""
    statements: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        statements.setdefault((*claim.order[:3], claim.verb, claim.modality), []).append(claim)
    by_id = {claim.id: claim for claim in claims}
    result = []
    for group in statements.values():
        facts = tuple(_fact(claim) for claim in group)
        statement = cast("Statement", _Statement(group[0].verb, group[0].modality, facts))
        result += [(row, by_id[row.facts[0]]) for row in fold(statement)]
    return result


def single(claim: Claim) -> Row:
    """A claim as a row of its own."""
    return folded([claim])[0][0]


def _fact(claim: Claim) -> _Fact:
    qualifiers = {word: names for word, names in claim.said.items() if word != "objects"}
    return _Fact(claim.id, claim.said.get("objects", ()), qualifiers, claim.only, claim.open, claim.marks)


# Words -----------------------------------------------------------------------------------------


def clean(text: str) -> str:
    """Text of a notice as a terminal may show it: what moves the cursor or turns the writing round becomes a space."""
    return _UNSHOWN.sub(" ", text).strip()


def standard_label(iri: str, locale: str) -> str:
    """The label that our vocabulary gives a name, "" where it has none."""
    wording = standard.wordings(locale).get(standard_names().get(iri, ""))
    return wording.label if wording else ""


@dataclass(frozen=True)
class Words:
    """The words of a locale; `texts` are its interface texts, `sentences` its patterns."""

    locale: str
    texts: dict[str, Any] = field(repr=False)
    sentences: dict[str, Any] = field(repr=False)
    babel: Locale = field(repr=False)

    @classmethod
    def of(cls, locale: str) -> Words:
        """Words of a locale, English ones where it has none."""
        own = locale if folder(locale).is_dir() else "en"
        return cls(locale, read_toml(own, "interface"), read_toml(own, "sentences"), Locale.parse(own, sep="-"))

    def heading(self, key: str) -> str:
        """The heading of a column, or another word around the answers; English where the locale has none."""
        part, word = ON_PAGES.get(key, ("columns", key))
        english = read_toml("en", "interface")
        return next(
            str(found) for texts in (self.texts, english) if (found := texts.get("query", {}).get(key) or texts[part].get(word)) is not None
        )

    def label(self, name: Name, language: str) -> str:
        """How a name reads."""
        if name.amount and name.unit in self.texts["units"]:
            return self.quantity(name)
        if name.value and name.kind != "link":
            return clean(name.value)
        general = self.locale.partition("-")[0]
        said = (
            name.labels.get(self.locale.lower())
            or name.labels.get(general)
            or standard_label(name.iri, general)
            or name.labels.get(language.lower())
            or name.labels.get("en")
            or standard_label(name.iri, "en")
            or name.name.lstrip("?#").replace("-", " ")
        )
        return clean(f"{said} ({name.value})" if name.value else said)

    def quantity(self, name: Name) -> str:
        """30, day → “30 days”."""
        forms = self.texts["units"][name.unit]
        try:
            form = self.babel.plural_form(float(name.amount))
        except ValueError:
            form = "other"
        return str(forms.get(form, forms["other"])).format(n=clean(name.amount))

    def joined(self, items: list[str], style: Literal["standard", "or"] = "standard") -> str:
        """“a, b, and c”."""
        return str(format_list(items, style, self.babel))

    def title(self, answer: Answer) -> str:
        """The notice's title in the locale, else in its own language."""
        texts = answer.titles
        found = texts.get(self.locale.lower()) or texts.get(answer.language.lower()) or texts.get("en")
        return clean(found or next(iter(texts.values()), answer.id))


# Rows ------------------------------------------------------------------------------------------


class Shown(NamedTuple):
    """A row as it is shown: column → text; `claim` is the first of the facts it stands for."""

    cells: dict[str, str]
    claim: Claim


class Composer:
    """Writes the rows of one notice's answer."""

    def __init__(self, words: Words, answer: Answer, question: Question) -> None:
        self.words = words
        self.answer = answer
        self.columns = (*question.columns, *SHARED)

    def shown(self, row: Row, claim: Claim) -> Shown:
        """All cells of a row, the empty ones too."""
        cells = {"claim": self.force(row)}
        for column in self.columns:
            cells[column.key] = self.cell(column, row)
        cells["further"] = self.further(row)
        cells["only"] = ", ".join(self.titles(row.only))
        cells["examples"] = ", ".join(self.titles(row.open))
        cells["clause"] = self.link(claim)
        return Shown(cells, claim)

    def force(self, row: Row) -> str:
        """Who does it, and with what force: “we may share”, “we never sell”."""
        table, actors = self.words.sentences, row.qualifiers.get("by", ())
        actor = self.words.joined([self.label(name) for name in actors]) if actors else str(table["actors"][person_of(row)])
        verb, infinitive = forms_of(table, row)
        blanks = {"actor": "\x00", "verb": verb, "infinitive": infinitive, "objects": "", "rest": ""}
        text = " ".join(pattern_of(table, row).format(**blanks).split()).strip(" :;,\u00a0")
        return text.replace("\x00", actor)

    def cell(self, column: Column, row: Row) -> str:
        """The names of a row that a column shows, position by position."""
        pieces = []
        for position in dict.fromkeys(position for position, _ in column.positions):
            group = tuple(name for name in row.position(position) if column.shows(position, self.kind(name)))
            if group:
                plain = PLAIN_IN.get(column.key) == position or position not in PHRASED
                pieces.append(self.listed(row, position, group) if plain else self.phrase(row, position, group))
        return "; ".join(pieces)

    def further(self, row: Row) -> str:
        """Everything that no column shows, so that nothing is lost."""
        left = []
        for position in (*READING_ORDER, *sorted(row.qualifiers.keys() - set(READING_ORDER))):
            names = () if position == "by" else row.qualifiers.get(position, ())
            group = tuple(name for name in names if not self.column(position, name))
            if group:
                left.append(self.phrase(row, position, group))
        if not any(("objects", "") in column.positions for column in self.columns) and row.objects:
            left.insert(0, self.listed(row, "objects", row.objects))
        return "; ".join((*left, *(str(self.words.sentences["marks"].get(mark, mark)) for mark in row.marks)))

    def column(self, position: str, name: str) -> str:
        """The key of the column that shows a name, or ""."""
        return next((column.key for column in self.columns if column.shows(position, self.kind(name))), "")

    def titles(self, positions: tuple[str, ...]) -> list[str]:
        """The headings of the columns that show positions."""
        keys = [next((c.key for c in self.columns if any(p == position for p, _ in c.positions)), "further") for position in positions]
        return [self.words.heading(key) for key in dict.fromkeys(keys)]

    def phrase(self, row: Row, position: str, group: tuple[str, ...]) -> str:
        """Names with the qualifier's word: “until you close the account”, “only for payment”."""
        patterns = self.words.sentences["qualifiers"]
        by_pattern: dict[str, list[str]] = {}
        for name in group:
            by_pattern.setdefault(str(patterns.get(f"{position}.{self.kind(name)}") or patterns[position]), []).append(name)
        pieces = [pattern.format(names=self.names(row, position, tuple(names))) for pattern, names in by_pattern.items()]
        text = "; ".join(pieces)
        return str(patterns["only"]).format(phrase=text) if position in row.only else text

    def listed(self, row: Row, position: str, group: tuple[str, ...]) -> str:
        """Names alone: “name and address”, “only payment”."""
        text = self.names(row, position, group)
        return str(self.words.sentences["qualifiers"]["only"]).format(phrase=text) if position in row.only else text

    def names(self, row: Row, position: str, group: tuple[str, ...]) -> str:
        """Names as a list; one that only gives examples says so."""
        alone = position not in row.bound and (position in ALTERNATIVES or (row.modality == "never" and position == "objects"))
        text = self.words.joined([self.label(name) for name in group], "or" if alone else "standard")
        return str(self.words.texts["lists"]["open"]).format(list=text) if position in row.open else text

    def label(self, name: str) -> str:
        """How a name of the answer reads."""
        return self.words.label(self.answer.names[name], self.answer.language)

    def kind(self, name: str) -> str:
        """The kind of a name, as the language's tables call it."""
        if name.startswith("?"):
            return "situation"
        return self.answer.names[name].kind if "." not in name else "party"

    def link(self, claim: Claim) -> str:
        """The address of the clause's words: in the locale, else in the policy's own language."""
        wanted = (self.words.locale, self.words.locale.partition("-")[0], self.answer.language)
        return next((each for tag in wanted for each in claim.anchors if f"/{tag}/" in each), next(iter(claim.anchors), ""))
