"""Finds what a text has in common with the source policies, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checklist import HERE, SHARED, table

# So many words in a row are no coincidence.
RUN = 12
SEEDS = SHARED / "seeds"
# Stands where words do not follow one another: between the two sides of an address, for instance.
BREAK = "\0"


def words(text: str) -> list[str]:
    """The words of a text in small letters, and breaks."""
    return re.findall(rf"[^\W_]+|{BREAK}", text.casefold())


@cache
def seeds() -> frozenset[tuple[str, ...]]:
    """Every run of words of every source policy."""
    runs: set[tuple[str, ...]] = set()
    for path in SEEDS.glob("*.txt"):
        runs.update(_runs(words(without_addresses(path.read_text(encoding="utf-8")))))
    return frozenset(runs)


@cache
def excused() -> tuple[list[str], ...]:
    """Names, addresses and titles, which have to be as they are."""
    return tuple(words(line["words"]) for line in table(HERE / "same_words.tsv"))


def shared_runs(text: str) -> list[str]:
    """The stretches of at least `RUN` words that a text shares with a source policy."""
    found = words(without_addresses(text))
    for phrase in excused():
        found = _cut(found, phrase)
    stretches: list[list[str]] = []
    end = 0
    for start, run in enumerate(_runs(found)):
        if BREAK not in run and run in seeds():
            if stretches and start < end:
                stretches[-1] += run[end - start :]
            else:
                stretches.append(list(run))
            end = start + RUN
    return [" ".join(stretch) for stretch in stretches]


def _runs(found: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1))


def without_addresses(text: str) -> str:
    """The text without the targets of links and without web addresses."""
    return re.sub(r"\]\([^)]*\)|https?://\S+", f" {BREAK} ", text)


def _cut(found: list[str], phrase: list[str]) -> list[str]:
    """The words with a break in place of the phrase."""
    result: list[str] = []
    position = 0
    while position < len(found):
        if found[position : position + len(phrase)] == phrase:
            result.append(BREAK)
            position += len(phrase)
        else:
            result.append(found[position])
            position += 1
    return result
