"""Exports: a policy's facts in the formats of others. One row of `FORMATS` a format; the modules are loaded when they are asked for.

Each format is a pure function from the policy to a JSON document and an account of what became of every fact: where it went,
or why it could not be said. Nothing is invented to fill a form.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from plainly.compose.wording import Wording
    from plainly.exports.account import Account
    from plainly.model import Policy

    #: Policy, its words in the locale asked for, and the base IRI of its publication → document, account.
    Exporter = Callable[[Policy, Wording, str], tuple[dict[str, Any], Account]]


class Format(NamedTuple):
    """A format: the module whose `export` makes it, and what it is, in a few words for the command's help."""

    module: str
    title: str


FORMATS: dict[str, Format] = {
    "tilt": Format("plainly.exports.tilt", "TILT, the transparency information language for GDPR Art. 12 to 15"),
    "consent-record": Format("plainly.exports.consent_record", "templates of consent records in the manner of ISO/IEC TS 27560"),
    "store-labels": Format("plainly.exports.store_labels", "what Apple’s App Privacy and Google’s Data safety forms ask"),
}


def exporter(name: str) -> Exporter:
    """The function that makes a format of `FORMATS`."""
    made: Exporter = import_module(FORMATS[name].module).export
    return made
