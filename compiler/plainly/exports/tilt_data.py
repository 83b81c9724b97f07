"""What a TILT document says of data: `dataDisclosed` (GDPR Art. 13(1)(c) to (e), 13(2)(a), (e)) and `sources` (Art. 14(2)(f))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plainly.emit.concepts import data_class
from plainly.exports.claims import Claim, nearest, table
from plainly.names import chain, falls_under

if TYPE_CHECKING:
    from plainly.compose.wording import Wording
    from plainly.exports.account import Account
    from plainly.model import Name, Policy

#: How TILT writes units of time: the pattern, and how many of it a unit is. It knows no weeks, and one unit at a time.
UNITS = {
    "minute": ("PT{}M", 1),
    "hour": ("PT{}H", 1),
    "day": ("P{}D", 1),
    "week": ("P{}D", 7),
    "month": ("P{}M", 1),
    "year": ("P{}Y", 1),
}


class Disclosed:
    """Data categories in the order in which the policy first names them, each with what is said of it."""

    def __init__(self, policy: Policy, account: Account) -> None:
        self.policy = policy
        self.account = account
        self.wording: Wording = account.wording
        self.items: dict[str, dict[str, Any]] = {}
        self.origins: dict[str, dict[str, Any]] = {}

    def add(self, claim: Claim) -> None:
        """Puts a fact on data where it belongs. What has a description keeps its whole sentence; of the rest the account tells the loss."""
        data = [name for name in claim.of_kind("objects", "data") if data_class(claim.names, name) == "dpv:PersonalData"]
        if not data:
            self.account.left(claim, "not-personal-data")
        for name in data:
            pointer = self.item(name)
            self.account.said(claim, pointer)
            described = [
                self.purposes(claim, name, pointer),
                self.bases(claim, name, pointer),
                self.storage(claim, name, pointer),
                self.source(claim, name),
            ]
            self.recipients(claim, name, pointer)
            self.duty(claim, name, pointer)
            if not any(described):
                self.lose(claim)
            else:
                self.account.hedged(claim)

    def lose(self, claim: Claim) -> None:
        """A fact that is said without its sentence loses its conditions."""
        told = ("with", "required") if claim.verb in {"share", "sell"} else ("required",)
        lost = claim.rest(*told)
        if lost:
            self.account.left(claim, "no-description", *lost)

    def item(self, name: str) -> str:
        """The pointer to a category's item, which is made where there is none yet."""
        if name not in self.items:
            self.items[name] = {
                "_id": name,
                "category": self.wording.label(name),
                "purposes": {},
                "legalBases": {},
                "legitimateInterests": {},
                "recipients": {},
                "storage": [],
                "nonDisclosure": {
                    "legalRequirement": False,
                    "contractualRegulation": False,
                    "obligationToProvide": False,
                    "consequences": "",
                },
            }
        return f"/dataDisclosed/{list(self.items).index(name)}"

    def note(self, claim: Claim, name: str, pointer: str, field: str, key: str, entry: dict[str, Any], text: str) -> None:
        """One entry a key in a list of the item; its text (`description` or `reasoning`) gathers the sentences of the facts."""
        entries = self.items[name][field]
        known = entries.setdefault(key, entry)
        known[text] = with_sentence(known.get(text, ""), self.account.sentence(claim))
        self.account.said(claim, f"{pointer}/{field}/{list(entries).index(key)}")

    def purposes(self, claim: Claim, name: str, pointer: str) -> bool:
        """Purposes of the processing; those of storage are criteria of its length instead."""
        group = claim.of_kind("for", "purpose") if claim.verb != "keep" else ()
        for purpose in group:
            self.note(claim, name, pointer, "purposes", purpose, {"purpose": self.wording.label(purpose)}, "description")
        return bool(group)

    def bases(self, claim: Claim, name: str, pointer: str) -> bool:
        """Legal bases; their article is known only where the policy is written for the GDPR."""
        group = claim.of_kind("under", "basis")
        articles = table("tilt-bases.tsv", "reference") if "gdpr" in self.policy.regimes else {}
        for basis in group:
            reference = nearest(claim.names, articles, basis)
            if not reference:
                self.account.unstated("/dataDisclosed/*/legalBases/*/reference", "no-article", "")
            self.note(claim, name, pointer, "legalBases", basis, {"reference": reference}, "description")
            if falls_under(claim.names, basis, "legitimate-interest"):
                self.note(claim, name, pointer, "legitimateInterests", basis, {"exists": True}, "reasoning")
        return bool(group)

    def recipients(self, claim: Claim, name: str, pointer: str) -> None:
        """Who receives the data: a party by name where the policy tells who it is, else as a category."""
        if claim.verb not in {"share", "sell"}:
            return
        entries = self.items[name]["recipients"]
        for party in claim.of_kind("with", "party", "subject"):
            entries.setdefault(party, recipient(claim, self.wording, party))
            self.account.said(claim, f"{pointer}/recipients/{list(entries).index(party)}")

    def storage(self, claim: Claim, name: str, pointer: str) -> bool:
        """How long data is kept: a period that ISO 8601 can write, else a criterion in words."""
        if claim.verb != "keep":
            return False
        said = self.account.sentence(claim)
        periods = [written for value in claim.of_kind("for", "value") if (written := period(claim.names[value]))]
        entry: dict[str, Any] = {"aggregationFunction": "max"}
        if periods:
            entry["temporal"] = [{"description": said, "ttl": written} for written in periods]
        else:
            entry["purposeConditional"] = [said]
        entries = self.items[name]["storage"]
        if entry not in entries:
            entries.append(entry)
        self.account.said(claim, f"{pointer}/storage/{entries.index(entry)}")
        return True

    def duty(self, claim: Claim, name: str, pointer: str) -> None:
        """Whether people have to give the data, and whether that follows from law or contract."""
        if claim.verb != "collect" or not claim.obliges:
            return
        entry = self.items[name]["nonDisclosure"]
        entry["obligationToProvide"] = True
        for basis in claim.of_kind("under", "basis"):
            provision = nearest(claim.names, table("tilt-bases.tsv", "provision"), basis)
            if provision:
                entry[provision] = True
        self.account.said(claim, f"{pointer}/nonDisclosure/obligationToProvide")

    def source(self, claim: Claim, name: str) -> bool:
        """Where data comes from that is not collected from the person itself."""
        others = claim.of_kind("from", "party", "subject")
        if claim.verb != "receive" and not (others and claim.verb in {"collect", "observe"}):
            return False
        origin = self.origins.setdefault(name, {"_id": name, "dataCategory": self.wording.label(name), "sources": []})
        url = next((claim.names[other].url or "" for other in others), "")
        public = any("public-sources" in chain(claim.names, other) for other in others)
        entry = {"description": self.account.sentence(claim), "url": url, "publiclyAvailable": public}
        if entry not in origin["sources"]:
            origin["sources"].append(entry)
            if not public:
                self.account.unstated("/sources/*/sources/*/publiclyAvailable", "stand-in", stand_in=False)
            if not url:
                self.account.unstated("/sources/*/sources/*/url", "stand-in", "")
        self.account.said(claim, f"/sources/{list(self.origins).index(name)}/sources/{origin['sources'].index(entry)}")
        return True

    def document(self) -> dict[str, Any]:
        """The fields `dataDisclosed` and `sources`; what had to be filled in is told to the account."""
        lists = ("purposes", "legalBases", "legitimateInterests", "recipients")
        for item in self.items.values():
            for field, value in item["nonDisclosure"].items():
                if not value:
                    self.account.unstated(f"/dataDisclosed/*/nonDisclosure/{field}", "stand-in", value)
            for _ in item["storage"]:
                self.account.unstated("/dataDisclosed/*/storage/*/aggregationFunction", "stand-in", "max")
        disclosed = [{**item, **{field: list(item[field].values()) for field in lists}} for item in self.items.values()]
        return {"dataDisclosed": disclosed, "sources": list(self.origins.values())}


