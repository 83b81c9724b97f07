"""The documentation is true: its policies compile, its commands exist, its links lead somewhere, its tables agree with the data."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import click
import doc_pages as pages
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from cases import check_translated
from plainly.cli import main
from plainly.driver import check
from plainly_dsl.diagnostics.catalogue import entries, frame, severity
from plainly_dsl.properties import PROPERTIES
from plainly_dsl.tables import HERE, directives, marks, qualifiers, read_table, verbs
from plainly_dsl.tables import HERE as LANGUAGE

README, TUTORIAL = pages.ROOT / "README.md", pages.SITE / "pages" / "first-policy.md"
REFERENCE, COMMANDS = pages.SITE / "pages" / "language.md", pages.SITE / "pages" / "commands.md"
GENERATED = ("names", "profile", "diagnostics", "policies")


def found(text: str, folder: Path) -> dict[str, str]:
    """Codes found in a policy or a framed fragment → severity."""
    whole = frame(text.rstrip("\n"))
    identity = re.search(r"^@policy ([a-z0-9-]+)", whole, re.MULTILINE)
    path = folder / f"{identity[1] if identity else 'example'}.policy"
    path.write_text(whole, encoding="utf-8")
    return {d.code: severity(d) for d in check(path).diagnostics}


@pytest.mark.parametrize("block", pages.blocks("policy"), ids=str)
def test_policy_compiles(block: pages.Block, tmp_path: Path) -> None:
    """A policy shown as an example has no error."""
    problems = [code for code, level in found(block.text, tmp_path).items() if level == "error"]
    assert problems == []


@pytest.mark.parametrize("block", pages.blocks("policy-wrong"), ids=str)
def test_mistake_is_found(block: pages.Block, tmp_path: Path) -> None:
    """A mistake shown as an example gets the code that the text right after it names."""
    named = next(code for code in re.findall(r"[`\[]([a-z-]+)[`\]]", block.after) if code in entries())
    assert named in found(block.text, tmp_path)


def test_translation_compiles(tmp_path: Path) -> None:
    """The translation shown in the reference fits a policy with the section, clause and group that it names."""
    (block,) = (block for block in pages.blocks("text", files=(REFERENCE,)) if block.text.startswith("@translation"))
    body = "# Sharing {#sharing}\n\n@clause no-sale\n\nWe never sell your e-mail address.\n\n@never sell email-address\n"
    body += '@highlight We never sell your email address.\n\n@highlights\n  sharing  "Sharing"  no-sale\n'
    assert check_translated(tmp_path, frame(body), nl=block.text).diagnostics == ()


@pytest.mark.parametrize("block", pages.blocks("console"), ids=str)
def test_commands_exist(block: pages.Block) -> None:
    """Every command shown has its name, arguments and options."""
    makefile = (pages.ROOT / "Makefile").read_text(encoding="utf-8")
    for command, _ in pages.commands(block):
        program, *words = shlex.split(command)
        if program == "make":
            assert all(f"\n{target}:" in makefile for target in words)
        elif program == "plainly" and words[0] not in {"--help", "--version"}:
            entry, rest = main.commands[words[0]], words[1:]
            if isinstance(entry, click.Group):
                entry, rest = entry.commands[rest[0]], rest[1:]
            entry.make_context(words[0], rest, parent=click.Context(main))


@pytest.mark.parametrize("file", pages.FILES, ids=lambda file: file.name)
def test_commands_in_text_exist(file: Path) -> None:
    """`plainly …` inside a sentence names a command."""
    named = re.findall(r"`plainly ([a-z0-9]+)", file.read_text(encoding="utf-8"))
    assert set(named) <= main.commands.keys()


def test_command_reference_is_complete() -> None:
    """Every command has a section, every option a row; no row is of an option that is gone."""
    content = COMMANDS.read_text(encoding="utf-8")
    for name, command in main.commands.items():
        section = re.search(rf"^## plainly {name} {{#{name}}}\n(.*?)(?=^## |\Z)", content, re.MULTILINE | re.DOTALL)
        assert section, name
        known = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        assert set(re.findall(r"^\| `(--[a-z-]+)", section[1], re.MULTILINE)) == known, name
        for part, inner in (command.commands if isinstance(command, click.Group) else {}).items():
            assert f"| `{part}` |" in section[1]
            assert [
                option for parameter in inner.params for option in parameter.opts if option[:2] == "--" and option not in section[1]
            ] == []


# Links ------------------------------------------------------------------------------------------


def hooks() -> Any:
    """The module site/hooks.py."""
    spec = importlib.util.spec_from_file_location("site_hooks", pages.SITE / "hooks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def page_content(file: Path) -> str:
    """A page's Markdown, generated or not."""
    if file.parent == pages.SITE / "pages" and file.stem in GENERATED:
        make = getattr(hooks(), f"{file.stem}_page")
        return "\n".join(make(pages.ROOT / "output") if file.stem == "policies" else make())
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", pages.FILES, ids=lambda file: file.name)
def test_links_lead_somewhere(file: Path) -> None:
    """Every link inside the project leads to a file and an anchor that exist."""
    lost = []
    for target in pages.links(file):
        path, _, anchor = target.partition("#")
        if re.match(r"(https?|mailto):", target):
            continue
        goal = (file.parent / path).resolve() if path else file
        generated = goal.parent == pages.SITE / "pages" and goal.stem in GENERATED
        if not (goal.exists() or generated) or (anchor and anchor not in pages.anchors(page_content(goal))):
            lost.append(target)
    assert lost == []


