"""The files of a locale, read without the compiler, so that what the tests expect does not depend on what they test."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import plainly
import plainly_dsl

ROOT = Path(__file__).parents[2]
NAMES = Path(plainly_dsl.__file__).parent / "locales"
WORDS = Path(plainly.__file__).parent / "locales"
VOCABULARY = Path(plainly_dsl.__file__).parent / "vocabulary"
FILES = ("interface.toml", "sentences.toml", "modality.tsv", "honesty.tsv", "style.toml")
PERSONS = ("we", "one", "many", "reader")
BLANK = re.compile(r"\{(\w*)\}")


def folders(root: Path) -> set[str]:
    """The locales that have a folder."""
    return {path.name for path in root.iterdir() if path.is_dir() and not path.name.startswith("_")}


#: All that come with the compiler; one that has only some of its files is among them.
LOCALES = sorted(folders(NAMES) | folders(WORDS))
OTHERS = [locale for locale in LOCALES if locale != "en"]


class Row(NamedTuple):
    """A line of `names.tsv`."""

    name: str
    label: str
    forms: tuple[str, ...]
    definition: str


@cache
def lines(path: Path) -> tuple[tuple[str, ...], ...]:
    """Cells of a tab-separated file, its header first."""
    return tuple(tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))


@cache
def names(locale: str) -> dict[str, Row]:
    """The vocabulary's words in a locale."""
    rows = (
        Row(name, label, tuple(filter(None, forms.split(" | "))), text)
        for name, label, forms, text in lines(NAMES / locale / "names.tsv")[1:]
    )
    return {row.name: row for row in rows}


@cache
def kinds() -> dict[str, str]:
    """The kind of each standard name."""
    return {row[0]: path.stem for path in sorted(VOCABULARY.glob("*.tsv")) for row in lines(path)[1:]}


@cache
def toml(locale: str, name: str) -> dict[str, Any]:
    """`interface` or `sentences` of a locale."""
    content: dict[str, Any] = tomllib.loads((WORDS / locale / f"{name}.toml").read_text(encoding="utf-8"))
    return content


@cache
def modality(locale: str) -> tuple[tuple[str, ...], ...]:
    """Rows of a locale's list of words of force: word, what it expresses, note."""
    return lines(WORDS / locale / "modality.tsv")[1:]


def leaves(table: dict[str, Any], *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The values of a TOML table with their keys."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, *path, key)
        else:
            yield (*path, key), value


def words_of(locale: str) -> Iterator[str]:
    """All that a locale's files say on pages: interface texts, parts of sentences, labels, definitions."""
    for name in ("interface", "sentences"):
        yield from (text for _, text in leaves(toml(locale, name)) if isinstance(text, str))
    for row in names(locale).values():
        yield from (row.label, row.definition)


def blanks(text: str) -> set[str]:
    """What is filled in at `{…}`."""
    return set(BLANK.findall(text))


def plainly_command(*arguments: str | Path, locales: Path | str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own, with a folder of further locales, or several as PLAINLY_LOCALES names them."""
    return subprocess.run(
        [sys.executable, "-m", "plainly.cli", *map(str, arguments)],
        env={**os.environ, "PLAINLY_LOCALES": str(locales)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def build(policy: Path, output: Path, locales: Path | str) -> Path:
    """Builds a policy with a folder of further locales; fails unless there is nothing to report. Gives the policy's output folder."""
    done = plainly_command("build", policy, "--out", output, locales=locales)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip().count("\n") <= 1, done.stdout  # nothing but what was published
    return output / policy.stem
