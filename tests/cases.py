"""Case files and small policies for the tests of the language: dumping a tree, checking a text, comparing with what is expected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plainly import driver, report
from plainly.i18n.accept import accept
from plainly.i18n.work import Work, work_on
from plainly_dsl import prose
from plainly_dsl.diagnostics import Diagnostic
from plainly_dsl.diagnostics.catalogue import frame, severity
from plainly_dsl.format import format_tree
from plainly_dsl.parse import parse
from plainly_dsl.source import Source
from plainly_dsl.syntax import (
    Alternative,
    Block,
    Clause,
    Declaration,
    FactLine,
    Group,
    Heading,
    Highlights,
    Property,
    Prose,
    Remark,
    Statement,
    Text,
    Tree,
    Word,
)

SYNTAX = Path(__file__).parent / "syntax"
POLICIES = Path(__file__).parents[1] / "policies"
#: The files of the project's own policies.
REAL = sorted(path for path in POLICIES.glob("*/*.policy") if path.stem == path.parent.name)
#: A clause whose text and statement agree, for cases about something else.
SALE = "We never sell your e-mail address.\n\n@never sell email-address\n"


def cases(folder: str) -> list[Path]:
    """The `.policy` files of a folder of tests/syntax."""
    return sorted((SYNTAX / folder).glob("*.policy"))


def compare(expected: Path, actual: str, *, reset: bool) -> None:
    """Compares a text with a file beside the case; writes the file instead where that was asked for."""
    if reset:
        expected.write_text(actual, encoding="utf-8")
    assert expected.is_file(), f"no {expected.name}: run pytest --reset-cases and review what it writes"
    assert actual == expected.read_text(encoding="utf-8")


def check_text(folder: Path, text: str | bytes, name: str = "example") -> driver.Checked:
    """A whole policy through all checks, from a file `<name>.policy`."""
    path = folder / f"{name}.policy"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return driver.check(path)


def check_body(folder: Path, body: str) -> driver.Checked:
    """The body of a policy, set into the catalogue's frame, through all checks."""
    return check_text(folder, frame(body))


def accept_all(path: Path) -> None:
    """Records that every translation of a policy was made from its source as it stands."""
    work = work_on(path)
    assert isinstance(work, Work)
    accept(work, (), (), None)


def check_translated(folder: Path, text: str, **translations: str) -> driver.Checked:
    """A whole policy with its translations, all of them accepted, through all checks."""
    path = folder / "example.policy"
    path.write_text(text, encoding="utf-8")
    for locale, words in translations.items():
        (folder / f"example.{locale}.policy").write_text(words, encoding="utf-8")
    accept_all(path)
    return driver.check(path)


def codes(checked: driver.Checked, *, notes: bool = False) -> list[str]:
    """Codes of what was found, in the order of report; without notes, unless they are asked for."""
    return [d.code for d in checked.diagnostics if notes or severity(d) != "note"]


def report_of(checked: driver.Checked) -> str:
    """What the command line prints, with paths reduced to the files' names."""
    return report.render(checked.diagnostics, checked.sources, "text").replace(f"{checked.path.parent}/", "")


def marked(checked: driver.Checked, diagnostic: Diagnostic) -> str:
    """The words a diagnostic points at."""
    return checked.sources[diagnostic.place.file].text[diagnostic.place.start : diagnostic.place.end]


def tree_of(text: str) -> Tree:
    """The syntax tree of a text."""
    return parse(Source("case.policy", text))[0]


def formatted(text: str) -> str:
    """A text in canonical form, blocks with mistakes as they stand: what `plainly fmt` does."""
    return format_tree(*parse(Source("case.policy", text)))


def bare(node: Any) -> Any:
    """A node without its place in the text, and text without its line ends: what must survive formatting."""
    if isinstance(node, (Word, Text)):
        return (type(node).__name__, " ".join(node.text.split()))
    if isinstance(node, Prose):
        return ("Prose", node.text.split())
    if isinstance(node, tuple) and hasattr(node, "_fields"):
        return (type(node).__name__, *(bare(getattr(node, name)) for name in node._fields if name not in {"start", "end"}))
    return tuple(map(bare, node)) if isinstance(node, tuple) else node


