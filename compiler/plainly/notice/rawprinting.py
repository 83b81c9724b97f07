"""Results of SPARQL → text: a table, CSV (RFC 4180, safe in spreadsheets), or JSON with a list of objects, one a row."""

from __future__ import annotations

import json

from plainly.notice import printing
from plainly.notice.rows import clean
from plainly.notice.sparql import Result, described, plain


def written(result: Result, form: str, width: int) -> str:
    """The text of a result. ASK gives `yes` or `no`, in JSON `true` or `false`."""
    if result.truth is not None:
        return f"{json.dumps(result.truth)}\n" if form == "json" else "yes\n" if result.truth else "no\n"
    if form == "json":
        rows = ({name: described(value) for name, value in zip(result.variables, row, strict=True)} for row in result.rows)
        listed = printing.JsonList()
        return listed.add(rows) + listed.end()
    texts = [[clean(plain(value)) for value in row] for row in result.rows]
    if form == "csv":
        return printing.comma_separated([result.variables, *texts])
    headings = {name: name for name in result.variables}
    return printing.table([dict(zip(result.variables, row, strict=True)) for row in texts], headings, width)
