"""The machine notice as Turtle: the same nodes as in the JSON-LD, printed by a small writer of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from plainly.emit.graph import graph
from plainly.emit.jsonld import identity
from plainly.emit.terms import PREFIXES, Node, terms
from plainly.model import Policy

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_ESCAPES = str.maketrans(
    {number: f"\\u{number:04X}" for number in (*range(0x20), 0x7F)} | {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
)


def turtle(policy: Policy, base: str) -> str:
    """`notice.ttl`: prefixes, then a block a node, its properties in alphabetical order."""
    head = [f"@base <{identity(policy, base)}> ."]
    head += [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(PREFIXES.items())]
    blocks = [block(node) for node in graph(policy, base)]
    return "\n".join(head) + "\n\n" + "\n\n".join(blocks) + "\n"


def block(node: Node) -> str:
    """One node with all its properties."""
    lines = [f"a {', '.join(map(resource, node['@type']))}"]
    lines += [f"{key} {', '.join(values(key, node[key]))}" for key in sorted(node) if key[0] != "@"]
    return f"{resource(node['@id'])}\n    " + " ;\n    ".join(lines) + " ."


def values(key: str, value: Any) -> Iterator[str]:
    """A property's values, written as the table of terms says."""
    kind = terms()[key].value
    if kind == "text":
        for locale, texts in sorted(value.items()):
            for text in [texts] if isinstance(texts, str) else texts:
                yield f"{literal(text)}@{locale}"
        return
    for each in value if isinstance(value, list) else [value]:
        if kind == "ids":
            yield resource(each)
        elif isinstance(each, dict):
            yield f"{literal(each['@value'])}^^{resource(each['@type'])}"
        elif isinstance(each, bool):
            yield "true" if each else "false"
        elif kind.startswith("xsd:"):
            yield f"{literal(each)}^^{kind}"
        else:
            yield literal(each)


def literal(text: str) -> str:
    """A quoted string."""
    return f'"{text.translate(_ESCAPES)}"'


@lru_cache(maxsize=10_000)
def resource(iri: str) -> str:
    """`prefix:term` as it is where Turtle allows that; else in full or relative to the base."""
    prefix, colon, local = iri.partition(":")
    if colon and prefix in PREFIXES:
        return iri if _LOCAL.fullmatch(local) else f"<{PREFIXES[prefix]}{local}>"
    return f"<{iri}>"
