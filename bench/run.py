"""`make bench`: how fast the compiler is, as ratios of medians to other programs in the same run.

Prints a Markdown table; `--write` puts it into BENCHMARKS.md. `--quick` leaves out the large numbers of policies.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from functools import partial
from pathlib import Path

import checking
import corpus
import notices
import translated
from timing import Figures, alternating, in_turn, median

BIN = Path(sys.executable).parent
PLAINLY, MKDOCS, MARKDOWN_IT = str(BIN / "plainly"), str(BIN / "mkdocs"), str(BIN / "markdown-it")
Row = tuple[str, str, str]
AFTERWORD = """
Parsing keeps a run of prose as one token, so prose-heavy text is nearly free there; reading its Markdown is part of checking. Builds
are over their targets: a policy becomes some 700 KB of pages and machine notices in each language, and every translation is compared with
its source, while MkDocs, markdown-it and pandoc only turn Markdown into HTML. After one translation has changed, only its pages and the
notices are made again, but all languages of the policy are checked. The 90 and 900 policies share no paragraph, so no cache helps
from one to the next. Builds are timed with `--no-cache`, so each also makes the vocabulary again (some 150 ms), which others keep.

Parsing, resolving and checking are compared in CPU time, on policies in English alone: a translation costs its own parsing, and its own
checks against its source. Of the checks, reading the text takes about half: words that come twice, names that are not mentioned, sentences.

