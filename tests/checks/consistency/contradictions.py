"""One contradiction of each kind, to be planted into a consistent policy at any place, with names any distance apart.

A chain of names `step-0` … `step-3` each falls under the one before: by `is`, or as a member of a group (`= …`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from consistent import Clause


class Planted(NamedTuple):
    """Clauses to plant, the ones to leave out, declarations; the code they have to give, where, and where that has to point."""

    clauses: tuple[Clause, ...]
    code: str
    at: str
    pointing: str = ""
    declarations: str = ""
    without: frozenset[str] = frozenset()
    rests_on: str = ""  # what is lacking is reported at the first statement that says so, planted or not


#: Kinds of names with a standard name that the chain hangs under.
CHAINS = {"data": "personal-data", "party": "third-parties", "purpose": "marketing"}


def chain(kind: str, distance: int, *, grouped: bool) -> str:
    """Declarations of `step-0` down to `step-<distance>`."""
    lines = [f'@{kind} step-0 "the {kind} of step zero" is {CHAINS[kind]}']
    for number in range(1, distance + 1):
        if grouped:
            lines[-1] += f" = step-{number}"
            lines.append(f'@{kind} step-{number} "the {kind} of step {["zero", "one", "two", "three"][number]}" is {CHAINS[kind]}')
        else:
            lines.append(f'@{kind} step-{number} "the {kind} of step {["zero", "one", "two", "three"][number]}" is step-{number - 1}')
    return "\n".join(lines) + "\n"


def _pair(denial: str, statement: str, code: str, declarations: str = "") -> Planted:
    """Two clauses that clash; the first one is reported, and points at the second. All names stand in the statements."""
    return Planted((Clause("planted-one", denial), Clause("planted-two", statement)), code, "planted-one", "planted-two", declarations)


def in_words(words: str, *statements: str) -> str:
    """The body of a clause: its text and its statements."""
    return f"{words}\n\n" + "".join(f"@{statement}\n" for statement in statements)


def _denied(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("We never share your {step-0} with {advertisers}.", "never share step-0 with advertisers"),
        in_words(f"We collect your {{{low}}} and share it with {{advertisers}}.", f"collect {low}", f"share {low} with advertisers"),
        "denied-and-done",
        chain("data", distance, grouped=grouped),
    )


def _in_part(distance: int, grouped: bool) -> Planted:
    if not distance:
        return _denied(distance, grouped)
    low = f"step-{distance}"
    return _pair(
        in_words(f"We never share your {{{low}}} with {{advertisers}}.", f"never share {low} with advertisers"),
        in_words("We collect your {step-0} and share it with {advertisers}.", "collect step-0", "share step-0 with advertisers"),
        "denied-in-part",
        chain("data", distance, grouped=grouped),
    )


def _recipient(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("We never share your {education} with {step-0}.", "never share education with step-0"),
        in_words(f"We collect your {{education}}. {{{low}}} gets it from us.".replace("{education}", "{education}", 1) + " It is your {education}.",
                "collect education", f"share education with {low}"),
        "denied-and-done",
        chain("party", distance, grouped=grouped),
    )  # fmt: skip


def _purpose(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("We never use your {education} for {step-0}.", "never use education for step-0"),
        in_words(f"With your {{consent}} we use your {{education}} for {{{low}}}.", f"use education for {low} under consent"),
        "denied-and-done",
        chain("purpose", distance, grouped=grouped),
    )


def _observed(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("We never share your {step-0} with {third-parties}.", "never share step-0 with third-parties"),
        in_words(f"{{Advertising-networks}} record your {{{low}}}.", f"observe {low} by advertising-networks"),
        "denied-and-done",
        chain("data", distance, grouped=grouped),
    )


def _unsaved(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words(
            "Without your {consent} we never share your {step-0} with {advertisers}.", "never share step-0 with advertisers except consent"
        ),
        in_words(f"We collect your {{{low}}} and share it with {{advertisers}}.", f"collect {low}", f"share {low} with advertisers"),
        "denied-and-done",
        chain("data", distance, grouped=grouped),
    )


def _emptied(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("Except as this statement says, we never share your {step-0} with {advertisers}.",
                "never share step-0 with advertisers except described-in-policy"),
        in_words(f"We collect your {{{low}}} and share it with {{advertisers}}.", f"collect {low}", f"share {low} with advertisers"),
        "catch-all-exception",
        chain("data", distance, grouped=grouped),
    )  # fmt: skip


def _only(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("We use your {step-0} only for {audit}, as a {legal-obligation}.", "use step-0 only for audit under legal-obligation"),
        in_words(f"With your {{consent}} we use your {{{low}}} for {{newsletters}}.", f"use {low} for newsletters under consent"),
        "only-and-more",
        chain("data", distance, grouped=grouped),
    )


def _sale(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("We never sell your {step-0}.", "never sell step-0"),
        in_words(f"With your {{consent}} we collect your {{{low}}} and share it with {{advertising-networks}} for {{targeted-advertising}}.",
                f"collect {low}", f"share {low} with advertising-networks for targeted-advertising under consent"),
        "sale-denied",
        chain("data", distance, grouped=grouped),
    )  # fmt: skip


def _unkept(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("We never keep your {step-0}.", "never keep step-0"),
        in_words(f"We collect your {{{low}}}.", f"collect {low}"),
        "used-not-kept",
        chain("data", distance, grouped=grouped),
    )


def _kept(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    values = "@value short-time 30 days\n@value long-time 2 years\n"
    planted = _pair(
        in_words("We keep your {step-0} for {short-time}.", "keep step-0 for short-time"),
        in_words(f"We keep your {{{low}}} for {{long-time}}.", f"keep {low} for long-time"),
        "times-differ",
        chain("data", distance, grouped=grouped) + values,
    )
    return planted._replace(at="", pointing="")  # whichever stands later is reported


def _opt_out(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("You cannot opt out of {step-0}.", "never offer opt-out of step-0"),
        in_words(f"You can refuse {{{low}}}.", f"offer refusal of {low}"),
        "denied-and-done",
        chain("purpose", distance, grouped=grouped),
    )


def _right(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("There is no right of {erasure} for your {step-0}.", "never grant erasure of step-0"),
        in_words(f"You have a right of {{erasure}} for your {{{low}}}.", f"grant erasure of {low}"),
        "denied-and-done",
        chain("data", distance, grouped=grouped),
    )


def _roles(distance: int, grouped: bool) -> Planted:
    planted = _pair(
        in_words("For us, Orchard Inc. uses your {step-0} for {billing}.", "use step-0 for billing by orchard as processor"),
        in_words(f"On its own account Orchard Inc. uses your {{step-{distance}}} for {{billing}}.",
                f"use step-{distance} for billing by orchard as controller"),
        "two-roles",
        chain("data", distance, grouped=grouped) + '@party orchard "Orchard Inc."\n',
    )  # fmt: skip
    return planted._replace(at="planted-two", pointing="planted-one")


def _ages(distance: int, grouped: bool) -> Planted:
    declared = '@subject pupils "pupils" is children\n  age  "under 13"\n@subject teenagers "teenagers" is children\n  age  "under 16"\n'
    planted = _pair(
        in_words("We never infer {health-data} of pupils.", "never infer health-data of pupils"),
        in_words("We never infer {health-data} of teenagers.", "never infer health-data of teenagers"),
        "ages-differ",
        declared,
    )
    return planted._replace(at="", pointing="")


def _profiles(distance: int, grouped: bool) -> Planted:
    return _pair(
        in_words("We never use your {education} for {automated-decision-making}.", "never use education for automated-decision-making"),
        in_words("With your {consent} we use your {ip-address} for {profiling}.", "use ip-address for profiling under consent"),
        "profiling-beside-denial",
    )


def _region(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("[Users in the EU]{eu-users} have a right of {erasure} for their {step-0}.", "grant erasure of step-0 and eu-users"),
        in_words(f"Every customer can have the {{{low}}} of customers erased: [erasure]{{erasure}} is for {{customers}}.",
                f"grant erasure of {low} and customers"),
        "right-for-some",
        chain("data", distance, grouped=grouped),
    )  # fmt: skip


def _abroad_denied(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("Your {step-0} never goes to [countries outside the EEA]{outside-eea}.", "never transfer step-0 to outside-eea"),
        in_words(f"We collect your {{{low}}}. With your {{consent}} Orchard Inc. gets it, in [the United States]{{us}}, by {{standard-contractual-clauses}}.",
                f"collect {low}", f"share {low} with orchard under consent",
                f"transfer {low} to us under standard-contractual-clauses"),
        "denied-and-done",
        chain("data", distance, grouped=grouped) + '@party orchard "Orchard Inc."\n  in  us\n',
    )  # fmt: skip


def _by_processor(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    return _pair(
        in_words("We never use your {education} for {step-0}.", "never use education for step-0"),
        in_words(f"On our behalf {{it-providers}} use your {{education}} for {{{low}}}, with your {{consent}}.",
                f"use education for {low} by it-providers as processor under consent"),
        "denied-and-done",
        chain("purpose", distance, grouped=grouped),
    )  # fmt: skip


def _two_only(distance: int, grouped: bool) -> Planted:
    low = f"step-{distance}"
    planted = _pair(
        in_words(
            "We use your {step-0} only for {security}, by {legitimate-interest}.", "use step-0 only for security under legitimate-interest"
        ),
        in_words(f"With your {{consent}} we use your {{{low}}} only for {{newsletters}}.", f"use {low} only for newsletters under consent"),
        "only-and-more",
        chain("data", distance, grouped=grouped),
    )
    return planted._replace(at="", pointing="")


def _marked(distance: int, grouped: bool) -> Planted:
    planted = _pair(
        in_words("When you register, we need your {education}.", "collect education when register required"),
        in_words("Your {education} is welcome when you register, if you like.", "collect education when register optional"),
        "required-and-optional",
    )
    return planted._replace(at="", pointing="")


#: Kind → what to plant, for a distance and for names that fall under each other, or are members of each other.
KINDS: dict[str, Callable[[int, bool], Planted]] = {
    "denied": _denied,
    "denied in part": _in_part,
    "denied recipient": _recipient,
    "denied purpose": _purpose,
    "obtained by those it is not shared with": _observed,
    "not saved by its exception": _unsaved,
    "emptied by its exception": _emptied,
    "only": _only,
    "two lists after only": _two_only,
    "goes where it never goes": _abroad_denied,
    "done by a processor": _by_processor,
    "required and optional": _marked,
    "sale": _sale,
    "not kept": _unkept,
    "kept for two times": _kept,
    "opt-out": _opt_out,
    "right": _right,
    "right for some": _region,
    "two roles": _roles,
    "two ages": _ages,
    "profiles": _profiles,
}  # fmt: skip
