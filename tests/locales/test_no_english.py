"""No locale speaks English where it lacks a word of its own: its pages hold no English text of the compiler, nor a part of one."""

from __future__ import annotations

import re

import pytest
from locale_data import BLANK, LOCALES, OTHERS, leaves, names, toml, words_of
from locale_sample import policy
from page_text import texts

from plainly.compose import compose
from plainly.compose.frame import language_name
from plainly.emit.html import html
from plainly.emit.markdown import markdown

#: What no language says: anchors and targets of links in Markdown, addresses of the web and of mail.
ADDRESS = re.compile(r'<a id="[^"]*">|\]\([^)]*\)|https?://\S+|\S+@\S+')


def pages(locale: str) -> str:
    """Everything that is read on the sample's three pages in a locale, in lower case, a text a line."""
    made = compose(policy(locale, supersedes="§§", untranslated={locale: ["title"]}), locale)
    assert [page.kind for page in made] == ["statement", "highlights", "facts"]
    read = [text for page in made for text in (*texts(html(page)), *markdown(page).split("\n"))]
    return ADDRESS.sub(" ", "\n".join(read).lower())


def english(*, labels: bool) -> set[str]:
    """English texts of pages and sentences, each cut at its blanks; with `labels` those of standard names too."""
    found = {
        piece
        for name in ("interface", "sentences")
        for key, text in leaves(toml("en", name))
        if isinstance(text, str) and key[0] != "meta"
        for piece in BLANK.split(text)[::2]
    }
    if labels:
        found |= {part for row in names("en").values() for part in (row.label, row.definition)}
    return {" ".join(piece.lower().strip(" .:;()“”").split()) for piece in found}


def stands(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text as whole words."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


@pytest.mark.parametrize("locale", OTHERS)
def test_no_english_word_of_the_interface(locale: str) -> None:
    """Of the English texts of two letters or more only those occur that the locale's own words hold too (“Cookies”, “in”)."""
    read = pages(locale)
    own = "\n".join(words_of(locale)).lower() + language_name(locale).lower()
    left = {phrase for phrase in english(labels=True) if len(phrase) > 1 and stands(phrase, read)}
    assert {phrase for phrase in left if not stands(phrase, own)} == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_search_would_find_it(locale: str) -> None:
    """In English most of those texts occur, so the search above means something; in any locale its own titles do."""
    read = pages(locale)
    interface = toml(locale, "interface")
    for key in ("facts", "contact", "downloads", "skip", "silent", "where"):
        assert interface["page"][key].lower() in read, key
    for name in ("collected", "sharing", "rights", "promises"):
        assert interface["tables"][name].lower() in read, name
    if locale == "en":
        found = {phrase for phrase in english(labels=False) if len(phrase) > 1 and stands(phrase, read)}
        assert len(found) > 120
