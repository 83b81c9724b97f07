"""Policy document → `notice.json`: canonical bytes, one clause, section and name a line, so that changes read well in a diff."""

from __future__ import annotations

import json
from typing import Any


def document_text(document: dict[str, Any]) -> str:
    """The document as JSON: keys sorted, text as it is (no escapes beyond JSON's own), one final line feed."""
    members = ",\n".join(f"{_compact(key)}: {_spread(value)}" for key, value in sorted(document.items()))
    return f"{{\n{members}\n}}\n"


def _spread(value: Any) -> str:
    """A list or map of objects over several lines; anything else on one."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(map(_compact, value)) + "\n]"
    if isinstance(value, dict) and any(isinstance(entry, dict) for entry in value.values()):
        return "{\n" + ",\n".join(f"{_compact(key)}: {_compact(entry)}" for key, entry in sorted(value.items())) + "\n}"
    return _compact(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
