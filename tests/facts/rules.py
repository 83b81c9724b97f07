"""How the document must say what a row says: one rule a kind, a modality and a key.

A rule takes what is said in one place, the row, and one value (already in our names); it tells whether the
value is said there. What is legitimately said otherwise stands in `exceptions.tsv`, not in a looser rule. The
tables that the rules look up stand in `words.py`; what declarations and `@plain` answer,
in `declared.py`; the rules for routes, words, times and the like, in `details.py`.
"""

from __future__ import annotations

from collections.abc import Callable

from checklist import Row
from details import channel, criterion, deadline, document, duration, effect, listed, literal, lost, necessity, origin, route, scope, term
from said import Said, claims
from words import OBJECTS, OF_CONSENT, OF_MARKS, OTHERS, READERS_OPTION, VERBS

Rule = Callable[[Said, Row, str], bool]


def kind(said: Said, row: Row, _: str) -> bool:
    word = f"@plain {said.name}" if said.verb == "@plain" else said.verb
    if row.kind == "right" and word in {"collect", "use"}:  # what it takes to answer a request
        return "rights-request" in said.at("when")
    unnamed = {name for named in ("matter", "choice", "limit") for name in said.of_kind(named, "objects")}
    if set(row.get("basis")) & {"consent", "opt-in-consent"}:  # the choice is that of giving consent
        unnamed -= {"opt-in"}
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
    if value in said.at("by", "to") | _of_age(said, row) or (said.verb == "cover" and value in said.at("objects", "of", "from")):
        return True
    persons = said.of_kind("subject", "of")
    if not persons or persons <= set(row.get("audience")):
        persons = persons | set((said.clause or {}).get("scope", {}).get("of", ()))
    return value in persons


def _aged(said: Said) -> set[str]:
    """The groups with an age limit that a fact or its clause is about."""
    persons = said.of_kind("subject", "of", "to") | set(said.scope("of"))
    return {name for name in persons if said.entry(name).get("age")}


def _of_age(said: Said, row: Row) -> set[str]:
    """For a row with an age: the wider groups, which with the age are what the row names."""
    return {said.entry(name).get("parent", "") for name in _aged(said)} if row.get("age") else set()


def data(said: Said, row: Row, value: str) -> bool:
    found = said.of_kind("data", "objects", "of")
    if row.kind == "subject" and value == "personal-information":  # whose data it is, whichever data
        return bool(found)
    if {"data-combination", value} & set(row.get("means")):
        found |= said.of_kind("data", "with")
    if said.verb == "infer":  # what it is derived from
        found |= said.of_kind("data", "from")
    members = {member for name in found for member in said.entry(name).get("members", ())}
    implied = value == "cookie-information" and bool(said.of_kind("cookie", "objects", "of"))  # what a cookie holds
    return value in found | members or implied


def purpose(said: Said, row: Row, value: str) -> bool:
    if value == "any-other-purpose":
        return value in said.at("for") or ("for" in said.only() and set(row.get("exception")) == said.at("for"))
    if value in {"storage", "sale"}:
        return said.verb == {"storage": "keep", "sale": "sell"}[value]
    return value in said.of_kind("purpose", "for", "while", "objects", "of") | said.of_kind("matter", "objects") | said.of_kind(
        "right", "objects"
    )


def recipient(said: Said, row: Row, value: str) -> bool:
    if value == "individuals":  # the person itself: what these two verbs mean where no other source is named
        others = said.of_kind("party", "from", "by") | said.of_kind("subject", "from", "by")
        return value in others or (said.verb in {"collect", "observe"} and not others)
    if value in row.get("actor") and said.at("by") & set(row.get("actor")):  # each actor is demanded by the rule for actors
        return True
    if value in said.document["controllers"]:
        parties = {name.partition(".")[0] for name in said.of_kind("party", "via")}
        offices = {name for name in parties if said.entry(name).get("part_of") == value}
        alone = bool(said.at("via")) or said.verb == "grant" or (said.verb == "transfer" and not said.at("with"))
        itself = not said.at("by") and alone and parties - offices <= {value}
        return itself or value in said.at(*OTHERS.get(said.verb, ()))
    return value in said.at(*OTHERS.get(said.verb, ()))


def situation(said: Said, row: Row, value: str) -> bool:
    if value in OF_MARKS:
        return bool(said.marks() & OF_MARKS[value])
    if value == "only-these-purposes":
        return only_purposes(said)
    others = set(row.get("basis")) - {"consent"}
    if value in OF_CONSENT and "consent" in row.get("basis") and said.at("under") & others:
        return True  # the condition is the consent's, not that of the row's other basis
    return value in said.situations("when") or (said.verb == "notify" and value in said.at("objects"))


def exception(said: Said, row: Row, value: str) -> bool:
    """All at once: exactly these are excepted, or, after `only`, exactly these are allowed."""
    excepted = said.at("for") if "for" in said.only() and "any-other-purpose" in row.get("purpose") else said.situations("except")
    if row.kind == "share" and said.modality == "does" and not excepted:  # what a denial elsewhere leaves open
        excepted = said.at("when")
    bases = set(row.get("basis")) - set(row.get("exception"))  # “not without consent” excepts consent
    return (set(row.get("exception")) - {"none"} == excepted - bases) and (value in excepted or value == "none")


def cookie_class(said: Said, _: Row, value: str) -> bool:
    return value in said.of_kind("cookie", "objects", "of", "as", "using")


def means(said: Said, _: Row, value: str) -> bool:
    if value == "data-combination":
        return bool(said.of_kind("data", "with")) or value in said.at("for")
    named = said.of_kind("purpose", "for") | said.of_kind("data", "with", "from")  # automated decisions; inferences; what tells it
    return value in said.at("using") | said.of_kind("cookie", "objects", "of") | named


def only_purposes(said: Said) -> bool:
    """Every other purpose is denied: by `only`, or by a statement of its own beside this one."""
    beside = [claim for claim in claims(said.document, [said.clause] if said.clause else []) if claim.modality == "never"]
    return "for" in said.only() or any(
        claim.verb == said.verb and claim.at("objects") == said.at("objects") and "any-other-purpose" in claim.at("for") for claim in beside
    )


def among(*positions: str) -> Rule:
    return lambda said, _, value: value in said.at(*positions)


# Key → rule, for rows said by a statement.
STATEMENT: dict[str, Rule] = {
    "who": who,
    "data": data,
    "purpose": purpose,
    "basis": lambda said, _, value: value in said.at("under") or (said.modality == "never" and value in said.at("except")),
    "recipient": recipient,
    "situation": situation,
    "qualifier": situation,
    "exception": exception,
    "class": cookie_class,
    "means": means,
    "place": among("on"),
    "channel": channel,
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
    "effort": lambda said, _, value: bool(said.marks() & OF_MARKS[value]) if value in OF_MARKS else False,
    "criterion": criterion,
    "measure": among("with", "except"),
    "actor": among("by"),
    "audience": lambda said, _, value: value in said.at("of", "to", "when"),
    "from": among("from"),
    "to": among("to"),
    "origin": origin,
    "scope": scope,
    "link": lost,
    "region": among("in"),
    "law": among("under"),
    "age": lambda said, _, value: any(value in said.entry(name)["age"].split() for name in _aged(said)),
    "right": among("objects"),
}
