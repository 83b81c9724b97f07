"""Words of a locale for one policy: labels, values, dates, lists, references to sections.

Interface texts come from `locales/<locale>/interface.toml`; dates, lists and plurals follow CLDR (Babel).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from plainly.bearing import Bearing
from plainly.compose.folding import Row, fold
from plainly.locales import read_toml
from plainly.page import Break, Foreign, Inline, Link, Named, Text, plain

if TYPE_CHECKING:
    from plainly.model import Policy, Quantity, Statement


@cache
def cldr(locale: str) -> Locale:
    """Babel's data of the locale."""
    return Locale.parse(locale, sep="-")


@dataclass(frozen=True)
class Wording:
    """Everything a composer asks about words; made once a policy and locale.

    `numbers` are the sections' printed numbers, `homes` the section each clause stands in, `silent` clauses without text here.
    """

    policy: Policy
    locale: str
    interface: dict[str, Any]
    sentences: dict[str, Any]
    numbers: dict[str, str]
    homes: dict[str, str]
    silent: frozenset[str] = frozenset()
    marked: dict[str, Named] = field(default_factory=dict, compare=False)  # names met before, as they are printed
    told: set[str] = field(default_factory=set, compare=False)  # names whose definition the page has given already
    rows: dict[str, list[Row]] = field(default_factory=dict, compare=False)  # statements folded before

    @classmethod
    def of(cls, policy: Policy, locale: str) -> Wording:
        """The wording of a policy in a locale it is published in."""
        homes = {clause.id: clause.section for clause in policy.clauses}
        interface, sentences = read_toml(locale, "interface"), read_toml(locale, "sentences")
        silent = frozenset(clause.id for clause in policy.clauses if not clause.text.get(locale))
        return cls(policy, locale, interface, sentences, section_numbers(policy), homes, silent)

    @cached_property
    def bearing(self) -> Bearing:
        """Which facts a mention in a clause says."""
        return Bearing(self.policy)

    def page(self, key: str, **arguments: str) -> str:
        """A text of the table `page`."""
        return str(self.interface["page"][key]).format(**arguments)

    def titled(self, title: str, part: str) -> str:
        """“Privacy statement: Highlights”, with the locale's colon."""
        return str(self.interface["reference"]["titled"]).format(title=title, part=part)

    def label(self, name: str) -> str:
        """How a name reads; a contact point reads as its address, a condition as the words that define it."""
        party, _, point = name.partition(".")
        if point:
            return ", ".join(self.contact(party, point))
        entry = self.policy.names[name]
        if entry.value is not None:
            return self.quantity(entry.value)
        return entry.labels[self.locale].label

    def definition(self, name: str) -> str:
        """A name's one-line definition where the page names it first, else ""."""
        if name in self.told:
            return ""
        self.told.add(name)
        entry = self.policy.names.get(name)
        return entry.definitions.get(self.locale, "") if entry else ""

    def contact(self, party: str, point: str) -> tuple[str, ...]:
        """A party's contact point, line by line."""
        value = getattr(self.policy.names[party], point)
        return value if isinstance(value, tuple) else (str(value or ""),)

    def contact_inline(self, party: str, point: str) -> tuple[Inline, ...]:
        """A contact point as it is printed: addresses of mail and web as links."""
        lines = self.contact(party, point)
        if point == "email":
            return (Link(f"mailto:{lines[0]}", (Text(lines[0]),)),)
        if point in {"form", "url"}:
            return (Link(lines[0], (Text(lines[0]),)),)
        return (Text(", ".join(lines)),)

    def named(self, name: str, text: str | None = None) -> Inline:
        """A name with its label (or other words), marked so that definition and facts can be found."""
        if text is not None or name not in self.told:
            return Named((name,), (Text(self.label(name) if text is None else text),), self.definition(name))
        if name not in self.marked:
            self.marked[name] = Named((name,), (Text(self.label(name)),), "")
        return self.marked[name]

    def folded(self, statement: Statement) -> list[Row]:
        """A statement's rows, folded once for all pages."""
        key = statement.facts[0].id
        if key not in self.rows:
            self.rows[key] = fold(statement)
        return self.rows[key]

    def quantity(self, quantity: Quantity) -> str:
        """30, day → “30 days”."""
        patterns = self.interface["units"][quantity.unit]
        form = cldr(self.locale).plural_form(quantity.amount)
        return str(patterns.get(form, patterns["other"])).format(n=quantity.amount)

    def date(self, iso: str) -> str:
        """An ISO date in the locale's long form; the words for `not-stated`."""
        if iso == "not-stated":
            return self.page("not_stated")
        day = date.fromisoformat(iso)
        text = str(format_date(day, "long", cldr(self.locale)))
        first = self.interface["lists"].get("first", "")  # French: “1er mars”, which Babel does not know
        return text.replace("1", first, 1) if first and day.day == 1 and text[0] == "1" else text

    def joined(self, items: list[tuple[Inline, ...]], style: Literal["standard", "or"] = "standard") -> tuple[Inline, ...]:
        """Items as a list in the locale's form: “a, b, and c”; `style` is Babel's (`standard`, `or`)."""
        if len(items) == 1:
            return items[0]
        marks = [f"\ue000{number}\ue001" for number in range(len(items))]
        text = format_list(marks, style, cldr(self.locale))
        for word, other, sounds in self.interface["lists"].get("euphony", ()):  # Spanish: “y” is “e” before “i”
            for mark, item in zip(marks, items, strict=True):
                if re.match(sounds, plain(item), re.IGNORECASE):
                    text = text.replace(f" {word} {mark}", f" {other} {mark}")
        return fill(text, {str(n): item for n, item in enumerate(items)}, "\ue000", "\ue001")

    def title(self, texts: dict[str, str]) -> str:
        """A localized text."""
        return texts[self.locale]

    def foreign(self, unit: str) -> str:
        """The policy's own language where a unit is shown in it instead of a translation, else ""."""
        return self.policy.language if unit in self.policy.untranslated.get(self.locale, ()) else ""

    def marked_foreign(self, unit: str, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Inline content of a unit, marked with its language where that is not the page's."""
        language = self.foreign(unit)
        return (Foreign(language, content),) if language else content

    def anchor(self, identity: str) -> str:
        """Where a section or clause stands in the statement; for a clause that is not shown in this locale, its section."""
        return f"#{self.homes[identity] if identity in self.silent else identity}"

    def section_reference(self, identity: str) -> str:
        """“section 2.5” for a section or a clause."""
        number = self.numbers.get(self.homes.get(identity, identity), "")
        return str(self.interface["reference"]["section"]).format(number=number)


def section_numbers(policy: Policy) -> dict[str, str]:
    """Section id → “2.5”, counted by level."""
    counters: list[int] = []
    numbers = {}
    for section in policy.sections:
        counters = [*counters[: section.level], *[0] * (section.level - len(counters))]
        counters[section.level - 1] += 1
        numbers[section.id] = ".".join(str(count) for count in counters if count)
    return numbers


def fill(pattern: str, parts: dict[str, tuple[Inline, ...]], opening: str = "{", closing: str = "}") -> tuple[Inline, ...]:
    """A text pattern with its blanks replaced by inline content; neighbouring texts are joined."""
    result: list[Inline] = []
    for number, piece in enumerate(pattern.split(opening)):
        text = piece
        if number:
            name, _, text = piece.partition(closing)
            for part in parts[name]:
                _add(result, part)
        _add(result, Text(text))
    return tuple(result)


def _add(result: list[Inline], part: Inline) -> None:
    if isinstance(part, Text) and result and isinstance(result[-1], Text):
        result[-1] = Text(result[-1].text + part.text)
    elif not isinstance(part, Text) or part.text:
        result.append(part)


def borne(content: tuple[Inline, ...], facts: tuple[str, ...]) -> tuple[Inline, ...]:
    """Inline content with the facts it helps to say: on the name or link that it is, else on words without a name."""
    if not facts:
        return content
    if len(content) == 1 and isinstance(content[0], (Link, Named)) and not content[0].facts:
        return (content[0]._replace(facts=facts),)
    return (Named((), content, "", facts),)


def capitalized(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inline content with its first letter large."""
    if not content or isinstance(content[0], Break):
        return content
    first = content[0]
    if isinstance(first, Text):
        return (Text(first.text[:1].upper() + first.text[1:]), *content[1:])
    return (first._replace(children=capitalized(first.children)), *content[1:])
