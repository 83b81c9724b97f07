"""A small policy with a translation into Dutch and one into Swedish, and what tests do with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from cases import accept_all
from plainly import driver
from plainly.cli import main
from plainly.outputs import files

ENGLISH = """@policy meadow
  title       "Privacy statement"
  subtitle    "In plain words"
  language    en
  effective   2026-03-01
  controller  meadow-ltd

@party meadow-ltd "Meadow Ltd" also "we"
  email  privacy@meadow.example
@value answer-time 30 days

# What we collect {#collected}

@clause joining for customers when register

When you join, we ask for your name, email address and your [phone number]{phone-number}. We need the first two to [provide our services]{service-provision}.

@collect name, email-address, phone-number for service-provision
@highlight When you join, we ask for basic contact details.

# Sharing {#sharing}

@clause no-sale

We never sell:

- your email address;
- your name.

We keep your [name]{name} for {answer-time}. We answer within 14 days, as {#collected} tells.

@never sell email-address, name
@keep name for answer-time
@highlight We never sell your email address.

@highlights
  collected  "Information collected"  joining  more #collected
  sharing    "Sharing"                no-sale  more #sharing
"""

DUTCH = """@translation nl of meadow
  title     "Privacyverklaring"
  subtitle  "In gewone woorden"

@label meadow-ltd "Meadow Ltd"

# Wat wij verzamelen {#collected}

@clause joining

Als u lid wordt, vragen wij uw naam, e-mailadres en [telefoonnummer]{phone-number}. De eerste twee hebben we nodig om [onze diensten te leveren]{service-provision}.

@highlight Als u lid wordt, vragen wij enkele contactgegevens.

# Delen {#sharing}

@clause no-sale

Wij verkopen nooit:

- uw e-mailadres;
- uw naam.

Wij bewaren uw [naam]{name} {answer-time}. Wij antwoorden binnen 14 dagen, zoals in {#collected} staat.

@highlight Wij verkopen uw e-mailadres nooit.

@highlights
  collected  "Verzamelde gegevens"
  sharing    "Delen"
"""

SWEDISH = """@translation sv of meadow
  title     "Integritetspolicy"
  subtitle  "Med enkla ord"

@label meadow-ltd "Meadow AB"

# Vad vi samlar in {#collected}

@clause joining

När du blir medlem ber vi om ditt namn, din e-postadress och ditt [telefonnummer]{phone-number}. Vi behöver de två första för att [tillhandahålla våra tjänster]{service-provision}.

@highlight När du blir medlem ber vi om några kontaktuppgifter.

# Delning {#sharing}

@clause no-sale

Vi säljer aldrig:

- din e-postadress;
- ditt namn.

Vi sparar ditt [namn]{name} i {answer-time}. Vi svarar inom 14 dagar, som {#collected} säger.

@highlight Vi säljer aldrig din e-postadress.

@highlights
  collected  "Insamlade uppgifter"
  sharing    "Delning"
"""
UNITS = (
    "title",
    "subtitle",
    "label:meadow-ltd",
    "section:collected",
    "clause:joining",
    "highlight:joining:0",
    "section:sharing",
    "clause:no-sale",
    "highlight:no-sale:0",
    "group:collected",
    "group:sharing",
)


def write(folder: Path, policy: str = ENGLISH, **translations: str) -> Path:
    """The policy `<folder>/meadow/meadow.policy` with its translations beside it; Dutch and Swedish where none are given."""
    path = folder / "meadow" / "meadow.policy"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(policy, encoding="utf-8")
    for locale, text in (translations or {"nl": DUTCH, "sv": SWEDISH}).items():
        beside(path, locale).write_text(text, encoding="utf-8")
    return path


def settled(folder: Path, policy: str = ENGLISH, **translations: str) -> Path:
    """The same, with everything in the translations accepted."""
    path = write(folder, policy, **translations)
    accept_all(path)
    return path


def beside(policy: Path, locale: str) -> Path:
    """The translation of a policy into a language."""
    return policy.with_name(f"{policy.stem}.{locale}.policy")


def record(policy: Path) -> dict[str, Any]:
    """What `translations.lock` says."""
    content: dict[str, Any] = json.loads(lock(policy).read_text(encoding="utf-8"))
    return content


def lock(policy: Path) -> Path:
    """Where the record of a policy's translations stands."""
    return policy.with_name("translations.lock")


def change(path: Path, before: str, after: str) -> None:
    """Replaces the one occurrence of a text in a file."""
    content = path.read_text(encoding="utf-8")
    assert content.count(before) == 1, before
    path.write_text(content.replace(before, after), encoding="utf-8")


def choose(policy: Path, choices: str) -> None:
    """Has the policy say what becomes of its translations while they are not complete."""
    change(policy, "  effective   2026", f"  translations  {choices}\n  effective   2026")


def published(policy: Path) -> dict[str, str]:
    """The files that a policy without errors is published as."""
    checked = driver.check(policy)
    assert checked.publishable
    assert checked.policy is not None
    return dict(files(checked.document, checked.policy))


def said(checked: driver.Checked) -> list[tuple[str, str, str]]:
    """What was found about units of translations: code, locale, and unit or units."""
    rows = [(d.code, d.args.get("locale", ""), d.args.get("unit", d.args.get("units", ""))) for d in checked.diagnostics]
    return [row for row in rows if row[1]]


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """A command's exit code, output and error output. An exception that is not an exit fails the test."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr
