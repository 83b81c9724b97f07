"""One real policy in five languages, aligned paragraph by paragraph, with the divergences that people counted by hand."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from plainly.checks import polarity
from plainly.checks.finding import Finding
from plainly.checks.pairs import Pair
from plainly.model import Policy

SHARED = Path(__file__).parents[3] / "shared"
LOCALES = ("nl", "fr", "de", "es")
_COLUMNS = ("unit", "kind", "en", *LOCALES)


def _divergences() -> str:
    return (SHARED / "facts" / "locales.md").read_text(encoding="utf-8")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def units(locale: str) -> dict[str, tuple[str, str]]:
    """Paragraphs and items that both languages have: unit → English words, the other language's words."""
    source = next((SHARED / "seeds").glob("003_*.txt")).read_text(encoding="utf-8").split("\n")
    found = {}
    for line in _divergences().partition("## 8. ")[2].split("\n"):
        row = dict(zip(_COLUMNS, _cells(line), strict=False))
        if row.get("kind") not in {"para", "bullet"}:
            continue
        own, other = ("\n".join(source[int(n) - 1] for n in re.findall(r"\d+", row.get(language, ""))) for language in ("en", locale))
        if own and other:
            found[row["unit"]] = (own, other)
    return found


def weakened(locale: str) -> list[str]:
    """Units in which people counted a word of possibility that English has not."""
    part = _divergences().partition("## 3. ")[2].partition("## 4. ")[0]
    line = re.search(rf"^{locale}: (.*)$", part, re.MULTILINE)
    return re.findall(r"(s[\w.]+) \(\d+\)", line[1]) if line else []


def divergent(locale: str) -> set[str]:
    """Units with a divergence of any kind in a language, counted by hand."""
    part = _divergences().partition("## 4. ")[2].partition("## 6. ")[0]
    rows = [_cells(line) for line in part.split("\n") if re.match(r"\|\s*\d+\s*\|", line)]
    return {unit for row in rows if re.search(rf"\b{locale}\b", " ".join(row[4:])) for unit in re.findall(r"s?\d?[\w.]+\.\w+", row[2])}


def compared(own: str, other: str, locale: str) -> list[Finding]:
    """What the check of force says of a paragraph and its translation."""
    texts = [re.sub(r"[\[\]{}]", " ", text) for text in (own, other)]
    pair = Pair("clause:x", locale, f"/clauses/0/text/{locale}", True, (texts[0],), (texts[1],))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(polarity, "pairs", lambda _policy: [pair])
        return list(polarity.check(cast("Policy", SimpleNamespace(language="en"))))
