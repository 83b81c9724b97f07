"""Names of a policy: the kind of what a statement writes, and what a name falls under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plainly.model import Name


def kind_of(names: Mapping[str, Name], written: str) -> str:
    """The kind of a name as statements write it, also of a condition `?name`, a section `#id` and a contact point `party.email`."""
    if written[0] in "?#":
        return "situation" if written[0] == "?" else "section"
    return names[written.partition(".")[0]].kind


def chain(names: Mapping[str, Name], name: str) -> Iterator[str]:
    """A name and, in turn, each wider name that it falls under. A circle is followed once."""
    current: str | None = name
    seen: set[str] = set()
    while current and current in names and current not in seen:
        seen.add(current)
        yield current
        current = names[current].parent


def falls_under(names: Mapping[str, Name], name: str, *wider: str) -> bool:
    """Whether a name is one of these or falls under one."""
    return any(step in wider for step in chain(names, name))
