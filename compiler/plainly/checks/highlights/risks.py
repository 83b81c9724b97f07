"""What raises the reader’s risk is on the page: each kind of risk that the policy states is told by a line of the summary.

The line stands for a statement of that kind and speaks of it: it names what is concerned, or has a word for it.

Why it matters: a layered notice puts first what people would not expect and what affects them most.
Reference: GDPR Art. 5(1)(a), 9, 13(1)(f), 13(2)(f); WP260 rev.01, 36 and 38; CCPA § 1798.135; COPPA 16 CFR 312.4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from plainly.checks.consistency.telling import statement_of
from plainly.checks.finding import Finding
from plainly.checks.highlights.lines import lines, listed
from plainly.locales import published
from plainly.logic.views import PRACTICES

if TYPE_CHECKING:
    from plainly.checks.highlights.lines import Line
    from plainly.logic.claims import Claim, Claims


class Risk(NamedTuple):
    """A kind of risk: the facts that state it, by verb, by position and the names looked for there, and the words that tell it."""

    use: str
    title: str
    verbs: frozenset[str]
    denied: bool
    position: str = ""
    names: tuple[str, ...] = ()


ON_DATA = PRACTICES - {"set"}
RISKS = (
    Risk("risk-sale", "data is sold", frozenset({"sell"}), denied=False),
    Risk(
        "risk-special", "data of a special category or other sensitive data is used", ON_DATA, denied=False,
        position="objects", names=("special-category-data", "sensitive-personal-data"),
    ),
    Risk("risk-transfer", "data is transferred abroad", frozenset({"transfer"}), denied=False),
    Risk("risk-no-opt-out", "people cannot opt out", frozenset({"offer"}), denied=True, position="objects", names=("choice",)),
    Risk(
        "risk-automated", "decisions are taken by automated means", ON_DATA, denied=False,
        position="for", names=("automated-decision-making",),
    ),
    Risk("risk-minors", "data of children is used", ON_DATA, denied=False, position="of", names=("children",)),
)  # fmt: skip
#: Situations that say that somebody is a minor, where no group of persons does.
MINORS = ("under-age",)


def check(claims: Claims) -> Iterator[Finding]:
    """`risk-not-highlighted`, once for a kind of risk and a locale, at the head of the summary."""
    if not claims.policy.highlights:
        return
    grouped = {identity for group in claims.policy.highlights for entry in group.clauses for identity in entry}
    on_page = [line for line in lines(claims) if claims.policy.clauses[int(line.pointer.split("/")[2])].id in grouped]
    for risk in RISKS:
        states = _statement_of(claims, risk)
        first = next(filter(states, claims.all), None)
        if first is None:
            continue
        for locale in filter(listed, published(claims.policy)):
            if not any(_tells(claims, line, risk, states) for line in on_page if line.locale == locale):
                at = f"/highlights/0/title/{locale}"
                yield Finding(
                    "risk-not-highlighted", at, {"risk": risk.title, "clause": first.clause.id, "locale": locale},
                    related=((statement_of(first), "stated here"),),
                )  # fmt: skip


def _statement_of(claims: Claims, risk: Risk) -> Callable[[Claim], bool]:
    """Whether a claim states a risk."""

    def states(claim: Claim) -> bool:
        if claim.verb not in risk.verbs or claim.denied is not risk.denied:
            return False
        if not risk.position or claims.lattice.any_covers(risk.names, claim.at(risk.position)):
            return True
        return risk.use == "risk-minors" and claims.lattice.any_covers(MINORS, claim.at("when"))

    return states


def _tells(claims: Claims, line: Line, risk: Risk, states: Callable[[Claim], bool]) -> bool:
    """Whether a line stands for a fact of the risk and speaks of it."""
    facts = [claim for claim in line.claims if states(claim)]
    if not facts:
        return False
    named = (name for claim in facts for name in claim.at(risk.position) if claims.lattice.any_covers(risk.names, (name,)))
    return risk.use in line.uses or line.says(tuple(named))
