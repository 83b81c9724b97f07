"""`plainly query`: answers are what the policies say, with every condition, in the words and the form asked for."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from queries import BELONGS, POLICIES, Policy, ask, rows

from plainly.locales import HERE as LOCALES
from plainly.locales import read_toml
from plainly.notice.asking import questions
from plainly.notice.printing import safe, table
from plainly.notice.rows import clean

ASKED = sorted(questions().keys() - {"compare"})


@pytest.fixture(scope="module")
def policies(built: Path) -> dict[str, Policy]:
    return {name: Policy(built / name / "notice.json") for name in POLICIES}


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize("policy", POLICIES)
def test_answers_are_the_policys_facts(policy: str, question: str, built: Path, policies: dict[str, Policy]) -> None:
    """Just the facts that belong to the question, in the order of the text, each with its force, its clause and all its names."""
    document = policies[policy]
    expected = [each for each in document.facts() if BELONGS[question](document, each[1].partition(" ")[0], each[2])]
    found = rows(question, built / policy)
    assert [row["fact"].partition("#")[2] for row in found] == [fact["id"] for _, _, fact in expected]
    columns = [column.key for column in questions()[question].columns] + ["when", "except"]
    for row, (clause, claim, fact) in zip(found, expected, strict=True):
        assert (row["clause"], f"{row['verb']} {row['modality']}") == (clause, claim)
        assert row["link"].endswith(f"/{document.document['language']}/index.html#{clause}") or row["link"].endswith(
            f"/en/index.html#{clause}"
        )
        said = [entry["iri"] for key in columns for entry in row[key]] + [e["iri"] for listed in row["further"].values() for e in listed]
        names = [*fact.get("objects", ()), *(name for listed in fact.get("qualifiers", {}).values() for name in listed)]
        assert len(said) == len(names)
        assert (row["only"], row["examples"]) == (sorted(fact.get("only", ())), sorted(fact.get("open", ())))
        assert row["marks"] == sorted(fact.get("marks", ()))


def test_a_denial_reads_as_one(built: Path) -> None:
    """All policies rule sales out; in every language and form the claim says so, and no text says that something is sold."""
    for locale in sorted(path.name for path in LOCALES.iterdir() if (path / "interface.toml").is_file()):
        never = read_toml(locale, "interface")["modality"]["never"]
        found = rows("what-is-sold", built, "--locale", locale)
        assert len(found) == len(POLICIES)
        assert {row["modality"] for row in found} == {"never"}
        claims = {row["claim"] for row in found}
        assert len(claims) == 1
        claim = claims.pop()
        patterns = read_toml(locale, "sentences")
        asserted = patterns["verbs"]["sell"]["we"]
        assert claim not in {asserted, f"{patterns['actors']['we']} {asserted}"}
        assert any(word in claim for word in (never, never.split()[-1], "aldrig", "nie", "jamais", "nunca"))
        for form in ("table", "csv"):
            assert claim in ask("what-is-sold", built / "salesforce-2012", "--locale", locale, "--format", form, width=300).stdout


def test_known_answers(built: Path) -> None:
    """A few rows that people have checked against the policies' text."""
    sold = rows("what-is-sold", built / "desk-2014")[0]
    assert [sold[key][0]["label"] for key in ("recipient", "purpose", "except")] == [
        "third parties",
        "promotion by others",
        "this statement says so",
    ]
    (row,) = [row for row in rows("who-receives", built / "desk-2014") if row["clause"] == "card-processing"]
    assert row["modality"] == "may"
    assert [row[key][0]["label"] for key in ("recipient", "role", "data", "purpose")] == [
        "payment processors", "processor", "Billing Information", "payment processing",
    ]  # fmt: skip
    refused = [row for row in rows("opt-outs", built / "desk-2014") if row["modality"] == "never"]
    assert {entry["label"] for row in refused for entry in row["about"]} == {"required cookies", "transactional messages"}
    abroad = [row for row in rows("what-leaves-the-country", built / "desk-2014") if row["clause"] == "safe-harbor"]
    assert [(row["from"][0]["label"], row["to"][0]["label"]) for row in abroad] == [
        ("the European Union", "the United States"), ("Switzerland", "the United States"),
    ]  # fmt: skip


