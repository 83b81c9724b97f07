"""What goes wrong between languages in practice: each kind of mistake made once more, and what the compiler says to it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cases import accept_all, codes
from plainly import driver
from plainly_dsl.diagnostics.catalogue import HEADER, frame, translation_frame

CLASSES = tomllib.loads((Path(__file__).parent / "divergences.toml").read_text(encoding="utf-8"))
#: Places counted by hand in the one source policy with five languages.
COUNTED = 127


def checked(folder: Path, source: str, translation: str) -> driver.Checked:
    """The source and its translation, accepted as it is, through all checks."""
    body = source.removeprefix('@party meadow "Meadow Ltd"\n')
    path = folder / "example.policy"
    path.write_text(f"{HEADER}{body}\n" if body != source else frame(source), encoding="utf-8")
    path.with_name("example.nl.policy").write_text(translation_frame(translation), encoding="utf-8")
    accept_all(path)
    return driver.check(path)


@pytest.mark.parametrize("name", CLASSES)
def test_mistake(tmp_path: Path, name: str) -> None:
    """A mistake of a kind that can be seen gives its code; one that cannot is really not seen, and it is said what catches it."""
    entry = CLASSES[name]
    found = set(codes(checked(tmp_path, entry["source"], entry["mistake"])))
    if "code" in entry:
        assert entry["code"] in found
        assert "instead" not in entry
    else:
        assert found <= {"missing-highlights"}
        assert entry["instead"]


def test_every_divergence_has_a_class() -> None:
    """Each of the places counted by hand belongs to a kind; there are at least twenty kinds, most of which the compiler sees."""
    rows = {row for entry in CLASSES.values() for row in entry["rows"]}
    assert rows == set(range(1, COUNTED + 1))
    seen = [name for name, entry in CLASSES.items() if "code" in entry]
    assert len(CLASSES) >= 20
    assert len(seen) >= 20
