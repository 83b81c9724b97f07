"""`@include`: declarations that several policies share, and files that must not be reached."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cases import SALE, check_text, codes, marked, report_of
from plainly import driver
from plainly_dsl.diagnostics.catalogue import HEADER, frame

USES = "We share your e-mail address with River GmbH.\n\n@share email-address with river\n"
RIVER = '@party river "River GmbH"\n'


def including(folder: Path, *paths: str, body: str = SALE) -> driver.Checked:
    """`<folder>/example/example.policy` with these includes, checked."""
    home = folder / "example"
    home.mkdir(exist_ok=True)
    lines = "".join(f'@include "{path}"\n' for path in paths)
    return check_text(home, frame(body).replace(HEADER, HEADER + lines + "\n"))


def test_beside_and_above(tmp_path: Path) -> None:
    """A file is found beside the policy, else in the folder of all policies, below either too; notes may stand in it."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "river.policy").write_text(f"@note Ours.\n{RIVER}")
    assert codes(including(tmp_path, "shared/river.policy", body=USES)) == []
    (tmp_path / "example" / "river.policy").write_text(RIVER)
    assert codes(including(tmp_path, "river.policy", body=USES)) == []
    assert codes(including(tmp_path, "./shared/river.policy", "river.policy", body=USES)) == ["duplicate-name"]


def test_without_quotes(tmp_path: Path) -> None:
    """The path may stand without quotation marks."""
    (tmp_path / "river.policy").write_text(RIVER)
    path = tmp_path / "example.policy"
    path.write_text(frame(USES).replace(HEADER, f"{HEADER}@include river.policy\n\n"))
    assert codes(driver.check(path)) == []


def test_names_of_included_files_may_stay_unused(tmp_path: Path) -> None:
    """A shared file declares more than each policy uses."""
    (tmp_path / "river.policy").write_text(RIVER)
    assert codes(including(tmp_path, "river.policy")) == []


def test_each_file_once(tmp_path: Path) -> None:
    """A file that two others include is read once."""
    (tmp_path / "a.policy").write_text('@include "river.policy"\n')
    (tmp_path / "b.policy").write_text('@include "river.policy"\n')
    (tmp_path / "river.policy").write_text(RIVER)
    assert codes(including(tmp_path, "a.policy", "b.policy", body=USES)) == []


def test_missing(tmp_path: Path) -> None:
    """A file that is not there is reported at its path."""
    checked = including(tmp_path, "nowhere.policy")
    assert codes(checked) == ["include-missing"]
    assert [marked(checked, d) for d in checked.diagnostics if d.code == "include-missing"] == ['"nowhere.policy"']
    assert {path.name for path in checked.looked} - {"plainly.toml", "pyproject.toml"} == {"nowhere.policy"}


@pytest.mark.parametrize("path", ["example.policy", "loop.policy", "there.policy"])
def test_circle(tmp_path: Path, path: str) -> None:
    """A file that includes itself, directly or by way of another, is reported once and read once."""
    (tmp_path / "loop.policy").write_text('@include "loop.policy"\n')
    (tmp_path / "there.policy").write_text('@include "back.policy"\n')
    (tmp_path / "back.policy").write_text('@include "there.policy"\n')
    assert codes(including(tmp_path, path)) == ["include-cycle"]


