"""The real policy in five languages: no single slip in one of them stays unseen, and translators' files change no byte."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from meadow import beside, change, run

from plainly import driver
from plainly.i18n.work import Work, work_on
from plainly_dsl.diagnostics.catalogue import fix, severity

POLICIES = Path(__file__).parents[2] / "policies"
ID = "salesforce-org-2019"
LOCALES = ("de", "es", "fr", "nl")
#: A sentence that names a data category the clause `any-questions` does not speak of.
ADDED = {
    "de": "Wir erheben auch Ihre Sozialversicherungsnummer.",
    "es": "También recogemos su número de la seguridad social.",
    "fr": "Nous recueillons aussi votre numéro de sécurité sociale.",
    "nl": "Wij verzamelen ook uw burgerservicenummer.",
}


def copied(folder: Path, *locales: str) -> Path:
    """The policy with some of its translations, in a folder of its own."""
    target = folder / "policies" / ID
    target.mkdir(parents=True)
    for file in (*POLICIES.glob("*.policy"), POLICIES / ID / f"{ID}.policy", POLICIES / ID / "translations.lock"):
        shutil.copy(file, target if file.parent.name == ID else target.parent)
    path = target / f"{ID}.policy"
    for locale in locales:
        shutil.copy(beside(POLICIES / ID / f"{ID}.policy", locale), target)
    return path


def errors(path: Path, locale: str) -> dict[str, str]:
    """Codes of errors in a translation, each with the words it points at. Each says what to do."""
    checked = driver.check(path)
    found = {}
    for diagnostic in checked.diagnostics:
        place = diagnostic.place
        if severity(diagnostic) == "error":
            assert place.file == str(beside(path, locale))
            assert fix(diagnostic)
            found[diagnostic.code] = checked.sources[place.file].text[place.start : place.end]
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_a_changed_number(tmp_path: Path, locale: str) -> None:
    """A number that one translation changes is an error at the number."""
    path = copied(tmp_path, locale)
    file = beside(path, locale)
    text = file.read_text(encoding="utf-8")
    at = text.index("@clause no-services-for-children") if "@clause no-services-for-children" in text else text.index("@clause safeguards")
    number = re.search(r"(?<!\w)(18|100)(?!\w)", text[at:])
    assert number
    start = at + number.start()
    file.write_text(f"{text[:start]}17{text[at + number.end() :]}", encoding="utf-8")
    assert errors(path, locale)["literal-not-in-source"] == "17"


@pytest.mark.parametrize("locale", LOCALES)
def test_an_added_category(tmp_path: Path, locale: str) -> None:
    """A data category that one translation adds is an error at its words."""
    path = copied(tmp_path, locale)
    file = beside(path, locale)
    head, opening, rest = file.read_text(encoding="utf-8").partition("@clause any-questions\n\n")
    file.write_text(f"{head}{opening}{ADDED[locale]} {rest}", encoding="utf-8")
    assert errors(path, locale)["unmarked-name"] in ADDED[locale]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_dropped_item(tmp_path: Path, locale: str) -> None:
    """An item of a list that one translation drops is an error in its clause."""
    path = copied(tmp_path, locale)
    file = beside(path, locale)
    text = file.read_text(encoding="utf-8")
    items = re.search(r"^- .*?(?=^- )", text, re.MULTILINE | re.DOTALL)
    assert items
    file.write_text(text[: items.start()] + text[items.end() :], encoding="utf-8")
    assert "shape-differs" in errors(path, locale)


def test_a_changed_source_is_stale_everywhere(tmp_path: Path) -> None:
    """One clause changed in the English source makes exactly that clause stale in each of the four translations."""
    path = copied(tmp_path, *LOCALES)
    change(path, "This section sums up a few important points.", "This section sums up some important points.")
    work = work_on(path)
    assert isinstance(work, Work)
    open_units = {
        (state.locale, state.unit.id, state.state) for locale in LOCALES for state in work.states(locale) if state.state != "done"
    }
    assert open_units == {(locale, "clause:read-in-full", "stale") for locale in LOCALES}
    code, out, _ = run("i18n", "status", path)
    assert code == 1
    assert out.count("⟦a few⟧") == out.count("⟦some⟧") == len(LOCALES)


@pytest.mark.parametrize(("form", "ending"), [("--po", "po"), ("--xliff", "xlf")])
def test_translators_files_change_no_byte(tmp_path: Path, form: str, ending: str) -> None:
    """Every unit of every language goes out and comes back, and no byte of the policy, its translations or their record changes."""
    path = copied(tmp_path, *LOCALES)
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert run("i18n", "export", path, form, "--all", "--out", tmp_path / "out")[0] == 0
    for locale in LOCALES:
        code, out, err = run("i18n", "import", tmp_path / "out" / f"{ID}.{locale}.{ending}", path)
        assert (code, out) == (0, "")
        assert err.startswith("0 units changed")
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_all_policies_are_clean() -> None:
    """Every policy of the project is without errors and warnings, and complete in each of its languages."""
    code, out, err = run("check", "--strict", POLICIES)
    assert code == 0, out
    assert "Checked 5 policies" in err
    assert run("i18n", "status", POLICIES)[0] == 0
