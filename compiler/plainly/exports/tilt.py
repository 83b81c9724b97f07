"""TILT, the Transparency Information Language and Toolkit: information under GDPR Art. 12 to 15 as one JSON document.

Written after the public JSON Schema of the language (TU Berlin, draft 7). Where it demands a value that the policy does not state,
its own default or an empty value stands in and the account says so: `ZZ` for an unknown country (CLDR), `0000` for no date.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from plainly.exports.account import Account
from plainly.exports.claims import DATA_VERBS, Claim, claims, nearest, table
from plainly.exports.tilt_data import Disclosed, country, with_sentence
from plainly.names import falls_under

if TYPE_CHECKING:
    from plainly.compose.wording import Wording
    from plainly.model import Policy

NOWHERE, NEVER = "ZZ", "0000"
RIGHTS = (
    "rightToInformation",
    "rightToRectificationOrDeletion",
    "rightToDataPortability",
    "rightToWithdrawConsent",
    "rightToComplain",
    "accessAndDataPortability",
)


def export(policy: Policy, wording: Wording, base: str) -> tuple[dict[str, Any], Account]:
    """A policy as a TILT document, and what became of its facts."""
    account = Account(wording)
    disclosed = Disclosed(policy, account)
    rights: dict[str, dict[str, Any]] = {field: {} for field in RIGHTS}
    transfers: dict[str, dict[str, Any]] = {}
    automated: dict[str, Any] = {}
    for claim in claims(policy):
        obstacle = claim.obstacle(policy.controllers)
        if obstacle:
            account.left(claim, obstacle)
        elif claim.verb in DATA_VERBS:
            disclosed.add(claim)
            _decisions(claim, account, automated)
        elif claim.verb == "transfer":
            _transfer(claim, account, transfers)
        elif claim.verb == "grant":
            _right(claim, account, rights)
        else:
            account.left(claim, f"no-place-{claim.verb}")
    document = {
        **_parties(policy, account),
        **disclosed.document(),
        "thirdCountryTransfers": list(transfers.values()),
        **_completed(rights, account),
        "automatedDecisionMaking": automated,
        "changesOfPurpose": [],
    }
    if not automated:
        account.unstated("/automatedDecisionMaking/inUse", "left-empty")
    document["meta"] = _meta(policy, account, base, document)
    return document, account


def _meta(policy: Policy, account: Account, base: str, document: dict[str, Any]) -> dict[str, Any]:
    """What identifies the document. Its hash is that of the rest of it."""
    when = NEVER if policy.effective == "not-stated" else policy.effective
    account.unstated("/meta/created", "no-date" if when == NEVER else "date-of-policy", when)
    account.unstated("/meta/modified", "no-date" if when == NEVER else "date-of-policy", when)
    account.unstated("/meta/version", "stand-in", 1)
    account.unstated("/meta/status", "stand-in", "active")
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return {
        "_id": policy.id,
        "name": account.wording.label(policy.controllers[0]),
        "created": when,
        "modified": when,
        "version": 1,
        "language": account.wording.locale.partition("-")[0],
        "status": "active",
        "url": f"{base}{policy.id}/",
        "_hash": sha256(text.encode("utf-8")).hexdigest(),
    }


def _parties(policy: Policy, account: Account) -> dict[str, Any]:
    """The controller and its data protection officer. TILT knows one controller; a policy may have several."""
    first = policy.names[policy.controllers[0]]
    representative = _by_role(policy, "gdpr-representative", "representative")
    officer = _by_role(policy, "data-protection-officer")
    for other in policy.controllers[1:]:
        account.unstated(f"/controller ({other})", "one-controller")
    controller: dict[str, Any] = {
        "name": account.wording.label(policy.controllers[0]),
        "address": ", ".join(first.address),
        "country": country(policy.names, first.place) or NOWHERE,
    }
    person = _contact(policy, account, representative, ("name", "email"))
    protector = _contact(policy, account, officer, ("name", "address", "country", "email"))
    for holder, part in (("controller", controller), ("controller/representative", person), ("dataProtectionOfficer", protector)):
        for field, value in part.items():
            if value in {"", NOWHERE}:
                account.unstated(f"/{holder}/{field}", "stand-in", value)
    return {"controller": {**controller, "representative": person}, "dataProtectionOfficer": protector}


def _by_role(policy: Policy, *roles: str) -> str:
    """The first party that has one of these roles, else ""."""
    return next((name for name, entry in policy.names.items() if entry.kind == "party" and set(roles) & set(entry.roles)), "")


def _contact(policy: Policy, account: Account, party: str, fields: tuple[str, ...]) -> dict[str, str]:
    """A party's details in the fields that TILT asks for, empty where the policy states none."""
    entry = policy.names.get(party)
    details = {
        "name": account.wording.label(party) if party else "",
        "address": ", ".join(entry.address) if entry else "",
        "country": (country(policy.names, entry.place) if entry else "") or NOWHERE,
        "email": (entry.email or "") if entry else "",
    }
    return {field: details[field] for field in fields}


