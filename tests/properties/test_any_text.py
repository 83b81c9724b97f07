"""Whatever a file holds: reading it never fails, loses nothing, and formatting it changes no word."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from policies import any_text, noise, policy

from cases import bare, formatted
from plainly import report
from plainly.validate import violations
from plainly_dsl import prose
from plainly_dsl.diagnostics.catalogue import entries, fix, message
from plainly_dsl.parse import parse
from plainly_dsl.prose import Emphasis, ListBlock, Paragraph, Ref, Str
from plainly_dsl.resolve import resolve
from plainly_dsl.source import Source, decode
from plainly_dsl.syntax import Junk, Prose, Text, Tree, Word

damaged = st.tuples(policy(), noise, st.floats(0, 1), st.integers(0, 30)).map(
    lambda parts: parts[0][: (at := int(len(parts[0]) * parts[2]))] + parts[1] + parts[0][at + parts[3] :]
)


def words_of(node: Any) -> list[Word | Text]:
    """All words of a node."""
    if isinstance(node, (Word, Text)):
        return [node]
    return [word for part in node for word in words_of(part)] if isinstance(node, tuple) else []


def check_cover(tree: Tree) -> None:
    """Blocks are in order, do not overlap, leave out only white space, and their words lie within them."""
    at = 0
    for block in tree.blocks:
        assert at <= block.start < block.end <= len(tree.text)
        assert not tree.text[at : block.start].strip()
        at = block.end
        for word in words_of(block):
            assert 0 <= word.start <= word.end <= block.end - block.start
    assert not tree.text[at:].strip()


def check_reading(source: Source) -> None:
    """Reading a text gives a covering tree, findings that can be shown, and a document that follows the schema."""
    tree, mistakes = parse(source)
    check_cover(tree)
    resolved = resolve(tree)
    for finding in (*mistakes, *resolved.problems):
        assert 0 <= finding.place.start <= finding.place.end <= len(source.text) + 1
        assert finding.code in entries()
        assert message(finding)
        assert fix(finding)
    for form in report.FORMATS:
        assert isinstance(report.render([*mistakes, *resolved.problems], {source.name: source}, form), str)
    errors = [d for d in (*mistakes, *resolved.problems) if entries()[d.code].severity == "error"]
    assert errors or not violations(resolved.document)


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    """Any bytes at all can be read."""
    source, problems = decode("case.policy", data)
    assert all(0 <= problem.place.start <= len(source.text) for problem in problems)
    check_reading(source)


@given(any_text)
def test_any_text(text: str) -> None:
    """Any text can be read."""
    check_reading(decode("case.policy", text.encode("utf-8", "surrogatepass"))[0])


@given(damaged)
def test_damaged_policy(text: str) -> None:
    """A policy from which a piece was taken, or into which one was pasted, can be read."""
    check_reading(decode("case.policy", text.encode("utf-8", "surrogatepass"))[0])


@given(st.one_of(any_text, damaged))
def test_formatting_is_idempotent(text: str) -> None:
    """Formatting any text twice is formatting it once, and the tree stays the same."""
    once = formatted(text)
    assert formatted(once) == once


@given(st.one_of(any_text, damaged))
def test_formatting_keeps_the_words(text: str) -> None:
    """Formatting any text loses no word of its prose, and of blocks with mistakes nothing at all."""
    text = decode("case.policy", text.encode("utf-8", "surrogatepass"))[0].text
    before, after = parse(Source("a", text))[0], parse(Source("a", formatted(text)))[0]
    kept = [block for block in before.blocks if isinstance(block, (Prose, Junk))]
    assert [text[b.start : b.end].split() for b in kept] == [
        after.text[b.start : b.end].split() for b in after.blocks if isinstance(b, (Prose, Junk))
    ]
    assert bare(before)[3:] == bare(after)[3:]


@given(any_text)
def test_any_prose(text: str) -> None:
    """Any run of prose can be read: references lie where they say, slips within the text, and numbers lead to references."""
    reading = prose.read(text)
    for reference in reading.references:
        assert text[reference.start] in "[{"
        assert text[reference.end - 1] in "})"
        for target in reference.targets:
            written = text[target.start : target.end]
            assert written == target.text or (reference.capital and written.lower() == target.text.lower())
        if reference.surface is not None:
            assert text[reference.start + 1 :].startswith(reference.surface)
    for slip in reading.slips:
        assert 0 <= slip.start <= slip.end <= len(text) + 1
        assert slip.code in entries()
    _visit(reading.blocks, reading)


def _visit(nodes: Any, reading: prose.Reading, depth: int = 0) -> None:
    """Walks all nodes: none is nested deeply, none lacks its reference."""
    assert depth < 80
    for node in nodes:
        if isinstance(node, Str):
            assert node.text
        elif isinstance(node, (Paragraph, Emphasis)):
            _visit(node.children, reading, depth + 1)
        elif isinstance(node, Ref):
            assert node.number >= 0
            _visit(node.children, reading, depth + 1)
        elif isinstance(node, ListBlock):
            for item in node.items:
                _visit(item.blocks, reading, depth + 1)
