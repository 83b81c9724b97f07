"""Links whose target is known to be lost.

Why it matters: a reader who follows the words finds nothing; the source has the fault, the author should know.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.model import Policy


def check(policy: Policy) -> Iterator[Finding]:
    """`lost-link` for each link declared `lost`."""
    for name, entry in policy.names.items():
        if entry.lost:
            yield Finding("lost-link", f"/names/{name}", {"name": name})
