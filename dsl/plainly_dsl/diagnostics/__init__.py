"""What the compiler has to say about a policy: data first, words last.

A `Diagnostic` holds a code, a place and arguments. The words (`catalogue`) are looked up when a
message is shown, so that they can be read in one file each, documented and translated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """Where in a file: offsets in code points, end excluded. `file` is the path as the user gave it."""

    file: str
    start: int
    end: int


class Related(NamedTuple):
    """A second place that explains a diagnostic, with a short remark such as "first declared here"."""

    place: Place
    remark: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `code` is a row of the catalogue, which also gives the sentence; `args` fill the sentence's blanks; `suggestion` is a
    word that may stand in place of the marked one. `severity` is given where settings differ from the catalogue's;
    `acknowledged` is the reason why a finding stays, where the policy gives one.
    """

    code: str
    place: Place
    args: dict[str, str] = field(default_factory=dict)
    suggestion: str = ""
    related: tuple[Related, ...] = ()
    severity: str = ""
    acknowledged: str = ""


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    """Order of report: by file, then place, then code; the same on every run."""
    place = diagnostic.place
    return (place.file, place.start, place.end, diagnostic.code, repr(sorted(diagnostic.args.items())))
