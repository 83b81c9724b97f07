"""`plainly explain`: everything known of a diagnostic's code, a name, a word of the language, or a part of a policy.

It leads both ways: from a fact to the words that state it, and from a place of a published page to the facts it states.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plainly.cached import Outcome
from plainly.explain.place import Place, place_of
from plainly.explain.words import SHOWN, known_words, of_language, shown, standard_name
from plainly_dsl.suggest import nearest

if TYPE_CHECKING:
    from plainly.explain.parts import Parts

NAME_A_FILE = "For a part of a policy, name the policy’s file too."


def explain_subject(subject: str, path: Path | None) -> Outcome:
    """What `subject` is; in the policy at `path` where one is given, else in the language itself."""
    place = place_of(subject)
    parts, unread = _parts(path, place) if path else (None, "")
    if place is not None:
        return _at(place, parts, unread, subject)
    texts = [*of_language(subject), *(parts.called(subject) if parts else ())]
    if not (parts and subject in parts.policy.names):
        texts += standard_name(subject)
    if texts:
        return Outcome("\n".join(texts), "", 0)
    near = nearest(subject, {*known_words(), *(parts.ids() if parts else ())}) if len(subject) <= SHOWN else ""
    return _nothing(f"Nothing is called “{shown(subject)}”.", near, unread or ("" if path else NAME_A_FILE))


def _at(place: Place, parts: Parts | None, unread: str, subject: str) -> Outcome:
    """What stands at a place of a policy."""
    if parts is None:
        return _nothing(f"“{shown(subject)}” is a place in a policy.", "", unread or NAME_A_FILE)
    text, reason, near = parts.at(place)
    return Outcome(text, "", 0) if text else _nothing(reason, near, unread)


def _nothing(reason: str, near: str, more: str) -> Outcome:
    """Wrong use: why nothing is explained, and what would help."""
    hint = f"Did you mean “{near}”?" if near else ""
    return Outcome("", " ".join(filter(None, (reason, hint, more))) + "\n", 2)


def _parts(path: Path, place: Place | None) -> tuple[Parts | None, str]:
    """The parts of the policy at `path`; where it cannot be read that far, a sentence that says so.

    A `.policy` file with mistakes is read as far as it goes. A notice from elsewhere with mistakes may name what it does not hold.
    """
    from plainly import driver
    from plainly.explain.parts import Parts

    checked = driver.check(path)
    if checked.policy is None or not (checked.publishable or path.suffix == ".policy"):
        return None, f"{path} has mistakes that keep its parts from being explained; plainly check names them."
    return Parts(checked.policy, place, sound=checked.publishable), ""
