"""A made-up policy in two locales that uses what the machine notice has to carry: each verb, modality and qualifier."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from plainly.model import Policy
from plainly_dsl import standard
from plainly_dsl.tables import qualifiers, verbs

Document = dict[str, Any]
LOCALES = ("en", "nl-BE")


def labels(english: str, dutch: str, *forms: str) -> Document:
    return {"en": {"label": english, "forms": list(forms)}, "nl-BE": {"label": dutch}}


def declared(kind: str, english: str, dutch: str, **fields: Any) -> Document:
    return {"kind": kind, "origin": "policy", "labels": labels(english, dutch), **fields}


DECLARED: dict[str, Document] = {
    "meadow": declared(
        "party",
        "Meadow Ltd",
        "Meadow nv",
        roles=["controller"],
        email="privacy+eu@meadow.example",
        form="https://meadow.example/form?a[]=1&b={x}|y",
        phone="+353 (0)1 234 567",
        address=["1 Field Lane", 'Dublin "4"'],
        url="http://[2001:db8::1]/contact",
        place="ireland",
        part_of="field-group",
    ),
    "field-group": declared("party", "the Field Group", "de Field-groep", roles=["parent-company"]),
    "meadow-members": declared("subject", "meadow-members", "leden", parent="customers", place="ireland", age="16 or older"),
    "contact-card": declared("data", "contact card", "contactkaart", members=["name", "email-address", "phone-number"]),
    "wishes": declared("data", "wishes", "wensen", parent="personal-data", examples=["name"]),
    "lottery": declared("purpose", "the lottery", "de loterij", parent="marketing"),
    "old-page": declared("link", "the old page", "de oude pagina", lost=True),
    "choices-page": declared("link", "the choices page", "de keuzepagina", url="https://ads.example/choices"),
    "the-site": declared("term", "the Site", "de Site", stands_for="our-sites"),
    "trust-mark": declared(
        "programme", "the Trust Mark", "het keurmerk", parent="certification", by="field-group", url="https://mark.example/"
    ),
    "answer-time": declared("value", "30 days", "30 dagen", value={"amount": 30, "unit": "day"}),
    "working-time": declared("value", "10 business days", "10 werkdagen", value={"amount": 10, "unit": "business-day"}),
    "keep-time": declared("value", "18 months", "18 maanden", value={"amount": 18, "unit": "month"}),
    "half-month": declared("value", "half a month", "een halve maand", value={"amount": 0.5, "unit": "month"}),
    "share-limit": declared("value", "5 percent", "5 procent", value={"amount": 5, "unit": "percent"}),
}


def fact(clause: str, verb: str, modality: str, objects: tuple[str, ...], **fields: Any) -> Document:
    """A fact; `qualifiers` by keyword, a trailing underscore stripped (`for_`), beside `only`, `marks`, `open`."""
    extras: Document = {key: list(fields.pop(key)) for key in ("only", "marks", "open") if key in fields}
    words = {word.rstrip("_"): list(names) for word, names in fields.items()}
    claim = json.dumps([verb, modality, objects, words, extras])
    digest = hashlib.sha256(claim.encode()).hexdigest()[:8]
    return {"id": f"{clause}.{verb}.{objects[0] if objects else 'all'}.{digest}", "objects": list(objects), "qualifiers": words, **extras}


STATEMENTS: dict[str, list[tuple[str, str, tuple[str, ...], Document]]] = {
    "joining": [
        (
            "collect",
            "does",
            ("contact-card",),
            {"of": ("meadow-members",), "for_": ("service-provision",), "under": ("contract",), "marks": ("required",)},
        ),
        ("collect", "must", ("email-address",), {"of": ("meadow-members",), "when": ("register",), "marks": ("required", "currently")}),
        (
            "collect",
            "may",
            ("wishes",),
            {"of": ("meadow-members",), "marks": ("optional", "sometimes"), "open": ("objects", "of"), "via": ("web-form",)},
        ),
        (
            "observe",
            "may",
            ("ip-address",),
            {"using": ("cookies", "log-files"), "on": ("our-sites",), "when": ("?only-then",), "marks": ("often",)},
        ),
        ("receive", "does", ("name",), {"from_": ("public-sources", "customers"), "of": ("meadow-members",)}),
        ("infer", "does", ("wishes",), {"from_": ("ip-address",), "using": ("automated-means",)}),
        ("use", "does", ("name", "email-address"), {"for_": ("lottery", "marketing"), "only": ("for",), "with_": ("wishes", "encryption")}),
        ("use", "must", ("wishes",), {"by": ("payment-processors",), "as_": ("processor",), "for_": ("marketing",), "only": ("for",)}),
        ("use", "does", ("aggregated-data",), {"for_": ("analytics",), "of": ("anonymized-data",)}),
        (
            "use",
            "does",
            ("name",),
            {"of": ("name", "meadow-members"), "for_": ("marketing", "session"), "until": ("session", "account-closed")},
        ),
    ],
    "sharing": [
        ("share", "may", ("name",), {"with_": ("payment-processors",), "as_": ("processor",), "in_": ("ireland",)}),
        ("share", "does", ("name",), {"with_": ("recipients",), "to": ("recipients", "advertisers"), "as_": ("recipient",)}),
        ("share", "never", ("wishes",), {"with_": ("third-parties",), "except_": ("consent", "law-requires", "contact-card")}),
        ("sell", "never", ("personal-data",), {"to": ("third-parties",)}),
        (
            "transfer",
            "does",
            ("name",),
            {"from_": ("ireland",), "to": ("us",), "under": ("standard-contractual-clauses", "gdpr", "privacy-statement", "trust-mark")},
        ),
        (
            "keep",
            "does",
            ("name",),
            {"for_": ("keep-time", "billing"), "while_": ("contract", "relationship-duration"), "then": ("blocking",)},
        ),
        ("keep", "does", ("wishes",), {"until": ("account-closed", "one-time"), "for_": ("session",)}),
        ("keep", "never", ("wishes",), {"for_": ("half-month",)}),
        ("protect", "does", ("name", "the-site"), {"with_": ("encryption",)}),
        ("set", "does", ("cookies",), {"for_": ("session", "analytics"), "of": ("ip-address",), "using": ("web-beacons",)}),
        ("set", "may", ("cookies",), {"of": ("cookies",), "using": ("cookies",), "by": ("advertisers",)}),
    ],
    "rights": [
        ("grant", "does", ("access",), {"of": ("contact-card",), "via": ("meadow.email",), "within": ("answer-time",), "under": ("gdpr",)}),
        ("grant", "must", ("erasure",), {"by": ("meadow-members",), "via": ("account-settings", "#sharing-section"), "of": ("access",)}),
        (
            "offer",
            "does",
            ("opt-out",),
            {"of": ("lottery",), "via": ("choices-page", "old-page"), "but": ("no-opt-out",), "marks": ("any-time",)},
        ),
        ("offer", "may", ("marketing",), {"of": ("opt-in", "cookies"), "as_": ("cookies",), "for_": ("marketing",)}),
        ("offer", "never", ("opt-out",), {"of": ("cookies",)}),
        (
            "answer",
            "does",
            ("complaints", "access"),
            {"via": ("meadow.form", "meadow.address"), "within": ("working-time",), "to": ("meadow-members",)},
        ),
        ("notify", "does", ("material-change",), {"ahead": ("answer-time",), "of": ("personal-data-breach",), "via": ("email",)}),
        ("certify", "does", ("trust-mark", "privacy-shield"), {"by": ("field-group",)}),
        (
            "cover",
            "does",
            ("our-sites", "meadow-members", "name", "meadow", "cookies", "ireland"),
            {"of": ("the-site", "field-group"), "to": ("the-site",)},
        ),
        ("cover", "never", ("third-party-websites",), {"under": ("third-party-privacy-policy",)}),
        ("disclaim", "does", ("complete-security",), {"marks": ("generally",), "of": ("meadow-members",)}),
    ],
}


@cache
def names() -> dict[str, Document]:
    """The declared names and every standard one, so that all of the vocabulary's DPV terms are exercised."""
    result = {name: {**entry} for name, entry in DECLARED.items()}
    wordings = standard.wordings("en")
    assert result.keys().isdisjoint(standard.entries())
    for name, entry in standard.entries().items():
        fields = {key: value for key, value in (("parent", entry.parent), ("iri", entry.iri), ("match", entry.match)) if value}
        wording = wordings[name]
        english = {"label": wording.label, "forms": list(wording.forms)}
        result[name] = {
            "kind": entry.kind,
            "origin": "standard",
            "labels": {"en": english, "nl-BE": {"label": f"nl {name}"}},
            "definitions": {"en": wording.definition},
            **fields,
        }
    return result


