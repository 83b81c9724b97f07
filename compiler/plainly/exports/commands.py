"""What `plainly export` does, as a function from arguments to an `Outcome`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from plainly import driver, report
from plainly.cached import Outcome
from plainly.compose.wording import Wording
from plainly.exports import exporter
from plainly.locales import published
from plainly.outputs import DEFAULT_BASE
from plainly.write import OutputError, commit, stage, staging
from plainly_dsl.diagnostics import Diagnostic, Place


class UnknownLocaleError(Exception):
    """The policy is not published in the locale asked for; the text is the sentence to print."""


def export_report(form: str, path: Path, locale: str | None, out: Path | None, base: str, *, colour: bool) -> Outcome:
    """Exports a policy: the document on standard output, or both files in a folder. Raises `UnknownLocaleError`."""
    checked = driver.check(path)
    policy = checked.policy
    if policy is None or not checked.publishable:
        text = report.render(checked.diagnostics, checked.texts, "text", colour=colour)
        return Outcome(text, "Nothing was exported, because the policy has errors.", 1)
    known, locale = published(policy), locale or policy.language
    if locale not in known:
        raise UnknownLocaleError(f"“{policy.id}” is not published in “{locale}”. It is in {', '.join(known)}.")
    document, account = exporter(form)(policy, Wording.of(policy, locale), base or DEFAULT_BASE)
    if out is None:
        return Outcome(_json(document), account.summary(), 0)
    header = {"format": form, "policy": policy.id, "locale": locale}
    files = {f"{policy.id}.{form}.json": _json(document), f"{policy.id}.{form}.left-out.json": _json(account.report(**header))}
    try:
        _write(out, files)
    except OutputError as error:
        problem = Diagnostic("output-unwritable", Place(str(out), 0, 0), {"path": str(out), "reason": str(error)})
        return Outcome(report.render([problem], {}, "text", colour=colour), "Nothing was exported.", 1)
    return Outcome("".join(f"{out / name}\n" for name in files), account.summary(), 0)


def _write(out: Path, files: dict[str, str]) -> None:
    """Writes all files or none; raises `OutputError`."""
    with staging(out) as folder:
        for name, text in files.items():
            stage(folder, name, text)
        commit(out, {name: folder / name for name in files}, [])


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
