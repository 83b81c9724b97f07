"""The units of a policy that are translated one by one: titles, labels, clauses, lines and headings of the summary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

Document = dict[str, Any]
#: `[words]{-}`; escapes are passed over.
_HARMLESS = re.compile(r"\\.|\[((?:[^\[\]\\]|\\.)*)\]\{-\}")


class Unit(NamedTuple):
    """One text that a translator translates as a whole.

    `id` is stable: `title`, `section:sharing`, `clause:joining`, `highlight:joining:0`, `group:rights`, `label:members`.
    `texts` is the document's map from locale to text (a clause's text in runs), `pointer` its JSON pointer.
    """

    id: str
    pointer: str
    texts: dict[str, Any]

    def text(self, locale: str) -> str:
        """The text in a locale, a clause's runs as paragraphs; "" where there is none."""
        found = self.texts.get(locale, "")
        if isinstance(found, dict):
            return str(found["label"])
        return found if isinstance(found, str) else "\n\n".join(found)


def units(document: Document) -> Iterator[Unit]:
    """All units that have text in the policy's own language, in the order of the policy."""
    language = document["language"]
    return (unit for unit in _all(document) if unit.texts.get(language))


def _all(document: Document) -> Iterator[Unit]:
    for field in ("title", "subtitle", "source"):
        yield Unit(field, f"/{field}", document.get(field, {}))
    for name, entry in document["names"].items():
        if entry["origin"] == "policy" and entry["kind"] != "value":
            yield Unit(f"label:{name}", f"/names/{name}/labels", entry["labels"])
    by_section: dict[str, list[tuple[int, Document]]] = {}
    for number, clause in enumerate(document.get("clauses", ())):
        by_section.setdefault(clause["section"], []).append((number, clause))
    for number, section in enumerate(document.get("sections", ())):
        yield Unit(f"section:{section['id']}", f"/sections/{number}/title", section["title"])
        for at, clause in by_section.get(section["id"], ()):
            yield Unit(f"clause:{clause['id']}", f"/clauses/{at}/text", clause["text"])
            for line, text in enumerate(clause.get("highlights", ())):
                yield Unit(f"highlight:{clause['id']}:{line}", f"/clauses/{at}/highlights/{line}", text)
    for number, group in enumerate(document.get("highlights", ())):
        yield Unit(f"group:{group['id']}", f"/highlights/{number}/title", group["title"])


def canonical(text: str) -> str:
    """A text without what does not matter to a translator: white space is collapsed, accents are composed (NFC), `[may]{-}` is `may`."""
    plain = _HARMLESS.sub(lambda found: found[0] if found[1] is None else found[1], unicodedata.normalize("NFC", text))
    return " ".join(plain.split())


def fingerprint(text: str) -> str:
    """16 hexadecimal digits of the SHA-256 of a unit's source text. References count by name, so a value's number changes nothing."""
    return sha256(canonical(text).encode("utf-8")).hexdigest()[:16]
