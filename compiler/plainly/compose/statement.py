"""The full statement: sections with their clauses, and the terms it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plainly.compose import frame
from plainly.compose.sentences import sentence
from plainly.compose.tables import table
from plainly.compose.text import TextComposer
from plainly.compose.wording import Wording
from plainly.page import Block, ListBlock, Page, Paragraph, Passage, Section
from plainly_dsl.references import Reference

if TYPE_CHECKING:
    from plainly.model import Clause, Policy


def statement_page(policy: Policy, wording: Wording) -> Page:
    """The policy's full text in a locale."""
    subtitle = wording.title(policy.subtitle) if policy.subtitle else ""
    blocks = tuple(_sections(policy, wording))
    return frame.page(policy, wording, "statement", blocks, title=wording.title(policy.title), subtitle=subtitle, contents=True)


def _sections(policy: Policy, wording: Wording) -> list[Block]:
    """The flat list of sections as a tree, each with its clauses first."""
    by_section: dict[str, list[Block]] = {}
    for clause in policy.clauses:
        if clause.text.get(wording.locale):  # a clause for one region may stand in its language only
            by_section.setdefault(clause.section, []).append(passage(policy, wording, clause))
    tree: list[Block] = []
    stack: list[tuple[int, list[Block]]] = [(0, tree)]
    open_sections: list[tuple[list[Block], int, Section, list[Block]]] = []
    for section in policy.sections:
        while stack[-1][0] >= section.level:
            stack.pop()
        inner: list[Block] = list(by_section.get(section.id, ()))
        title = wording.marked_foreign(f"section:{section.id}", TextComposer(wording).inline(section.title[wording.locale]))
        parent = stack[-1][1]
        made = Section(section.id, section.level + 1, wording.numbers[section.id], title, ())
        open_sections.append((parent, len(parent), made, inner))
        parent.append(made)
        stack.append((section.level, inner))
    for parent, at, made, inner in reversed(open_sections):  # innermost first: blocks are complete when they are taken
        parent[at] = made._replace(blocks=tuple(inner))
    return tree


def passage(policy: Policy, wording: Wording, clause: Clause) -> Passage:
    """A clause: its prose, and the ids of its facts."""

    def generate(reference: Reference) -> tuple[Block, ...]:
        if reference.kind == "table":
            return (table(policy, wording, reference.targets[0].text, ""),)
        return fact_sentences(wording, clause)

    composer = TextComposer(wording, "", generate, (clause.id,))
    blocks = tuple(block for run in clause.text.get(wording.locale, ()) for block in composer.blocks(run))
    facts = tuple(fact.id for statement in clause.statements for fact in statement.facts)
    return Passage(clause.id, blocks, facts, wording.foreign(f"clause:{clause.id}"))


def fact_sentences(wording: Wording, clause: Clause) -> tuple[Block, ...]:
    """A clause's statements as a list of generated sentences (`{facts}`)."""
    rows = [row for statement in clause.statements for row in wording.folded(statement)]
    items = tuple((Paragraph(sentence(wording, clause, row)),) for row in rows)
    return (ListBlock("bullet", 1, items, tuple(row.facts for row in rows)),) if rows else ()
