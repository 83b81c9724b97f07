"""Files that are no notice, with the code each is refused with: changes of a real notice, and texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plainly.notice.form import MAX_DEPTH, MAX_PARTS

Notice = dict[str, Any]
SMALL = "salesforce-2012"
HOME = f"https://w3id.org/plainly/policies/{SMALL}/"
PREFIXES = """@prefix dpv: <https://w3id.org/dpv#> . @prefix plainly: <https://w3id.org/plainly/vocabulary#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
HEAD = f"{PREFIXES}<{HOME}> a dpv:PrivacyNotice ; dct:conformsTo <https://w3id.org/plainly/profile/1> .\n"


def fact(notice: Notice) -> Notice:
    return next(node for node in notice["@graph"] if "plainly:Fact" in node["@type"])


def home(notice: Notice) -> Notice:
    return next(node for node in notice["@graph"] if node["@id"] == "")


def context(value: Any) -> Callable[[Notice], None]:
    return lambda notice: notice.update({"@context": value})


def term(key: str, value: Any) -> Callable[[Notice], None]:
    return lambda notice: notice["@context"].update({key: value})


def of_fact(field: str, value: Any) -> Callable[[Notice], None]:
    return lambda notice: fact(notice).update({field: value})


def another_notice(notice: Notice) -> None:
    notice["@graph"].append({"@id": "https://meadow.example/privacy/x/", "@type": ["dpv:PrivacyNotice"]})


def foreign_fact(notice: Notice) -> None:
    stolen = {**fact(notice), "@id": "https://w3id.org/plainly/policies/desk-2014/#x"}
    notice["@graph"].append(stolen)


def twice(notice: Notice) -> None:
    notice["@graph"].append(fact(notice))


def hidden_fact(notice: Notice) -> None:
    fact(notice)["@type"] = ["dpv:PersonalDataProcess"]


def in_a_circle(notice: Notice) -> None:
    one, two = [node for node in notice["@graph"] if "skos:notation" in node][:2]
    one["plainly:fallsUnder"], two["plainly:fallsUnder"] = [two["@id"]], [one["@id"]]


def asserted_denial(notice: Notice) -> None:
    denied = next(node for node in notice["@graph"] if node.get("plainly:modality") == "never")
    home(notice)["dpv:hasPersonalDataProcess"].append(denied["@id"])


def softened_denial(notice: Notice) -> None:
    next(node for node in notice["@graph"] if node.get("plainly:modality") == "never")["plainly:modality"] = "may"