class _Page(HTMLParser):
    """Ids, links and what a browser would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        if tag == "a":
            self.links.append(values["href"])
        elif tag in {"link", "script", "img", "iframe", "source", "object", "embed"}:
            self.loads.append(values.get("href") or values.get("src") or tag)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make site` builds it."""
    folder = tmp_path_factory.mktemp("output") / "site"
    build(load_config(str(pages.SITE / "mkdocs.yml"), site_dir=str(folder)))
    return folder


def test_site_is_whole(site: Path) -> None:
    """Every page has its links and anchors, ids are unique, and nothing is loaded but the style sheet."""
    read = {path.name: _Page(path.read_text(encoding="utf-8")) for path in site.glob("*.html")}
    assert read.keys() == {*(file.with_suffix(".html").name for file in pages.FILES[2:]), *(f"{name}.html" for name in GENERATED)}
    for name, page in read.items():
        assert len(page.ids) == len(set(page.ids)), name
        assert page.loads == ["data:,", "site.css"], name
        for link in page.links:
            target, _, anchor = link.partition("#")
            if not re.match(r"https?:", link):
                assert (target or name) in read, (name, link)
                assert not anchor or anchor in read[target or name].ids, (name, link)
    assert {path.name for path in site.iterdir()} == {*read, "site.css"}


def test_published_policies_are_listed(tmp_path: Path) -> None:
    """The page of published policies links to every file of the manifest, by a path from the site's folder."""
    files = {"en/index.html": "0", "en/facts.html": "0", "notice.json": "0"}
    (tmp_path / "manifest.json").write_text(json.dumps({"policies": {"meadow": {"files": files}}}), encoding="utf-8")
    (tmp_path / "meadow").mkdir()
    (tmp_path / "meadow" / "notice.json").write_text('{"language": "en", "title": {"en": "A *title*"}}', encoding="utf-8")
    listed = "\n".join(hooks().policies_page(tmp_path))
    assert "A \\*title\\*" in listed
    assert re.findall(r'href="([^"]+)"', listed) == [f"../meadow/{file}" for file in files]


# Tables -----------------------------------------------------------------------------------------


def test_verbs_agree() -> None:
    """The table of verbs says what language/verbs.tsv says."""
    objects = {row["verb"]: row["objects"] for row in read_table(LANGUAGE / "language" / "verbs.tsv")}
    rows = [
        {
            "verb": f"`{verb.word}`",
            "says": verb.meaning,
            "of names of kind": objects[verb.word],
            "qualifiers it takes": " ".join(word for word in qualifiers() if word in verb.qualifiers),
        }
        for verb in verbs().values()
    ]
    assert pages.table(REFERENCE, *rows[0]) == rows


def test_qualifiers_agree() -> None:
    """The table of qualifiers says what language/qualifiers.tsv says."""
    rows = [{"word": f"`{row.word}`", "says": row.meaning, "names of kind": ", ".join(row.kinds)} for row in qualifiers().values()]
    assert pages.table(REFERENCE, *rows[0]) == rows


def test_marks_agree() -> None:
    """The table of marks says what language/marks.tsv says."""
    rows = [tuple(row.values()) for row in read_table(HERE / "language" / "marks.tsv")]
    assert [row[0] for row in rows] == list(marks())
    assert pages.table(REFERENCE, "mark", "says") == [{"mark": f"`{mark}`", "says": says} for mark, _, says in rows]


def test_properties_agree() -> None:
    """The table of properties has each property of each declaration."""
    rows = pages.table(REFERENCE, "directive", "property", "what stands there")
    named = {(row["directive"].strip("`@"), row["property"].strip("`")) for row in rows}
    listed = {("" if kind.startswith("all but") else kind, "" if name == "*(none)*" else name) for kind, name in named}
    assert listed == PROPERTIES.keys()


def test_directives_are_listed() -> None:
    """The table of directives names every directive that is read."""
    cells = " ".join(row["directive"] for row in pages.table(REFERENCE, "directive", "says"))
    listed = set(re.findall(r"@([a-z]+)", cells)) | set(verbs()) | {"may", "must", "never"}
    assert listed == set(directives())


def test_every_prose_mistake_is_documented() -> None:
    """The reference names every diagnostic that is about the form of text."""
    path = LANGUAGE / "diagnostics"
    codes = {code for name in ("prose", "references") for code in _codes(path / f"{name}.toml")}
    named = set(re.findall(r"diagnostics\.md#([a-z0-9-]+)", REFERENCE.read_text(encoding="utf-8")))
    assert codes - named - {"unknown-table"} == set()


def _codes(path: Path) -> list[str]:
    return re.findall(r"^\[([a-z-]+)\]$", path.read_text(encoding="utf-8"), re.MULTILINE)
