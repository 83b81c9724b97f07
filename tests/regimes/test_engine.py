"""The engine: which facts match a pattern, and which state a duty has."""

from __future__ import annotations

from pathlib import Path

import pytest
from held import EMPTY, held, policy_of, regime_of, sound

from cases import check_body
from plainly.model import Policy
from plainly.regimes.reading import RegimeError
from plainly.regimes.verdicts import Verdict

SAID = '[[duty.part]]\ntitle = "it"\nby = [{pattern}]\n'
BASES = """
[[duty.part]]
title = "purposes"
by = [{ verb = ["use"], for = ["*"] }]
[[duty.part]]
title = "a basis for each purpose"
each = "for"
of = [{ verb = ["use"], for = ["*"] }]
by = [{ for = ["*"], under = ["*"] }]
"""
#: Statements with the words that say them.
WORDS = {
    "@collect email-address for service-provision under contract required": (
        "You must give us your e-mail address for [our services]{service-provision} under our {contract}."
    ),
    "@may collect email-address": "We may ask for your e-mail address.",
    "@never sell personal-data": "We never sell your data.",
    "@use email-address for marketing": "We use your e-mail address for {marketing}.",
    "@use email-address for advertising under consent": "With your {consent} we use your e-mail address for {advertising}.",
    "@use email-address for security": "We use your e-mail address for {security}.",
    "@use email-address only for security": "We use your e-mail address only for {security}.",
    "@answer questions via meadow.email": "Write to us.",
    "@answer questions via #practices": "See {#practices}.",
    "@grant access when ?asked": "You have {access} [if you ask]{?asked}.",
    "@collect reach": 'We ask for your [contact points]{reach}.\n\n@data reach "contact points" = email-address, phone-number',
    "@collect personal-data": "We ask for your data.",
    "@collect facts-on-you": 'We ask for [facts on you]{facts-on-you}.\n\n@data facts-on-you "facts on you" is personal-data = personal-data',
    "@protect your-facts with encryption": (
        'We guard [your facts]{your-facts} by {encryption}.\n\n@term your-facts "your facts"\n  is  personal-data'
    ),
    "@collect shoe-size": 'We ask for your [shoe size]{shoe-size}.\n\n@data shoe-size "shoe size" is personal-data',
    "@collect personal-data and shoe-size": 'We ask for your data and [shoe size]{shoe-size}.\n\n@data shoe-size "shoe size" is personal-data',
}


def policy(folder: Path, *statements: str, more: str = "") -> Policy:
    """A policy that says this; each statement with its words in a clause of its own, `s0`, `s1` and so on."""
    clauses = []
    for number, statement in enumerate(statements):
        words, _, declared = WORDS[statement].partition("\n\n")
        clauses.append(f"@clause s{number}\n\n{words}\n\n{declared}\n\n{statement}\n")
    return sound(check_body(folder, "# Our practices {#practices}\n\n" + "\n".join(clauses) + more))


def judged(folder: Path, duty: str, *statements: str, more: str = "") -> Verdict:
    """The verdict on a duty for a policy that says this."""
    return held(policy(folder, *statements, more=more), regime_of(folder / "regimes", duty)).verdicts[0]


COLLECT = "@collect email-address for service-provision under contract required"


