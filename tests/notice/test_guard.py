"""The guard: real notices pass, everything else is refused with a reason, quickly, and nothing is ever fetched."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from refused_notices import CHANGES, SMALL, TEXTS, context, home, term

from plainly.notice import guard
from plainly.notice.asked import answer
from plainly.notice.asking import questions, replies
from plainly.notice.guard import Admitted, admit, admit_bytes
from plainly.notice.refusal import REASONS


@pytest.fixture(scope="module")
def text(built: Path) -> str:
    """The JSON-LD of a small real notice."""
    return (built / SMALL / "notice.jsonld").read_text(encoding="utf-8")


def code(data: str | bytes, suffix: str = ".jsonld") -> str:
    """The code with which bytes are refused, "" where they are admitted."""
    admitted = admit_bytes(Path(f"notice{suffix}"), data.encode() if isinstance(data, str) else data)
    return admitted.refusal.code if admitted.refusal else ""


@pytest.mark.parametrize("policy", sorted(path.name for path in (Path(__file__).parents[2] / "policies").iterdir() if path.is_dir()))
def test_real_notices_are_admitted(policy: str, built: Path, tmp_path: Path) -> None:
    """Each policy's notice, as JSON-LD, Turtle and N-Triples, with the same triples."""
    from pyoxigraph import DefaultGraph, RdfFormat

    linked = admit(built / policy / "notice.jsonld")
    assert linked.refusal is None
    assert linked.iri == f"https://w3id.org/plainly/policies/{policy}/"
    assert linked.store is not None
    lines = tmp_path / "notice.nt"
    lines.write_bytes(linked.store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b"")
    for other in (admit(built / policy / "notice.ttl"), admit(lines)):
        assert other.refusal is None
        assert set(other.quads) == set(linked.quads)


def test_another_programs_notice_is_admitted(text: str) -> None:
    """JSON-LD in expanded form, without any context, as other libraries write it."""
    from pyld import jsonld

    expanded = jsonld.expand(json.loads(text))
    assert code(json.dumps(expanded)) == ""
    assert code(json.dumps(jsonld.flatten(json.loads(text)))) == ""


# Mistakes, one a reason --------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_changed_notices_are_refused(number: int, text: str) -> None:
    """A real notice with one change, for each reason."""
    expected, change = CHANGES[number]
    notice = json.loads(text)
    change(notice)
    assert code(json.dumps(notice)) == expected


@pytest.mark.parametrize(("expected", "suffix", "data"), TEXTS)
def test_texts_are_refused(expected: str, suffix: str, data: str | bytes) -> None:
    """Texts that are no notice, for each reason."""
    assert code(data, suffix) == expected


def test_bombs_are_refused_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file whose triples would fill the memory: a long prefix used often, and more triples than any notice has."""
    monkeypatch.setattr(guard, "MAX_TRIPLES", 20_000)
    monkeypatch.setattr(guard, "MAX_CHARACTERS", 20_000_000)
    long = "@prefix a: <https://a.example/" + "x" * 100_000 + "> .\n" + "".join(f"a:a a:b a:c{n} .\n" for n in range(10_000))
    many = "@prefix a: <https://a.example/> .\n" + "".join(f"a:a a:b a:c{n} .\n" for n in range(30_000))
    start = time.monotonic()
    assert code(long, ".ttl") == "too-many-parts"
    assert code(many, ".ttl") == "too-many-parts"
    assert code("<a:a> <a:b> " + "[ <a:b> " * 200_000, ".ttl") == "too-many-parts"
    assert time.monotonic() - start < 20


# Files -------------------------------------------------------------------------------------------


def refused(path: Path) -> str:
    admitted = admit(path)
    assert admitted.refusal is not None
    assert str(admitted.refusal).startswith(f"{path}: ")
    return admitted.refusal.code


def test_files_that_cannot_be_read_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing files, folders, pipes, devices and large files: none is waited for, none is read whole."""
    pipe, large = tmp_path / "pipe.jsonld", tmp_path / "large.jsonld"
    os.mkfifo(pipe)
    monkeypatch.setattr(guard, "MAX_BYTES", 1_000)
    large.write_bytes(b" " * 1_001)
    assert refused(tmp_path / "missing.jsonld") == "unreadable"
    assert refused(Path("with\0nul.jsonld")) == "unreadable"
    assert refused(tmp_path) == "no-file"
    assert refused(pipe) == "no-file"
    assert refused(Path("/dev/zero")) == "no-file"
    assert refused(large) == "too-large"


