"""Sections, clauses, their words and highlights, what is acknowledged and waived → nodes of the machine notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainly.emit.claims import Claims, anchors
from plainly.emit.terms import Node, texts
from plainly_dsl import references

if TYPE_CHECKING:
    from plainly.model import Acknowledgement, Clause, HighlightGroup, Policy, Waiver


def passages(policy: Policy, claims: Claims) -> Iterator[Node]:
    """All nodes of the policy's text, in its order: sections, clauses with their parts, the summary's groups, waived duties."""
    for number, section in enumerate(policy.sections, 1):
        node = part(f"#{section.id}", "plainly:Section", "", number)
        derived = anchors(policy, section.id)
        yield {**node, "dct:title": texts(section.title), "plainly:level": section.level, "prov:wasDerivedFrom": derived}
    for number, clause in enumerate(policy.clauses, 1):
        node = part(f"#{clause.id}", "plainly:Clause", f"#{clause.section}", number)
        node["prov:wasDerivedFrom"] = anchors(policy, clause.id, clause.text)
        if clause.open:
            node["plainly:open"] = list(clause.open)
        if clause.plain:
            node["plainly:plain"] = list(dict.fromkeys(clause.plain))
        yield node
        yield from claims.spread(node, clause.scope.items(), clause.id)
        yield from _words(clause)
        yield from _conditions(clause)
        yield from (_acknowledged(f"#{clause.id}", number, entry, policy) for number, entry in enumerate(clause.acknowledged, 1))
    for number, group in enumerate(policy.highlights, 1):
        yield from _group(group, number)
    yield from (_waived(number, waiver, policy) for number, waiver in enumerate(policy.waived, 1))


def part(identity: str, kind: str, whole: str, position: int) -> Node:
    """A node that is the part of another at a position."""
    return {"@id": identity, "@type": [kind], "dct:isPartOf": [whole], "plainly:position": position}


def _words(clause: Clause) -> Iterator[Node]:
    """The clause's runs of prose and the lines of the summary that stand for it, each with its words in every locale."""
    home = f"#{clause.id}"
    for index in range(max(map(len, clause.text.values()), default=0)):
        said = {locale: runs[index] for locale, runs in clause.text.items() if index < len(runs)}
        yield {**part(f"{home}.text.{index + 1}", "plainly:Text", home, index + 1), "plainly:text": texts(said)}
    for number, line in enumerate(clause.highlights, 1):
        yield {**part(f"{home}.highlight.{number}", "plainly:HighlightLine", home, number), "plainly:text": texts(line)}


def _conditions(clause: Clause) -> Iterator[Node]:
    """The conditions a clause names in its prose, with the words that name them."""
    wanted = dict.fromkeys(clause.conditions)
    if not wanted:
        return
    words: dict[str, dict[str, str]] = {name: {} for name in wanted}
    for locale, runs in clause.text.items():
        for reference in (found for run in runs for found in references.find(run)[0]):
            for target in reference.targets:
                if target.text[:1] == "?" and target.text[1:] in words and reference.surface:
                    surface = re.sub(r"\\(.)", r"\1", " ".join(reference.surface.split()))
                    words[target.text[1:]].setdefault(locale.lower(), surface)
    for name, labels in words.items():
        node: Node = {"@id": f"#{clause.id}/{name}", "@type": ["skos:Concept", "plainly:Condition"], "dct:isPartOf": [f"#{clause.id}"]}
        node["skos:notation"] = f"?{name}"
        if labels:
            node["skos:prefLabel"] = labels
        yield node


def _acknowledged(home: str, number: int, entry: Acknowledgement, policy: Policy) -> Node:
    node = part(f"{home}.acknowledged.{number}", "plainly:Acknowledgement", home, number)
    return {**node, "plainly:code": entry.code, "plainly:because": texts({policy.language: entry.because})}


def _waived(number: int, waiver: Waiver, policy: Policy) -> Node:
    node = part(f"#waived/{number}", "plainly:Waiver", "", number)
    return {**node, "plainly:duty": waiver.duty, "plainly:because": texts({policy.language: waiver.because})}


def _group(group: HighlightGroup, number: int) -> Iterator[Node]:
    """A headed group of the summary and its bullets, each with the clauses it stands for."""
    home = f"#highlights/{group.id}"
    node = {**part(home, "plainly:HighlightGroup", "", number), "dct:title": texts(group.title)}
    if group.more:
        node["plainly:more"] = [f"#{group.more}"]
    yield node
    for place, clauses in enumerate(group.clauses, 1):
        yield {**part(f"{home}/{place}", "plainly:Bullet", home, place), "plainly:summarizes": [f"#{clause}" for clause in clauses]}
