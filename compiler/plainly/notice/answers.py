"""Answers of many notices → text in a format, notice by notice, so that nothing has to be kept."""

from __future__ import annotations

from typing import Any

from plainly.notice import printing
from plainly.notice.asked import Answer, Claim, Name
from plainly.notice.asking import Question
from plainly.notice.rows import Composer, Shown, Words, clean, folded, single


class Writer:
    """Writes answers in one format (`table`, `json`, `csv`). A table is for people: rows are folded as on the facts page."""

    def __init__(self, form: str, words: Words, question: Question, width: int) -> None:
        self.form = form
        self.words = words
        self.question = question
        self.width = width
        self.json = printing.JsonList()
        self.begun = False
        self.silent: list[str] = []

    def notice(self, answer: Answer) -> str:
        """The text for one notice."""
        if not answer.claims:
            self.silent.append(self.heading(answer))
            return ""
        return self.claims(answer, list(answer.claims))

    def compared(self, sides: list[tuple[Answer, list[Claim]]]) -> str:
        """The text for what each of two notices says alone."""
        heading = self.words.heading("stated")
        return "".join(self.claims(answer, claims, f"{heading} ") for answer, claims in sides if claims)

    def claims(self, answer: Answer, claims: list[Claim], before: str = "") -> str:
        """The text for some claims of a notice."""
        composer = Composer(self.words, answer, self.question)
        if self.form == "json":
            return self.json.add(_object(composer, answer, claim) for claim in claims)
        if self.form == "csv":
            return self.separated(answer, [composer.shown(single(claim), claim) for claim in claims])
        headings = {key: self.words.heading(key) for key in (*self.keys(), "clause")}
        rows = [{**shown.cells, "clause": f"#{clean(shown.claim.clause)}"} for shown in (composer.shown(*pair) for pair in folded(claims))]
        page = next((shown for shown in (composer.link(claim) for claim in claims) if shown), "").partition("#")[0]
        return f"{before}{self.heading(answer)}\n{clean(page)}\n\n{printing.table(rows, headings, self.width)}\n"

    def heading(self, answer: Answer) -> str:
        """The line that names a notice."""
        since = f", {answer.effective}" if answer.effective else ""
        return f"{self.words.title(answer)} ({clean(answer.id)}{clean(since)})"

    def keys(self) -> list[str]:
        """Columns that a table and CSV have for a question."""
        first, *others = [column.key for column in self.question.columns]
        return [first, "claim", *others, "when", "except", "further"]

    def separated(self, answer: Answer, rows: list[Shown]) -> str:
        """CSV, one line a fact."""
        title, iri = self.words.title(answer), clean(answer.iri)
        return self.head() + printing.comma_separated(
            [title, *(row.cells[key] for key in self.spread()), clean(row.claim.iri), iri] for row in rows
        )

    def head(self) -> str:
        """CSV's line of headings, the first time."""
        if self.begun:
            return ""
        self.begun = True
        return printing.comma_separated([[self.words.heading(key) for key in ("policy", *self.spread(), "fact", "notice")]])

    def spread(self) -> list[str]:
        """Columns of CSV between the policy and the IRIs: the claim first, since a denial has to be seen."""
        return ["claim", *(key for key in self.keys() if key != "claim"), "only", "examples", "clause"]

    def end(self) -> str:
        """What stands after the last notice."""
        if self.form == "json":
            return self.json.end()
        return self.head() if self.form == "csv" else "".join(f"{line}\n" for line in self.nothing())

    def nothing(self) -> list[str]:
        """Lines that name the notices which say nothing about the question: that is no denial."""
        if not self.silent:
            return []
        more = [f"  … {len(self.silent) - 20:,}"] if len(self.silent) > 20 else []
        return [f"{self.words.heading('silent')}:", *(f"  {title}" for title in self.silent[:20]), *more]


def _object(composer: Composer, answer: Answer, claim: Claim) -> dict[str, Any]:
    """One fact for a program: each name with its IRI and label, under its column, else under its position in `further`."""
    row = single(claim)
    columns: dict[str, list[dict[str, str]]] = {column.key: [] for column in composer.columns}
    further: dict[str, list[dict[str, str]]] = {}
    for position, names in (("objects", row.objects), *row.qualifiers.items()):
        for name in names:
            key = composer.column(position, name)
            entry = _entry(composer, answer.names[name])
            (columns[key] if key else further.setdefault(position, [])).append(entry)
    return {
        "policy": composer.words.title(answer),
        "id": answer.id,
        "notice": answer.iri,
        "fact": claim.iri,
        "clause": claim.clause,
        "link": composer.link(claim),
        "verb": claim.verb,
        "modality": claim.modality,
        "claim": composer.force(row),
        **columns,
        "only": list(claim.only),
        "examples": list(claim.open),
        "marks": list(claim.marks),
        "further": further,
    }


def _entry(composer: Composer, name: Name) -> dict[str, str]:
    return {"iri": name.iri, "label": composer.words.label(name, composer.answer.language)}
