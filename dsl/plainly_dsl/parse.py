"""Text of a `.policy` file → syntax tree and diagnostics. Knows nothing of meaning.

Every block yields exactly one node: what cannot be read becomes `Junk` with a diagnostic, and the next
block is read as if nothing had happened.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from typing import Any

from lark import UnexpectedInput

from plainly_dsl import blocks
from plainly_dsl.blocks import logical_lines, stripped
from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.lines import parse_line
from plainly_dsl.mistakes import classify, stop_of
from plainly_dsl.source import Source
from plainly_dsl.suggest import nearest
from plainly_dsl.syntax import (
    Block,
    Clause,
    Declaration,
    FactLine,
    Heading,
    Highlights,
    Junk,
    Prose,
    Remark,
    Statement,
    Text,
    Tree,
    Word,
)
from plainly_dsl.tables import DECLARABLE, DECLARATIONS, MODALITIES, REMARKS, directives, qualifiers, verbs

_HEAD = re.compile(r"@([^\s]*)")
_WORD = re.compile(r"[ \t\u00a0]*([^\s]+)")
_HEADING = re.compile(r"(#+)([ \t\u00a0]*)(.*?)[ \t]*(?:(\\?)\{#([^{}]*)\})?[ \t\r]*$", re.DOTALL)
_BECAUSE = re.compile(r"\s*([^\s]+)\s+because\s+(\S.*)$", re.DOTALL)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: A declared name; words of the declaration's own line are names where a label follows that could not follow them.
_NAME = re.compile(
    r'\s*(?!(?:is|of|such-as)(?![\w-])(?!\s*["“„«])|(?:also|forms)(?![\w-])|(?:and|or|[0-9]+)(?![\w-]))([a-z0-9]+(?:-[a-z0-9]+)*)(?![^\s"“„«=])'
)
_EMPTY = FactLine((), (), ())
_BROKEN = FactLine((), (), (), broken=True)
MOST_REPAIRS = 20  # slips in one line of a statement that are passed over to read on


class _Parser:
    def __init__(self, source: Source) -> None:
        self.name = source.name
        self.text = source.text
        self.problems: list[Diagnostic] = []

    def problem(self, code: str, start: int, end: int, suggestion: str = "", /, **args: str) -> None:
        self.problems.append(Diagnostic(code, Place(self.name, start, end), args, suggestion))

    def block(self, raw: blocks.RawBlock) -> Block:
        """The node of a block."""
        if raw.kind == "directive":
            return self.directive(raw)
        if raw.kind == "heading":
            return self.heading(raw)
        return Prose(raw.start, raw.end, self.text[raw.start : raw.end])

    # One method a shape of block -------------------------------------------------------------

    def directive(self, raw: blocks.RawBlock) -> Block:
        text = self.text[raw.start : raw.end]
        head = _HEAD.match(text)
        word = head[1] if head else ""
        rest = len(word) + 1
        keyword = Word(word, 1, rest)
        if word in verbs():
            return self.statement(raw, text, None, keyword)
        if word in MODALITIES:
            after = _WORD.match(text, rest)
            verb = Word(after[1], *after.span(1)) if after else Word("", rest, rest)
            return self.statement(raw, text, keyword, verb)
        shape = _SHAPES.get(word)
        if shape:
            return shape(self, raw, text, keyword)
        known = directives()
        suggestion = _synonym(word) or nearest(word, known)
        self.problem("unknown-directive", raw.start, raw.start + rest, suggestion and f"@{suggestion}", word=f"@{word}")
        meant = _SHAPES.get(suggestion)
        return meant(self, raw, text, keyword._replace(text=suggestion)) if meant else Junk(raw.start, raw.end, word)

    def statement(self, raw: blocks.RawBlock, text: str, modality: Word | None, verb: Word) -> Block:
        if modality and not verb.text:
            self.problem("missing-text", raw.start, raw.end, word=f"@{modality.text}")
            return Junk(raw.start, raw.end, modality.text)
        if verb.text not in verbs():
            suggestion = _synonym(verb.text) or nearest(verb.text, verbs())
            self.problem("unknown-verb", raw.start + verb.start, raw.start + verb.end, suggestion, word=verb.text)
            return Junk(raw.start, raw.end, verb.text)
        if "\n" not in text and len(text) > verb.end:  # by far the most statements
            return Statement(raw.start, raw.end, modality, verb, (self.fact_line(raw, text[verb.end :], verb.end),))
        lines = tuple(self.fact_line(raw, line, base) for base, line in logical_lines(text, verb.end))
        return Statement(raw.start, raw.end, modality, verb, lines or (_EMPTY,))

    def fact_line(self, raw: blocks.RawBlock, line: str, base: int) -> FactLine:
        """A statement's line; where only a qualifier is misspelt or a comma missing, the rest is read too."""
        done = _EMPTY
        for _ in range(MOST_REPAIRS):
            try:
                read: FactLine = parse_line("fact_line", line, base)
                return read if done is _EMPTY else _joined(done, read)
            except UnexpectedInput as error:
                stop = stop_of("fact_line", line, error)
                code, suggestion = self.mistake(raw, base, "fact_line", line, error)
            if code not in {"unknown-qualifier", "missing-comma"} or (code == "unknown-qualifier" and not suggestion):
                break
            try:
                done = _joined(done, parse_line("fact_line", stop.before, base))
            except UnexpectedInput:  # what was read so far is no whole line
                break
            end = stop.at + len(stop.word)
            line, base = (suggestion + line[end:], base + end - len(suggestion)) if suggestion else (line[stop.at :], base + stop.at)
        return _BROKEN

    def mistake(self, raw: blocks.RawBlock, base: int, rule: str, line: str, error: UnexpectedInput) -> tuple[str, str]:
        stop = stop_of(rule, line, error)
        code, suggestion = classify(stop)
        start = raw.start + base + stop.at
        end = start + max(len(stop.word), 1)
        before = stop.last or (self.text[raw.start : raw.start + base].split() or ["@"])[-1].lstrip("@")
        self.problem(code, start, end, suggestion, word=stop.word, before=before)
        return code, suggestion

    def line(self, raw: blocks.RawBlock, rule: str, base: int, line: str) -> Any:
        """A line by a rule, or None when it does not fit (and is reported)."""
        try:
            return parse_line(rule, line, base)
        except UnexpectedInput as error:
            self.mistake(raw, base, rule, line, error)
            return None

    def clause(self, raw: blocks.RawBlock, text: str, keyword: Word) -> Block:
        base, line = keyword.end, text[keyword.end :]  # its indented lines go on with the scope
        if not line.strip():
            self.problem("missing-id", raw.start, raw.start + keyword.end, what="clause")
            return Clause(raw.start, raw.end, Word("", keyword.end, keyword.end), _BROKEN)
        scope = _scope_alone(line, base)
        if scope is not None:
            self.problem("missing-id", raw.start, raw.start + keyword.end, what="clause")
            return Clause(raw.start, raw.end, Word("", keyword.end, keyword.end), scope)
        read = self.line(raw, "clause_line", base, line)
        if read is None:
            return Clause(raw.start, raw.end, _first_name(line, base) or Word("", keyword.end, keyword.end), _BROKEN)
        return Clause(raw.start, raw.end, *read)

    def declaration(self, raw: blocks.RawBlock, text: str, keyword: Word) -> Block:
        lines = logical_lines(text, keyword.end)
        base, line = next(lines, (keyword.end, ""))
        if not line.strip():
            self.problem("missing-id", raw.start, raw.start + keyword.end, what=keyword.text)
            return Junk(raw.start, raw.end, keyword.text)
        own = _own_name(line, base) if keyword.text in DECLARABLE else None
        at = own.end - base if own else 0
        head = self.line(raw, "declaration_line", base + at, line[at:])
        read = [self.line(raw, "property_line", base, line.rstrip()) for base, line in stripped(lines)]
        properties = tuple(entry for entry in read if entry is not None)
        if head is None:
            name = own or _first_name(line, base)
            if name is None:
                return Junk(raw.start, raw.end, keyword.text)
            return Declaration(raw.start, raw.end, keyword, name, None, properties, broken=True)
        name, label, inline = head
        name = own or name
        if name is None:
            self.problem("missing-id", raw.start, raw.start + keyword.end, what=keyword.text)
            return Junk(raw.start, raw.end, keyword.text)
        return Declaration(raw.start, raw.end, keyword, name, label, (*inline, *properties), broken=len(properties) < len(read))

    def remark(self, raw: blocks.RawBlock, text: str, keyword: Word) -> Block:
        subject: Word | None = None
        start = keyword.end + len(text[keyword.end :]) - len(text[keyword.end :].lstrip())
        if keyword.text in {"acknowledge", "waive"}:
            match = _BECAUSE.match(text, keyword.end)
            if not match:
                self.problem("missing-reason", raw.start, raw.end, word=f"@{keyword.text}")
                return Junk(raw.start, raw.end, keyword.text)
            subject = Word(match[1], *match.span(1))
            start = match.start(2)
        if start >= len(text) and keyword.text != "note":
            self.problem("missing-text", raw.start, raw.end, word=f"@{keyword.text}")
            return Junk(raw.start, raw.end, keyword.text)
        return Remark(raw.start, raw.end, keyword, subject, Text(text[start:], start, len(text)))

    def highlights(self, raw: blocks.RawBlock, text: str, keyword: Word) -> Block:
        lines: list[tuple[int, str]] = []
        for base, line in stripped(logical_lines(text, keyword.end)):
            if lines and line.startswith("more "):  # the last part of a group may stand on a line of its own
                start, before = lines[-1]
                lines[-1] = (start, before + " " * (base - start - len(before)) + line)
            else:
                lines.append((base, line))
        read = [self.line(raw, "group_line", base, line) for base, line in lines]
        unread = tuple(word for (_, line), group in zip(lines, read, strict=True) if group is None for word in _ID.findall(line))
        return Highlights(raw.start, raw.end, tuple(group for group in read if group is not None), unread)

    def heading(self, raw: blocks.RawBlock) -> Block:
        match = _HEADING.match(self.text[raw.start : raw.end])
        if match is None:  # the pattern takes any line that begins with `#`
            return Junk(raw.start, raw.end, "#")
        level, title, name = len(match[1]), match[3], match[5]
        if not match[2] and title:
            self.problem("heading-needs-space", raw.start, raw.start + level + 1)
        if level > 4:
            self.problem("heading-too-deep", raw.start, raw.start + level)
        if not title:
            self.problem("heading-without-text", raw.start, raw.end)
        identity = Word(name, *match.span(5)) if name is not None else None
        if identity is None:
            suggestion = "-".join(re.findall(r"[a-z0-9]+", title.lower())[:3])
            self.problem("heading-without-id", raw.start, raw.end, suggestion and f"{{#{suggestion}}}")
        elif not _ID.fullmatch(identity.text):
            self.problem("misspelt-name", raw.start + identity.start, raw.start + identity.end, word=identity.text)
        return Heading(raw.start, raw.end, min(level, 4), Text(title, *match.span(3)), identity)


