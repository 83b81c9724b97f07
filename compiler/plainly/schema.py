"""`policy.schema.json`: generated from the model, kept in the language package, checked by a test."""

from __future__ import annotations

import json
from typing import Any

SCHEMA_ID = "https://w3id.org/plainly/policy.schema.json"


def generate() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the policy document."""
    from plainly.model import Policy

    schema = Policy.model_json_schema()
    _close(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Plainly policy document",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def text() -> str:
    """The schema as the file holds it."""
    return json.dumps(generate(), indent=2, ensure_ascii=False) + "\n"


def _close(node: Any) -> None:
    """Maps take only keys of their pattern, in the schema as in the model."""
    if isinstance(node, dict):
        if "patternProperties" in node:
            node.setdefault("additionalProperties", False)
        for child in node.values():
            _close(child)
    elif isinstance(node, list):
        for child in node:
            _close(child)
