"""The real policies in all their languages: a full build, one where nothing has changed, one where a translation has."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import corpus
from timing import Figures, in_turn

Row = tuple[str, str, str]
Ratio = Callable[[str, Figures, Figures, str, str], Row]
Project = Callable[[Path, Path, str], Path]


def rows(folder: Path, plainly: str, mkdocs: str, ratio: Ratio, project: Project) -> list[Row]:
    """Rows for the policies of this project; `project` makes an MkDocs project of Markdown files that fit a pattern."""
    policies, out = folder / "policies", folder / "all"
    shutil.copytree(corpus.ROOT / "policies", policies)
    build = [plainly, "build", str(policies), "--out", str(out)]
    in_turn({"build": build}, 0, folder)
    statements = sorted(out.glob("*/*/policy.md"))
    pages = project(folder / "statements", out, "*/*/policy.md")
    commands = {
        "python": [sys.executable, "-c", "pass"],
        "full": [*build, "--no-cache"],
        "mkdocs": [mkdocs, "build", "--quiet", "--config-file", str(pages)],
        "again": build,
        "two": [*build, "--no-cache", "--workers", "2"],
    }
    if shutil.which("pandoc"):
        each = " && ".join(f"pandoc --standalone -o /dev/null -t html5 '{path}'" for path in statements)
        commands["pandoc"] = ["sh", "-c", each]
    done = in_turn(commands, 5, folder)
    changed = in_turn({"one": ["sh", "-c", f"{_toggled(policies)} && {' '.join(build)}"]}, 5, folder)["one"]
    count = len(statements)
    found = [
        ratio(
            f"full build of five policies, {count} locale versions",
            done["full"],
            done["mkdocs"],
            f"`mkdocs build` of the {count} statements",
            "≤ 0.8",
        ),
        ratio("the same, two workers", done["two"], done["mkdocs"], f"`mkdocs build` of the {count} statements", ""),
        ratio("the same, nothing changed", done["again"], done["python"], "`python -c pass`", "≤ 6"),
        ratio("the same, one translation changed", changed, done["full"], "the full build", "≤ 0.3"),
    ]
    if "pandoc" in done:
        found.insert(1, ratio("the same", done["full"], done["pandoc"], f"pandoc, once for each of the {count} statements", "≤ 0.3"))
    return found


def _toggled(policies: Path) -> str:
    """A shell command that puts another version of one translation into place each time it runs."""
    path = next(iter(sorted(policies.glob("*/*.nl.policy"))))
    other = path.with_suffix(".other")
    head, opening, rest = path.read_text(encoding="utf-8").partition("@clause ")
    name, gap, text = rest.partition("\n\n")
    other.write_text(f"{head}{opening}{name}{gap}Lees dit: {text}", encoding="utf-8")
    return f"mv '{path}' '{path}.kept' && mv '{other}' '{path}' && mv '{path}.kept' '{other}'"
