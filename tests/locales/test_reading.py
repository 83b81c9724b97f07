"""Whatever a statement says, each locale reads it as a whole sentence; numbers, dates and lists follow the language's rules."""

from __future__ import annotations

import itertools
from functools import cache

import pytest
from locale_data import LOCALES, kinds, toml
from locale_sample import wording

from plainly.compose.folding import Row
from plainly.compose.sentences import sentence
from plainly.compose.tables import TABLES, table
from plainly.compose.wording import Wording, cldr
from plainly.model import Quantity
from plainly.page import Text, plain
from plainly_dsl.tables import MODALITIES, marks, qualifiers, verbs

every_locale = pytest.mark.parametrize("locale", LOCALES)
#: Who acts, by the names of the `by` qualifier: we or the reader, one other, several.
ACTORS = ((), ("field-group",), ("payment-processors",), ("advertisers", "customers"))
#: Names for the kinds that only policies have, and other targets.
OWN = {"term": "the-site", "link": "choices-page", "value": "answer-time", "section": "#sharing-section"}
UNITS = ("minute", "hour", "day", "business-day", "week", "month", "year", "percent")


@cache
def words(locale: str) -> Wording:
    """The sample's words, made once a locale."""
    return wording(locale)


def name_of(kind: str) -> str:
    """Some name of a kind."""
    return OWN.get(kind) or next(name for name, found in kinds().items() if found == kind)


def read(locale: str, row: Row) -> str:
    """A row as a sentence, checked for what no sentence may have."""
    own = words(locale)
    text = plain(sentence(own, own.policy.clauses[0], row))
    assert text[0].upper() == text[0], text
    assert text.endswith("."), text
    for slip in ("{", "}", "  ", " .", " ,", "..", "; ."):
        assert slip not in text, text
    assert text == text.strip()
    return text


def row_of(verb: str, modality: str = "does", objects: tuple[str, ...] = ("email-address",), **fields: object) -> Row:
    """A claim as the tables hold it."""
    return Row(verb, modality, objects, **{"qualifiers": {}, "only": (), "marks": (), "open": (), "facts": (), **fields})  # type: ignore[arg-type]


@every_locale
def test_every_verb_reads_in_every_force_for_everybody(locale: str) -> None:
    """Each verb has a sentence for we, the reader, one other and several, in each modality; other forces read otherwise."""
    own = words(locale)
    for verb, row in verbs().items():
        objects = (name_of(min(row.objects)),)
        for actors in ACTORS:
            by = {"by": actors} if actors else {}
            found = [read(locale, row_of(verb, modality, objects, qualifiers=by)) for modality in ("does", *MODALITIES)]
            assert len(set(found)) == len(found), found
            for text in found:
                assert own.label(objects[0]).casefold() in text.casefold()
                assert verb == "cover" or all(own.label(name).casefold() in text.casefold() for name in actors), text


@every_locale
def test_every_qualifier_reads_for_every_kind(locale: str) -> None:
    """Each qualifier takes a name of each of its kinds, alone, in a list, after “only” and among examples."""
    own = words(locale)
    for word, entry in qualifiers().items():
        for kind in entry.kinds:
            name = name_of(kind)
            options: list[dict[str, object]] = [{}, {"only": (word,)}, {"open": (word,)}]
            for fields in options:
                text = read(locale, row_of("use", qualifiers={word: (name,)}, **fields))
                if name[0] != "#":
                    assert own.label(name).casefold() in text.casefold(), (word, kind)
            if kind in {"data", "purpose", "party"}:
                both = tuple(itertools.islice((name for name, found in kinds().items() if found == kind), 2))
                text = read(locale, row_of("use", qualifiers={word: both}))
                assert all(own.label(name).casefold() in text.casefold() for name in both)


@every_locale
def test_every_mark_reads(locale: str) -> None:
    """Each bare word is said, and no two alike."""
    found = [read(locale, row_of("collect", marks=(mark,))) for mark in marks()]
    assert len(set(found)) == len(marks())


@every_locale
def test_whole_sentences_read(locale: str) -> None:
    """Every statement of the sample reads, however many qualifiers it has."""
    own = words(locale)
    for clause in own.policy.clauses:
        for statement in clause.statements:
            for row in own.folded(statement):
                read(locale, row)


@every_locale
def test_claims_of_tables_tell_forces_apart(locale: str) -> None:
    """The first columns of each table hold words alone, none of them empty."""
    own = words(locale)
    for name in TABLES:
        made = table(own.policy, own, name, "")
        assert made.caption == toml(locale, "interface")["tables"][name]
        assert all(made.header)
        for row in made.rows:
            claim = plain(row[1])
            assert claim
            assert claim == claim.strip(" ;:,")
            assert "{" not in claim


@every_locale
@pytest.mark.parametrize("unit", UNITS)
def test_units_follow_the_plurals_of_the_language(locale: str, unit: str) -> None:
    """A unit has no plural form that CLDR does not know of the language; any amount reads, whole, small, large and broken."""
    forms = toml(locale, "interface")["units"][unit]
    assert set(toml(locale, "interface")["units"]) == set(UNITS)
    assert "other" in forms
    assert set(forms) <= {"other", *cldr(locale).plural_form.tags}
    assert "{n}" in forms["other"]
    for amount in (0, 1, 2, 3, 5, 11, 21, 100, 101, 1_000_000, 0.5, 1.5):
        text = words(locale).quantity(Quantity(amount=amount, unit=unit))  # type: ignore[arg-type]
        assert "{" not in text
        assert text.strip() == text
        assert any(character.isdigit() for character in text)
    one, many = (words(locale).quantity(Quantity(amount=amount, unit="day")) for amount in (1, 30))
    assert one.replace("1", "30") != many


@every_locale
def test_dates_and_lists_follow_cldr(locale: str) -> None:
    """Months have names; lists end in the language’s “and” and “or”."""
    own = words(locale)
    date = own.date("2026-03-01")
    assert "2026" in date
    assert any(character.isalpha() for character in date)
    assert own.date("not-stated") == toml(locale, "interface")["page"]["not_stated"]
    items = [(Text(letter),) for letter in "abc"]
    with_and, with_or = plain(own.joined(items)), plain(own.joined(items, "or"))
    assert with_and != with_or
    assert all(text.startswith("a, b") for text in (with_and, with_or))
