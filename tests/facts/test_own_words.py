"""What is published is in words of our own: no long run of words is that of a source policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from checklist import POLICIES, policy_file
from own_words import BREAK, RUN, SEEDS, excused, shared_runs, without_addresses, words
from said import compiled

pytestmark = [
    pytest.mark.needs_shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the source policies do not lie beside the project"),
]


def published(policy: str, folder: Path) -> list[Path]:
    """The texts that a build writes for a policy, in every language."""
    compiled(policy_file(policy), folder)
    return sorted((folder / policy).glob("*/*.md"))


@pytest.mark.parametrize("policy", sorted(folder.name for folder in POLICIES.iterdir() if policy_file(folder.name).is_file()))
def test_a_policy_shares_no_long_run_of_words(policy: str, tmp_path: Path) -> None:
    found = {
        f"{path.parent.name}/{path.name}": runs
        for path in published(policy, tmp_path)
        if (runs := shared_runs(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_copied_sentence_is_found_in_another_guise(seed: Path) -> None:
    found = words(without_addresses(seed.read_text(encoding="utf-8")))
    start = next(start for start in range(100, len(found)) if BREAK not in found[start : start + RUN])
    copied = found[start : start + RUN]
    assert shared_runs(f"Some words of our own. {' '.join(copied).upper()}? More of them.") == [" ".join(copied)]
    assert shared_runs(" ".join(copied[1:])) == []


@pytest.mark.parametrize("phrase", excused(), ids=" ".join)
def test_what_is_excused_stands_in_a_source_policy(phrase: list[str]) -> None:
    texts = [" ".join(words(seed.read_text(encoding="utf-8"))) for seed in SEEDS.glob("*.txt")]
    assert any(" ".join(phrase) in text for text in texts)
