"""The machine notice as Turtle: the same nodes as in the JSON-LD, printed by a small writer of our own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from plainly.emit.graph import graph
from plainly.emit.jsonld import identity
from plainly.emit.terms import PREFIXES, Node, terms

if TYPE_CHECKING:
    from plainly.model import Policy

#: Fewer values than this stand on one line.
FEW = 5
LISTED = ",\n        "
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
#: Looked for first: most texts need no escape, and changing each character costs three times as much as all the rest.
_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f]')
_ESCAPES = str.maketrans(
    {number: f"\\u{number:04X}" for number in (*range(0x20), 0x7F)} | {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
)


def turtle(policy: Policy, base: str, nodes: list[Node] | None = None) -> str:
    """`notice.ttl`: prefixes, then a block a node, its properties in alphabetical order.

    `nodes` is the policy's graph where it has been made already.
    """
    return document(nodes or graph(policy, base), identity(policy, base))


def document(nodes: list[Node], base: str) -> str:
    """Nodes as a Turtle document whose relative IRIs are below `base`."""
    head = [f"@base <{base}> ."]
    head += [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(PREFIXES.items())]
    return "\n".join(head) + "\n\n" + "\n\n".join(map(block, nodes)) + "\n"


def block(node: Node) -> str:
    """One node with all its properties."""
    lines = [f"a {', '.join(map(resource, node['@type']))}"]
    for key in sorted(node):
        if key[0] != "@":
            written = list(values(key, node[key]))
            lines.append(f"{key} {(', ' if len(written) < FEW else LISTED).join(written)}")
    return f"{resource(node['@id'])}\n    " + " ;\n    ".join(lines) + " ."


def values(key: str, value: Any) -> Iterable[str]:
    """A property's values, written as the table of terms says."""
    kind = terms()[key].value
    if kind == "ids":
        return map(resource, value)
    if kind == "text":
        return [f"{literal(text)}@{locale}" for locale in sorted(value) for text in _listed(value[locale])]
    return [typed(each, kind) for each in _listed(value)]


def typed(value: Any, kind: str) -> str:
    """A value that is neither an IRI nor text in a language."""
    if isinstance(value, dict):
        return f"{literal(value['@value'])}^^{resource(value['@type'])}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return f"{literal(value)}^^{kind}" if kind.startswith("xsd:") else literal(value)


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def literal(text: str) -> str:
    """A quoted string."""
    return f'"{text.translate(_ESCAPES) if _TO_ESCAPE.search(text) else text}"'


@lru_cache(maxsize=10_000)
def resource(iri: str) -> str:
    """`prefix:term` as it is where Turtle allows that; else in full or relative to the base."""
    prefix, colon, local = iri.partition(":")
    if colon and prefix in PREFIXES:
        return iri if _LOCAL.fullmatch(local) else f"<{PREFIXES[prefix]}{local}>"
    return f"<{iri}>"
