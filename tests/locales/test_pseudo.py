"""A seventh locale is one folder: a pseudo-locale made from English publishes a whole policy, and nothing on its pages is hard-coded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from locale_data import build, plainly_command
from page_text import texts
from pseudo import LOCALE, accented, pseudo

PAGES = ("index", "highlights", "facts")
_WORD = re.compile(r"[^\W\d_]+")


def allowed() -> set[str]:
    """Words on pages that no locale's folder holds: contact points of the policy, and what CLDR says."""
    cldr = Locale.parse(LOCALE)
    told = ["privacy@meadow.example", "1 Field Lane, Dublin, Ireland", format_date(_effective(), "long", cldr)]
    told += [*cldr.list_patterns["standard"].values(), *cldr.list_patterns["or"].values()]
    told += [str(Locale.parse(locale).get_language_name(locale)) for locale in ("en", LOCALE)]
    return {word.lower() for text in told for word in _WORD.findall(text)}


def _effective() -> object:
    from datetime import date

    return date(2026, 3, 1)


def outside(text: str) -> str:
    """What of a text stands in no brackets; brackets that do not match stay."""
    before = ""
    while before != text:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    return text


def test_pseudo_texts_keep_their_blanks() -> None:
    """The pseudo-translation accents every letter but those of blanks, references and addresses, and makes a text longer."""
    assert pseudo("We share {names}.") == "⟦Ŵé šĥáŕé {names}. ~~~~⟧"
    assert accented("[your phone]{phone-number} at https://a.example") == "[ýöüŕ pĥöñé]{phone-number} áŧ https://a.example"
    assert len(pseudo("How it is protected")) > 1.4 * len("How it is protected")


def test_one_folder_is_all_it_takes(pseudo_locales: Path) -> None:
    """The locale consists of four files in one folder; without the variable the compiler does not know it."""
    assert [path.name for path in pseudo_locales.iterdir()] == [LOCALE]
    assert {path.name for path in (pseudo_locales / LOCALE).iterdir()} == {"names.tsv", "interface.toml", "sentences.toml", "modality.tsv"}


def test_translation_checks(pseudo_meadow: Path, pseudo_locales: Path, tmp_path: Path) -> None:
    """A policy translated into the locale has nothing to report; where the locale is not to be found, that is an error."""
    done = plainly_command("check", pseudo_meadow, locales=pseudo_locales)
    assert done.returncode == 0, done.stdout
    assert done.stdout == ""
    assert "no problems" in done.stderr
    without = plainly_command("check", pseudo_meadow, locales=tmp_path)
    assert without.returncode != 0
    assert "unknown-language" in without.stdout


def test_words_of_force_hold_translation_and_source_together(pseudo_meadow: Path, pseudo_locales: Path, tmp_path: Path) -> None:
    """The locale's own list of words is used: a translation in which one can what one cannot is reported."""
    copy = tmp_path / "meadow" / "meadow.policy"
    copy.parent.mkdir()
    for path in pseudo_meadow.parent.iterdir():
        (copy.parent / path.name).write_bytes(path.read_bytes())
    translation = copy.with_suffix(f".{LOCALE}.policy")
    text = translation.read_text(encoding="utf-8")
    assert accented("cannot") in text
    translation.write_text(text.replace(accented("cannot"), accented("can")), encoding="utf-8")
    done = plainly_command("check", copy, locales=pseudo_locales)
    assert "denial-lost" in done.stdout


@pytest.mark.parametrize("page", PAGES)
def test_no_text_of_a_page_is_hard_coded(pseudo_pages: Path, page: str) -> None:
    """Every word that is seen or read out is pseudo: in brackets and accented, but for contact points and what CLDR says."""
    known = allowed()
    read = texts((pseudo_pages / LOCALE / f"{page}.html").read_text(encoding="utf-8"))
    assert len(read) > 35
    for text in read:
        left = outside(text)
        assert not {"⟦", "⟧"} & set(left), text
        assert [word for word in _WORD.findall(left) if word.lower() not in known] == [], text
        assert [word for word in _WORD.findall(text) if word.isascii() and word.lower() not in known] == [], text


@pytest.mark.parametrize("page", ["policy", "highlights", "facts"])
def test_no_text_of_markdown_is_hard_coded(pseudo_pages: Path, page: str) -> None:
    """The same holds of the Markdown files, anchors and targets of links aside."""
    text = (pseudo_pages / LOCALE / f"{page}.md").read_text(encoding="utf-8")
    text = re.sub(r'<a id="[^"]*"></a>|\]\([^)]*\)', " ", text)
    known = allowed()
    assert [word for word in _WORD.findall(text) if word.isascii() and word.lower() not in known] == []


@pytest.mark.parametrize("page", PAGES)
def test_pages_have_the_same_shape(pseudo_pages: Path, page: str) -> None:
    """The locale's page has the elements, ids and links of the English one, in the same order."""

    def shape(locale: str) -> list[str]:
        text = (pseudo_pages / locale / f"{page}.html").read_text(encoding="utf-8")
        body = re.sub(r"<header>.*?</header>", "", text.partition("<body")[2], flags=re.DOTALL)
        return [re.sub(r' (?:title|aria-label|data-label|lang)="[^"]*"', "", tag) for tag in re.findall(r"<[^>]*>", body)]

    assert shape(LOCALE) == shape("en")


def test_two_builds_are_alike(pseudo_meadow: Path, pseudo_pages: Path, pseudo_locales: Path, tmp_path: Path) -> None:
    """A locale of one's own builds to the same bytes every time."""
    again = build(pseudo_meadow, tmp_path, pseudo_locales)
    files = sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert all((again / path).read_bytes() == (pseudo_pages / path).read_bytes() for path in files)


@pytest.mark.needs_browser
@pytest.mark.parametrize("width", [320, 1280])
def test_long_words_do_not_widen_pages(pseudo_pages: Path, browser, width: int) -> None:
    """Texts longer by two fifths fit: no page is wider than a small phone or a desk."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    for page in PAGES:
        tab.goto((pseudo_pages / LOCALE / f"{page}.html").as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, page
    context.close()


@pytest.mark.needs_browser
def test_long_highlights_print_on_one_page(pseudo_pages: Path, browser, tmp_path: Path) -> None:
    """The summary of the small policy stays one page of A4."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto((pseudo_pages / LOCALE / "highlights.html").as_uri())
    tab.pdf(path=str(tmp_path / "page.pdf"), format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "page.pdf").read_bytes())) == 1
    context.close()
