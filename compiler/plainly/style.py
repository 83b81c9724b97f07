"""The words by which texts are judged in a locale (`locales/<locale>/style.toml`), and how they are looked for.

A reader's own locale may lack the file: then nothing is found in its texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from plainly.locales import folder, read_toml


@cache
def style(locale: str, table: str) -> dict[str, Any]:
    """A table of the locale's `style.toml`; empty where the locale has none."""
    if not (folder(locale) / "style.toml").is_file():
        return {}
    found: dict[str, Any] = read_toml(locale, "style").get(table, {})
    return found


def phrases(locale: str, table: str, key: str) -> tuple[str, ...]:
    """A list of phrases; one with `*` at its end stands for any ending."""
    return tuple(style(locale, table).get(key, ()))


def simple(text: str) -> str:
    """A text as it is searched for phrases: lower case, straight apostrophes, single spaces."""
    return " ".join(text.lower().replace("’", "'").split())


def present(text: str, listed: Iterable[str]) -> tuple[str, ...]:
    """The phrases whose letters occur in a `simple` text, be it within a word: a quick first look."""
    return tuple(phrase for phrase in listed if _simple(phrase) in text)


def spots(text: str, listed: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where phrases stand in a text as whole words, however it is spaced and capitalized: start and end, phrase by phrase."""
    for phrase in listed:
        for match in _pattern(phrase).finditer(text):
            yield match.span()


@cache
def _simple(phrase: str) -> str:
    return simple(phrase.removesuffix("*"))


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in _simple(phrase).split())
    ending = r"\w*" if phrase.endswith("*") else ""
    return re.compile(rf"(?<!\w){words}{ending}(?!\w)", re.IGNORECASE)
