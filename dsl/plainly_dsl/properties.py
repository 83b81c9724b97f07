"""Properties of declarations: which there are, and how each value is read.

A property is a row of `PROPERTIES`; adding one touches this table and the model's field only.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

from plainly_dsl.choices import SEVERITIES, read_scores
from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.suggest import nearest
from plainly_dsl.syntax import Declaration, Property, Text, Word

#: Directives that head a file; they declare no name.
HEADERS = ("policy", "translation", "shared")
POLICY_KINDS = ("statement", "highlights")
#: What becomes of a translation that lacks text or is behind its source; the first is the default.
WHEN_INCOMPLETE = ("block", "source-with-banner", "hide-locale")
UNITS = ("minute", "hour", "day", "business-day", "week", "month", "year", "percent")
_EMAIL = re.compile(r"[^@\s<>\"]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"/]+\.[^\s<>\"]+|https?://localhost[^\s<>\"]*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PHONE = re.compile(r"\+?[0-9][0-9 ()/.-]{4,24}")


class Row(NamedTuple):
    """`field` of the document, how the value is `read`, and kinds of the names it may hold."""

    field: str
    read: str
    kinds: tuple[str, ...] = ()


#: (kind of declaration, property) → row; kind "" holds for every kind.
PROPERTIES: dict[tuple[str, str], Row] = {
    ("", "is"): Row("parent", "name", ("same",)),
    ("", "="): Row("members", "names", ("same",)),
    ("", "such-as"): Row("examples", "names", ("same",)),
    ("", "also"): Row("forms", "texts"),
    ("", "forms"): Row("forms", "texts"),
    ("term", "is"): Row("stands_for", "name", ("party", "place", "document", "data", "subject", "medium", "tool", "cookie", "programme")),
    ("term", "="): Row("members", "names", ("party", "place", "document", "data", "subject", "medium", "tool", "cookie", "programme")),
    ("party", "email"): Row("email", "email"),
    ("party", "form"): Row("form", "url"),
    ("party", "url"): Row("url", "url"),
    ("party", "phone"): Row("phone", "phone"),
    ("party", "address"): Row("address", "texts"),
    ("party", "in"): Row("place", "name", ("place",)),
    ("party", "part-of"): Row("part_of", "name", ("party",)),
    ("party", "role"): Row("roles", "names", ("role",)),
    ("subject", "in"): Row("place", "name", ("place",)),
    ("subject", "age"): Row("age", "text"),
    ("programme", "by"): Row("by", "name", ("party",)),
    ("programme", "url"): Row("url", "url"),
    ("document", "url"): Row("url", "url"),
    ("link", ""): Row("url", "link"),
    ("link", "url"): Row("url", "url"),
    ("value", ""): Row("value", "quantity"),
    ("policy", "title"): Row("title", "text"),
    ("policy", "subtitle"): Row("subtitle", "text"),
    ("policy", "kind"): Row("kind", "policy-kind"),
    ("policy", "language"): Row("language", "word"),
    ("policy", "effective"): Row("effective", "date"),
    ("policy", "controller"): Row("controllers", "names", ("party",)),
    ("policy", "regime"): Row("regimes", "names", ("law",)),
    ("policy", "supersedes"): Row("supersedes", "word"),
    ("policy", "source"): Row("source", "text"),
    ("policy", "silent"): Row("silent", "names", ("topic",)),
    ("policy", "translations"): Row("translations", "choices"),
    **{("policy", key): Row(key, "codes") for key in SEVERITIES},
    ("policy", "readability"): Row("readability", "scores"),
    ("translation", "of"): Row("of", "word"),
    ("translation", "title"): Row("title", "text"),
    ("translation", "subtitle"): Row("subtitle", "text"),
    ("translation", "source"): Row("source", "text"),
    ("shared", "language"): Row("language", "word"),
}

SEVERAL = frozenset({"texts", "names", "quantity", "choices", "codes", "scores"})  # of these a property may have several values
#: Field a declaration of the kind cannot do without → how a message calls it.
REQUIRED: dict[str, dict[str, str]] = {
    "link": {"url": "an address, or the word lost"},
    "value": {"value": "a number and a unit, such as 30 days"},
    "policy": {
        "title": "a title",
        "language": "a language",
        "effective": "a date (effective), or not-stated",
        "controllers": "a controller",
    },
    "shared": {"language": "a language"},
}


class Problems:
    """Collects diagnostics at words of one block; `lost` are the fields whose values could not be read."""

    def __init__(self, file: str, base: int) -> None:
        self.file = file
        self.base = base
        self.found: list[Diagnostic] = []
        self.lost: set[str] = set()

    def place(self, word: Word | Text) -> Place:
        return Place(self.file, self.base + word.start, self.base + word.end)

    def add(self, code: str, at: Word | Text, suggestion: str = "", /, **args: str) -> None:
        self.found.append(Diagnostic(code, self.place(at), args, suggestion))


class Pending(NamedTuple):
    """A name a declaration refers to, where, and which kinds would fit."""

    name: str
    place: Place
    kinds: tuple[str, ...]


def read_properties(kind: str, node: Declaration, problems: Problems) -> tuple[dict[str, Any], list[Pending]]:
    """A declaration's properties as fields of the document, and the names they refer to."""
    fields: dict[str, Any] = {}
    pending: list[Pending] = []
    seen: set[str] = set()
    for prop in node.properties:
        key = prop.key.text
        row = PROPERTIES.get((kind, key)) or (PROPERTIES.get(("", key)) if kind not in HEADERS else None)
        if row is None:
            known = {k: r.field for (owner, k), r in PROPERTIES.items() if owner == kind or (not owner and kind not in HEADERS)}
            meant = nearest(key, filter(None, known))
            problems.add("unknown-property", prop.key, meant, name=key, kind=kind)
            problems.lost.add(known.get(meant, ""))  # not missing as well
            continue
        if key in seen and row.field != "forms":
            problems.add("duplicate-property", prop.key, name=key)
            continue
        seen.add(key)
        value = read_value(row, prop, problems)
        if value is None:
            problems.lost.add(row.field)  # reported already; not missing as well
        elif row.field == "forms":
            fields["forms"] = [*fields.get("forms", ()), *value]
        else:
            fields[row.field] = value
            kinds = (kind,) if row.kinds == ("same",) else row.kinds
            pending += [Pending(word.text, problems.place(word), kinds) for word in prop.values if kinds]
    if node.name is not None and not node.broken:
        for field, what in REQUIRED.get(kind, {}).items():
            if field not in fields and field not in problems.lost:
                problems.add("missing-property", node.name, name=node.name.text, property=what, kind=kind)
    return fields, pending


