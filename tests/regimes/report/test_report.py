"""The coverage report: it quotes what is published, links to its place, and cites one text."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from reported import LAWLESS, Reader, duty, loaded, words

from cases import REAL
from plainly import driver
from plainly.emit.coverage import data, html, laying, markdown
from plainly.emit.html import permitted
from plainly.logic.claims import Claims
from plainly.outputs import DEFAULT_BASE, files
from plainly.regimes.regime import of_laws
from plainly.regimes.verdicts import STATES, coverage

HOSTILE = "<script>alert(1)</script> \"quoted' & [x](javascript:y) </main>"


# What is quoted ---------------------------------------------------------------------------------


def test_sentence_of_a_fact_in_every_language(told: dict[str, Any]) -> None:
    """A fact is told by the one sentence that says it, in each language, with the place; and in words."""
    (fact,) = [fact for fact in told["facts"].values() if fact["clause"] == "joining"]
    said = told["clauses"]["joining"]["said"]
    assert {locale: one["sentences"] for locale, one in said.items()} == {
        "en": ["When you join, we use your e-mail address for marketing, with your consent."],
        "nl": ["Wordt u lid, dan gebruiken wij uw e-mailadres voor marketing, met uw toestemming."],
    }
    assert fact["sentences"] == {"en": [0], "nl": [0]}
    assert fact["words"].startswith("We use e-mail address")
    assert said["nl"]["href"] == "nl/index.html#joining"
    assert said["nl"]["iri"] == f"{DEFAULT_BASE}meadow/nl/index.html#joining"


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_policies_are_quoted_as_published(path: Path) -> None:
    """Each quotation stands, word for word, at the place on the page that the report links to; each fact has one, and no clause has
    a sentence that no fact needs.
    """
    checked = driver.check(path)
    assert checked.policy is not None
    found = coverage(Claims(checked.policy), of_laws(("gdpr",)))
    made = dict(files(checked.document, checked.policy, coverages=found))
    told = json.loads(made["coverage.json"])
    pages = {locale: Reader(made[f"{locale}/index.html"]) for locale in told["policy"]["locales"]}
    for clause in told["clauses"].values():
        for locale, said in clause["said"].items():
            below = words(pages[locale].below[said["href"].partition("#")[2]])
            assert [sentence for sentence in said["sentences"] if sentence.replace(" | ", "") not in below.replace(" | ", "")] == []
    used: dict[tuple[str, str], set[int]] = {}
    for fact in told["facts"].values():
        assert fact["words"].endswith(".")
        assert set(fact["sentences"]) == set(told["clauses"][fact["clause"]]["said"])
        for locale, numbers in fact["sentences"].items():
            assert numbers
            used.setdefault((fact["clause"], locale), set()).update(numbers)
    counted = {(name, locale): len(said["sentences"]) for name, one in told["clauses"].items() for locale, said in one["said"].items()}
    assert {key: len(numbers) for key, numbers in used.items()} == counted


def test_declared_contact_point_is_quoted_where_it_is_printed(told: dict[str, Any]) -> None:
    """What meets a duty by a declaration alone is told as declared, with the sentence that prints it."""
    found = [one for part in duty(told, "gdpr-13-1-a")["parts"] for one in part["declared"] if one["pointer"] == "/names/meadow"]
    assert found
    assert found[0]["text"] == {"en": "Meadow Ltd: privacy@meadow.example", "nl": "Meadow bv: privacy@meadow.example"}
    assert found[0]["said"]["en"]["sentence"] == "Write to us at privacy@meadow.example if you have questions."
    assert found[0]["said"]["nl"]["href"] == "nl/index.html#writing"


# What is told -----------------------------------------------------------------------------------


def test_report_is_of_one_text(project: Path, told: dict[str, Any]) -> None:
    """The report names the digest of the notice it was made from, the tool, the languages and the date; and that it is no advice."""
    notice = (project / "out" / "meadow" / "notice.json").read_bytes()
    assert told["policy"]["notice"] == {"file": "notice.json", "sha256": sha256(notice).hexdigest()}
    assert told["policy"]["effective"] == "2026-03-01"
    assert told["policy"]["locales"] == ["en", "nl"]
    assert told["tool"].startswith("plainly ")
    page = (project / "out" / "meadow" / "coverage.html").read_text(encoding="utf-8")
    assert told["note"] in page
    assert "not legal advice" in told["note"]
    assert sha256(notice).hexdigest() in page


def test_waived_duty_has_its_reason(project: Path, told: dict[str, Any]) -> None:
    """A waived duty is told with the policy's reason, which is escaped on the page."""
    assert duty(told, "gdpr-13-1-b")["state"] == "waived"
    assert duty(told, "gdpr-13-1-b")["reason"] == "Nobody <b>has</b> to be appointed & nobody is."
    page = Reader((project / "out" / "meadow" / "coverage.html").read_text(encoding="utf-8"))
    assert "Nobody <b>has</b> to be appointed & nobody is." in page.below["gdpr-13-1-b"]
    assert "b" not in page.tags


def test_gap_says_what_to_write(project: Path, told: dict[str, Any]) -> None:
    """Of a duty that is missing the page says which parts lack and what to write; a duty that is not asked says where it would be."""
    page = Reader((project / "out" / "meadow" / "coverage.html").read_text(encoding="utf-8"))
    missing = [one for regime in told["regimes"] for one in regime["duties"] if one["state"] == "missing"]
    assert missing
    for one in missing:
        below = words(page.below[one["id"]])
        assert words(one["help"]) in below
        assert all(part["title"][1:] in below for part in one["parts"] if part["state"] != "not-applicable")
    idle = [one for regime in told["regimes"] for one in regime["duties"] if one["state"] == "not-applicable"]
    assert idle
    assert all(words(one["when"]) in words(page.below[one["id"]]) for one in idle)