_SHAPES: dict[str, Callable[[_Parser, blocks.RawBlock, str, Word], Block]] = {
    **dict.fromkeys(DECLARATIONS, _Parser.declaration),
    **dict.fromkeys(REMARKS, _Parser.remark),
    "clause": _Parser.clause,
    "highlights": _Parser.highlights,
}


def _scope_alone(line: str, base: int) -> FactLine | None:
    """What `@clause for members` says where its id was forgotten; None where there is one."""
    first = _WORD.match(line)
    if first is None or first[1] not in qualifiers():
        return None
    try:
        result: FactLine = parse_line("fact_line", line, base)
    except UnexpectedInput:
        return None
    return result


def _first_name(line: str, base: int) -> Word | None:
    """A line's first word, where it is a name but for capitals and signs: read on, its spelling is reported."""
    first = _WORD.match(line)
    text = re.sub(r"[\s_]+", "-", first[1].lower()).strip("-") if first else ""
    return Word(text, base + first.start(1), base + first.end(1)) if first and _ID.fullmatch(text) else None


def _own_name(line: str, base: int) -> Word | None:
    """The name a line declares, whatever it is called; None where the grammar must say what the first word is."""
    match = _NAME.match(line)
    return Word(match[1], base + match.start(1), base + match.end(1)) if match else None


def _synonym(word: str) -> str:
    """The verb a lawyer may have meant: `store` → `keep`."""
    return next((verb.word for verb in verbs().values() if word in verb.synonyms), "")


def _joined(head: FactLine, tail: FactLine) -> FactLine:
    """Two halves of a repaired line; the tail's leading names go on with the head's last list."""
    objects, parts = head.objects, head.qualifiers
    if tail.objects and parts:
        parts = (*parts[:-1], parts[-1]._replace(values=(*parts[-1].values, *tail.objects)))
    else:
        objects = (*objects, *tail.objects)
    return FactLine(objects, (*parts, *tail.qualifiers), (*head.marks, *tail.marks), head.broken or tail.broken)


def parse(source: Source) -> tuple[Tree, list[Diagnostic]]:
    """The syntax tree of a file, and everything that is wrong with its form. Any text gives a tree."""
    collecting = gc.isenabled()
    gc.disable()  # the tree is kept whole: looking through it for garbage while it grows only costs
    try:
        parser = _Parser(source)
        raw_blocks, problems = blocks.split(source.name, source.text)
        nodes = tuple(map(parser.block, raw_blocks))
    finally:
        if collecting:
            gc.enable()
    return Tree(source.name, source.text, nodes), problems + parser.problems