@pytest.mark.parametrize(
    ("pattern", "statement", "matches"),
    [
        ('{ verb = ["collect"] }', COLLECT, True),
        ('{ verb = ["use"] }', COLLECT, False),
        ('{ verb = ["collect"], objects = ["contact-details"] }', COLLECT, True),
        ('{ verb = ["collect"], objects = ["personal-data"] }', COLLECT, True),
        ('{ verb = ["collect"], objects = ["health-data"] }', COLLECT, False),
        ('{ verb = ["collect"], objects = ["health-data", "email-address"] }', COLLECT, True),
        ('{ for = ["*"], under = ["contract"] }', COLLECT, True),
        ('{ for = ["*"], under = ["consent"] }', COLLECT, False),
        ('{ verb = ["collect"], of = ["*"] }', COLLECT, False),
        ('{ verb = ["collect"], lacks = ["of"] }', COLLECT, True),
        ('{ verb = ["collect"], lacks = ["for"] }', COLLECT, False),
        ('{ verb = ["collect"], marks = ["required", "optional"] }', COLLECT, True),
        ('{ verb = ["collect"], marks = ["optional"] }', COLLECT, False),
        ('{ verb = ["collect"], marks = ["only"] }', COLLECT, False),
        ('{ verb = ["use"], marks = ["only"] }', "@use email-address only for security", True),
        ('{ verb = ["collect"], kinds = { under = ["basis"] } }', COLLECT, True),
        ('{ verb = ["collect"], kinds = { under = ["law"] } }', COLLECT, False),
        ('{ verb = ["collect"] }', "@may collect email-address", True),
        ('{ verb = ["collect"], modality = ["does"] }', "@may collect email-address", False),
        ('{ verb = ["sell"] }', "@never sell personal-data", False),
        ('{ verb = ["sell"], modality = ["never"] }', "@never sell personal-data", True),
        ('{ verb = ["answer"], via = ["contact"] }', "@answer questions via meadow.email", True),
        ('{ verb = ["answer"], via = ["postal-mail"] }', "@answer questions via meadow.email", False),
        ('{ verb = ["answer"], kinds = { via = ["party"] } }', "@answer questions via meadow.email", True),
        ('{ verb = ["answer"], kinds = { via = ["section"] } }', "@answer questions via #practices", True),
        ('{ verb = ["grant"], kinds = { when = ["situation"] } }', "@grant access when ?asked", True),
        ('{ verb = ["collect"], objects = ["phone-number"] }', "@collect reach", True),
        ('{ verb = ["collect"], objects = ["name"] }', "@collect reach", False),
        ('{ objects = ["=email-address"] }', COLLECT, True),
        ('{ objects = ["=contact-details"] }', COLLECT, False),
        ('{ objects = ["=contact-details", "identity", "=email-address"] }', COLLECT, True),
        ('{ objects = ["=email-address"] }', "@collect reach", False),
        ('{ objects = ["=personal-data"] }', "@collect personal-data", True),
        ('{ objects = ["=personal-data"] }', "@collect facts-on-you", True),
        ('{ objects = ["=personal-data"] }', "@protect your-facts with encryption", True),
        ('{ objects = ["=personal-data"] }', "@collect shoe-size", False),
        ('{ objects = ["=personal-data"] }', "@collect personal-data and shoe-size", True),
        ('{ objects = ["*"], not = { objects = ["personal-data"] } }', "@collect personal-data", False),
        ('{ objects = ["*"], not = { objects = ["personal-data"] } }', "@collect facts-on-you", False),
        ('{ objects = ["*"], not = { objects = ["personal-data"] } }', "@protect your-facts with encryption", False),
        ('{ objects = ["*"], not = { objects = ["personal-data"] } }', "@collect shoe-size", True),
        ('{ objects = ["*"], not = { objects = ["personal-data"] } }', "@collect personal-data and shoe-size", True),
        ('{ objects = ["contact-details"], not = { objects = ["email-address", "name"] } }', COLLECT, False),
        ('{ objects = ["contact-details"], not = { objects = ["contact-details"] } }', COLLECT, True),
        ('{ kinds = { objects = ["data"] }, not = { objects = ["personal-data"] } }', "@collect facts-on-you", False),
        ('{ kinds = { objects = ["data"] }, not = { objects = ["personal-data"] } }', "@collect personal-data and shoe-size", True),
    ],
)
def test_fact_patterns(tmp_path: Path, pattern: str, statement: str, *, matches: bool) -> None:
    """A fact matches where all conditions hold; a name counts as what it falls under, a group as its members; where one is
    asked for just so (`=`), or does not count just so (`not`), only what is another word for it is taken for it."""
    found = judged(tmp_path, SAID.replace("{pattern}", pattern), statement)
    assert (found.state == "met") == matches
    assert [(one.clause, one.pointer) for one in found.evidence] == [("s0", "/clauses/0/statements/0/facts/0")] * matches


@pytest.mark.parametrize(("target", "state"), [("https://meadow.example/ask", "met"), ("lost", "missing")])
def test_lost_links(tmp_path: Path, target: str, state: str) -> None:
    """A link that has lost its target is no way to reach anybody, alone or bound to the kind of way it was."""
    more = f'\n@link asking "our page" {target}\n\n@clause ask\n\nAsk us on {{asking}}.\n\n@answer questions via web-page and asking\n'
    found = judged(tmp_path, SAID.replace("{pattern}", '{ verb = ["answer"], via = ["*"] }'), "@never sell personal-data", more=more)
    assert found.state == state


