"""What a project wants of the checks: `plainly.toml`, or `[tool.plainly]` in `pyproject.toml`, above the policies.

    deny = ["lost-link"]        # these are errors
    warn = ["said-twice"]       # … warnings
    note = ["weakened-claim"]   # … notes
    allow = ["unused-name"]     # … not reported
    sentence-words = 30         # longer sentences are reported

    [readability]               # the score that the text in a language should reach
    en = 45

The file nearest to a policy holds; others are not read. A policy's own wishes go before the project's, the command line's
before both.
"""

from __future__ import annotations

import errno
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from plainly_dsl.choices import SEVERITIES, Choices, Wishes, choose, read_scores
from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.diagnostics.catalogue import severity
from plainly_dsl.source import Source
from plainly_dsl.suggest import nearest

OWN, SHARED = "plainly.toml", "pyproject.toml"
KNOWN = (*SEVERITIES, "sentence-words", "readability")
MOST_WORDS = 200
MOST_BYTES = 1_000_000
#: Whether a pyproject.toml can hold a table of ours; only then is it read as TOML.
_OURS = re.compile(r"""(?m)^[ \t]*(?:\[[ \t]*)?["']?tool["']?[ \t]*(?:\]|\.[ \t]*["']?plainly\b|=)""")
_TABLE = re.compile(r"""(?m)^[ \t]*\[[ \t]*["']?tool["']?[ \t]*\.[ \t]*["']?plainly\b""")
_COMMENT = re.compile(r"(?m)^[ \t]*#.*$")
_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")


class Limits(NamedTuple):
    """What checks of the text hold it to, where that is not what the locale's own table says.

    The score of readability that a locale's text should reach, and the most words of a sentence (0: not set).
    """

    readability: Mapping[str, float] = {}
    sentence_words: int = 0


class Project(NamedTuple):
    """A project's settings; what is wrong with them, in which text, and the files that were looked for, there or not."""

    choices: Choices = Choices()
    limits: Limits = Limits()
    problems: tuple[Diagnostic, ...] = ()
    source: Source | None = None
    looked: tuple[Path, ...] = ()


class Settings(NamedTuple):
    """All that holds for one policy: what was chosen, the strongest last, and limits."""

    choices: tuple[Choices, ...]
    limits: Limits

    @classmethod
    def of(cls, project: Project, wishes: Wishes, command: Choices) -> Settings:
        """The project's settings, the policy's own, and the command line's."""
        limits = project.limits._replace(readability={**project.limits.readability, **wishes.readability})
        return cls((project.choices, wishes.choices, command), limits)

    def applied(self, diagnostic: Diagnostic) -> Diagnostic | None:
        """A diagnostic with the severity it has here; None where it is not to be reported."""
        catalogued = now = severity(diagnostic)
        for choices in self.choices:
            now = choices.severity(diagnostic.code, now)
        if not now:
            return None
        return diagnostic if now == catalogued else replace(diagnostic, severity=now)


def project_of(policy: Path) -> Project:
    """The settings of the project that a policy lies in."""
    looked = []
    for folder in _above(policy):
        for path in (folder / OWN, folder / SHARED):
            looked.append(path)
            read = _read(path)
            if read is not None:
                return read._replace(looked=tuple(looked))
    return Project(looked=tuple(looked))


def _above(policy: Path) -> Iterator[Path]:
    """A policy's folder and those above it, written relative to the current one where they lie in it."""
    here, folder = Path.cwd(), policy.resolve().parent
    for one in (folder, *folder.parents):
        yield one.relative_to(here) if one.is_relative_to(here) else one