# Dump -----------------------------------------------------------------------------------------


def dump(tree: Tree) -> str:
    """A tree as text: a line a block, its parts indented below it."""
    return "".join("\n".join(_block(block)) + "\n" for block in tree.blocks)


def _block(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [f"heading {block.level} {block.title.text!r} id {block.id.text if block.id else None}"]
    if isinstance(block, Prose):
        reading = prose.read(block.text)
        return ["prose", *(row for part in reading.blocks for row in _prose(part, reading, "  "))]
    if isinstance(block, Clause):
        return [f"clause {block.id.text}", *_line(block.scope, "  ")]
    if isinstance(block, Statement):
        modality = f" ({block.modality.text})" if block.modality else ""
        head = [f"statement {block.verb.text}{modality}", *_line(block.lines[0], "  ")]
        return head + [row for line in block.lines[1:] for row in ["  line", *_line(line, "    ")]]
    if isinstance(block, Declaration):
        label = f" {block.label.text!r}" if block.label else ""
        name = f" {block.name.text}" if block.name else ""
        return [f"declaration {block.keyword.text}{name}{label}{' (broken)' * block.broken}", *map(_property, block.properties)]
    if isinstance(block, Remark):
        return [f"remark {block.keyword.text}{f' {block.subject.text}' if block.subject else ''} {block.text.text!r}"]
    if isinstance(block, Highlights):
        return ["highlights", *map(_group, block.groups)]
    return [f"junk {block.keyword}"]


def _prose(part: prose.ProseBlock, reading: prose.Reading, indent: str) -> list[str]:
    if isinstance(part, prose.Paragraph):
        return [f"{indent}paragraph {_inline(part.children, reading)}"]
    if isinstance(part, prose.TableBlock):
        return [f"{indent}table", *(f"{indent}  row {' | '.join(_inline(cell, reading) for cell in row)}" for row in part.rows)]
    rows = [f"{indent}list {part.style} from {part.start}"]
    for item in part.items:
        rows += [f"{indent}  item", *(row for inner in item.blocks for row in _prose(inner, reading, indent + "    "))]
    return rows


def _inline(children: tuple[prose.Inline, ...], reading: prose.Reading) -> str:
    """Words with `<em>` and `<strong>`, `↵` for a line break, and references as `⟨kind targets: words⟩`."""
    text = ""
    for node in children:
        if isinstance(node, prose.Str):
            text += node.text
        elif isinstance(node, prose.Break):
            text += "↵"
        elif isinstance(node, prose.Emphasis):
            tag = "strong" if node.strong else "em"
            text += f"<{tag}>{_inline(node.children, reading)}</{tag}>"
        else:
            reference = reading.references[node.number]
            targets = " ".join(["", *(target.text for target in reference.targets)])
            words = f": {_inline(node.children, reading)}" if node.children else ""
            text += f"⟨{reference.kind}{' (capital)' * reference.capital}{targets}{words}⟩"
    return text


def _line(line: FactLine, indent: str) -> list[str]:
    rows = [f"objects: {_names(line.objects)}"] if line.objects else []
    rows += [f"{'only ' * part.only}{part.word.text}: {_names(part.values)}" for part in line.qualifiers]
    rows += [f"marks: {', '.join(mark.text for mark in line.marks)}"] if line.marks else []
    return [indent + row for row in rows + ["(broken)"] * line.broken]


def _names(names: tuple[Alternative, ...]) -> str:
    return " | ".join(("e.g. " * one.example) + " & ".join(word.text for word in one.words) for one in names)


def _property(entry: Property) -> str:
    values = ", ".join(repr(value.text) if isinstance(value, Text) else value.text for value in entry.values)
    return f"  {entry.key.text or '(value)'}: {values}"


def _group(group: Group) -> str:
    entries = " | ".join(" + ".join(word.text for word in entry) for entry in group.entries)
    return f"  {group.id.text} {group.heading.text!r}: {entries}" + (f" more {group.more.text}" if group.more else "")
