"""`plainly.notice.load`: what programs read of a notice is what the policy says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cases import REAL
from notice_reader import canonical
from plainly import driver
from plainly.cli import main
from plainly.notice import Notice, NoticeError, load
from plainly_dsl.diagnostics import Diagnostic

POLICIES = [path.stem for path in REAL]
of_each = pytest.mark.parametrize("policy", POLICIES)


@pytest.fixture(scope="module")
def notices(built: Path) -> dict[str, Notice]:
    return {policy: load(built / policy / "notice.jsonld") for policy in POLICIES}


@of_each
def test_claims_are_those_of_the_policy(policy: str, notices: dict[str, Notice], built: Path) -> None:
    """Each fact of notice.json, with all its positions, and nothing else."""
    document = json.loads((built / policy / "notice.json").read_text(encoding="utf-8"))
    facts = [(clause, line, fact) for clause in document["clauses"] for line in clause.get("statements", ()) for fact in line["facts"]]
    claims = notices[policy].assertions
    assert [claim.id for claim in claims] == [fact["id"] for _, _, fact in facts]
    for claim, (clause, line, fact) in zip(claims, facts, strict=True):
        assert (claim.clause, claim.verb, claim.modality) == (clause["id"], line["verb"], line["modality"])
        assert list(claim.objects) == sorted(fact.get("objects", ()))
        assert {word: list(names) for word, names in claim.qualifiers.items()} == {
            w: sorted(n) for w, n in fact.get("qualifiers", {}).items()
        }
        for field in ("only", "open", "marks"):
            assert list(getattr(claim, field)) == sorted(fact.get(field, ()))
        assert claim.denied == (line["modality"] == "never")


@of_each
def test_anchors_lead_to_the_pages(policy: str, notices: dict[str, Notice], built: Path) -> None:
    """Each claim's anchor is an id of the built page in each of the policy's languages."""
    notice = notices[policy]
    pages = {locale: (built / policy / locale / "index.html").read_text(encoding="utf-8") for locale in notice.locales}
    assert notice.locales[0] == notice.policy.language
    for claim in notice.assertions:
        assert claim.iri == f"{notice.iri}#{claim.id}"
        assert claim.anchors.keys() == set(notice.locales)
        for locale, address in claim.anchors.items():
            page, _, anchor = address.removeprefix(f"{notice.iri}{locale}/").partition("#")
            assert page == "index.html"
            assert f'id="{anchor}"' in pages[locale]


def test_answers_in_plain_words(notices: dict[str, Notice]) -> None:
    """Labels, sentences and a clause's words in the language asked for."""
    notice = notices["salesforce-org-2019"]
    claim = next(iter(notice.find(verb="sell")))
    assert claim.denied
    assert "never" in notice.sentence(claim)
    assert "nooit" in notice.sentence(claim, "nl")
    assert notice.label("email-address", "nl") == "e-mailadres"
    assert notice.text(claim.clause, "de") != notice.text(claim.clause, "en")
    assert "{" not in notice.text(claim.clause)
    with pytest.raises(KeyError):
        notice.text("no-such-clause")


def test_find(notices: dict[str, Notice]) -> None:
    """By name, verb and modality; with `narrower` also what falls under the name."""
    notice = notices["desk-2014"]
    assert {claim.verb for claim in notice.find(verb="share", modality="never")} == {"share"}
    exact = {claim.id for claim in notice.find("contact-data")}
    wide = {claim.id for claim in notice.find("personal-data", narrower=True)}
    assert exact < wide
    assert "email-address" in {name for claim in notice.find("personal-data", narrower=True) for name in claim.names()}
    assert list(notice.find("no-such-name")) == []
    assert notice.wider("email-address")[0] == "email-address"
    assert "personal-data" in notice.wider("email-address")


def told(diagnostic: Diagnostic) -> tuple[object, ...]:
    """A finding with all its words in alphabetical order, and why it stays; its place aside."""
    return (
        diagnostic.code,
        *((key, *sorted(re.findall(r"\w+", words))) for key, words in sorted(diagnostic.args.items())),
        diagnostic.acknowledged,
    )


@of_each
@pytest.mark.parametrize("form", ["notice.jsonld", "notice.ttl"])
def test_a_notice_is_checked_like_its_policy(policy: str, form: str, built: Path) -> None:
    """`plainly check notice.jsonld` reads the policy back and finds what it finds in `notice.json`, in the same words.

    A graph has no lines to point at, so findings that read alike are one there; and what a fact lists has no order in it.
    """
    read, given = driver.check(built / policy / form), driver.check(built / policy / "notice.json")
    assert read.publishable
    assert read.document == canonical(given.document)
    assert {told(d) for d in read.diagnostics} == {told(d) for d in given.diagnostics}
    assert {told(d) for d in read.acknowledged} == {told(d) for d in given.acknowledged}
    assert len(read.told) == len({(d.code, *sorted(d.args.items())) for d in given.told})


@of_each
def test_a_document_is_published_like_its_policy(policy: str, built: Path, tmp_path: Path) -> None:
    """`plainly build notice.json` of a real policy gives the same bytes as its sources."""
    done = CliRunner().invoke(main, ["build", str(built / policy / "notice.json"), "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    wanted = {path.relative_to(built): path.read_bytes() for path in (built / policy).rglob("*") if path.is_file()}
    assert {path.relative_to(tmp_path): path.read_bytes() for path in (tmp_path / policy).rglob("*") if path.is_file()} == wanted


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("notice.jsonld", '{"@context": "https://example.org/context.jsonld"}', "nothing is ever fetched"),
        ("notice.jsonld", '{"@id": "https://example.org/"', "broken"),
        ("notice.jsonld", '{"format": "plainly-policy/1", "clauses": [], "names": {}}', "policy document"),
        ("notice.ttl", "<https://example.org/a> <https://example.org/b> <https://example.org/c> .", "no privacy notice"),
        ("notice.txt", "", "JSON-LD"),
    ],
)
def test_what_is_no_notice_is_refused(name: str, text: str, reason: str, tmp_path: Path) -> None:
    """With the file and the reason in a sentence, by the library and by the commands."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NoticeError, match=reason) as told:
        load(path)
    assert str(path) in str(told.value)
    if name != "notice.txt":
        done = CliRunner().invoke(main, ["check", str(path)])
        assert done.exit_code == 1
        assert "notice-refused" in done.output
        assert reason in done.output


def test_a_missing_notice(tmp_path: Path) -> None:
    """A file that is not there is refused like one that cannot be understood."""
    with pytest.raises(NoticeError, match="cannot be read"):
        load(tmp_path / "notice.jsonld")


def test_a_notice_that_no_policy_says(built: Path, tmp_path: Path) -> None:
    """A notice whose graph is sound but whose policy is not (sections nine levels deep) is refused too."""
    graph = json.loads((built / "salesforce-2012" / "notice.jsonld").read_text(encoding="utf-8"))
    for node in graph["@graph"]:
        if node.get("plainly:level"):
            node["plainly:level"] = 9
    path = tmp_path / "notice.jsonld"
    path.write_text(json.dumps(graph), encoding="utf-8")
    with pytest.raises(NoticeError, match="level"):
        load(path)
