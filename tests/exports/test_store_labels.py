"""Store labels: what is collected, shared and used for what, in the stores’ words, with `may` kept and nothing guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from exported import POLICIES, codes, exported, small

#: The stores’ own lists, from their public help pages.
APPLE = {
    "Contact Info": {"Name", "Email Address", "Phone Number", "Physical Address", "Other User Contact Info"},
    "Health & Fitness": {"Health", "Fitness"},
    "Financial Info": {"Payment Info", "Credit Info", "Other Financial Info"},
    "Location": {"Precise Location", "Coarse Location"},
    "Sensitive Info": {"Sensitive Info"},
    "Contacts": {"Contacts"},
    "User Content": {
        "Emails or Text Messages", "Photos or Videos", "Audio Data", "Gameplay Content", "Customer Support", "Other User Content",
    },
    "Browsing History": {"Browsing History"},
    "Search History": {"Search History"},
    "Identifiers": {"User ID", "Device ID"},
    "Purchases": {"Purchase History"},
    "Usage Data": {"Product Interaction", "Advertising Data", "Other Usage Data"},
    "Diagnostics": {"Crash Data", "Performance Data", "Other Diagnostic Data"},
    "Other Data": {"Other Data Types"},
}  # fmt: skip
GOOGLE = {
    "Location": {"Approximate location", "Precise location"},
    "Personal info": {
        "Name", "Email address", "User IDs", "Address", "Phone number", "Race and ethnicity", "Political or religious beliefs",
        "Sexual orientation", "Other info",
    },
    "Financial info": {"User payment info", "Purchase history", "Credit score", "Other financial info"},
    "Health and fitness": {"Health info", "Fitness info"},
    "Messages": {"Emails", "SMS or MMS", "Other in-app messages"},
    "Photos and videos": {"Photos", "Videos"},
    "Audio files": {"Voice or sound recordings", "Music files", "Other audio files"},
    "Files and docs": {"Files and docs"},
    "Calendar": {"Calendar events"},
    "Contacts": {"Contacts"},
    "App activity": {"App interactions", "In-app search history", "Installed apps", "Other user-generated content", "Other actions"},
    "Web browsing": {"Web browsing history"},
    "App info and performance": {"Crash logs", "Diagnostics", "Other app performance data"},
    "Device or other IDs": {"Device or other IDs"},
}  # fmt: skip
PURPOSES = {
    "apple": {
        "Third-Party Advertising", "Developer’s Advertising or Marketing", "Analytics", "Product Personalization", "App Functionality",
        "Other Purposes",
    },
    "google": {
        "App functionality", "Analytics", "Developer communications", "Advertising or marketing",
        "Fraud prevention, security, and compliance", "Personalization", "Account management",
    },
}  # fmt: skip


def types(document: dict[str, Any], store: str) -> dict[str, dict[str, Any]]:
    """A label’s data types by name."""
    return {entry["type"]: entry for entry in document[store]["dataTypes"]}


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize(("store", "known"), [("apple", APPLE), ("google", GOOGLE)])
def test_labels_use_the_words_of_the_stores(name: str, store: str, known: dict[str, set[str]]) -> None:
    """Each data type and purpose is on the store’s list, each type once."""
    found = exported("store-labels", name)[0][store]["dataTypes"]
    assert found
    assert len({(entry["category"], entry["type"]) for entry in found}) == len(found)
    for entry in found:
        assert entry["type"] in known[entry["category"]]
        assert entry["purposes"].keys() <= PURPOSES[store]
        assert set(entry["purposes"].values()) <= {"does", "may"}
        assert entry["collected"] in {"does", "may", None}


def test_every_row_of_the_tables_is_on_the_lists() -> None:
    """Also the rows that none of the five policies uses."""
    from plainly.exports.claims import table

    for store, known in (("apple", APPLE), ("google", GOOGLE)):
        groups = table("store-data.tsv", f"{store}-group")
        for name, kind in table("store-data.tsv", store).items():
            assert kind == groups[name] == "-" or kind in known[groups[name]], name
        assert set(table("store-purposes.tsv", store).values()) <= {*PURPOSES[store], "-"}


def test_may_stays_may_until_something_is_done(tmp_path: Path) -> None:
    """A possibility is `may`; together with a fact it is `does`."""
    document, _ = small(tmp_path, "store-labels", "@may collect name", "@may collect phone-number", "@collect phone-number for analytics")
    found = types(document, "apple")
    assert found["Name"]["collected"] == "may"
    assert found["Phone Number"] == {
        "category": "Contact Info",
        "type": "Phone Number",
        "collected": "does",
        "linkedToUser": None,
        "usedToTrack": None,
        "purposes": {"Analytics": "does"},
    }


def test_what_is_not_stated_is_null_and_listed(tmp_path: Path) -> None:
    """Nothing is said of linking, tracking, short-lived processing or encryption unless a fact does."""
    document, account = small(tmp_path, "store-labels", "@collect name")
    google = types(document, "google")["Name"]
    assert (google["shared"], google["necessity"], google["processedEphemerally"], document["google"]["encryptedInTransit"]) == (None,) * 4
    assert {field for field, _ in account.missing} >= {"/apple/dataTypes/*/usedToTrack", "/google/encryptedInTransit"}


def test_processors_authorities_and_people_are_no_third_parties(tmp_path: Path) -> None:
    """Sharing is what the store calls so; the rest is listed with the reason."""
    document, account = small(
        tmp_path, "store-labels", "@share name with service-providers", "@share name with mill as processor",
        "@share name with law-enforcement", "@share email-address with advertisers",
    )  # fmt: skip
    assert types(document, "google").keys() == {"Email address"}
    assert types(document, "google")["Email address"]["shared"] == "does"
    assert [entry["code"] for entry in account.left_out()] == ["no-third-party"] * 3 + ["one-store"]


def test_denials_change_nothing(tmp_path: Path) -> None:
    """What is never done is not in a label."""
    document, account = small(tmp_path, "store-labels", "@never collect name", "@never share name with advertisers")
    assert document["apple"]["dataTypes"] == document["google"]["dataTypes"] == []
    assert codes(account) == {"denial"}


def test_necessity_is_required_optional_or_both(tmp_path: Path) -> None:
    """As the facts say; a duty that only may exist says nothing."""
    document, _ = small(
        tmp_path, "store-labels", "@must collect name", "@collect name optional", "@collect phone-number optional",
        "@may collect email-address required",
    )  # fmt: skip
    assert {kind: entry["necessity"] for kind, entry in types(document, "google").items()} == {
        "Name": "both",
        "Phone number": "optional",
        "Email address": None,
    }


def test_a_complete_group_stands_for_its_members_and_a_name_for_its_wider_one(tmp_path: Path) -> None:
    """Names without a row use their members, then the nearest wider name that has one; what is too wide is listed."""
    document, account = small(
        tmp_path,
        "store-labels",
        "@collect whole-address",
        "@collect work-email-address",
        "@collect passport-number",
        "@collect personal-data",
    )
    assert types(document, "apple").keys() == {"Name", "Email Address", "User ID"}
    assert codes(account) == {"no-data-type"}


def test_encryption_counts_for_all_data_only(tmp_path: Path) -> None:
    """The store asks whether all data is encrypted on its way."""
    some, account = small(tmp_path, "store-labels", "@protect payment-information with encryption-in-transit")
    whole, _ = small(tmp_path, "store-labels", "@protect personal-data with ssl-encryption")
    assert (some["google"]["encryptedInTransit"], whole["google"]["encryptedInTransit"]) == (None, "does")
    assert codes(account) == {"not-for-all-data"}


def test_deleting_cookies_is_no_deletion_of_data(tmp_path: Path) -> None:
    """A right of erasure is a way to have data deleted; deleting cookies is not."""
    cookies, _ = small(tmp_path, "store-labels", "@offer deletion of cookies via browser-settings")
    erasure, _ = small(tmp_path, "store-labels", "@grant erasure of personal-data")
    assert (cookies["google"]["deletionRequest"], erasure["google"]["deletionRequest"]) == (None, "does")
