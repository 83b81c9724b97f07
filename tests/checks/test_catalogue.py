"""The catalogue of diagnostics: complete, consistent, and true to what the compiler does."""

from __future__ import annotations

import ast
import dataclasses
import re
import string
from pathlib import Path

import pytest

import plainly
import plainly_dsl
from cases import check_text, check_translated, codes
from plainly import driver
from plainly_dsl.diagnostics import Diagnostic, Place, catalogue
from plainly_dsl.diagnostics.catalogue import LONGEST, SEVERITIES, Entry, entries, fix, frame, message, translation_frame

CATALOGUE = entries()
#: Codes whose fault lies outside the text of one policy → the test that shows them.
ELSEWHERE = {
    "too-large": "syntax/test_bytes.py::test_large_file",
    "not-utf8": "syntax/test_bytes.py::test_other_encoding",
    "line-too-long": "syntax/test_bytes.py::test_long_line",
    "file-unreadable": "command/test_check.py::test_unreadable_files",
    "two-policies-one-id": "command/test_check.py::test_two_policies_with_one_id",
    "id-differs-from-file": "syntax/bad/other-id.policy",
    "include-missing": "syntax/test_includes.py::test_missing",
    "include-cycle": "syntax/test_includes.py::test_circle",
    "include-outside": "syntax/test_includes.py::test_outside",
    "include-not-policy": "syntax/test_includes.py::test_other_files",
    "included-text": "syntax/test_includes.py::test_text_in_an_included_file",
    "translation-without-header": "translations/test_headers.py::test_no_header",
    "translation-of-other": "translations/test_headers.py::test_other_policy",
    "translation-without-policy": "translations/test_headers.py::test_no_policy_beside_it",
    "translation-into-own-language": "translations/test_headers.py::test_own_language",
    "translation-twice": "translations/test_headers.py::test_two_files_for_one_language",
    "translation-locale-differs": "translations/test_headers.py::test_name_and_header_differ",
    "translation-file-missing": "translations/test_headers.py::test_promised_language",
    "shared-in-policy": "translations/test_shared.py::test_in_a_policy",
    "missing-label": "translations/test_shared.py::test_no_label_in_the_policys_language",
    "missing-standard-label": "translations/test_headers.py::test_no_word_for_a_standard_name",
    "translation-missing": "translations/test_completeness.py::test_missing",
    "translation-missing-shown": "translations/test_completeness.py::test_missing_is_shown_in_the_source_language",
    "translation-new": "translations/test_completeness.py::test_new",
    "translation-new-shown": "translations/test_completeness.py::test_new_is_shown_in_the_source_language",
    "translation-stale": "translations/test_completeness.py::test_stale",
    "translation-stale-shown": "translations/test_completeness.py::test_stale_is_shown_in_the_source_language",
    "translation-hidden": "translations/test_completeness.py::test_hidden",
    "lock-unreadable": "translations/test_lock.py::test_unusable",
    "exchange-unreadable": "translations/test_import.py::test_no_file_for_this_policy",
    "unit-refused": "translations/test_refusals.py::test_refused",
    "output-unwritable": "command/test_output.py::test_output_is_a_file",
    "output-is-source": "command/test_output.py::test_output_among_the_policies",
    "notice-refused": "notice/test_library.py::test_what_is_no_notice_is_refused",
    "not-json": "command/test_notices.py::test_no_json",
    "schema-violation": "command/test_notices.py::test_against_the_schema",
    "unknown-model-name": "command/test_notices.py::test_names_that_nobody_defines",
    "unknown-setting": "command/test_settings_files.py::test_mistakes",
    "settings-unreadable": "command/test_settings_files.py::test_mistakes",
}
#: What people find and a policy acknowledges; the compiler does not look for it yet.
JUDGEMENTS = {code for code, entry in CATALOGUE.items() if entry.found_by == "people"}
#: Files whose codes each rest on an article of law or a guideline.
OF_LAW = {"contradictions", "obligations", "honesty", "duties"}
TESTS = Path(__file__).parents[1]
WITH_EXAMPLES = sorted(set(CATALOGUE) - set(ELSEWHERE) - JUDGEMENTS)


def check_example(folder: Path, entry: Entry, text: str) -> driver.Checked:
    """An example of an entry in its frame; where the entry has a source, as the source's Dutch translation."""
    if entry.source:
        return check_translated(folder, frame(entry.source), nl=translation_frame(text))
    return check_text(folder, frame(text))


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_bad_example(tmp_path: Path, code: str) -> None:
    """The bad example gives its code, and no other error or warning."""
    found = codes(check_example(tmp_path, CATALOGUE[code], CATALOGUE[code].bad), notes=True)
    assert code in found
    assert set(found) <= {code, "missing-highlights"}


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_good_example(tmp_path: Path, code: str) -> None:
    """The good example gives neither errors nor warnings, nor its own note."""
    found = codes(check_example(tmp_path, CATALOGUE[code], CATALOGUE[code].good), notes=True)
    assert set(found) <= {"missing-highlights"} - {code}