def read_value(row: Row, prop: Property, problems: Problems) -> Any:
    """A property's value as it stands in the document, or None (reported) when it cannot be read."""
    quoted = row.read in {"text", "texts"}
    wrong = next((value for value in prop.values if quoted != isinstance(value, Text)), None)
    if wrong is not None and row.read != "phone":
        problems.add("quotes-needed" if quoted else "quotes-not-allowed", wrong, name=prop.key.text or "this")
        return None
    if len(prop.values) > 1 and row.read not in SEVERAL:
        problems.add("one-value-only", prop.values[1], name=prop.key.text)
        return None
    if row.read in {"name", "names", "word", "codes"}:
        for value in prop.values:
            before, _, rest = value.text.partition(" ")
            if rest:
                word = rest.split()[0]
                at = value.end - len(rest)  # where the words stand further apart, near it
                code = {"and": "and-in-declaration", "or": "or-in-list"}.get(word, "missing-comma")
                problems.add(code, Word(word, at, at + len(word)), before=before, word=word)
                return None
    return _READERS[row.read](prop, problems)


def _text(prop: Property, _problems: Problems) -> str:
    return prop.values[0].text.strip()


def _texts(prop: Property, _problems: Problems) -> list[str]:
    return [value.text.strip() for value in prop.values]


