"""What the statement only may grant or offer, the line does not promise.

“You can” and “you may” keep the possibility open, as do “if” and “where the law gives you that right”.

Why it matters: a right that people find refused was no right. Reference: GDPR Art. 12(1)-(2), 13(2)(b).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.highlights.lines import lines
from plainly.checks.highlights.telling import at

if TYPE_CHECKING:
    from plainly.checks.finding import Finding
    from plainly.logic.claims import Claims

#: What a statement may do for the reader.
FOR_READERS = frozenset({"offer", "grant", "answer", "notify", "protect"})
#: Words that leave it open.
OPEN = frozenset({"may", "if", "limit", "exception"})


def check(claims: Claims) -> Iterator[Finding]:
    """`highlight-promises`, once for a line whose statements for the reader are all possibilities."""
    for line in lines(claims):
        stated = [claim for claim in line.cited if claim.verb in FOR_READERS and not claim.denied]
        if stated and all(claim.modality == "may" for claim in stated) and not line.uses & OPEN:
            yield at(claims, "highlight-promises", line, stated[0])
