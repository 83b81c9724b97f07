"""Lark at work: one logical line of a directive → words, lists and properties.

Each start rule has a parser of its own: LALR merges the lookaheads of rules that share a state, and the
contextual lexer would then take the words of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from lark import Lark, Token, Transformer

from plainly_dsl.storage import cache_folder
from plainly_dsl.syntax import Alternative, FactLine, Group, NameList, Property, Qualifier, Text, Word
from plainly_dsl.tables import HERE, marks, qualifiers

LABEL_QUOTES = '"“„«'


def grammar() -> str:
    """The text of grammar.lark with the words of the tables filled in."""
    text = (HERE / "grammar.lark").read_text(encoding="utf-8")
    words: dict[str, Iterable[str]] = {"QUALIFIERS": qualifiers(), "MARKS": marks()}
    for name, table in words.items():
        text = text.replace(f"%{name}%", "|".join(sorted(table, key=lambda word: (-len(word), word))))
    return text


class _Builder(Transformer[Token, Any]):
    """Builds the nodes while Lark parses; `base` is the line's offset in its block."""

    base = 0

    def word(self, token: Token) -> Word:
        start = self.base + (token.start_pos or 0)
        text: str = token.value
        return Word(text, start, start + len(text))

    def text(self, token: Token) -> Text:
        start = self.base + (token.start_pos or 0) + 1
        return Text(token[1:-1], start, start + len(token) - 2)

    def value(self, token: Token) -> Word | Text:
        return self.text(token) if token.type == "STRING" else self.word(token)

    def names(self, tokens: list[Token]) -> NameList:
        """`a and b, c such-as d`: a comma ends an alternative, what follows `such-as` are examples."""
        if len(tokens) == 1:  # by far the most lists
            return (Alternative((self.word(tokens[0]),), False),)
        result: list[Alternative] = []
        words: list[Word] = []
        examples = False
        for token in tokens:
            if token.type == "VALUE":
                words.append(self.word(token))
            elif token.type != "AND":
                if words:
                    result.append(Alternative(tuple(words), examples))
                    words = []
                examples = examples or token.type == "EXAMPLES"
        result.append(Alternative(tuple(words), examples))
        return tuple(result)

    def qualifier(self, children: list[Any]) -> Qualifier:
        return Qualifier(self.word(children[0]), children[1], False)

    def only(self, children: list[Any]) -> Qualifier:
        return Qualifier(self.word(children[1]), children[2], True)

    def fact_line(self, children: list[Any]) -> FactLine:
        objects: NameList = ()
        parts: list[Qualifier] = []
        bare: list[Word] = []
        for child in children:
            if isinstance(child, Qualifier):
                parts.append(child)
            elif isinstance(child, Token):
                bare.append(self.word(child))
            else:
                objects = child
        return FactLine(objects, tuple(parts), tuple(bare))

    def clause_line(self, children: list[Any]) -> tuple[Word, FactLine]:
        return self.word(children[0]), self.fact_line(children[1:])

    def label(self, children: list[Token]) -> Text:
        return self.text(children[0])

    def _keyed(self, children: list[Token]) -> Property:
        return Property(self.word(children[0]), tuple(map(self.value, children[1:])))

    is_parent = members = examples_of = wordings = of_name = _keyed

    def property_line(self, children: list[Any]) -> Property:
        values = tuple(self.text(child) if isinstance(child, Token) else child for child in children[1:])
        return Property(self.word(children[0]), values)

    def run(self, children: list[Token]) -> Word:
        """What stands between two commas: `+353 1 555 0100` is one value."""
        words = [self.word(child) for child in children]
        return Word(" ".join(word.text for word in words), words[0].start, words[-1].end)

    def literal(self, children: list[Token]) -> Property:
        first = self.word(children[0])
        return Property(Word("", first.start, first.start), tuple(map(self.word, children)))

    def declaration_line(self, children: list[Any]) -> tuple[Word | None, Text | None, tuple[Property, ...]]:
        name = label = None
        properties: list[Property] = []
        for child in children:
            if isinstance(child, Token):
                name = self.word(child)
            elif isinstance(child, Text):
                label = child
            else:
                properties.append(child)
        return name, label, tuple(properties)

    def entry(self, children: list[Token]) -> tuple[Word, ...]:
        return tuple(map(self.word, children))

    def more(self, children: list[Token]) -> Property:
        word = self.word(children[0])
        return Property(word, (word,))

    def group_line(self, children: list[Any]) -> Group:
        entries, more = children[2:], None
        if entries and isinstance(entries[-1], Property):
            more = entries.pop().key
        return Group(self.word(children[0]), self.text(children[1]), tuple(entries), more)


@cache
def parser(start: str) -> tuple[Lark, _Builder]:
    """The parser of one start rule (`fact_line`, `clause_line` …) and the builder it feeds."""
    builder = _Builder()
    path = cache_folder() / f"{start}.lark"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        stored: str | bool = str(path)
    except OSError:
        stored = False  # a read-only home: slower, not broken
    return (
        Lark(grammar(), start=start, parser="lalr", lexer="contextual", transformer=builder, cache=stored),
        builder,
    )


def parse_line(start: str, text: str, base: int) -> Any:
    """One logical line by the rule `start`; `base` is its offset in the block.

    Raises `lark.UnexpectedInput` where the line does not fit; `mistakes` puts that into plain words.
    """
    lark, builder = parser(start)
    builder.base = base
    return lark.parse(text)
