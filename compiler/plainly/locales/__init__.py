"""Everything that depends on a locale: one folder each. A new locale is a new folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plainly.model import Policy

HERE = Path(__file__).parent


def folder(locale: str) -> Path:
    """The folder of a locale, that of its language where the region has none."""
    exact = HERE / locale
    return exact if exact.is_dir() else HERE / locale.partition("-")[0]


def published(policy: Policy) -> tuple[str, ...]:
    """Locales a policy is published in, its own language first."""
    return (policy.language, *sorted(locale for locale in policy.title if locale != policy.language))
