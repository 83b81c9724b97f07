"""Special categories of data without one of the bases that the law has for them.

Processing health data, religion or biometric data is forbidden unless one of a short list of conditions holds; an ordinary
basis does not do. A group that a policy makes of such data and other data hides nothing.

Reference: GDPR Art. 9(1)-(2); LGPD Art. 11.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.regimes import WITH_BASES, held_to
from plainly.checks.consistency.telling import label, said, statement_of
from plainly.checks.finding import Finding
from plainly.logic.views import HANDLING

if TYPE_CHECKING:
    from plainly.logic.claims import Claim, Claims

SPECIAL = ("special-category-data",)
#: Bases of Art. 9(2), as the vocabulary names them.
BASES = (
    "explicit-consent", "employment-law-duties", "vital-interests-special", "members-of-association", "made-public-by-person",
    "legal-claims-special", "substantial-public-interest", "health-care-needs", "public-health", "archiving-and-research",
)  # fmt: skip


def check(claims: Claims) -> Iterator[Finding]:
    """`special-category-without-basis`, once for each such category that no statement gives a basis for, where it is first used."""
    if not held_to(claims.policy, WITH_BASES):
        return
    founded: set[str] = set()
    ordinary: set[str] = set()  # names met before that have nothing special among their parts
    used: dict[str, Claim] = {}
    for claim in claims.of(*HANDLING):
        if claim.denied or claim.at("by") or ordinary.issuperset(claim.fact.objects):
            continue
        special = [name for name in _parts(claims, claim.fact.objects) if claims.lattice.any_covers(SPECIAL, (name,))]
        if not special:
            ordinary.update(claim.fact.objects)
            continue
        if claims.lattice.any_covers(BASES, claim.at("under")):
            founded.update(special)
        for name in special:
            used.setdefault(name, claim)
    told: set[str] = set()
    for name, claim in used.items():
        where = statement_of(claim)
        if founded.isdisjoint(claims.lattice.above(name)) and where not in told:
            told.add(where)
            yield Finding("special-category-without-basis", where, {"name": label(claims, name), "sentence": said(claims, claim)})


def _parts(claims: Claims, names: Iterable[str]) -> list[str]:
    """Names of data with the members of those that are groups, and the members of these."""
    found: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            entry = claims.policy.names.get(name)
            waiting += (*entry.members, *entry.examples) if entry else ()
    return list(found)
