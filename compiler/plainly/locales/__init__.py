"""Everything that depends on a locale: one folder each. A new locale is a new folder.

A folder of the reader's own (PLAINLY_LOCALES) holds the vocabulary's labels and the files of this package for its locales.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plainly_dsl.storage import own_locales

if TYPE_CHECKING:
    from plainly.model import Policy

HERE = Path(__file__).parent


def folder(locale: str) -> Path:
    """The folder of a locale, that of its language where the region has none."""
    places = [part / name for name in (locale, locale.partition("-")[0]) for part in (HERE, *own_locales())]
    return next((place for place in places if place.is_dir()), HERE / locale)


def published(policy: Policy) -> tuple[str, ...]:
    """Locales a policy is published in, its own language first."""
    return (policy.language, *sorted(locale for locale in policy.title if locale != policy.language))


@cache
def read_toml(locale: str, name: str) -> dict[str, Any]:
    """A data file of the locale, such as `interface`."""
    return tomllib.loads((folder(locale) / f"{name}.toml").read_text(encoding="utf-8"))


def numbers(locale: str) -> dict[str, int]:
    """Number words of a locale with their values, such as twelve = 12."""
    found: dict[str, int] = read_toml(locale, "interface").get("numbers", {})
    return found


@cache
def address(locale: str) -> dict[str, tuple[str, ...]]:
    """Words that address the reader formally and informally, where the locale tells the two apart."""
    found = read_toml(locale, "interface").get("address", {})
    return {form: tuple(found.get(form, ())) for form in ("formal", "informal")}