Of the time that asking a small notice takes, reading it into the RDF library is three quarters; 10,000 of them would take some 95 seconds,
and some 40 from a store.
"""


def commands_rows(folder: Path) -> list[Row]:
    """Start-up, checking and building of one policy, as whole programs."""
    out = folder / "out"
    real = str(corpus.REAL)
    first = in_turn({"build": [PLAINLY, "build", real, "--out", str(out)]}, 1, folder)
    assert first["build"].wall > 0
    pages = mkdocs_project(folder / "one", out)
    markdown = [str(path) for path in sorted(out.glob("*/*/*.md"))]
    done = in_turn(
        {
            "python": [sys.executable, "-c", "pass"],
            "help": [PLAINLY, "--help"],
            "cold": [PLAINLY, "check", real, "--no-cache"],
            "same": [PLAINLY, "check", real],
            "build": [PLAINLY, "build", real, "--out", str(out), "--no-cache"],
            "mkdocs": [MKDOCS, "build", "--quiet", "--config-file", str(pages)],
            "markdown": [MARKDOWN_IT, *markdown],
        },
        9,
        folder,
    )
    return [
        ratio("`plainly --help`", done["help"], done["python"], "`python -c pass`", ""),
        ratio("cold `plainly check`, one policy", done["cold"], done["python"], "`python -c pass`", "≤ 20, aim 12"),
        ratio("the same, nothing changed", done["same"], done["python"], "`python -c pass`", "≤ 5"),
        ratio("`plainly build`, one policy, all outputs", done["build"], done["mkdocs"], "`mkdocs build` of its Markdown", "≤ 0.8"),
        ratio("the same", done["build"], done["markdown"], "`markdown-it` of its Markdown", "≤ 1.5"),
    ]


def many_rows(folder: Path, counts: tuple[int, int]) -> list[Row]:
    """Many policies: growth, memory, workers, and mkdocs on the same pages."""
    rows: list[Row] = []
    few, many = counts
    for count in counts:
        corpus.policies(folder / f"many-{count}", count)
    out = folder / "many-out"
    build = [PLAINLY, "build", str(folder / f"many-{few}"), "--out", str(out), "--no-cache"]
    in_turn({"build": build}, 0, folder)
    pages = mkdocs_project(folder / "many-pages", out)
    done = in_turn(
        {"one": build, "two": [*build, "--workers", "2"], "mkdocs": [MKDOCS, "build", "--quiet", "--config-file", str(pages)]}, 3, folder
    )
    large = in_turn(
        {"one": [PLAINLY, "build", str(folder / f"many-{many}"), "--out", str(folder / "large-out")]}, 1, folder, warm_up=False
    )["one"]
    growth = (large.wall / many) / (done["one"].wall / few)
    rows.append((f"{many} policies, time a policy against that of {few}", f"{growth:.2f}", "1 ± 0.10"))
    rows.append((f"peak memory, {few} policies", f"{done['one'].memory:.0f} MB", "< 120 MB"))
    rows.append((f"peak memory, {many} policies", f"{large.memory:.0f} MB", "< 120 MB, no growth"))
    rows.append(ratio(f"{few} policies, one worker", done["one"], done["mkdocs"], "`mkdocs build` of the same pages", "≤ 0.8"))
    rows.append(ratio(f"{few} policies, two workers", done["two"], done["one"], "one worker", "≤ 0.6"))
    return rows


def mkdocs_project(folder: Path, built: Path, pattern: str = "*/*/*.md") -> Path:
    """A plain MkDocs project (stock theme, no plugins) of the Markdown in `built`."""
    docs = folder / "docs"
    for path in built.glob(pattern):
        target = docs / path.relative_to(built)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    config = folder / "mkdocs.yml"
    config.write_text("site_name: bench\nplugins: []\ntheme: mkdocs\nmarkdown_extensions: [tables]\n", encoding="utf-8")
    return config


def parse_rows() -> list[Row]:
    """Parsing and formatting inside one process."""
    from lark import Lark

    from plainly_dsl.blocks import logical_lines
    from plainly_dsl.format import format_tree
    from plainly_dsl.lines import grammar
    from plainly_dsl.parse import parse
    from plainly_dsl.source import Source
    from plainly_dsl.syntax import Statement

    rows: list[Row] = []
    for name, text, target in (
        ("prose-heavy", corpus.prose_heavy(1_000_000), 5.0),
        ("statement-heavy", corpus.statement_heavy(300_000), 0.8),
    ):
        source = Source(name, text)
        seconds = median(partial(parse, source), 5)
        rows.append((f"parsing {name} text", f"{len(text.encode()) / seconds / 1e6:.1f} MB/s", f"≥ {target} MB/s"))
    text = corpus.statement_heavy(300_000)
    statements = [block for block in parse(Source("x", text))[0].blocks if isinstance(block, Statement)]
    lines = [line for block in statements for _, line in logical_lines(text[block.start : block.end], block.verb.end)]
    tree_lark = Lark(grammar(), start="fact_line", parser="lalr", lexer="contextual")

    def trees() -> None:
        for line in lines:
            tree_lark.parse(line)

    ours, larks = alternating(lambda: parse(Source("x", text)), trees, 5)
    rows.append(("parsing statements, against Lark's own tree building", f"{ours / larks:.2f} ×", "≤ 1.5 ×"))
    real = corpus.REAL.read_text(encoding="utf-8")
    real = (real * (60_000 // len(real) + 1))[:60_000].rpartition("\n\n")[0]
    source = Source("x", real)

    def formatted() -> None:
        tree, problems = parse(source)
        format_tree(tree, problems)

    formatting, parsing = alternating(formatted, lambda: parse(source), 9)
    rows.append(("parsing and formatting 60 KB, against parsing alone", f"{formatting / parsing:.2f} ×", "< 2 ×"))
    return rows


def ratio(what: str, ours: Figures, other: Figures, name: str, target: str) -> Row:
    """A row for the ratio of two programs by the clock."""
    return (f"{what}, against {name}", f"{ours.wall / other.wall:.2f} × ({ours.wall * 1000:.0f} ms)", target)


def table(rows: list[Row]) -> str:
    """Rows as a Markdown table."""
    lines = ["| what | measured | target |", "|---|---|---|", *(f"| {what} | {value} | {target} |" for what, value, target in rows)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out 90 and 900 policies")
    parser.add_argument("--write", action="store_true", help="write BENCHMARKS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = (
            commands_rows(folder) + translated.rows(folder, PLAINLY, MKDOCS, ratio, mkdocs_project) + parse_rows() + checking.rows(folder)
        )
        if not options.quick:
            rows += many_rows(folder, (90, 900)) + notices.rows(folder / "notices", full=False)
    text = table(rows)
    print(text)
    if options.write:
        head = f"# Benchmarks\n\nMade by `make bench`: medians, the programs run in turn. CPython {platform.python_version()}, {platform.machine()}.\n\n"
        (corpus.ROOT / "BENCHMARKS.md").write_text(head + text + AFTERWORD, encoding="utf-8")


if __name__ == "__main__":
    main()