def test_a_silent_notice_is_named(built: Path) -> None:
    """Saying nothing is no denial: the table names the notices that say nothing."""
    result = ask("how-long", built / "salesforce-2012", built / "desk-2014")
    assert "These say nothing about it:\n  Privacy Statement Highlights - Salesforce.com (salesforce-2012)" in result.stdout
    assert "1 of which say nothing" in result.stderr


def test_labels_in_the_language_asked_for(built: Path) -> None:
    """Labels of the notice, of our vocabulary where the notice is not in that language, else of the notice's own language."""
    dutch = rows("who-receives", built / "salesforce-org-2019", "--locale", "nl")
    assert all("/nl/index.html#" in row["link"] for row in dutch)
    assert {"Salesforce", "dienstverleners"} <= {entry["label"] for row in dutch for entry in row["recipient"]}
    german = rows("what-is-sold", built / "salesforce-2020", "--locale", "de")[0]  # that policy is in Dutch alone
    assert german["recipient"][0]["label"] == "Dritte"
    assert german["data"][0]["label"] == "persoonsgegevens"
    finnish = rows("what-is-sold", built / "salesforce-2020", "--locale", "fi")[0]  # a language that we have no words in
    assert (finnish["claim"], finnish["recipient"][0]["label"]) == ("we never sell", "derden")
    assert "Ontvanger" in ask("who-receives", built / "desk-2014", "--locale", "nl").stdout


def test_values_and_contact_points_can_be_used(built: Path) -> None:
    """A deadline reads as a number of days, a contact point as its address, a link with its target."""
    rights = rows("which-rights", built / "desk-2014", "--locale", "de")
    assert "30\u00a0Tage" in {entry["label"] for row in rights for entry in row["deadline"]}
    routes = {entry["label"] for row in rows("opt-outs", built / "desk-2014") for entry in row["route"]}
    assert "unsubscribe@desk.com" in routes
    assert any(label.endswith("(http://www.desk.com/marketing/unsubscribe)") for label in routes)


# Forms -------------------------------------------------------------------------------------------


def test_csv_can_be_read_back(built: Path) -> None:
    """As many lines as facts, each with all columns; the last two are the fact's and the notice's IRI."""
    for question in ASKED:
        text = ask(question, built / "desk-2014", "--format", "csv").stdout_bytes.decode()
        head, *lines = list(csv.reader(io.StringIO(text, newline="")))
        objects = rows(question, built / "desk-2014")
        assert {len(line) for line in lines} <= {len(head)}
        assert [line[-2:] for line in lines] == [[row["fact"], row["notice"]] for row in objects]
        assert [line[1] for line in lines] == [row["claim"] for row in objects]
        assert text.count("\r\n") == len(lines) + 1
    assert list(csv.reader(io.StringIO(ask("how-long", built / "salesforce-2012", "--format", "csv").stdout)))[1:] == []


def hostile(built: Path, folder: Path) -> Path:
    """A notice whose labels are formulas, and move the cursor."""
    notice = json.loads((built / "salesforce-2012" / "notice.jsonld").read_text(encoding="utf-8"))
    for node in notice["@graph"]:
        if "skos:prefLabel" in node:
            node["skos:prefLabel"] = {"en": '=HYPERLINK("https://a.example/", "\x1b[2J\u202ex")'}
    path = folder / "notice.jsonld"
    path.write_text(json.dumps(notice), encoding="utf-8")
    return path


