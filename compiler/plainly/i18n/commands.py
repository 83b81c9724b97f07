"""What the commands for translations do, as functions from arguments to an `Outcome`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from plainly import report
from plainly.cached import Outcome
from plainly.i18n.work import Work, recorded, work_on
from plainly.report import Finding, describe
from plainly_dsl.diagnostics import Diagnostic, Place

if TYPE_CHECKING:
    from plainly.i18n.message import Parcel
    from plainly.i18n.taking import Taken

#: A translator's file is bounded as a notice is.
MOST_BYTES = 20_000_000


def opened(paths: list[Path], wanted: tuple[str, ...] = ()) -> tuple[list[Work], list[Finding]]:
    """The policies that can be worked on, with the locales that are wanted, and what keeps others from it."""
    works: list[Work] = []
    findings: list[Finding] = []
    for path in paths:
        if path.suffix != ".policy":
            continue
        work = work_on(path, wanted)
        if isinstance(work, Work):
            works.append(work)
            findings += describe(work.problems, work.sources)
        else:
            findings += describe(work, {})
    return works, findings


def status_report(paths: list[Path], form: str, *, colour: bool) -> Outcome:
    """States of all units; exit code 1 when any is open."""
    from plainly.i18n.status import status_json, status_text

    works, findings = opened(paths)
    findings += [finding for work in works for finding in describe(work.gaps, work.sources)]
    text, complete = (status_json if form == "json" else status_text)(works)
    complete = complete and not findings
    told = "All translations are complete." if complete else "Some translations are not complete."
    output = text if form == "json" else text + report.render_findings(findings, "text", colour=colour)
    return Outcome(output, told, 0 if complete else 1)


def accept_report(
    paths: list[Path], locales: tuple[str, ...], units: tuple[str, ...], minor: tuple[str, str] | None, *, colour: bool
) -> Outcome:
    """Accepts units and says which."""
    from plainly.i18n.accept import Minor, accept

    works, findings = opened(paths)
    if findings:  # a record that cannot be read is not written over
        return Outcome(report.render_findings(findings, "text", colour=colour), "Nothing was accepted.", 1)
    unknown = _unknown(works, locales, units)
    if unknown:
        return Outcome("", f"Nothing was accepted: {unknown}.", 2)
    lines: list[str] = []
    for work in works:
        try:
            done = accept(work, locales, units, Minor(*minor) if minor else None)
        except OSError as error:
            return _unwritable(work.path.parent, error, colour=colour)
        lines += [f"{work.document['id']} {unit}\n" for unit in done]
    return Outcome("".join(lines), f"{len(lines)} accepted.", 0)


def _unknown(works: list[Work], locales: tuple[str, ...], units: tuple[str, ...]) -> str:
    """What is wrong with the languages and units that are named, "" where they are there."""
    known = {state.unit.id for work in works for state in work.states(work.language)}
    locale = next((one for one in locales if not any(one in work.trees for work in works)), "")
    unit = next((one for one in units if one not in known), "")
    return f"there is no translation into “{locale}”" if locale else f"there is no unit “{unit}”" if unit else ""


def export_report(paths: list[Path], locales: tuple[str, ...], form: str, out: Path, *, whole: bool, colour: bool) -> Outcome:
    """Writes `<policy>.<locale>.po` or `.xlf` for each language that has something to translate."""
    from plainly.i18n.message import parcel
    from plainly.write import replace_file
    from plainly_dsl.standard import languages
    from plainly_dsl.translate import unknown_language

    works, findings = opened(paths, tuple(locale for locale in locales if locale in languages()))
    unknown = next((locale for locale in locales if locale not in languages()), "")
    if unknown:
        findings += describe([unknown_language(unknown, Place("--locale", 0, 0))], {})
    if findings:
        return Outcome(report.render_findings(findings, "text", colour=colour), "Nothing was exported.", 1)
    write, ending = _writer(form)
    lines: list[str] = []
    for work in works:
        for locale in locales or sorted(work.trees):
            made = parcel(work, locale, whole=whole)
            if not made.messages or locale == work.language:
                continue
            file = out / f"{made.policy}.{locale}.{ending}"
            try:
                out.mkdir(parents=True, exist_ok=True)
                replace_file(file, write(made).encode("utf-8"))
            except OSError as error:
                return _unwritable(file, error, colour=colour)
            lines.append(f"{file}: {len(made.messages)} units\n")
    return Outcome("".join(lines), f"{len(lines)} files written." if lines else "Nothing to translate: all is done.", 0)


def _writer(form: str) -> tuple[Callable[[Parcel], str], str]:
    from plainly.i18n import po, xliff

    return (po.write, "po") if form == "po" else (xliff.write, "xlf")


def import_report(file: Path, paths: list[Path], *, colour: bool) -> Outcome:
    """Takes the good units of a translator's file and says of each of the others why it is refused."""
    from plainly.i18n import po, xliff
    from plainly.i18n.message import Unreadable
    from plainly.i18n.taking import take
    from plainly.load import read_bytes
    from plainly_dsl.standard import languages

    data, unreadable = read_bytes(file, MOST_BYTES)
    if data is None:
        return Outcome(report.render(unreadable, {}, "text", colour=colour), "Nothing was taken.", 1)
    try:
        parcel = (po if file.suffix == ".po" else xliff).read(_decoded(data))
        works, findings = opened(paths, (parcel.locale,) if parcel.locale in languages() else ())
        if findings:
            return Outcome(report.render_findings(findings, "text", colour=colour), "Nothing was taken.", 1)
        work = _addressee(works, parcel)
        taken = take(work, parcel)
    except Unreadable as reason:
        args = {"path": str(file), "reason": str(reason)}
        finding = Diagnostic("exchange-unreadable", Place(str(file), 0, 0), args)
        return Outcome(report.render([finding], {}, "text", colour=colour), "Nothing was taken.", 1)
    try:
        _store(work, parcel.locale, taken)
    except OSError as error:
        return _unwritable(work.file(parcel.locale), error, colour=colour)
    refused = [
        Diagnostic("unit-refused", Place(str(file), 0, 0), {"unit": unit, "reason": reason})
        for unit, reason in sorted(taken.refused.items())
    ]
    summary = f"{len(taken.texts)} units changed, {len(taken.confirmed)} done, {len(refused)} refused."
    return Outcome(report.render(refused, {}, "text", colour=colour), summary, 1 if refused else 0)


