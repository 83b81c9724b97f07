"""`plainly explain` both ways: from a fact to the words that state it, from a place of a page to the facts stated there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import SOUND, plainly, put

from cases import POLICIES
from plainly import driver
from plainly.compose import compose
from plainly.emit.graph import graph
from plainly.emit.html import html
from plainly.emit.terms import PREFIXES
from plainly.explain.mentioned import mentions
from plainly.explain.parts import Parts
from plainly.explain.place import place_of
from plainly.outputs import DEFAULT_BASE
from plainly.page import PAGE_FILES

DESK = POLICIES / "desk-2014" / "desk-2014.policy"
ORG = POLICIES / "salesforce-org-2019" / "salesforce-org-2019.policy"
FACT = "retention-time.keep.information-received.df04a02f"


def test_fact() -> None:
    """For a fact's identity, however it is written: its sentence, its data, the words that state it, its machine terms."""
    ran = plainly("explain", FACT, DESK)
    assert ran.code == 0
    assert ran.out.startswith(f"{FACT}: a fact of clause retention-time, in section 11 (#retention).\n")
    assert "  → We keep information we receive about users for a reasonable time.\n" in ran.out
    assert re.search(r"verb: +keep\n +modality: +does\n +objects: +information-received\n +for: +reasonable-time\n", ran.out)
    assert "\n    en/index.html#retention-time\n" in ran.out
    assert "“information we receive” for information-received; “a reasonable time” for" in ran.out
    assert f"{DEFAULT_BASE}desk-2014/#{FACT}\n    the notice’s dpv:hasPersonalDataProcess\n" in ran.out
    assert re.search(r"dpv:hasPersonalData +https://w3id.org/dpv#CollectedPersonalData  \(information-received\)", ran.out)
    assert re.search(r"\n      dpv:hasDuration +https://w3id.org/plainly/vocabulary#reasonable-time  \(reasonable-time\)", ran.out)
    for address in (f"#{FACT}", f"{DEFAULT_BASE}desk-2014/#{FACT}", f"#{FACT}.storage", f"desk-2014/notice.jsonld#{FACT}"):
        assert plainly("explain", address, DESK) == ran


def test_fact_by_its_published_address() -> None:
    """An address of the notice that is published elsewhere: the machine terms have that address."""
    ran = plainly("explain", f"https://www.desk.example/a/desk-2014/#{FACT}", DESK)
    assert ran.code == 0
    assert f"    https://www.desk.example/a/desk-2014/#{FACT}\n" in ran.out
    assert DEFAULT_BASE not in ran.out


@pytest.fixture(scope="module")
def parts() -> Parts:
    """The parts of a policy in five languages."""
    policy = driver.check(ORG).policy
    assert policy is not None
    return Parts(policy)


def test_every_fact_leads_to_its_words(parts: Parts) -> None:
    """Each fact: every name in its position, every language's anchor with the words that carry it, and the terms of its names."""
    notions = {node["skos:notation"]: node["@id"] for node in graph(parts.policy, DEFAULT_BASE) if "skos:notation" in node}
    facts = list(parts.facts.values())[::23]
    assert len(facts) > 40
    for clause, statement, fact in facts:
        text = parts.of_notice(fact.id)
        assert f"\n    verb:           {statement.verb}\n    modality:       {statement.modality}\n" in text
        for word, names in (("objects", fact.objects), *fact.qualifiers.items()):
            assert re.search(rf"\n    {word}: +{re.escape(', '.join(names))}".replace(r",\ ", r",\s+"), text)
            for name in names:
                assert f"  ({name})\n" in text
                if not notions[name].startswith("#"):
                    prefix, _, local = notions[name].partition(":")
                    assert f" {PREFIXES[prefix]}{local}  ({name})\n" in text
        for locale, wording in parts.wordings.items():
            assert f"\n    {locale}/index.html{wording.anchor(clause.id)}" in text
            carried = [words for _, words in mentions(wording, clause, fact)]
            assert bool(carried) or not clause.text.get(locale) or set(fact.qualifiers) <= {"of", "when", "via"}


def test_every_published_place_leads_to_facts(parts: Parts) -> None:
    """Each id on each page of each language, and each node of the notice that is part of the policy, is explained."""
    for locale in parts.wordings:
        for page in compose(parts.policy, locale):
            for identity in set(re.findall(r' id="([^"]*)"', html(page))) - {"_text", "_contents"}:
                place = place_of(f"{parts.policy.id}/{locale}/{PAGE_FILES[page.kind]}.html#{identity}")
                assert place is not None
                assert parts.at(place)[0], place
    for node in graph(parts.policy, DEFAULT_BASE):
        if node["@id"].startswith("#") and "plainly:Waiver" not in node["@type"]:
            assert parts.of_notice(node["@id"][1:]), node["@id"]


@pytest.mark.parametrize(
    "address",
    [
        "nl/index.html#safeguards",
        "../nl/index.html#safeguards",
        "nl/policy.md#safeguards",
        "nl/#safeguards",
        "output/salesforce-org-2019/nl/index.html#safeguards",
        "file:///srv/output/salesforce-org-2019/nl/index.html#safeguards",
        "https://www.acme.example/privacy/salesforce-org-2019/nl/index.html?print=1#safeguards",
    ],
)
def test_place_on_a_page(parts: Parts, address: str) -> None:
    """An address of a page: the clause there, in the page's language, with its facts and where it stands in every language."""
    place = place_of(address)
    assert place is not None
    text, _, _ = Parts(parts.policy, place).at(place)
    assert text.startswith("safeguards: a clause in ")
    assert "→ Wij beschermen persoonsgegevens" in text
    clause = next(clause for clause in parts.policy.clauses if clause.id == "safeguards")
    assert all(f"      {fact.id}\n" in text for statement in clause.statements for fact in statement.facts)
    assert all(f"    {locale}/index.html#safeguards\n" in text for locale in parts.wordings)


