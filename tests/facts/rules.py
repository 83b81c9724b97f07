"""How the document must say what a row says: one rule a kind, a modality and a key.

A rule takes what is said in one place, the row, and one value (already in our names); it tells whether the
value is said there. What is legitimately said otherwise stands in `exceptions.tsv`, not in a looser rule.
"""

from __future__ import annotations

from collections.abc import Callable

from checklist import Row
from said import Said, claims, referenced, same_words

Rule = Callable[[Said, Row, str], bool]

# Row kind → the verbs, directives and kinds of `@plain` that may say it.
VERBS = {
    "party": {"use", "@party", "@plain commitment", "@plain description"},
    "subject": {"@subject"},
    "scope": {"cover", "@policy", "@plain description"},
    "definition": {"@term", "@data", "@subject", "@plain description", "set", "observe"},
    "collect": {"collect", "observe", "receive"},
    "receive": {"observe", "receive"},
    "use": {"use"},
    "cookie": {"set", "use"},  # `use … using` where the row is about the data, not about the cookie
    "share": {"share", "observe"},  # `observe … by` where the recipient collects it itself
    "sell": {"sell"},
    "transfer": {"transfer", "cover"},  # `cover … to` where this statement follows the data
    "denial": {"use", "share", "keep", "observe"},
    "limit": {"cover", "certify", "disclaim", "use", "protect", "@policy", "@plain advice", "@plain description"},
    "choice": {"offer"},
    "right": {"grant", "answer"},
    "keep": {"keep"},
    "protect": {"protect"},
    "certification": {"certify", "@link"},
    "complaint": {"answer"},
    "contact": {"answer", "@link", "@party"},
    "change-notice": {"notify", "@plain reservation", "@policy"},
}

READERS_OPTION = {"offer", "grant", "answer"}
DEADLINES = {"within-30-days": ("within", 30, "day"), "at-least-30-business-days-before": ("ahead", 30, "business-day")}
CONTACTS = {"email": "email", "form": "web-form", "address": "postal-mail"}
SECTIONS = {"communications-preferences-section": "#preferences"}
ORIGINS = {"provided": "collect", "observed": "observe", "provided-by-another": "receive"}
# Marks, and the words of the checklist that ask for them.
MARKS = {"required": {"required", "may-be-required"}, "optional": {"optional"}, "sometimes": {"occasional"}}
# Objects that the checklist has no name for: the row's kind and summary say them.
OBJECTS = {
    "scope": {"our-sites", "our-services"},
    "choice": {"choice", "opt-out", "refusal", "deletion"},
    "complaint": {"questions", "complaints", "disputes"},
    "contact": {"questions"},
    "limit": {"control", "responsibility", "complete-security"},
}
# Whom a verb deals with: the qualifiers that hold a row's recipient or source.
OTHERS = {
    "collect": ("from", "by"), "observe": ("by",), "receive": ("from",), "use": ("from", "by"), "set": ("by",), "share": ("with",),
    "sell": ("to",), "cover": ("objects", "of"), "certify": ("by",), "disclaim": ("with",), "offer": ("by", "with"), "grant": ("by",),
    "answer": ("by",),
}  # fmt: skip


def kind(said: Said, row: Row, _: str) -> bool:
    word = f"@plain {said.name}" if said.verb == "@plain" else said.verb
    unnamed = {name for named in ("matter", "choice", "limit") for name in said.of_kind(named, "objects")}
    return word in VERBS[row.kind] and unnamed <= OBJECTS.get(row.kind, unnamed)


def modality(said: Said, row: Row, value: str) -> bool:
    """The row's modality → what the statement says. A place that holds no statement has none."""
    if said.fact is None:
        return True
    only = bool(said.only())
    elsewhere = "out" in row.get("scope") or (said.verb == "cover" and row.kind in {"limit", "scope"} and bool(row.get("document")))
    return {
        # out of scope, or governed by other terms: this statement does not cover it
        "does": said.modality == ("never" if elsewhere else "does"),
        # an option that is the reader's is simply given
        "may": said.modality == "may" or (said.modality == "does" and said.verb in READERS_OPTION),
        "must": said.modality == "must",
        # “only for …” denies every other purpose; to disclaim is to deny
        "never": said.modality == "never" or (said.modality == "does" and (only or said.verb == "disclaim")),
        "cannot": said.modality == "never" or (said.modality == "must" and only) or (said.modality == "does" and said.verb == "disclaim"),
    }[value]


