"""Which units of a translation are done, missing, new or stale, and what becomes of a translation that is not complete.

`block`: nothing is published until it is complete. `source-with-banner`: the policy's own words stand in for what is missing
or stale, and the page says so. `hide-locale`: the translation is not published.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plainly.translations.lock import Lock
from plainly.translations.units import Document, Unit, canonical, fingerprint, units
from plainly_dsl.diagnostics import Diagnostic, Place, Related

#: State → the diagnostic it gives where the translation is wanted whole, and where it is not.
CODES = {
    "missing": ("translation-missing", "translation-missing-shown"),
    "new": ("translation-new", "translation-new-shown"),
    "stale": ("translation-stale", "translation-stale-shown"),
}


class State(NamedTuple):
    """A unit in one locale: `done`, `missing`, `new` (nobody has said yet what it was made from) or `stale`."""

    unit: Unit
    locale: str
    state: str


def states(document: Document, lock: Lock, locale: str) -> Iterator[State]:
    """The state of every unit of a policy in one locale."""
    made = lock.made.get(locale, {})
    language = document["language"]
    for unit in units(document):
        if not unit.texts.get(locale):
            yield State(unit, locale, "missing")
        elif unit.id not in made:
            yield State(unit, locale, "new")
        else:
            yield State(unit, locale, "done" if made[unit.id] == fingerprint(unit.text(language)) else "stale")


def complete(
    document: Document, choices: dict[str, str], lock: Lock, places: dict[str, Place], headers: dict[str, Place]
) -> list[Diagnostic]:
    """Makes the document total in each of its locales: fills in or takes out, as the policy chose. Gives what is to be reported.

    `choices` are the locales with a translation and what becomes of each; `headers` where each translation begins.
    """
    found: list[Diagnostic] = []
    for locale, choice in choices.items():
        open_units = [state for state in states(document, lock, locale) if state.state != "done"]
        if choice == "hide-locale" and open_units:
            found.append(Diagnostic("translation-hidden", headers[locale], {"locale": locale, "count": str(len(open_units))}))
            _take_out(document, locale)
            continue
        found += _unaccepted(open_units, locale, choice, headers[locale])
        for state in (one for one in open_units if one.state != "new"):
            found.append(_report(state, document["language"], choice, lock, places, headers[locale]))
        shown = [state.unit for state in open_units if choice == "source-with-banner" or state.state == "missing"]
        for unit in shown:
            unit.texts[locale] = unit.texts[document["language"]]
        if shown:
            document.setdefault("untranslated", {})[locale] = [unit.id for unit in shown]
    return found


def _unaccepted(open_units: list[State], locale: str, choice: str, header: Place) -> list[Diagnostic]:
    """One diagnostic for all units that nobody has accepted yet."""
    new = [state.unit.id for state in open_units if state.state == "new"]
    args = {"units": ", ".join(new), "count": str(len(new)), "locale": locale}
    return [Diagnostic(CODES["new"][choice == "source-with-banner"], header, args)] if new else []


def _report(state: State, language: str, choice: str, lock: Lock, places: dict[str, Place], header: Place) -> Diagnostic:
    unit, locale = state.unit, state.locale
    code = CODES[state.state][choice == "source-with-banner"]
    args = {"unit": unit.id, "locale": locale, "text": canonical(unit.text(language))}
    source = places.get(f"{unit.pointer}/{language}") or places.get(f"{unit.pointer}/{language}/0") or places.get(unit.pointer)
    related = (Related(source, "the source"),) if source else ()
    place = places.get(f"{unit.pointer}/{locale}") or header
    if state.state == "stale":
        args["before"] = lock.before(locale, unit.id) or "?"
    return Diagnostic(code, place, args, "", related)


def _take_out(document: Document, locale: str) -> None:
    """Removes a locale from the whole document."""
    for unit in units(document):
        unit.texts.pop(locale, None)
    for clause in document.get("clauses", ()):
        clause["text"].pop(locale, None)
    for entry in document["names"].values():
        entry["labels"].pop(locale, None)
        entry.get("definitions", {}).pop(locale, None)
