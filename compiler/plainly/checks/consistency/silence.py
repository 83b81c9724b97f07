"""A topic that the header declares as left out, and that a statement treats.

`silent minors` says that the policy deliberately says nothing of minors: a summary, a table and the machine notice repeat it.

Reference: GDPR Art. 5(1)(a).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import label, said, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.logic.claims import Claim, Claims

#: Topic → position and names (none: any) of the statements that treat it; "verb" is the statement's own word. Topics that stand for a
#: whole list, such as all rights or all legal bases, may be touched on by a statement and still not be treated.
TREATING: dict[str, tuple[str, tuple[str, ...]]] = {
    "automated-decisions": ("for", ("automated-decision-making",)),
    "change-notice": ("verb", ("notify",)),
    "minors": ("of", ("children",)),
    "retention": ("verb", ("keep",)),
    "sale-of-data": ("verb", ("sell",)),
    "security-measures": ("verb", ("protect",)),
    "sensitive-data": ("objects", ("sensitive-personal-data",)),
    "supervisory-authority": ("by", ("supervisory-authorities",)),
    "transfers": ("verb", ("transfer",)),
}


def check(claims: Claims) -> Iterator[Finding]:
    """`silent-but-stated`, once for a topic, at the first statement that treats it."""
    for topic in claims.policy.silent:
        treating = TREATING.get(topic)
        claim = next(filter(_treats(claims, *treating), claims.all), None) if treating else None
        if claim:
            args = {"topic": label(claims, topic), "sentence": said(claims, claim)}
            yield Finding("silent-but-stated", statement_of(claim), args, related=(("/silent", "declared as left out here"),))


def _treats(claims: Claims, position: str, names: tuple[str, ...]) -> Callable[[Claim], bool]:
    """Whether a claim has one of these names, or one that falls under it, in a position."""
    if position == "verb":
        return lambda claim: claim.verb in names
    return lambda claim: claims.lattice.any_covers(names, claim.at(position))
