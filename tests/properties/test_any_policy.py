"""Whatever a policy states, and whatever is wrong with it: all checks come to an end, and what they find can be shown."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policies import NAMES, noise, policy, statement
from test_schema_model import VALUES, parts

from cases import check_text
from plainly import driver, report
from plainly.regimes.regime import all_regimes, laws
from plainly_dsl.diagnostics.catalogue import entries, fix, message

MEADOW = Path(__file__).parents[1] / "golden" / "meadow" / "meadow.policy"
DUTIES = sorted(duty.id for regime in all_regimes() for duty in regime.duties)
SETTABLE = sorted(code for code, entry in entries().items() if entry.settable)
#: Words that the lines of a summary are judged by.
WORDS = (
    "We", "you", "never", "only", "always", "all", "nobody", "may", "can", "cannot", "sell", "share", "collect", "keep", "use", "your data",
    "unless", "except", "such as", "and", "or", "if", ";", ",", ".", "—", "{name}", "{meadow.email}", "[others]{advertisers}", "[may]{-}", "opt out",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the policies."""
    return tmp_path_factory.mktemp("any")


@st.composite
def governed(draw: st.DrawFn) -> str:
    """A policy that declares laws, waives duties, acknowledges findings, sets severities, and has a summary to be held against it."""
    text = draw(policy())
    lines = [f"  regime  {', '.join(draw(st.lists(st.sampled_from(laws()), min_size=1, max_size=3, unique=True)))}"]
    for key in draw(st.lists(st.sampled_from(["deny", "warn", "note", "allow"]), max_size=2, unique=True)):
        lines.append(f"  {key}  {draw(st.sampled_from(SETTABLE))}")
    text = text.replace("  controller  meadow\n", "  controller  meadow\n" + "\n".join(lines) + "\n", 1)
    text, _, groups = text.partition("\n@highlights")
    for number in range(draw(st.integers(0, 3))):
        scope = draw(st.sampled_from(["", " for members", f" for {draw(st.sampled_from(NAMES['subject']))}", " in california"]))
        text += f"\n@clause more-{number}{scope}\n\n{' '.join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=15)))}\n\n"
        text += "".join(f"{one}\n" for one in draw(st.lists(statement(), min_size=1, max_size=6)))
        text += f"@highlight {' '.join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=15)))}\n"
        text += draw(st.sampled_from(["", f"@acknowledge {draw(st.sampled_from(SETTABLE))} because it is so.\n"]))
        text += draw(st.sampled_from(["", f"\n@waive {draw(st.sampled_from(DUTIES))} because it is so.\n"]))
    joined = draw(st.sampled_from(["c0", "c0 + more-0", "more-0, more-1 + more-2"]))
    return text + (f'\n@highlights\n  one  "One"  {joined}  more #first\n' if groups else "")


damaged = st.tuples(governed(), noise, st.floats(0, 1), st.integers(0, 30)).map(
    lambda found: found[0][: (at := int(len(found[0]) * found[2]))] + found[1] + found[0][at + found[3] :]
)


def shown(checked: driver.Checked) -> None:
    """Holds what was found to what a report needs: a known code, words, a place in a text that is there."""
    lengths = {name: len(source.text) for name, source in checked.texts.items()}
    for found in checked.told:
        assert found.code in entries()
        assert message(found)
        assert fix(found) is not None
        for place in (found.place, *(other.place for other in found.related)):
            assert 0 <= place.start <= place.end <= lengths[place.file] + 1
    for form in report.FORMATS:
        assert isinstance(report.render(checked.told, checked.texts, form), str)


@given(text=governed())
def test_any_policy(folder: Path, text: str) -> None:
    """A policy without mistakes of form, whatever it states: every finding can be shown, and a second check finds the same."""
    checked = check_text(folder, text)
    shown(checked)
    assert driver.check(checked.path).told == checked.told


@given(text=damaged)
def test_any_damaged_policy(folder: Path, text: str) -> None:
    """One with mistakes, which has names, clauses or laws that nobody knows, is checked as far as it can be."""
    shown(check_text(folder, text.encode("utf-8", "surrogatepass")))


@cache
def _meadow() -> tuple[str, tuple[tuple[Any, ...], ...]]:
    """The small policy's document as JSON, and the paths to its parts."""
    document = driver.check(MEADOW).document
    return json.dumps(document), tuple(path for path in parts(document) if path)


@st.composite
def documents(draw: st.DrawFn) -> Any:
    """The document of the small policy after a few changes: parts replaced by other values or by other parts, or left out."""
    text, paths = _meadow()
    whole = json.loads(text)
    for _ in range(draw(st.integers(1, 4))):
        *way, last = draw(st.sampled_from(paths))
        other = draw(st.sampled_from(paths))
        node, value = whole, draw(st.sampled_from(VALUES))
        try:
            for key in way:
                node = node[key]
            if draw(st.booleans()):
                value = whole
                for key in other:
                    value = value[key]
            if draw(st.integers(0, 3)):
                node[last] = copy.deepcopy(value)
            else:
                del node[last]
        except (KeyError, IndexError, TypeError):  # an earlier change took this part away
            continue
    return whole


@given(document=documents())
def test_any_document(folder: Path, document: Any) -> None:
    """A document from another program, whatever it holds, is refused or checked; nothing in it makes a check fail."""
    path = folder / "notice.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    shown(driver.check(path))
