"""A title that names another kind of document.

Readers look for a privacy statement; one that calls itself “Terms of Service” is not found. A title is compared with the labels
of the documents that the vocabulary knows.

Reference: GDPR Art. 12(1), easily accessible form; Cal. Bus. & Prof. Code § 22577(b), a link with the word “privacy”.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.checks.finding import Finding
from plainly_dsl.standard import entries, wordings

if TYPE_CHECKING:
    from plainly.logic.claims import Claims

#: Documents that inform about privacy.
OURS = frozenset(
    {"applicant-privacy-notice", "cookie-policy", "employee-privacy-notice", "full-privacy-statement", "privacy-highlights",
     "privacy-statement", "third-party-privacy-policy"}
)  # fmt: skip


def check(claims: Claims) -> Iterator[Finding]:
    """`odd-title` at the title, in each language where it is the name of another document."""
    for locale, title in claims.policy.title.items():
        known = wordings(locale)
        others = (name for name, entry in entries().items() if entry.kind == "document" and name not in OURS and name in known)
        wordings_of_others = {_plain(words) for name in others for words in (known[name].label, *known[name].forms)}
        if _plain(title) in wordings_of_others:
            yield Finding("odd-title", f"/title/{locale}", {"title": title})


def _plain(title: str) -> str:
    return " ".join(title.lower().split())
