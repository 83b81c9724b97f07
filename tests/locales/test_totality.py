"""Each locale is whole: every name, text and pattern that English has, in its own words and with the same blanks."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from locale_data import (
    BLANK,
    FILES,
    LOCALES,
    NAMES,
    OTHERS,
    PERSONS,
    WORDS,
    blanks,
    folders,
    kinds,
    leaves,
    lines,
    modality,
    names,
    toml,
)

from plainly.checks.forces import forces
from plainly.compose.frame import language_name
from plainly.locales import folder, numbers
from plainly_dsl.standard import languages
from plainly_dsl.tables import MODALITIES, marks, qualifiers, verbs

every_locale = pytest.mark.parametrize("locale", LOCALES)
every_other = pytest.mark.parametrize("locale", OTHERS)
#: Kinds whose names are words of law or whole clauses: none of them reads the same in two languages.
NEVER_THE_SAME = frozenset({"right", "basis", "situation"})
MOST_THE_SAME = 0.12
#: Tables of the interface whose keys differ by language: plural forms, number words, words that address the reader.
OWN_TABLES = frozenset({"units", "numbers", "address"})
#: What stands for “1” in dates; most languages need nothing.
FIRST_OF_MONTH = ("lists", "first")
#: What a word of force may express. Each locale has words for each; `soft` and `-` say how a word counts.
USES = frozenset({"may", "weakening", "must", "never", "examples", "inclusion", "above", "below"})
#: What patterns of a sentence may leave open.
SENTENCE_BLANKS = frozenset({"actor", "verb", "infinitive", "objects", "rest"})


def test_both_packages_have_the_same_locales() -> None:
    """The language's package and the compiler's each have a folder for the same locales, with all files."""
    assert folders(NAMES) == folders(WORDS) == set(languages())
    assert {"de", "en", "es", "fr", "nl", "sv"} <= set(LOCALES)
    for locale in LOCALES:
        assert {path.name for path in (NAMES / locale).iterdir()} == {"names.tsv"}
        assert {path.name for path in (WORDS / locale).iterdir()} == set(FILES)
        assert folder(locale) == WORDS / locale


# Names ------------------------------------------------------------------------------------------


@every_locale
def test_names_are_those_of_the_vocabulary(locale: str) -> None:
    """Four columns, a row for each standard name and no other, each with label and definition, sorted as in English."""
    header, *rows = lines(NAMES / locale / "names.tsv")
    assert header == ("name", "label", "forms", "definition")
    assert [row for row in rows if len(row) != 4] == []
    assert [row[0] for row in rows] == list(names("en"))
    assert set(names(locale)) == set(kinds())
    for row in rows:
        assert row[1], row
        assert row[3], row
        assert all(cell == " ".join(cell.split(" ")).strip() for cell in row), row
        assert "" not in row[2].split(" | ") or not row[2], row


@every_locale
def test_labels_tell_names_apart(locale: str) -> None:
    """Within a kind no label stands for two names, and no name has a form twice or its label as a form."""
    count = Counter((kinds()[row.name], row.label.casefold()) for row in names(locale).values())
    assert [label for label, times in count.items() if times > 1] == []
    for row in names(locale).values():
        assert len(set(row.forms)) == len(row.forms), row
        assert row.label not in row.forms, row


@every_locale
def test_quotation_marks_are_typographic(locale: str) -> None:
    """No straight double quotes; straight apostrophes in no language but English, where they have always been."""
    straight = '"' if locale == "en" else "\"'"
    assert [row for row in names(locale).values() if set(straight) & set("".join((row.label, *row.forms, row.definition)))] == []
    texts = [text for name in ("interface", "sentences") for _, text in leaves(toml(locale, name)) if isinstance(text, str)]
    assert [text for text in texts if {'"', "'"} & set(text)] == []


@every_other
def test_labels_are_translated(locale: str) -> None:
    """Few labels read as in English (names of countries, loan words), none of a right, legal basis or situation."""
    same = [name for name, row in names(locale).items() if row.label.casefold() == names("en")[name].label.casefold()]
    assert [name for name in same if kinds()[name] in NEVER_THE_SAME] == []
    assert len(same) <= MOST_THE_SAME * len(kinds()), same
    by_kind = Counter(kinds()[name] for name in same)
    whole = Counter(kinds().values())
    assert [kind for kind, times in by_kind.items() if times == whole[kind]] == []


@every_other
def test_definitions_are_translated(locale: str) -> None:
    """No definition is the English one, and no two names of a kind have the same."""
    assert [name for name, row in names(locale).items() if row.definition == names("en")[name].definition] == []
    count = Counter((kinds()[row.name], row.definition) for row in names(locale).values())
    assert [entry for entry, times in count.items() if times > 1] == []


# Words of the pages -----------------------------------------------------------------------------


def interface(locale: str) -> dict[tuple[str, ...], Any]:
    """The interface's texts by their keys, without the tables that differ by language."""
    return {key: text for key, text in leaves(toml(locale, "interface")) if key[0] not in OWN_TABLES}


@every_locale
def test_interface_has_every_text(locale: str) -> None:
    """The keys of English but for plural forms and number words, none empty, and the same blanks."""
    english, own = ({key: text for key, text in interface(name).items() if isinstance(text, str)} for name in ("en", locale))
    assert own.keys() == english.keys()
    assert {key: blanks(text) for key, text in own.items()} == {key: blanks(text) for key, text in english.items()}
    assert [key for key, text in own.items() if (not text and key != FIRST_OF_MONTH) or text != text.strip()] == []
    assert own["meta", "direction"] in {"ltr", "rtl"}


