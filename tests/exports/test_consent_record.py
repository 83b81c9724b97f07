"""Templates of consent records: one a statement that rests on consent, in terms that DPV has, with nothing filled in beforehand."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from exported import HEADER, POLICIES, ROOT, codes, exported, small
from pyld import jsonld

DPV = ROOT.parent / "shared" / "dpv" / "2.3"
PROFILE = "https://w3id.org/dpv/schema/dpv-27560#record"


def offline(url: str, _options: dict[str, Any]) -> dict[str, Any]:
    """Nothing is loaded from anywhere."""
    raise AssertionError(url)


def triples(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Subject, property and object of each statement, read as any JSON-LD processor reads them."""
    dataset = jsonld.to_rdf(document, {"documentLoader": offline})
    return [(t["subject"]["value"], t["predicate"]["value"], t["object"]["value"]) for t in dataset.get("@default", [])]


def records(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The templates of a document."""
    return [node for node in document["@graph"] if node.get("@type") == ["dpv:ConsentRecord"]]


@pytest.mark.needs_shared
@pytest.mark.parametrize("name", POLICIES)
def test_every_dpv_term_exists(name: str) -> None:
    """Each IRI in DPV’s namespaces is a term of DPV 2.3."""
    tables = [csv.DictReader(path.read_text(encoding="utf-8").splitlines()) for path in DPV.glob("*.csv")]
    known = {row["iri"] for rows in tables for row in rows if "iri" in row}
    used = {
        value for triple in triples(exported("consent-record", name)[0]) for value in triple if value.startswith("https://w3id.org/dpv")
    }
    assert len(known) > 1000
    assert used - known <= {PROFILE}


@pytest.mark.parametrize("name", POLICIES)
def test_each_document_is_json_ld_that_needs_nothing_from_elsewhere(name: str) -> None:
    """It can be read without loading anything, and each node it refers to as a process or right is in it."""
    document, _ = exported("consent-record", name)
    read = triples(document)
    assert bool(read) == bool(document["@graph"])
    described = {node["@id"] for node in document["@graph"]}
    for record in records(document):
        assert set(record["dpv:hasProcess"]) <= described
        assert set(record["dpv:hasRight"] or ()) <= described


def test_the_fields_of_the_event_are_empty(tmp_path: Path) -> None:
    """Who consented, when and how is for the record of a real consent: null, which says nothing."""
    document, account = small(tmp_path, "consent-record", "@use email-address of customers for newsletters under consent")
    (record,) = records(document)
    for field in ("dct:identifier", "dct:created", "dpv:hasConsentStatus", "dpv:isIndicatedBy", "dpv:isIndicatedAtTime"):
        assert record[field] is None
        assert (f"/@graph/*/{field}", "event") in account.missing
    assert "https://w3id.org/dpv#hasConsentStatus" not in {predicate for _, predicate, _ in triples(document)}


def test_a_record_holds_what_consent_is_for(tmp_path: Path) -> None:
    """Purpose, data, basis, recipient, people, controller, notice and language are those of the statement."""
    document, _ = small(
        tmp_path, "consent-record", "@share email-address of customers with mill for newsletters under explicit-consent in us"
    )
    read = {(predicate.rpartition("#")[2], value.rpartition("#")[2]) for _, predicate, value in triples(document)}
    assert read >= {
        ("hasPersonalData", "EmailAddress"),
        ("hasLegalBasis", "ExplicitlyExpressedConsent"),
        ("hasRecipient", "name.mill"),
        ("hasJurisdiction", "US"),
        ("hasDataController", "name.meadow"),
        ("hasProcessing", "Share"),
    }
    (record,) = records(document)
    assert record["dpv:hasNotice"]["rdfs:seeAlso"] == "en/index.html#all"
    assert record["dct:language"] == "en"


def test_withdrawal_rights_and_retention_of_the_same_people_come_along(tmp_path: Path) -> None:
    """A right or a period of other people or other data does not."""
    document, account = small(
        tmp_path, "consent-record", "@use email-address of customers for newsletters under consent",
        "@grant withdraw-consent via meadow.email", "@grant erasure of contact-details of customers", "@grant erasure of usage-data",
        "@keep contact-details of customers for two-years", "@keep contact-details of job-applicants for two-years",
    )  # fmt: skip
    (record,) = records(document)
    assert [control["@type"] for control in record["dpv:hasConsentControl"]] == [["dpv:WithdrawConsent"]]
    assert len(record["dpv:hasRight"]) == 1
    storage = [node for node in document["@graph"] if node.get("@type") == ["dpv:StorageCondition"]]
    assert [node["dpv:hasDuration"]["@value"] for node in storage] == ["P2Y"]
    assert [entry["code"] for entry in account.left_out()] == ["not-by-consent", "not-by-consent"]


@pytest.mark.parametrize(("amount", "duration"), [("18 months", "P1Y6M"), ("1.5 months", ""), ("10 business-days", "")])
def test_a_period_is_written_as_in_the_notice(tmp_path: Path, amount: str, duration: str) -> None:
    """As an `xsd:duration` where it has a fixed length in months or seconds, else in words only."""
    document, _ = small(
        tmp_path, "consent-record", "@use name for marketing under consent", "@keep name for two-years",
        header=HEADER.replace("2 years", amount),
    )  # fmt: skip
    (storage,) = [node for node in document["@graph"] if node.get("@type") == ["dpv:StorageCondition"]]
    assert storage.get("dpv:hasDuration") == ({"@type": "xsd:duration", "@value": duration} if duration else None)
    assert amount.replace("-", " ") in storage["dct:description"]["en"]


def test_only_consent_makes_a_record(tmp_path: Path) -> None:
    """Another basis, consent that is only implied, a denial and somebody else’s consent do not."""
    document, account = small(
        tmp_path, "consent-record", "@use name for marketing under legitimate-interest", "@use name for analytics under agreement-by-use",
        "@never use name for sales under consent", "@use name by mill for research under consent", "@offer opt-in of name under consent",
    )  # fmt: skip
    assert document["@graph"] == []
    assert codes(account) == {"not-by-consent", "implied-consent", "denial", "other-actor", "no-place-offer"}


def test_text_of_a_policy_cannot_change_how_the_document_is_read(tmp_path: Path) -> None:
    """Labels are values only, whatever they look like."""
    odd = '@purpose odd "{@id: http://elsewhere.example, @context: 1}" is marketing\n@party meadow'
    header = HEADER.replace("@party meadow", odd, 1)
    document, _ = small(tmp_path, "consent-record", "@use name for odd under consent", header=header)
    assert document["@context"] == small(tmp_path, "consent-record", "@use name for marketing under consent")[0]["@context"]
    assert "{@id: http://elsewhere.example, @context: 1}" in {value for _, _, value in triples(document)}
