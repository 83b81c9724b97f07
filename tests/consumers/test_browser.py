"""Chromium opens the pages as a reader does: from a file, on a phone and a desk, light and dark, and on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.needs_browser
ROOT = Path(__file__).parents[2]
VIEWS = {"phone": (390, 844), "desk": (1280, 900)}
#: Kinds of pages, each with where they lie in the output.
PAGES = {
    "index": "*/*/index.html",
    "highlights": "*/*/highlights.html",
    "facts": "*/*/facts.html",
    "coverage": "*/coverage.html",
    "overview": "coverage.html",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", sorted(VIEWS))
@pytest.mark.parametrize("page", sorted(PAGES))
def test_page_is_quiet_and_fits(built: Path, browser, page: str, view: str, scheme: str) -> None:
    """No console message, no request but for the page's own files, nothing wider than the screen, every link leads somewhere."""
    width, height = VIEWS[view]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    tab = context.new_page()
    messages: list[str] = []
    requests: list[str] = []
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("request", lambda request: requests.append(request.url))
    for path in sorted(built.glob(PAGES[page])):
        tab.goto(path.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        broken = tab.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href')).filter(h => !document.getElementById(h.slice(1)))"
        )
        assert broken == []
    assert messages == []
    assert all(url.startswith("file:") for url in requests)
    context.close()


@pytest.mark.needs_node
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", sorted(PAGES))
def test_axe_finds_nothing(built: Path, browser, page: str, scheme: str) -> None:
    """axe-core reports no violation on any page."""
    axe = (ROOT / ".tools" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    tab = context.new_page()
    for path in sorted(built.glob(PAGES[page])):
        tab.goto(path.as_uri())
        tab.evaluate(axe)
        found = tab.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))"
        )
        assert found == []
    context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_highlights_print_on_one_page(built: Path, browser, paper: str, tmp_path: Path) -> None:
    """The summary is one page, on European and American paper."""
    context = browser.new_context()
    tab = context.new_page()
    for number, path in enumerate(sorted(built.glob("*/*/highlights.html"))):
        tab.goto(path.as_uri())
        target = tmp_path / f"{number}.pdf"
        tab.pdf(path=str(target), format=paper)
        assert len(re.findall(rb"/Type\s*/Page\b", target.read_bytes())) == 1, path
    context.close()


def test_readable_without_style(built: Path, browser) -> None:
    """With the style sheet gone and scripts off, the text and its contents are still there, in order."""
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*.css", lambda route: route.abort())
    tab = context.new_page()
    tab.goto(next(built.glob("desk-2014/*/index.html")).as_uri())
    text = tab.inner_text("main")
    assert text.index("Contents") < text.index("About this statement") < text.rindex("Contacting us")
    context.close()


def test_highlight_leads_to_its_clause(built: Path, browser) -> None:
    """Following a highlight opens the full statement at the clause."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(next(built.glob("desk-2014/*/highlights.html")).as_uri())
    tab.locator("main li a").first.click()
    anchor = tab.url.partition("#")[2]
    assert tab.url.partition("#")[0].endswith("/index.html")
    tab.wait_for_function("id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 300", arg=anchor, timeout=5000)
    context.close()
