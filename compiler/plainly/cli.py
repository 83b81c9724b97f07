"""The command line. The only place that knows of exit codes: 0 clean, 1 problems in the policies, 2 wrong use.

Nothing beyond click is imported before a command needs it.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TypeVar

import click

from plainly import __version__

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # plug-ins of other packages are none of ours, and slow to look up

CLEAN, PROBLEMS, MISUSE = 0, 1, 2
REPORT_FORMATS = ("text", "json", "github", "sarif")
F = TypeVar("F", bound=Callable[..., Any])

_PATH = click.Path(path_type=Path)


class _Commands(click.Group):
    """Turns an interruption into one line and the customary exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            told = f"Interrupted when {stop.args[0]}." if stop.args else "Interrupted. What was published before is unchanged."
            click.echo(told, err=True)
            ctx.exit(130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(PROBLEMS)


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _report_format(command: F) -> F:
    option = click.option("--format", "form", type=click.Choice(REPORT_FORMATS), default="text", help="How findings are written.")
    return option(command)


def _policies_argument(command: F) -> F:
    return click.argument("paths", nargs=-1, type=_PATH)(command)


@click.group(cls=_Commands, epilog=_examples("plainly new", "plainly check policies", "plainly build policies"))
@click.version_option(__version__, prog_name="plainly")
def main() -> None:
    """Write a privacy policy once; prove it consistent; publish it everywhere."""
    for stream in (sys.stdout, sys.stderr):  # a file's name may hold what a terminal cannot show
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command(epilog=_examples("plainly check policies", "plainly check policies/acme/acme.policy --format sarif"))
@_policies_argument
@_report_format
@click.option("--strict", is_flag=True, help="Warnings fail the check too.")
@click.option("--no-cache", is_flag=True, help="Check again even when nothing has changed.")
def check(paths: tuple[Path, ...], form: str, strict: bool, no_cache: bool) -> None:
    """Check policies: files, or folders of policies (default: policies)."""
    from plainly.cached import Cache

    found = _found(paths)
    colour = _colour()
    cache = Cache.of((form, str(strict), str(colour), *map(str, found)))
    known = None if no_cache else cache.read()
    if known is None:
        from plainly.commands import check_report

        known, sources = check_report(found, form, strict=strict, colour=colour)
        cache.write(known, sources)
    click.echo(known.output, nl=False, color=colour)
    click.echo(known.summary, err=True)
    sys.exit(known.code)


@main.command(epilog=_examples("plainly build policies", "plainly build policies --out public --workers 2", "plainly build notice.json"))
@_policies_argument
@click.option("--out", type=_PATH, default=Path("output"), show_default=True, help="Folder to write.")
@click.option("--base", default="", help="Address below which the result is published, for the identifiers of the machine notice.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that build at the same time.")
@_report_format
def build(paths: tuple[Path, ...], out: Path, base: str, workers: int, form: str) -> None:
    """Build everything that is published: pages, summary, tables, machine notice."""
    from plainly.commands import build_report

    if base and not base.startswith(("https://", "http://")):
        raise click.UsageError(f"“{base}” is no address; write it like https://www.example.org/privacy/.")
    base = f"{base.rstrip('/')}/" if base else ""
    result = build_report(_found(paths), out, base, workers, form, colour=_colour(), progress=_progress)
    click.echo(result.output, nl=False, color=_colour())
    click.echo(result.summary, err=True)
    sys.exit(result.code)


@main.command(epilog=_examples("plainly fmt policies", "plainly fmt --check policies"))
@_policies_argument
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 when a file is not in canonical form.")
def fmt(paths: tuple[Path, ...], only_check: bool) -> None:
    """Put policies into canonical form. The meaning never changes; a line with a mistake stays as it is."""
    from plainly.commands import format_files

    result = format_files(_found(paths), only_check=only_check)
    click.echo(result.output, nl=False)
    click.echo(result.summary, err=True)
    sys.exit(result.code)


@main.command(epilog=_examples("plainly read policies/acme/acme.policy"))
@click.argument("path", type=_PATH)
def read(path: Path) -> None:
    """Print each statement as a plain sentence, below the words of its clause."""
    from plainly.commands import read_policy

    result = read_policy(_found((path,))[0], colour=_colour())
    click.echo(result.output, nl=False)
    click.echo(result.summary, err=True, nl=False)
    sys.exit(result.code)


@main.command(
    epilog=_examples(
        "plainly explain unknown-name", "plainly explain email-address", "plainly explain share", "plainly explain joining policies/acme"
    )
)
@click.argument("subject")
@click.argument("path", type=_PATH, required=False)
def explain(subject: str, path: Path | None) -> None:
    """Tell everything known of a diagnostic's code, a name, a verb or qualifier, a clause or a fact."""
    from plainly.explain import explain_subject

    result = explain_subject(subject, _found((path,))[0] if path else None)
    click.echo(result.output, nl=False)
    click.echo(result.summary, err=True, nl=False)
    sys.exit(result.code)


@main.command(epilog=_examples("plainly new", 'plainly new acme --controller "Acme Ltd" --email privacy@acme.example'))
@click.argument("identity", metavar="ID", required=False)
@click.option("--controller", help="Name of the organisation.")
@click.option("--email", help="Its e-mail address for questions about privacy.")
@click.option("--title", default="Privacy statement", show_default=True, help="Title of the policy.")
@click.option("--effective", help="Date from which it holds, such as 2026-03-01 (default: today).")
@click.option("--folder", type=_PATH, default=Path("policies"), show_default=True, help="Folder of the policies.")
def new(identity: str | None, controller: str | None, email: str | None, title: str, effective: str | None, folder: Path) -> None:
    """Start a policy that compiles. Asks for what no option gives."""
    from plainly.new import create

    identity = identity or click.prompt("Short name of the policy (small letters, digits, hyphens)")
    controller = controller or click.prompt("Name of the organisation")
    email = email or click.prompt("E-mail address for questions about privacy")
    result = create(folder, identity, controller=controller, email=email, title=title, effective=effective)
    click.echo(result.output, nl=False)
    click.echo(result.summary, err=True, nl=False)
    sys.exit(result.code)


@main.command(epilog=_examples("plainly schema > policy.schema.json"))
def schema() -> None:
    """Print the JSON Schema of the policy document (notice.json)."""
    from plainly.validate import SCHEMA

    click.echo(SCHEMA.read_text(encoding="utf-8"), nl=False)


def _found(paths: tuple[Path, ...]) -> list[Path]:
    """The policies a command is about. Wrong use when there are none."""
    from plainly.find import find

    found, empty = find(list(paths) or [Path("policies")])
    missing = [path for path in found if not os.path.exists(path)] + empty
    if missing or not found:
        where = str(missing[0]) if missing else "policies"
        reason = "holds no policy" if empty else "does not exist"
        raise click.UsageError(f"“{where}” {reason}. Name a .policy file or a folder of policies.")
    wrong = next((path for path in found if path.suffix not in {".policy", ".json"}), None)
    if wrong is not None:
        raise click.UsageError(f"“{wrong}” is neither a .policy file nor a notice.json.")
    return found


def _colour() -> bool:
    """Colour on a terminal only, unless NO_COLOR asks for none."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _progress(length: int) -> Any:
    """A progress bar on a terminal; it stays hidden for the first second."""
    from plainly.progress import LateBar

    return LateBar(length, shown=sys.stderr.isatty())


def run() -> None:
    """The program. Leaves without taking the interpreter apart, which would cost a tenth of a short command's time."""
    gc.set_threshold(100_000, 20, 20)  # trees and documents are kept, so looking through them often frees nothing
    try:
        main()
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else CLEAN if done.code is None else PROBLEMS
    else:
        code = CLEAN
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = PROBLEMS
    os._exit(code)


if __name__ == "__main__":
    run()
