"""Whether JSON is the JSON-LD of a notice, before an RDF library sees it: flat, complete in itself, with a harmless context.

JSON-LD 1.1 allows contexts from the network, contexts within contexts, and names for its own keywords. A notice needs none of
these, so they are refused rather than followed. Every check is linear in the size of the text.
"""

from __future__ import annotations

import json
from typing import Any

from plainly.notice.refusal import Refused

#: More commas and brackets than this are no notice: eight times those of the largest real one.
MAX_PARTS = 500_000
MAX_DEPTH = 30
MAX_TERMS = 1_000
#: A long prefix would make every name that uses it long.
MAX_IRI = 300
#: Keywords of JSON-LD 1.1 that a notice or its context uses.
KEYWORDS = frozenset({"@context", "@graph", "@id", "@type", "@value", "@language", "@version", "@base", "@container", "@set"})
CONTAINERS = frozenset({"@set", "@language"})
FROM_ELSEWHERE = ("http://", "https://", "urn:")
POLICY_DOCUMENT = frozenset({"format", "clauses", "names"})


def check_form(data: bytes) -> None:
    """Raises `Refused` unless the bytes are JSON-LD as a notice may be written."""
    if sum(map(data.count, (b",", b"{", b"["))) > MAX_PARTS:
        raise Refused("too-many-parts", limit=MAX_PARTS)
    reader = _Reader()
    try:
        document = json.loads(data.decode("utf-8"), object_pairs_hook=reader.pairs, parse_constant=_no_number)
    except RecursionError:
        raise Refused("too-deep", limit=MAX_DEPTH) from None
    except ValueError as error:
        raise Refused("broken", reason=f"{str(error)[:200].rstrip('.')}.") from None
    _flat(document)
    if isinstance(document, dict) and document.keys() >= POLICY_DOCUMENT and "@context" not in document:
        raise Refused("policy-document")
    if not any(key.startswith("@") for key in reader.keys):
        raise Refused("no-json-ld")
    if isinstance(document, dict):
        check_context(document.get("@context", {}))
    reader.finish(document)


class _Reader:
    """Sees each object of the JSON once, innermost first."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.described: set[str] = set()
        self.contexts = self.graphs = 0

    def pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """An object, unless it has a key twice or describes what has been described."""
        found = dict(pairs)
        if len(found) != len(pairs):
            seen: set[str] = set()
            twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
            raise Refused("duplicate-key", key=twice[:80])
        self.keys.update(found)
        identity = found.get("@id")
        if isinstance(identity, str) and len(found) > 1 and "@context" not in found and "@container" not in found:
            if identity in self.described:
                raise Refused("duplicate-id", name=identity[:80])
            self.described.add(identity)
        self.contexts += "@context" in found
        self.graphs += "@graph" in found
        return found

    def finish(self, document: Any) -> None:
        """What can be told only at the end: keywords, and contexts or graphs below the top."""
        top = document if isinstance(document, dict) else {}
        if self.contexts > ("@context" in top):
            raise Refused("foreign-context", what="it stands inside a node")
        if self.graphs > ("@graph" in top) or ("@graph" in top and top.keys() - {"@context", "@graph"}):
            raise Refused("several-graphs")
        wrong = sorted(key for key in self.keys if key.startswith("@") and key not in KEYWORDS)
        if wrong:
            raise Refused("foreign-keyword", key=wrong[0][:80])


def _no_number(name: str) -> None:
    raise Refused("broken", reason=f"{name} is no number.")


def _flat(document: Any) -> None:
    """Measures depth level by level, without recursion."""
    level, depth = [document], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused("too-deep", limit=MAX_DEPTH)
        level = [
            child
            for node in level
            for child in (node.values() if type(node) is dict else node if type(node) is list else ())
            if type(child) in {dict, list}
        ]


def check_context(context: Any) -> None:
    """Raises `Refused` for a context that is fetched, or does more than name prefixes and say how values are written."""
    if isinstance(context, str):
        raise Refused("remote-context", what=context[:80])
    if isinstance(context, list):
        for part in context:
            check_context(part if isinstance(part, (str, dict)) else {})
        raise Refused("foreign-context", what="it is a list of contexts")
    if not isinstance(context, dict):
        raise Refused("foreign-context", what="it is not an object")
    if "@import" in context:
        raise Refused("remote-context", what=f"@import {str(context['@import'])[:80]}")
    if len(context) > MAX_TERMS:
        raise Refused("foreign-context", what=f"it defines more than {MAX_TERMS:,} terms")
    prefixes = {key for key, value in context.items() if isinstance(value, str)}
    for key, value in context.items():
        if key.startswith("@"):
            _keyword(key, value)
        elif isinstance(value, str):
            _absolute(value, key)
        else:
            _term(key, value, prefixes)


def _keyword(key: str, value: Any) -> None:
    if key == "@base":
        _absolute(value, key)
    elif key != "@version" or value != 1.1:
        raise Refused("foreign-context", what=f"“{key[:80]}”")


def _absolute(value: Any, key: str) -> None:
    if not isinstance(value, str) or not value.startswith(FROM_ELSEWHERE) or len(value) > MAX_IRI:
        raise Refused("foreign-context", what=f"“{key[:80]}” stands for no address of at most {MAX_IRI} characters")


def _term(key: str, value: Any, prefixes: set[str]) -> None:
    """`prefix:name` → how its values are written. No term is defined by another term, so there are no chains."""
    if not isinstance(value, dict) or value.keys() - {"@id", "@type", "@container"}:
        nested = isinstance(value, dict) and "@context" in value
        raise Refused("foreign-context", what=f"“{key[:80]}” has a context of its own" if nested else f"the definition of “{key[:80]}”")
    names = [value.get("@id", key), *([value["@type"]] if value.get("@type", "@id") != "@id" else [])]
    for name in names:
        known = isinstance(name, str) and len(name) <= MAX_IRI and (name.partition(":")[0] in prefixes or name.startswith(FROM_ELSEWHERE))
        if not known:
            raise Refused("foreign-context", what=f"“{key[:80]}” is defined by “{str(name)[:80]}”")
    container = value.get("@container", "@set")
    if not isinstance(container, str) or container not in CONTAINERS:
        raise Refused("foreign-context", what=f"the container of “{key[:80]}”")
