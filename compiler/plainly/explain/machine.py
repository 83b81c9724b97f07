"""A fact as the machine notice has it: read from the same graph that is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plainly.emit.terms import PREFIXES, Node, terms

#: What is said of a fact in other words already.
LEFT_OUT = frozenset({"@id", "prov:wasDerivedFrom", "plainly:position", "plainly:statement"})


def machine_lines(nodes: dict[str, Node], home: str, identity: str) -> list[str]:
    """A fact's address, how the notice is linked to it, and each property with its values and the names they stand for.

    `nodes` are the notice's by their ids, `home` is the address of the notice.
    """
    node = f"#{identity}"
    lines = [f"    {home}{node}"]
    for link in [field for field, values in nodes[""].items() if isinstance(values, list) and node in values]:
        lines.append(f"    the notice’s {link}")
    return [*lines, *_properties(nodes, node, node, home, "    ")]


def _properties(nodes: dict[str, Node], fact: str, identity: str, home: str, indent: str) -> Iterator[str]:
    """A node's properties, a line a value; nodes that belong to the fact, such as durations, follow further in."""
    inner: list[str] = []
    for field, values in nodes[identity].items():
        if field in LEFT_OUT:
            continue
        for value in values if isinstance(values, list) else [values]:
            meant = nodes.get(value, {}) if isinstance(value, str) else {}
            name = meant.get("skos:notation", "")
            yield f"{indent}{'type' if field == '@type' else field:<28} {_address(field, value, home)}{f'  ({name})' if name else ''}"
            inner += [value] * (meant != {} and value.startswith((f"{fact}.", f"{fact}/")))
    for one in inner:
        yield f"{indent}{_address('', one, home)}"
        yield from _properties(nodes, fact, one, home, f"{indent}  ")


def _address(field: str, value: Any, home: str) -> str:
    """A value as the notice means it: the whole address of a term or of a part of the notice, a word as it is."""
    text = str(value)
    if field in terms() and terms()[field].value != "ids":
        return text
    prefix, _, local = text.partition(":")
    if prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return home + text if text.startswith("#") else text
