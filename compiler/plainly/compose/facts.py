"""Privacy facts: tables made from facts alone, the page that readers compare and auditors check."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from plainly.compose import frame
from plainly.compose.sentences import sentence
from plainly.compose.tables import TABLE_VERBS, TABLES, table
from plainly.compose.wording import Wording, fill
from plainly.page import Block, Inline, Link, Page, Section, Table, Text, plain

if TYPE_CHECKING:
    from plainly.model import Policy

HOME = "index.html"


def facts_page(policy: Policy, wording: Wording) -> Page:
    """All facts of a policy as tables, and the policy's own words with their meaning."""
    sections: list[Block] = []
    for name in TABLES:
        made = table(policy, wording, name, HOME)
        if made.rows:
            sections.append(_section(name, made, len(sections) + 1))
    for name, other in (("promises", _promises(policy, wording)), ("terms", _terms(policy, wording))):
        if other.rows:
            sections.append(_section(name, other, len(sections) + 1))
    title = wording.titled(wording.title(policy.title), wording.page("facts"))
    subtitle = wording.page("facts_subtitle", title=wording.title(policy.title))
    return frame.page(policy, wording, "facts", tuple(sections), title=title, subtitle=subtitle, contents=True)


def _section(identity: str, content: Table, number: int) -> Section:
    return Section(identity, 2, str(number), (Text(content.caption),), (content,))


def _promises(policy: Policy, wording: Wording) -> Table:
    """Statements of the verbs that have no table, as sentences."""
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    facts: list[tuple[str, ...]] = []
    for clause in policy.clauses:
        where: tuple[Inline, ...] = (Link(f"{HOME}{wording.anchor(clause.id)}", (Text(wording.section_reference(clause.id)),)),)
        for statement in clause.statements:
            for row in wording.folded(statement) if statement.verb not in TABLE_VERBS else ():
                rows.append((sentence(wording, clause, row, HOME), where))
                facts.append(row.facts)
    header = (str(wording.interface["columns"]["statement"]), wording.page("where"))
    return Table(str(wording.interface["tables"]["promises"]), header, tuple(rows), tuple(facts))


def _terms(policy: Policy, wording: Wording) -> Table:
    """Names the policy declares itself, with what they stand for; not where both are the same words in this language."""
    rows = []
    for name, entry in policy.names.items():
        if entry.origin != "policy" or entry.kind in {"link", "value", "party"}:
            continue
        words = plain(_meaning(policy, wording, name, lambda other: Text(wording.label(other))))
        if words and words.casefold() != wording.label(name).casefold():
            term: tuple[Inline, ...] = (wording.named(name),)
            rows.append((term, _meaning(policy, wording, name, wording.named)))
    return Table(wording.page("terms"), (wording.page("term"), wording.page("meaning")), tuple(rows))


def _meaning(policy: Policy, wording: Wording, name: str, shown: Callable[[str], Inline]) -> tuple[Inline, ...]:
    """What a name stands for; `shown` tells how each name in it is shown."""
    entry = policy.names[name]
    listed = entry.members or entry.examples
    if listed:
        whole = wording.joined([(shown(member),) for member in listed])
        if entry.members:
            return whole
        return fill(str(wording.interface["lists"]["open"]), {"list": whole})
    other = entry.stands_for or entry.parent
    return (shown(other),) if other else ()
