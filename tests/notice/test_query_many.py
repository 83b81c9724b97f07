"""`plainly query`: raw SPARQL, a store on disk, wrong use, and that every question is whole."""

from __future__ import annotations

import csv
import io
import json
import shutil
import socket
import sys
import threading
from pathlib import Path

import pytest
from queries import POLICIES, ask

from plainly.locales import HERE as LOCALES
from plainly.locales import read_toml
from plainly.notice import asking, sparql, store
from plainly.notice.asking import FOLDER, questions
from plainly.notice.rows import Words
from plainly_dsl.tables import qualifiers

# SPARQL ------------------------------------------------------------------------------------------


def test_sparql_asks_all_notices(built: Path, tmp_path: Path) -> None:
    """Prefixes are known, all notices are asked together, each stands in a graph of its own."""
    question = tmp_path / "question.rq"
    question.write_text("SELECT (COUNT(?n) AS ?count) { ?n a dpv:PrivacyNotice }", encoding="utf-8")
    assert list(csv.reader(io.StringIO(ask("--sparql", question, built, "--format", "csv").stdout))) == [["count"], [str(len(POLICIES))]]
    graphs = json.loads(ask("--sparql", "-", built, "--format", "json", text="SELECT ?g { GRAPH ?g { ?g a dpv:PrivacyNotice } }").stdout)
    assert [row["g"]["value"] for row in graphs] == [f"https://w3id.org/plainly/policies/{name}/" for name in POLICIES]
    assert ask("--sparql", "-", built, text="ASK { ?f plainly:verb 'sell' ; plainly:modality 'does' }").stdout == "no\n"
    described = ask("--sparql", "-", built, text="DESCRIBE <https://w3id.org/plainly/policies/desk-2014/en/index.html>").stdout
    assert "dpv:NoticeLayer" in described
    made = json.loads(
        ask("--sparql", "-", built, "--format", "json", text="CONSTRUCT { ?n a plainly:X } { ?n a dpv:PrivacyNotice }").stdout
    )
    assert [row["object"]["value"].rpartition("#")[2] for row in made] == ["X"] * len(POLICIES)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT ?x WHERE {", "not SPARQL from line 1, column 18"),
        ("SELECT ?x WHERE { ?x foo:bar ?y }", "the prefix is not declared"),
        ("\n\nNONSENSE", "line 3"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "would change something (INSERT)"),
        ("PREFIX a: <b:c> DELETE WHERE { ?s ?p ?o }", "would change something (DELETE)"),
        ("DROP ALL", "would change something (DROP)"),
    ],
)
def test_sparql_that_cannot_be_asked(text: str, reason: str, built: Path) -> None:
    """Mistakes with their place, and changes: one sentence, wrong use."""
    result = ask("--sparql", "-", built / "salesforce-2012", text=text, code=2)
    assert reason in result.stderr
    assert len(result.stderr.strip().splitlines()) <= 4


@pytest.mark.parametrize("word", ["SERVICE", "service", "SERVICE SILENT", "\\u0053ERVICE", '"x" # "\n SERVICE'])
def test_sparql_asks_no_server(word: str, built: Path) -> None:
    """A server that is named in a query is never called, however the word is written; in a text or a name the word does no harm."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.3)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        result = ask("--sparql", "-", built / "salesforce-2012", text=f"SELECT * {{ {word} <{address}> {{ ?s ?p ?o }} }}", code=2)
        with pytest.raises(TimeoutError):
            server.accept()
    assert "SERVICE" in result.stderr or "not SPARQL" in result.stderr
    harmless = "SELECT * { ?service dpv:Service 'a SERVICE', \"SERVICE\" } # SERVICE"
    assert ask("--sparql", "-", built / "salesforce-2012", text=harmless, code=0).exit_code == 0


def test_sparql_has_limits(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many rows are cut and it is said; a query that takes too long is given up; too many notices go to a store."""
    monkeypatch.setattr(sparql, "MAX_ROWS", 10)
    result = ask("--sparql", "-", built / "salesforce-2012", "--format", "csv", text="SELECT * { ?s ?p ?o }")
    assert len(result.stdout.splitlines()) == 11
    assert "add a LIMIT" in result.stderr
    monkeypatch.setattr(sparql, "SECONDS", 0.2)
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert "given up" in ask("--sparql", "-", built / "salesforce-2012", text=endless, code=2).stderr
    monkeypatch.setattr(store, "MAX_TOGETHER", 100)
    assert "--store FOLDER" in ask("--sparql", "-", built / "salesforce-2012", text="ASK {}", code=2).stderr


