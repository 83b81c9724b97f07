"""`plainly i18n accept`: records which source the translations were compared with."""

from __future__ import annotations

from typing import NamedTuple

from plainly.i18n.work import Work, recorded
from plainly.translations.units import fingerprint


class Minor(NamedTuple):
    """Who says that a source edit needs no new translation, and why."""

    who: str
    why: str


def accept(work: Work, locales: tuple[str, ...], wanted: tuple[str, ...], minor: Minor | None) -> list[str]:
    """Accepts units that are new or stale (with `minor`: stale ones only) and writes the lock. Gives `locale unit` of each.

    `wanted` are ids of units, all where there are none. Raises `OSError` when the lock cannot be written.
    """
    done: list[str] = []
    with recorded(work) as lock:
        for locale in locales or sorted(work.trees):
            states = work.states(locale)
            for state in states:
                fits = state.state == "stale" or (state.state == "new" and minor is None)
                if not fits or (wanted and state.unit.id not in wanted):
                    continue
                source = state.unit.text(work.language)
                if minor is not None:
                    changed = {"from": lock.made[locale][state.unit.id], "to": fingerprint(source)}
                    lock.minor.append({"locale": locale, "unit": state.unit.id, **changed, "who": minor.who, "why": minor.why})
                lock.accept(locale, state.unit.id, source)
                done.append(f"{locale} {state.unit.id}")
            lock.keep_only(locale, frozenset(state.unit.id for state in states))
    return done
