"""`plainly i18n import`: what may not stand in a translation is refused, unit by unit, and nothing else with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meadow import DUTCH, UNITS, beside, change, lock, record, settled
from returning import CLAUSE, JOINING, opened, refused, sent

from cases import codes
from plainly import driver
from plainly.i18n.edit import edited
from plainly.i18n.message import Message, Parcel, parcel
from plainly.i18n.taking import take
from plainly.translations.units import units

FORMS = pytest.mark.parametrize("form", ["po", "xlf"])


# What is refused ------------------------------------------------------------------------------------

REFUSED = {
    "a value is lost": ("clause:no-sale", CLAUSE.replace(" {answer-time}", ""), "The source speaks of “answer-time” here"),
    "a value as a number": ("clause:no-sale", CLAUSE.replace("{answer-time}", "30 dagen"), "The source speaks of “answer-time” here"),
    "a section is lost": ("clause:no-sale", CLAUSE.replace("in {#collected} ", ""), "The source speaks of “#collected” here"),
    "a name is lost": ("clause:joining", JOINING.replace("[telefoonnummer]{phone-number}", "meer"), "The source speaks of “phone-number”"),
    "another name": ("clause:joining", JOINING.replace("{service-provision}", "{marketing}"), "The translation refers to “marketing”"),
    "a misspelt name": ("clause:joining", JOINING.replace("{service-provision}", "{service-provison}"), "“service-provison”"),
    "a name more": ("clause:no-sale", CLAUSE.replace("dagen,", "[dagen]{birth-date},"), "The translation refers to “birth-date”"),
    "another number": ("clause:no-sale", CLAUSE.replace("14", "15"), "“15” does not occur in the source"),
    "an item is lost": ("clause:no-sale", CLAUSE.replace("- uw e-mailadres;\n- uw naam", "- uw e-mailadres en naam"), "list of 1 item"),
    "no denial": ("highlight:no-sale:0", "Wij verkopen uw gegevens.", "denies or excludes"),
    "a weaker word": ("highlight:joining:0", "Als u lid wordt, vragen wij soms misschien enkele contactgegevens.", "weakens"),
    "a directive": ("clause:joining", f"{JOINING}\n@never sell name", "no line may begin with @ or #"),
    "a heading": ("clause:joining", f"{JOINING}\n\n# Meer {{#more}}", "no line may begin with @ or #"),
    "an indented directive": ("clause:joining", f"{JOINING}\n  @never sell name", "no line may begin with @ or #"),
    "an open bracket": ("clause:joining", JOINING.replace("[tel", "tel"), "]"),
    "markup": ("clause:joining", f"{JOINING} <b>Let op</b>", "<b>"),
    "two lines of the summary": ("highlight:no-sale:0", "Wij verkopen uw gegevens\nnooit.", "one line"),
    "the word for its prose": ("highlight:no-sale:0", "= prose", "the line itself"),
    "spaces round a title": ("title", " Privacyverklaring", "without spaces round it"),
    "two lines of a heading": ("section:sharing", "Delen\n\n@never sell name", "one line"),
    "every kind of quotation mark": ("label:meadow-ltd", '"Mea" “dow” «Ltd» „x“', "every kind of quotation mark"),
    "a hidden character": ("section:sharing", "De\u200blen", "U+200B"),
}  # fmt: skip


@FORMS
@pytest.mark.parametrize(("unit", "text", "reason"), REFUSED.values(), ids=REFUSED)
def test_refused(tmp_path: Path, form: str, unit: str, text: str, reason: str) -> None:
    """A text that may not stand in the translation is refused with its reason (unit-refused); another one is taken all the same."""
    path = settled(tmp_path, nl=DUTCH)
    before = beside(path, "nl").read_text(encoding="utf-8")
    lock(path).unlink()
    reasons = refused(path, sent(path, form, {unit: text, "subtitle": "Gewoon gezegd"}), taken=1)
    assert list(reasons) == [unit]
    assert reason in reasons[unit]
    assert beside(path, "nl").read_text(encoding="utf-8") == before.replace("In gewone woorden", "Gewoon gezegd")
    assert set(record(path)["made-from"]["nl"]) == set(UNITS) - {unit}


@FORMS
@pytest.mark.parametrize(
    ("edit", "unit", "reason"),
    [
        (lambda one: one._replace(unit="clause:other"), "clause:other", "the policy has no such part."),
        (lambda one: one._replace(unit=""), "?", "the policy has no such part."),
        (lambda one: one._replace(source="Other words."), "clause:joining", "the source has changed since the export."),
        (lambda one: one._replace(unit="clause:no-sale"), "clause:no-sale", "it is there more than once."),
    ],
)
def test_units_that_do_not_fit(tmp_path: Path, form: str, edit: Callable[[Message], Message], unit: str, reason: str) -> None:
    """An unknown unit, one that is there twice, and one that was made from another source are refused."""
    path = settled(tmp_path, nl=DUTCH)
    before = {file: file.read_bytes() for file in path.parent.iterdir()}

    def changed(whole: Parcel) -> Parcel:
        return whole._replace(messages=tuple(edit(one) if one.unit == "clause:joining" else one for one in whole.messages))

    assert refused(path, sent(path, form, {}, changed)) == {unit: reason}
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before


@FORMS
def test_source_changed_since_export(tmp_path: Path, form: str) -> None:
    """Between export and import the policy may go on: units whose source changed are refused and stay stale."""
    path = settled(tmp_path, nl=DUTCH)
    file = sent(path, form, {"section:sharing": "Weggeven", "title": "Privacybeleid"})
    change(path, "# Sharing {", "# Giving away {")
    assert refused(path, file, taken=1) == {"section:sharing": "the source has changed since the export."}
    assert codes(driver.check(path)) == ["translation-stale"]


def test_a_line_without_its_clause(tmp_path: Path) -> None:
    """A line of the summary is not taken before there is text of its clause."""
    path = settled(tmp_path, nl=DUTCH[: DUTCH.index("@clause joining")])
    texts = {"clause:joining": "Te weinig.", "highlight:joining:0": "Als u lid wordt, vragen wij enkele contactgegevens."}
    reasons = refused(path, sent(path, "po", texts), taken=0)
    assert set(reasons) == {"clause:joining", "highlight:joining:0"}
    assert reasons["highlight:joining:0"] == "its clause is not there."


ODD = [
    "a",
    "b ",
    "\n",
    "\n\n",
    '"',
    "“",
    "”",
    "„",
    "«",
    "[",
    "]",
    "{",
    "}",
    "#",
    "@",
    "\\",
    "*",
    "_",
    "|",
    "=",
    "- ",
    "1. ",
    "(a) ",
    "# ",
    "<b>",
]
ODD += [
    "{#x}",
    " {#sharing}",
    "@clause x",
    "  @note",
    "= prose",
    "{name}",
    "[a]{name}",
    "{answer-time}",
    "---",
    "```",
    "&amp;",
    "\u00a0",
    "\u200b",
]


@given(st.dictionaries(st.sampled_from(UNITS), st.lists(st.sampled_from(ODD), min_size=1, max_size=6).map("".join), min_size=1, max_size=4))
@pytest.mark.parametrize("text", [DUTCH, ""], ids=["into a file", "from nothing"])
def test_what_is_taken_reads_back(tmp_path_factory: pytest.TempPathFactory, text: str, texts: dict[str, str]) -> None:
    """Whatever a translator writes: what is taken stands in the file as it was sent, and nothing else is there or broken."""
    path = settled(tmp_path_factory.getbasetemp() / "odd", nl=DUTCH)
    (beside(path, "nl").write_text if text else lambda _: beside(path, "nl").unlink())(text)
    work = opened(path)
    known = {unit.id: unit.text("nl") for unit in units(work.document)}
    whole = parcel(work, "nl", whole=True)
    made = whole._replace(messages=tuple(one._replace(target=texts.get(one.unit, one.target), done=True) for one in whole.messages))
    taken = take(work, made)
    beside(path, "nl").write_text(edited(work, "nl", taken.texts), encoding="utf-8")
    after = {unit.id: unit.text("nl").split() for unit in units(opened(path).document)}
    assert after == {unit: taken.texts.get(unit, old).split() for unit, old in known.items()}
    errors = {d.code for d in driver.check(path).diagnostics if d.place.file.endswith("nl.policy")}
    assert errors <= {"translation-missing", "translation-new", "unbalanced-quotes", "repeated-words"}
