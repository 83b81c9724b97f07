"""A policy in Arabic, from a folder of its own: its pages read from right to left, all the way through."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from locale_data import ROOT, plainly_command, toml

from plainly.emit.bidi import isolated, split
from plainly.emit.html import TEMPLATES
from plainly.page import Foreign, Text

HERE = Path(__file__).parent
PAGES = ("index", "highlights", "facts")
MODULES = ROOT / ".tools" / "node_modules"
every_page = pytest.mark.parametrize("page", PAGES)
#: Where the first letter of an element's text stands, and the element itself: [right of the letter, right, left].
FIRST_LETTER = """element => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, node => node.data.trim() ? 1 : 2);
  const range = document.createRange(), node = texts.nextNode(), box = element.getBoundingClientRect();
  range.setStart(node, node.data.search(/\\S/)); range.setEnd(node, node.data.search(/\\S/) + 1);
  return [range.getBoundingClientRect().right, box.right, box.left];
}"""
#: The letters of an element with their places, line by line, from left to right.
AS_SEEN = """element => {
  const node = element.firstChild, range = document.createRange(), letters = [];
  for (let at = 0; at < node.data.length; at++) {
    range.setStart(node, at); range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect();
    if (box.width) letters.push([Math.round(box.top), box.left, node.data[at]]);
  }
  return letters.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(letter => letter[2]).join('');
}"""


def opened(browser: Any, orchard: Path, page: str, width: int = 1280) -> Any:
    """A page in a tab."""
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto((orchard / "ar" / f"{page}.html").as_uri())
    return tab


def test_translation_is_current() -> None:
    """The Arabic text has nothing open and nothing to report."""
    for command in (("check",), ("i18n", "status")):
        done = plainly_command(*command, HERE / "orchard" / "orchard.policy", locales=HERE)
        assert done.returncode == 0, done.stdout
    assert {path.name for path in (HERE / "ar").iterdir()} == {"names.tsv", "interface.toml", "sentences.toml", "modality.tsv"}


@pytest.mark.parametrize("name", ["interface", "sentences"])
def test_locale_has_every_text(name: str) -> None:
    """A locale from a folder of its own has the texts that English has, whatever names it leaves out."""
    own = tomllib.loads((HERE / "ar" / f"{name}.toml").read_text(encoding="utf-8"))
    english = toml("en", name)
    assert own.keys() == english.keys()
    for part in english.keys() - {"numbers", "special"}:
        lacking = {key for key in english[part] if key not in own[part] and english[part][key] and "." not in key}
        assert lacking == set(), part


def test_style_sheet_knows_no_left_and_right() -> None:
    """Margins, borders, places and alignment are those of reading direction, so that one sheet serves both."""
    css = re.sub(r"/\*.*?\*/", "", (TEMPLATES / "plainly.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"(?<![\w-])(?:[\w-]+-)?(?:left|right)(?=[\s:;])", css) == []
    assert re.findall(r"(?<![\w-])float(?=\s*:)", css) == []


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("اكتب إلى privacy@orchard.example، أو اتصل", ["privacy@orchard.example"]),
        ("على الرقم +353 (0)1 555 0100.", ["+353 (0)1 555 0100"]),
        ("إلى 1 Field Lane, Dublin D02 X285, Ireland. ومن", ["1 Field Lane, Dublin D02 X285, Ireland"]),
        ("العنوان https://carrier.example/privacy/ ما", ["https://carrier.example/privacy/"]),
        ("شركة Orchard Ltd (أورشارد)", ["Orchard Ltd"]),
        ("اللائحة (GDPR) العامة", ["GDPR"]),
        ("Orchard وحدها", ["Orchard"]),
        ("خلال 30 يومًا، القسم 1.1", []),
        ("نص عربي فقط.", []),
        ("", []),
    ],
)
def test_passages_are_set_apart(text: str, runs: list[str]) -> None:
    """Latin names and addresses, telephone numbers and addresses of the web are; a number alone is not. No letter is lost."""
    parts = split(text)
    assert [
        "".join(child.text for child in part.children if isinstance(child, Text)) for part in parts if isinstance(part, Foreign)
    ] == runs
    whole = "".join(part.text if isinstance(part, Text) else part.children[0].text for part in parts)  # type: ignore[union-attr]
    assert whole == text


def test_left_to_right_pages_stay_as_they_are() -> None:
    """In a language read from left to right nothing is set apart."""
    from locale_sample import policy

    from plainly.compose import compose

    for page in compose(policy("en"), "en"):
        assert isolated(page) is page


@every_page
def test_markup(orchard: Path, page: str) -> None:
    """Each page says its language and direction; every address in its text is set apart; English pages hold no such mark."""
    text = (orchard / "ar" / f"{page}.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in text
    assert '<bdi dir="ltr">privacy@orchard.example</bdi>' in text
    assert '<bdi dir="ltr">+353 (0)1 555 0100</bdi>' in text
    visible = re.sub(r"<script.*?</script>|<head>.*?</head>|<bdi.*?</bdi>|<[^>]*>", " ", text, flags=re.DOTALL)
    assert re.findall(r"[\w.]+@[\w.]+|https?://\S+|\+\d+", visible) == []
    assert "<bdi" not in (orchard / "en" / f"{page}.html").read_text(encoding="utf-8")


@pytest.mark.needs_browser
@every_page
def test_text_begins_at_the_right(orchard: Path, browser, page: str) -> None:
    """Titles, headings and paragraphs begin at the right edge of their line, and all of the page inherits the direction."""
    tab = opened(browser, orchard, page)
    for element in tab.query_selector_all(
        "h1, hgroup p, main h2, main h3, .clause > p, dt, caption, header nav:first-child li:first-child"
    ):
        letter, right, left = element.evaluate(FIRST_LETTER)
        hanging = element.evaluate("element => !!element.querySelector(':scope > .number') && element.tagName != 'A'")
        assert hanging or abs(right - letter) < 3, element.inner_text()
        assert right > left
    other = "[...document.querySelectorAll('main *:not(bdi)')].filter(e => getComputedStyle(e).direction != 'rtl').length"
    assert tab.evaluate(other) == 0
    tab.close()


@pytest.mark.needs_browser
def test_numbers_hang_at_the_right(orchard: Path, browser) -> None:
    """On a wide screen the numbers of sections stand to the right of their headings; in the contents numbers come first, too."""
    tab = opened(browser, orchard, "index")
    places = "e => [e.getBoundingClientRect().left, e.parentElement.getBoundingClientRect().right]"
    numbers = tab.query_selector_all("section .number")
    assert len(numbers) == 5
    for number in numbers:
        left, edge = number.evaluate(places)
        assert left >= edge
    for entry in tab.query_selector_all(".contents a"):
        number = entry.query_selector(".number").bounding_box()
        assert number["x"] + number["width"] / 2 > entry.bounding_box()["x"] + entry.bounding_box()["width"] * 0.8
    tab.close()


@pytest.mark.needs_browser
@every_page
def test_lists_and_tables_begin_at_the_right(orchard: Path, browser, page: str) -> None:
    """Lists are indented at the right, where their markers are; the first column of a table is the rightmost."""
    tab = opened(browser, orchard, page)
    for items in tab.query_selector_all("main section :is(ul, ol)"):
        style = items.evaluate("e => [getComputedStyle(e).paddingRight, getComputedStyle(e).paddingLeft]")
        assert float(style[0].removesuffix("px")) > 10
        assert style[1] == "0px"
        for item in items.query_selector_all("li"):
            letter, right, _ = item.evaluate(FIRST_LETTER)
            assert abs(right - letter) < 3
    tables = tab.query_selector_all("table")
    assert len(tables) >= {"index": 2, "highlights": 0, "facts": 8}[page]
    for table in tables:
        boxes = [cell.bounding_box()["x"] for cell in table.query_selector_all("thead th")]
        assert boxes == sorted(boxes, reverse=True)
        for cell in table.query_selector_all("tbody th"):
            letter, right, _ = cell.evaluate(FIRST_LETTER)
            assert abs(right - letter) < 16
    tab.close()


@pytest.mark.needs_browser
@every_page
def test_addresses_are_seen_as_they_are_written(orchard: Path, browser, page: str) -> None:
    """The letters of each passage set apart stand from left to right in the order they are written, on every width."""
    for width in (390, 1280):
        tab = opened(browser, orchard, page, width)
        passages = tab.query_selector_all("bdi")
        assert passages
        for passage in passages:
            if passage.bounding_box():
                seen, written = passage.evaluate(AS_SEEN), passage.evaluate("e => e.textContent")
                assert seen.replace(" ", "") == written.replace(" ", "")
        tab.close()


@pytest.mark.needs_browser
@pytest.mark.parametrize("width", [320, 390, 1280])
@every_page
def test_nothing_is_wider_than_the_screen(orchard: Path, browser, page: str, width: int) -> None:
    """No page scrolls sideways; on a phone, table cells name their columns at the right."""
    tab = opened(browser, orchard, page, width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("document.documentElement.getBoundingClientRect().left") == 0
    tab.close()


@pytest.mark.needs_browser
def test_pages_print(orchard: Path, browser, tmp_path: Path) -> None:
    """Each page prints; the summary on one page of A4."""
    for page in PAGES:
        tab = opened(browser, orchard, page)
        target = tmp_path / f"{page}.pdf"
        tab.pdf(path=str(target), format="A4")
        pages = len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))
        assert pages == 1 if page == "highlights" else 1 <= pages <= 3
        tab.close()


@pytest.mark.needs_browser
@pytest.mark.needs_node
@pytest.mark.parametrize("scheme", ["light", "dark"])
@every_page
def test_axe_finds_nothing(orchard: Path, browser, page: str, scheme: str) -> None:
    """axe-core reports no violation."""
    axe = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    tab = context.new_page()
    tab.goto((orchard / "ar" / f"{page}.html").as_uri())
    tab.evaluate(axe)
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))")
    assert found == []
    context.close()


@pytest.mark.needs_java
@pytest.mark.needs_node
def test_html_checker_finds_nothing(orchard: Path) -> None:
    """The Nu HTML checker reports nothing but the `'self'` it always misreads for pages opened as files."""
    jar = next(path for path in MODULES.joinpath("vnu-jar").rglob("vnu.jar"))
    pages = [str(path) for path in sorted(orchard.rglob("*.html"))]
    for command in (pages, ["--css", str(orchard.parent / "plainly.css")]):
        done = subprocess.run(["java", "-jar", str(jar), "--format", "json", *command], capture_output=True, text=True, check=False)
        messages = json.loads(done.stderr)["messages"] if done.stderr.strip() else []
        assert [m["message"] for m in messages if "Content Security Policy" not in m["message"]] == []
