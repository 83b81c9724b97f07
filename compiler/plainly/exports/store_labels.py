"""What the privacy forms of two app stores ask: Apple’s App Privacy details and Google Play’s Data safety section.

Values are `does`, `may`, or null for what the policy does not state; a store’s form knows only yes and no, so a person has to decide
on every `may` and null. The tables `store-data.tsv` and `store-purposes.tsv` say which of the stores’ words stands for which name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plainly.emit.concepts import data_class
from plainly.exports.account import Account
from plainly.exports.claims import DATA_VERBS, Claim, claims, members, nearest, table
from plainly.names import falls_under

if TYPE_CHECKING:
    from plainly.compose.wording import Wording
    from plainly.model import Policy

#: Verbs by which data leaves the person’s device. Data from others or derived from other data is not “collected” in a store’s sense.
COLLECTED = ("collect", "observe")
#: What a store asks of a data type besides, and no fact can tell.
NOT_STATED = {"apple": ("linkedToUser", "usedToTrack"), "google": ("processedEphemerally",)}
#: Positions of a fact that a label shows.
TOLD = ("for", "with", "as", "required", "optional", "may")
#: Recipients that Google does not count as third parties, and requests by authorities, which it leaves out too.
NOT_COUNTED = ("service-providers", "staff", "government-authorities", "legal-requesters")


class Store(NamedTuple):
    """A store’s form: its key, and whether it asks what is shared, and whether people have to give the data."""

    key: str
    shares: bool


STORES = (Store("apple", shares=False), Store("google", shares=True))


def export(policy: Policy, wording: Wording, base: str) -> tuple[dict[str, Any], Account]:
    """Both labels of a policy, and what became of its facts."""
    account = Account(wording)
    labels = {store.key: _Label(store, account) for store in STORES}
    security: dict[str, str | None] = {"deletionRequest": None, "encryptedInTransit": None}
    for claim in claims(policy):
        obstacle = claim.obstacle(policy.controllers)
        if obstacle:
            account.left(claim, obstacle)
        elif claim.verb in DATA_VERBS:
            _data(claim, account, labels)
        elif claim.verb in {"grant", "offer", "protect"}:
            _practice(claim, account, security)
        else:
            account.left(claim, f"no-place-{claim.verb}")
    for field, value in security.items():
        if value is None:
            account.unstated(f"/google/{field}", "not-stated")
    documents = {key: label.document() for key, label in labels.items()}
    documents["google"] |= security
    return {"policy": policy.id, "privacyPolicy": f"{base}{policy.id}/", **documents}, account


class _Label:
    """The label of one store: data types in the order in which the policy first names them."""

    def __init__(self, store: Store, account: Account) -> None:
        self.store = store
        self.account = account
        self.types: dict[str, dict[str, Any]] = {}

    def entry(self, claim: Claim, name: str) -> tuple[str, dict[str, Any]] | None:
        """The data type that a category falls under, with its pointer; None where the store has none for it."""
        key = self.store.key
        kind = nearest(claim.names, table("store-data.tsv", key), name)
        if not kind:
            return None
        group = nearest(claim.names, table("store-data.tsv", f"{key}-group"), name)
        whole = f"{group}: {kind}"
        if whole not in self.types:
            asked: dict[str, Any] = {"collected": None, **({"shared": None, "necessity": None} if self.store.shares else {})}
            asked |= dict.fromkeys(NOT_STATED[key])
            self.types[whole] = {"category": group, "type": kind, **asked, "purposes": {}}
        return f"/{key}/dataTypes/{list(self.types).index(whole)}", self.types[whole]

    def document(self) -> dict[str, Any]:
        """The label; what no fact has told stays null and is counted."""
        for entry in self.types.values():
            entry["purposes"] = dict(sorted(entry["purposes"].items()))
            for field, value in entry.items():
                if value is None:
                    self.account.unstated(f"/{self.store.key}/dataTypes/*/{field}", "not-stated")
        return {"dataTypes": list(self.types.values())}


def _data(claim: Claim, account: Account, labels: dict[str, _Label]) -> None:
    """A fact on data: what is collected or shared, for which of the store’s purposes, and whether people have to give it."""
    data = [single for name in claim.of_kind("objects", "data") for single in members(claim.names, name)]
    personal = [name for name in data if data_class(claim.names, name) == "dpv:PersonalData"]
    asked = [(label, name) for name in personal for label in labels.values() if _speaks(claim, label)]
    found = [(label, entry) for label, name in asked if (entry := label.entry(claim, name))]
    for label, entry in found:
        _fill(claim, account, label, *entry)
    if not personal:
        account.left(claim, "not-personal-data")
    elif not found:
        account.left(claim, _why_not(claim, personal))
    else:
        _losses(claim, account)
        if len(found) < len(asked):
            account.left(claim, "no-data-type", "objects")


def _speaks(claim: Claim, label: _Label) -> bool:
    """Whether a label has anything to say of a fact: of collecting, sharing with third parties, or a purpose on its list."""
    shared = claim.verb in {"share", "sell"} and label.store.shares and bool(_third_parties(claim))
    return claim.verb in COLLECTED or shared or (claim.verb == "use" and bool(_purposes(claim, label.store.key)))


def _fill(claim: Claim, account: Account, label: _Label, pointer: str, entry: dict[str, Any]) -> None:
    """Writes a fact into a data type."""
    force = "may" if claim.modality == "may" else "does"
    if claim.verb in COLLECTED:
        _state(account, claim, entry, "collected", force, pointer)
    elif claim.verb != "use":
        _state(account, claim, entry, "shared", force, pointer)
    for purpose in _purposes(claim, label.store.key):
        _state(account, claim, entry["purposes"], purpose, force, f"{pointer}/purposes")
    if label.store.shares and claim.verb == "collect" and (needed := _necessity(claim)):
        before = entry["necessity"]
        entry["necessity"] = needed if before in {None, needed} else "both"
        account.said(claim, f"{pointer}/necessity")


def _state(account: Account, claim: Claim, holder: dict[str, Any], field: str, force: str, pointer: str) -> None:
    """Says that something is done or may be; what is done stays so."""
    holder[field] = "does" if "does" in {force, holder.get(field)} else force
    escaped = field.replace("~", "~0").replace("/", "~1")
    account.said(claim, f"{pointer}/{escaped}")


def _necessity(claim: Claim) -> str:
    """Whether people have to give the data: `required`, `optional`, or "" where the fact does not say."""
    if claim.obliges:
        return "required"
    return "optional" if "optional" in claim.fact.marks else ""


def _purposes(claim: Claim, store: str) -> list[str]:
    """The store’s purposes that a fact’s purposes fall under."""
    mapping = table("store-purposes.tsv", store)
    found = [nearest(claim.names, mapping, purpose) for purpose in claim.of_kind("for", "purpose")]
    return list(dict.fromkeys(purpose for purpose in found if purpose))


def _third_parties(claim: Claim) -> list[str]:
    """Recipients whom Google counts as third parties: not those who process data for the controller, authorities, or other users."""
    if any(falls_under(claim.names, role, "processor") for role in claim.of_kind("as", "role")):
        return []
    return [party for party in claim.of_kind("with", "party") if not falls_under(claim.names, party, *NOT_COUNTED)]


def _why_not(claim: Claim, personal: list[str]) -> str:
    """Why a fact on personal data is in neither label."""
    typed = any(nearest(claim.names, table("store-data.tsv", store.key), name) for store in STORES for name in personal)
    if not typed:
        return "no-data-type"
    if claim.verb in {"share", "sell"}:
        return "no-third-party"
    return "no-purpose" if claim.verb == "use" else f"no-place-{claim.verb}"


def _losses(claim: Claim, account: Account) -> None:
    """What the labels do not tell of a fact that they use."""
    lost = claim.rest(*TOLD)
    if claim.verb in {"share", "sell"}:
        account.left(claim, "one-store", "with")
    else:
        lost += [word for word in ("with", "as") if word in claim.fact.qualifiers]
    if claim.modality == "may" and "required" in claim.fact.marks:
        lost.append("required")
    unmapped = [
        purpose
        for purpose in claim.of_kind("for", "purpose")
        if not all(nearest(claim.names, table("store-purposes.tsv", store.key), purpose) for store in STORES)
    ]
    if lost:
        account.left(claim, "no-conditions", *lost)
    if unmapped:
        account.left(claim, "no-purpose", "for")


def _practice(claim: Claim, account: Account, security: dict[str, str | None]) -> None:
    """What Google asks about the app as a whole: whether people can have data deleted, and encryption on the way."""
    force = "may" if claim.modality == "may" else "does"
    field = ""
    erased = any(falls_under(claim.names, name, "erasure", "deletion", "right-to-delete") for name in claim.fact.objects)
    if erased and not claim.of_kind("of", "cookie"):
        field = "deletionRequest"
    elif any(falls_under(claim.names, name, "encryption-in-transit", "end-to-end-encryption") for name in claim.of_kind("with", "measure")):
        whole = "personal-data" in claim.fact.objects and not claim.rest("with", "of")
        if not whole:
            account.left(claim, "not-for-all-data")
            return
        field = "encryptedInTransit"
    if not field:
        account.left(claim, f"no-place-{claim.verb}")
        return
    _state(account, claim, security, field, force, "/google")
    lost = claim.rest("with", "may")
    if lost:
        account.left(claim, "no-conditions", *lost)
