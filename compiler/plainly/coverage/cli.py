"""`plainly coverage`: a policy held against laws. Imports nothing beyond click before the command needs it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from plainly.arguments import colour, examples, found, policies_argument, site_address


@click.command(
    epilog=examples(
        "plainly coverage policies",
        "plainly coverage policies/acme/acme.policy --regime gdpr --regime ccpa",
        "plainly coverage policies/acme --regime gdpr-13 --format markdown",
    )
)
@policies_argument
@click.option("--regime", "wanted", multiple=True, metavar="ID", help="A law such as gdpr, or one of its lists of duties such as gdpr-13.")
@click.option("--format", "form", type=click.Choice(("text", "json", "markdown")), default="text", help="For people, programs or pages.")
@click.option("--base", default="", help="Address below which the policies are published, as for plainly build.")
def coverage(paths: tuple[Path, ...], wanted: tuple[str, ...], form: str, base: str) -> None:
    """Show which duties of a law policies meet, and by which clauses (default: the laws that each policy declares).

    A report: what is missing does not make it fail. It tells what a policy says, and is no legal advice.
    """
    from plainly.coverage.commands import UnknownRegimeError, coverage_report

    base = site_address(base)
    policies = found(paths)
    try:
        outcome = coverage_report(policies, wanted, form, base, colour=colour())
    except UnknownRegimeError as unknown:
        raise click.UsageError(str(unknown)) from unknown
    click.echo(outcome.output, nl=False, color=colour())
    click.echo(outcome.summary, err=True)
    sys.exit(outcome.code)
