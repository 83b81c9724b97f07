"""What the commands do, as functions from arguments to an `Outcome`; the command line only prints and exits."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plainly import driver, report
from plainly.cached import Outcome
from plainly.translations.lock import NAME as LOCK
from plainly_dsl.choices import Choices
from plainly_dsl.diagnostics import Diagnostic, Place
from plainly_dsl.diagnostics.catalogue import severity
from plainly_dsl.source import Source

_NO_CHOICES = Choices()
LEVELS = ("error", "warning", "note")


def check_report(
    paths: list[Path], strays: list[Path], form: str, *, strict: bool, colour: bool, choices: Choices = _NO_CHOICES
) -> tuple[Outcome, list[Path]]:
    """Checks policies one after the other, keeping none; also the files the result depends on.

    `choices` are the severities that the command line chose.
    """
    findings = _homeless(strays)
    read: set[Path] = set()
    first: dict[str, Path] = {}
    facts = 0
    for path in paths:
        checked = driver.check(path, choices)
        findings += report.describe(checked.told, checked.texts)
        findings += report.describe(driver.same_id(checked, first), {})
        facts += _facts(checked)
        # the files, those that are missing, the record of translations, and the folder, where a translation may appear
        read.update(map(Path, checked.sources), checked.looked, (path, path.parent, path.with_name(LOCK)))
    findings = list(dict.fromkeys(findings))  # policies share settings and included files
    counts = Counter(finding.level for finding in findings)
    summary = f"Checked {_count(len(paths), 'policy', 'policies')} with {_count(facts, 'fact', 'facts')}: {_tally(counts)}."
    return Outcome(report.render_findings(findings, form, colour=colour), summary, _code(counts, strict=strict)), sorted(read)


def _homeless(strays: list[Path]) -> list[report.Finding]:
    """`translation-without-policy` for translations that no policy reads."""
    args = [(str(path), path.stem.partition(".")[0]) for path in strays]
    return report.describe([Diagnostic("translation-without-policy", Place(path, 0, 0), {"name": name}) for path, name in args], {})


def _facts(checked: driver.Checked) -> int:
    policy = checked.policy
    return sum(len(s.facts) for clause in policy.clauses for s in clause.statements) if policy else 0


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _tally(counts: Counter[str]) -> str:
    found = [_count(counts[level], level, f"{level}s") for level in LEVELS if counts[level]]
    known = [f"{counts['acknowledged']:,} acknowledged"] if counts["acknowledged"] else []
    return ", ".join((found or ["no problems"]) + known)


def _code(counts: Counter[str], *, strict: bool = False) -> int:
    return 1 if counts["error"] or (strict and counts["warning"]) else 0


def build_report(
    paths: list[Path],
    strays: list[Path],
    out: Path,
    base: str,
    workers: int,
    form: str,
    *,
    colour: bool,
    progress: Callable[[int], Any],
    reuse: bool = True,
    choices: Choices = _NO_CHOICES,
) -> tuple[Outcome, list[Path], dict[Path, str]]:
    """Builds policies; a folder that cannot be written is reported like any other problem.

    Also the files the result depends on, and those that were written, with their digests (none where the build failed).
    """
    from plainly.build import build
    from plainly.outputs import DEFAULT_BASE
    from plainly.write import OutputError

    clash = _source_clash(paths, out)
    if clash:
        return _single(clash, form, colour=colour), [], {}
    bar = progress(len(paths))
    try:
        result = build(paths, out, base or DEFAULT_BASE, workers, bar, reuse=reuse, choices=choices)
    except OutputError as error:
        args = {"path": str(out), "reason": str(error)}
        return _single(Diagnostic("output-unwritable", Place(str(out), 0, 0), args), form, colour=colour), [], {}
    finally:
        bar.close()
    findings = list(dict.fromkeys(_homeless(strays) + result.findings))
    counts = Counter(finding.level for finding in findings)
    done = f"Published {_count(len(result.published), 'policy', 'policies')} in {out}"
    left = len(paths) - len(result.published)
    summary = f"{done}: {_tally(counts)}." + (f" {_count(left, 'policy', 'policies')} not published." if left else "")
    if len(result.published) == 1 and not left:
        summary += f"\nOpen {next(iter(sorted((out / result.published[0]).glob('*/index.html'))))}"
    outcome = Outcome(report.render_findings(findings, form, colour=colour), summary, _code(counts))
    return outcome, result.read, result.written


def _source_clash(paths: list[Path], out: Path) -> Diagnostic | None:
    """Output may not be written among the policies' own files."""
    target = out.resolve()
    if os.path.exists(out) and not os.path.isdir(out):
        return Diagnostic("output-unwritable", Place(str(out), 0, 0), {"path": str(out), "reason": "it is a file"})
    for path in paths:
        if path.suffix == ".policy" and (
            target == path.resolve().parent or (target == path.resolve().parent.parent and path.stem == path.parent.name)
        ):
            return Diagnostic("output-is-source", Place(str(out), 0, 0), {"path": str(out)})
    return None


