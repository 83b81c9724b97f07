"""Diagnostics → text for people, JSON, GitHub annotations or SARIF 2.1.0. Words come from the catalogue.

A diagnostic is first made a `Finding`, which holds all that any format prints; then the source texts can go.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from plainly import __version__
from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.diagnostics.catalogue import entry, fix, message, severity
from plainly_dsl.source import Source

FORMATS = ("text", "json", "github", "sarif")
COLOURS = {"error": "31", "warning": "33", "note": "36"}
_WIDTH = 110  # of the quoted line; a longer one is cut around the mark


class Spot(NamedTuple):
    """A place as it is printed: lines and columns from 1, and the line with the columns to mark in it (None: no such text)."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    utf16_column: int
    length: int
    quoted: str | None
    mark: tuple[int, int]


class Finding(NamedTuple):
    """A diagnostic in words, with its places; `acknowledged` is the reason why it stays, "" where it is to be mended."""

    code: str
    severity: str
    message: str
    fix: str
    suggestion: str
    acknowledged: str
    spot: Spot
    related: tuple[tuple[str, Spot], ...]

    @property
    def level(self) -> str:
        """What it counts as: its severity, or `acknowledged`."""
        return "acknowledged" if self.acknowledged else self.severity

    @classmethod
    def of(cls, entry: list[Any]) -> Finding:
        """A finding that was kept as JSON. Raises `TypeError` or `ValueError` where that is none."""
        *words, spot, related = entry
        return cls._make([*words, _kept_spot(spot), tuple((str(remark), _kept_spot(other)) for remark, other in related)])


def _kept_spot(entry: list[Any]) -> Spot:
    *fields, mark = entry
    start, end = mark
    return Spot._make([*fields, (start, end)])


def unwritable(path: Path, error: OSError) -> Diagnostic:
    """`output-unwritable` with the system's reason."""
    return Diagnostic("output-unwritable", Place(str(path), 0, 0), {"path": str(path), "reason": error.strerror or str(error)})


def describe(diagnostics: Iterable[Diagnostic], sources: dict[str, Source]) -> list[Finding]:
    """Diagnostics in words; `sources` are the texts they are about."""
    return [
        Finding(
            d.code,
            severity(d),
            message(d),
            fix(d),
            d.suggestion,
            d.acknowledged,
            _spot(d.place, sources),
            tuple((related.remark, _spot(related.place, sources)) for related in d.related),
        )
        for d in diagnostics
    ]


def render(diagnostics: Iterable[Diagnostic], sources: dict[str, Source], form: str, *, colour: bool = False) -> str:
    """All diagnostics in one of `FORMATS`."""
    return render_findings(describe(diagnostics, sources), form, colour=colour)


def render_findings(findings: list[Finding], form: str, *, colour: bool = False) -> str:
    """Findings in one of `FORMATS`; empty text for none (but a valid empty document in JSON and SARIF).

    In text, acknowledged ones come first, a line each; GitHub is told only what is to be mended.
    """
    pending = [finding for finding in findings if not finding.acknowledged]
    if form == "text":
        known = "".join(_line(finding, colour=colour) for finding in findings if finding.acknowledged)
        return known + "\n" * bool(known and pending) + "".join(_text(finding, colour=colour) for finding in pending)
    if form == "github":
        return "".join(map(_github, pending))
    document = [_record(finding) for finding in findings] if form == "json" else _sarif(findings)
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _spot(place: Place, sources: dict[str, Source]) -> Spot:
    source = sources.get(place.file) or Source(place.file, "")
    start = source.position(min(place.start, len(source.text)))
    end = source.position(min(place.end, len(source.text)))
    quoted, mark = None, (0, 0)
    if source.text:
        line = source.line(start.line).replace("\t", " ")
        length = max(1, min(place.end - place.start, len(line) - start.column + 1))
        quoted, column = _cut(line, start.column - 1, length)
        mark = (column, min(length, _WIDTH))
    return Spot(
        place.file, start.line, start.column, end.line, end.column, start.utf16, place.end - place.start, quoted, mark
    )  # fmt: skip


def _cut(line: str, column: int, length: int) -> tuple[str, int]:
    """A long line, cut to a window around the mark."""
    if len(line) <= _WIDTH:
        return line, column
    first = max(0, min(column - 30, len(line) - _WIDTH)) if column + length > _WIDTH else 0
    shown = line[first : first + _WIDTH]
    before, after = ("…" if first else ""), ("…" if first + _WIDTH < len(line) else "")
    return f"{before}{shown}{after}", column - first + len(before)


