"""What one statement denies, another does.

A denial is held against every statement that it reaches by the hierarchy of names and by composed terms: “never … contact
details” reaches “… e-mail address”, and in part “… data about customers”, which has contact details among its members.
An exception that lets the statement through settles it; a catch-all exception is the business of `catch_all`. Of a statement
about more than what is denied, a denial in the same clause is the exception, and so is what a policy does not apply to. That
personal data is collected or used says nothing of each kind of it.

Why it matters: readers rely on the denial, and a regulator holds the sender to it. Reference: GDPR Art. 5(1)(a);
FTC Act § 5 (deceptive statements).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import clashes, statement_of
from plainly.checks.finding import Finding
from plainly.logic.meeting import Meeting, catches_all, excepted, limits, meeting
from plainly.logic.views import OBTAINED_BEFORE, REACH, View

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

#: Who gives data away is held to what it says, also where it says so of whatever data there is.
DISCLOSING = frozenset({"share", "sell", "transfer"})


def check(claims: Claims) -> Iterator[Finding]:
    """`denied-and-done` and `denied-in-part`, once for a denial, at the denial."""
    found = [(denied, list(against(claims, denied))) for denied in claims.denials if not catches_all(claims.lattice, denied)]
    whole = [(denied, [one for one in met if one.whole]) for denied, met in found]
    yield from clashes(claims, "denied-and-done", whole, "stated here")
    broken = {statement_of(denied.claim) for denied, met in whole if met}
    rest = [(denied, met) for denied, met in found if statement_of(denied.claim) not in broken]
    in_part = [(denied, [one for one in met if _apart(claims, denied, one.said)]) for denied, met in rest]
    yield from clashes(claims, "denied-in-part", in_part, "stated here")


def against(claims: Claims, denied: View) -> Iterator[Meeting]:
    """Statements that do what a denial denies, and that no exception of it lets through."""
    for stated in claims.index.near(denied, _reach(denied)):
        met = meeting(claims.lattice, denied, stated)
        if met and not excepted(claims.lattice, denied, stated):
            yield met


def _reach(denied: View) -> tuple[str, ...]:
    """The verbs of statements that a denial reaches."""
    verbs = REACH.get(denied.verb, (denied.verb,))
    return (*verbs, *OBTAINED_BEFORE) if denied.verb == "collect" and not limits(denied) else verbs


def _apart(claims: Claims, denied: View, said: View) -> bool:
    """Whether a statement about more than what is denied stands alone, so that its readers do not see what is taken out of it."""
    if denied.verb == "cover" or denied.claim.clause is said.claim.clause:
        return False
    return said.verb in DISCLOSING or not any(claims.lattice.whatever(name) for name in said.at("objects"))
