"""Two age limits in one policy.

They may serve different rules, but a reader of one does not know of the other. An age is declared at a person
(`@subject children` with `age "under 16"`).

Reference: GDPR Art. 8(1); 15 U.S.C. § 6501(1) (COPPA); Cal. Civ. Code § 1798.120(c).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.regimes import laws_of
from plainly.checks.consistency.telling import label, statement_of
from plainly.checks.finding import Finding

if TYPE_CHECKING:
    from plainly.logic.claim import Claim
    from plainly.logic.claims import Claims

_NUMBER = re.compile(r"[0-9]+")


def check(claims: Claims) -> Iterator[Finding]:
    """`ages-differ`, once for each further age, at the first statement about persons of that age."""
    met: dict[tuple[str, ...], tuple[str, Claim]] = {}
    for claim in claims.all:
        for name in (*claim.at("of"), *claim.at("to"), *claim.fact.objects):
            entry = claims.policy.names.get(name)
            age = _years(claims, name) if entry and entry.age else ()
            if age and age not in met:
                met[age] = (name, claim)
    ages = list(met.values())
    for name, claim in ages[1:]:
        if _by_laws(claims, claim, ages[0][1]) or not set(_years(claims, name)).isdisjoint(_years(claims, ages[0][0])):
            continue
        args = {"age": _age(claims, name), "other": _age(claims, ages[0][0])}
        yield Finding("ages-differ", statement_of(claim), args, related=((statement_of(ages[0][1]), "the other age is used here"),))


def _years(claims: Claims, name: str) -> tuple[str, ...]:
    """The numbers of an age: “13 to 15” follows on “under 13”, since both name 13."""
    return tuple(_NUMBER.findall(claims.policy.names[name].age or ""))


def _by_laws(claims: Claims, one: Claim, other: Claim) -> bool:
    """Whether each of two statements names a law, and not the same: each of these laws draws its own line."""
    laws, others = laws_of(claims, one), laws_of(claims, other)
    return bool(laws and others and laws != others)


def _age(claims: Claims, name: str) -> str:
    return f"{label(claims, name)}: {claims.policy.names[name].age}"
