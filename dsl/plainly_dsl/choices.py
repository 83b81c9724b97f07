"""Severities that are chosen instead of the catalogue's: by a policy, a project, or on the command line.

Only codes that the catalogue marks `settable` are free. The others stand for mistakes that would break what is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from plainly_dsl.diagnostics.catalogue import entries
from plainly_dsl.standard import languages
from plainly_dsl.suggest import nearest

#: Word before a list of codes → the severity that they get; "" is not reported at all.
SEVERITIES = {"deny": "error", "warn": "warning", "note": "note", "allow": ""}
#: Words that stand for all findings of a severity: after which word, and for which severity.
GROUPS = {"warnings": ("deny", "warning"), "notes": ("allow", "note")}
#: The score of the text that is easiest to read.
MOST = 100
_SCORE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})?")
At = TypeVar("At")


class Choices(NamedTuple):
    """What one place chooses: `codes` (code → severity), and `groups` (severity → another) for all other codes. "" is not reported."""

    codes: Mapping[str, str] = {}
    groups: Mapping[str, str] = {}

    def severity(self, code: str, before: str) -> str:
        """A code's severity after these choices."""
        return self.codes[code] if code in self.codes else self.groups.get(before, before)

    def key(self) -> str:
        """The same text for the same choices."""
        return repr((sorted(self.codes.items()), sorted(self.groups.items())))


class Wishes(NamedTuple):
    """What a policy wants of its checks; `readability` is the score that the text in a locale should reach. No part of the document."""

    choices: Choices = Choices()
    readability: Mapping[str, float] = {}


class Refused(NamedTuple, Generic[At]):
    """A word that cannot be chosen: the diagnostic's code, where, its arguments, and a word that may be meant."""

    code: str
    at: At
    args: dict[str, str]
    suggestion: str = ""


def choose(rows: Iterable[tuple[str, str, At]]) -> tuple[Choices, list[Refused[At]]]:
    """Rows of (a key of `SEVERITIES`, a code or a group, where it stands) → what they choose, and what cannot be chosen."""
    codes: dict[str, str] = {}
    groups: dict[str, str] = {}
    refused: list[Refused[At]] = []
    for key, word, at in rows:
        severity = SEVERITIES[key]
        if word in GROUPS and GROUPS[word][0] == key:
            groups[GROUPS[word][1]] = severity
        elif word not in entries():
            refused.append(Refused("unknown-code", at, {"word": word}, nearest(word, (*entries(), *GROUPS))))
        elif not entries()[word].settable:
            refused.append(Refused("severity-fixed", at, {"code": word}))
        elif codes.setdefault(word, severity) != severity:
            refused.append(Refused("severity-twice", at, {"code": word}))
    return Choices(codes, groups), refused


def take_wishes(fields: dict[str, Any]) -> tuple[Wishes, list[Refused[Any]]]:
    """Takes out of the fields of a policy's header what it wants of the checks; also the codes that cannot be chosen."""
    choices, refused = choose((key, word.text, word) for key in SEVERITIES for word in fields.pop(key, ()))
    scores, language = fields.pop("readability", {}), fields.get("language", "en")
    return Wishes(choices, {locale or language: number for locale, number in scores.items()}), refused


def read_scores(name: str, rows: Iterable[tuple[str, str, At]]) -> tuple[dict[str, float], list[Refused[At]]]:
    """Rows of (locale, readability score, where it stands) of the setting `name` → locale → score; and what cannot be read."""
    scores: dict[str, float] = {}
    refused: list[Refused[At]] = []
    for locale, number, at in rows:
        if locale and locale not in languages():
            args = {"word": locale, "known": ", ".join(languages())}
            refused.append(Refused("unknown-language", at, args, nearest(locale, languages())))
        elif not _SCORE.fullmatch(number) or float(number) > MOST:
            refused.append(Refused("bad-setting", at, {"name": name, "word": number, "expected": f"a number from 0 to {MOST}"}))
        elif locale in scores:
            refused.append(Refused("duplicate-property", at, {"name": locale or name}))
        else:
            scores[locale] = float(number)
    return scores, refused
