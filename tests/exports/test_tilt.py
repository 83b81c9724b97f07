"""TILT: each policy’s document fits the language’s schema, and says no more than the policy."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from exported import HEADER, POLICIES, codes, exported, small
from jsonschema import Draft202012Validator

SCHEMA = json.loads((Path(__file__).parent / "tilt.schema.json").read_text(encoding="utf-8"))


def faults(document: object) -> list[str]:
    """What of a document does not fit the schema."""
    Draft202012Validator.check_schema(SCHEMA)
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(document)]


@pytest.mark.parametrize("name", POLICIES)
def test_each_policy_fits_the_schema(name: str) -> None:
    """All required fields are there, with permitted values."""
    assert faults(exported("tilt", name)[0]) == []


def test_a_policy_that_says_next_to_nothing_fits_the_schema(tmp_path: Path) -> None:
    """Where a policy has no date, address, officer or regime, stand-ins fill the places and are told."""
    header = HEADER.partition("@party")[0].replace("2026-03-01", "not-stated").replace("  regime      gdpr\n", "")
    document, account = small(
        tmp_path, "tilt", "@never sell personal-data", header=header + '@party meadow "Meadow Ltd"\n\n# A {#a}\n\n@clause b\n\nWords.\n\n'
    )
    assert faults(document) == []
    assert (document["meta"]["created"], document["controller"]["country"]) == ("0000", "ZZ")
    assert {field for field, _ in account.missing} >= {"/meta/created", "/controller/country", "/dataProtectionOfficer/email"}
    assert document["dataDisclosed"] == []


def test_the_schema_of_the_tests_refuses_what_it_should() -> None:
    """A schema that lets everything pass would prove nothing."""
    document = json.loads(json.dumps(exported("tilt", "desk-2014")[0]))
    document["controller"]["country"] = "Germany"
    del document["dataDisclosed"][0]["purposes"]
    document["rightToInformation"] = {"available": True}
    assert len(faults(document)) >= 3


def test_parties_come_with_what_is_known_of_them(tmp_path: Path) -> None:
    """The controller and the officer have their details; nobody is invented as representative."""
    document, _ = small(tmp_path, "tilt", "@use name for marketing")
    assert document["controller"] == {
        "name": "Meadow Ltd",
        "address": "1 Field Lane, Dublin",
        "country": "IE",
        "representative": {"name": "", "email": ""},
    }
    assert document["dataProtectionOfficer"]["email"] == "officer@meadow.example"


def test_purpose_basis_and_recipient_stand_with_their_data(tmp_path: Path) -> None:
    """A use becomes a purpose with its sentence, a basis its article, a recipient its name, category and country."""
    document, _ = small(
        tmp_path, "tilt", "@use name for marketing under legitimate-interest", "@share name with mill as processor for billing"
    )
    (item,) = document["dataDisclosed"]
    assert [entry["purpose"] for entry in item["purposes"]] == ["marketing", "billing"]
    assert item["legalBases"][0]["reference"] == "GDPR-6-1-f"
    assert item["legitimateInterests"][0]["exists"] is True
    assert item["recipients"] == [{"name": "Mill Inc.", "category": "processor", "country": "US"}]


def test_without_the_gdpr_a_basis_has_no_article(tmp_path: Path) -> None:
    """A policy that is not written for the GDPR is not made to name its articles."""
    document, account = small(tmp_path, "tilt", "@use name for marketing under consent", header=HEADER.replace("gdpr", "ccpa"))
    assert document["dataDisclosed"][0]["legalBases"][0]["reference"] == ""
    assert ("/dataDisclosed/*/legalBases/*/reference", "no-article") in account.missing


@pytest.mark.parametrize(("unit", "period"), [("2 years", "P2Y"), ("3 weeks", "P21D"), ("24 hours", "PT24H")])
def test_a_period_is_written_as_iso_8601_does(tmp_path: Path, unit: str, period: str) -> None:
    """Periods are durations with their sentence; the schema knows no weeks."""
    document, _ = small(tmp_path, "tilt", "@keep name for two-years", header=HEADER.replace("2 years", unit))
    (storage,) = document["dataDisclosed"][0]["storage"]
    assert storage["temporal"][0]["ttl"] == period


@pytest.mark.parametrize("amount", ["1.5 months", "10 business-days"])
def test_a_period_that_tilt_cannot_write_stays_words(tmp_path: Path, amount: str) -> None:
    """No part of a unit and no business days: the sentence tells them."""
    document, _ = small(tmp_path, "tilt", "@keep name for two-years", header=HEADER.replace("2 years", amount))
    (storage,) = document["dataDisclosed"][0]["storage"]
    assert "temporal" not in storage
    assert amount.replace("-", " ") in storage["purposeConditional"][0]
    assert faults(document) == []


def test_a_criterion_of_storage_stays_words(tmp_path: Path) -> None:
    """What is kept as long as something holds has no period."""
    document, _ = small(
        tmp_path,
        "tilt",
        "@keep name while be-customer",
        header=HEADER.replace("@value", '@situation be-customer "you are our customer"\n@value'),
    )
    (storage,) = document["dataDisclosed"][0]["storage"]
    assert "temporal" not in storage
    assert "you are our customer" in storage["purposeConditional"][0]


def test_only_a_real_duty_is_an_obligation(tmp_path: Path) -> None:
    """`must collect` obliges; what may be required does not."""
    document, _ = small(tmp_path, "tilt", "@must collect name", "@may collect phone-number required")
    assert [item["nonDisclosure"]["obligationToProvide"] for item in document["dataDisclosed"]] == [True, False]


def test_a_transfer_has_its_country_and_safeguard(tmp_path: Path) -> None:
    """Only a country outside the EEA counts; without one, a safeguard still does."""
    document, account = small(
        tmp_path,
        "tilt",
        "@transfer name to us under standard-contractual-clauses",
        "@transfer name to france",
        "@transfer name to worldwide",
    )
    (transfer,) = document["thirdCountryTransfers"]
    assert transfer["country"] == "US"
    assert transfer["standardDataProtectionClause"]["available"] is True
    assert [entry["code"] for entry in account.left_out()] == ["no-country", "no-country"]


def test_a_right_that_may_exist_is_described_but_not_available(tmp_path: Path) -> None:
    """“You may have the right” is no right; a right that is granted is, with the address to write to."""
    document, _ = small(tmp_path, "tilt", "@may grant erasure", "@grant access via meadow.email")
    assert "available" not in document["rightToRectificationOrDeletion"]
    assert document["rightToInformation"]["available"] is True
    assert document["rightToInformation"]["email"] == "privacy@meadow.example"
    assert document["accessAndDataPortability"]["available"] is True
    assert document["rightToComplain"] == {}


def test_a_source_other_than_the_person_is_named(tmp_path: Path) -> None:
    """Data from others has its source, public only where the policy says so."""
    document, _ = small(tmp_path, "tilt", "@receive name from public-sources", "@receive email-address from mill")
    assert [origin["sources"][0]["publiclyAvailable"] for origin in document["sources"]] == [True, False]


def test_automated_decisions_are_in_use_only_where_they_are(tmp_path: Path) -> None:
    """A denial or a possibility says nothing of automated decisions being in use."""
    denied, _ = small(tmp_path, "tilt", "@never use name for automated-decision-making", "@may use name for automated-decision-making")
    used, _ = small(tmp_path, "tilt", "@use name for automated-decision-making")
    assert (denied["automatedDecisionMaking"], used["automatedDecisionMaking"]["inUse"]) == ({}, True)


def test_the_hash_is_that_of_the_rest(tmp_path: Path) -> None:
    """Anybody can check the hash: SHA-256 of the document without `meta`, sorted and without white space."""
    document, _ = small(tmp_path, "tilt", "@use name for marketing")
    found = document.pop("meta")["_hash"]
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert found == sha256(text.encode()).hexdigest()


def test_what_tilt_cannot_say_is_listed(tmp_path: Path) -> None:
    """Cookies, choices, security, what is not personal, and what others do."""
    _, account = small(
        tmp_path, "tilt", "@set cookies for analytics", "@offer opt-out of name", "@protect name with encryption",
        "@use aggregated-data for analytics", "@use name by mill for analytics",
    )  # fmt: skip
    assert codes(account) == {"no-place-set", "no-place-offer", "no-place-protect", "not-personal-data", "other-actor"}
    assert not account.places
