"""Where in a JSON text a JSON pointer leads: so that a finding about notice.json has a line and a column."""

from __future__ import annotations

import re
from json.decoder import py_scanstring as scanstring  # type: ignore[attr-defined]

_SPACE = re.compile(r"[ \t\r\n]*")
_SCALAR = re.compile(r"[^\s,\]}]+")


def locate(text: str, pointer: str) -> tuple[int, int]:
    """Offsets of the value at a pointer (RFC 6901); of the nearest part that is there when it is missing.

    The text must be valid JSON.
    """
    at = _skip(text, 0)
    for raw in pointer.split("/")[1:]:
        part = raw.replace("~1", "/").replace("~0", "~")
        inner = _child(text, at, part)
        if inner < 0:
            break
        at = inner
    return at, min(_end(text, at), at + 60)


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _child(text: str, at: int, part: str) -> int:
    """Offset of a member of the container at `at`, or -1."""
    if text[at] not in "{[":
        return -1
    is_object, number = text[at] == "{", 0
    at = _skip(text, at + 1)
    while text[at] not in "}]":
        key = str(number)
        if is_object:
            key, end = scanstring(text, at + 1)
            at = _skip(text, _skip(text, end) + 1)
        if key == part:
            return at
        at = _skip(text, _end(text, at))
        if text[at] == ",":
            at = _skip(text, at + 1)
        number += 1
    return -1


def _end(text: str, at: int) -> int:
    """Offset behind the value at `at`; containers are walked without recursion."""
    depth = 0
    while at < len(text):
        character = text[at]
        if character == '"':
            at = scanstring(text, at + 1)[1]
        elif character in "{[":
            depth += 1
            at += 1
        elif character in "}]":
            depth -= 1
            at += 1
        elif character in ",: \t\r\n":
            at += 1
            continue
        else:
            match = _SCALAR.match(text, at)
            at = match.end() if match else at + 1
        if depth == 0:
            return at
    return at