def _decoded(data: bytes) -> str:
    """The text of a translator's file. Raises `Unreadable`."""
    from plainly.i18n.message import Unreadable

    if len(data) > MOST_BYTES:
        raise Unreadable(f"it is larger than {MOST_BYTES // 10**6} MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("it is not saved as UTF-8") from error


def _addressee(works: list[Work], parcel: Parcel) -> Work:
    """The policy a translator's file is for. Raises `Unreadable` when there is none, or its language is none."""
    from plainly.i18n.message import Unreadable
    from plainly_dsl.standard import languages

    work = next((work for work in works if work.document["id"] == parcel.policy), None)
    if work is None:
        raise Unreadable(f"it is for the policy “{parcel.policy}”, which is not there")
    if parcel.locale not in languages() or parcel.locale == work.language:
        raise Unreadable(f"“{parcel.locale}” is no language this policy can be translated into")
    return work


def _store(work: Work, locale: str, taken: Taken) -> None:
    """Writes the translation's file, then the record of what it was made from; each only where it changes."""
    from plainly.i18n.edit import edited
    from plainly.translations.units import units
    from plainly.write import replace_file

    if taken.texts:
        replace_file(work.file(locale), edited(work, locale, taken.texts).encode("utf-8"))
    sources = {unit.id: unit.text(work.language) for unit in units(work.document)}
    with recorded(work) as lock:
        for unit in taken.confirmed:
            lock.accept(locale, unit, sources[unit])


def _unwritable(path: Path, error: OSError, *, colour: bool) -> Outcome:
    return Outcome(report.render([report.unwritable(path, error)], {}, "text", colour=colour), "Nothing more was written.", 1)
