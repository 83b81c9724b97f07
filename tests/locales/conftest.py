"""Policies built with locales that do not come with the compiler."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pseudo
import pytest
from locale_data import ROOT, build, plainly_command

HERE = Path(__file__).parent
MEADOW = ROOT / "tests" / "golden" / "meadow" / "meadow.policy"


@pytest.fixture(scope="session")
def pseudo_locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the pseudo-locale's folder and nothing else."""
    root = tmp_path_factory.mktemp("locales")
    pseudo.write_locale(root)
    return root


@pytest.fixture(scope="session")
def pseudo_meadow(tmp_path_factory: pytest.TempPathFactory, pseudo_locales: Path) -> Path:
    """The small policy with its pseudo-translation, accepted."""
    policy = tmp_path_factory.mktemp("policies") / "meadow" / "meadow.policy"
    policy.parent.mkdir()
    shutil.copy(MEADOW, policy)
    pseudo.write_translation(policy)
    done = plainly_command("i18n", "accept", policy, locales=pseudo_locales)
    assert done.returncode == 0, done.stdout + done.stderr
    return policy


@pytest.fixture(scope="session")
def pseudo_pages(tmp_path_factory: pytest.TempPathFactory, pseudo_meadow: Path, pseudo_locales: Path) -> Path:
    """What the small policy is published as in the pseudo-locale, beside English."""
    return build(pseudo_meadow, tmp_path_factory.mktemp("pseudo-output"), pseudo_locales)


@pytest.fixture(scope="session")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a policy is published as in English and Arabic."""
    return build(HERE / "orchard" / "orchard.policy", tmp_path_factory.mktemp("orchard-output"), HERE)


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory, pseudo_locales: Path) -> Path:
    """The same policy in three languages, two of them from folders of their own."""
    policy = tmp_path_factory.mktemp("policies") / "orchard" / "orchard.policy"
    policy.parent.mkdir()
    shutil.copy(HERE / "orchard" / policy.name, policy)
    pseudo.write_translation(policy)
    for name in ("orchard.ar.policy", "translations.lock"):
        shutil.copy(HERE / "orchard" / name, policy.with_name(name))
    both = os.pathsep.join(map(str, (HERE, pseudo_locales)))
    done = plainly_command("i18n", "accept", policy, "--locale", pseudo.LOCALE, locales=both)
    assert done.returncode == 0, done.stdout + done.stderr
    return build(policy, tmp_path_factory.mktemp("three-output"), both)
