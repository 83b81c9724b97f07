"""Help, version and schema: quick to start, and true."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from commands import plainly, process
from jsonschema import Draft202012Validator

from plainly import __version__
from plainly import schema as generator
from plainly.cli import main
from plainly.i18n.cli import i18n
from plainly.validate import SCHEMA

HEAVY = (
    "lark",
    "pydantic",
    "jsonschema",
    "jsonschema_rs",
    "jinja2",
    "markdown_it",
    "babel",
    "plainly_dsl",
    "plainly.model",
    "plainly.driver",
)


def imported(*arguments: str) -> set[str]:
    """Modules that a command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "plainly.cli", *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("check", "--help"), ("build", "--help"), ("new", "--help")])
def test_help_imports_next_to_nothing(arguments: tuple[str, ...]) -> None:
    """Asking for help loads click and nothing that a compiler needs."""
    modules = imported(*arguments)
    assert "click" in modules
    assert {module for module in modules if module.startswith(HEAVY)} == set()


@pytest.mark.parametrize("subject", ["unknown-name", "email-address", "share", "no-such-word"])
def test_a_word_is_explained_without_the_compiler(subject: str) -> None:
    """What the language itself knows is told without loading what reads policies."""
    modules = imported("explain", subject)
    assert "plainly.explain" in modules
    assert modules & {"lark", "markdown_it", "babel", "plainly.driver", "plainly_dsl.parse"} == set()


@pytest.mark.parametrize("command", ["", *main.commands, *(f"i18n {name}" for name in i18n.commands)])
def test_help(command: str) -> None:
    """Each command tells what it does, its options, and examples that name the command."""
    ran = plainly(*command.split(), "--help")
    assert ran.code == 0
    assert "Usage: " in ran.out
    assert f"plainly {command}".strip() in ran.out.split("Examples:")[1]
    assert max(map(len, ran.out.splitlines())) <= 100


def test_version() -> None:
    """--version prints the package's version."""
    assert plainly("--version").out == f"plainly, version {__version__}\n"


def test_as_a_module() -> None:
    """The command line runs as a program of its own, with real exit codes."""
    ran = process("--version")
    assert (ran.code, ran.err) == (0, "")


def test_schema_is_printed() -> None:
    """`plainly schema` prints the file that is published, a valid JSON Schema."""
    ran = plainly("schema")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == SCHEMA.read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(ran.out))


def test_schema_is_current() -> None:
    """The file is what the model generates: run `python -c "from plainly import schema; print(schema.text(), end='')"` to renew it."""
    assert SCHEMA.read_text(encoding="utf-8") == generator.text()