@pytest.mark.parametrize(
    ("pattern", "declared", "pointers"),
    [
        ('{ policy = "effective" }', "", ["/effective"]),
        ('{ policy = "title" }', "", ["/title"]),
        ('{ policy = "controllers" }', "", ["/controllers"]),
        ('{ party = { is = "controller" } }', "", ["/names/meadow"]),
        ('{ party = { is = "controller" }, points = ["email", "phone"] }', "", ["/names/meadow"]),
        ('{ party = { is = "controller" }, points = ["phone"] }', "", []),
        ('{ party = { is = "controller" }, points = ["phone"] }', '@party desk "our desk"\n  phone  +1 555 0100\n  part-of  meadow\n', ["/names/desk"]),
        ('{ party = { role = ["representative"] } }', "", []),
        ('{ party = { role = ["representative"] } }', '@party rep "our office"\n  role  gdpr-representative\n', ["/names/rep"]),
        ('{ party = { role = ["representative"] }, points = ["email"] }', '@party rep "our office"\n  role  gdpr-representative\n', []),
    ],
)  # fmt: skip
def test_declarations(tmp_path: Path, pattern: str, declared: str, pointers: list[str]) -> None:
    """A duty may be met by the header or by a party that is declared, with a way to reach it or a part of it."""
    used = (
        f"\n@clause offices\n\nWe share your name with [them]{{{declared.split()[1]}}}.\n\n@share name with {declared.split()[1]}\n"
        if declared
        else ""
    )
    found = judged(tmp_path, SAID.replace("{pattern}", pattern), "@never sell personal-data", more=f"\n{declared}{used}")
    assert [one.pointer for one in found.evidence] == pointers
    assert {(one.clause, one.fact) for one in found.evidence} <= {("", "")}


def test_no_date(tmp_path: Path) -> None:
    """A date that is not stated is no date."""
    regime = regime_of(tmp_path / "regimes", SAID.replace("{pattern}", '{ policy = "effective" }'))
    found = held(policy_of(tmp_path, EMPTY), regime).verdicts[0]
    assert (found.state, found.lacks) == ("missing", (("it", ()),))


def test_each_in_part(tmp_path: Path) -> None:
    """Where some of the values are covered, the duty is partly met and the others are named; each fact that helps is evidence."""
    found = judged(tmp_path, BASES, "@use email-address for security", "@use email-address for advertising under consent")
    assert found.state == "partly"
    assert found.lacks == (("a basis for each purpose", ("security",)),)
    assert [(one.part, one.clause) for one in found.evidence] == [
        ("purposes", "s0"),
        ("purposes", "s1"),
        ("a basis for each purpose", "s1"),
    ]


def test_each_by_a_narrower_or_wider_name(tmp_path: Path) -> None:
    """A value is covered by one that falls under it (advertising under marketing), or that it falls under."""
    found = judged(tmp_path, BASES, "@use email-address for marketing", "@use email-address for advertising under consent")
    assert (found.state, found.lacks) == ("met", ())


def test_each_of_nothing(tmp_path: Path) -> None:
    """Where there is no value to ask about, the part neither meets nor lacks; a duty of nothing else is missing."""
    found = judged(tmp_path, BASES, "@may collect email-address")
    assert (found.state, found.lacks) == ("missing", (("purposes", ()), ("a basis for each purpose", ())))
    also = BASES.replace('by = [{ verb = ["use"], for', 'by = [{ verb = ["collect"] }, { verb = ["use"], for')
    assert judged(tmp_path, also, "@may collect email-address").state == "met"


def test_each_without_any(tmp_path: Path) -> None:
    """Where no value is covered, the part is lacking as a whole, with all its values."""
    found = judged(tmp_path, BASES, "@use email-address for security", "@use email-address for marketing")
    assert (found.state, found.lacks) == ("partly", (("a basis for each purpose", ("security", "marketing")),))


CONDITION = 'when = "you sell"\n{key} = [{{ verb = ["sell"], modality = ["does", "never"] }}]\n'


@pytest.mark.parametrize(
    ("key", "statement", "state"),
    [
        ("applies", "@never sell personal-data", "missing"),
        ("applies", "@may collect email-address", "not-applicable"),
        ("unless", "@never sell personal-data", "not-applicable"),
        ("unless", "@may collect email-address", "missing"),
    ],
)
def test_conditions(tmp_path: Path, key: str, statement: str, state: str) -> None:
    """A duty applies where a fact of `applies` is stated and none of `unless`; else its words say why it does not."""
    duty = CONDITION.format(key=key) + SAID.replace("{pattern}", '{ verb = ["keep"] }')
    found = judged(tmp_path, duty, statement)
    assert (found.state, found.reason) == (state, "you sell" if state == "not-applicable" else "")


