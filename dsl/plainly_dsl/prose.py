"""A run of prose → blocks of text, lists, tables and references. Markdown on purpose, see the language reference.

markdown-it does the Markdown, with the rules we want and no others; references reach it as opaque marks
(`references.masked`) and come back as `Ref` nodes that carry their number.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plainly_dsl import prose_rules, references
from plainly_dsl.references import FILL, FIRST_NUMBER, LAST_NUMBER, OPEN, Reference, Slip

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_MARK = re.compile(rf"\{{([{chr(FIRST_NUMBER)}-{chr(LAST_NUMBER)}])[{FILL}\s]*\}}")
_STAR_IN_WORD = re.compile(r"(?<=\w)\*(?=\w)")
_STAR = "\uf8fd"
MAX_NESTING = 20  # of markdown-it's tokens, where it leaves out what is deeper; lists are reported before
MOST_SLIPS = 100  # reported in one run of prose; a run with more is something else pasted in
MAX_STRESS = 4  # emphasis within emphasis; what is deeper is printed no stronger


class Str(NamedTuple):
    """Words as they are read."""

    text: str


class Ref(NamedTuple):
    """A reference; `number` is its index in `Reading.references`, `children` its surface words (empty: print the label)."""

    number: int
    children: tuple[Inline, ...]


class Emphasis(NamedTuple):
    """Stressed words, `strong` ones in bold."""

    children: tuple[Inline, ...]
    strong: bool


class Break(NamedTuple):
    """A line break the author asked for with a backslash."""


class Paragraph(NamedTuple):
    """A paragraph."""

    children: tuple[Inline, ...]


class Item(NamedTuple):
    """An item of a list."""

    blocks: tuple[ProseBlock, ...]


class ListBlock(NamedTuple):
    """`style`: `bullet`, `decimal`, `lower-alpha` or `lower-roman`; `start` is the first number."""

    style: str
    start: int
    items: tuple[Item, ...]


class TableBlock(NamedTuple):
    """Rows of cells of inline content; the first row is the header."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Inline: TypeAlias = Str | Ref | Emphasis | Break
ProseBlock: TypeAlias = Paragraph | ListBlock | TableBlock


class Reading(NamedTuple):
    """What a run of prose says. Offsets of references and slips count from the start of the run."""

    blocks: tuple[ProseBlock, ...]
    references: tuple[Reference, ...]
    slips: tuple[Slip, ...]


def _reference_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != OPEN:
        return False
    match = _MARK.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.meta = {"number": ord(match[1]) - FIRST_NUMBER}
    state.pos = match.end()
    return True


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("zero", {"maxNesting": MAX_NESTING})
    markdown.enable(["list", "table", "escape", "emphasis", "balance_pairs", "fragments_join", "newline"], ignoreInvalid=True)
    markdown.inline.ruler.push("reference", _reference_rule)
    return markdown


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """A run of prose, read. Never fails: what is wrong is among the `slips`. The same text is read once."""
    found, slips = references.find(text)
    masked = references.masked(text, found)
    slips.extend(prose_rules.check(masked))
    builder = _Builder(text, found)
    blocks = builder.blocks_of(masked)
    lost = [ref for number, ref in enumerate(found) if builder.seen.get(number, 0) != 1]
    if not slips:
        slips.extend(Slip("misplaced-reference", ref.start, ref.end) for ref in lost)
    slips.extend(builder.slips)
    return Reading(blocks, tuple(found), tuple(slips[:MOST_SLIPS]))