def who(said: Said, row: Row, value: str) -> bool:
    """The person by `of`, else by the clause's scope; somebody else bound or described by `by`, `to` or as what is covered."""
    if value in said.document["controllers"]:
        return said.at("by") <= set(row.get("recipient")) or value in said.at("by")
    if value in said.at("by", "to") or (said.verb == "cover" and value in said.at("objects", "of")):
        return True
    persons = said.of_kind("subject", "of")
    if not persons or persons <= set(row.get("audience")):
        persons = persons | set((said.clause or {}).get("scope", {}).get("of", ()))
    return value in persons


def data(said: Said, row: Row, value: str) -> bool:
    found = said.of_kind("data", "objects", "of")
    if "data-combination" in row.get("means"):
        found |= said.of_kind("data", "with")
    members = {member for name in found for member in said.entry(name).get("members", ())}
    implied = value == "cookie-information" and bool(said.of_kind("cookie", "objects", "of"))  # what a cookie holds
    return value in found | members or implied


def purpose(said: Said, row: Row, value: str) -> bool:
    if value == "any-other-purpose":
        return "for" in said.only() and set(row.get("exception")) == said.at("for")
    if value == "storage":
        return said.verb == "keep"
    return value in said.of_kind("purpose", "for", "while", "objects", "of")


def recipient(said: Said, _: Row, value: str) -> bool:
    if value == "individuals":  # the person itself: what these two verbs mean where no other source is named
        return said.verb in {"collect", "observe"} and not said.at("from", "by")
    if value in said.document["controllers"]:
        return not said.at("by") and {name.partition(".")[0] for name in said.at("via")} == {value}
    return value in said.at(*OTHERS.get(said.verb, ()))


def situation(said: Said, _: Row, value: str) -> bool:
    return value in {name.lstrip("?") for name in said.at("when")} or (said.verb == "notify" and value in said.at("objects"))


def exception(said: Said, row: Row, value: str) -> bool:
    """All at once: exactly these are excepted, or, after `only`, exactly these are allowed."""
    excepted = said.at("for") if "for" in said.only() and "any-other-purpose" in row.get("purpose") else said.at("except")
    return set(row.get("exception")) == excepted and value in excepted


def cookie_class(said: Said, _: Row, value: str) -> bool:
    return value in said.of_kind("cookie", "objects", "of", "as", "using")


def means(said: Said, _: Row, value: str) -> bool:
    if value == "data-combination":
        return bool(said.of_kind("data", "with"))
    return value in said.at("using") | said.of_kind("cookie", "objects", "of")


def route(said: Said, _: Row, value: str) -> bool:
    via = said.at("via")
    return value in via or value in {CONTACTS.get(name.partition(".")[2]) for name in via}


def literal(said: Said, _: Row, value: str) -> bool:
    """An address by its contact point or link, in the statement or in the prose; else the very words, or each of a list, in the prose."""
    names = said.at("via", "objects") | (referenced(said.clause) if said.clause else set())
    return value in {said.contact(name) for name in names} or all(same_words(words, said.prose()) for words in value.split(", "))


def bare(words: str) -> str:
    """A label without its article, in small letters."""
    return words.lower().removeprefix("the ")


def term(said: Said, _: Row, value: str) -> bool:
    names = said.at("objects", "using")
    return bare(value) in {bare(label) for name in names for label in said.label(name)} or (not names and same_words(value, said.prose()))


def deadline(said: Said, _: Row, value: str) -> bool:
    word, amount, unit = DEADLINES.get(value, ("", 0, ""))
    return {"amount": amount, "unit": unit} in [said.entry(name).get("value") for name in said.at(word)]


def duration(said: Said, _: Row, value: str) -> bool:
    if value == "occasional":
        return "sometimes" in said.marks()
    if value == "as-long-as-needed":
        return bool(said.at("while"))
    return value in said.of_kind("duration", "for")


def necessity(said: Said, _: Row, value: str) -> bool:
    return {
        "required": said.modality == "must" and "required" in said.marks(),
        "may-be-required": said.modality == "may" and "required" in said.marks(),
        "optional": "optional" in said.marks(),
        "offered": said.verb == "offer",
    }.get(value, False)


