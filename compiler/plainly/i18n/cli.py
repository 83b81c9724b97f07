"""`plainly i18n …`: the commands for translations. Imports nothing beyond click before a command needs it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from plainly.arguments import PATH, colour, examples, found, policies_argument

_LOCALES = click.option("--locale", "locales", multiple=True, metavar="LOCALE", help="Only this language; may be given several times.")


@click.group(epilog=examples("plainly i18n status policies", "plainly i18n accept policies --locale nl"))
def i18n() -> None:
    """Work on translations: what is open, accept, send to translators, take back."""


@i18n.command(epilog=examples("plainly i18n status", "plainly i18n status policies/acme --format json"))
@policies_argument
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="For people or for programs.")
def status(paths: tuple[Path, ...], form: str) -> None:
    """Show per language what is done, missing, new or stale. Exit code 1 when anything is open."""
    from plainly.i18n.commands import status_report

    _end(status_report(found(paths), form, colour=colour()))


@i18n.command(epilog=examples("plainly i18n accept policies/acme --locale nl", "plainly i18n accept --unit clause:sale"))
@policies_argument
@_LOCALES
@click.option("--unit", "units", multiple=True, metavar="UNIT", help="Only this unit, such as clause:sale.")
@click.option("--minor", is_flag=True, help="The source changed, but no translation has to: needs --who and --why.")
@click.option("--who", help="Who says so.")
@click.option("--why", help="Why no new translation is needed.")
def accept(
    paths: tuple[Path, ...], locales: tuple[str, ...], units: tuple[str, ...], minor: bool, who: str | None, why: str | None
) -> None:
    """Record that translations have been compared with their source (default: all that are new or stale)."""
    from plainly.i18n.commands import accept_report
    from plainly.translations.lock import UNPRINTABLE

    if not minor == bool(who) == bool(why):
        raise click.UsageError("--minor, --who and --why go together: the record says who decided and why.")
    if UNPRINTABLE.search(f"{who}{why}"):
        raise click.UsageError("--who and --why hold a character that cannot be shown.")
    _end(accept_report(found(paths), locales, units, (who or "", why or "") if minor else None, colour=colour()))


@i18n.command(epilog=examples("plainly i18n export policies/acme --locale nl --po", "plainly i18n export --xliff --out to-translate"))
@policies_argument
@_LOCALES
@click.option("--po", "form", flag_value="po", default="po", help="A gettext PO file for each language (default).")
@click.option("--xliff", "form", flag_value="xliff", help="An XLIFF 2.0 file for each language.")
@click.option("--all", "whole", is_flag=True, help="All units, not only those that are missing, new or stale.")
@click.option("--out", type=PATH, default=Path("translations"), show_default=True, help="Folder to write.")
def export(paths: tuple[Path, ...], locales: tuple[str, ...], form: str, whole: bool, out: Path) -> None:
    """Write files for translators, with the facts and the glossary as notes."""
    from plainly.i18n.commands import export_report

    _end(export_report(found(paths), locales, form, out, whole=whole, colour=colour()))


@i18n.command("import", epilog=examples("plainly i18n import translations/acme.nl.po policies"))
@click.argument("file", type=PATH)
@policies_argument
def import_(file: Path, paths: tuple[Path, ...]) -> None:
    """Take back a translator's file: good units are taken, each of the others is refused with its reason."""
    from plainly.i18n.commands import import_report

    _end(import_report(file, found(paths), colour=colour()))


def _end(outcome: tuple[str, str, int]) -> None:
    output, summary, code = outcome
    click.echo(output, nl=False, color=colour())
    click.echo(summary, err=True)
    sys.exit(code)
