"""All policies of an output folder against the laws they declare: `coverage.json` and `coverage.html` at its top.

It is made from what each policy's build handed on, so policies of earlier builds stay listed and nothing is worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from plainly.emit.coverage.laying import Content, Record, counted, day, framed, text
from plainly.emit.coverage.recording import NOTE, TOOL
from plainly.emit.document import document_text
from plainly.emit.html import html
from plainly.page import Alternate, Block, Detail, Foreign, Link, Page, Paragraph, Section, Table, Text
from plainly.regimes.verdicts import STATES

if TYPE_CHECKING:
    from plainly.emit.catalogue import Listed

FORMAT = "plainly-coverage-overview/1"
REPORT = "coverage.html"


def overview_files(listed: Mapping[str, Listed]) -> Iterator[tuple[str, str]]:
    """The files of the overview, by their names."""
    record = overview(listed)
    yield "coverage.json", document_text(record)
    yield REPORT, html(laid_overview(record))


def overview(listed: Mapping[str, Listed]) -> Record:
    """The overview of these policies, in the order of their ids."""
    return {"format": FORMAT, "tool": TOOL, "note": NOTE, "policies": [_policy(name, one) for name, one in sorted(listed.items())]}


def laid_overview(record: Record) -> Page:
    """The page of the overview."""
    header = ("Policy", "Regime", "Effective", *(word.capitalize() for word in STATES.values()))
    rows = tuple(row for policy in record["policies"] for row in _rows(policy))
    table = Table("Policies and regimes, with the number of duties in each state", header, rows)
    lead = "One row a policy and regime. A regime is a law, or an article of it, with the duties that it has for a privacy notice."
    blocks: tuple[Block, ...] = (Section("policies", 2, "", text("Policies and regimes"), (Paragraph(text(lead)), table)),)
    pages = (Alternate("overview", REPORT, "All policies"),)
    details = (Detail("Policies", text(str(len(record["policies"])))), Detail("Made by", text(record["tool"])))
    page = framed(
        "overview",
        ("Coverage of all policies", "What the law asks privacy notices to say, and how much of it each policy says"),
        pages,
        details,
        blocks,
    )
    return page._replace(
        banner=record["note"], root="", contents=(), downloads=(Alternate("json", "coverage.json", "Data of this overview (JSON)"),)
    )


def _policy(name: str, listed: Listed) -> Record:
    about, files = listed.about, listed.files
    known = REPORT in files
    regimes = [
        {"id": regime, "title": one["title"], "applies": bool(one["counts"]), "counts": one["counts"]}
        for regime, one in sorted(about.coverage.items())
    ]
    return {
        "id": name,
        "title": about.title,
        "effective": about.valid or "not-stated",
        "notice": {"file": f"{name}/notice.json", "sha256": files.get("notice.json", "")},
        "report": f"{name}/{REPORT}" if known else "",
        "data": f"{name}/coverage.json" if known else "",
        "regimes": regimes if known else [],
    }


def _rows(policy: Record) -> Iterator[tuple[Content, ...]]:
    """A policy's rows: one a regime; one that says why where there is none."""
    effective = text(day(policy["effective"]))
    if not policy["regimes"]:
        why = "no law declared, or none with known duties" if policy["report"] else "built before there were reports"
        yield (_named(policy), text(why), effective, *([()] * len(STATES)))
    for regime in policy["regimes"]:
        where = f"{policy['report']}#{regime['id']}"
        yield (_named(policy), (Link(where, text(regime["title"])),), effective, *counted(regime))


def _named(policy: Record) -> Content:
    """The policy's id as a link to its report, and its title in English or the first language there is."""
    titles = policy["title"]
    locale = "en" if "en" in titles else min(titles, default="")
    title = (Text(": "), Foreign(locale, text(titles[locale]))) if locale else ()
    link = Link(policy["report"], text(policy["id"])) if policy["report"] else Text(policy["id"])
    return (link, *title)