def test_section_group_and_table() -> None:
    """A section, a group of the highlights, a table of the privacy facts: the clauses and facts that stand there."""
    section = plainly("explain", "preferences", DESK).out
    assert section.startswith("preferences: section 9, “Communications preferences”.\n")
    assert "\n  clause account-messages\n  → We never offer opt-out" in section
    group = plainly("explain", "en/highlights.html#sharing", DESK).out
    assert group.startswith("sharing: a group of the highlights, “Sharing”.\n")
    assert "\n      clause legal-disclosure (en/index.html#legal-disclosure)\n" in group
    table = plainly("explain", "en/facts.html#retention", DESK).out
    assert table.startswith("retention: a table of the privacy facts, “How long it is kept”.\n")
    assert f"\n      {FACT}\n" in table
    assert plainly("explain", "en/facts.html#terms", DESK).out.startswith("terms: the names that the policy declares itself.")
    assert plainly("explain", "en/highlights.html#reach-us", DESK).out.startswith("desk-com: a name of kind party")


def test_name_leads_to_its_facts(parts: Parts) -> None:
    """A name: the ids of exactly those facts that use it, or a contact point of it."""
    for name in ("hub-users", "salesforce-org", "email-address"):
        using = {
            fact.id
            for _, _, fact in parts.facts.values()
            if any(used.partition(".")[0] == name for group in (fact.objects, *fact.qualifiers.values()) for used in group)
        }
        listed = parts.name(name).partition("  facts that use it:\n")[2].split()
        assert set(listed) == using
        assert len(listed) == len(using) > 1
    assert parts.name("hub-users") in parts.called("hub-users")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        (f"{DEFAULT_BASE}meadow-2026/#{FACT}", "That is a place in the policy “meadow-2026”, but the file given is of “desk-2014”."),
        ("xx/index.html#safeguards", "“desk-2014” is not published in “xx”, only in en."),
        ("en/index.html#safegards", "Did you mean “#safeguards”?"),
        (f"en/index.html#{'x' * 9_000}", "has the id “xxxx"),
        ("en/contact.html#safeguards", "“contact.html” is no page of a policy; those are index.html, "),
        ("en/index.html", "An address needs the part after “#”"),
        ("#retention-time.keep.information-received.df04a02e", f"Did you mean “#{FACT}”?"),
        ("#retention-time.text.99", "Nothing in the notice of “desk-2014” has the id"),
        ("#name.nobody", "Nothing in the notice of “desk-2014” has the id"),
        ("#", "An address needs the part after “#”"),
        ("#\x1b[31m", "has the id “\ufffd[31m”"),
        ("#%00%0a", "has the id “\ufffd\ufffd”"),
        ("http://[#safeguards", "Nothing is called “http://[#safeguards”."),
        ("../" * 3_000 + "etc/passwd", "That is a place in the policy “passwd”"),
        (f"#{'a.' * 9_000}", "has the id “a.a."),
        ("", "Nothing is called “”."),
        ("x" * 9_000, "Nothing is called “xxxx"),
    ],
)
def test_no_such_place(address: str, reason: str) -> None:
    """An address of another policy, page or language, one that does not exist, or nonsense: exit 2, a short sentence."""
    ran = plainly("explain", address, DESK)
    assert (ran.code, ran.out) == (2, "")
    assert reason in ran.err
    assert len(ran.err) < 400
    assert ran.err.count("\n") == 1


def test_place_without_a_policy() -> None:
    """An address needs the policy's file: exit 2, and it says so."""
    ran = plainly("explain", "nl/index.html#safeguards")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "“nl/index.html#safeguards” is a place in a policy. For a part of a policy, name the policy’s file too.\n"


def test_place_in_a_policy_with_errors(tmp_path: Path) -> None:
    """A policy with errors is explained as far as it goes; a notice with errors is not, and neither is what cannot be read."""
    path = put(tmp_path, text=SOUND.replace("your e-mail", "your {nowhere} [e-mail]{nobody.email}"))
    ran = plainly("explain", "#no-sale", path)
    assert ran.code == 0
    identity = re.search(r"no-sale\.sell\.\S+", ran.out)
    assert identity is not None
    assert plainly("explain", identity[0], path).out.endswith("\n  For machines\n    nothing, while the policy has errors\n")
    assert "We never sell your nowhere e-mail address." in plainly("read", path).out
    document = driver.check(put(tmp_path, "sound")).document
    document["clauses"][0]["statements"][0]["facts"][0]["objects"] = ["nothing-of-the-sort"]
    for text in (json.dumps(document), "{", ""):
        notice = tmp_path / "notice.json"
        notice.write_text(text, encoding="utf-8")
        ran = plainly("explain", "#no-sale", notice)
        assert (ran.code, ran.out) == (2, "")
        assert "has mistakes that keep its parts from being explained; plainly check names them." in ran.err


def test_notice_is_explained_as_its_policy(tmp_path: Path) -> None:
    """The same answers from a `notice.json` as from the `.policy` file it was made from."""
    notice = tmp_path / "notice.json"
    notice.write_text(json.dumps(driver.check(DESK).document), encoding="utf-8")
    for subject in (FACT, "safeguards", "preferences", "desk-com", "en/facts.html#rights"):
        assert plainly("explain", subject, notice) == plainly("explain", subject, DESK)