def recipient(claim: Claim, wording: Wording, party: str) -> dict[str, Any]:
    """A recipient: its category, and its name and address where the policy declares it as one organisation."""
    entry = claim.names[party]
    if not (entry.origin == "policy" and (entry.roles or entry.part_of or entry.place or entry.email or entry.address or entry.url)):
        return {"category": wording.label(party)}
    wider = entry.roles[0] if entry.roles else entry.parent
    category = wider if wider in claim.names else party
    found: dict[str, Any] = {"name": wording.label(party), "category": wording.label(category or party)}
    if entry.address:
        found["address"] = ", ".join(entry.address)
    code = country(claim.names, entry.place)
    return {**found, "country": code} if code else found


def country(names: Any, place: str | None) -> str:
    """The two letters of a country (ISO 3166-1) that a name stands for exactly; "" for anything else."""
    entry: Name | None = names.get(place) if place else None
    code = (entry.iri or "").removeprefix("loc:") if entry and entry.match == "exact" else ""
    return code if len(code) == 2 and code.isupper() and code != "EU" else ""


def period(entry: Name) -> str:
    """A quantity of time as TILT writes it (ISO 8601 with one unit); "" where it cannot: business days, one and a half months."""
    value = entry.value
    if value is None or value.unit not in UNITS:
        return ""
    pattern, times = UNITS[value.unit]
    amount = value.amount * times
    return pattern.format(int(amount)) if amount == int(amount) else ""


def with_sentence(text: str, sentence: str) -> str:
    """A text and one more sentence, unless it holds that already."""
    return text if sentence in text else f"{text} {sentence}".strip()