def test_states_are_counted(told: dict[str, Any]) -> None:
    """The numbers of the summary are those of the duties."""
    for regime in told["regimes"]:
        states = [one["state"] for one in regime["duties"]]
        assert regime["counts"] == {state: states.count(state) for state in STATES}


def test_policy_without_laws(project: Path) -> None:
    """A policy that declares no law has a report that says so, with its acknowledged findings and declared silence."""
    checked = driver.check(project / LAWLESS / f"{LAWLESS}.policy")
    assert checked.policy is not None
    told = loaded(project / "out" / LAWLESS / "coverage.json")
    page = (project / "out" / LAWLESS / "coverage.html").read_text(encoding="utf-8")
    assert told["laws"] == told["regimes"] == []
    assert "does not say for which laws it is written" in page
    known = [(clause.id, entry.code, entry.because) for clause in checked.policy.clauses for entry in clause.acknowledged]
    assert [(one["clause"], one["code"], one["because"]) for one in told["acknowledged"]] == known != []
    assert all(f'href="en/index.html#{clause}"' in page for clause, _, _ in known)
    assert [one["topic"] for one in told["silent"]] == list(checked.policy.silent) != []
    assert all(one["title"] in page for one in told["silent"])


# The pages --------------------------------------------------------------------------------------


def test_every_duty_has_its_anchor(project: Path, told: dict[str, Any]) -> None:
    """Each duty has its id on the page and in the Markdown; no id occurs twice, and every link leads somewhere."""
    folder = project / "out" / "meadow"
    page = Reader((folder / "coverage.html").read_text(encoding="utf-8"))
    duties = [one["id"] for regime in told["regimes"] for one in regime["duties"]]
    assert len(page.ids) == len(set(page.ids))
    assert set(duties) <= set(page.ids)
    text = (folder / "coverage.md").read_text(encoding="utf-8")
    assert all(f'<a id="{one}"></a>' in text for one in duties)
    for link in page.links:
        file, _, anchor = link.partition("#")
        if not link.startswith("http"):
            target = folder / file if file else folder / "coverage.html"
            assert target.is_file(), link
            assert not anchor or anchor in Reader(target.read_text(encoding="utf-8")).ids, link


def test_quotations_are_marked_with_their_language(project: Path) -> None:
    """Each quoted sentence carries its language, on a page in English."""
    spoken = Reader((project / "out" / "meadow" / "coverage.html").read_text(encoding="utf-8")).spoken
    assert "“Wordt u lid, dan gebruiken wij uw e-mailadres voor marketing, met uw toestemming.”" in spoken["nl"]
    assert not any("Wordt u lid" in text for text in spoken["en"])


def test_markdown_says_the_same(told: dict[str, Any]) -> None:
    """Rendered, the Markdown has the text of the page’s main part."""
    rendered = MarkdownIt("commonmark").enable("table").render(markdown(told))
    text = words(" ".join(part for texts in Reader(f"<p>{rendered}</p>").spoken.values() for part in texts))
    for regime in told["regimes"]:
        for one in regime["duties"]:
            assert words(one["title"]) in text
    assert told["note"] in text


def test_any_text_is_escaped(told: dict[str, Any]) -> None:
    """Text of a policy or a regime never becomes markup or a link."""

    def hostile(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: hostile(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [hostile(inner, key) for inner in value]
        kept = key in {"id", "clause", "state", "format", "language", "locales", "effective", "sha256", "facts"} or not isinstance(
            value, str
        )
        return value if kept else HOSTILE

    page = Reader(html(hostile(told)))
    assert "script" not in page.tags
    assert not any("script" in link for link in page.links)
    assert HOSTILE in page.below["gdpr-13-1-c"]
    rendered = MarkdownIt("commonmark").enable("table").render(markdown(hostile(told)))
    assert "<script" not in rendered
    assert 'href="javascript' not in rendered


def test_page_stays_readable(told: dict[str, Any]) -> None:
    """Where hundreds of clauses meet a part, the page quotes the first and links to the others; the data holds them all."""
    many = json.loads(json.dumps(told))
    clause, fact = many["clauses"]["joining"], next(one for one in many["facts"].values() if one["clause"] == "joining")
    parts = next(one for regime in many["regimes"] for one in regime["duties"] if one["id"] == "gdpr-13-1-c")["parts"]
    parts[0]["evidence"] = [{"clause": f"c{number}", "facts": [f"f{number}"]} for number in range(300)]
    many["clauses"] |= {f"c{number}": clause for number in range(300)}
    many["facts"] |= {f"f{number}": {**fact, "clause": f"c{number}"} for number in range(300)}
    below = Reader(html(many)).below["gdpr-13-1-c"]
    shown = max(laying.CLAUSES, laying.QUOTED // 2)
    assert f"And {300 - shown} more" in below
    assert below.count("Wordt u lid") <= shown + 2
    assert all(f"c{number}" in below for number in range(300))
    assert len(json.loads(data(many))["facts"]) > 300


def test_official_sources_can_be_followed(told: dict[str, Any]) -> None:
    """Each regime links to the official text, by an address that pages may link to."""
    assert told["regimes"]
    assert all(permitted(regime["url"]) and regime["url"].startswith("https://") for regime in told["regimes"])
