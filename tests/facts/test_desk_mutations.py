"""The checker can fail: one change to the compiled document makes it report exactly the row and key concerned."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from checklist import SHARED, exceptions, map_file, places, policy_file, rows
from mapping import extra, missing
from said import Document, Said, clause_of, compiled, targets

pytestmark = [
    pytest.mark.needs_shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the checklists do not lie beside the project"),
]
Change = Callable[[Document, list[Document]], None]
POLICY = "desk-2014"
ROWS = {row.id: row for row in rows(POLICY)} if SHARED.is_dir() else {}
PLACES = places(map_file(POLICY))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return compiled(policy_file(POLICY), tmp_path_factory.mktemp("output"))


def statements_of(notice: Document, row: str) -> list[Document]:
    """The statements, in a copy that may be changed, that hold the row's facts."""
    ids = {said.fact["id"] for said in targets(PLACES[row], notice) if said.fact}
    clause = clause_of(notice, PLACES[row].where) or {}
    return [statement for statement in clause.get("statements", ()) if ids & {fact["id"] for fact in statement["facts"]}]


def modality(word: str) -> Change:
    return lambda _, statements: [statement.update(modality=word) for statement in statements] and None


def verb(word: str) -> Change:
    return lambda _, statements: [statement.update(verb=word) for statement in statements] and None


def each(change: Callable[[Document], object]) -> Change:
    return lambda _, statements: [change(fact) for statement in statements for fact in statement["facts"]] and None


def objects(*names: str) -> Change:
    return each(lambda fact: fact.update(objects=list(names)))


def qualifier(word: str, *names: str) -> Change:
    """Sets a qualifier, or drops it where no name is given."""
    return each(lambda fact: fact["qualifiers"].update({word: list(names)}) if names else fact["qualifiers"].pop(word))


def without(part: str) -> Change:
    return each(lambda fact: fact.pop(part))


def name(which: str, **values: object) -> Change:
    return lambda notice, _: notice["names"][which].update(values)


def policy(**values: object) -> Change:
    return lambda notice, _: notice.update(values)


def gone(notice: Document, statements: list[Document]) -> None:
    for clause in notice["clauses"]:
        clause["statements"] = [statement for statement in clause.get("statements", ()) if statement not in statements]


def opt_in(notice: Document, statements: list[Document]) -> None:
    notice["names"]["opt-in"] = {**notice["names"]["opt-out"]}
    objects("opt-in")(notice, statements)


def clause(identity: str, **values: object) -> Change:
    return lambda notice, _: (clause_of(notice, identity) or {}).update(values)


