"""Small policies in any of the languages, for the tests of how a text reads."""

from __future__ import annotations

from pathlib import Path

from cases import check_text, marked
from plainly import driver
from plainly_dsl.diagnostics import Diagnostic

LOCALES = ("de", "en", "es", "fr", "nl", "sv")
#: Words for the e-mail address, with what a sentence about it needs around them.
ADDRESS = {
    "en": "[your address]{email-address}",
    "nl": "[uw adres]{email-address}",
    "de": "[Ihre Adresse]{email-address}",
    "fr": "[votre adresse]{email-address}",
    "es": "[su dirección]{email-address}",
    "sv": "[din adress]{email-address}",
}


def policy(locale: str, body: str) -> str:
    """A policy in a language: its header, and one section with one clause unless the body has its own."""
    if "@clause" not in body:
        body = f"@clause only\n\n{body}"
    if "\n# " not in f"\n{body}":
        body = f"# Privacy {{#privacy}}\n\n{body}"
    header = f'@policy example\n  title       "Privacy"\n  language    {locale}\n  effective   2026-03-01\n  controller  meadow\n'
    return f'{header}\n@party meadow "Meadow Ltd"\n  email  privacy@meadow.example\n\n{body}\n'


def check(folder: Path, locale: str, body: str) -> driver.Checked:
    """Such a policy through all checks."""
    return check_text(folder, policy(locale, body))


def found(checked: driver.Checked, code: str) -> list[Diagnostic]:
    """The diagnostics of a code."""
    return [diagnostic for diagnostic in checked.diagnostics if diagnostic.code == code]


def words(folder: Path, locale: str, body: str, code: str) -> list[str]:
    """The words, in one line, that a code points at in such a policy."""
    checked = check(folder, locale, body)
    return [" ".join(marked(checked, diagnostic).split()) for diagnostic in found(checked, code)]
