"""The standard vocabulary against the checklists' names and against W3C DPV 2.3."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict

import pytest
from checklist import SHARED, ours, table

from plainly_dsl.standard import entries, wordings
from plainly_dsl.tables import HERE as DSL
from plainly_dsl.tables import marks

DPV = SHARED / "dpv" / "2.3"
needs_shared = [
    pytest.mark.needs_shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the checklists and DPV do not lie beside the project"),
]

# Kind in the checklists → kinds its names have in the vocabulary. Kinds that are not listed keep their name.
KINDS = {
    "actor": {"party", "subject"},
    "audience": {"subject", "situation"},
    "absent": {"topic"},
    "channel": {"route", "medium"},
    "class": {"cookie"},
    "criterion": {"purpose", "basis", "duration", "situation"},
    "deadline": {"duration"},
    "effect": {"effect", "choice", "action"},
    "exception": {"situation", "purpose", "basis", "cookie"},
    "from": {"place"},
    "inferred": {"role"},
    "instrument": {"instrument", "programme"},
    "means": {"tool", "cookie", "data", "purpose"},
    "place": {"medium"},
    "purpose": {"purpose", "matter", "right"},
    "qualifier": {"situation"},
    "region": {"place"},
    "right": {"right", "choice", "matter"},
    "route": {"route", "role"},
    "situation": {"situation", "change"},
    "to": {"place"},
}
# Names that are no names in our language, although two or more policies use them: by kind, then one by one.
NO_NAMES = {
    "inferred": "a remark of the checklist about itself",
    "list": "`such-as`, `=`",
    "link": "the property `lost`",
    "necessity": "the marks required, requested, optional",
    "origin": "the verbs collect, observe, receive, infer",
    "scope": "`cover`, `never cover`",
    "age": "the property `age` of a subject",
}
SINGLE = {
    ("actor", "salesforce"): "a company: each policy declares it",
    ("actor", "salesforce-org"): "a company: each policy declares it",
    ("actor", "truste"): "a company: each policy declares it",
    ("instrument", "truste-privacy-seal"): "a company's seal: each policy declares it",
    ("instrument", "truste-eu-safe-harbor-seal"): "a company's seal: each policy declares it",
    ("data", "personal-information"): "a policy's own term for personal-data",
    ("qualifier", "only-these-purposes"): "`only`",
    ("qualifier", "certain-services"): "which services is for the policy to declare",
    ("qualifier", "must-link-to-policy"): "a condition of one company's programme: the policy declares it",
}
MARKS = {
    ("duration", "any-time"): "any-time",
    ("duration", "at-this-time"): "currently",
    ("duration", "from-time-to-time"): "sometimes",
    ("duration", "occasional"): "sometimes",
    ("qualifier", "generally"): "generally",
}


def checklist_names() -> list[tuple[str, str, int]]:
    """(Kind, name, number of policies) of the checklists."""
    return [(line["kind"], line["name"], len(line["files"].split(", "))) for line in table(SHARED / "facts" / "vocabulary.tsv")]


class TestChecklists:
    pytestmark = needs_shared

    def test_a_name_of_two_kinds_has_one_kind_in_ours(self) -> None:
        kinds = defaultdict(set)
        for kind, name, _ in checklist_names():
            kinds[name].add(kind)
        wrong = []
        for name in (name for name, several in kinds.items() if len(several) > 1):
            for kind in kinds[name] - NO_NAMES.keys():
                entry = entries().get(ours(kind, name))
                if entry is not None and entry.kind not in KINDS.get(kind, {kind}):
                    wrong.append((name, kind, ours(kind, name), entry.kind))
        assert not wrong

    def test_names_of_two_policies_are_in_the_vocabulary(self) -> None:
        lacking = [
            (kind, name)
            for kind, name, policies in checklist_names()
            if policies > 1
            and ours(kind, name) not in entries()
            and kind not in NO_NAMES
            and (kind, name) not in SINGLE.keys() | MARKS.keys()
        ]
        assert not lacking

    def test_reasons_are_needed(self) -> None:
        listed = {(kind, name) for kind, name, _ in checklist_names()}
        for kind, name in SINGLE.keys() | MARKS.keys():
            assert (kind, name) in listed
            assert ours(kind, name) not in entries()
        assert set(MARKS.values()) <= marks().keys()

    def test_renamed_names_exist_on_both_sides(self) -> None:
        from checklist import renamed

        listed = {(kind, name) for kind, name, _ in checklist_names()}
        assert not renamed().keys() - listed
        assert not set(renamed().values()) - entries().keys()
        assert all(entries()[name].kind in KINDS.get(kind, {kind}) for (kind, _), name in renamed().items())


class TestDpv:
    pytestmark = needs_shared

    def test_every_term_exists_in_dpv(self) -> None:
        known = set()
        for path in DPV.glob("*.csv"):
            if path.name != "useful-terms.csv":
                with path.open(encoding="utf-8", newline="") as file:
                    known |= {f"{line['vocab']}:{line['term']}" for line in csv.DictReader(file)}
        assert not {entry.iri for entry in entries().values() if entry.iri} - known

    def test_no_term_is_retired(self) -> None:
        retired = set()
        for path in DPV.glob("*.ttl"):
            for block in path.read_text(encoding="utf-8").split("\n\n"):
                if 'sw:term_status "sunset"' in block:
                    retired.add(block.split(maxsplit=1)[0])
        assert "dpv:PersonalDataHandling" in retired
        assert not {entry.iri for entry in entries().values()} & retired


def test_a_match_says_how_near_a_term_is() -> None:
    for name, entry in entries().items():
        assert entry.match in {"exact", "broader", "narrower", "related", "own"}, name
        assert bool(entry.iri) == (entry.match != "own"), name


def test_one_name_has_one_kind() -> None:
    names = [
        line.split("\t")[0] for path in (DSL / "vocabulary").glob("*.tsv") for line in path.read_text(encoding="utf-8").split("\n")[1:]
    ]
    assert [name for name, count in Counter(filter(None, names)).items() if count > 1] == []


@pytest.mark.parametrize("kind", sorted({entry.kind for entry in entries().values()}))
def test_names_are_well_placed_and_explained(kind: str) -> None:
    for name, entry in entries().items():
        if entry.kind == kind:
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
            assert wordings("en")[name].label.strip(), name
            assert wordings("en")[name].definition.strip(), name
            assert name not in ancestors(name), f"{name} is its own ancestor"
            assert {entries()[above].kind for above in ancestors(name)} <= {kind}, name


def ancestors(name: str) -> list[str]:
    """Parent, its parent and so on; ends where a name comes back."""
    result: list[str] = []
    while (name := entries()[name].parent) and name not in result:
        result.append(name)
    return result


def test_labels_are_of_known_names_and_differ_within_a_kind() -> None:
    assert not wordings("en").keys() - entries().keys()
    labels = Counter((entries()[name].kind, wording.label.casefold()) for name, wording in wordings("en").items())
    assert [label for label, count in labels.items() if count > 1] == []
