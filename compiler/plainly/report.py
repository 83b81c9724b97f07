"""Diagnostics → text for people, JSON, GitHub annotations or SARIF 2.1.0. Words come from the catalogue."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from plainly import __version__
from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.diagnostics.catalogue import entries, fix, message, severity
from plainly_dsl.source import Source

FORMATS = ("text", "json", "github", "sarif")
COLOURS = {"error": "31", "warning": "33", "note": "36"}
_WIDTH = 110  # of the quoted line; a longer one is cut around the mark


def render(diagnostics: Iterable[Diagnostic], sources: dict[str, Source], form: str, *, colour: bool = False) -> str:
    """All diagnostics in one of `FORMATS`; empty text for none (but a valid empty document in JSON and SARIF)."""
    found = list(diagnostics)
    if form == "text":
        return "".join(_text(diagnostic, sources, colour=colour) for diagnostic in found)
    if form == "github":
        return "".join(_github(diagnostic, sources) for diagnostic in found)
    records = [_record(diagnostic, sources) for diagnostic in found]
    document = records if form == "json" else _sarif(records)
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _source(place: Place, sources: dict[str, Source]) -> Source:
    return sources.get(place.file) or Source(place.file, "")


def _record(diagnostic: Diagnostic, sources: dict[str, Source]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "code": diagnostic.code,
        "severity": severity(diagnostic),
        "message": message(diagnostic),
        "fix": fix(diagnostic),
        "suggestion": diagnostic.suggestion,
        "file": diagnostic.place.file,
        **_range(diagnostic.place, sources),
    }
    record["related"] = [
        {"file": related.place.file, "remark": related.remark, **_range(related.place, sources)} for related in diagnostic.related
    ]
    return record


def _range(place: Place, sources: dict[str, Source]) -> dict[str, int]:
    source = _source(place, sources)
    start = source.position(min(place.start, len(source.text)))
    end = source.position(min(place.end, len(source.text)))
    return {
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "utf16_column": start.utf16,
        "length": place.end - place.start,
    }


def _text(diagnostic: Diagnostic, sources: dict[str, Source], *, colour: bool) -> str:
    level = severity(diagnostic)
    lines = [_paint(f"{level}[{diagnostic.code}]", COLOURS[level], colour=colour) + f": {message(diagnostic)}"]
    lines += _excerpt(diagnostic.place, sources, "^", COLOURS[level], colour=colour)
    for related in diagnostic.related:
        lines.append(f"   {related.remark}:")
        lines += _excerpt(related.place, sources, "-", COLOURS["note"], colour=colour)
    advice = fix(diagnostic)
    if advice:
        lines.append(f"   = {_paint('fix', '32', colour=colour)}: {advice}")
    return "\n".join(lines) + "\n\n"


def _excerpt(place: Place, sources: dict[str, Source], mark: str, code: str, *, colour: bool) -> list[str]:
    source = _source(place, sources)
    if not source.text:
        return [f"  --> {place.file}"]
    start = source.position(min(place.start, len(source.text)))
    line = source.line(start.line).replace("\t", " ")
    length = max(1, min(place.end - place.start, len(line) - start.column + 1))
    shown, column = _cut(line, start.column - 1, length)
    gutter = " " * len(str(start.line))
    return [
        f"{gutter} --> {place.file}:{start.line}:{start.column}",
        f"{gutter} |",
        f"{start.line} | {shown}",
        f"{gutter} | {' ' * column}{_paint(mark * min(length, _WIDTH), code, colour=colour)}",
    ]


def _cut(line: str, column: int, length: int) -> tuple[str, int]:
    """A long line, cut to a window around the mark."""
    if len(line) <= _WIDTH:
        return line, column
    first = max(0, min(column - 30, len(line) - _WIDTH)) if column + length > _WIDTH else 0
    shown = line[first : first + _WIDTH]
    before, after = ("…" if first else ""), ("…" if first + _WIDTH < len(line) else "")
    return f"{before}{shown}{after}", column - first + len(before)


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[1;{code}m{text}\x1b[0m" if colour else text


def _github(diagnostic: Diagnostic, sources: dict[str, Source]) -> str:
    kind = {"error": "error", "warning": "warning", "note": "notice"}[severity(diagnostic)]
    where = _range(diagnostic.place, sources)
    properties = {
        "file": diagnostic.place.file,
        "line": where["line"],
        "col": where["column"],
        "endLine": where["end_line"],
        "endColumn": where["end_column"],
        "title": diagnostic.code,
    }
    listed = ",".join(f"{key}={_escape(str(value), ',:')}" for key, value in properties.items())
    return f"::{kind} {listed}::{_escape(' '.join(filter(None, (message(diagnostic), fix(diagnostic)))))}\n"


def _escape(text: str, also: str = "") -> str:
    for character in ("%", "\r", "\n", *also):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _sarif(records: list[dict[str, Any]]) -> dict[str, Any]:
    """SARIF 2.1.0 (OASIS), with the catalogue's entries as rules."""
    known = entries()
    rules = [
        {
            "id": code,
            "shortDescription": {"text": known[code].title or code},
            "fullDescription": {"text": known[code].why or known[code].message},
        }
        for code in sorted({record["code"] for record in records})
    ]
    results = [
        {
            "ruleId": record["code"],
            "level": record["severity"],
            "message": {"text": " ".join(filter(None, (record["message"], record["fix"])))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(os.fsencode(record["file"]))},
                        "region": {
                            "startLine": record["line"],
                            "startColumn": record["column"],
                            "endLine": record["end_line"],
                            "endColumn": record["end_column"],
                        },
                    }
                }
            ],
        }
        for record in records
    ]
    driver = {"name": "plainly", "version": __version__, "rules": rules}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