# A store on disk ---------------------------------------------------------------------------------


def test_a_store_gives_the_same_answers(built: Path, tmp_path: Path) -> None:
    """Whether notices have just been put into the store, or were there already."""
    kept = tmp_path / "kept"
    several = [built / name for name in ("desk-2014", "salesforce-2012", "salesforce-2018")]
    for question in ("who-receives", "which-rights"):
        straight = ask(question, *several, "--locale", "de").stdout
        assert ask(question, *several, "--locale", "de", "--store", kept).stdout == straight
        assert ask(question, *several, "--locale", "de", "--store", kept).stdout == straight
    one = ask("what-is-sold", built / "desk-2014").stdout
    assert ask("what-is-sold", built / "desk-2014", "--store", kept).stdout == one
    count = "SELECT (COUNT(?n) AS ?c) { ?n a dpv:PrivacyNotice }"
    for paths in (several, several[:1]):
        assert ask("--sparql", "-", *paths, "--store", kept, "--format", "csv", text=count).stdout.split() == ["c", str(len(paths))]


def test_a_store_reads_only_what_has_changed(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unchanged files are not parsed again; a changed one is, a vanished one is dropped, a broken one is refused and forgotten."""
    folder, kept = tmp_path / "notices", tmp_path / "kept"
    for name in ("desk-2014", "salesforce-2012", "salesforce-2018"):
        (folder / name).mkdir(parents=True)
        shutil.copy(built / name / "notice.jsonld", folder / name)
    parsed: list[str] = []
    original = store.admit_bytes
    monkeypatch.setattr(store, "admit_bytes", lambda path, data: parsed.append(path.parent.name) or original(path, data))
    arguments = ("what-is-sold", folder, "--store", kept, "--format", "json")
    assert len(json.loads(ask(*arguments).stdout)) == 3
    assert len(parsed) == 3
    assert len(json.loads(ask(*arguments).stdout)) == 3
    assert len(parsed) == 3
    changed = folder / "salesforce-2012" / "notice.jsonld"
    changed.write_text(changed.read_text(encoding="utf-8").replace('"never"', '"never" '), encoding="utf-8")
    shutil.rmtree(folder / "salesforce-2018")
    assert len(json.loads(ask(*arguments).stdout)) == 2
    assert parsed[3:] == ["salesforce-2012"]
    graphs = "SELECT ?g { GRAPH ?g { ?g a dpv:PrivacyNotice } }"
    assert ask("--sparql", "-", folder, "--store", kept, "--format", "csv", text=graphs).stdout.count("policies/") == 2
    changed.write_text("{", encoding="utf-8")
    assert len(json.loads(ask(*arguments, code=1).stdout)) == 1


def test_a_store_that_was_interrupted_is_repaired(built: Path, tmp_path: Path) -> None:
    """Triples that the list does not know of are taken out before the notice is read again."""
    kept, one = tmp_path / "kept", built / "salesforce-2012"
    first = ask("what-is-sold", one, "--store", kept).stdout
    listed = kept / store.LIST
    listed.write_text(json.dumps({"version": store.VERSION, "files": {}}), encoding="utf-8")
    assert ask("what-is-sold", one, "--store", kept).stdout == first


def test_folders_that_are_no_store_are_left_alone(built: Path, tmp_path: Path) -> None:
    """A folder with other files, a file, a list of another version: wrong use, with a sentence."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert "holds something else" in ask("what-is-sold", built, "--store", tmp_path, code=2).stderr
    assert "cannot be opened" in ask("what-is-sold", built, "--store", tmp_path / "mine.txt", code=2).stderr
    old = tmp_path / "old"
    old.mkdir()
    (old / store.LIST).write_text('{"version": 0}', encoding="utf-8")
    assert "another version" in ask("what-is-sold", built, "--store", old, code=2).stderr


# The command -------------------------------------------------------------------------------------


def test_refused_files_do_not_hide_the_others(built: Path, tmp_path: Path) -> None:
    """Exit code 1; the reason stands on standard error, the other answers are printed; what is given twice counts once."""
    broken = tmp_path / "notice.jsonld"
    broken.write_text('{"@context": "https://a.example/"}', encoding="utf-8")
    document = built / "desk-2014" / "notice.json"
    again = tmp_path / "again" / "notice.jsonld"
    again.parent.mkdir()
    shutil.copy(built / "desk-2014" / "notice.jsonld", again)
    result = ask("what-is-sold", broken, document, built / "desk-2014", again, code=1)
    assert "nothing is ever fetched" in result.stderr
    assert "Name the notice.jsonld beside it" in result.stderr
    assert "it counts once" in result.stderr
    assert "2 files refused" in result.stderr
    assert result.stdout.count("we never sell") == 1


def test_wrong_use_is_explained(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown questions, languages and paths; folders without notices; queries that cannot be read: a sentence and exit code 2."""
    assert "Ask one of: compare, how-long" in ask("who-gets", built, code=2).stderr
    assert "Ask one of" in ask(code=2).stderr
    assert "is no language" in ask("what-for", built, "--locale", "../x", code=2).stderr
    assert "does not exist" in ask("what-for", tmp_path / "nowhere", code=2).stderr
    assert "holds no notice.jsonld" in ask("what-for", tmp_path, code=2).stderr
    assert "cannot be read" in ask("--sparql", tmp_path / "nowhere.rq", built, code=2).stderr
    monkeypatch.setitem(sys.modules, "pyoxigraph", None)
    assert 'pip install "plainly[graph]"' in ask("what-for", built, code=2).stderr


def test_list_names_all_questions() -> None:
    """A file in the folder of questions is a question."""
    listed = ask("--list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == sorted(path.stem for path in FOLDER.glob("*.rq"))


@pytest.mark.parametrize("name", sorted(questions()))
def test_questions_are_whole(name: str) -> None:
    """A title, what it answers, and columns of positions and kinds that the language has; each with a heading."""
    question = questions()[name]
    assert question.title.endswith("?")
    assert question.answers.endswith((".", "consent")) or question.answers
    kinds = {kind for row in qualifiers().values() for kind in row.kinds}
    shown = [pair for column in question.columns for pair in column.positions]
    assert len(shown) == len(set(shown))
    for position, kind in shown:
        assert position == "objects" or position in qualifiers()
        assert kind == "" or (kind in kinds and kind in qualifiers()[position].kinds)
    for locale in sorted(path.name for path in LOCALES.iterdir() if (path / "interface.toml").is_file()):
        words = Words.of(locale)
        assert all(words.heading(column.key) for column in question.columns)
        assert all(words.heading(key) for key in (*read_toml("en", "interface")["query"], "when", "claim", "clause"))


def test_only_a_few_notices_are_read_ahead() -> None:
    """Memory stays bounded: a file is read only when the answers of those long before it have been taken."""
    started: list[Path] = []
    lock = threading.Lock()

    def work(path: Path) -> str:
        with lock:
            started.append(path)
        return path.name

    paths = [Path(str(number)) for number in range(50)]
    for number, (path, result) in enumerate(asking.in_order(work, paths)):
        assert path == paths[number]
        assert result == path.name
        assert len(started) <= number + asking.THREADS + 2
