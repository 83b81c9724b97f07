"""References in prose, with exact offsets: `[words]{name}`, `{name}`, `{#section}`, `[words](https://…)` …

Markdown parsers lose columns. So references are found here first, by their form alone, and `masked` hands
Markdown a text of the same length in which each is one opaque mark.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_FORM = re.compile(
    r"""\\[!-/:-@\[-`{-~]                                                   # an escape
    | (?P<image>!)?\[(?P<surface>(?:[^\[\]\\]|\\.)*)\]
      (?: \{(?P<target>[^{}\n]*)\} | \((?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\) )
    | \{(?P<bare>[^{}\n]*)\}
    | [\[\]{}]                                                              # one that stands alone
    """,
    re.VERBOSE | re.DOTALL,
)
_TARGET = re.compile(r"[^,]+")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+(?:-[a-z]+)*)?")
_CAPITAL = re.compile(r"[A-Z][a-z0-9]*(?:-[a-z0-9]+)*")
_BRACE = re.compile(r"(?:[^\\{}]|\\.)*?[{}]", re.DOTALL)
_INSIDE = re.compile(r"\n[ \t]*|.")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")

OPEN, FILL, CLOSE = "{", "\uf8fe", "}"
FIRST_NUMBER, LAST_NUMBER = 0xE000, 0xF700
MOST = LAST_NUMBER - FIRST_NUMBER


class Target(NamedTuple):
    """What a reference points to: a name, `party.email`, `#section` or `?condition`; offsets in the run of prose."""

    text: str
    start: int
    end: int


class Reference(NamedTuple):
    """One reference.

    `kind`: `name` (also of several), `section`, `url`, `harmless` (`[may]{-}`), `facts`, `table`.
    `surface`: the words the author wrote, None where the label is to be printed.
    `capital`: `{Name}`, at the start of a sentence.
    """

    kind: str
    surface: str | None
    targets: tuple[Target, ...]
    start: int
    end: int
    capital: bool = False


class Slip(NamedTuple):
    """Something wrong in a run of prose: a diagnostic's code, offsets in the run, arguments, suggestion."""

    code: str
    start: int
    end: int
    args: dict[str, str] = {}  # noqa: RUF012 - never changed
    suggestion: str = ""


def find(text: str) -> tuple[list[Reference], list[Slip]]:
    """References of a run of prose in order, and brackets that are none. The same text is read once."""
    references, slips = _find(text)
    return list(references), list(slips)


@lru_cache(maxsize=4096)
def _find(text: str) -> tuple[tuple[Reference, ...], tuple[Slip, ...]]:
    references: list[Reference] = []
    slips: list[Slip] = []
    position = 0
    while match := _FORM.search(text, position):
        position = match.end()
        found = match[0]
        if found[0] == "\\":
            continue
        blank = _BLANK_LINE.search(found)
        if blank:
            slips.append(Slip("unclosed-bracket", match.start(), match.start() + 1, {"bracket": "["}))
            position = match.start() + 1
        elif len(found) == 1:
            bracket = "brace" if found in "{}" else "bracket"
            slips.append(Slip(f"unclosed-{bracket}", *match.span(), {"bracket": found}))
        elif match["image"]:
            slips.append(Slip("image", *match.span()))
        else:
            reference = _reference(match, slips)
            if reference and len(references) < MOST:
                references.append(reference)
    return tuple(references), tuple(slips)


def _reference(match: re.Match[str], slips: list[Slip]) -> Reference | None:
    start, end = match.span()
    surface = match["surface"]
    if surface is not None and not surface.strip():
        slips.append(Slip("empty-reference", start, end))
        return None
    brace = _BRACE.match(surface) if surface else None
    if brace:
        at = match.start("surface") + brace.end() - 1
        slips.append(Slip("misplaced-reference", at, at + 1))
        return None
    if match["url"] is not None:
        url = match["url"]
        if not re.match(r"(?:https?://[^/\s]+|mailto:[^@\s]+@)", url):
            slips.append(Slip("unsafe-link", *match.span("url"), {"url": url}))
            return None
        return Reference("url", surface, (Target(url, *match.span("url")),), start, end)
    group = "target" if surface is not None else "bare"
    inside = match[group]
    if inside == "facts" and surface is None:
        return Reference("facts", None, (), start, end)
    if inside.startswith("table ") and surface is None:
        base = match.start(group)
        return Reference("table", None, (Target(inside[6:].strip(), base + 6, base + len(inside)),), start, end)
    if inside == "-" and surface is not None:
        return Reference("harmless", surface, (), start, end)
    return _named(match, group, slips)


def _named(match: re.Match[str], group: str, slips: list[Slip]) -> Reference | None:
    base, targets, capital = match.start(group), [], False
    if any(not part.strip() for part in match[group].split(",")):
        slips.append(Slip("empty-reference", *match.span()))
        return None
    for part in _TARGET.finditer(match[group]):
        word = part[0].strip()
        at = base + part.start() + len(part[0]) - len(part[0].lstrip())
        if match["surface"] is None and _CAPITAL.fullmatch(word):
            word, capital = word[0].lower() + word[1:], True
        if not _NAME.fullmatch(word.lstrip("#?")):
            lowered = "-".join(re.findall(r"[a-z0-9.]+", word.lower()))
            slips.append(Slip("misspelt-name", at, at + max(len(word), 1), {"word": word}, lowered))
            return None
        targets.append(Target(word, at, at + len(word)))
    kind = "section" if targets[0].text.startswith("#") else "name"
    return Reference(kind, match["surface"], tuple(targets), *match.span(), capital)


def masked(text: str, references: list[Reference]) -> str:
    """The text with each reference as `{` number, filler, `}`; line ends and indents stay, so lines and offsets do too."""
    pieces: list[str] = []
    position = 0
    for number, reference in enumerate(references):
        inside = _INSIDE.sub(lambda part: part[0] if part[0][0] == "\n" else FILL, text[reference.start + 2 : reference.end - 1])
        pieces += (text[position : reference.start], OPEN, chr(FIRST_NUMBER + number), inside, CLOSE)
        position = reference.end
    pieces.append(text[position:])
    return "".join(pieces)
