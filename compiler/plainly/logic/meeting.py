"""Whether what one claim denies, or keeps to itself, is what another states.

A denial reaches a statement where each of its own limits holds of the statement: “never … with third parties for advertising”
reaches “… with advertisers for targeted advertising”, since these fall under those. Where the statement leaves open what the
denial limits, the two may both be true, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from plainly.logic.lattice import Lattice
from plainly.logic.views import ACTING_FOR, View

#: Persons that any statement may be about; a denial for them is a denial for all.
EVERYBODY = frozenset({"individuals", "users"})
#: Persons that a policy deals with otherwise than as its users.
NO_USERS = ("job-applicants", "employees", "contractors", "premises-visitors", "family-members", "referred-friends")
#: An exception that lets through whatever this or another text says.
CATCH_ALL = "described-in-policy"
#: Exceptions that nothing published can be shown to go beyond.
PRESUMED = frozenset({"law-permits"})
#: Positions that are compared each in a way of its own.
SILENT = frozenset({"objects", "aspects", "except", "by", "of"})
#: Positions of which each name adds something: an exception has to let all of them through. Of conditions and bases one is enough.
ADDING = frozenset({"objects", "aspects", "of", "recipients", "by", "for", "to", "in"})
#: By whom and from where data comes is nothing that exceptions speak of.
UNHEARD = frozenset({"except", "from"})
TIMES = frozenset({"duration", "value"})
#: What the law demands is done whatever a policy promises, and readers know it: who discloses data so breaks no promise.
COMPELLED = frozenset({"law-requires", "legal-process", "legal-obligation"})
COMPELLING = ("government-authorities", "legal-requesters")


class Meeting(NamedTuple):
    """How a statement falls under a denial: `whole`, or only in part; and the names that show it, (theirs, the denial's).

    `beyond` are names that go beyond what was said to be all.
    """

    denied: View
    said: View
    whole: bool
    steps: tuple[tuple[str, str], ...]
    beyond: tuple[str, ...] = ()


def meeting(lattice: Lattice, denied: View, said: View, leave_out: frozenset[str] = frozenset()) -> Meeting | None:
    """Whether a statement does what is denied; exceptions are not looked at. Positions to `leave_out` play no part."""
    if _implied_only(denied, said):
        return None
    steps: list[tuple[str, str]] = []
    whole = True
    for position in ("objects", "aspects"):
        if not denied.at(position) or position in leave_out:
            continue
        found = _common(lattice, denied.at(position), said.at(position))
        if found is None:
            return None
        steps.append(found)
        whole = whole and lattice.covers(found[1], found[0])
    if not _same_actor(lattice, denied, said) or not ("of" in leave_out or _same_persons(lattice, denied, said)):
        return None
    if _taken_out(lattice, denied, said):
        return None
    for position in sorted(limits(denied) - leave_out):
        names = said.at(position)
        unsaved = [name for name in names if not lattice.any_covers(denied.at("except"), (name,))]
        inside = _inside(lattice, denied.at(position), unsaved or names)
        if inside is None:
            return None
        steps.append(inside)
    return Meeting(denied, said, whole, tuple(step for step in steps if step[0] != step[1]))


def _implied_only(denied: View, said: View) -> bool:
    """Whether a statement only implies what a denial speaks of by another word.

    Where a recipient is, counts for a denial that speaks of places; that others get what they use, for one of giving it away, and
    that processors do, for one that says to whom.
    """
    if said.verb == said.claim.verb:
        return False
    if said.verb == "transfer":
        return not denied.at("to")
    if said.verb == "share" and said.claim.verb != "transfer":
        working_for = not denied.at("recipients") and not ACTING_FOR.isdisjoint(said.at("as"))
        return working_for or (said.claim.verb in {"use", "keep"} and denied.verb not in {"share", "sell"})
    return False


def limits(view: View) -> frozenset[str]:
    """The positions that limit what a claim is about. A statement of what is covered explains itself by `under`."""
    silent = SILENT | {"under"} if view.verb == "cover" else SILENT
    return frozenset(view.places) - silent


def excepted(lattice: Lattice, denied: View, said: View) -> bool:
    """Whether an exception of the denial lets the statement through, or the law compels what it states."""
    others = denied.at("except")
    if not PRESUMED.isdisjoint(others) or compelled(lattice, denied, said):
        return True
    accepted = frozenset(wider for name in others for wider in (name, *satisfying().get(name, ())))
    return bool(accepted) and any(_let_through(lattice, accepted, position, names) for position, names in said.places.items())


def _let_through(lattice: Lattice, accepted: frozenset[str], position: str, names: tuple[str, ...]) -> bool:
    """Whether what a statement names in one position is excepted."""
    if position == "for":  # how long something is kept is no purpose of it
        names = tuple(name for name in names if lattice.kind(name) not in TIMES) or names
    if not names or position in UNHEARD:
        return False
    enough = all if position in ADDING else any
    return enough(
        all(lattice.any_covers(accepted, (name,)) for name in lattice.each(named)) or lattice.any_covers(accepted, (named,))
        for named in names
    )


def compelled(lattice: Lattice, denied: View, said: View) -> bool:
    """Whether a statement tells of a disclosure that a law demands, or of a use of it beside “only”.

    A denial that speaks of authorities means just that, and one of a use is not thought to leave any out.
    """
    if (denied.claim.denied and said.verb not in {"share", "transfer"}) or lattice.any_covers(COMPELLING, denied.at("recipients")):
        return False
    return not COMPELLED.isdisjoint((*said.at("under"), *said.at("when")))


def catches_all(lattice: Lattice, denied: View) -> tuple[str, ...]:
    """The exceptions of a denial that let through whatever this or another text says."""
    return tuple(name for name in denied.at("except") if lattice.covers(CATCH_ALL, name))


@cache
def satisfying() -> dict[str, tuple[str, ...]]:
    """Exception → names that say as much, from `exceptions.tsv`."""
    _, *rows = (Path(__file__).parent / "exceptions.tsv").read_text(encoding="utf-8").splitlines()
    return {exception: tuple(names.split()) for exception, names in (row.split("\t") for row in rows)}


def _common(lattice: Lattice, theirs: Iterable[str], names: tuple[str, ...]) -> tuple[str, str] | None:
    """A name and one of the denial's that have something in common; one that falls under the denial's is preferred."""
    pairs = [(name, denied) for denied in theirs for name in names]
    for name, denied in pairs:
        if lattice.covers(denied, name):
            return name, denied
    return next(((name, denied) for name, denied in pairs if lattice.meet(denied, name)), None)


def _inside(lattice: Lattice, theirs: Sequence[str], names: Sequence[str]) -> tuple[str, str] | None:
    """A name that falls under one of the denial's, or is a member of a group that is named."""
    for name in names:
        for part in (name, *lattice.parts(name)):
            found = next((denied for denied in theirs if lattice.covers(denied, part)), None)
            if found:
                return part, found
    return None


def _taken_out(lattice: Lattice, denied: View, said: View) -> bool:
    """Whether the statement's own exceptions leave out all that the denial is about in some position."""
    left_out = frozenset(said.at("except"))
    return bool(left_out) and any(_let_through(lattice, left_out, position, names) for position, names in denied.places.items())


def _same_actor(lattice: Lattice, denied: View, said: View) -> bool:
    if not denied.at("by"):
        return not said.at("by")
    return _inside(lattice, denied.at("by"), said.at("by")) is not None


def _same_persons(lattice: Lattice, denied: View, said: View) -> bool:
    """A denial for some persons says nothing of a statement about everybody: it is the exception to that."""
    persons, theirs = denied.at("of"), said.at("of")
    if not persons or (not EVERYBODY.isdisjoint(persons) and not lattice.any_covers(NO_USERS, theirs)):
        return True
    return _inside(lattice, persons, theirs) is not None


class Index:
    """Statements by the names in their positions, so that a denial is held only against those it may reach."""

    def __init__(self, lattice: Lattice, stated: Iterable[View]) -> None:
        self.lattice = lattice
        self._found: dict[tuple[str, str, str], list[int]] = {}
        self._views: list[View] = []
        for number, view in enumerate(stated):
            self._views.append(view)
            for position, names in view.places.items():
                for name in names:
                    self._found.setdefault((view.verb, position, name), []).append(number)

    def near(self, denied: View, verbs: Iterable[str], leave_out: frozenset[str] = frozenset()) -> Iterator[View]:
        """Statements of these verbs that a denial may reach, in the policy's order; chosen by its most telling position."""
        positions = {*(limits(denied) - leave_out), *({"objects", "aspects", "by"} & denied.places.keys())}
        chosen = [self._at(verbs, position, denied.at(position)) for position in positions if denied.at(position)]
        for number in min(chosen, key=len, default=[]):
            yield self._views[number]

    def _at(self, verbs: Iterable[str], position: str, names: Iterable[str]) -> list[int]:
        """Numbers of the statements that have, in this position, a name with something in common with one of these."""
        reached = self.lattice.near if position in {"objects", "aspects"} else self.lattice.within
        wanted = frozenset().union(*map(reached, names))
        found = {n for verb in dict.fromkeys(verbs) for name in wanted for n in self._found.get((verb, position, name), ())}
        return sorted(found)
