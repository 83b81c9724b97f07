"""`plainly query`: asks machine notices. Exit codes: 0 answered, 1 some notice was refused, 2 wrong use."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plainly.arguments import PATH, examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plainly.notice.answers import Writer
    from plainly.notice.asking import Question, Reply
    from plainly.notice.refusal import Refusal
    from plainly.notice.rows import Words

FORMATS = ("table", "json", "csv")
NOTICE = "notice.jsonld"
DEFAULT = Path("output")
EXAMPLES = examples(
    "plainly query --list",
    "plainly query who-receives",
    "plainly query what-is-sold output/meadow-2026 --format csv",
    "plainly query compare output/meadow-2025 output/meadow-2026",
    "plainly query --sparql question.rq output --store kept",
)


@click.command(epilog=EXAMPLES)
@click.argument("question", required=False)
@click.argument("notices", nargs=-1, type=PATH)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How answers are written.")
@click.option("--locale", default="en", show_default=True, help="Language of labels and headings, such as nl.")
@click.option("--store", "kept", type=PATH, help="Folder that keeps the notices, so that asking again is fast.")
@click.option("--sparql", "raw", help="Ask the SPARQL of a file instead of a question; - reads it from standard input.")
@click.option("--list", "listing", is_flag=True, help="List the questions.")
def query(
    question: str | None, notices: tuple[Path, ...], form: str, locale: str, kept: Path | None, raw: str | None, listing: bool
) -> None:
    """Ask machine notices: files, or folders that are searched for notice.jsonld (default: output).

    A denial is an answer too: read the claim first. A notice that says nothing about a question is named below the answers.
    """
    from plainly.notice.asking import COMPARE, questions

    if listing:
        for each in questions().values():
            click.echo(f"{each.name:<24}{each.title}")
        return
    _needs_store_library()
    if raw is not None:
        given = (Path(question),) if question is not None else ()
        sys.exit(_raw(raw, found((*given, *notices)), form, kept))
    asked = questions().get(question or "")
    if asked is None:
        known = ", ".join(questions())
        wrong = f"There is no question “{question}”" if question else "Which question"
        raise click.UsageError(f"{wrong}. Ask one of: {known}.")
    words = _words(locale)
    from plainly.notice.answers import Writer

    writer = Writer(form, words, asked, shutil.get_terminal_size((100, 24)).columns)
    sys.exit(_compare(writer, notices, kept) if asked.name == COMPARE else _ask(writer, asked, found(notices), kept))


def _ask(writer: Writer, question: Question, paths: list[Path], kept: Path | None) -> int:
    """Prints the answers of all notices; they are in memory one after the other."""
    refused = asked = claims = 0
    for reply in _replies(paths, question, kept):
        if reply.answer is not None:
            asked += 1
            claims += len(reply.answer.claims)
            click.echo(writer.notice(reply.answer), nl=False)
        refused += _told(reply)
    click.echo(writer.end(), nl=False)
    silent = f", {len(writer.silent):,} of which say nothing about it" if writer.silent else ""
    told = f"{question.title} {_count(claims, 'fact', 'facts')} in {_count(asked, 'notice', 'notices')}{silent}."
    click.echo(told + (f" {_count(refused, 'file', 'files')} refused." if refused else ""), err=True)
    return 1 if refused else 0


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _replies(paths: list[Path], question: Question, kept: Path | None) -> Iterator[Reply]:
    from plainly.notice.asking import replies
    from plainly.notice.store import KeptNotices, StoreError

    if kept is None:
        yield from replies(paths, question)
        return
    try:
        store = KeptNotices(kept)
    except StoreError as error:
        raise click.UsageError(str(error)) from None
    yield from store.update(paths)
    yield from store.replies(paths, question)


def _compare(writer: Writer, notices: tuple[Path, ...], kept: Path | None) -> int:
    """Prints what each of two notices says alone."""
    from plainly.notice.asking import differences

    sides = [found((path,)) for path in notices]
    if len(sides) != 2 or any(len(side) != 1 for side in sides):
        raise click.UsageError("Name two notices to compare: two files, or two folders with one notice each.")
    replies = [reply for side in sides for reply in _replies(side, writer.question, kept)]
    refused = sum(map(_told, replies))
    answers = [reply.answer for reply in replies if reply.answer is not None]
    if len(answers) != 2:
        return 1
    left, right, both = differences(*answers)
    click.echo(writer.compared([(answers[0], left), (answers[1], right)]), nl=False)
    click.echo(writer.end(), nl=False)
    click.echo(writer.words.heading("both").format(count=f"{both:,}"), err=True)
    return 1 if refused else 0


def _raw(name: str, paths: list[Path], form: str, kept: Path | None) -> int:
    """Prints the answer to a query in SPARQL over all notices together."""
    from plainly.notice.rawprinting import written
    from plainly.notice.sparql import MAX_ROWS, QueryError, run
    from plainly.notice.store import KeptNotices, StoreError, together

    text = _query_text(name)
    try:
        if kept is None:
            store, told = together(paths)
            result = run(store, text)
        else:
            keeper = KeptNotices(kept)
            told = keeper.update(paths)
            result = run(keeper.store, text, [graph for _, graph in keeper.graphs(paths)])
    except (StoreError, QueryError) as error:
        raise click.UsageError(str(error)) from None
    refused = sum(map(_told, told))
    click.echo(written(result, form, shutil.get_terminal_size((100, 24)).columns), nl=False)
    if result.cut:
        click.echo(f"Only the first {MAX_ROWS:,} rows are shown; add a LIMIT, or ask for less.", err=True)
    return 1 if refused else 0


def _told(reply: Reply) -> int:
    """Says on standard error what is to be said of a file besides its answer; 1 for a refusal."""
    if reply.again is not None:
        click.echo(f"{reply.path}: the same notice as {reply.again}; it counts once.", err=True)
    if reply.refusal is not None:
        click.echo(_shown(reply.refusal), err=True)
        return 1
    return 0


def _shown(refusal: Refusal) -> str:
    from plainly.notice.rows import clean

    return f"refused: {clean(str(refusal))}"


# Arguments -------------------------------------------------------------------------------------


def found(named: tuple[Path, ...]) -> list[Path]:
    """The notices among files and folders, sorted within a folder, each once. Wrong use when there are none."""
    result: dict[str, Path] = {}
    for path in named or (DEFAULT,):
        inside = sorted(_inside(path)) if os.path.isdir(path) else [path]
        if not os.path.lexists(path) or not inside:
            reason = f"holds no {NOTICE}" if os.path.isdir(path) else "does not exist"
            raise click.UsageError(f"“{path}” {reason}. Name a notice, or a folder that plainly build has written.")
        for one in inside:
            result.setdefault(os.path.realpath(one), one)
    return list(result.values())


def _inside(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if NOTICE in files:
            yield Path(root) / NOTICE


def _words(locale: str) -> Words:
    from babel import Locale, UnknownLocaleError

    from plainly.notice.rows import Words

    try:
        Locale.parse(locale, sep="-")
    except (ValueError, UnknownLocaleError):
        raise click.UsageError(f"“{locale}” is no language; write it like nl or de-AT.") from None
    return Words.of(locale)


def _query_text(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8")
    except OSError as error:
        raise click.UsageError(f"“{name}” cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise click.UsageError(f"“{name}” is no UTF-8 text.") from None


def _needs_store_library() -> None:
    try:
        import pyoxigraph  # noqa: F401
    except ImportError:
        raise click.UsageError('Asking notices needs an RDF library; install it with: pip install "plainly[graph]"') from None
