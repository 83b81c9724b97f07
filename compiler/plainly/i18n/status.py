"""`plainly i18n status`: per locale what is done, missing, new or stale, with the old and the new source words side by side."""

from __future__ import annotations

import json
from collections import Counter
from difflib import SequenceMatcher

from plainly.i18n.work import Work
from plainly.translations.completeness import State
from plainly.translations.units import canonical

ORDER = ("done", "missing", "new", "stale")


def status_text(works: list[Work]) -> tuple[str, bool]:
    """The report for people, and whether everything is done."""
    lines: list[str] = []
    complete = True
    for work in works:
        lines.append(work.document["id"])
        if not work.trees:
            lines.append("  no translations")
        for locale in sorted(work.trees):
            states = work.states(locale)
            count = Counter(state.state for state in states)
            told = [f"{count[state]} {state}" for state in ORDER[1:] if count[state]]
            lines.append(f"  {locale}  {count['done']} of {len(states)} done" + "".join(f", {one}" for one in told))
            for state in states:
                if state.state != "done":
                    complete = False
                    lines += _lines(work, state)
    return "".join(f"{line}\n" for line in lines), complete


def _lines(work: Work, state: State) -> list[str]:
    unit = state.unit
    now = canonical(unit.text(work.language))
    lines = [f"    {state.state:<8} {unit.id}"]
    if state.state == "stale":
        was, now = changed(work.lock.before(state.locale, unit.id), now)
        lines.append(f"      was: {was}")
    lines.append(f"      now: {now}")
    if state.state != "missing":
        lines.append(f"      {state.locale}:  {canonical(unit.text(state.locale))}")
    return lines


def changed(before: str, after: str) -> tuple[str, str]:
    """Two texts, with the words that differ between ⟦ and ⟧. Where both are long, words they are full of may count as differing."""
    old, new = before.split(), after.split()
    left: list[str] = []
    right: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        for words, into in ((old[a:b], left), (new[c:d], right)):
            if words:
                text = " ".join(words)
                into.append(text if tag == "equal" else f"⟦{text}⟧")
    return " ".join(left), " ".join(right)


def status_json(works: list[Work]) -> tuple[str, bool]:
    """The report for programs: policy → locale → counts and open units."""
    result: dict[str, dict[str, object]] = {}
    complete = True
    for work in works:
        locales: dict[str, object] = {}
        for locale in sorted(work.trees):
            states = work.states(locale)
            left = [_entry(work, state) for state in states if state.state != "done"]
            complete = complete and not left
            locales[locale] = {"units": len(states), "done": len(states) - len(left), "open": left}
        result[work.document["id"]] = locales
    return json.dumps(result, ensure_ascii=False, indent=1, sort_keys=True) + "\n", complete


def _entry(work: Work, state: State) -> dict[str, str]:
    entry = {"unit": state.unit.id, "state": state.state, "source": canonical(state.unit.text(work.language))}
    if state.state == "stale":
        entry["before"] = work.lock.before(state.locale, state.unit.id)
    if state.state != "missing":
        entry["translation"] = canonical(state.unit.text(state.locale))
    return entry