MUTATIONS: list[tuple[str, set[str], Change]] = [
    ("sell-denial", {"modality"}, modality("may")),
    ("scope-linking-sites", {"modality", "scope"}, modality("never")),
    ("use-marketing", {"modality"}, modality("does")),
    ("choice-required-no-opt-out", {"modality", "effect"}, modality("does")),
    ("use-services", {"kind"}, verb("share")),
    ("collect-pii-visitors", {"kind", "recipient"}, verb("use")),
    ("collect-navigational-ip", {"origin"}, verb("collect")),
    ("share-card-processor", {"data"}, objects("customer-data")),
    ("right-delete-registration", {"right"}, objects("access")),
    ("choice-targeting-nai", {"kind"}, opt_in),
    ("cookie-session-type", {"class"}, objects("persistent-cookies")),
    ("change-material-notice", {"situation"}, objects("changes")),
    ("use-navigational-operate", {"purpose"}, qualifier("for")),
    ("denial-billing-other-use", {"exception", "modality", "purpose"}, without("only")),
    ("denial-performance-other-use", {"exception", "purpose"}, qualifier("for", "marketing")),
    ("share-affiliates", {"recipient"}, qualifier("with", "advertisers")),
    ("complaint-truste", {"recipient"}, qualifier("by", "salesforce")),
    ("party-processor-customer-data", {"recipient"}, qualifier("from")),
    ("use-customer-data", {"exception"}, qualifier("except")),
    ("denial-promotional-sharing", {"exception"}, qualifier("except", "law-requires")),
    ("share-customer-list", {"basis"}, qualifier("under", "contract")),
    ("complaint-truste", {"situation"}, qualifier("when")),
    ("denial-cookie-identification", {"qualifier"}, qualifier("when")),
    ("keep-audits", {"criterion", "purpose"}, qualifier("while", "session")),
    ("keep-reasonable-duration", {"duration"}, qualifier("for", "session")),
    ("protect-physical", {"measure"}, qualifier("with", "technical-safeguards")),
    ("transfer-outside-eea", {"to"}, qualifier("to", "us")),
    ("transfer-safe-harbor-eu", {"from"}, qualifier("from", "switzerland")),
    ("transfer-safe-harbor-swiss", {"instrument"}, qualifier("under")),
    ("share-card-processor", {"role"}, qualifier("as")),
    ("cookie-performance-flash", {"class"}, qualifier("as")),
    ("receive-exit-url", {"means"}, qualifier("using")),
    ("use-targeting-reassociation", {"data", "means"}, qualifier("with")),
    ("choice-block-cookies", {"route"}, qualifier("via", "email")),
    ("choice-block-cookies", {"effect"}, qualifier("but")),
    ("share-ad-networks-emails", {"place"}, qualifier("on", "our-sites")),
    ("choice-transactional-no-opt-out", {"channel"}, qualifier("on")),
    ("limit-partner-policies", {"who"}, qualifier("by")),
    ("cookie-targeting-flash", {"actor", "recipient"}, qualifier("by", "advertisers")),
    ("limit-partner-policies", {"document"}, qualifier("under")),
    ("cookie-required-transactions", {"audience", "who"}, qualifier("of", "visitors")),
    ("right-request-deadline", {"deadline"}, qualifier("within", "notice-time")),
    ("collect-contact-on-registration", {"necessity"}, without("marks")),
    ("share-performance-analytics", {"duration"}, without("marks")),
    ("collect-aggregated-data", {"list"}, without("open")),
    ("keep-service", {"place"}, gone),
    ("right-request-deadline", {"deadline"}, name("request-time", value={"amount": 60, "unit": "day"})),
    ("right-update-billing", {"value"}, name("desk-support", email="help@desk.com")),
    ("contact-support", {"value"}, name("desk-support", email="help@desk.com")),
    ("contact-post", {"value"}, name("desk-com", address=["Desk.com Privacy", "Dublin"])),
    ("complaint-truste", {"value"}, name("truste", form="https://truste.example/form")),
    ("choice-targeting-nai", {"value"}, name("nai-page", url="http://www.networkadvertising.example/")),
    ("cert-safe-harbor-lookup", {"value"}, name("safe-harbor-site", url="http://safe-harbor.example/")),
    ("choice-marketing-unsubscribe-link", {"value"}, clause("marketing-choices", text={"en": ["Click the link in our emails."]})),
    ("party-truste", {"role"}, name("truste", roles=["certifier"])),
    ("def-required-contact-information", {"term"}, name("required-contact-information", labels={"en": {"label": "Contact Details"}})),
    ("def-data-about-customers", {"data", "list"}, name("data-about-customers", members=[])),
    ("def-eea", {"region"}, name("european-economic-area", stands_for="eu")),
    ("use-navigational-more-info", {"link"}, name("more-on-use", lost=False)),
    ("subject-customers", {"place"}, name("customers", kind="party")),
    ("doc-title", {"value"}, policy(title={"en": "Privacy Statement"})),
    ("limit-silent-topics", {"absent"}, policy(silent=["minors"])),
    ("change-no-effective-date", {"absent"}, policy(effective="2014-06-21")),
    ("scope-cobrowsed-sites-read", {"place"}, clause("proxy", plain=[])),
]


@pytest.mark.parametrize(("row", "keys", "change"), MUTATIONS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_change_is_reported(row: str, keys: set[str], change: Change, original: Document) -> None:
    excepted = {key for identity, key in exceptions(POLICY) if identity == row}
    notice = copy.deepcopy(original)
    assert not missing(ROWS[row], PLACES[row], notice, excepted)
    change(notice, statements_of(notice, row))
    assert missing(ROWS[row], PLACES[row], notice, excepted) == keys


def test_every_key_is_changed_once() -> None:
    used = {key for row in ROWS.values() for key in row.wanted}
    changed = {key for _, keys, _ in MUTATIONS for key in keys}
    assert not used - changed


ADDITIONS: list[tuple[str, str, Change]] = [
    ("use-services", "for:marketing", qualifier("for", "service-provision", "marketing")),
    ("share-affiliates", "with:advertisers", qualifier("with", "affiliates", "advertisers")),
    ("use-billing-payment", "objects:password", objects("billing-information", "password")),
    ("keep-legal", "except:law-permits", qualifier("except", "law-permits")),
    ("use-services", "under:consent", qualifier("under", "consent")),
    ("use-services", "using:cookies", qualifier("using", "cookies")),
    ("complaint-company", "via:desk-support.email", qualifier("via", "desk-com.email", "desk-support.email")),
    ("collect-contact-me-form", "optional", each(lambda fact: fact.update(marks=["optional"]))),
    ("use-services", "only", each(lambda fact: fact.update(only=["for"]))),
    ("use-services", "such-as", each(lambda fact: fact.update(open=["for"]))),
]


@pytest.mark.parametrize(("row", "more", "change"), ADDITIONS, ids=lambda value: value if isinstance(value, str) else "")
def test_an_addition_is_reported(row: str, more: str, change: Change, original: Document) -> None:
    notice = copy.deepcopy(original)
    change(notice, statements_of(notice, row))
    found: list[Said] = targets(PLACES[row], notice)
    assert more in extra(found[0], [ROWS[row]], [])
