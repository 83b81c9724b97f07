"""The words of the diagnostics, read from `*.toml` beside this file: one table a code.

    [unknown-name]
    severity = "error"                # error, warning or note
    title = "A name nobody declared"
    message = "There is no name “{name}”."
    suggest = "Did you mean “{suggestion}”?"        # used when the finding proposes a word
    fix = "Declare it with @data, @party …, or use a name of the standard vocabulary."
    why = "…"                         # one short paragraph for the catalogue page
    bad = '''…'''                     # body of a small policy that gets this diagnostic
    good = '''…'''                    # the same, mended
    source = '''…'''                  # where given, bad and good are Dutch translations of this policy
    reference = "GDPR, Article 5(1)(a)"   # where given, the article of law or the guideline it rests on
    found-by = "people"               # where given, no check looks for it; the code is there to be acknowledged
    settable = true                   # a policy's or a project's settings may change the severity

`settable` may stand above the tables of a file and holds for all of them. `bad` and `good` are set into a small frame (`frame`), unless they begin with `@policy` or with the frame's party.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from plainly_dsl.diagnostics import Diagnostic

LONGEST = 200  # characters of what a message quotes
SEVERITIES = ("error", "warning", "note")


class Entry(NamedTuple):
    """All that is known of a code. `group` is the name of its file."""

    code: str
    severity: str
    title: str
    message: str
    fix: str
    suggest: str
    why: str
    bad: str
    good: str
    source: str
    reference: str
    found_by: str
    settable: bool
    group: str

    def examples(self) -> tuple[tuple[str, str], ...]:
        """The examples there are, each with what is to be said above it."""
        what = " (its translation into Dutch)" if self.source else ""
        rows = (("The policy", self.source), (f"Wrong{what}", self.bad), (f"Right{what}", self.good))
        return tuple((title, example) for title, example in rows if example)

    def standing(self) -> str:
        """Whether the severity can be changed, or nobody but people finds it; "" for a mistake that is always one."""
        if self.found_by == "people":
            return "found by people, and acknowledged"
        return "can be changed by settings" if self.settable else ""


@cache
def entries() -> dict[str, Entry]:
    """The whole catalogue, by code."""
    return {code: entry for path in _files() for code, entry in _read(path).items()}


def groups() -> dict[str, list[Entry]]:
    """The catalogue by file: what a file's first line says it is about → its entries."""
    return {_text(path).partition("\n")[0].lstrip("# ").rstrip(".").partition(": ")[0]: [*_read(path).values()] for path in _files()}


@cache
def entry(code: str) -> Entry:
    """One code's entry; reads only the file that has it. Raises `KeyError` for a code there is none of."""
    heading = f"\n[{code}]\n"
    for path in _files():
        if heading in f"\n{_text(path)}" and code in _read(path):
            return _read(path)[code]
    raise KeyError(code)


@cache
def _files() -> tuple[Path, ...]:
    return tuple(sorted(Path(__file__).parent.glob("*.toml")))


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _read(path: Path) -> dict[str, Entry]:
    rows = tomllib.loads(_text(path))
    free = bool(rows.pop("settable", False))
    return {code: _entry(code, row, path.stem, free=free) for code, row in rows.items()}


def _entry(code: str, row: dict[str, Any], group: str, *, free: bool) -> Entry:
    """A table of the file `group`; `free` says whether the file's codes are settable."""
    words = {key: str(row.get(key.replace("_", "-"), "")).strip("\n") for key in Entry._fields[1:] if key not in {"settable", "group"}}
    return Entry(code=code, **words, settable=bool(row.get("settable", free)), group=group)


def severity(diagnostic: Diagnostic) -> str:
    """`error`, `warning` or `note`: what settings made it, else the catalogue's."""
    return diagnostic.severity or entry(diagnostic.code).severity


def message(diagnostic: Diagnostic) -> str:
    """The plain sentence."""
    return entry(diagnostic.code).message.format_map(_arguments(diagnostic))


def fix(diagnostic: Diagnostic) -> str:
    """What to do about it: the proposed word where there is one, else the general advice; may be empty."""
    known = entry(diagnostic.code)
    arguments = _arguments(diagnostic)
    if diagnostic.suggestion:
        return (known.suggest or "Did you mean “{suggestion}”?").format_map(arguments)
    return known.fix.format_map(arguments)


def _arguments(diagnostic: Diagnostic) -> _Arguments:
    """What fills the blanks; long words are cut, since a message is read on one screen, but for paths and the help of a duty."""
    given = {**diagnostic.args, "suggestion": diagnostic.suggestion}
    whole = ("path", "help")
    return _Arguments((key, text if len(text) <= LONGEST or key in whole else text[:LONGEST] + "…") for key, text in given.items())


class _Arguments(dict[str, str]):
    """A blank nobody filled shows its name, so that a slip in the catalogue never stops a report."""

    def __missing__(self, key: str) -> str:
        return f"<{key}>"


HEADER = """\
@policy example
  title       "Privacy statement"
  language    en
  effective   2026-03-01
  controller  meadow

@party meadow "Meadow Ltd"
  email  privacy@meadow.example

"""


def frame(body: str) -> str:
    """An example of the catalogue as a whole policy: with a header, and in a section and clause unless it has its own."""
    if body.startswith(("@policy", "@party meadow")):
        return body + "\n"
    if not any(line.startswith("#") for line in body.split("\n")):
        body = body if "@clause" in body else f"@clause only\n\n{body}"
        body = f"# Our practices {{#practices}}\n\n{body}"
    return f"{HEADER}{body}\n"


def translation_frame(body: str) -> str:
    """An example in Dutch as a whole translation of a framed example: with its first lines, the frame's label, heading and clause."""
    if body.startswith("@translation"):
        return body + "\n"
    if not any(line.startswith("#") for line in body.split("\n")):
        body = body if "@clause" in body else f"@clause only\n\n{body}"
        body = f"# Onze werkwijze {{#practices}}\n\n{body}"
    return f'@translation nl of example\n  title  "Privacyverklaring"\n\n@label meadow "Meadow Ltd"\n\n{body}\n'