def _text(finding: Finding, *, colour: bool) -> str:
    head = _paint(f"{finding.severity}[{finding.code}]", COLOURS[finding.severity], colour=colour)
    lines = [f"{head}: {finding.message}", *_excerpt(finding.spot, "^", COLOURS[finding.severity], colour=colour)]
    for remark, spot in finding.related:
        lines += [f"   {remark}:", *_excerpt(spot, "-", COLOURS["note"], colour=colour)]
    if finding.fix:
        lines.append(f"   = {_paint('fix', '32', colour=colour)}: {finding.fix}")
    return "\n".join(lines) + "\n\n"


def _line(finding: Finding, *, colour: bool) -> str:
    head, spot = _paint(f"acknowledged[{finding.code}]", "2", colour=colour), finding.spot
    where = spot.file if spot.quoted is None else f"{spot.file}:{spot.line}"
    return f"{head} {where}: {entry(finding.code).title} — because {finding.acknowledged}\n"


def _excerpt(spot: Spot, mark: str, code: str, *, colour: bool) -> list[str]:
    if spot.quoted is None:
        return [f"  --> {spot.file}"]
    column, length = spot.mark
    gutter = " " * len(str(spot.line))
    return [
        f"{gutter} --> {spot.file}:{spot.line}:{spot.column}",
        f"{gutter} |",
        f"{spot.line} | {spot.quoted}",
        f"{gutter} | {' ' * column}{_paint(mark * length, code, colour=colour)}",
    ]


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[1;{code}m{text}\x1b[0m" if colour else text


def _where(spot: Spot) -> dict[str, Any]:
    return {
        "file": spot.file,
        "line": spot.line,
        "column": spot.column,
        "end_line": spot.end_line,
        "end_column": spot.end_column,
        "utf16_column": spot.utf16_column,
        "length": spot.length,
    }


def _record(finding: Finding) -> dict[str, Any]:
    words = {"code": finding.code, "severity": finding.severity, "message": finding.message, "fix": finding.fix}
    related = [{"remark": remark, **_where(spot)} for remark, spot in finding.related]
    known = {"acknowledged": finding.acknowledged} if finding.acknowledged else {}
    return {**words, "suggestion": finding.suggestion, **known, **_where(finding.spot), "related": related}


def _github(finding: Finding) -> str:
    kind = {"error": "error", "warning": "warning", "note": "notice"}[finding.severity]
    spot = finding.spot
    properties = {
        "file": spot.file,
        "line": spot.line,
        "col": spot.column,
        "endLine": spot.end_line,
        "endColumn": spot.end_column,
        "title": finding.code,
    }
    listed = ",".join(f"{key}={_escape(str(value), ',:')}" for key, value in properties.items())
    return f"::{kind} {listed}::{_escape(_sentence(finding))}\n"


def _sentence(finding: Finding) -> str:
    return " ".join(filter(None, (finding.message, finding.fix)))


def _escape(text: str, also: str = "") -> str:
    for character in ("%", "\r", "\n", *also):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _sarif(findings: list[Finding]) -> dict[str, Any]:
    """SARIF 2.1.0 (OASIS), with the catalogue's entries as rules."""
    rules = [
        {
            "id": code,
            "shortDescription": {"text": entry(code).title or code},
            "fullDescription": {"text": entry(code).why or entry(code).message},
        }
        for code in sorted({finding.code for finding in findings})
    ]
    driver = {"name": "plainly", "version": __version__, "rules": rules}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": list(map(_sarif_result, findings))}],
    }


def _sarif_result(finding: Finding) -> dict[str, Any]:
    spot = finding.spot
    region = {"startLine": spot.line, "startColumn": spot.column, "endLine": spot.end_line, "endColumn": spot.end_column}
    location = {"physicalLocation": {"artifactLocation": {"uri": quote(os.fsencode(spot.file))}, "region": region}}
    known = {"suppressions": [{"kind": "inSource", "justification": finding.acknowledged}]} if finding.acknowledged else {}
    return {"ruleId": finding.code, "level": finding.severity, "message": {"text": _sentence(finding)}, "locations": [location], **known}
