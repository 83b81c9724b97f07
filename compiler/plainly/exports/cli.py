"""`plainly export`: a policy’s facts in the formats of others. Imports nothing beyond click before the command needs it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from plainly.arguments import PATH, colour, examples, found, site_address
from plainly.exports import FORMATS

_FORMATS = "\b\nFormats:\n" + "\n".join(f"  {name.ljust(16)} {form.title}" for name, form in FORMATS.items())


@click.command(
    epilog=f"{_FORMATS}\n\n"
    + examples("plainly export tilt policies/acme/acme.policy", "plainly export store-labels policies/acme --out labels --locale nl")
)
@click.argument("form", metavar="FORMAT")
@click.argument("path", type=PATH)
@click.option("--out", type=PATH, help="Folder to write the document and the list of what was left out; else the document is printed.")
@click.option("--locale", metavar="LOCALE", help="Language of labels and sentences (default: the policy’s own).")
@click.option("--base", default="", help="Address below which the policy is published, as for plainly build.")
def export(form: str, path: Path, out: Path | None, locale: str | None, base: str) -> None:
    """Export a policy’s facts in the format of somebody else, and say what that format cannot express."""
    if form not in FORMATS:
        raise click.UsageError(f"“{form}” is no format that plainly exports. It knows {', '.join(FORMATS)}.")
    base = site_address(base)
    policies = found((path,))
    if len(policies) > 1:
        raise click.UsageError(f"“{path}” holds {len(policies)} policies. Name one of them.")
    if out is not None and out.exists() and not out.is_dir():
        raise click.UsageError(f"“{out}” is a file. Name a folder.")
    from plainly.exports.commands import UnknownLocaleError, export_report

    try:
        outcome = export_report(form, policies[0], locale, out, base, colour=colour())
    except UnknownLocaleError as unknown:
        raise click.UsageError(str(unknown)) from unknown
    click.echo(outcome.output, nl=False, color=colour())
    click.echo(outcome.summary, err=True)
    sys.exit(outcome.code)