def clause(name: str, section: str, **fields: Any) -> Document:
    groups: dict[tuple[str, str], list[Document]] = {}
    for verb, modality, objects, words in STATEMENTS[name]:
        groups.setdefault((verb, modality), []).append(fact(name, verb, modality, objects, **words))
    statements = [{"verb": verb, "modality": modality, "facts": facts} for (verb, modality), facts in groups.items()]
    return {"id": name, "section": section, "text": {"en": ["Text."], "nl-BE": ["Tekst."]}, "statements": statements, **fields}


def document() -> Document:
    """The sample as a policy document."""
    return {
        "format": "plainly-policy/1",
        "id": "meadow-2026",
        "kind": "statement",
        "language": "en",
        "title": {"en": "Privacy statement", "nl-BE": "Privacyverklaring"},
        "subtitle": {"en": "In short", "nl-BE": "In het kort"},
        "effective": "2026-03-01",
        "controllers": ["meadow"],
        "regimes": ["gdpr", "ccpa", "pipeda"],
        "supersedes": "meadow-2024",
        "source": {"en": "Made up.", "nl-BE": "Verzonnen."},
        "silent": ["automated-decisions", "minors"],
        "names": names(),
        "sections": [
            {"id": "joining-section", "level": 1, "title": {"en": "Joining", "nl-BE": "Lid worden"}},
            {"id": "sharing-section", "level": 1, "title": {"en": "Sharing", "nl-BE": "Delen"}},
        ],
        "clauses": [
            clause(
                "joining",
                "joining-section",
                scope={"of": ["meadow-members"], "via": ["web-form"], "when": ["register"]},
                conditions=["only-then"],
                plain=["advice"],
                text={"en": ["We look [only\nthen\\!]{?only-then}."], "nl-BE": ["We kijken [alleen dan]{?only-then}."]},
            ),
            clause("sharing", "sharing-section"),
            clause("rights", "sharing-section"),
        ],
        "highlights": [{"id": "short", "title": {"en": "In short", "nl-BE": "In het kort"}, "clauses": [["joining"]]}],
    }


def policy(**fields: Any) -> Policy:
    """The sample, with fields of the document replaced."""
    return Policy.model_validate_json(json.dumps({**document(), **fields}))


def words_used() -> tuple[set[str], set[str]]:
    """Verbs and qualifiers that the sample lacks."""
    rows = [row for rows in STATEMENTS.values() for row in rows]
    used = {word.rstrip("_") for *_, words in rows for word in words}
    return set(verbs()) - {row[0] for row in rows}, set(qualifiers()) - used