CHANGES: list[tuple[str, Callable[[Notice], Any]]] = [
    ("remote-context", context("https://attacker.example/context.jsonld")),
    ("remote-context", context(["https://attacker.example/context.jsonld"])),
    ("remote-context", context([{"dpv": "https://w3id.org/dpv#"}, "relative.jsonld"])),
    ("remote-context", term("@import", "https://attacker.example/context.jsonld")),
    ("foreign-context", context(17)),
    ("foreign-context", context([])),
    ("foreign-context", term("dpv:hasPurpose", {"@type": "@id", "@context": "https://attacker.example/"})),
    ("foreign-context", term("graph", "@graph")),
    ("foreign-context", term("dpv:hasPurpose", {"@id": "@graph"})),
    ("foreign-context", term("dpv:hasPurpose", {"@type": "@json"})),
    ("foreign-context", term("dpv:hasPurpose", {"@reverse": "dpv:x"})),
    ("foreign-context", term("dpv:hasPurpose", {"@container": "@graph"})),
    ("foreign-context", term("dpv:hasPurpose", {"@container": ["@graph", "@id"]})),
    ("foreign-context", term("dpv:hasPurpose", None)),
    ("foreign-context", term("long", "https://long.example/" + "x" * 400)),
    ("foreign-context", term("@base", "https://long.example/" + "x" * 400)),
    ("foreign-context", term("@base", "../elsewhere/")),
    ("foreign-context", term("@vocab", "https://w3id.org/dpv#")),
    ("foreign-context", lambda notice: notice["@context"].update({f"a{n}": {"@id": f"a{n + 1}:x"} for n in range(500)})),
    ("foreign-context", lambda notice: notice["@context"].update({f"a{n}": "https://a.example/" for n in range(2_000)})),
    ("foreign-context", of_fact("@context", {"dpv": "https://attacker.example/"})),
    ("foreign-keyword", of_fact("@included", [])),
    ("foreign-keyword", of_fact("@reverse", {"dpv:hasPurpose": "#x"})),
    ("foreign-keyword", of_fact("@nest", {})),
    ("several-graphs", of_fact("@graph", [])),
    ("several-graphs", lambda notice: notice.update({"@id": "https://attacker.example/"})),
    ("blank-node", of_fact("dpv:hasPurpose", [{"@type": "dpv:Purpose"}])),
    ("blank-node", of_fact("dpv:hasPurpose", ["_:x"])),
    ("no-notice", lambda notice: home(notice).update({"@type": ["dpv:Notice"]})),
    ("several-notices", another_notice),
    ("other-profile", lambda notice: home(notice).pop("dct:conformsTo")),
    ("other-profile", lambda notice: home(notice).update({"dct:conformsTo": ["https://w3id.org/plainly/profile/2"]})),
    ("not-its-own", foreign_fact),
    ("not-its-own", hidden_fact),
    ("duplicate-id", twice),
    ("incomplete-fact", lambda notice: fact(notice).pop("plainly:verb")),
    ("incomplete-fact", lambda notice: fact(notice).pop("plainly:modality")),
    ("incomplete-fact", lambda notice: fact(notice).pop("dct:isPartOf")),
    ("ambiguous-fact", of_fact("plainly:modality", ["may", "never"])),
    ("ambiguous-fact", of_fact("plainly:verb", ["share", "sell"])),
    ("unknown-word", of_fact("plainly:modality", "maybe")),
    ("unknown-word", of_fact("plainly:verb", "devour")),
    ("unknown-word", of_fact("dct:isPartOf", ["#nowhere"])),
    ("contradiction", asserted_denial),
    ("contradiction", softened_denial),
    ("circle", in_a_circle),
]


TEXTS: list[tuple[str, str, str | bytes]] = [
    ("broken", ".jsonld", ""),
    ("broken", ".jsonld", "{"),
    ("broken", ".jsonld", '{"@id": NaN}'),
    ("broken", ".jsonld", '{"@id": ' + "9" * 10_000 + "}"),
    ("broken", ".ttl", "@prefix dpv: <https://w3id.org/dpv#> . dpv:x"),
    ("broken", ".nt", "<a> <b> <c> ."),
    ("broken", ".jsonld", b"\xef\xbb\xbf{}"),
    ("not-utf-8", ".jsonld", b'{"@id": "\xff"}'),
    ("not-utf-8", ".ttl", b"\xff\xfe"),
    ("unknown-form", ".xml", "<rdf/>"),
    ("unknown-form", "", "{}"),
    ("no-json-ld", ".json", "{}"),
    ("no-json-ld", ".json", "[1, 2]"),
    ("policy-document", ".json", '{"format": "plainly-policy/1", "clauses": [], "names": {}}'),
    ("duplicate-key", ".jsonld", '{"@graph": [{"@id": "#a", "plainly:modality": "never", "plainly:modality": "does"}]}'),
    ("too-deep", ".jsonld", "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)),
    ("too-deep", ".jsonld", "[" * 200_000),
    ("too-deep", ".jsonld", '{"@graph":' * 200_000),
    ("too-many-parts", ".jsonld", "[" + "{}," * MAX_PARTS + "{}]"),
    ("several-notices", ".ttl", f"{HEAD}<https://meadow.example/x/> a dpv:PrivacyNotice ."),
    ("blank-node", ".ttl", f"{HEAD}[] a dpv:Purpose ."),
    ("blank-node", ".ttl", HEAD + "<https://a.example/> a dpv:Purpose ; dpv:hasPurpose [] ."),
    ("statement-about-statement", ".ttl", HEAD + "<https://a.example/> a dpv:Purpose ; rdf:reifies <<( dpv:a dpv:b dpv:c )>> ."),
    ("ambiguous-fact", ".ttl", f'{HEAD}<{HOME}#a> a plainly:Fact ; plainly:verb "share", "sell" ; plainly:modality "never" .'),
    ("not-its-own", ".ttl", f'{HEAD}<https://meadow.example/x/#a> a plainly:Fact ; plainly:verb "share" .'),
]