def _words(prop: Property, _problems: Problems) -> list[str]:
    return [value.text for value in prop.values]


def _matching(pattern: re.Pattern[str], code: str) -> Any:
    def read(prop: Property, problems: Problems) -> str | None:
        value = prop.values[0]
        if pattern.fullmatch(value.text):
            return value.text
        problems.add(code, value, word=value.text)
        return None

    return read


def _phone(prop: Property, problems: Problems) -> str | None:
    text = prop.values[0].text
    if _PHONE.fullmatch(text):
        return text
    problems.add("bad-phone", prop.values[0], word=text)
    return None


def _date(prop: Property, problems: Problems) -> str | None:
    value = prop.values[0]
    if value.text == "not-stated":
        return value.text
    try:
        if _DATE.fullmatch(value.text):
            return date.fromisoformat(value.text).isoformat()
    except ValueError:
        pass
    problems.add("bad-date", value, word=value.text)
    return None


def _link(prop: Property, problems: Problems) -> str | None:
    if prop.values[0].text == "lost":
        return "lost"
    result: str | None = _matching(_URL, "bad-url")(prop, problems)
    return result


def _quantity(prop: Property, problems: Problems) -> dict[str, Any] | None:
    """`30 business days` → amount 30, unit `business-day`."""
    amount, unit = prop.values[0].text, "-".join(value.text for value in prop.values[1:])
    singular = unit.removesuffix("s")
    if singular in UNITS and re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", amount):
        return {"amount": float(amount) if "." in amount else int(amount), "unit": singular}
    problems.add("bad-quantity", prop.values[-1], nearest(singular, UNITS), word=f"{amount} {unit}".strip())
    return None


def _policy_kind(prop: Property, problems: Problems) -> str | None:
    value = prop.values[0]
    if value.text in POLICY_KINDS:
        return value.text
    problems.add("unknown-policy-kind", value, nearest(value.text, POLICY_KINDS), word=value.text)
    return None


def _choices(prop: Property, problems: Problems) -> dict[str, str] | None:
    """`nl block, fr hide-locale`: what becomes of each translation while it is not complete."""
    result: dict[str, str] = {}
    for value in prop.values:
        locale, _, choice = value.text.partition(" ")
        choice = choice.strip() or WHEN_INCOMPLETE[0]
        if choice not in WHEN_INCOMPLETE:
            problems.add("unknown-choice", value, nearest(choice, WHEN_INCOMPLETE), word=choice, known=", ".join(WHEN_INCOMPLETE))
            return None
        if locale in result:
            problems.add("duplicate-property", value, name=locale)
            return None
        result[locale] = choice
    return result


def _codes(prop: Property, _problems: Problems) -> tuple[Word | Text, ...]:
    """Codes of findings as words with their places: they are no part of the document."""
    return prop.values


def _scores(prop: Property, problems: Problems) -> dict[str, float] | None:
    """`45` or `nl 50, fr 40`: the readability that the text in a language should reach; "" stands for the policy's own."""
    rows = ((value.text.rpartition(" "), value) for value in prop.values)
    scores, refused = read_scores(prop.key.text, ((locale.strip(), number, value) for (locale, _, number), value in rows))
    for one in refused:
        problems.add(one.code, one.at, one.suggestion, **one.args)
    return None if refused else scores


_READERS: dict[str, Any] = {
    "codes": _codes,
    "scores": _scores,
    "choices": _choices,
    "text": _text,
    "texts": _texts,
    "name": _text,
    "names": _words,
    "word": _text,
    "email": _matching(_EMAIL, "bad-email"),
    "url": _matching(_URL, "bad-url"),
    "phone": _phone,
    "date": _date,
    "link": _link,
    "quantity": _quantity,
    "policy-kind": _policy_kind,
}