OUTSIDE = ["../outside.policy", "a/../../outside.policy", "/etc/outside.policy", "..", "C:/outside.policy", "a\\\\..\\\\outside.policy"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_outside(tmp_path: Path, path: str) -> None:
    """No path leads out of the policies' folder: not through “..”, not from the root, not by a drive or backslashes."""
    (tmp_path / "outside.policy").write_text(RIVER)
    policies = tmp_path / "policies"
    policies.mkdir()
    assert codes(including(policies, path)) == ["include-outside"]


def test_absolute_path_inside(tmp_path: Path) -> None:
    """An absolute path is refused even where it leads inside, since it holds on one computer only."""
    (tmp_path / "river.policy").write_text(RIVER)
    assert codes(including(tmp_path, str(tmp_path / "river.policy"))) == ["include-outside"]


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_symbolic_links(tmp_path: Path) -> None:
    """A symbolic link is followed inside the policies' folder, and refused where it leads out, file or folder."""
    policies, outside = tmp_path / "policies", tmp_path / "outside"
    policies.mkdir()
    outside.mkdir()
    (outside / "river.policy").write_text(RIVER)
    (policies / "real.policy").write_text(RIVER)
    (policies / "inside.policy").symlink_to(policies / "real.policy")
    (policies / "link.policy").symlink_to(outside / "river.policy")
    (policies / "folder").symlink_to(outside)
    (policies / "nowhere.policy").symlink_to(policies / "gone.policy")
    assert codes(including(policies, "inside.policy", body=USES)) == []
    assert codes(including(policies, "link.policy")) == ["include-outside"]
    assert codes(including(policies, "folder/river.policy")) == ["include-outside"]
    assert codes(including(policies, "nowhere.policy")) == ["include-missing"]


@pytest.mark.parametrize("path", ["notes.txt", "/dev/zero", "river", "."])
def test_other_files(tmp_path: Path, path: str) -> None:
    """Only `.policy` files can be included, and nothing else is opened."""
    (tmp_path / "notes.txt").write_text(RIVER)
    assert codes(including(tmp_path, path))[0] in {"include-not-policy", "include-outside"}


def test_strange_paths(tmp_path: Path) -> None:
    """Paths that no system takes are findings, not crashes."""
    for path in ("x" * 300 + ".policy", "a//b.policy", "%00.policy", "\u200b.policy", "con.policy", "a" + "/a" * 2_000 + ".policy"):
        assert set(codes(including(tmp_path, path))) <= {"include-missing", "include-outside", "forbidden-character"}


def test_text_in_an_included_file(tmp_path: Path) -> None:
    """An included file holds declarations only: each heading, text, clause, statement and header in it is reported there."""
    (tmp_path / "full.policy").write_text(frame('Text.\n\n@never sell email-address\n@highlight H\n\n@highlights\n  a  "A"  only'))
    checked = including(tmp_path, "full.policy")
    assert codes(checked).count("included-text") == 7
    assert {Path(d.place.file).name for d in checked.diagnostics if d.code == "included-text"} == {"full.policy"}


def test_mistakes_in_an_included_file(tmp_path: Path) -> None:
    """Mistakes of form and meaning in an included file are reported with their place in it."""
    (tmp_path / "bad.policy").write_bytes(b'@party river "River GmbH" is nobody\n@purty lake "Lake"\n@data \xff "x"\n')
    checked = including(tmp_path, "bad.policy", body=USES)
    assert codes(checked) == ["unknown-name", "unknown-directive", "not-utf8", "unexpected-word"]
    assert all(Path(d.place.file).name == "bad.policy" for d in checked.diagnostics if d.code != "missing-highlights")
    assert "bad.policy:1:30" in report_of(checked)


def test_a_chain_of_a_thousand(tmp_path: Path) -> None:
    """A thousand files, each including the next, are read; so are those that end in a circle."""
    for number in range(1_000):
        (tmp_path / f"f{number}.policy").write_text(f'@include "f{number + 1}.policy"\n')
    (tmp_path / "f1000.policy").write_text(RIVER)
    assert codes(including(tmp_path, "f0.policy", body=USES)) == []
    (tmp_path / "f1000.policy").write_text('@include "f0.policy"\n')
    assert codes(including(tmp_path, "f0.policy")) == ["include-cycle"]


@pytest.mark.usefixtures("permissions")
@pytest.mark.skipif(os.name != "posix", reason="needs permissions of that kind")
def test_unreadable(tmp_path: Path) -> None:
    """A file that may not be read is reported with the system's reason."""
    (tmp_path / "secret.policy").write_text(RIVER)
    (tmp_path / "secret.policy").chmod(0)
    assert codes(including(tmp_path, "secret.policy")) == ["file-unreadable"]


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    """A folder called like the file is not the file."""
    (tmp_path / "folder.policy").mkdir()
    assert codes(including(tmp_path, "folder.policy")) == ["include-missing"]