def _single(diagnostic: Diagnostic, form: str, *, colour: bool) -> Outcome:
    return Outcome(
        report.render([diagnostic], {}, form, colour=colour), "Nothing was published; what was published before is unchanged.", 1
    )


def format_files(paths: list[Path], *, named: tuple[Path, ...], only_check: bool) -> Outcome:
    """Formats files in place, each replaced in one step; of those that were not `named` also the translations."""
    from plainly.load import read_bytes, translations
    from plainly_dsl.format import format_tree
    from plainly_dsl.parse import parse
    from plainly_dsl.source import decode

    changed: list[str] = []
    problems: list[Diagnostic] = []
    sources: dict[str, Source] = {}
    beside = [translation for path in paths if path not in named for translation in translations(path)]
    for path in (*paths, *beside):
        if path.suffix != ".policy":
            continue
        data, unreadable = read_bytes(path)
        problems += unreadable
        if data is None:
            continue
        source, slips = decode(str(path), data)
        if slips:  # an undecodable file would lose what was replaced
            problems += slips
            sources[source.name] = source
            continue
        tree, mistakes = parse(source)
        text = format_tree(tree, mistakes).encode("utf-8")
        if text != data:
            changed.append(str(path))
            if not only_check:
                problems += _replace(path, text)
    verb = "would change" if only_check else "changed"
    output = "".join(f"{name}\n" for name in changed) + report.render(problems, sources, "text")
    summary = f"{_count(len(changed), 'file', 'files')} {verb}, {len(paths) + len(beside) - len(changed)} already in canonical form."
    return Outcome(output, summary, 1 if problems or (only_check and changed) else 0)


def _replace(path: Path, data: bytes) -> list[Diagnostic]:
    from plainly.write import replace_file

    try:
        replace_file(path, data)
    except OSError as error:
        return [report.unwritable(path, error)]
    return []


def read_policy(path: Path, *, colour: bool) -> Outcome:
    """Each clause's words with its statements as sentences below."""
    from plainly.compose.sentences import sentence
    from plainly.compose.text import TextComposer
    from plainly.compose.wording import Wording
    from plainly.page import plain
    from plainly.plaintext import block_text

    checked = driver.check(path)
    policy = checked.policy
    if policy is None:
        return Outcome(report.render(checked.diagnostics, checked.texts, "text", colour=colour), "", 1)
    wording = Wording.of(policy, policy.language)
    composer = TextComposer(wording)
    titles = {section.id: f"{wording.numbers[section.id]} {section.title[policy.language]}" for section in policy.sections}
    lines: list[str] = []
    for clause in policy.clauses:
        lines += [f"{titles[clause.section]}  [{clause.id}]", ""]
        for block in (block for run in clause.text.get(policy.language, ()) for block in composer.blocks(run)):
            lines += [*(f"    {line}" for line in block_text(block)), ""]
        rows = [row for statement in clause.statements for row in wording.folded(statement)]
        lines += [f"  → {plain(sentence(wording, clause, row))}" for row in rows]
        lines += [f"  · {', '.join(clause.plain)}"] if clause.plain else []
        lines.append("")
    errors = [d for d in checked.diagnostics if severity(d) == "error"]
    summary = f"{_count(len(errors), 'error', 'errors')}: run plainly check.\n" if errors else ""
    return Outcome("\n".join(lines) + "\n", summary, 1 if errors else 0)
