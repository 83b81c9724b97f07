"""What the documentation shows of the compiler at work is what it does: the tutorial, the first example, shared declarations."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import doc_pages as pages
import pytest
from click.testing import CliRunner

from plainly.cli import main
from plainly_dsl.diagnostics.catalogue import frame

README, TUTORIAL = pages.ROOT / "README.md", pages.SITE / "pages" / "first-policy.md"
REFERENCE = pages.SITE / "pages" / "language.md"


def run(command: str) -> tuple[str, int]:
    """A command's answer as a terminal shows it, and its exit code."""
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    return (result.stdout + result.stderr).rstrip("\n"), result.exit_code


#: What the tutorial tells its readers to do: a replacement, a block above a line or instead of the rest of the file, a command.
STEPS = re.compile(
    r"[Rr]eplace\s+`(?P<old>[^`]+)`\s+with\s+`(?P<new>[^`]+)`"
    r"|(?P<how>[Pp]ut this above the line|[Rr]eplace everything from the line)\s+`(?P<line>[^`]+)`[^`]*```policy[a-z-]*\n(?P<block>.*?)^```"
    r"|^```console\n(?P<console>.*?)^```",
    re.MULTILINE | re.DOTALL,
)


def edited(content: str, step: re.Match[str]) -> str:
    """A file after a step; what is to be replaced stands in it exactly once."""
    old = " ".join((step["old"] or step["line"]).split())
    assert content.count(old) == 1, old
    if step["old"]:
        return content.replace(old, " ".join(step["new"].split()))
    before, _, after = content.partition(old)
    return f"{before}{step['block']}\n{old}{after}" if "above" in step["how"] else before + step["block"]


def test_tutorial_word_by_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder every step gives the answer that is shown; at the end a policy is checked clean and published."""
    monkeypatch.chdir(tmp_path)
    policy = tmp_path / "policies" / "acme" / "acme.policy"
    code = -1
    for step in STEPS.finditer(TUTORIAL.read_text(encoding="utf-8")):
        if step["console"] is None:
            policy.write_text(edited(policy.read_text(encoding="utf-8"), step), encoding="utf-8")
            continue
        for command, shown in pages.commands(pages.Block(TUTORIAL, 0, "console", step["console"], "", "")):
            answer, code = run(command)
            assert answer == (shown or answer), command
    assert code == 0
    assert run("plainly check policies --strict")[1] == 0
    assert (tmp_path / "output" / "acme" / "en" / "highlights.html").is_file()


def test_tutorial_shows_the_policy_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clause that the tutorial reads aloud stands in the policy that `plainly new` writes."""
    monkeypatch.chdir(tmp_path)
    run('plainly new acme --controller "Acme Ltd" --email privacy@acme.example')
    assert pages.blocks("policy", files=(TUTORIAL,))[0].text in (tmp_path / "policies/acme/acme.policy").read_text(encoding="utf-8")
    answer, _ = run("plainly read policies/acme/acme.policy")
    quoted = re.search(r"^> → (.*?)\n\n", TUTORIAL.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert quoted
    assert quoted[1].replace("\n> ", " ") in answer


def test_first_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the README shows of its example is what the compiler makes of it: sentence, highlight, fact, error message."""
    monkeypatch.chdir(tmp_path)
    example = pages.blocks("policy", files=(README,))[0].text
    path = Path("policies/meadow-2026/meadow-2026.policy")
    path.parent.mkdir(parents=True)
    path.write_text(example, encoding="utf-8")
    assert run("plainly build policies")[1] == 0
    assert run("plainly fmt --check policies")[1] == 0
    content = README.read_text(encoding="utf-8")
    sentence, highlight = (re.search(pattern, content, re.MULTILINE) for pattern in (r"^> → (.*)$", r"^> • (.*)$"))
    assert sentence
    assert sentence[1] in run("plainly read policies")[0]
    assert highlight
    page = Path("output/meadow-2026/en/highlights.md").read_text(encoding="utf-8")
    assert f"- {highlight[1]}" in re.sub(r"\]\([^()]*\)|\[", "", page).replace("\u00a0", " ")
    fact = json.loads(pages.blocks("json", files=(README,))[0].text)
    graph = json.loads(Path("output/meadow-2026/notice.jsonld").read_text(encoding="utf-8"))["@graph"]
    assert fact in graph
    path.write_text(example.replace("@collect name, email-address", "@collect name, emial-address"), encoding="utf-8")
    shown = next(answer for block in pages.blocks("console", files=(README,)) for _, answer in pages.commands(block) if "error[" in answer)
    assert run("plainly check policies")[0] == shown


def test_shared_declarations_as_the_reference_advises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in a folder of its own is included by a policy, and not taken for one."""
    monkeypatch.chdir(tmp_path)
    assert '`@include "shared/parties.policy"`' in REFERENCE.read_text(encoding="utf-8")
    policy = frame('@include "shared/parties.policy"\n\nGreenPay gets your name.\n\n@share name with greenpay')
    for path, text in (("example/example.policy", policy), ("shared/parties.policy", '@party greenpay "GreenPay"\n')):
        (tmp_path / "policies" / path).parent.mkdir(parents=True)
        (tmp_path / "policies" / path).write_text(text, encoding="utf-8")
    assert run("plainly check policies --format json")[0].endswith("Checked 1 policy with 1 fact: 1 note.")
