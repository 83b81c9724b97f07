"""What a declaration answers by itself, and what the prose of a clause marked `@plain` does."""

from __future__ import annotations

from checklist import Row
from details import bare, document, same_address
from rules import Rule
from said import Said, claims, same_words
from words import CONTACTS, SUCH_AS


def _own(said: Said) -> set[str]:
    """What the policy says of itself in one property: a date, a text in each language, or its sections' titles."""
    value = said.document[said.name]
    if said.name == "sections":
        return {title for section in value for title in section["title"].values()}
    return {value} if isinstance(value, str) else set(value.values())


# Keys a declaration answers by itself. What it does not answer, the facts around it have to (by `STATEMENT`).
DECLARED: dict[str, Rule] = {
    "who": lambda said, _, value: value == said.name or value in said.document["controllers"],
    "data": lambda said, _, value: (
        value in {said.name, *said.entry(said.name).get("members", ()), *said.entry(said.name).get("examples", ())}
    ),
    "term": lambda said, _, value: (
        {bare(part) for part in value.replace(", ", " / ").split(" / ")} <= {bare(label) for label in said.label(said.name)}
    ),
    "list": lambda said, _, value: bool(said.entry(said.name).get({"exhaustive": "members", "illustrative": "examples"}.get(value, ""))),
    "means": lambda said, _, value: value in said.entry(said.name).get("members", ()),
    "role": lambda said, _, value: (
        value in said.entry(said.name).get("roles", ())
        or (value == "controller" and said.name in said.document["controllers"])
        or said.name == f"{value}s"  # the name says the role
    ),
    "region": lambda said, _, value: value in {said.entry(said.name).get("stands_for"), said.entry(said.name).get("place")},
    "route": lambda said, _, value: (
        (value == "web-page" and said.verb == "@link") or (value in CONTACTS and value in said.entry(said.name))
    ),
    "value": lambda said, _, value: (
        any(same_address(value, said.entry(said.name).get(contact, "")) for contact in ("url", "email"))
        or (said.verb == "@policy" and set(value.split(" / ")) <= _own(said))
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
    linked = [said.entry(name) for name in said.referenced() if said.entry(name).get("kind") == "link"]
    if value == "lost":
        return any(entry.get("lost") for entry in linked)
    if value == "web-page" and linked:
        return True
    if value == "illustrative":
        return any(same_words(words, said.prose()) for words in SUCH_AS[said.document["language"]])
    clause = said.clause or {}
    used = {name for claim in claims(said.document, [clause]) for name in claim.all()}
    scoped = {name for names in clause.get("scope", {}).values() for name in names}
    return value in used | scoped | said.referenced() or any(same_words(label, said.prose()) for label in said.label(value))
