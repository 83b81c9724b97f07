"""The style sheet: legible in both schemes, small, alone."""

from __future__ import annotations

import re

import pytest
from reading import elements
from sample import bare_page, facts_page, highlights_page, sample_page

from plainly.emit.html import TEMPLATES, html

REPORTS = [bare_page(kind="coverage"), bare_page(kind="overview")]
PAGES = [sample_page()._replace(banner="Partly in English."), highlights_page(), facts_page(), *REPORTS]


def _colours(css: str) -> list[dict[str, str]]:
    """The sheet's colours: light, then dark."""
    return [dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", part)) for part in css.split("prefers-color-scheme: dark")[:2]]


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast(scheme: int) -> None:
    """Text has a contrast of 7 or more (WCAG 2.2, 1.4.6) on every background."""
    colours = _colours((TEMPLATES / "plainly.css").read_text(encoding="utf-8"))[scheme]
    for text in ("ink", "quiet", "link"):
        for ground in ("paper", "tint"):
            high, low = sorted((_luminance(colours[text]), _luminance(colours[ground])), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 7, (text, ground)


def test_sheet_is_small_and_alone() -> None:
    """6 to 11 KB, no other file, every class it names is one we print."""
    css = (TEMPLATES / "plainly.css").read_text(encoding="utf-8")
    assert 6_000 <= len(css.encode()) <= 11_264
    assert not re.search(r"url\(|@import|@font-face", css)
    printed = {name for page in PAGES for _, attributes in elements(html(page)) for name in attributes.get("class", "").split()}
    assert set(re.findall(r"\.([a-z]\w*)", css)) <= printed
