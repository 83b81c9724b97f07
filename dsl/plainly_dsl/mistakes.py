"""A line that does not fit the grammar → one plain diagnostic.

Lark tells where it stopped and what it would have taken. `MISTAKES` is an ordered table: the first row
whose test holds names the mistake. Each row has a case in tests/syntax/bad.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lark import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from plainly_dsl.lines import LABEL_QUOTES
from plainly_dsl.suggest import nearest
from plainly_dsl.tables import marks, qualifiers

_WORD = re.compile(r'[^\s,"“”„«»]+|.', re.DOTALL)
_LAST_WORD = re.compile(r"(?<![\w-])([a-z-]+)\s*$")


class Stop(NamedTuple):
    """Where parsing of a line stopped: the offending word, the text before it, what would have fitted."""

    rule: str
    text: str
    at: int
    word: str
    expected: frozenset[str]

    @property
    def before(self) -> str:
        return self.text[: self.at].rstrip()

    @property
    def last(self) -> str:
        """The word before the offending one."""
        return self.before.rpartition(" ")[2].strip(f",{LABEL_QUOTES}”")


class Mistake(NamedTuple):
    """`code` of the catalogue, when it applies, and which word to propose instead."""

    code: str
    applies: Callable[[Stop], bool]
    suggestion: Callable[[Stop], str] = lambda _stop: ""


def near_qualifier(stop: Stop) -> str:
    """The qualifier or bare word that the offending word is a slip of."""
    return nearest(stop.word, (*qualifiers(), *marks(), "only", "such-as"))


def _lower(stop: Stop) -> str:
    return re.sub(r"[\s_]+", "-", stop.word.lower()).strip("-")


def _closed(stop: Stop) -> bool:
    return re.match(r'"[^"\n]*"|“[^“”\n]*”|„[^“”„\n]*[“”]|«[^«»\n]*»', stop.text[stop.at :]) is not None


def _is_name(text: str) -> bool:
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None


MISTAKES = (
    Mistake("unfinished-list", lambda s: not s.word or s.word == "," or (s.word in qualifiers() and s.before.endswith(","))),
    Mistake("quote-in-statement", lambda s: s.word[0] in LABEL_QUOTES and (s.rule == "fact_line" or _closed(s))),
    Mistake("unclosed-quote", lambda s: s.word[0] in LABEL_QUOTES),
    Mistake("or-in-list", lambda s: s.word == "or"),
    Mistake("and-in-declaration", lambda s: s.word == "and" and s.rule in {"declaration_line", "property_line"}),
    Mistake("misspelt-name", lambda s: s.word != _lower(s) and _is_name(_lower(s)), _lower),
    Mistake("missing-name", lambda s: s.last in qualifiers() and s.word in qualifiers()),
    Mistake("unknown-qualifier", lambda s: "QUALIFIER" in s.expected and bool(near_qualifier(s)), near_qualifier),
    Mistake("missing-comma", lambda s: bool({"COMMA", "_COMMA"} & s.expected) and _is_name(s.word)),
    Mistake("unexpected-word", lambda _stop: True),
)


def stop_of(rule: str, text: str, error: UnexpectedInput) -> Stop:
    """Lark's error → where it stopped, as a `Stop`."""
    at = error.pos_in_stream if isinstance(error.pos_in_stream, int) else len(text)
    at = len(text.rstrip()) if at < 0 else at
    expected: set[str] = set()
    if isinstance(error, UnexpectedToken):
        expected = set(error.accepts or error.expected)
        if error.token.type == "$END":
            at = len(text.rstrip())
    elif isinstance(error, UnexpectedCharacters):
        expected = set(error.allowed or ())
    at = _taken_for_name(text, at)
    match = _WORD.match(text, at)
    return Stop(rule, text, at, match[0] if match and at < len(text.rstrip()) else "", frozenset(expected))


def _taken_for_name(text: str, at: int) -> int:
    """Offset of a qualifier just before `at` that was taken for a name, since one is missing before it; else `at`."""
    before = _LAST_WORD.search(text, 0, at)
    if before is None or before[1] not in qualifiers():
        return at
    earlier = text[: before.start(1)].rstrip()
    word = _LAST_WORD.search(earlier)
    return before.start(1) if earlier.endswith(",") or (word and word[1] in qualifiers()) else at


def classify(stop: Stop) -> tuple[str, str]:
    """The diagnostic's code, and a word that may stand instead ("" when there is none)."""
    mistake = next(row for row in MISTAKES if row.applies(stop))
    return mistake.code, mistake.suggestion(stop)
