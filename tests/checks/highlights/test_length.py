"""The one-page limit: the estimate accepts the pages there are, and never one that Chromium prints on two."""

from __future__ import annotations

import bisect
import copy
import random
import re
from pathlib import Path
from typing import Any

import pytest

from cases import POLICIES, REAL, check_text, codes
from plainly import frontends
from plainly.checks.highlights import length
from plainly.compose.highlights import highlights_page
from plainly.compose.wording import Wording
from plainly.emit.html import TEMPLATES, html
from plainly.locales import published
from plainly.logic.claims import Claims
from plainly.view import view
from plainly_dsl.diagnostics.catalogue import frame

PAPERS = ("A4", "Letter")
#: Every real policy in every locale.
PAGES = [(path, locale) for path in sorted(REAL) for locale in published(view(frontends.read(path).document))]
NAMES = [f"{path.stem}-{locale}" for path, locale in PAGES]
#: Words in a line that is added, and how many lines to a group of its own (0: they join the groups there are).
KINDS = {"short lines": (5, 0), "long lines": (32, 0), "two to a group": (14, 2), "one to a group": (24, 1)}


def too_long(policy: Any, locale: str) -> bool:
    """Whether the estimate finds the summary of a locale too long."""
    return any(finding.args["locale"] == locale for finding in length.check(Claims(policy)))


def bare(document: Any) -> Any:
    """A policy’s document without what the summary does not show."""
    clauses = [clause | {"statements": [], "text": {}, "plain": [], "acknowledged": []} for clause in document["clauses"]]
    shown = " ".join(text for clause in clauses for texts in clause.get("highlights", ()) for text in texts.values())
    names = {name: entry for name, entry in document["names"].items() if name in document["controllers"] or name in shown}
    return document | {"clauses": clauses, "names": names}


def lengthened(document: Any, locale: str, lines: int, kind: str) -> Any:
    """A policy with so many lines more in its summary, made of the words of the locale’s own lines in any order."""
    document = copy.deepcopy(document)
    words, to_a_group = KINDS[kind]
    chance = random.Random(f"{document['id']} {locale} {kind}")
    own = " ".join(texts[locale] for clause in document["clauses"] for texts in clause.get("highlights", ()))
    stock = re.sub(r"\[([^\]]*)\]\{[^}]*\}|\{[^}]*\}", r"\1", own).split()
    shown = [clause for clause in document["clauses"] if clause.get("highlights")]
    for number in range(lines):
        clause = shown[number % len(shown)]
        if to_a_group:
            clause = clause | {"id": f"added-{number}", "highlights": []}
            document["clauses"].append(clause)
            if not number % to_a_group:
                title = document["highlights"][0]["title"]
                document["highlights"].append({"id": f"more-{number}", "title": title, "clauses": [], "more": clause["section"]})
            document["highlights"][-1]["clauses"].append([clause["id"]])
        text = " ".join(chance.choice(stock) for _ in range(words))
        clause["highlights"].append(dict.fromkeys(document["title"], text))
    return view(document)


def longest(document: Any, locale: str, kind: str) -> Any:
    """The longest of these summaries that the estimate accepts."""
    count = bisect.bisect_left(range(200), 1, key=lambda lines: int(too_long(lengthened(document, locale, lines, kind), locale)))
    assert count
    return lengthened(document, locale, count - 1, kind)


def printed(tab: Any, policy: Any, locale: str, folder: Path) -> dict[str, int]:
    """Pages that Chromium prints the summary on, by paper."""
    page = folder / "highlights.html"
    folder.joinpath("plainly.css").write_bytes((TEMPLATES / "plainly.css").read_bytes())
    text = html(highlights_page(policy, Wording.of(policy, locale)))
    page.write_text(re.sub(r'href="[^"]*plainly\.css"', 'href="plainly.css"', text), encoding="utf-8")
    tab.goto(page.as_uri())
    return {paper: len(re.findall(rb"/Type\s*/Page\b", tab.pdf(format=paper))) for paper in PAPERS}


@pytest.mark.parametrize(("path", "locale"), PAGES, ids=NAMES)
def test_accepts_the_real_pages(path: Path, locale: str) -> None:
    """No summary of a real policy is taken for too long."""
    assert not too_long(view(frontends.read(path).document), locale)


@pytest.mark.needs_browser
@pytest.mark.parametrize(("path", "locale"), PAGES, ids=NAMES)
def test_what_is_accepted_is_one_page(browser: Any, tmp_path: Path, path: Path, locale: str) -> None:
    """The longest summary that the estimate accepts, of short lines or long ones, in few groups or many, is printed on one page."""
    document = bare(frontends.read(path).document)
    tab = browser.new_page()
    for kind in KINDS:
        policy = longest(document, locale, kind)
        assert printed(tab, policy, locale, tmp_path) == dict.fromkeys(PAPERS, 1), kind
    tab.close()


@pytest.mark.needs_browser
def test_what_is_far_too_long_is_two_pages(browser: Any, tmp_path: Path) -> None:
    """The estimate is no miser: a summary a quarter of a page beyond it does not fit."""
    path = POLICIES / "desk-2014" / "desk-2014.policy"
    document = bare(frontends.read(path).document)
    tab = browser.new_page()
    policy = lengthened(document, "en", 40, "long lines")
    assert too_long(policy, "en")
    assert min(printed(tab, policy, "en", tmp_path).values()) > 1
    tab.close()


def test_says_by_how_much(tmp_path: Path) -> None:
    """The finding stands at the first group, and says by about how many lines the page is too long."""
    lines = "\n".join(
        f"@highlight Line {number} tells what we do with your e-mail address, at some length, so that it takes room."
        for number in range(90)
    )
    body = f'@clause use\n\nWe use your [e-mail address]{{email-address}} for {{service-provision}}.\n\n@use email-address for service-provision\n{lines}\n\n@highlights\n  use  "Use"  use\n'
    checked = check_text(tmp_path, frame(body))
    found = [finding for finding in checked.diagnostics if finding.code == "highlights-too-long"]
    assert codes(checked) == ["highlights-too-long"]
    assert [10 < int(finding.args["lines"]) < 200 for finding in found] == [True]