def _read(path: Path) -> Project | None:
    """One file's settings; None where it is not there, or says nothing for us."""
    try:
        data = _bytes(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return _unreadable(Source(str(path), ""), error.strerror or type(error).__name__)
    source = Source(str(path), data.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    if path.name == SHARED and not _OURS.search(source.text):
        return None
    import tomllib

    try:
        values: Any = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _unreadable(source, _POSITION.sub("", str(error)).strip().rstrip("."), _position(source.text, str(error)))
    except UnicodeDecodeError:
        return _unreadable(source, "it is not in UTF-8")
    if path.name == SHARED:
        tool = values.get("tool")
        values = tool.get("plainly") if isinstance(tool, dict) else None
        if values is None:
            return None
    return _Reader(source, path.name == SHARED).project(values)


def _bytes(path: Path) -> bytes:
    """A file's bytes. Raises `OSError` where it is no plain file, or too long: in the folders above a policy anything may lie."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is not a file")
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError(errno.EFBIG, f"it is longer than {MOST_BYTES // 10**6} MB")
    return data


def _unreadable(source: Source, reason: str, at: int = 0) -> Project:
    place = Place(source.name, at, min(at + 1, len(source.text)))
    return Project(problems=(Diagnostic("settings-unreadable", place, {"path": source.name, "reason": reason}),), source=source)


def _position(text: str, message: str) -> int:
    """The offset of the place that `tomllib` names in a message; without one, the end of the text is meant."""
    match = _POSITION.search(message)
    if match is None:
        return max(0, len(text.rstrip()) - 1)
    lines = text.split("\n")[: int(match[1]) - 1]
    return min(sum(len(line) + 1 for line in lines) + int(match[2]) - 1, len(text))


class _Reader:
    """Reads one file's values; `tomllib` keeps no places, so they are looked up in the text."""

    def __init__(self, source: Source, shared: bool) -> None:
        self.source = source
        self.text = _COMMENT.sub(lambda line: " " * len(line[0]), source.text)
        table = _TABLE.search(self.text) if shared else None
        self.start = table.start() if table else 0
        self.problems: list[Diagnostic] = []

    def project(self, values: Any) -> Project:
        """All settings of a table; what is wrong is reported and left out."""
        if not isinstance(values, dict):
            self.wrong("plainly", values, "a table", self.place("plainly"))
            values = {}
        for key in (key for key in values if key not in KNOWN):
            self.report("unknown-setting", self.place(key), nearest(key, KNOWN), name=key, known=", ".join(KNOWN))
        choices, refused = choose(self.codes(values))
        readability, unread = read_scores("readability", self.scores(values))
        for one in (*refused, *unread):
            self.report(one.code, one.at, one.suggestion, **one.args)
        limits = Limits(readability, self.words(values))
        return Project(choices, limits, tuple(self.problems), self.source)

    def codes(self, values: dict[str, Any]) -> Iterator[tuple[str, str, Place]]:
        """Each code with its key and its place."""
        for key in SEVERITIES:
            listed = values.get(key, [])
            if not isinstance(listed, list) or not all(isinstance(code, str) for code in listed):
                self.wrong(key, listed, 'a list of codes, such as ["lost-link"]', self.place(key))
                continue
            yield from ((key, code, self.place(key, code)) for code in listed)

    def scores(self, values: dict[str, Any]) -> Iterator[tuple[str, str, Place]]:
        """Each locale with its score and its place."""
        scores = values.get("readability", {})
        if not isinstance(scores, dict):
            self.wrong("readability", scores, "a table: [readability], then en = 45", self.place("readability"))
            return
        yield from ((locale or '""', str(number), self.place("readability", locale)) for locale, number in scores.items())

    def words(self, values: dict[str, Any]) -> int:
        """The most words of a sentence; 0 where that is not set."""
        words = values.get("sentence-words")
        if words is None:
            return 0
        if type(words) is int and 1 <= words <= MOST_WORDS:
            return words
        self.wrong("sentence-words", words, f"a whole number from 1 to {MOST_WORDS}", self.place("sentence-words"))
        return 0

    def wrong(self, key: str, value: Any, expected: str, place: Place) -> None:
        self.report("bad-setting", place, name=key, word=str(value), expected=expected)

    def report(self, code: str, place: Place, suggestion: str = "", /, **args: str) -> None:
        self.problems.append(Diagnostic(code, place, args, suggestion))

    def place(self, key: str, inside: str = "") -> Place:
        """Where a key stands; with `inside` where that word follows it. The start of our settings where neither is found."""
        at = start, end = _find(self.text, key, self.start) or (self.start, self.start)
        start, end = (_find(self.text, inside, end) if inside else None) or at
        return Place(self.source.name, start, end)


def _find(text: str, word: str, start: int) -> tuple[int, int] | None:
    """A word from `start` on: one that begins a line or a table's heading, else any."""
    for before in (r"^[ \t]*\[?(?:[\w\"'-]+\.)*", r"(?:^|[\s\[.,{])"):
        found = re.compile(rf"""(?m){before}["']?({re.escape(word)})(?![\w-])""").search(text, start)
        if found:
            return found.span(1)
    return None
