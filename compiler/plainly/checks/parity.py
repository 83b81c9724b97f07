"""A translation says what its source says: the same names and values, the same lists and rows.

Clause by clause, each name, contact point, link, condition, table and section that the source refers to is referred
to, or named by its label or a form, in the translation, and the other way round; paragraphs, items and rows are as many.

Why it matters: a data category that one language loses is collected without its readers' knowledge.
Reference: GDPR Art. 12(1), 13(1); Art. 29 Working Party, WP260 rev.01, 13 (translations have to be accurate).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.bearing import ways
from plainly.checks.finding import Finding
from plainly.checks.mentions import ALWAYS, Ways, counts, exempt, heading_chains, occurs, said, to_be_said
from plainly.checks.pairs import Pair, pairs
from plainly_dsl import prose
from plainly_dsl.prose import Paragraph, ProseBlock, TableBlock

if TYPE_CHECKING:
    from plainly.model import Policy, Section


def check(policy: Policy) -> Iterator[Finding]:
    """`lost-in-translation`, `added-in-translation`, `shape-differs`."""
    chains, by_way = heading_chains(policy.sections), ways(policy.names)
    for pair in pairs(policy):
        yield from _shape(pair)
        chain = chains.get(pair.clause.section, ()) if pair.clause and pair.runs else ()
        yield from _references(policy, by_way, pair, chain)


# Names and values -------------------------------------------------------------------------------


def _references(policy: Policy, by_way: Ways, pair: Pair, headings: tuple[Section, ...]) -> Iterator[Finding]:
    source, text = _targets(pair.source), _targets(pair.text)
    stated = to_be_said(policy, pair.clause) if pair.clause and pair.runs else ()
    mentioned, words = said(pair.text, headings, pair.locale)
    for target in dict.fromkeys((*source, *stated)):
        if target not in text and not (_is_name(target) and counts(policy, by_way, target, mentioned, words, pair.locale)):
            yield Finding("lost-in-translation", pair.place(0), {"name": target, "label": _label(policy, target, pair.locale)})
    free = exempt(policy, pair.clause) if pair.clause else ALWAYS.union(policy.controllers)
    added = {target: spot for target, spot in text.items() if target not in source and target not in stated and target not in free}
    own, own_words = said(pair.source, headings, policy.language) if added else (set(), "")
    for target, (run, start, end) in added.items():
        if target not in own and not (_is_name(target) and occurs(policy, target, own_words, policy.language)):
            yield Finding(
                "added-in-translation", pair.place(run), {"name": target, "label": _label(policy, target, pair.locale)}, start, end
            )


def _targets(runs: tuple[str, ...]) -> dict[str, tuple[int, int, int]]:
    """What runs refer to: the name, `party.email`, `#section`, `?condition`, address, `facts` or `table x`; with run and offsets."""
    found: dict[str, tuple[int, int, int]] = {}
    for number, run in enumerate(runs):
        for reference in prose.read(run).references:
            if reference.kind == "facts":
                found.setdefault("{facts}", (number, reference.start, reference.end))
            for target in reference.targets:
                text = f"{{table {target.text}}}" if reference.kind == "table" else target.text
                found.setdefault(text, (number, reference.start, reference.end))
    return found


def _is_name(target: str) -> bool:
    return target[0] not in "#?{" and "." not in target and ":" not in target


def _label(policy: Policy, target: str, locale: str) -> str:
    entry = policy.names.get(target)
    label = entry.labels.get(locale) if entry else None
    return label.label if label else target


# Lists and tables -------------------------------------------------------------------------------


def _shape(pair: Pair) -> Iterator[Finding]:
    """The first place where paragraphs, lists and tables are not as in the source."""
    if not pair.runs:
        return
    own = [shape for run in pair.source for shape in _shapes(prose.read(run).blocks)]
    other = [shape for run in pair.text for shape in _shapes(prose.read(run).blocks)]
    if own == other:
        return
    at = next((n for n, (a, b) in enumerate(zip(own, other, strict=False)) if a != b), min(len(own), len(other)))
    expected, found = (what[at] if at < len(what) else "nothing more" for what in (own, other))
    yield Finding("shape-differs", pair.place(0), {"expected": expected, "found": found, "number": str(at + 1)})


def _shapes(blocks: tuple[ProseBlock, ...]) -> Iterator[str]:
    """Blocks in words: “a paragraph”, “a list of 3 items”, “a table of 4 rows and 2 columns”."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "a paragraph"
        elif isinstance(block, TableBlock):
            yield f"a table of {len(block.rows)} rows and {len(block.rows[0])} columns"
        else:
            yield f"a list of {len(block.items)} item{'s' * (len(block.items) != 1)}"
            for item in block.items:
                yield from (shape for shape in _shapes(item.blocks) if shape != "a paragraph")
