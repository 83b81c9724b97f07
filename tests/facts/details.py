"""The rules for how, where and how long: routes, literal words, deadlines, documents, and the like."""

from __future__ import annotations

from checklist import Row
from said import Said, same_words
from words import CONTACTS, DEADLINES, ORIGINS, SECTIONS, THIS_POLICY


def channel(said: Said, _: Row, value: str) -> bool:
    """The route; or the medium, or the companies, that stand for it."""
    otherwise = {
        "email": "emails" in said.at("on"),
        "text-message": "text-messages" in said.at("on"),
        "social-media": "social-networks" in said.at("via"),
    }
    return value in said.at("via") or otherwise.get(value, False)


def route(said: Said, _: Row, value: str) -> bool:
    via = said.at("via")
    roles = {role for name in via for role in said.entry(name).get("roles", ())}
    if via & {f"#{value}", SECTIONS.get(value)}:
        return True
    return value in via | roles or value in {CONTACTS.get(name.partition(".")[2]) for name in via}


def literal(said: Said, _: Row, value: str) -> bool:
    """An address by its contact point or link, in the statement or in the prose; else the very words, or each of a list, in the prose."""
    names = said.at("via", "objects") | said.referenced()
    return any(same_address(value, said.contact(name)) for name in names) or all(
        same_words(words, said.prose()) for words in value.split(", ")
    )


def same_address(value: str, address: str) -> bool:
    """Whether an address is that of the row, which may lack its beginning, where the source's own site is meant."""
    return value == address or ("://" not in value and address.endswith(f"/{value.removeprefix('/')}"))


def lost(said: Said, _: Row, value: str) -> bool:
    return value == "lost" and any(said.entry(name).get("lost") for name in said.at("via") | said.referenced())


def bare(words: str) -> str:
    """A label without its article, in small letters."""
    return words.lower().removeprefix("the ")


def term(said: Said, _: Row, value: str) -> bool:
    names = said.at("objects", "using")
    return bare(value) in {bare(label) for name in names for label in said.label(name)} or (
        not names and all(same_words(words, said.prose()) for words in value.split(", "))
    )


def deadline(said: Said, _: Row, value: str) -> bool:
    word, amount, unit = DEADLINES.get(value, ("", 0, ""))
    if not word:  # a time without a number
        return value in said.situations("when", "for")
    return {"amount": amount, "unit": unit} in [said.entry(name).get("value") for name in said.at(word)]


def duration(said: Said, _: Row, value: str) -> bool:
    if value == "occasional":
        return "sometimes" in said.marks()
    if value in {"any-time", "at-this-time"}:
        return ("any-time" if value == "any-time" else "currently") in said.marks()
    if value == "as-long-as-needed":
        return bool(said.at("while"))
    return value in said.of_kind("duration", "for") | said.situations("when", "until")


def necessity(said: Said, _: Row, value: str) -> bool:
    return {
        "required": said.modality == "must" and "required" in said.marks(),
        "may-be-required": said.modality == "may" and "required" in said.marks(),
        "optional": "optional" in said.marks(),
        "requested": "requested" in said.marks(),
        "required-or-requested": bool({"required", "requested"} & said.marks()),
        "offered": said.verb == "offer",
    }.get(value, False)


def document(said: Said, _: Row, value: str) -> bool:
    if value == THIS_POLICY[said.document["kind"]]:
        return said.verb in {"cover", "notify", "@policy", "@plain"} or value in said.at("under")
    section = SECTIONS.get(value, "")
    if section[1:] not in {part["id"] for part in said.document["sections"]}:
        return value in said.at("under")
    return section in said.at("via") or f"{{{section}}}" in said.prose()


def effect(said: Said, _: Row, value: str) -> bool:
    if value == "no-opt-out":
        return said.modality == "never" and said.verb == "offer" and "opt-out" in said.at("objects")
    return value in said.at("but", "then") | (said.referenced() if said.verb == "collect" else set())


def scope(said: Said, _: Row, value: str) -> bool:
    if said.verb not in {"cover", "certify"}:
        return False
    return value == ("out" if said.modality == "never" else "in")


def criterion(said: Said, _: Row, value: str) -> bool:
    """While something holds, where data stays stored; else the condition on which it is done."""
    if said.verb == "keep":
        return value in said.situations("while")
    return ("necessary" if value == "as-long-as-needed" else value) in said.situations("when")


def listed(said: Said, _: Row, value: str) -> bool:
    """`such-as` says that a list only gives examples; a group declared with `=` is complete."""
    if value == "exhaustive":
        return any(said.entry(name).get("members") for name in said.at("objects"))
    return value == "illustrative" and bool((said.fact or {}).get("open"))


def origin(said: Said, _: Row, value: str) -> bool:
    """The verb; where the row is about the use, whom the data comes from."""
    if said.verb == "use" and value in ORIGINS:
        source = said.at("from")
        return bool(source) and ("individuals" in source) == (value in {"provided", "observed"})
    return said.verb == ORIGINS.get(value)