def _decisions(claim: Claim, account: Account, automated: dict[str, Any]) -> None:
    """Automated decisions, where data is used for them. What may happen does not say that they are in use."""
    purposes = [purpose for purpose in claim.of_kind("for", "purpose") if falls_under(claim.names, purpose, "automated-decision-making")]
    if not purposes or claim.modality == "may":
        return
    effects = with_sentence(automated.get("scopeAndIntendedEffects", ""), account.sentence(claim))
    automated.update(inUse=True, logicInvolved="", scopeAndIntendedEffects=effects)
    account.said(claim, "/automatedDecisionMaking")
    account.unstated("/automatedDecisionMaking/logicInvolved", "stand-in", "")


def _transfer(claim: Claim, account: Account, transfers: dict[str, dict[str, Any]]) -> None:
    """A transfer by country of destination; those whose country is not stated, but their safeguard, share an entry without one."""
    places = claim.of_kind("to", "place")
    codes = [code for place in places if (code := country(claim.names, place)) and not falls_under(claim.names, place, "eea")]
    fields = [
        field
        for name in claim.of_kind("under", "instrument")
        if (field := nearest(claim.names, table("tilt-transfers.tsv", "field"), name))
    ]
    if not codes and (places or not fields):
        account.left(claim, "no-country")
        return
    for code in codes or [""]:
        entry = transfers.setdefault(code, {"country": code} if code else {})
        pointer = f"/thirdCountryTransfers/{list(transfers).index(code)}"
        account.said(claim, pointer)
        for field in fields:
            _describe(claim, account, entry.setdefault(field, {}), f"{pointer}/{field}")
    if not fields:
        account.left(claim, "no-description", "objects", *claim.rest("to"))


def _right(claim: Claim, account: Account, rights: dict[str, dict[str, Any]]) -> None:
    """A right that is granted: its sentence, how to exercise it, and that it is available, unless it only may be."""
    fields = [
        field
        for name in claim.of_kind("objects", "right")
        for column in ("field", "and")
        if (field := nearest(claim.names, table("tilt-rights.tsv", column), name))
    ]
    if not fields:
        account.left(claim, "no-place-right")
    for field in dict.fromkeys(fields):
        entry = rights[field]
        _describe(claim, account, entry, f"/{field}")
        for name in claim.fact.qualifiers.get("via", ()):
            party, _, point = name.partition(".")
            found = claim.names.get(party)
            if found and point == "email" and found.email:
                entry.setdefault("email", found.email)
            elif found and (address := {"form": found.form, "url": found.url, "": found.url}.get(point)):
                entry.setdefault("url", address)


def _describe(claim: Claim, account: Account, entry: dict[str, Any], pointer: str) -> None:
    """Adds a fact's sentence to an entry; only what is so, and not only may be, makes it `available`."""
    entry["description"] = with_sentence(entry.get("description", ""), account.sentence(claim))
    if claim.modality != "may":
        entry["available"] = True
    account.said(claim, pointer)


def _completed(rights: dict[str, dict[str, Any]], account: Account) -> dict[str, Any]:
    """The rights with what the schema demands of them."""
    for field, entry in rights.items():
        if "available" not in entry and field != "accessAndDataPortability":
            account.unstated(f"/{field}/available", "left-empty")
    if "available" not in rights["accessAndDataPortability"]:
        rights["accessAndDataPortability"]["available"] = False
        account.unstated("/accessAndDataPortability/available", "stand-in", stand_in=False)
    if rights["rightToComplain"].get("available"):
        rights["rightToComplain"]["supervisoryAuthority"] = {"name": ""}
        account.unstated("/rightToComplain/supervisoryAuthority/name", "stand-in", "")
    return dict(rights)
