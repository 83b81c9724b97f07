"""The coverage report of a policy: what it says of what the laws it declares ask of it, quoted from its published pages.

`record` makes the data (`coverage.json`), `markdown` and `html` print it for people. The overview of all policies is `overview.py`.
"""

from __future__ import annotations

from typing import Any

from plainly.emit import html as html_pages
from plainly.emit import markdown as markdown_pages
from plainly.emit.coverage.laying import laid
from plainly.emit.coverage.recording import record
from plainly.emit.document import document_text


def data(told: dict[str, Any]) -> str:
    """A record as JSON: keys sorted, a clause, fact or regime a line."""
    return document_text(told)


def markdown(told: dict[str, Any]) -> str:
    """The report of a record as Markdown."""
    return markdown_pages.markdown(laid(told))


def html(told: dict[str, Any]) -> str:
    """The report of a record as a page."""
    return html_pages.html(laid(told))


__all__ = ["data", "html", "markdown", "record"]
