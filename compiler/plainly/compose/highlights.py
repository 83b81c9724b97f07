"""The one-page summary, modelled on layered privacy notices: headed groups of short lines, then how to make contact."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from plainly.compose import frame
from plainly.compose.text import TextComposer
from plainly.compose.wording import Wording, fill
from plainly.page import Block, Inline, Link, ListBlock, Page, Paragraph, Section, Text, plain

if TYPE_CHECKING:
    from plainly.model import HighlightGroup, Policy

HOME = "index.html"
#: Contact points in the order they are read, each with the interface's word before it.
CONTACTS = (("email", "by_email"), ("form", "by_form"), ("phone", "by_phone"), ("url", "by_url"), ("address", "by_post"))


def highlights_page(policy: Policy, wording: Wording) -> Page:
    """The summary of a policy that has highlight groups."""
    groups = [_group(policy, wording, group) for group in policy.highlights]
    contact = _contact(policy, wording)
    blocks: tuple[Block, ...] = (*groups, contact) if contact else tuple(groups)
    title = wording.titled(wording.title(policy.title), wording.page("highlights"))
    subtitle = wording.page("highlights_subtitle", title=wording.title(policy.title))
    return frame.page(policy, wording, "highlights", blocks, title=title, subtitle=subtitle, contents=False)


def _group(policy: Policy, wording: Wording, group: HighlightGroup) -> Section:
    clauses = {clause.id: clause for clause in policy.clauses}
    items: list[tuple[Block, ...]] = []
    for entry in group.clauses:
        lines = [(f"highlight:{identity}:{line}", text) for identity in entry for line, text in enumerate(clauses[identity].highlights)]
        for number, (unit, text) in enumerate(lines):
            homes = entry if not number else entry[:1]
            links = wording.joined(
                [
                    (Link(f"{HOME}{wording.anchor(clause)}", (Text(wording.section_reference(clause)),)),)
                    for clause in _apart(wording, homes)
                ]
            )
            words = wording.marked_foreign(unit, TextComposer(wording, HOME, clauses=homes).inline(text[wording.locale]))
            items.append((Paragraph((*words, Text(" ("), *links, Text(")"))),))
    blocks: list[Block] = [ListBlock("bullet", 1, tuple(items))]
    if group.more:
        section = next(section for section in policy.sections if section.id == group.more)
        parts: dict[str, tuple[Inline, ...]] = {
            "title": (Text(plain(TextComposer(wording, HOME).inline(section.title[wording.locale]))),),
            "section": (Text(wording.section_reference(group.more)),),
        }
        blocks.append(Paragraph((Link(f"{HOME}#{group.more}", fill(str(wording.interface["reference"]["more"]), parts)),)))
    title = wording.marked_foreign(f"group:{group.id}", (Text(wording.title(group.title)),))
    return Section(group.id, 2, "", title, tuple(blocks))


def _apart(wording: Wording, clauses: tuple[str, ...]) -> list[str]:
    """Clauses of one section need one link only."""
    return list({wording.homes[clause]: clause for clause in reversed(clauses)}.values())[::-1]


def contact_id(policy: Policy) -> str:
    """The id of the section on how to make contact: `reach-us`, or where groups of the policy are called so, the first that is free."""
    taken = {group.id for group in policy.highlights}
    return next(name for number in count(1) if (name := "reach-us" if number == 1 else f"reach-us-{number}") not in taken)


def _contact(policy: Policy, wording: Wording) -> Section | None:
    items: list[tuple[Block, ...]] = []
    for party in policy.controllers:
        entry = policy.names[party]
        for point, key in CONTACTS:
            if getattr(entry, point):
                items.append((Paragraph((Text(wording.titled(wording.page(key), "")), *wording.contact_inline(party, point))),))
    if not items:
        return None
    return Section(contact_id(policy), 2, "", (Text(wording.page("contact")),), (ListBlock("bullet", 1, tuple(items)),))
