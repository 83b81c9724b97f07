"""Prose of the policy → page blocks: references become labels, links, values, tables and generated sentences."""

from __future__ import annotations

from collections.abc import Callable

from plainly.compose.wording import Wording, borne, capitalized
from plainly.page import Block, Break, Emphasis, Inline, Link, ListBlock, Named, Paragraph, Table, Text, plain
from plainly_dsl import prose
from plainly_dsl.prose import Break as ProseBreak
from plainly_dsl.prose import Emphasis as ProseEmphasis
from plainly_dsl.prose import Inline as ProseInline
from plainly_dsl.prose import ListBlock as ProseList
from plainly_dsl.prose import Paragraph as ProseParagraph
from plainly_dsl.prose import ProseBlock, Reading, Ref, Str
from plainly_dsl.references import Reference

#: Makes the blocks of `{facts}` and `{table x}`.
Generate = Callable[[Reference], tuple[Block, ...]]


def _none(_reference: Reference) -> tuple[Block, ...]:
    return ()


class TextComposer:
    """Composes runs of prose. `home` is put before links to sections: "" on the statement, `index.html` elsewhere.

    `clauses` are those the prose belongs to: what it mentions carries the ids of their facts that use it.
    """

    def __init__(self, wording: Wording, home: str = "", generate: Generate = _none, clauses: tuple[str, ...] = ()) -> None:
        self.wording = wording
        self.home = home
        self.generate = generate
        self.clauses = clauses

    def blocks(self, run: str) -> tuple[Block, ...]:
        """A run of prose as blocks."""
        reading = prose.read(run)
        return tuple(made for block in reading.blocks for made in self.block(block, reading))

    def inline(self, text: str) -> tuple[Inline, ...]:
        """A single line (a heading, a highlight) as inline content."""
        reading = prose.read(text)
        content: list[Inline] = []
        for block in reading.blocks:
            if isinstance(block, ProseParagraph):
                content += [Text(" ")] * bool(content) + list(self.spans(block.children, reading))
        return tuple(content)

    def block(self, block: ProseBlock, reading: Reading) -> tuple[Block, ...]:
        if isinstance(block, ProseParagraph):
            return self.paragraph(block, reading)
        if isinstance(block, ProseList):
            items = tuple(tuple(made for inner in item.blocks for made in self.block(inner, reading)) for item in block.items)
            return (ListBlock(block.style, block.start, items),)
        header, *rows = (tuple(self.spans(cell, reading) for cell in row) for row in block.rows)
        return (Table("", tuple(plain(cell) for cell in header), tuple(rows)),)

    def paragraph(self, block: ProseParagraph, reading: Reading) -> tuple[Block, ...]:
        only = block.children[0] if len(block.children) == 1 else None
        if isinstance(only, Ref) and reading.references[only.number].kind in {"facts", "table"}:
            return self.generate(reading.references[only.number])
        return (Paragraph(self.spans(block.children, reading)),)

    def spans(self, children: tuple[ProseInline, ...], reading: Reading) -> tuple[Inline, ...]:
        """Inline content with its references resolved."""
        result: list[Inline] = []
        for child in children:
            if isinstance(child, Str):
                result.append(Text(child.text))
            elif isinstance(child, ProseEmphasis):
                result.append(Emphasis(self.spans(child.children, reading), child.strong))
            elif isinstance(child, ProseBreak):
                result.append(Break())
            else:
                result += self.reference(child, reading)
        return tuple(result)

    def reference(self, ref: Ref, reading: Reading) -> tuple[Inline, ...]:
        """One reference as people see it."""
        reference = reading.references[ref.number]
        surface = self.spans(ref.children, reading)
        if reference.kind == "harmless":
            return surface
        if reference.kind == "url":
            return (Link(reference.targets[0].text, surface),)
        if reference.kind == "section":
            target = reference.targets[0].text
            words = surface or (Text(self.wording.section_reference(target[1:])),)
            return (Link(f"{self.home}{self.wording.anchor(target[1:])}", words, self.facts(target)),)
        if surface:
            return borne(self.surface(reference, surface), self.facts(*(target.text for target in reference.targets)))
        printed = [borne(self.label(target.text), self.facts(target.text)) for target in reference.targets]
        content = printed[0] if len(printed) == 1 else self.wording.joined(printed)
        return capitalized(content) if reference.capital else content

    def facts(self, *mentions: str) -> tuple[str, ...]:
        """Ids of the facts that mentions say here."""
        return self.wording.bearing.facts(self.clauses, mentions) if self.clauses else ()

    def surface(self, reference: Reference, surface: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The author's words, linked or marked by what they stand for."""
        targets = [target.text for target in reference.targets]
        names = tuple(name for name in targets if name[0] != "?")
        if not names:
            return surface
        first, _, point = names[0].partition(".")
        if point and first in self.wording.policy.names:
            link = self.wording.contact_inline(first, point)[0]
            return (Link(link.href, surface),) if isinstance(link, Link) else surface
        entry = self.wording.policy.names.get(first)
        if entry is None:  # a policy with errors is read and explained, never published
            return surface
        if entry.kind == "link":
            return self.link(entry.url, surface)
        return (Named(names, surface, self.wording.definition(first)),)

    def link(self, url: str | None, surface: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """A declared link; where its target is lost the words stay, and say so."""
        if url:
            return (Link(url, surface),)
        lost = str(self.wording.interface["reference"]["link_lost"])
        before, _, after = lost.partition("{text}")
        return tuple(part for part in (Text(before), *surface, Text(after)) if part != Text(""))

    def label(self, name: str) -> tuple[Inline, ...]:
        """What `{name}` prints."""
        party, _, point = name.partition(".")
        if party == "policy" and point:
            policy = self.wording.policy
            return (Text(self.wording.date(policy.effective) if point == "effective" else self.wording.title(policy.title)),)
        if party not in self.wording.policy.names:
            return (Text(name),)
        if point:
            return self.wording.contact_inline(party, point)
        entry = self.wording.policy.names[name]
        if entry.kind == "link":
            return self.link(entry.url, (Text(self.wording.label(name)),))
        return (self.wording.named(name),)
