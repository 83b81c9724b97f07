"""Policy document (plain JSON) → violations of `policy.schema.json`, as JSON pointers with plain sentences.

`jsonschema` decides; where its compiled sister `jsonschema-rs` is installed, that one is asked first, and
jsonschema only words what is wrong. Neither touches the network: every reference in the schema is local.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import plainly_dsl

SCHEMA = Path(plainly_dsl.__file__).parent / "policy.schema.json"


class Violation(NamedTuple):
    """`pointer` is a JSON pointer (RFC 6901) into the document."""

    pointer: str
    message: str


@cache
def schema() -> dict[str, Any]:
    """The published schema."""
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return loaded


def violations(document: Any) -> list[Violation]:
    """What in the document does not agree with the schema, in the document's order; empty when all does."""
    try:
        import jsonschema_rs
    except ImportError:
        return list(_slow(document))
    return [] if jsonschema_rs.Draft202012Validator(schema()).is_valid(document) else list(_slow(document))


def _slow(document: Any) -> Iterator[Violation]:
    from jsonschema import Draft202012Validator
    from referencing import Registry

    validator = Draft202012Validator(schema(), registry=Registry())
    for error in sorted(validator.iter_errors(document), key=lambda error: [str(part) for part in error.absolute_path]):
        pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in error.absolute_path)
        yield Violation(pointer, error.message[:300].rstrip("."))