def test_a_regime_that_does_not_apply(tmp_path: Path) -> None:
    """A regime without a fact that it depends on has no verdicts."""
    head = 'when = "you sell"\napplies = [{ verb = ["sell"] }]\n'
    regime = regime_of(tmp_path / "regimes", SAID.replace("{pattern}", '{ verb = ["keep"] }'), head=head)
    found = held(policy(tmp_path, "@never sell personal-data"), regime)
    assert (found.applies, found.verdicts) == (False, ())


def test_waiver(tmp_path: Path) -> None:
    """A waiver settles a duty that is missing, partly met or not applicable, and tells its reason; a duty that is met stays met."""
    regime = regime_of(tmp_path / "regimes", BASES, SAID.replace("{pattern}", '{ verb = ["use"] }'))
    read = policy(tmp_path, "@use email-address for security")
    waivers = [type("Waiver", (), {"duty": duty, "because": "no need"}) for duty in ("act-a", "act-b")]
    read.__dict__["waived"] = tuple(waivers)
    partly, met = held(read, regime).verdicts
    assert (partly.state, partly.reason, partly.lacks) == ("waived", "no need", (("a basis for each purpose", ("security",)),))
    assert (met.state, met.reason) == ("met", "")


def test_order_of_evidence(tmp_path: Path) -> None:
    """Evidence stands in the policy's order, header first, whatever the order of parts and patterns."""
    parts = "".join(
        f'[[duty.part]]\ntitle = "{title}"\nby = [{pattern}]\n'
        for title, pattern in (
            ("b", '{ verb = ["sell"], modality = ["never"] }'),
            ("a", '{ verb = ["collect"] }'),
            ("c", '{ policy = "title" }'),
        )
    )
    statements = ["@may collect email-address", "@never sell personal-data", *["@may collect email-address"] * 9]
    found = judged(tmp_path, parts, *statements)
    assert [one.part for one in found.evidence] == ["c", "a", "b", *"aaaaaaaaa"]
    assert [one.clause for one in found.evidence[1:]] == [f"s{number}" for number in range(11)]


# Files ------------------------------------------------------------------------------------------


def test_like_another(tmp_path: Path) -> None:
    """A regime takes over another's duties under ids of its own, but for those it leaves out, replaces or adds."""
    folder = tmp_path / "regimes"
    one = SAID.replace("{pattern}", '{ verb = ["keep"] }')
    regime_of(folder, one, one, one)
    head = 'like = "act"\nwithout = ["act-b"]\n'
    other = regime_of(folder, SAID.replace("{pattern}", '{ verb = ["sell"] }'), head=head, identity="other")
    assert [duty.id for duty in other.duties] == ["other-a", "other-c"]
    assert [duty.parts[0].by[0].verbs for duty in other.duties] == [{"sell"}, {"keep"}]  # type: ignore[union-attr]


