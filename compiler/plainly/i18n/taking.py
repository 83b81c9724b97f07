"""A translator's messages → texts that may be taken, and for each of the others the reason why not."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from plainly.checks import TRANSLATION_CHECKS
from plainly.i18n.edit import QUOTED, edited, read_back
from plainly.i18n.message import Message, Parcel, Unreadable
from plainly.i18n.work import Work
from plainly.translations.units import Unit, fingerprint, units
from plainly.view import view
from plainly_dsl import blocks, prose
from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.diagnostics.catalogue import entry, message
from plainly_dsl.format import quotable
from plainly_dsl.source import FORBIDDEN


class Taken(NamedTuple):
    """`texts` are new texts by unit, `confirmed` units whose translation is done as it stands, `refused` unit → reason."""

    texts: dict[str, str]
    confirmed: list[str]
    refused: dict[str, str]


def take(work: Work, parcel: Parcel) -> Taken:
    """Sorts the messages of a parcel. Raises `Unreadable` when none of them is for this policy and its languages."""
    if parcel.policy != work.document["id"]:
        raise Unreadable(f"it is for the policy “{parcel.policy}”")
    if parcel.language != work.language:
        raise Unreadable(f"it translates from “{parcel.language}”, and the policy is written in “{work.language}”")
    known = {unit.id: unit for unit in units(work.document)}
    count = Counter(one.unit for one in parcel.messages)
    taken = Taken({}, [], {})
    for one in parcel.messages:
        reason = _reason(work, one, known, count)
        if reason:
            taken.refused[one.unit or "?"] = reason
        elif one.target and one.done:
            if one.target != known[one.unit].text(parcel.locale):
                taken.texts[one.unit] = one.target
            taken.confirmed.append(one.unit)
    for find in (_wrong, _homeless, _otherwise):  # in this order: a clause may be refused
        refused = find(work, parcel.locale, taken.texts)
        for unit, reason in refused.items():
            taken.refused[unit] = reason
            taken.confirmed.remove(unit)
            del taken.texts[unit]
    return taken


def _homeless(work: Work, locale: str, texts: dict[str, str]) -> dict[str, str]:
    """Lines of the summary whose clause is neither in the translation nor among the new texts."""
    there = {unit.id for unit in units(work.document) if unit.texts.get(locale)} | set(texts)
    return {
        unit: "its clause is not there" for unit in texts if unit.startswith("highlight:") and f"clause:{unit.split(':')[1]}" not in there
    }


def _otherwise(work: Work, locale: str, texts: dict[str, str]) -> dict[str, str]:
    """Texts that would not be read from the translation's file as they are here, or because of which others would not."""
    if not texts:
        return {}
    file, before = str(work.file(locale)), work.trees[locale].text
    words = read_back(file, before) | {unit: text.split() for unit, text in texts.items()}
    after = read_back(file, edited(work, locale, texts))
    if after == words:
        return {}
    refused = [unit for unit in texts if after.get(unit) != words[unit]] or list(texts)
    return dict.fromkeys(refused, "it could not be read again from the translation’s file; a line may be too long")


def _reason(work: Work, one: Message, known: dict[str, Unit], count: Counter[str]) -> str:
    """Why a message cannot be taken, by its form; "" where it may be."""
    unit = known.get(one.unit)
    if unit is None:
        return "the policy has no such part"
    if count[one.unit] > 1:
        return "it is there more than once"
    if one.slip:
        return one.slip
    if fingerprint(one.source) != fingerprint(unit.text(work.language)):
        return "the source has changed since the export"
    return _form(one) if one.target else ""


def _form(one: Message) -> str:
    """Why a text cannot stand where it is to stand."""
    kind = one.unit.partition(":")[0]
    forbidden = FORBIDDEN.search(one.target)
    if forbidden:
        return f"it holds a character that may not stand in a policy (U+{ord(forbidden[0][0]):04X})"
    if kind == "clause":
        raw, problems = blocks.split("", one.target)
        if problems or len(raw) != 1 or raw[0].kind != "prose":
            return "it would not be one text: no line may begin with @ or #"
    elif "\n" in one.target or one.target != one.target.strip():
        return "it has to be one line, without spaces round it"
    elif kind == "highlight" and "".join(one.target.split()) == "=prose":
        return "it has to be the line itself"
    elif kind in QUOTED and not quotable(one.target):
        return "it has every kind of quotation mark"
    slip = next(iter(prose.read(one.target).slips), None) if kind in {"clause", "highlight", "section"} else None
    return message(Diagnostic(slip.code, Place("", 0, 0), slip.args)).rstrip(".") if slip else ""


def _wrong(work: Work, locale: str, texts: dict[str, str]) -> dict[str, str]:
    """Unit → the first error that the checks of translations find in its new text."""
    if not texts:
        return {}
    document = copy.deepcopy(work.document)
    pointers: dict[str, str] = {}
    untranslated = []
    for unit in units(document):
        if unit.id in texts:
            text = texts[unit.id]
            kind = unit.id.partition(":")[0]
            unit.texts[locale] = [text] if kind == "clause" else {"label": text} if kind == "label" else text
            pointers[f"{unit.pointer}/{locale}"] = unit.id
        elif not unit.texts.get(locale):
            unit.texts[locale] = unit.texts[work.language]
            untranslated.append(unit.id)
    for entry_ in document["names"].values():
        entry_["labels"].setdefault(locale, entry_["labels"][work.language])
    document["untranslated"] = {locale: untranslated}
    found: dict[str, str] = {}
    for pointer, reason in _findings(document):
        identity = next((one for where, one in pointers.items() if pointer == where or pointer.startswith(f"{where}/")), "")
        if identity:
            found.setdefault(identity, reason)
    return found


def _findings(document: dict[str, object]) -> Iterator[tuple[str, str]]:
    policy = view(document)
    for check in TRANSLATION_CHECKS:
        for finding in check(policy):
            diagnostic = Diagnostic(finding.code, Place("", 0, 0), finding.args, finding.suggestion)
            if entry(finding.code).severity == "error":
                yield finding.pointer, message(diagnostic).rstrip(".")