@pytest.mark.parametrize("code", CATALOGUE)
def test_entry_is_complete(code: str) -> None:
    """Each entry has a title, a sentence, a fix and a reason; and both examples, or a test elsewhere."""
    entry = CATALOGUE[code]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert entry.severity in SEVERITIES
    assert entry.title
    assert not entry.title.endswith(".")
    assert entry.message.endswith(".")
    assert entry.why
    if code in JUDGEMENTS:
        return
    assert entry.fix.rstrip("”").endswith(".") or entry.fix.endswith("”.")
    assert bool(entry.bad) == bool(entry.good) == (code not in ELSEWHERE)
    assert entry.bad != entry.good or not entry.bad
    assert entry.bad or not entry.source


@pytest.mark.parametrize(("code", "where"), ELSEWHERE.items())
def test_codes_without_example_have_a_test(code: str, where: str) -> None:
    """Where an entry has no example, a test of that name shows the code."""
    path, _, name = where.partition("::")
    text = (TESTS / path).with_suffix(".diagnostics" if path.endswith(".policy") else ".py").read_text(encoding="utf-8")
    assert code in text
    assert not name or f"def {name}(" in text


def test_references() -> None:
    """Each code about what the law asks for names the article or guideline; what people find is said in one place only."""
    assert [code for code, entry in CATALOGUE.items() if entry.group in OF_LAW and not entry.reference] == []
    assert {"contradicts", "joint-reading"} <= JUDGEMENTS <= {code for code, entry in CATALOGUE.items() if entry.group == "judgements"}


def test_each_code_stands_once() -> None:
    """No code is in two files, and each file has a heading of its own."""
    found = [entry for listed in catalogue.groups().values() for entry in listed]
    assert sorted(entry.code for entry in found) == sorted(CATALOGUE)
    assert len(catalogue.groups()) == len({entry.group for entry in found})


def test_no_jargon() -> None:
    """Messages use plain words: none of the words that only makers of compilers know."""
    jargon = re.compile(
        r"\b(token|parse[rd]?|parsing|syntax|identifier|lexer|expected|EOF|invalid|illegal|literal|string)\b", re.IGNORECASE
    )
    for entry in CATALOGUE.values():
        words = re.sub(r"\{\w+\}", "", f"{entry.title} {entry.message} {entry.fix} {entry.suggest}")
        assert not jargon.search(words), entry.code


# Codes and their arguments, as the sources have them -----------------------------------------------


def sources() -> list[ast.Module]:
    """The compiler's and the language's modules."""
    roots = (Path(plainly.__file__).parent, Path(plainly_dsl.__file__).parent)
    return [ast.parse(path.read_text(encoding="utf-8")) for root in roots for path in sorted(root.rglob("*.py"))]


def literals() -> set[str]:
    """All text literals of the sources."""
    return {node.value for tree in sources() for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_entry_is_used() -> None:
    """Each code of the catalogue is given by some module (two are put together: unclosed-bracket, unclosed-brace)."""
    assert set(CATALOGUE) - literals() - JUDGEMENTS <= {"unclosed-bracket", "unclosed-brace"}


def test_every_code_is_in_the_catalogue() -> None:
    """Each code that a module gives to a diagnostic, finding or slip is in the catalogue."""
    makers = {"Diagnostic", "Finding", "Slip", "Mistake", "problem", "add"}
    given = set()
    for tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                first = node.args[0]
                if name in makers and isinstance(first, ast.Constant) and isinstance(first.value, str) and "-" in first.value:
                    given.add(first.value)
    assert len(given) > 60
    assert given <= set(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_sentences_can_be_filled(code: str) -> None:
    """The blanks of an entry's sentences are plain names, and what fills them may hold any sign."""
    entry = CATALOGUE[code]
    names = {name for text in (entry.message, entry.fix, entry.suggest) for _, name, *_ in string.Formatter().parse(text) if name}
    hostile = "{0} {name} %s \\ “x”"
    diagnostic = Diagnostic(code, Place("x", 0, 0), dict.fromkeys(names - {"suggestion"}, hostile), hostile)
    assert all(name.isidentifier() for name in names)
    assert (hostile in message(diagnostic)) == any(f"{{{name}}}" in entry.message.replace("{{", "") for name in names)
    assert fix(diagnostic) or code in JUDGEMENTS
    assert len(message(Diagnostic(code, Place("x", 0, 0), dict.fromkeys(names, "x" * 10_000)))) < 10 * LONGEST or "path" in names


def test_no_blank_stays_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the compiler really gives fills every blank of every message and fix."""
    monkeypatch.setattr(catalogue._Arguments, "__missing__", lambda _arguments, key: pytest.fail(f"nothing fills {key}"))
    (tmp_path / "alone").mkdir()
    checked = [
        check_example(tmp_path if entry.source else tmp_path / "alone", entry, text)
        for entry in CATALOGUE.values()
        for text in (entry.bad, entry.good)
        if text
    ]
    cases = sorted((TESTS / "syntax" / "bad").glob("*.policy"))
    checked += [check_text(tmp_path / "alone", path.read_text(encoding="utf-8")) for path in cases]
    seen = set()
    for one in checked:
        for diagnostic in one.diagnostics:
            seen.add(diagnostic.code)
            assert message(diagnostic)
            assert fix(diagnostic) or diagnostic.code in JUDGEMENTS
            assert fix(dataclasses.replace(diagnostic, suggestion=""))
    assert seen >= set(WITH_EXAMPLES)
