"""Asking many notices, against an RDF library that only loads the same quads: ratios of medians in the same run, peak memory.

Prints a Markdown table. The five real notices are copied under other names; `--full` takes 1,000 of their size and 10,000 small ones,
without it a fifth and a tenth of that, and a notice more costs the same as one before (the table says so).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import corpus
from timing import Figures, alternating, in_turn

BASE = "https://w3id.org/plainly/policies/"
Row = tuple[str, str, str]
SMALL = "salesforce-2012"
PLAINLY = str(Path(sys.executable).parent / "plainly")
ASK = [PLAINLY, "query"]
ALONE = """
import sys
from pathlib import Path
from pyoxigraph import RdfFormat, Store
store, form = Store(), {".nq": RdfFormat.N_QUADS, ".jsonld": RdfFormat.JSON_LD}
for path in sorted(Path(sys.argv[1]).glob("*/notice" + sys.argv[2])):
    store.bulk_load(path=str(path), format=form[path.suffix])
"""


#: Each notice's quads beside it. A process of its own, since a child's peak memory counts from that of its parent.
QUADS = """
import sys
from pathlib import Path
from plainly.notice.guard import admit
from plainly.notice.store import as_quads
for path in Path(sys.argv[1]).glob("*/notice.jsonld"):
    path.with_suffix(".nq").write_bytes(as_quads(admit(path)))
"""


def copies(folder: Path, sources: list[Path], count: int, *, quads: bool) -> None:
    """Notices that differ in their addresses alone, one a folder, and with `quads` the same as N-Quads beside each."""
    for number in range(count):
        text = sources[number % len(sources)].read_text(encoding="utf-8")
        path = folder / f"{number:05}" / "notice.jsonld"
        path.parent.mkdir(parents=True)
        path.write_text(text.replace(BASE, f"https://n{number:05}.example/"), encoding="utf-8")
    if quads:
        subprocess.run([sys.executable, "-c", QUADS, str(folder)], check=True)


def rows(folder: Path, *, full: bool) -> list[Row]:
    """All rows of the table."""
    subprocess.run([PLAINLY, "build", str(corpus.ROOT / "policies"), "--out", str(folder / "built")], check=True, capture_output=True)
    real = sorted((folder / "built").glob("*/notice.jsonld"))
    small = [path for path in real if path.parent.name == SMALL]
    return emission_rows() + against_rows(folder, real, 1_000 if full else 200) + store_rows(folder, small, 10_000 if full else 1_000)


def emission_rows() -> list[Row]:
    """What the machine notice adds to a build: both forms of it, against reading, checking and composing everything."""
    from plainly import driver
    from plainly.emit.graph import graph
    from plainly.emit.jsonld import jsonld
    from plainly.emit.turtle import turtle
    from plainly.outputs import DEFAULT_BASE, files

    def build() -> None:
        for path in paths:
            checked = driver.check(path)
            assert checked.policy
            sum(len(text) for _, text in files(checked.document, checked.policy))

    def emit() -> None:
        for policy in policies:
            nodes = graph(policy, DEFAULT_BASE)
            jsonld(policy, DEFAULT_BASE, nodes)
            turtle(policy, DEFAULT_BASE, nodes)

    paths = sorted(path for path in (corpus.ROOT / "policies").glob("*/*.policy") if path.stem == path.parent.name)
    policies = [policy for path in paths if (policy := driver.check(path).policy)]
    whole, part = alternating(build, emit, 3)
    return [
        ("JSON-LD and Turtle of the five policies, against a full build of them", f"{part / whole:.2f} × ({part * 1000:.0f} ms)", "≤ 0.25")
    ]


def against_rows(folder: Path, real: list[Path], count: int) -> list[Row]:
    """`who-receives` of notices of real size, against the library alone."""
    notices = folder / "real"
    copies(notices, real, count, quads=True)
    ask = [*ASK, "who-receives", str(notices), "--format", "csv"]
    done = in_turn(
        {
            "ours": ask,
            "quads": [sys.executable, "-c", ALONE, str(notices), ".nq"],
            "jsonld": [sys.executable, "-c", ALONE, str(notices), ".jsonld"],
        },
        1 if count > 500 else 3,
        folder,
        warm_up=False,
    )
    few = in_turn({"ours": [*ASK, "who-receives", *(str(notices / f"{n:05}") for n in range(count // 10)), "--format", "csv"]}, 1, folder)
    name = f"`who-receives` of {count:,} notices of the five policies’ size"
    return [
        _ratio(f"{name}, against pyoxigraph loading the same N-Quads", done["ours"], done["quads"], lambda each: each.wall, "≤ 3 ×"),
        _ratio("the same, CPU time", done["ours"], done["quads"], lambda each: each.cpu, ""),
        _ratio("the same, against pyoxigraph loading the same JSON-LD", done["ours"], done["jsonld"], lambda each: each.wall, ""),
        ("time a notice, against that of a tenth as many", f"{done['ours'].wall / few['ours'].wall / 10:.2f} ×", "1"),
        ("peak memory", f"{done['ours'].memory:.0f} MB (pyoxigraph: {done['quads'].memory:,.0f} MB)", "no growth"),
        ("peak memory, a tenth as many", f"{few['ours'].memory:.0f} MB", ""),
    ]


def store_rows(folder: Path, small: list[Path], count: int) -> list[Row]:
    """Many small notices: asked straight, put into a store, asked from there."""
    notices, kept = folder / "small", folder / "kept"
    copies(notices, small, count, quads=False)
    ask = [*ASK, "who-receives", str(notices), "--format", "csv"]
    result = []
    for what, command in (
        ("asked", ask),
        ("put into a store and asked", [*ask, "--store", str(kept)]),
        ("asked from the store", [*ask, "--store", str(kept)]),
    ):
        done = in_turn({"ours": command}, 1, folder, warm_up=False)["ours"]
        result.append(
            (f"{count:,} small notices {what}", f"{done.wall:.1f} s ({done.wall / count * 1000:.1f} ms a notice), {done.memory:.0f} MB", "")
        )
    return result


def _ratio(what: str, ours: Figures, other: Figures, measure: Callable[[Figures], float], target: str) -> Row:
    return (what, f"{measure(ours) / measure(other):.2f} × ({measure(ours):.1f} s, {measure(other):.1f} s)", target)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="1,000 and 10,000 notices; needs several GB")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        found = rows(Path(name), full=options.full)
    print(
        "\n".join(["| what | measured | target |", "|---|---|---|", *(f"| {what} | {value} | {target} |" for what, value, target in found)])
    )


if __name__ == "__main__":
    main()
