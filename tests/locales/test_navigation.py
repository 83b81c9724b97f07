"""From each page in each language a reader, a browser and a search engine find the same page in the other languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from locale_sample import policy

from plainly.compose import compose
from plainly.emit.html import html

OWN = "en"  # the language the policy is written in
NAMES = {"en": "English", "ar": "العربية", "eo": "Esperanto"}
PAGES = ("index", "highlights", "facts")
every_page = pytest.mark.parametrize("page", PAGES)
every_locale = pytest.mark.parametrize("locale", sorted(NAMES))


def read(folder: Path, locale: str, page: str) -> str:
    """A page's HTML."""
    return (folder / locale / f"{page}.html").read_text(encoding="utf-8")


def test_every_language_has_every_page(three: Path) -> None:
    """A policy in three languages is published three times over, from one machine notice."""
    assert {path.name for path in three.iterdir() if path.is_dir()} == set(NAMES)
    for locale in NAMES:
        assert {path.stem for path in (three / locale).glob("*.html")} == set(PAGES)
    assert len(list(three.rglob("notice.json"))) == 1


@every_locale
@every_page
def test_languages_are_linked_by_their_own_names(three: Path, locale: str, page: str) -> None:
    """Each language is a link to the same page, marked with its language twice: what the words are in, and where it leads."""
    navigation = re.findall(r'<nav aria-label="[^"]+">\n<ul>\n(.*?)</ul>', read(three, locale, page), re.DOTALL)[1]
    items = re.findall(
        r'<li lang="([^"]+)" dir="auto"><a href="([^"]+)" hreflang="([^"]+)"( aria-current="true")?>([^<]+)</a></li>', navigation
    )
    assert navigation.count("<li") == len(items) == len(NAMES)
    assert items[0][0] == OWN
    for lang, href, hreflang, current, name in items:
        assert lang == hreflang
        assert NAMES[lang] == name
        assert (three / locale / href).resolve() == (three / lang / f"{page}.html").resolve()
        assert bool(current) == (lang == locale)


@every_locale
@every_page
def test_search_engines_find_all_languages(three: Path, locale: str, page: str) -> None:
    """Each page names itself, the others, and the policy's own language as the one for everybody else; the sets are equal."""
    found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', read(three, locale, page))
    assert len(found) == len(NAMES) + 1
    assert {name: (three / locale / href).resolve().relative_to(three.resolve()).as_posix() for name, href in found} == {
        **{name: f"{name}/{page}.html" for name in NAMES},
        "x-default": f"{OWN}/{page}.html",
    }


@every_locale
@every_page
def test_pages_say_their_language_and_direction(three: Path, locale: str, page: str) -> None:
    """The document's language and direction are those of the locale."""
    assert f'<html lang="{locale}" dir="{"rtl" if locale == "ar" else "ltr"}">' in read(three, locale, page)


def test_one_language_needs_no_navigation() -> None:
    """A policy in one language has no list of languages, and no page for everybody else."""
    for page in compose(policy("en"), "en"):
        text = html(page)
        assert 'hreflang="x-default"' not in text
        assert len(re.findall("<header>.*?<nav", text, re.DOTALL)) <= 1
        assert page.words["languages"] not in text
