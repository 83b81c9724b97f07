"""`translations.lock`: for every translated unit the fingerprint of the source text it was made from, and that text.

JSON with sorted keys, written by `plainly i18n accept` and read by every check. A source text is kept once, whatever the
number of locales, so that a stale translation can be shown with the old and the new words side by side.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plainly.translations.units import canonical, fingerprint
from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.source import FORBIDDEN

NAME = "translations.lock"
FORMAT = "plainly-translations/1"
#: What no text of a policy holds, and no record of one either: hidden characters, halves of a character.
UNPRINTABLE = re.compile(f"{FORBIDDEN.pattern}|[\ud800-\udfff]")


@dataclass
class Lock:
    """What the translations of one policy were made from. `made` is locale → unit → fingerprint; `texts` fingerprint → source text.

    `minor` are source edits that needed no new translation: locale, unit, from, to, who, why.
    """

    made: dict[str, dict[str, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    minor: list[dict[str, str]] = field(default_factory=list)

    def accept(self, locale: str, unit: str, source: str) -> None:
        """Records that the translation of a unit says what `source` says now."""
        self.made.setdefault(locale, {})[unit] = fingerprint(source)
        self.texts[fingerprint(source)] = canonical(source)

    def before(self, locale: str, unit: str) -> str:
        """The source text that the translation of a unit was made from, "" where nobody knows."""
        return self.texts.get(self.made[locale][unit], "")

    def keep_only(self, locale: str, known: frozenset[str]) -> None:
        """Forgets units that the policy has no more."""
        self.made[locale] = {unit: made for unit, made in self.made.get(locale, {}).items() if unit in known}

    def text(self) -> str:
        """The file's text: the same for the same content; source texts that nothing was made from are left out."""
        used = {made for units in self.made.values() for made in units.values()}
        content = {
            "format": FORMAT,
            "made-from": {locale: units for locale, units in self.made.items() if units},
            "minor": self.minor,
            "texts": {made: text for made, text in self.texts.items() if made in used},
        }
        return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_lock(folder: Path) -> tuple[Lock, list[Diagnostic]]:
    """The lock of a policy's folder; an empty one where there is none, or where it cannot be used (reported)."""
    path = folder / NAME
    try:
        content: Any = json.loads(path.read_bytes())
        made, texts, minor = content["made-from"], content["texts"], content["minor"]
        words = [made, texts, *made.values(), *minor]
        sound = content["format"] == FORMAT and isinstance(minor, list) and all(isinstance(part, dict) for part in words)
        sound = sound and all(_is_text(text) for part in (texts, *made.values(), *minor) for pair in part.items() for text in pair)
    except FileNotFoundError:
        return Lock(), []
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        return Lock(), [Diagnostic("lock-unreadable", Place(str(path), 0, 0), {"path": str(path)})]
    return Lock(made, texts, minor), []


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not UNPRINTABLE.search(value)
