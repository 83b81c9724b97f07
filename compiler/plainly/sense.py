"""What JSON Schema cannot say: a document from elsewhere is complete in its languages and leads in no circle.

The language's own front end cannot produce a document that fails here; another one may. Later stages rely on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from plainly.validate import Violation
from plainly_dsl.source import FORBIDDEN
from plainly_dsl.standard import languages

#: Fields of a name that lead to other names, upwards and downwards; neither way may lead back. (A member may fall under its group.)
WAYS = (("parent", "stands_for", "part_of"), ("members", "examples", "stands_for"))


def nonsense(document: dict[str, Any]) -> Iterator[Violation]:
    """Everything in a document that follows the schema and still means nothing. It is not read any further then."""
    yield from _languages(document)
    for way in WAYS:
        yield from _circles(document["names"], way)
    for pointer, text in _texts(document, ""):
        hidden = FORBIDDEN.search(text)
        if hidden:
            yield Violation(pointer, f"a hidden character (U+{ord(hidden[0]):04X})")
    try:
        if document["effective"] != "not-stated":
            date.fromisoformat(document["effective"])
    except ValueError:
        yield Violation("/effective", "no date of the calendar")


def _languages(document: dict[str, Any]) -> Iterator[Violation]:
    """Each language of the title is supported, the policy's own is among them, and every text is there in each."""
    locales = {document["language"], *document["title"]}
    for locale in sorted(locales - set(languages())):
        yield Violation("/language" if locale == document["language"] else "/title", f"the language “{locale}” is not supported")
    for pointer, text in _translated(document):
        for locale in sorted(locales - {locale for locale, words in text.items() if words}):
            yield Violation(pointer, f"nothing in the language “{locale}”")


def _translated(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Maps from language to text, with their pointers."""
    yield "/title", document["title"]
    for number, section in enumerate(document.get("sections", ())):
        yield f"/sections/{number}/title", section["title"]
    for number, group in enumerate(document.get("highlights", ())):
        yield f"/highlights/{number}/title", group["title"]
    for number, clause in enumerate(document.get("clauses", ())):
        yield f"/clauses/{number}/text", clause["text"]
        for line, text in enumerate(clause.get("highlights", ())):
            yield f"/clauses/{number}/highlights/{line}", text
    for name, entry in document["names"].items():
        yield f"/names/{name}/labels", entry["labels"]


def _circles(names: dict[str, Any], way: tuple[str, ...]) -> Iterator[Violation]:
    """Names that lead back to themselves; walked without recursion."""
    done: set[str] = set()
    for start in names:
        path: list[tuple[str, Iterator[str]]] = [(start, _linked(names, start, way))] if start not in done else []
        open_names = {start}
        while path:
            name, rest = path[-1]
            following = next(rest, None)
            if following is None:
                path.pop()
                open_names.discard(name)
                done.add(name)
            elif following in open_names:
                yield Violation(f"/names/{name}", f"“{following}” is explained by way of itself")
            elif following in names and following not in done:
                open_names.add(following)
                path.append((following, _linked(names, following, way)))


def _linked(names: dict[str, Any], name: str, way: tuple[str, ...]) -> Iterator[str]:
    for field in way:
        value = names[name].get(field) or ()
        yield from (value,) if isinstance(value, str) else value


def _texts(node: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """All texts of a document with their pointers."""
    if isinstance(node, str):
        yield pointer, node
    elif isinstance(node, (dict, list)):
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _texts(child, f"{pointer}/{key}")
