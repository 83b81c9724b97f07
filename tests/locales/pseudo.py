"""A locale that nobody speaks, made from English: ⟦Ŵé śĥáŕé ~~⟧. Every text is accented, a good third longer, and in brackets.

Where a page shows it, the text came from the locale; where it shows anything else, the text is hard-coded or was not translated.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

from locale_data import leaves, modality, names, toml

from plainly import driver

#: Carries the pseudo texts: a language that CLDR knows and no policy here is written in.
LOCALE = "eo"
_PLAIN = "aceghijklnorstuwyzACEGHIJKLNORSTUWYZ"
_ACCENTED = "áćéĝĥíĵķļñöŕšŧüŵýžÁĆÉĜĤÍĴĶĻÑÖŔŠŦÜŴÝŽ"
ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
#: What a text keeps as it is: blanks and targets of references, targets of links, addresses.
_KEPT = re.compile(r"(\{[^{}]*\}|\]\([^)]*\)|https?://\S+|[^\s{}]+@[^\s{}]+)")
_MARKER = re.compile(r"[ \t]*(?:[-*+]|\(?\w{1,4}[.)])[ \t]+")
_ITEM = re.compile(r"\n(?=[ \t]*(?:[-*+]|\(?(?:\d+|[a-z]{1,4})[.)])[ \t])")


def accented(text: str) -> str:
    """A text with accents, its blanks and addresses kept."""
    return "".join(piece if number % 2 else piece.translate(ACCENTS) for number, piece in enumerate(_KEPT.split(text)))


def pseudo(text: str) -> str:
    """⟦ţéxţ ~~⟧: accented, in brackets, longer by two fifths."""
    longer = "~" * math.ceil(0.4 * len(_KEPT.sub("", text)))
    return f"⟦{accented(text)} {longer}⟧"


def run(text: str) -> str:
    """A run of a policy's prose, its paragraphs, items and cells one by one."""
    return "\n\n".join("\n".join(_part(part) for part in _ITEM.split(paragraph)) for paragraph in text.split("\n\n"))


def _part(part: str) -> str:
    if part.lstrip().startswith("|"):
        return "\n".join(_table_row(line) for line in part.split("\n"))
    if re.fullmatch(r"\s*\{(?:facts|table [\w-]+)\}\s*", part):
        return part
    marker = _MARKER.match(part)
    start = marker[0] if marker else ""
    return start + pseudo(part[len(start) :])


def _table_row(line: str) -> str:
    cells = line.strip().strip("|").split("|")
    return line if set(line) <= set("|-: ") else f"| {' | '.join(pseudo(cell.strip()) for cell in cells)} |"


# The locale -------------------------------------------------------------------------------------


def write_locale(root: Path) -> Path:
    """The folder of the locale, with its four files, below `root`."""
    folder = root / LOCALE
    folder.mkdir(parents=True)
    rows = ["name\tlabel\tforms\tdefinition"]
    for row in names("en").values():
        forms = dict.fromkeys(accented(form) for form in (row.label, *row.forms))
        rows.append(f"{row.name}\t{pseudo(row.label)}\t{' | '.join(forms)}\t{pseudo(row.definition)}")
    _write(folder / "names.tsv", rows)
    _write(folder / "interface.toml", [_line(path, text) for path, text in leaves(toml("en", "interface"))])
    _write(folder / "sentences.toml", [_line(path, text) for path, text in leaves(toml("en", "sentences"))])
    _write(folder / "modality.tsv", ["word\texpresses\tnote", *(f"{accented(word)}\t{uses}\t" for word, uses, _ in modality("en"))])
    return folder


def _line(path: tuple[str, ...], text: Any) -> str:
    if path[0] == "numbers":
        path = ("numbers", accented(path[1]))
    elif isinstance(text, str) and text and path[0] not in {"meta", "style"}:
        text = pseudo(text)
    return f"{'.'.join(json.dumps(key, ensure_ascii=False) for key in path)} = {json.dumps(text, ensure_ascii=False)}"


def _write(path: Path, rows: list[str]) -> None:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


# A policy's translation -------------------------------------------------------------------------


def write_translation(policy: Path) -> Path:
    """The translation of a policy into the locale, beside it."""
    document = driver.check(policy).document
    lines = [f"@translation {LOCALE} of {document['id']}"]
    lines += [f'  {key}  "{pseudo(document[key]["en"])}"' for key in ("title", "subtitle", "source") if key in document]
    for name, entry in document["names"].items():
        if entry["origin"] == "policy" and entry["kind"] != "value":
            label = entry["labels"]["en"]
            also = ", ".join(f'"{accented(text)}"' for text in (label["label"], *label.get("forms", ())))
            lines += ["", f'@label {name} "{pseudo(label["label"])}" also {also}']
    for section in document["sections"]:
        lines += ["", f"{'#' * section['level']} {pseudo(section['title']['en'])} {{#{section['id']}}}"]
        for clause in (clause for clause in document["clauses"] if clause["section"] == section["id"]):
            lines += ["", f"@clause {clause['id']}"]
            for text in clause["text"]["en"]:
                lines += ["", run(text)]
            for text in clause.get("highlights", ()):
                lines += ["", f"@highlight {pseudo(text['en'])}"]
    if document.get("highlights"):
        lines += ["", "@highlights", *(f'  {group["id"]} "{pseudo(group["title"]["en"])}"' for group in document["highlights"])]
    path = policy.with_suffix(f".{LOCALE}.policy")
    _write(path, lines)
    return path
