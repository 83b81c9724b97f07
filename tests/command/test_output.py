"""`plainly build`: all or nothing, whatever is in the way."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from commands import SOUND, contents, inside, plainly, put

from plainly import write

DIGEST = "0f" * 32
CHANGED = SOUND.replace("We never sell", "We shall never sell")


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, Path, dict[str, bytes]]:
    """A policy, the folder it was built into, and what is in there."""
    policy, output = put(tmp_path / "policies"), tmp_path / "output"
    assert plainly("build", policy, "--out", output).code == 0
    return policy, output, contents(output)


def test_build(built: tuple[Path, Path, dict[str, bytes]]) -> None:
    """A build writes pages, notices and a manifest that names each file with its digest; and leaves nothing else."""
    _, output, files = built
    manifest = json.loads(files["manifest.json"])
    listed = {f"{name}/{path}": digest for name, entry in manifest["policies"].items() for path, digest in entry["files"].items()}
    listed.update(manifest["files"])
    assert {path: write.digest(data) for path, data in files.items() if path != "manifest.json"} == listed
    assert {"example/notice.json", "example/en/index.html", "policy.schema.json"} <= set(files)
    assert not [entry for entry in output.iterdir() if entry.name.startswith(".")]


def test_same_again(built: tuple[Path, Path, dict[str, bytes]]) -> None:
    """Building again changes no byte."""
    policy, output, files = built
    assert plainly("build", policy, "--out", output).code == 0
    assert contents(output) == files


def test_policy_with_an_error(built: tuple[Path, Path, dict[str, bytes]]) -> None:
    """A policy with an error is not published; what was published before stays, and other policies are built."""
    policy, output, files = built
    put(policy.parents[1], text=SOUND + "\n@foo\n")
    put(policy.parents[1], "other")
    ran = plainly("build", policy.parents[1], "--out", output)
    assert ran.code == 1
    assert "1 policy not published" in ran.err
    after = contents(output)
    assert {path: data for path, data in after.items() if path.startswith("example/")} == {
        path: data for path, data in files.items() if path.startswith("example/")
    }
    assert "other/notice.json" in after


def test_files_of_earlier_builds(built: tuple[Path, Path, dict[str, bytes]]) -> None:
    """What a policy no longer gives is removed; files that no build wrote stay."""
    policy, output, _ = built
    (output / "example" / "mine.txt").write_text("mine")
    text = SOUND.split("\n@highlights")[0].replace("@highlight = prose\n", "")
    put(policy.parents[1], text=text)
    assert plainly("build", policy, "--out", output).code == 0
    assert not (output / "example" / "en" / "highlights.html").exists()
    assert (output / "example" / "mine.txt").read_text() == "mine"


def test_output_is_a_file(tmp_path: Path) -> None:
    """An output path that is a file, or lies below one, is reported (output-unwritable) and left alone."""
    policy = put(tmp_path / "policies")
    (tmp_path / "file").write_text("mine")
    for output in (
        tmp_path / "file",
        tmp_path / "file" / "below",
        Path("/dev/null"),
        Path("/dev/full/x"),
        Path("/proc/nothing"),
        Path("x" * 300),
    ):
        with inside(tmp_path):
            ran = plainly("build", policy, "--out", output)
        assert ran.code == 1
        assert "error[output-unwritable]" in ran.out
        assert "Nothing was published" in ran.err
    assert (tmp_path / "file").read_text() == "mine"


def test_output_among_the_policies(tmp_path: Path) -> None:
    """Nothing is written among the policies' own files (output-is-source)."""
    policy = put(tmp_path / "policies")
    before = contents(tmp_path)
    for output in (policy.parent, policy.parents[1], tmp_path / "policies" / ".." / "policies"):
        ran = plainly("build", policy, "--out", output)
        assert ran.code == 1
        assert "error[output-is-source]" in ran.out
    assert contents(tmp_path) == before


@pytest.mark.usefixtures("permissions")
@pytest.mark.skipif(os.name != "posix", reason="needs permissions of that kind")
def test_output_without_permission(built: tuple[Path, Path, dict[str, bytes]]) -> None:
    """A folder that may not be written is reported and stays as it was."""
    policy, output, files = built
    output.chmod(0o500)
    ran = plainly("build", policy, "--out", output)
    output.chmod(0o700)
    assert ran.code == 1
    assert contents(output) == files


