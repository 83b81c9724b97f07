"""Readability: syllables by rule, and scores against values worked out by hand or published."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_policies import LOCALES, check, found

import plainly
from plainly.readability import readability, syllables_in
from plainly.style import style

WORDS = {
    "en": "the 1, data 2, people 2, table 2, used 1, wanted 2, pages 2, services 3, cookies 2, language 2, actual 3, individual 5, "
    "information 4, social 2, media 3, period 3, rely 2, use 1, we 1, GDPR 1, e-mail 2, privacy 3, video 3, 30 1, quickly 2, don’t 1",
    "nl": "de 1, uw 1, gegevens 3, wij 1, informatie 4, nieuw 1, ideeën 3, niveau 2, functioneel 4, privacy 3, verklaring 3, quota 2, "
    "moeite 2, eigen 2, commercieel 4, geïnd 2, e-mail 2, mooie 2",
    "de": "die 1, Daten 2, Ihre 2, Informationen 6, Familie 4, Linien 3, neue 2, aktuell 3, Dienste 2, Qualität 3, Häuser 2, Zeit 1, "
    "Verarbeitung 4, Ideen 2, Datenschutz 3",
    "fr": "le 1, données 2, nous 1, utilisateurs 5, information 4, que 1, politique 3, idée 2, théâtre 2, maïs 2, société 3, client 2, "
    "personnelles 3, l’adresse 2, avaient 2, créer 2, yeux 1, cookies 2",
    "es": "que 1, datos 2, su 1, guía 2, país 2, río 2, información 4, usuario 3, pagar 2, cuyo 2, y 1, leer 2, causa 2, seguimiento 4, "
    "electrónico 5, correo 3, hoy 1, ciudad 2, pingüino 3",
}
#: Locale, text, words, syllables (or long words, for LIX) and score. The formula's sources: `plainly/readability.py`.
SCORES = (
    # The two examples of the English Wikipedia's article on the Flesch tests: 116 and 37.5.
    ("en", "The cat sat on the mat.", 6, 6, 116.1),
    ("en", "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 13, 24, 37.5),
    # By hand: 206.84 - 0.93 * 6 - 77 * 6 / 6.
    ("nl", "De kat zit op de mat.", 6, 6, 124.3),
    # 180 - 6 - 58.5 * 8 / 6.
    ("de", "Die Katze liegt auf der Matte.", 6, 8, 96.0),
    # 207 - 1.015 * 6 - 73.6 * 7 / 6.
    ("fr", "Le chat dort sur le tapis.", 6, 7, 115.0),
    # 206.835 - 6 - 62.3 * 10 / 6.
    ("es", "El gato duerme en la alfombra.", 6, 10, 97.0),
    # 4 + 100 * 2 / 4.
    ("sv", "Personuppgifterna behandlas bara här.", 4, 2, 54.0),
)


@pytest.mark.parametrize(("locale", "word", "count"), [(loc, *entry.split(" ")) for loc, row in WORDS.items() for entry in row.split(", ")])
def test_syllables(locale: str, word: str, count: str) -> None:
    """A word has the syllables that a dictionary or a grammar of its language gives it."""
    assert syllables_in(word, locale) == int(count)


@pytest.mark.parametrize(("locale", "text", "words", "parts", "score"), SCORES)
def test_scores(locale: str, text: str, words: int, parts: int, score: float) -> None:
    """The score is that of the formula."""
    measured = readability(text, locale)
    assert measured is not None
    assert (measured.sentences, measured.words, measured.score) == (1, words, score)
    assert (measured.long_words if measured.hard_is_high else measured.syllables) == parts


def test_what_counts_as_a_word() -> None:
    """A compound is one word, a number one of one syllable; addresses, dashes and sentences of signs count for nothing."""
    measured = readability("A well-known firm – ours – has 1,000 shops. *** See www.meadow.example or ask at info@meadow.example.", "en")
    assert measured is not None
    assert (measured.sentences, measured.words) == (2, 11)
    assert measured.syllables == 12  # “well-known” has two


def test_which_way_a_score_runs() -> None:
    """A harder text has a lower score by Flesch’s formulas and a higher one by LIX."""
    swedish, english = readability("Jag ser en katt.", "sv"), readability("The cat sat on the mat.", "en")
    assert swedish is not None
    assert english is not None
    assert (swedish.harder_than(3), swedish.harder_than(4)) == (True, False)
    assert (english.harder_than(117), english.harder_than(116)) == (True, False)


def test_locale_without_a_formula() -> None:
    """A locale that has no list gets no score; nor does a text without words."""
    assert style("ar", "readability") == {}
    assert readability("نحن لا نبيع بياناتك.", "ar") is None
    assert readability(" – *** ", "en") is None


@given(st.text(), st.sampled_from(LOCALES))
def test_any_text_has_a_score_or_none(text: str, locale: str) -> None:
    """No text stops the computation; each word has a syllable at least where syllables count."""
    measured = readability(text, locale)
    assert measured is None or measured.syllables >= measured.words or measured.hard_is_high


HARD = {
    "en": "Organizational responsibilities necessitate comprehensive administrative documentation. ",
    "nl": "Organisatorische verantwoordelijkheden veronderstellen administratieve documentatieverplichtingen. ",
    "de": "Organisatorische Verantwortlichkeiten erfordern Dokumentationsverpflichtungen. ",
    "fr": "Responsabilités organisationnelles nécessitent documentations administratives supplémentaires. ",
    "es": "Responsabilidades organizativas necesitan documentaciones administrativas complementarias. ",
    "sv": "Organisatoriska ansvarsförhållanden förutsätter omfattande dokumentationsskyldigheter. ",
}


@pytest.mark.parametrize("locale", LOCALES)
def test_hard_text_is_told_once(tmp_path: Path, locale: str) -> None:
    """A hard text of a hundred words gives one note at the title, with score and budget; a short one none."""
    hard = found(check(tmp_path, locale, f"{HARD[locale] * 25}\n\n@plain description"), "hard-to-read")
    assert [diagnostic.args["locale"] for diagnostic in hard] == [locale]
    assert hard[0].args["budget"] == f"{style(locale, 'readability')['budget']:g}"
    assert found(check(tmp_path, locale, f"{HARD[locale] * 5}\n\n@plain description"), "hard-to-read") == []


@pytest.mark.parametrize("locale", LOCALES)
def test_tables_are_whole(locale: str) -> None:
    """Each locale has the tables and keys of English, but for what only its own spelling needs; its patterns are ones."""
    folder = Path(plainly.__file__).parent / "locales"
    own, english = (tomllib.loads((folder / name / "style.toml").read_text(encoding="utf-8")) for name in (locale, "en"))
    assert own.keys() == english.keys()
    for table in english:
        assert own[table].keys() ^ english[table].keys() <= {"ordinals", "silent", "syllable"}
    assert all(re.compile(pattern) for pattern in (*own["readability"].get("silent", ()), own["readability"].get("syllable", "")))
    lists = [(key, entry) for table in own.values() for key, entry in table.items() if isinstance(entry, list) and key != "silent"]
    assert [key for key, entry in lists if len({word.casefold() for word in entry}) != len(entry) and key != "starters"] == []
    assert [word for _, entry in lists for word in entry if word != " ".join(word.split()) or "'" in word] == []
    assert [
        word for word in (*own["sentences"]["abbreviations"], *own["sentences"]["at-end"]) if word != word.lower() or word.endswith(".")
    ] == []
