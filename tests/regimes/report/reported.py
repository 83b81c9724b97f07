"""A policy with a coverage report in two languages, and how its pages are read, for the tests of the report."""

from __future__ import annotations

import json
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from plainly.cli import main

#: A real policy that is tried without the laws it is written for.
LAWLESS = "desk-2014"
POLICY = """\
@policy meadow
  title         "Privacy statement"
  language      en
  effective     2026-03-01
  controller    meadow
  regime        gdpr
  silent        automated-decisions
  translations  nl source-with-banner

@party meadow "Meadow Ltd"
  email  privacy@meadow.example

# Practices {#practices}

@clause joining

We keep this short. When you join, we use your {email-address} for {marketing}, with your {consent}. Our U.S. shop opens at nine.

@use email-address for marketing under consent

@clause writing

Write to us at {meadow.email} if you have {questions}.

@answer questions via meadow.email

@waive gdpr-13-1-b because Nobody <b>has</b> to be appointed & nobody is.
"""
DUTCH = """\
@translation nl of meadow
  title  "Privacyverklaring"

@label meadow "Meadow bv"

# Praktijk {#practices}

@clause joining

Wij houden het kort. Wordt u lid, dan gebruiken wij uw {email-address} voor {marketing}, met uw {consent}. Onze winkel gaat om negen uur open.

@clause writing

Schrijf naar {meadow.email} als u {questions} hebt.
"""


class Reader(HTMLParser):
    """What a page holds: ids, links, the text below each id, and texts by the language they are marked with."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str, str]] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.below: dict[str, str] = {}
        self.spoken: dict[str, list[str]] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.tags.add(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if tag not in self.VOID:
            self.open.append((tag, given.get("id", ""), given.get("lang", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, identity, _ in self.open:
            if identity:
                self.below[identity] = self.below.get(identity, "") + data
        language = next((lang for _, _, lang in reversed(self.open) if lang), "")
        self.spoken.setdefault(language, []).append(data)


def words(text: str) -> str:
    return " ".join(text.split())


def build(*arguments: str) -> None:
    ran = CliRunner().invoke(main, ["build", *arguments], catch_exceptions=False)
    assert "Published" in ran.output


@cache
def loaded(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def duty(told: dict[str, Any], identity: str) -> dict[str, Any]:
    return next(one for regime in told["regimes"] for one in regime["duties"] if one["id"] == identity)