WRONG = {
    "an unknown key of a duty": ('titel = "x"\n' + SAID.replace("{pattern}", '{ verb = ["keep"] }'), "“titel” is not known"),
    "an unknown key of a pattern": (SAID.replace("{pattern}", '{ verbs = ["keep"] }'), "“verbs” is not known"),
    "an unknown verb": (SAID.replace("{pattern}", '{ verb = ["destroy"] }'), "“destroy” is not one of"),
    "an unknown modality": (SAID.replace("{pattern}", '{ modality = ["shall"] }'), "“shall” is not one of"),
    "an unknown mark": (SAID.replace("{pattern}", '{ marks = ["maybe"] }'), "“maybe” is not one of"),
    "an unknown position of kinds": (SAID.replace("{pattern}", "{ kinds = { beside = ['basis'] } }"), "“beside” is not known"),
    "an empty pattern": (SAID.replace("{pattern}", "{}"), "would match every fact"),
    "an empty list": (SAID.replace("{pattern}", "{ verb = [] }"), "“verb” is a list"),
    "a word for a list": (SAID.replace("{pattern}", '{ verb = "keep" }'), "“verb” is a list"),
    "an unknown field": (SAID.replace("{pattern}", '{ policy = "language" }'), "“language” is not one of"),
    "an unknown point": (SAID.replace("{pattern}", '{ party = { is = "controller" }, points = ["fax"] }'), "“fax” is not one of"),
    "a party that is nothing": (SAID.replace("{pattern}", '{ party = { is = "processor" } }'), "or it is the controller"),
    "no name behind =": (SAID.replace("{pattern}", '{ objects = ["="] }'), "behind “=” in “objects” a name is wanted"),
    "anything, exactly": (SAID.replace("{pattern}", '{ objects = ["=*"] }'), "behind “=” in “objects” a name is wanted"),
    "a role, exactly": (SAID.replace("{pattern}", '{ party = { role = ["=representative"] } }'), "written without “=”"),
    "a list for not": (SAID.replace("{pattern}", '{ to = ["*"], not = ["us"] }'), "not: a table is wanted"),
    "an unknown position of not": (SAID.replace("{pattern}", '{ to = ["*"], not = { beside = ["us"] } }'), "“beside” is not known"),
    "not without what is asked for": (SAID.replace("{pattern}", '{ verb = ["keep"], not = { to = ["us"] } }'), "what “to” asks for"),
    "= in not": (SAID.replace("{pattern}", '{ to = ["*"], not = { to = ["=us"] } }'), "without “=” or “*”"),
    "* in not": (SAID.replace("{pattern}", '{ to = ["*"], not = { to = ["*"] } }'), "without “=” or “*”"),
    "an empty list in not": (SAID.replace("{pattern}", '{ to = ["*"], not = { to = [] } }'), "“to” is a list"),
    "a header with facts": (SAID.replace("{pattern}", '{ policy = "title", verb = ["keep"] }'), "“verb” is not known"),
    "no part": ("", "“part” is missing"),
    "two parts of one title": (SAID.replace("{pattern}", '{ verb = ["keep"] }') * 2, "two with one title"),
    "each without of": (SAID.replace("{pattern}", '{ verb = ["keep"] }') + 'each = "for"\n', "“each” and “of” go together"),
    "each of an unknown position": (BASES.replace('each = "for"', 'each = "beside"'), "“beside” is not one of"),
    "each by the header": (BASES.replace('{ for = ["*"], under = ["*"] }', '{ policy = "title" }'), "compares facts only"),
    "applies without when": ('applies = [{ verb = ["keep"] }]\n' + SAID.replace("{pattern}", '{ verb = ["keep"] }'), "go together"),
    "when without applies": ('when = "x"\n' + SAID.replace("{pattern}", '{ verb = ["keep"] }'), "go together"),
    "another part than a table": ("part = 3\n", "is written [[…]]"),
    "broken TOML": ("title =\n", "act.toml: "),
}


@pytest.mark.parametrize(("duty", "told"), WRONG.values(), ids=WRONG)
def test_mistakes_in_files(tmp_path: Path, duty: str, told: str) -> None:
    """A slip in a file is refused, with the file and the part it is in."""
    with pytest.raises(RegimeError, match=r"act\.toml") as error:
        regime_of(tmp_path / "regimes", duty)
    assert told in str(error.value)


WRONG_HEADS = {
    "another id than the file": ("", "elsewhere", "not the file’s name"),
    "like a file that is not there": ('like = "nothing"\n', "act", "there is no nothing.toml"),
    "like itself": ('like = "act"\n', "act", "there is no act.toml to be like"),
    "without what is not taken over": ('without = ["a"]\n', "act", "“without” needs “like”"),
    "an unknown key": ('note = "a"\n', "act", "“note” is not known"),
}


@pytest.mark.parametrize(("head", "identity", "told"), WRONG_HEADS.values(), ids=WRONG_HEADS)
def test_mistakes_in_heads(tmp_path: Path, head: str, identity: str, told: str) -> None:
    """A slip at the head of a file is refused."""
    regime_of(tmp_path / "sound", SAID.replace("{pattern}", '{ verb = ["keep"] }'))
    text = (tmp_path / "sound" / "act.toml").read_text(encoding="utf-8").replace("[[duty]]", f"{head}\n[[duty]]", 1)
    path = tmp_path / f"{identity}.toml"
    path.write_text(text, encoding="utf-8")
    from plainly.regimes.reading import read_regime

    with pytest.raises(RegimeError) as error:
        read_regime(path)
    assert told in str(error.value)