def test_hostile_labels_do_no_harm(built: Path, tmp_path: Path) -> None:
    """No cell is a formula; no text reaches the terminal that would move its cursor or turn the writing round."""
    path = hostile(built, tmp_path)
    cells = [cell for line in csv.reader(io.StringIO(ask("who-receives", path, "--format", "csv").stdout)) for cell in line]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    shown = ask("who-receives", path).stdout + ask("--sparql", "-", path, text="SELECT ?l { ?s skos:prefLabel ?l }").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert clean("a\x1b[31m\u2066b\nc") == "a [31m b c"
    assert [safe(cell) for cell in ("=1", "@x", "+1", "-1", "a=1", "")] == ["'=1", "'@x", "'+1", "'-1", "a=1", ""]


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_a_table_fits_its_width(width: int, built: Path) -> None:
    """No line is longer than the terminal is wide, apart from the notice's address, and nothing is left out."""
    text = ask("who-receives", built / "desk-2014", width=width).stdout
    assert all(len(line) <= width for line in text.splitlines() if not line.startswith("https://"))
    words = {word for row in rows("who-receives", built / "desk-2014") for entry in row["recipient"] for word in entry["label"].split()}
    assert {word for word in words if len(word) < 9} <= set(text.replace(",", " ").split())


def test_a_table_wraps_and_leaves_out_empty_columns() -> None:
    """Columns are aligned; where they cannot be, each row is a block."""
    data = [{"a": "one two three four", "b": "", "c": "x"}, {"a": "five", "b": "", "c": "yy"}]
    assert table(data, {"a": "A", "b": "B", "c": "C"}, 14) == "A           C\n----------  --\none two     x\nthree four\nfive        yy\n"
    assert table(data, {"a": "A", "b": "B", "c": "C"}, 8).startswith("1.   A  one two")
    assert table([], {"a": "A"}, 80) == ""


def test_the_same_input_gives_the_same_bytes(built: Path) -> None:
    """Twice, in any form, whatever the order in which the system lists folders or threads end."""
    for form in ("table", "json", "csv"):
        assert ask("how-long", built, "--format", form).stdout_bytes == ask("how-long", built, "--format", form).stdout_bytes
    raw, one = "SELECT ?s ?o { ?s skos:prefLabel ?o }", built / "desk-2014"
    assert ask("--sparql", "-", one, text=raw).stdout_bytes == ask("--sparql", "-", one, text=raw).stdout_bytes


# Two notices -------------------------------------------------------------------------------------


def test_compare_finds_what_one_lacks(built: Path, tmp_path: Path) -> None:
    """Of a notice and a copy in which one fact was taken out, and one weakened: these two. Clauses do not count."""
    text = (built / "salesforce-2012" / "notice.jsonld").read_text(encoding="utf-8")
    notice = json.loads(text.replace("policies/salesforce-2012/", "policies/other/").replace("#no-promotional-sharing", "#elsewhere"))
    facts = [node for node in notice["@graph"] if node["@type"][0] == "plainly:Fact"]
    gone = facts[0]
    weakened = next(node for node in facts if node["plainly:verb"] == "certify" and node["plainly:modality"] == "does")
    notice["@graph"].remove(gone)
    weakened["plainly:modality"] = "may"
    other = tmp_path / "other.jsonld"
    other.write_text(json.dumps(notice), encoding="utf-8")
    found = rows("compare", built / "salesforce-2012", other)
    assert {(row["fact"].rpartition("#")[2], row["notice"].split("/")[-2], row["modality"]) for row in found} == {
        (gone["@id"][1:], "salesforce-2012", gone["plainly:modality"]),
        (weakened["@id"][1:], "salesforce-2012", "does"),
        (weakened["@id"][1:], "other", "may"),
    }
    same = ask("compare", built / "salesforce-2012", built / "salesforce-2012")
    assert same.stdout == ""
    assert "Stated by both: 34" in same.stderr
    assert "Stated only by" in ask("compare", built / "desk-2014", built / "salesforce-2012").stdout


def test_compare_wants_two(built: Path) -> None:
    """One notice, three, or a folder of many: wrong use."""
    for paths in ([], [built / "desk-2014"], [built / "desk-2014"] * 3, [built, built / "desk-2014"]):
        assert "Name two notices" in ask("compare", *paths, code=2).stderr or not paths
