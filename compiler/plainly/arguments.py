"""Arguments that several commands share. Imports next to nothing, since every command needs it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from plainly_dsl.choices import Choices

REPORT_FORMATS = ("text", "json", "github", "sarif")
F = TypeVar("F", bound=Callable[..., Any])

PATH = click.Path(path_type=Path)


def examples(*lines: str) -> str:
    """The examples at the end of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def report_format(command: F) -> F:
    """The option `--format`."""
    option = click.option("--format", "form", type=click.Choice(REPORT_FORMATS), default="text", help="How findings are written.")
    return option(command)


def severities(command: F) -> F:
    """The options `--deny`, `--warn` and `--allow`; each may be given several times."""
    options = (
        ("allow", "Leave out what has this code, or all notes."),
        ("warn", "Make what has this code a warning."),
        ("deny", "Make what has this code an error, or all warnings."),
    )
    for key, text in options:
        command = click.option(f"--{key}", multiple=True, metavar="CODE", help=text)(command)
    return command


def chosen(**codes: tuple[str, ...]) -> Choices:
    """What the options of `severities` choose. Wrong use where a code cannot be chosen."""
    from plainly_dsl.choices import Choices, choose

    rows = [(key, code, f"--{key}") for key, given in codes.items() for code in given]
    if not rows:
        return Choices()
    from plainly_dsl.diagnostics import Diagnostic, Place
    from plainly_dsl.diagnostics.catalogue import fix, message

    choices, refused = choose(rows)
    for one in refused:
        diagnostic = Diagnostic(one.code, Place("", 0, 0), one.args, one.suggestion)
        raise click.UsageError(f"{one.at}: {message(diagnostic)} {fix(diagnostic)}")
    return choices


def policies_argument(command: F) -> F:
    """Files, or folders of policies."""
    return click.argument("paths", nargs=-1, type=PATH)(command)


def found(paths: tuple[Path, ...], *, alone: bool = False) -> list[Path]:
    """The policies a command is about; with `alone` a translation that is named means itself. Wrong use when there are none."""
    from plainly.find import FORMS, find

    policies, empty = find(list(paths) or [Path("policies")], alone=alone)
    missing = [path for path in policies if not os.path.exists(path)] + empty
    if missing or not policies:
        where = str(missing[0]) if missing else "policies"
        reason = "holds no policy" if empty else "does not exist"
        raise click.UsageError(f"“{where}” {reason}. Name a .policy file or a folder of policies.")
    wrong = next((path for path in policies if path.suffix not in FORMS), None)
    if wrong is not None:
        raise click.UsageError(f"“{wrong}” is neither a .policy file nor a notice (notice.json, notice.jsonld).")
    return policies


def site_address(base: str) -> str:
    """The address below which something is published, ending in `/`; "" where none was given. Wrong use when it is none."""
    if base and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`?#\x00-\x20]+", base):
        raise click.UsageError(f"“{base}” is no address to publish below; write it like https://www.example.org/privacy/.")
    return f"{base.rstrip('/')}/" if base else ""


def strays(paths: tuple[Path, ...]) -> list[Path]:
    """Translations among what a command is about that belong to no policy."""
    from plainly import find

    return find.strays(list(paths) or [Path("policies")])


def colour() -> bool:
    """Colour on a terminal only, unless NO_COLOR asks for none."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
