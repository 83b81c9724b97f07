"""`policy.schema.json`: generated from the model, kept in the language package, checked by a test."""

from __future__ import annotations

import json
from typing import Any

#: The version of the format: a change that breaks readers gets a new first number, and a new `format` in the document.
VERSION = "1.0"
SCHEMA_ID = f"https://w3id.org/plainly/{VERSION.partition('.')[0]}/policy.schema.json"
#: The smallest document that says something.
EXAMPLE: dict[str, Any] = {
    "format": "plainly-policy/1",
    "id": "meadow-2026",
    "kind": "statement",
    "language": "en",
    "title": {"en": "Privacy statement"},
    "effective": "2026-03-01",
    "controllers": ["meadow"],
    "names": {
        "meadow": {"kind": "party", "origin": "policy", "labels": {"en": {"label": "Meadow Ltd"}}, "email": "privacy@meadow.example"},
        "name": {"kind": "data", "origin": "standard", "iri": "pd:Name", "match": "exact", "labels": {"en": {"label": "name"}}},
    },
    "sections": [{"id": "collected", "level": 1, "title": {"en": "What we collect"}}],
    "clauses": [
        {
            "id": "joining",
            "section": "collected",
            "text": {"en": ["When you join, we ask for your {name}."]},
            "statements": [{"verb": "collect", "modality": "does", "facts": [{"id": "joining.collect.name.1", "objects": ["name"]}]}],
        }
    ],
}


def generate() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the policy document."""
    from plainly.model import Policy

    schema = Policy.model_json_schema()
    _close(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Plainly policy document",
        "$comment": f"Version {VERSION}. Documents of one format number stay readable by its readers.",
        "examples": [EXAMPLE],
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
