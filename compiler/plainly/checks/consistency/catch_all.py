"""A denial whose exception lets through whatever this or another text says.

“Except as this statement describes” empties the denial where the statement describes just that; “except as our full policy
describes” leaves it to another text what is denied. Statements about purposes nearest to the denied one are shown.

Why it matters: readers remember the denial and do not look for what takes it back. Reference: GDPR Art. 5(1)(a) and 12(1);
Article 29 Working Party, Guidelines on transparency (WP 260), point 12.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.consistency.telling import clashes, label, said, statement_of
from plainly.checks.finding import Finding
from plainly.logic.meeting import CATCH_ALL, Meeting, catches_all, meeting
from plainly.logic.views import REACH, View

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

FOR = frozenset({"for"})


def check(claims: Claims) -> Iterator[Finding]:
    """`catch-all-exception` where statements go through it, `exception-elsewhere` where another text says what it lets through."""
    empty = [denied for denied in claims.denials if catches_all(claims.lattice, denied)]
    yield from clashes(
        claims, "catch-all-exception", ((denied, list(_let_through(claims, denied))) for denied in empty), "this goes through the exception"
    )
    for denied in empty:
        elsewhere = [name for name in catches_all(claims.lattice, denied) if name != CATCH_ALL]
        if elsewhere:
            args = {"sentence": said(claims, denied.claim), "exception": label(claims, elsewhere[0])}
            yield Finding("exception-elsewhere", statement_of(denied.claim), args)


def _let_through(claims: Claims, denied: View) -> Iterator[Meeting]:
    for stated in claims.index.near(denied, REACH.get(denied.verb, (denied.verb,)), FOR):
        met = meeting(claims.lattice, denied, stated, FOR)
        if met and _related(claims, denied.at("for"), stated.at("for")):
            yield met


def _related(claims: Claims, theirs: tuple[str, ...], purposes: tuple[str, ...]) -> bool:
    """Whether purposes are near: one falls under the other or under its parent. A denial without a purpose is near to all."""
    parents = {entry.parent for name in theirs if (entry := claims.policy.names.get(name)) and entry.parent} - {"any-purpose"}
    return not theirs or claims.lattice.any_covers({*theirs, *parents}, purposes)