@every_other
def test_interface_is_translated(locale: str) -> None:
    """Only single words may read as in English: a text of two words or more does not."""
    english = dict(leaves(toml("en", "interface")))
    same = [
        text
        for key, text in interface(locale).items()
        if isinstance(text, str) and len(BLANK.sub(" ", text).split()) > 1 and english[key] == text
    ]
    assert same == []


@every_locale
def test_words_that_sound_alike_are_patterns(locale: str) -> None:
    """Where “and” changes before a sound, the table says which word, what instead, and before which letters."""
    for word, other, sounds in toml(locale, "interface")["lists"].get("euphony", ()):
        assert word != other
        assert re.compile(sounds)


@every_locale
def test_forms_of_address_are_apart(locale: str) -> None:
    """Where a language tells formal from informal address, each has words, and no word is both."""
    words = toml(locale, "interface").get("address", {"formal": ["a"], "informal": ["b"]})
    assert words.keys() == {"formal", "informal"}
    both = [word.casefold() for form in words.values() for word in form]
    assert all(words.values())
    assert len(set(both)) == len(both)


@every_locale
def test_number_words_have_values(locale: str) -> None:
    """The values that English has words for, each a whole number; no word twice, whatever its letters' size."""
    found = numbers(locale)
    assert found == toml(locale, "interface")["numbers"]
    assert all(type(value) is int for value in found.values())
    assert len({word.casefold() for word in found}) == len(found)
    assert set(found.values()) >= set(numbers("en").values()) - {100}
    assert all(word.strip() == word and not re.search(r"\d", word) for word in found)


def test_languages_name_themselves() -> None:
    """Each language has a name of its own in that language."""
    assert len({language_name(locale) for locale in LOCALES}) == len(LOCALES)
    assert [locale for locale in LOCALES if language_name(locale).casefold() == locale] == []


# Sentences --------------------------------------------------------------------------------------


@every_locale
def test_sentences_have_every_word(locale: str) -> None:
    """Tables for all verbs, modalities, qualifiers and marks; a qualifier may differ by the kinds it takes, and by no other."""
    table = toml(locale, "sentences")
    assert table.keys() == toml("en", "sentences").keys()
    assert set(table["patterns"]) == {"does", *MODALITIES}
    assert set(table["actors"]) == {"we", "reader"}
    assert set(table["verbs"]) == set(verbs())
    for forms in table["verbs"].values():
        assert {"infinitive", "we", "one"} <= forms.keys() <= {"infinitive", *PERSONS}
    for verb, forms in table["special"].items():
        assert verb in verbs()
        assert forms.keys() <= {"does", *MODALITIES}
    assert set(table["marks"]) == set(marks())
    assert {word for word in table["qualifiers"] if "." not in word} == {*qualifiers(), "only"}
    for word, kind in (key.split(".") for key in table["qualifiers"] if "." in key):
        assert kind in qualifiers()[word].kinds, f"{word}.{kind}"


@every_locale
def test_patterns_leave_open_what_is_filled_in(locale: str) -> None:
    """A sentence has room for objects and qualifiers and for nothing the compiler does not know; so has each qualifier."""
    table = toml(locale, "sentences")
    for key, text in leaves({"patterns": table["patterns"], "special": table["special"]}):
        assert {"objects", "rest"} <= blanks(text) <= SENTENCE_BLANKS, key
        persons = key[2:] if key[0] == "patterns" else key[3:]
        assert set(persons) <= set(PERSONS), key
    for word, text in table["qualifiers"].items():
        assert BLANK.findall(text) == ["phrase" if word == "only" else "names"], word
    plain = [text for part in ("style", "actors", "verbs", "marks") for _, text in leaves(table[part])]
    assert [text for text in plain if not text or "{" in text or "}" in text] == []


@every_locale
def test_patterns_by_person_begin_with_us(locale: str) -> None:
    """A pattern that differs by who acts says how it reads with “we”, which also stands for persons it does not name."""
    table = toml(locale, "sentences")
    entries = [*table["patterns"].values(), *(entry for forms in table["special"].values() for entry in forms.values())]
    assert [entry for entry in entries if isinstance(entry, dict) and "we" not in entry] == []


# Words of force ---------------------------------------------------------------------------------


@every_locale
def test_words_of_force_are_known(locale: str) -> None:
    """Three columns; each word once, with uses the checks know; words for each use."""
    rows = modality(locale)
    assert lines(WORDS / locale / "modality.tsv")[0] == ("word", "expresses", "note")
    assert [row for row in rows if len(row) != 3 or not row[0] or not row[1]] == []
    uses = [use for row in rows for use in row[1].split(", ")]
    assert set(uses) - {"-", "soft"} == USES
    assert [row for row in rows if row[1] == "soft"] == []
    assert [row for row in rows if "-" in row[1].split(", ") and row[1] != "-"] == []
    assert [row for row in rows if "weakening" in row[1] and "may" not in row[1]] == []
    count = Counter(row[0].casefold().replace("'", "’") for row in rows)
    assert [word for word, times in count.items() if times > 1] == []


@every_locale
def test_words_of_force_are_found(locale: str) -> None:
    """A text that consists of a word of the list is found to have just that word, with just its uses."""
    for word, expresses, _ in modality(locale):
        text = word.replace("-*", "-word").removesuffix("*")
        found = forces(text, locale)
        assert [(one.word, one.start) for one in found] == [(text.rstrip("."), 0)], word
        assert found[0].uses == frozenset(expresses.split(", ")) - {"-"}, word
