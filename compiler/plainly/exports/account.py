"""What became of every fact in an export: where it went, what was lost of it, and what the format asks that the policy does not state.

Reasons are rows of `reasons.tsv`, in plain words, with a code that programs can rely on.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plainly.compose.folding import row_of
from plainly.compose.sentences import sentence
from plainly.page import plain
from plainly_dsl.tables import read_table, verbs

if TYPE_CHECKING:
    from plainly.compose.wording import Wording
    from plainly.exports.claims import Claim

HERE = Path(__file__).parent


@cache
def reasons() -> dict[str, str]:
    """Code → the reason in a plain sentence; of a verb without a row of its own the general one."""
    general = {f"no-place-{verb}": f"The format has no place for what “{verb}” states." for verb in verbs()}
    return general | {row["code"]: row["reason"] for row in read_table(HERE / "reasons.tsv")}


class Account:
    """Kept while a document is made. A fact may be said in several places, and be said and still have lost something."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.claims: dict[str, Claim] = {}
        self.places: dict[str, list[str]] = {}
        self.losses: dict[tuple[str, str], list[str]] = {}
        self.missing: dict[tuple[str, str], tuple[Any, int]] = {}
        self.sentences: dict[str, str] = {}

    def said(self, claim: Claim, pointer: str) -> None:
        """A fact is expressed at a place of the document (JSON Pointer, RFC 6901)."""
        places = self.places.setdefault(claim.fact.id, [])
        self.claims[claim.fact.id] = claim
        if pointer not in places:
            places.append(pointer)

    def left(self, claim: Claim, code: str, *lost: str) -> None:
        """A fact, or those positions of it that are `lost`, cannot be expressed."""
        parts = self.losses.setdefault((claim.fact.id, code), [])
        self.claims[claim.fact.id] = claim
        parts += [part for part in lost if part not in parts]

    def hedged(self, claim: Claim) -> None:
        """A fact is expressed in a format that has no word for “may”: where it only may be so, that is lost."""
        if claim.modality == "may":
            self.left(claim, "possibility", "may")

    def unstated(self, field: str, code: str, stand_in: Any = None) -> None:
        """The format asks for a field (a JSON Pointer, `*` for any item) that the policy does not state; what stands there instead."""
        known = self.missing.get((field, code), (stand_in, 0))
        self.missing[field, code] = (stand_in, known[1] + 1)

    def sentence(self, claim: Claim) -> str:
        """A fact as a plain sentence in the export's locale."""
        identity = claim.fact.id
        if identity not in self.sentences:
            self.sentences[identity] = plain(sentence(self.wording, claim.clause, row_of(claim.statement, claim.fact)))
        return self.sentences[identity]

    def left_out(self) -> list[dict[str, Any]]:
        """Facts that are not expressed, wholly or in part, in the order in which they were met."""
        return [
            {
                "fact": identity,
                "clause": self.claims[identity].clause.id,
                "extent": "part" if identity in self.places else "whole",
                "lost": parts,
                "code": code,
                "reason": reasons()[code],
                "sentence": self.sentence(self.claims[identity]),
            }
            for (identity, code), parts in self.losses.items()
        ]

    def report(self, **header: Any) -> dict[str, Any]:
        """The whole account as JSON: facts expressed with their places, facts left out, fields not stated."""
        fields = [
            {"field": field, "count": count, "standIn": stand_in, "code": code, "reason": reasons()[code]}
            for (field, code), (stand_in, count) in self.missing.items()
        ]
        return {**header, "facts": len(self.claims), "expressed": self.places, "leftOut": self.left_out(), "notStated": fields}

    def summary(self) -> str:
        """A few lines for people: how much was said, and why the rest was not."""
        whole = Counter(code for identity, code in self.losses if identity not in self.places)
        part = Counter(code for identity, code in self.losses if identity in self.places)
        lines = [f"{len(self.places):,} of {len(self.claims):,} facts are expressed."]
        for title, counts in (("Left out", whole), ("Expressed in part", part)):
            lines += [f"{title}: {count:,} [{code}] {reasons()[code]}" for code, count in sorted(counts.items(), key=_often)]
        for reason in dict.fromkeys(code for _, code in self.missing):
            fields = ", ".join(field for field, code in self.missing if code == reason)
            lines.append(f"Not stated: [{reason}] {reasons()[reason]} {fields}")
        return "\n".join(lines)


def _often(entry: tuple[str, int]) -> tuple[int, str]:
    return -entry[1], entry[0]
