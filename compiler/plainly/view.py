"""A validated policy document, read as the model reads, without loading the model classes.

Importing pydantic costs more than parsing a policy. A check only reads, and the document has just been validated
against the schema that is generated from those classes; so here plain objects stand in for them, with the
same fields and the schema's defaults (a test compares the two field by field).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from plainly.validate import schema

if TYPE_CHECKING:
    from plainly.model import Policy

Reader = Callable[[Any], Any]


def view(document: dict[str, Any]) -> Policy:
    """The document as an object with the fields of `model.Policy`; arrays become tuples."""
    return cast("Policy", _reader(None)(document))


@cache
def _reader(definition: str | None) -> Reader:
    """The reader of a class of the schema, by its name; None is the policy itself."""
    whole = schema()
    part = whole if definition is None else whole["$defs"][definition]
    fields = {name: _of(entry) for name, entry in part["properties"].items()}
    defaults = {name: _default(entry) for name, entry in part["properties"].items() if name not in part.get("required", ())}

    def read(value: dict[str, Any]) -> SimpleNamespace:
        return SimpleNamespace(**{**defaults, **{name: fields[name](inner) for name, inner in value.items()}})

    return read


def _default(entry: dict[str, Any]) -> Any:
    default = entry.get("default", {} if entry.get("type") == "object" else None)
    return tuple(default) if isinstance(default, list) else default


def _of(entry: dict[str, Any]) -> Reader:
    """The reader of a value by its part of the schema."""
    if "anyOf" in entry:  # a field that may be null
        return _of(next((option for option in entry["anyOf"] if option.get("type") != "null"), {}))
    if "$ref" in entry:
        reference = str(entry["$ref"]).rpartition("/")[2]
        return lambda value: value if value is None else _reader(reference)(value)
    if entry.get("type") == "array":
        inner = _of(entry["items"])
        return lambda value: tuple(map(inner, value))
    if entry.get("type") == "object":  # a map, whatever its keys
        inner = _of(next(iter(entry.get("patternProperties", {"": entry.get("additionalProperties")}).values())))
        return lambda value: {key: inner(item) for key, item in value.items()}
    return _same


def _same(value: Any) -> Any:
    return value
