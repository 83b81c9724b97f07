"""Whatever a text holds, in whatever language: the checks of how it reads come to an end, and point into it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_policies import LOCALES
from policies import any_text

from plainly.checks import language
from plainly.logic.claims import Claims
from plainly.model import Policy
from plainly.view import view

PIECES = st.sampled_from(
    ("above", "below", "we may not ", "may ", "you may ", "generally", "here", "[here]{#a}", "[more](https://a.example)", "{#a}", "{name}",
     "(“Sites”) ", "Sites ", "called “Sites”", ". ", ": ", "not ", "| ", "\n- ", "\n\n", "*", "[above]{-}", "{x.email}", "{policy.title}"),
)  # fmt: skip
texts = st.one_of(any_text, st.lists(PIECES, max_size=60).map("".join))


def policy(locale: str, text: str) -> Policy:
    """A policy with a text in its clause, its summary, its heading and the label of a term."""
    statements = [
        {"verb": "sell", "modality": "never", "facts": [{"id": "a", "objects": ["name"]}]},
        {"verb": "share", "modality": "may", "facts": [{"id": "b", "objects": ["name"]}]},
        {"verb": "offer", "modality": "does", "facts": [{"id": "c", "objects": ["opt-out"]}]},
    ]
    clause = {"id": "a", "section": "s", "text": {locale: [text, text]}, "statements": statements, "highlights": [{locale: text}]}
    term = {"kind": "term", "origin": "policy", "labels": {locale: {"label": text[:50] or "x", "forms": [text[50:80] or "y"]}}}
    return view(
        {
            "format": "plainly-policy/1",
            "id": "example",
            "kind": "statement",
            "language": locale,
            "title": {locale: "Privacy"},
            "effective": "not-stated",
            "controllers": ["meadow"],
            "names": {"name": {"kind": "data", "origin": "standard", "labels": {locale: {"label": "name"}}}, "sites": term, "shops": term},
            "sections": [{"id": "s", "level": 1, "title": {locale: text[:100]}}, {"id": "t", "level": 1, "title": {locale: text[:100]}}],
            "clauses": [clause],
        }
    )


@given(texts, st.sampled_from(LOCALES))
def test_any_text(text: str, locale: str) -> None:
    """Each finding of a run lies within it."""
    claims = Claims(policy(locale, text))
    for finding in (finding for check in language.CHECKS for finding in check(claims)):
        assert 0 <= finding.start <= finding.end
        if finding.pointer.startswith(("/clauses/0/text", "/clauses/0/highlights")):
            assert finding.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["above ", "above. ", "[above]{#a} ", "we may not. ", "generally not ", "may ", "“Sites” ", "- a\n", "| a ", "* "]
)
def test_long_text(piece: str) -> None:
    """A text of a hundred thousand signs is read in a time that fits its length."""
    text = piece * (100_000 // len(piece))
    before = time.process_time()
    claims = Claims(policy("en", text))
    for check in language.CHECKS:
        list(check(claims))
    assert time.process_time() - before < 20
