"""The command line. The only place that knows of exit codes: 0 clean, 1 problems in the policies, 2 wrong use.

Nothing beyond click is imported before a command needs it.
"""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from plainly import __version__
from plainly.arguments import PATH, chosen, colour, examples, found, policies_argument, report_format, severities, site_address, strays
from plainly.coverage.cli import coverage
from plainly.exports.cli import export
from plainly.i18n.cli import i18n
from plainly.notice.cli import query

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # plug-ins of other packages are none of ours, and slow to look up

CLEAN, PROBLEMS, MISUSE = 0, 1, 2


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


@click.group(cls=_Commands, epilog=examples("plainly new", "plainly check policies", "plainly build policies"))
@click.version_option(__version__, prog_name="plainly")
def main() -> None:
    """Write a privacy policy once; prove it consistent; publish it everywhere."""
    for stream in (sys.stdout, sys.stderr):  # a file's name may hold what a terminal cannot show
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command(
    epilog=examples("plainly check policies", "plainly check policies/acme/acme.policy --format sarif", "plainly check --deny warnings")
)
@policies_argument
@report_format
@click.option("--strict", is_flag=True, help="Warnings fail the check too.")
@severities
@click.option("--no-cache", is_flag=True, help="Check again even when nothing has changed.")
def check(paths: tuple[Path, ...], form: str, strict: bool, no_cache: bool, **codes: tuple[str, ...]) -> None:
    """Check policies: files, or folders of policies (default: policies)."""
    from plainly.cached import Cache

    policies, homeless, coloured = found(paths), strays(paths), colour()
    cache = Cache.of((form, str(strict), str(coloured), str(codes), *map(str, (*policies, *homeless))))
    known = None if no_cache else cache.outcome()
    if known is None:
        from plainly.commands import check_report

        known, sources = check_report(policies, homeless, form, strict=strict, colour=coloured, choices=chosen(**codes))
        cache.write(known._asdict(), sources)
    click.echo(known.output, nl=False, color=coloured)
    click.echo(known.summary, err=True)
    sys.exit(known.code)


@main.command(epilog=examples("plainly build policies", "plainly build policies --out public --workers 2", "plainly build notice.json"))
@policies_argument
@click.option("--out", type=PATH, default=Path("output"), show_default=True, help="Folder to write.")
@click.option("--base", default="", help="Address below which the result is published, for the identifiers of the machine notice.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that build at the same time.")
@report_format
@severities
@click.option("--no-cache", is_flag=True, help="Build everything again even when nothing has changed.")
def build(paths: tuple[Path, ...], out: Path, base: str, workers: int, form: str, no_cache: bool, **codes: tuple[str, ...]) -> None:
    """Build everything that is published: pages, summary, tables, machine notice."""
    from plainly.cached import Cache

    base = site_address(base)
    policies, homeless, coloured = found(paths), strays(paths), colour()
    cache = Cache.of(("build", str(out), base, form, str(coloured), str(codes), *map(str, (*policies, *homeless))))
    result = None if no_cache else cache.outcome()
    if result is None:
        from plainly.commands import build_report

        result, sources, written = build_report(
            policies, homeless, out, base, workers, form, colour=coloured, progress=_progress, reuse=not no_cache, choices=chosen(**codes)
        )
        if written:
            cache.write(result._asdict(), sources, written)
    click.echo(result.output, nl=False, color=colour())
    click.echo(result.summary, err=True)
    sys.exit(result.code)


@main.command(epilog=examples("plainly fmt policies", "plainly fmt --check policies"))
@policies_argument
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 when a file is not in canonical form.")
def fmt(paths: tuple[Path, ...], only_check: bool) -> None:
    """Put policies into canonical form, those in a folder with their translations. The meaning never changes."""
    from plainly.commands import format_files

    result = format_files(found(paths, alone=True), named=paths, only_check=only_check)
    click.echo(result.output, nl=False)
    click.echo(result.summary, err=True)
    sys.exit(result.code)


@main.command(epilog=examples("plainly read policies/acme/acme.policy"))
@click.argument("path", type=PATH)
def read(path: Path) -> None:
    """Print each statement as a plain sentence, below the words of its clause."""
    from plainly.commands import read_policy

    result = read_policy(found((path,))[0], colour=colour())
    click.echo(result.output, nl=False)
    click.echo(result.summary, err=True, nl=False)
    sys.exit(result.code)


@main.command(
    epilog=examples(
        "plainly explain unknown-name",
        "plainly explain email-address",
        "plainly explain share",
        "plainly explain joining policies/acme",
        "plainly explain nl/index.html#joining policies/acme",
    )
)
@click.argument("subject")
@click.argument("path", type=PATH, required=False)
def explain(subject: str, path: Path | None) -> None:
    """Tell everything known of a diagnostic's code, a name, a verb or qualifier, a part of a policy, or a place of its pages."""
    from plainly.explain import explain_subject

    result = explain_subject(subject, found((path,))[0] if path else None)
    click.echo(result.output, nl=False)
    click.echo(result.summary, err=True, nl=False)
    sys.exit(result.code)


@main.command(epilog=examples("plainly new", 'plainly new acme --controller "Acme Ltd" --email privacy@acme.example'))
@click.argument("identity", metavar="ID", required=False)
@click.option("--controller", help="Name of the organisation.")
@click.option("--email", help="Its e-mail address for questions about privacy.")
@click.option("--title", default="Privacy statement", show_default=True, help="Title of the policy.")
@click.option("--effective", help="Date from which it holds, such as 2026-03-01 (default: today).")
@click.option("--folder", type=PATH, default=Path("policies"), show_default=True, help="Folder of the policies.")
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


@main.command(epilog=examples("plainly schema > policy.schema.json"))
def schema() -> None:
    """Print the JSON Schema of the policy document (notice.json)."""
    from plainly.validate import SCHEMA

    click.echo(SCHEMA.read_text(encoding="utf-8"), nl=False)


main.add_command(i18n)
main.add_command(query)
main.add_command(export)
main.add_command(coverage)


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
