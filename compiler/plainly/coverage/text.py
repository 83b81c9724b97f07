"""Verdicts as text for a terminal: law by law, what is missing first, and for what is met the clauses that meet it."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from plainly.regimes.regime import laws
from plainly.regimes.verdicts import STATES, Coverage, State, Verdict

if TYPE_CHECKING:
    from plainly.model import Policy

#: What is to be done, which comes first.
FIRST: tuple[State, ...] = ("missing", "partly")
#: The states in the order they are shown, with their words.
WORDS = {state: STATES[state] for state in (*FIRST, *STATES)}
COLOURS: dict[State, str] = {"missing": "31", "partly": "33", "met": "32"}
WIDTH = 110
#: So many clauses or names are listed before the rest is only counted.
LISTED = 8


class Held(NamedTuple):
    """A policy with what it meets of some regimes; `edition` is the SHA-256 of its notice.json (hexadecimal)."""

    policy: Policy
    coverages: tuple[Coverage, ...]
    edition: str


def policy_text(held: Held, *, colour: bool) -> str:
    """All regimes of one policy, one below the other."""
    policy = held.policy
    lines = [f"{policy.id}: {policy.title[policy.language]}"]
    if policy.silent:
        lines += _wrapped(f"On purpose it says nothing of {_listed(policy.silent)}.", "  ")
    if not held.coverages:
        lines += _wrapped(_without(policy), "  ")
    for one in held.coverages:
        lines += ["", *_regime(one, colour=colour)]
    return "\n".join(lines) + "\n"


def _without(policy: Policy) -> str:
    """Why there is nothing to hold a policy against, and how to ask."""
    known = ", ".join(laws())
    if policy.regimes:
        return f"Nobody has written down yet what {_listed(policy.regimes)} asks for. The laws there are: {known}."
    return (
        "It declares no law to be held against. Declare one in the header, such as “regime gdpr”, "
        f"or ask with --regime gdpr. The laws there are: {known}."
    )


def _regime(one: Coverage, *, colour: bool) -> Iterator[str]:
    regime = one.regime
    yield f"  {regime.title}"
    yield f"  {regime.citation}  [{regime.id}]"
    if not one.applies:
        yield from _wrapped(f"Does not apply: it does only where {regime.when}.", "  ")
        return
    counts = Counter(verdict.state for verdict in one.verdicts)
    yield f"  {', '.join(f'{counts[state]} {word}' for state, word in WORDS.items() if counts[state])}"
    for state in WORDS:
        for verdict in one.verdicts:
            if verdict.state == state:
                yield from _verdict(verdict, colour=colour)


def _verdict(verdict: Verdict, *, colour: bool) -> Iterator[str]:
    duty, word = verdict.duty, WORDS[verdict.state].ljust(len("not applicable"))
    painted = f"\x1b[1;{COLOURS[verdict.state]}m{word}\x1b[0m" if colour and verdict.state in COLOURS else word
    indent = " " * (len(word) + 6)
    yield f"    {painted}  {duty.citation}  {duty.title}  [{duty.id}]"
    if verdict.state == "waived":
        yield from _wrapped(f"because {verdict.reason}", indent)
    elif verdict.state == "not-applicable":
        yield from _wrapped(f"asked only where {verdict.reason}", indent)
    elif verdict.state != "met":
        yield from _wrapped(f"lacks: {'; '.join(_lack(*lack) for lack in verdict.lacks)}", indent)
        yield from _wrapped(f"write: {duty.help}", indent)
    if verdict.evidence:
        yield from _wrapped(f"said in {_listed(_places(verdict))}", indent)


def _lack(title: str, names: tuple[str, ...]) -> str:
    return f"{title}, for {_listed(names)}" if names else title


def _places(verdict: Verdict) -> tuple[str, ...]:
    """Where a duty is met: clauses, names that are declared, and the header, each once."""
    found: dict[str, None] = {}
    for evidence in verdict.evidence:
        name = evidence.pointer.removeprefix("/names/")
        found[evidence.clause or (f"@party {name}" if name != evidence.pointer else "the header")] = None
    return tuple(found)


def _listed(words: tuple[str, ...]) -> str:
    """Words with commas; of many the first ones."""
    more = len(words) - LISTED
    if more > 0:
        return f"{', '.join(words[:LISTED])} and {more} more"
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _wrapped(text: str, indent: str) -> list[str]:
    """A paragraph in lines of the usual width, all indented."""
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