@pytest.mark.parametrize("after", [0, 1, 3])
def test_full_disk(built: tuple[Path, Path, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Where the disk is full after some files, the last good output stays byte for byte, and nothing is left behind."""
    policy, output, files = built
    put(policy.parents[1], text=CHANGED)
    left = [after]
    original = Path.write_bytes

    def write_bytes(path: Path, data: bytes) -> int:
        if ".staging-" in str(path):
            left[0] -= 1
            if left[0] < 0:
                raise OSError(28, "No space left on device")
        return original(path, data)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    ran = plainly("build", policy, "--out", output)
    assert ran.code == 1
    assert "No space left on device" in ran.out
    assert contents(output) == files
    assert not [entry for entry in output.iterdir() if entry.name.startswith(".")]


@pytest.mark.parametrize("path", ["example/notice.json", "example/en/index.html", "plainly.css", "index.jsonld", "manifest.json"])
def test_a_folder_in_the_way(built: tuple[Path, Path, dict[str, bytes]], path: str) -> None:
    """Where a folder stands in a file's place nothing is moved at all."""
    policy, output, files = built
    put(policy.parents[1], text=CHANGED)
    (output / path).unlink()
    (output / path).mkdir()
    ran = plainly("build", policy, "--out", output)
    assert ran.code == 1
    assert "output-unwritable" in ran.out
    assert contents(output) == {name: data for name, data in files.items() if name != path}


def test_a_file_in_the_way(built: tuple[Path, Path, dict[str, bytes]]) -> None:
    """Where a file stands in a folder's place nothing is moved at all."""
    policy, output, _ = built
    put(policy.parents[1], text=CHANGED)
    shutil.rmtree(output / "example" / "en")
    (output / "example" / "en").write_text("mine")
    before = contents(output)
    assert plainly("build", policy, "--out", output).code == 1
    assert contents(output) == before


MANIFESTS: list[Any] = [
    None, [], "x", {}, {"policies": None}, {"policies": {"x": None}}, {"policies": {"x": {}}}, {"policies": {"x": {"files": None}}},
    {"policies": {"x": {"files": []}}}, {"policies": {"example": {"files": {"../../victim": ""}}}}, {"policies": {"..": {"files": {"victim": ""}}}},
    {"policies": {"": {"files": {"/victim": ""}}}}, {"policies": {"example": {"files": {"sub": ""}}}},
    {"policies": {"example": {"files": {"../../victim": DIGEST, "../../../victim": DIGEST, "sub": DIGEST, "x" * 300: DIGEST}}}},
    {"policies": {"..": {"files": {"victim": DIGEST}}, "../..": {"files": {"victim": DIGEST}}, "x" * 300: {"files": {"victim": DIGEST}}}},
    {"policies": {"example": {"files": {"notice.json": DIGEST}, "sources": [], "about": {"title": 1, "base": "x", "controllers": {"_:b": 1}}}}},
    {"policies": {"example": {"files": {}, "about": "\ud800"}}}, {"policies": [[1]]}, {"policies": [[1, {}]]}, {"policies": "x"},
]  # fmt: skip


@pytest.mark.parametrize(
    "manifest", [*map(json.dumps, MANIFESTS), "[" * 100_000, '{"policies": NaN}', "\udcff", ""], ids=lambda text: ascii(text[:70])
)
def test_damaged_manifest(built: tuple[Path, Path, dict[str, bytes]], manifest: str) -> None:
    """A manifest that was tampered with removes nothing outside the output, gets into no file, and does not stop a build."""
    policy, output, files = built
    victim = output.parent / "victim"
    victim.write_text("mine")
    (output / "example" / "sub").mkdir()
    (output / "manifest.json").write_bytes(manifest.encode(errors="surrogateescape"))
    assert plainly("build", policy, "--out", output).code == 0
    assert victim.read_text() == "mine"
    assert contents(output) == files


def test_manifest_that_names_a_file_behind_a_link(built: tuple[Path, Path, dict[str, bytes]]) -> None:
    """A file that a manifest claims, and that lies outside the output behind a link, is not removed."""
    policy, output, _ = built
    (output.parent / "outside").mkdir()
    (output.parent / "outside" / "victim").write_text("mine")
    (output / "example" / "sub").symlink_to(output.parent / "outside")
    (output / "manifest.json").write_text(json.dumps({"policies": {"example": {"files": {"sub/victim": DIGEST}}}}))
    assert plainly("build", policy, "--out", output).code == 0
    assert (output.parent / "outside" / "victim").read_text() == "mine"


def catalogued(output: Path) -> dict[str, Any]:
    """Each policy's entry of the catalogue, and what all share."""
    catalogue = json.loads((output / "index.jsonld").read_text(encoding="utf-8"))
    return {entry["@id"]: entry for entry in catalogue["dcat:dataset"]}


def test_catalogue_and_order(tmp_path: Path) -> None:
    """Policies built at once, or one after the other in any order, with what earlier builds left or without, give the same bytes."""
    one, two = put(tmp_path / "policies", "one"), put(tmp_path / "policies", "two")
    outputs = []
    orders: list[list[list[Path | str]]] = [[[one, two]], [[one], [two]], [[two], [one]], [[two, one], [one, "--no-cache"], [two]]]
    for number, builds in enumerate(orders):
        for arguments in builds:
            assert plainly("build", *arguments, "--out", tmp_path / str(number)).code == 0
        outputs.append(contents(tmp_path / str(number)))
    assert all(output == outputs[0] for output in outputs)


def test_catalogue_keeps_other_policies(tmp_path: Path) -> None:
    """Building one policy anew changes its entry of the catalogue and no other policy's; the overview of reports tells of all."""
    put(tmp_path / "policies", "one")
    two, output = put(tmp_path / "policies", "two"), tmp_path / "output"
    assert plainly("build", tmp_path / "policies", "--out", output).code == 0
    before = catalogued(output)
    put(tmp_path / "policies", "two", CHANGED)
    assert plainly("build", two, "--out", output).code == 0
    after = catalogued(output)
    assert list(after) == list(before) == ["one/", "two/", "index.jsonld#shared"]
    assert {name for name in after if after[name] != before[name]} == {"two/", "index.jsonld#shared"}


def test_catalogue_forgets_what_is_gone(tmp_path: Path) -> None:
    """A policy, or a file, that somebody took out of the output is listed no more, even if nothing else has changed."""
    one, _ = put(tmp_path / "policies", "one"), put(tmp_path / "policies", "two")
    output = tmp_path / "output"
    for paths in ([tmp_path / "policies"], [one], [one]):
        assert plainly("build", *paths, "--out", output).code == 0
    shutil.rmtree(output / "two")
    assert plainly("build", one, "--out", output).code == 0
    assert list(catalogued(output)) == ["one/", "index.jsonld#shared"]
    assert list(json.loads((output / "manifest.json").read_text())["policies"]) == ["one"]


def test_catalogue_after_an_older_build(tmp_path: Path) -> None:
    """Of a policy that an older version built the catalogue tells what the manifest knows: its files with their digests."""
    one, _ = put(tmp_path / "policies", "one"), put(tmp_path / "policies", "two")
    output = tmp_path / "output"
    assert plainly("build", tmp_path / "policies", "--out", output).code == 0
    before = catalogued(output)
    manifest = json.loads((output / "manifest.json").read_text())
    del manifest["policies"]["two"]["about"]
    (output / "manifest.json").write_text(json.dumps(manifest))
    assert plainly("build", one, "--out", output).code == 0
    after = catalogued(output)
    assert after["one/"] == before["one/"]
    assert not after["two/"].keys() & {"dct:title", "dct:valid", "dct:publisher", "dct:conformsTo"}
    files = {name: {file["@id"]: file["spdx:checksum"] for file in entry["dcat:distribution"]} for name, entry in (*before.items(),)}
    assert {file["@id"]: file["spdx:checksum"] for file in after["two/"]["dcat:distribution"]} == files["two/"]


def test_two_policies_with_one_id(tmp_path: Path) -> None:
    """Of two policies with one id the first is published, and the second reported."""
    put(tmp_path / "old")
    put(tmp_path / "new", text=CHANGED)
    ran = plainly("build", tmp_path / "old", tmp_path / "new", "--out", tmp_path / "output")
    assert ran.code == 1
    assert ran.out.count("error[two-policies-one-id]") == 1


def test_hostile_labels(tmp_path: Path) -> None:
    """Names and titles that look like markup are printed as they stand, and never become markup."""
    text = SOUND.replace('"Privacy statement"', '“<script>alert(1)</script> "x"”').replace(
        '"Meadow Ltd"', '"<img src=x onerror=alert(1)> [a](javascript:alert(1))"'
    ).replace('"Sale"', '"</title><script>"').replace("We never", "{meadow} never")  # fmt: skip
    policy = put(tmp_path / "policies", text=text)
    assert plainly("build", policy, "--out", tmp_path / "output").code == 0
    for path, data in contents(tmp_path / "output").items():
        if path.endswith(".html"):
            page = data.decode()
            assert "<script>alert" not in page
            assert "<img" not in page
            assert 'href="javascript' not in page
            assert "</title><script>" not in page