class _Builder:
    """markdown-it's flat tokens → nested nodes."""

    def __init__(self, text: str, found: list[Reference]) -> None:
        self.text = text
        self.found = found
        self.slips: list[Slip] = []
        self.seen: dict[int, int] = {}
        self.tokens: list[Token] = []
        self.at = 0
        self.lines: list[str] = []
        self.starts: list[int] = []
        self.depth = 0  # lists that are open

    def blocks_of(self, masked: str) -> tuple[ProseBlock, ...]:
        offset = 0
        for line in masked.split("\n"):
            self.starts.append(offset)
            self.lines.append(line.replace("\r", " ").rstrip())  # so that trailing spaces, and nothing else, break no line
            offset += len(line) + 1
        numbered = "\n".join(prose_rules.numbered(self.lines))
        self.tokens = _markdown().parse(_STAR_IN_WORD.sub(_STAR, numbered))
        self.at = 0
        return self.until("")

    def until(self, closing: str) -> tuple[ProseBlock, ...]:
        """Blocks up to the token `closing`, which is consumed."""
        result: list[ProseBlock] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == closing:
                break
            if token.type == "inline":
                result.append(self.paragraph(token, nested=bool(closing)))
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                result.append(self.list_block(token))
            elif token.type == "table_open":
                result.append(self.table())
        return tuple(result)

    def paragraph(self, token: Token, *, nested: bool) -> Paragraph:
        """A paragraph; `{facts}` and `{table x}` make blocks, so each must be one all by itself."""
        children = self.inline(token.children or [])
        for child in children:
            if isinstance(child, Ref) and self.found and (nested or len(children) > 1):
                reference = self.found[child.number]
                if reference.kind in {"facts", "table"}:
                    self.slips.append(Slip("block-in-text", reference.start, reference.end))
        return Paragraph(children)

    def list_block(self, opening: Token) -> ListBlock:
        items: list[Item] = []
        markers: list[tuple[str, int]] = []
        self.enter((opening.map or [0])[0])
        while self.tokens[self.at].type == "list_item_open":
            line = (self.tokens[self.at].map or [0])[0]
            self.at += 1
            match = prose_rules.MARKER.match(self.lines[line])
            markers.append((match["marker"] if match else "", line))
            items.append(Item(self.until("list_item_close")))
        self.at += 1
        self.depth -= 1
        if opening.type == "bullet_list_open":
            return ListBlock("bullet", 1, tuple(items))
        style = marker_style(markers[0][0])
        start = marker_value(markers[0][0], style)
        for number, (marker, line) in enumerate(markers, start):
            if marker_value(marker, style) != number:
                at = self.starts[line] + self.lines[line].find(marker)
                self.slips.append(Slip("wrong-list-number", at, at + len(marker), {"word": marker, "expected": marker_text(number, style)}))
        return ListBlock(style, start, tuple(items))

    def enter(self, line: int) -> None:
        """A list opens: one in too many others is reported once."""
        self.depth += 1
        if self.depth == prose_rules.MAX_DEPTH + 1:
            start = self.starts[line]
            self.slips.append(Slip("list-too-deep", start, start + len(self.lines[line]), {"limit": str(prose_rules.MAX_DEPTH)}))

    def table(self) -> TableBlock:
        rows: list[tuple[tuple[Inline, ...], ...]] = []
        cells: list[tuple[Inline, ...]] = []
        while True:
            token = self.tokens[self.at]
            self.at += 1
            if token.type == "tr_open":
                cells = []
            elif token.type == "inline":
                cells.append(self.inline(token.children or []))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
            elif token.type == "table_close":
                return TableBlock(tuple(rows))

    def inline(self, tokens: list[Token]) -> tuple[Inline, ...]:
        stack: list[list[Inline]] = [[]]
        depth = 0
        for token in tokens:
            if token.type in {"em_open", "strong_open"}:
                depth += 1
                if depth <= MAX_STRESS:
                    stack.append([])
            elif token.type in {"em_close", "strong_close"}:
                if depth <= MAX_STRESS:
                    children = tuple(stack.pop())
                    stack[-1].append(Emphasis(children, token.type == "strong_close"))
                depth -= 1
            elif token.type == "reference":
                stack[-1].append(self.reference(int(token.meta["number"])))
            elif token.type == "hardbreak":
                stack[-1].append(Break())
            else:
                _add_text(stack[-1], " " if token.type == "softbreak" else token.content)
        return tuple(stack[0])

    def reference(self, number: int) -> Ref:
        self.seen[number] = self.seen.get(number, 0) + 1
        surface = self.found[number].surface if number < len(self.found) else None
        if surface is None:
            return Ref(number, ())
        return Ref(number, _surface(surface))


def _surface(text: str) -> tuple[Inline, ...]:
    clean = _STAR_IN_WORD.sub(_STAR, re.sub(r"\s+", " ", text).strip(" "))
    tokens = _markdown().parseInline(clean)
    return _Builder(clean, []).inline(tokens[0].children or [])


def _add_text(into: list[Inline], text: str) -> None:
    text = text.replace(_STAR, "*")
    if into and isinstance(into[-1], Str):
        into[-1] = Str(into[-1].text + text)
    elif text:
        into.append(Str(text))


def marker_style(marker: str) -> str:
    """Style of a list by its first marker: `1.` decimal, `(a)` lower-alpha, `(i)` lower-roman."""
    core = marker.strip("().")
    if core.isdigit():
        return "decimal"
    return "lower-roman" if core == "i" or len(core) > 1 else "lower-alpha"


_ROMAN = (("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


def marker_text(number: int, style: str) -> str:
    """A number as a list of the style prints it: 4 → `4`, `d`, `iv`."""
    if style == "lower-alpha":
        return chr(ord("a") + (number - 1) % 26)
    if style == "lower-roman":
        text = ""
        for letters, value in _ROMAN:
            while number >= value:
                text += letters
                number -= value
        return text
    return str(number)


def marker_value(marker: str, style: str) -> int:
    """The number a marker stands for in a list of the style; 0 where it does not fit."""
    core = marker.strip("().")
    if style == "decimal":
        return int(core) if core.isdigit() else 0
    return next((n for n in range(1, 200) if marker_text(n, style) == core), 0)