def document(said: Said, _: Row, value: str) -> bool:
    if value == "privacy-statement":  # this policy itself
        return said.document["kind"] == "statement" and said.verb in {"cover", "notify", "@policy", "@plain"}
    section = SECTIONS.get(value)
    return value in said.at("under") or (
        section in said.at("via") and section[1:] in {part["id"] for part in said.document["sections"]} if section else False
    )


def effect(said: Said, _: Row, value: str) -> bool:
    if value == "no-opt-out":
        return said.modality == "never" and said.verb == "offer" and "opt-out" in said.at("objects")
    return value in said.at("but")


def scope(said: Said, _: Row, value: str) -> bool:
    if said.verb not in {"cover", "certify"}:
        return False
    return value == ("out" if said.modality == "never" else "in")


def listed(said: Said, _: Row, value: str) -> bool:
    """`such-as` says that a list only gives examples."""
    return value == "illustrative" and bool((said.fact or {}).get("open"))


def among(*positions: str) -> Rule:
    return lambda said, _, value: value in said.at(*positions)


# Key → rule, for rows said by a statement.
STATEMENT: dict[str, Rule] = {
    "who": who,
    "data": data,
    "purpose": purpose,
    "basis": among("under"),
    "recipient": recipient,
    "situation": situation,
    "qualifier": situation,
    "exception": exception,
    "class": cookie_class,
    "means": means,
    "place": among("on"),
    "channel": lambda said, _, value: value == "email" and "emails" in said.at("on"),
    "route": route,
    "value": literal,
    "term": term,
    "deadline": deadline,
    "duration": duration,
    "role": among("as"),
    "instrument": among("under", "objects"),
    "document": document,
    "necessity": necessity,
    "list": listed,
    "effect": effect,
    "criterion": among("while"),
    "measure": among("with", "except"),
    "actor": among("by"),
    "audience": lambda said, _, value: value in said.at("of", "to", "when"),
    "from": among("from"),
    "to": among("to"),
    "origin": lambda said, _, value: said.verb == ORIGINS.get(value),
    "scope": scope,
    "right": among("objects"),
}

# Keys a declaration answers by itself. What it does not answer, the facts around it have to (by `STATEMENT`).
DECLARED: dict[str, Rule] = {
    "who": lambda said, _, value: value == said.name or value in said.document["controllers"],
    "data": lambda said, _, value: (
        value in {said.name, *said.entry(said.name).get("members", ()), *said.entry(said.name).get("examples", ())}
    ),
    "term": lambda said, _, value: {bare(part) for part in value.split(" / ")} <= {bare(label) for label in said.label(said.name)},
    "list": lambda said, _, value: bool(said.entry(said.name).get({"exhaustive": "members", "illustrative": "examples"}.get(value, ""))),
    "means": lambda said, _, value: value in said.entry(said.name).get("members", ()),
    "role": lambda said, _, value: value in said.entry(said.name).get("roles", ()),
    "region": lambda said, _, value: value in {said.entry(said.name).get("stands_for"), said.entry(said.name).get("place")},
    "route": lambda said, _, value: (
        (value == "web-page" and said.verb == "@link") or (value in CONTACTS and value in said.entry(said.name))
    ),
    "value": lambda said, _, value: (
        value in {said.entry(said.name).get("url"), said.entry(said.name).get("email")}
        or (said.verb == "@policy" and value in said.document[said.name].values())
    ),
    "link": lambda said, _, value: value == "lost" and said.entry(said.name).get("lost") is True,
    "document": document,
    "absent": lambda said, _, value: (
        value in said.document["silent"] or (value == "effective-date" and said.document["effective"] == "not-stated")
    ),
}


def named(said: Said, row: Row, value: str) -> bool:
    """For `@plain`, whose clause states no such fact: the name is in the clause's scope, facts or references, or its label in the prose."""
    if value in said.document["controllers"] or document(said, row, value):
        return True
    if value == "illustrative":
        return any(same_words(words, said.prose()) for words in ("such as", "for example"))
    clause = said.clause or {}
    used = {name for claim in claims(said.document, [clause]) for name in claim.all()}
    scoped = {name for names in clause.get("scope", {}).values() for name in names}
    return value in used | scoped | referenced(clause) or any(same_words(label, said.prose()) for label in said.label(value))
