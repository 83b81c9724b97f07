"""Words that say too little, in each language: directions, links, “may”, hedged denials, long sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from language_policies import ADDRESS, LOCALES, check, found, policy, words

from cases import check_translated

PLAIN = "\n\n@plain description"
#: Locale, text, and the words that point elsewhere without saying where.
DIRECTIONS = (
    ("en", "We use it as described above.", ["above"]),
    ("en", "Elsewhere in this policy we say more.", ["Elsewhere in this policy"]),
    ("en", "See the relevant section.", ["the relevant section"]),
    ("en", "We use it as described above, in {#privacy}.", []),
    ("en", "We use it as [described above]{#privacy}.", []),
    ("en", "We use it as described [above]{-}.", []),
    ("en", "It is meant for people above 16 years. It freezes below 5 degrees. Above all, we are careful.", []),
    ("en", "We use what is listed below:\n\n- your name", []),
    ("en", "We use what is listed below.\n\n- your name", ["below"]),
    ("en", "We use what is listed below: names and no more.", ["below"]),
    ("nl", "Wij gebruiken ze zoals hierboven beschreven.", ["hierboven"]),
    ("nl", "Hieronder vallen ook namen. Zie {#privacy} hieronder.", []),
    ("de", "Wir verwenden sie zu den oben genannten Zwecken.", ["oben genannten"]),
    ("de", "Wir verwenden sie, wie oben in {#privacy} gesagt.", []),
    ("fr", "Nous les utilisons comme indiqué ci-dessus.", ["ci-dessus"]),
    ("fr", "Les données précitées nous servent.", ["précitées"]),
    ("fr", "Comme le dit {#privacy} ci-dessous, nous les utilisons.", []),
    ("es", "Los usamos como se indica más arriba.", ["más arriba"]),
    ("es", "Como dice {#privacy} más adelante, los usamos.", []),
    ("sv", "Vi använder dem enligt ovan.", ["ovan"]),
    ("sv", "Vi använder dem som {#privacy} nedan säger.", []),
)
#: Locale, words of a link, and whether they say nothing.
LINKS = (
    ("en", "here", True), ("en", "Click here", True), ("en", "this link", True), ("en", "More …", True), ("en", "click here for our list", False),
    ("en", "our list", False), ("nl", "Klik hier", True), ("nl", "onze lijst", False), ("de", "hier", True), ("de", "diesen Link", True),
    ("de", "unsere Liste", False), ("fr", "cliquez ici", True), ("fr", "notre liste", False), ("es", "aquí", True), ("es", "nuestra lista", False),
    ("sv", "Klicka här", True), ("sv", "vår lista", False),
)  # fmt: skip
#: Locale, one sentence with leave and chance, and the word of chance; {0} is the address.
BOTH = (
    ("en", "We may share {0} with [advertisers]{{advertisers}}, and you may opt out.", ["may"]),
    ("nl", "Wij kunnen {0} delen met [adverteerders]{{advertisers}}, maar u kunt u afmelden.", ["kunnen"]),
    ("de", "Wir können {0} an [Werbende]{{advertisers}} geben, und Sie können widersprechen.", ["können"]),
    ("fr", "Nous pouvons donner {0} à des [annonceurs]{{advertisers}}, et vous pouvez refuser.", ["pouvons"]),
    ("es", "Podemos dar {0} a [anunciantes]{{advertisers}}, y usted puede negarse.", ["Podemos"]),
    ("sv", "Vi kan lämna {0} till [annonsörer]{{advertisers}}, och du kan säga nej.", ["kan"]),
    ("en", "We may share {0} with [advertisers]{{advertisers}}. You may opt out.", []),
    ("en", "We [may]{{-}} share {0} with [advertisers]{{advertisers}}, and you may opt out.", []),
)
SHARE = "\n\n@may share email-address with advertisers\n@offer opt-out"
#: Locale and a hedged denial, the hedge first; {0} is the address.
HEDGES = (
    ("en", "As a rule", "As a rule, we do not sell {0}."),
    ("en", "knowingly", "We do not knowingly sell {0}."),
    ("nl", "In principe", "In principe verkopen wij {0} niet."),
    ("de", "Grundsätzlich", "Grundsätzlich verkaufen wir {0} nicht."),
    ("fr", "En principe", "En principe, nous ne vendons pas {0}."),
    ("es", "Por lo general", "Por lo general, no vendemos {0}."),
    ("sv", "I regel", "I regel säljer vi inte {0}."),
)
FIRM = {
    "en": "We never sell {0}. As a rule, we answer at once.",
    "nl": "Wij verkopen {0} nooit. In principe antwoorden wij meteen.",
    "de": "Wir verkaufen {0} nie. In der Regel antworten wir sofort.",
    "fr": "Nous ne vendons jamais {0}. En principe, nous répondons vite.",
    "es": "Nunca vendemos {0}. Por lo general, respondemos pronto.",
    "sv": "Vi säljer aldrig {0}. I regel svarar vi snart.",
}


@pytest.mark.parametrize(("locale", "text", "expected"), DIRECTIONS)
def test_directions(tmp_path: Path, locale: str, text: str, expected: list[str]) -> None:
    """Words that point elsewhere are found unless the sentence says where, or leads there; measures and idioms are none."""
    assert words(tmp_path, locale, text + PLAIN, "vague-reference") == expected


def test_direction_in_the_summary(tmp_path: Path) -> None:
    """A line of the summary is looked at too; one that repeats its clause is not reported twice."""
    body = "We say more elsewhere in this policy." + PLAIN
    assert len(found(check(tmp_path, "en", f"{body}\n@highlight = prose"), "vague-reference")) == 1
    assert len(found(check(tmp_path, "en", f"{body}\n@highlight The details stand below."), "vague-reference")) == 2


@pytest.mark.parametrize(("locale", "surface", "empty"), LINKS)
@pytest.mark.parametrize("target", ["(https://meadow.example/list)", "{#privacy}", "{list-page}", "{meadow.email}"])
def test_links(tmp_path: Path, locale: str, surface: str, empty: bool, target: str) -> None:
    """The words of a link are found where they name nothing, whatever the link leads to."""
    body = (
        f'@link list-page "the list" https://meadow.example/list\n\n# Privacy {{#privacy}}\n\n@clause only\n\n[{surface}]{target}.{PLAIN}'
    )
    assert len(words(tmp_path, locale, body, "click-here")) == empty


def test_words_that_are_no_link(tmp_path: Path) -> None:
    """“Here” is no link where it stands alone, or for a name that is printed without one."""
    assert words(tmp_path, "en", "[Here]{our-sites} we meet. Here we part.\n\n@cover our-sites", "click-here") == []


@pytest.mark.parametrize(("locale", "text", "expected"), BOTH)
def test_leave_and_chance(tmp_path: Path, locale: str, text: str, expected: list[str]) -> None:
    """A sentence that says “may” of a practice and of a choice is found at the practice; two sentences are not."""
    assert words(tmp_path, locale, text.format(ADDRESS[locale]) + SHARE, "ambiguous-may") == expected


def test_may_not(tmp_path: Path) -> None:
    """“We may not” is found, unless what follows makes it clear."""
    text = "We may not share [your address]{email-address}. We may not be able to answer. You may not copy it."
    assert words(tmp_path, "en", f"{text}\n\n@never share email-address", "ambiguous-may") == ["We may not"]


@pytest.mark.parametrize(("locale", "hedge", "text"), HEDGES)
def test_hedged_denial(tmp_path: Path, locale: str, hedge: str, text: str) -> None:
    """A hedge in the sentence of a flat denial is found; a mark, a condition or an exception of the statement settles it."""
    text = text.format(ADDRESS[locale])
    assert words(tmp_path, locale, f"{text}\n\n@never sell email-address", "hedged-denial") == [hedge]
    for settled in ("generally", "currently", "when register"):
        assert words(tmp_path, locale, f"{text}\n\n@never sell email-address {settled}", "hedged-denial") == []


@pytest.mark.parametrize("locale", LOCALES)
def test_firm_denial(tmp_path: Path, locale: str) -> None:
    """A hedge in another sentence than the denial is none."""
    body = f"{FIRM[locale].format(ADDRESS[locale])}\n\n@never sell email-address"
    assert words(tmp_path, locale, body, "hedged-denial") == []


def test_where_a_denial_is(tmp_path: Path) -> None:
    """The finding also shows the statement."""
    (one,) = found(check(tmp_path, "en", "Normally we do not sell {email-address}.\n\n@never sell email-address"), "hedged-denial")
    assert [related.remark for related in one.related] == ["denied here without reservation"]


LONG = " ".join(["word"] * 24)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"A {LONG} {LONG}.", 1),
        (f"A {LONG}. B {LONG}.", 0),
        (f"A {LONG}: {LONG}; {LONG}.", 0),
        (f"A {LONG}\n\nB {LONG}.", 0),
        (f"A:\n\n- {LONG}\n- {LONG}\n- {LONG}", 0),
        (f"| A | B |\n|---|---|\n| {LONG} | {LONG} |", 0),
        (f"A {LONG}: {LONG} {LONG}.", 1),
        (f"A [{LONG}](https://a.example) {LONG}.", 1),
        (f"A {LONG} {LONG}. B {LONG} {LONG}.", 2),
    ],
)
def test_long_sentence(tmp_path: Path, locale: str, text: str, count: int) -> None:
    """Words count between two stops; items of lists and cells of tables stand alone."""
    assert len(words(tmp_path, locale, text + PLAIN, "long-sentence")) == count


def test_printed_label_counts(tmp_path: Path) -> None:
    """The words of a label that a reference prints count, and the finding stands where the sentence does."""
    body = f'@data long "{LONG}" is name\n\n# Privacy {{#privacy}}\n\n@clause only\n\nWe {LONG} ask for {{long}}.\n\n@collect long'
    (sentence,) = words(tmp_path, "en", body, "long-sentence")
    assert sentence == f"We {LONG} ask for {{long}}."


NL = """@translation nl of example
  title  "Privacy"