def test_one_notice_cannot_be_replaced_by_another_file(built: Path, tmp_path: Path, text: str) -> None:
    """The same notice again counts once, in whatever form; another content under its name is refused."""
    first, changed = built / SMALL / "notice.jsonld", tmp_path / "changed.jsonld"
    notice = json.loads(text)
    home(notice)["dct:title"]["en"] = "Another title"
    changed.write_text(json.dumps(notice), encoding="utf-8")
    asked = questions()["what-is-sold"]
    found = list(replies([first, built / SMALL / "notice.ttl", changed], asked))
    assert [reply.again for reply in found] == [None, first, None]
    assert found[0].answer is not None
    assert found[2].refusal is not None
    assert found[2].refusal.code == "same-notice"
    assert str(first) in found[2].refusal.sentence


def test_every_reason_is_tested() -> None:
    """Each code of a refusal occurs in a test, and has what to do about it."""
    tested = {expected for expected, _ in CHANGES} | {expected for expected, _, _ in TEXTS}
    assert REASONS.keys() == tested | {"unreadable", "no-file", "too-large", "same-notice"}
    assert all(sentence.endswith((".", "{reason}")) and fix.endswith(".") for sentence, fix in REASONS.values())


# Hostile worlds ----------------------------------------------------------------------------------


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server of this machine that notes whoever calls: its address, and what was asked of it."""
    heard: list[bytes] = []
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    heard.append(b"called")

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", heard
        done.set()
        thread.join()


def test_nothing_is_fetched(text: str, listener: tuple[str, list[bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Contexts, bases and namespaces that point to a server: nobody calls it, and no socket is opened."""
    address, heard = listener
    monkeypatch.setattr(socket, "socket", None)
    for change in (
        context(address),
        context([address]),
        term("@import", address),
        term("dpv:x", {"@context": address}),
        term("@base", address),
    ):
        notice = json.loads(text)
        change(notice)
        code(json.dumps(notice))
    code(f"@base <{address}> . @prefix a: <{address}> . a:a a:b a:c .", ".ttl")
    code(text)
    time.sleep(0.5)
    assert heard == []


def survives(data: bytes, suffix: str) -> None:
    """Whatever the bytes are, they are refused or can be asked everything."""
    admitted: Admitted = admit_bytes(Path(f"notice{suffix}"), data)
    if admitted.store is None:
        assert str(admitted.refusal)
        return
    for question in questions().values():
        answer(admitted.store, admitted.iri, question.query)


@given(st.data())
def test_damaged_files_are_refused_or_asked(built: Path, data: st.DataObject) -> None:
    """Notices cut off, with bytes changed, doubled or taken out."""
    suffix = data.draw(st.sampled_from((".jsonld", ".ttl")))
    whole = (built / SMALL / f"notice{suffix}").read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 40))
    piece = data.draw(st.sampled_from((b"", b"\0", b'"', b"{", b"}", b"<", b"_:x", b"\\u0000", b"\xff", whole[start : start + 200])))
    survives(whole[:start] + piece + whole[start + length :], suffix)
    survives(whole[:start], suffix)


VALUES = st.sampled_from(
    (None, True, 0, -1.5, "", "never", "_:b", "#x", [], {}, [[]], [None], {"@id": "_:b"}, {"@value": 1}, {"@value": "x", "@language": "no tag"}, "https://a.example/")
)  # fmt: skip


@given(st.data())
def test_changed_values_are_refused_or_asked(text: str, data: st.DataObject) -> None:
    """Notices in which values have been replaced, moved to other properties, or dropped."""
    notice = json.loads(text)
    for _ in range(data.draw(st.integers(1, 4))):
        node = data.draw(st.sampled_from(notice["@graph"]))
        key = data.draw(st.sampled_from(sorted(node)))
        other = data.draw(st.sampled_from(sorted({key for node in notice["@graph"] for key in node})))
        node[other] = data.draw(st.one_of(VALUES, st.just(node[key])))
        if data.draw(st.booleans()):
            node.pop(key, None)
    survives(json.dumps(notice).encode(), ".jsonld")
