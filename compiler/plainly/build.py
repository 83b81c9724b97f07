"""Many policies → one output folder. Workers compose and stage; one process decides, moves and writes the manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from plainly import __version__, driver
from plainly.report import Finding, describe
from plainly.write import MANIFEST, OutputError, commit, digest, read_manifest, stage, staging
from plainly_dsl.source import Source

#: A pool of processes pays from about this many policies on.
POOL_FROM = 8


class Task(NamedTuple):
    """One policy to build into `folder`; `base` is the IRI the published site has."""

    path: Path
    folder: Path
    base: str


class Made(NamedTuple):
    """What became of one policy. `identity` is "" where nothing was staged."""

    path: Path
    identity: str
    files: dict[str, str]  # path below the policy's folder → digest
    sources: dict[str, str]  # source's name → digest
    findings: list[Finding]
    failure: str = ""  # the system's reason where staging failed


class Result(NamedTuple):
    """A finished build: what was published, and everything to report."""

    published: tuple[str, ...]
    findings: list[Finding]


def make(task: Task) -> Made:
    """Checks, composes and stages one policy. Runs in a worker."""
    from plainly.outputs import files

    checked = driver.check(task.path)
    findings = describe(checked.diagnostics, checked.sources)  # so that the texts need not be kept
    names = _relative(checked.sources, task.path)
    policy = checked.policy
    if policy is None or not checked.publishable:
        return Made(task.path, "", {}, names, findings)
    try:
        staged = {path: stage(task.folder, path, text) for path, text in files(checked.document, policy, task.base)}
    except OutputError as error:
        return Made(task.path, "", {}, names, findings, str(error))
    return Made(task.path, policy.id, staged, names, findings)


def _relative(sources: dict[str, Source], main: Path) -> dict[str, str]:
    """Sources by a name that does not depend on where the project lies."""
    root = main.resolve().parent
    result = {}
    for name, source in sources.items():
        path = Path(name).resolve()
        short = path.relative_to(root) if path.is_relative_to(root) else Path("..") / path.relative_to(root.parent)
        result[short.as_posix()] = digest(source.text.encode("utf-8"))
    return dict(sorted(result.items()))


def run(tasks: list[Task], workers: int) -> Iterator[Made]:
    """Results in the order of the tasks, whatever the number of workers."""
    if workers < 2 or len(tasks) < POOL_FROM:
        yield from map(make, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=workers) as pool:
        yield from pool.map(make, tasks, chunksize=4)


def build(paths: list[Path], output: Path, base: str, workers: int, progress: Any = None) -> Result:
    """Builds policies into `output`. Raises `OutputError` when the folder cannot be written; then nothing has changed."""
    from plainly.outputs import common_files

    findings: list[Finding] = []
    with staging(output) as folder:
        tasks = [Task(path, folder / str(number), base) for number, path in enumerate(paths)]
        good: dict[str, tuple[Made, Path]] = {}
        for task, made in zip(tasks, run(tasks, workers), strict=True):
            if made.failure:
                raise OutputError(made.failure)
            findings += made.findings
            if made.identity in good:
                findings += describe([driver.id_taken(task.path, made.identity, good[made.identity][0].path)], {})
            elif made.identity:
                good[made.identity] = (made, task.folder)
            if progress is not None:
                progress.update(1)
        staged = {f"{name}/{path}": where / path for name, (made, where) in good.items() for path in made.files}
        shared = {path: stage(folder / "common", path, text) for path, text in common_files()} if good else {}
        staged.update({path: folder / "common" / path for path in shared})
        if good:
            _commit(output, folder, staged, shared, {name: made for name, (made, _) in good.items()})
    return Result(tuple(sorted(good)), findings)


def _commit(output: Path, folder: Path, staged: dict[str, Path], shared: dict[str, str], good: dict[str, Made]) -> None:
    """Moves everything into place, manifest last; policies of earlier builds that are not part of this one stay."""
    before = read_manifest(output)
    known = {name: entry for name, entry in before["policies"].items() if isinstance(entry, dict) and isinstance(entry.get("files"), dict)}
    policies = {name: entry for name, entry in known.items() if name not in good}
    policies.update({name: {"files": made.files, "sources": made.sources} for name, made in good.items()})
    kept = {f"{name}/{path}" for name, entry in policies.items() for path in entry["files"]}
    old = {f"{name}/{path}" for name, entry in known.items() for path in entry["files"]}
    gone = sorted(path for path in old - kept if ".." not in Path(path).parts and not Path(path).is_absolute())
    manifest = {"tool": f"plainly {__version__}", "files": shared, "policies": policies}
    stage(folder / "common", MANIFEST, json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    commit(output, {**staged, MANIFEST: folder / "common" / MANIFEST}, gone)