@label meadow "Meadow Ltd"

# Privacy {#privacy}

@clause only

%s
"""


def test_translations_follow_their_source(tmp_path: Path) -> None:
    """What is wrong in the source as well is reported there only; what is wrong in the translation alone, in the translation."""
    for own, other, expected in (
        ("We do it as said above.", "Wij doen het zoals hierboven gezegd.", ["above"]),
        ("We do it so.", "Wij doen het zoals hierboven gezegd.", ["hierboven"]),
        (f"We {LONG} {LONG}.", f"Wij {LONG} {LONG}.", [f"We {LONG} {LONG}."]),
        ("We do it.", f"Wij {LONG} {LONG}.", [f"Wij {LONG} {LONG}."]),
    ):
        checked = check_translated(tmp_path, policy("en", own + PLAIN), nl=NL % other)
        at = [d for d in checked.diagnostics if d.code in {"vague-reference", "long-sentence"}]
        assert [checked.sources[d.place.file].text[d.place.start : d.place.end] for d in at] == expected


def test_untranslated_parts_are_left_out(tmp_path: Path) -> None:
    """A clause that a translation shows in the source's language is not read as text of the translation."""
    text = policy("en", "Wij doen het zoals hierboven gezegd." + PLAIN).replace(
        "  controller  meadow", "  controller  meadow\n  untranslated  source"
    )
    header = '@translation nl of example\n  title  "Privacy"\n\n@label meadow "Meadow Ltd"\n\n# Privacy {#privacy}\n'
    checked = check_translated(tmp_path, text, nl=header)
    assert found(checked, "vague-reference") == []


def test_acknowledged(tmp_path: Path) -> None:
    """What a clause acknowledges is not reported."""
    body = f"We do it as said above.{PLAIN}\n@acknowledge vague-reference because The source says so."
    assert words(tmp_path, "en", body, "vague-reference") == []
