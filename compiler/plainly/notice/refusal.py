"""Why a file is not admitted as a machine notice: a code, what is wrong in a sentence, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

#: Code → what is wrong, what to do. `{…}` are filled in; the codes never change.
REASONS = {
    "unreadable": ("It cannot be read: {reason}.", "Check the path and its permissions."),
    "no-file": ("It is no ordinary file.", "Name a notice.jsonld, or a folder that holds one."),
    "unknown-form": ("Its name does not say that it is JSON-LD, Turtle or N-Triples.", "Name a .jsonld, .json, .ttl or .nt file."),
    "too-large": ("It is larger than {limit} MB.", "A notice is far smaller; ask whoever made the file."),
    "too-many-parts": ("It has more parts than any notice: over {limit:,}.", "Ask whoever made the file."),
    "not-utf-8": ("It is no UTF-8 text (byte {place:,}).", "Save it as UTF-8."),
    "broken": ("It is broken or cut off: {reason}", "Fetch or build it again."),
    "too-deep": ("Its parts are nested more than {limit} deep.", "A notice is flat; ask whoever made the file."),
    "duplicate-key": ("It gives “{key}” twice in one object, so it could be read in two ways.", "Keep one of the two."),
    "duplicate-id": ("It describes “{name}” twice.", "Keep one of the two."),
    "policy-document": ("It is a policy document, not a machine notice.", "Name the notice.jsonld beside it."),
    "no-json-ld": ("It is JSON, but no JSON-LD.", "Name a notice.jsonld."),
    "remote-context": ("It wants a context from elsewhere ({what}); nothing is ever fetched.", "Write the context into the file itself."),
    "foreign-context": ("Its context does more than that of a notice: {what}.", "Use the published context, written into the file."),
    "foreign-keyword": ("It uses “{key}”, which no notice does.", "Write it as a flat list of nodes."),
    "several-graphs": ("It holds more than one graph.", "Write its nodes into one graph, one notice a file."),
    "blank-node": ("It speaks of something without a name of its own (a blank node).", "Give every node an IRI."),
    "statement-about-statement": ("It holds statements about statements (RDF-star).", "Leave them out."),
    "no-notice": ("It tells of no privacy notice (dpv:PrivacyNotice).", "Name a notice.jsonld that plainly build has written."),
    "several-notices": ("It tells of several privacy notices.", "Put each notice into a file of its own."),
    "other-profile": (
        "It does not say that it follows {profile}.",
        "Build it with this version, or ask with the version that it was made for.",
    ),
    "not-its-own": ("It speaks of “{name}”, which lies outside of the notice.", "A notice states only facts of its own."),
    "incomplete-fact": ("The fact “{name}” has no {what}.", "Build the notice again."),
    "ambiguous-fact": ("The fact “{name}” has more than one {what}.", "Build the notice again; two facts may share one name."),
    "unknown-word": ("The fact “{name}” has the {what} “{word}”, which this version does not know.", "Build it with this version."),
    "contradiction": ("The fact “{name}” is denied and asserted at once.", "Build the notice again."),
    "circle": ("“{name}” falls under itself.", "Correct the hierarchy of the names."),
    "same-notice": ("It is another version of a notice that has been read already, from {other}.", "Ask about one version at a time."),
}


class Refusal(NamedTuple):
    """A file that was refused. `arguments` fill the blanks of its reason."""

    path: Path
    code: str
    arguments: dict[str, object]

    @property
    def sentence(self) -> str:
        """What is wrong."""
        return REASONS[self.code][0].format(**self.arguments)

    @property
    def fix(self) -> str:
        """What to do about it."""
        return REASONS[self.code][1]

    def __str__(self) -> str:
        """One line: the file, what is wrong, what to do."""
        return f"{self.path}: {self.sentence} {self.fix} [{self.code}]"


class Refused(Exception):  # noqa: N818 - it carries what happened, and never leaves the guard
    """Inside the guard: the reason, before the file it concerns is added."""

    def __init__(self, code: str, **arguments: object) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = arguments
