"""Which files a policy becomes: one table, path → text. An output format is a row here and a module in emit/."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from plainly.compose import compose
from plainly.emit import coverage as report
from plainly.emit.document import document_text
from plainly.emit.graph import graph
from plainly.emit.html import html
from plainly.emit.jsonld import context_text, embedded, jsonld
from plainly.emit.markdown import markdown
from plainly.emit.terms import Node
from plainly.emit.turtle import turtle
from plainly.locales import published
from plainly.page import PAGE_FILES, Page
from plainly.write import digest

if TYPE_CHECKING:
    from plainly.model import Policy
    from plainly.regimes.verdicts import Coverage

DEFAULT_BASE = "https://w3id.org/plainly/policies/"
STYLE = Path(__file__).parent / "templates" / "plainly.css"


class Notice(NamedTuple):
    """A file of the whole policy: its name and how it is made from the policy, the base IRI and the graph."""

    file: str
    emit: Callable[[Policy, str, list[Node]], str]


class Report(NamedTuple):
    """A file of a policy's coverage report: its name and how it is made from the report's record."""

    file: str
    emit: Callable[[dict[str, Any]], str]


class View(NamedTuple):
    """A file of each page: its name by the page's kind, and how it is made."""

    file: Callable[[Page], str]
    emit: Callable[[Page], str]


NOTICES = (Notice("notice.jsonld", jsonld), Notice("notice.ttl", turtle))
REPORTS = (Report("coverage.json", report.data), Report("coverage.md", report.markdown), Report("coverage.html", report.html))
VIEWS = (
    View(lambda page: f"{PAGE_FILES[page.kind]}.html", html),
    View(lambda page: "policy.md" if page.kind == "statement" else f"{PAGE_FILES[page.kind]}.md", markdown),
)


def files(
    document: dict[str, Any],
    policy: Policy,
    base: str = DEFAULT_BASE,
    done: frozenset[str] = frozenset(),
    coverages: tuple[Coverage, ...] | None = None,
) -> Iterator[tuple[str, str]]:
    """Everything one policy is published as: path below the policy's folder → text. Pages of locales that are `done` are left out.

    `coverages` are those of the laws it declares, where they are known already.
    """
    text = document_text(document)
    edition = digest(text.encode("utf-8"))
    yield "notice.json", text
    nodes = graph(policy, base, edition)
    for notice in NOTICES:
        yield notice.file, notice.emit(policy, base, nodes)
    embed = embedded(policy, base)
    statements = {}
    for locale in (one for one in published(policy) if one not in done):
        for page in compose(policy, locale):
            whole = page._replace(notice=embed)
            for view in VIEWS:
                yield f"{locale}/{view.file(whole)}", view.emit(whole)
            if page.kind == "statement":
                statements[locale] = page
    told = report.record(policy, covered(policy) if coverages is None else coverages, base, edition=edition, pages=statements)
    for part in REPORTS:
        yield part.file, part.emit(told)


def covered(policy: Policy) -> tuple[Coverage, ...]:
    """The policy against the laws that it declares."""
    from plainly.logic.claims import Claims
    from plainly.regimes.verdicts import coverage, regimes_of

    return coverage(Claims(policy), regimes_of(policy))


def common_files(base: str = DEFAULT_BASE) -> Iterator[tuple[str, str]]:
    """Files all policies share, below the address `base`."""
    from plainly.emit.shapes import shapes_text
    from plainly.emit.vocabulary import vocabulary_files
    from plainly.validate import SCHEMA

    yield "plainly-context.jsonld", context_text()
    yield "plainly-shapes.ttl", shapes_text()
    yield "plainly.css", STYLE.read_text(encoding="utf-8")
    yield "policy.schema.json", SCHEMA.read_text(encoding="utf-8")
    yield from vocabulary_files(base)
