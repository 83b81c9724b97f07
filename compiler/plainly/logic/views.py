"""What a claim says about data, whatever verb it is written with.

“Advertisers collect your address” also says that advertisers get it; “these cookies hold your address” also says that it is
observed; what a processor does for the controller, the controller does. Contradictions hide behind such words, so each claim is
held against others by all that it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from plainly.logic.claim import Claim
from plainly.names import kind_of

if TYPE_CHECKING:
    from plainly.model import Policy

#: Verbs by which data comes to whoever acts.
OBTAINING = ("collect", "observe", "receive")
#: Verbs for what is done with data for a purpose, and with those for where it lies and goes, all that is done with data.
HANDLING = (*OBTAINING, "infer", "use", "share", "sell")
PRACTICES = frozenset({*HANDLING, "transfer", "keep", "set"})
#: A verb of a denial → verbs of statements that it denies as well.
REACH: Mapping[str, tuple[str, ...]] = {
    "collect": (*OBTAINING, "collect"),
    "use": HANDLING,
    "share": ("share", "sell"),
}
#: Choices that come to the same: to be able to say no.
SAYING_NO = frozenset({"choice", "opt-out", "refusal", "unsubscription"})
#: Rights that come to the same as a choice.
ALSO_CHOICES: Mapping[str, str] = {"erasure": "deletion", "withdraw-consent": "withdrawal", "objection": "opt-out"}
#: Roles in which somebody acts for the controller, and what is then the controller’s doing. “We never keep your card number” is
#: commonly said, and understood, of the controller’s own systems.
ACTING_FOR = frozenset({"processor", "sub-processor"})
DONE_FOR = frozenset({"use", "infer", "share", "sell", "transfer"})
#: What can only be done with data that was obtained before: a plain denial of collecting, without any limit, denies it, too.
OBTAINED_BEFORE = ("use", "keep")
PERSONS = frozenset({"subject"})
RECIPIENTS = frozenset({"party", "subject"})


class View(NamedTuple):
    """One thing a claim says: a verb, and position → names. `own` is what it says in its own words.

    Positions are the qualifiers, but for: `objects`; `aspects`, which choice, data or cookie it is about (`of`, without persons);
    `of`, whose data it is; `recipients`, who gets it (`with` and `to`); `by`, who acts where it is not the controllers.
    """

    claim: Claim
    verb: str
    places: Mapping[str, tuple[str, ...]]
    own: bool = False

    def at(self, position: str) -> tuple[str, ...]:
        """The names in a position."""
        return self.places.get(position, ())


def views(policy: Policy, claim: Claim) -> Iterator[View]:
    """All that a claim says, itself first."""
    own = View(claim, claim.verb, _places(policy, claim), own=True)
    yield own
    if _by_controllers(policy, own):
        yield View(claim, claim.verb, {**own.places, "by": ()})
    if claim.verb == "set" and own.at("aspects"):
        yield View(claim, "observe", {**own.places, "objects": own.at("aspects"), "aspects": (), "using": own.at("objects")})
    sources = tuple(name for name in own.at("from") if kind_of(policy.names, name) == "data")
    if claim.verb == "infer" and sources:
        yield View(claim, "use", {**own.places, "objects": sources, "from": ()})
    cookies = tuple(name for name in own.at("using") if kind_of(policy.names, name) == "cookie")
    if cookies and claim.verb in {*OBTAINING, "use", "share"}:
        yield View(claim, "set", {**own.places, "objects": cookies, "aspects": own.at("objects"), "using": ()})
    choices = tuple(ALSO_CHOICES[name] for name in own.at("objects") if name in ALSO_CHOICES)
    if claim.verb == "grant" and choices:
        yield View(claim, "offer", {**own.places, "objects": choices})
    yield from _disclosures(policy, own)


def _by_controllers(policy: Policy, own: View) -> bool:
    """Whether a controller is among several that act, or somebody acts for it. What binds others, they have to do themselves."""
    actors = own.at("by")
    if not actors or own.claim.modality == "must":
        return False
    if own.claim.denied:  # one of several controllers does not deny for all
        return set(policy.controllers).issubset(actors)
    done_for = own.verb in DONE_FOR and not ACTING_FOR.isdisjoint(own.at("as"))
    return done_for or not set(policy.controllers).isdisjoint(actors)


def _disclosures(policy: Policy, own: View) -> Iterator[View]:
    """To whom data goes by what others do with it, or by its transfer; and into which country it goes with a recipient."""
    others = _others(policy, own.at("by"))
    if own.verb in {*OBTAINING, "use", "keep"} and others and own.claim.modality != "must":
        shared = View(own.claim, "share", {**own.places, "recipients": others, "by": ()})
    elif own.verb == "transfer" and own.at("recipients"):
        shared = View(own.claim, "share", {position: names for position, names in own.places.items() if position != "to"})
    else:
        shared = own
    if shared is not own:
        yield shared
    if shared.verb in {"share", "sell"}:
        places = tuple(place for name in shared.at("recipients") if (place := place_of(policy, name)))
        if places:
            yield View(own.claim, "transfer", {**shared.places, "to": places})


def place_of(policy: Policy, party: str) -> str | None:
    """The country that a party is declared to be in."""
    entry = policy.names.get(party)
    return entry.place if entry and entry.kind == "party" else None


def _places(policy: Policy, claim: Claim) -> dict[str, tuple[str, ...]]:
    choices = claim.verb == "offer"
    places: dict[str, list[str]] = {"objects": ["opt-out" if choices and name in SAYING_NO else name for name in claim.fact.objects]}
    for word, names in claim.fact.qualifiers.items():
        if word == "by" and set(names) == set(policy.controllers):
            continue
        for name in names:
            places.setdefault(_position(word, kind_of(policy.names, name)), []).append(name)
    return {position: tuple(names) for position, names in places.items()}


def _position(word: str, kind: str) -> str:
    if word == "of":
        return "of" if kind in PERSONS else "aspects"
    if word in {"with", "to"} and kind in RECIPIENTS:
        return "recipients"
    return word


def _others(policy: Policy, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the actors that are neither controllers nor persons."""
    return tuple(name for name in actors if name not in policy.controllers and kind_of(policy.names, name) == "party")
