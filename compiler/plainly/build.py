"""Many policies → one output folder. Workers compose and stage; one process decides, moves and writes the manifest.

What an earlier build wrote is kept where nothing it was made from has changed: a whole policy by its sources, the pages of one
locale by that locale's part of the policy document.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from plainly import __version__, driver
from plainly.cached import Cache, state
from plainly.cached import digest as digest_of_file
from plainly.report import Finding, describe
from plainly.translations.lock import NAME as LOCK
from plainly.write import MANIFEST, OutputError, commit, digest, read_manifest, stage, staging
from plainly_dsl.choices import Choices
from plainly_dsl.source import Source

#: A pool of processes pays from about this many policies on.
POOL_FROM = 8
_NO_CHOICES = Choices()


class Task(NamedTuple):
    """One policy to build into `folder`; `base` is the IRI the published site has.

    `output` is where earlier builds lie, "" where nothing of them may be kept; `compiler` is the state of the compiler's files;
    `choices` are the severities that the command line chose.
    """

    path: Path
    folder: Path
    base: str
    output: str
    compiler: str
    choices: Choices


class Made(NamedTuple):
    """What became of one policy. `identity` is "" where nothing was made."""

    path: str
    identity: str
    files: dict[str, str]  # path below the policy's folder → digest
    sources: dict[str, str]  # source's name → digest
    findings: list[Finding]
    read: list[str]  # files and folders that it was made from, or would have been
    locales: dict[str, str]  # locale → fingerprint of what its pages are made from
    about: dict[str, Any]  # what the catalogue says of the policy beyond its files
    kept: tuple[str, ...] = ()  # files that lie in the output already
    failure: str = ""  # the system's reason where staging failed


class Result(NamedTuple):
    """A finished build: what was published, everything to report, what was read, and what was written (with its digest)."""

    published: tuple[str, ...]
    findings: list[Finding]
    read: list[Path]
    written: dict[Path, str]


# One policy -------------------------------------------------------------------------------------


def make(task: Task) -> Made:
    """Checks, composes and stages one policy, or what of it has changed. Runs in a worker."""
    if not task.output:
        return _made(task, None)
    memo = Cache.of(("made", str(task.path), task.base, task.output, task.choices.key()), task.compiler)
    kept, fresh = memo.recall()
    before = _remembered(kept)
    if before and fresh and before.identity and _lies_there(task, before, list(before.files)):
        return before._replace(kept=tuple(before.files))
    made = _made(task, before)
    if made.identity:
        memo.write({**made._asdict(), "kept": []}, [Path(name) for name in made.read])
    return made


def _remembered(kept: dict[str, Any] | None) -> Made | None:
    """What was made of a policy before, None where that cannot be told."""
    try:
        return Made(**{**kept, "findings": [Finding.of(entry) for entry in kept["findings"]], "kept": ()}) if kept else None
    except (TypeError, KeyError, ValueError):
        return None


def _lies_there(task: Task, known: Made, files: list[str]) -> bool:
    folder = Path(task.output) / known.identity
    return all(digest_of_file(folder / path) == known.files[path] for path in files)


def _made(task: Task, before: Made | None) -> Made:
    from plainly.emit.catalogue import About
    from plainly.emit.coverage.recording import counts
    from plainly.locales import published
    from plainly.outputs import covered, files

    checked = driver.check(task.path, task.choices)
    findings = describe(checked.told, checked.texts)  # so that the texts need not be kept
    names = _relative(checked.sources, task.path)
    read = sorted({*checked.sources, *map(str, checked.looked), *map(str, (task.path, task.path.parent, task.path.with_name(LOCK)))})
    nothing = Made(str(task.path), "", {}, names, findings, read, {}, {})
    policy = checked.policy
    if policy is None or not checked.publishable:
        return nothing
    locales = {locale: fingerprint(checked.document, locale, published(policy)) for locale in published(policy)}
    kept = _kept_pages(task, before, locales) if before and before.identity == policy.id else {}
    done, coverages = frozenset(path.partition("/")[0] for path in kept), covered(policy)
    try:
        staged = {path: stage(task.folder, path, text) for path, text in files(checked.document, policy, task.base, done, coverages)}
    except OutputError as error:
        return nothing._replace(failure=str(error))
    about = About.of(policy, task.base, counts(coverages))._asdict()
    return nothing._replace(identity=policy.id, files={**kept, **staged}, locales=locales, about=about, kept=tuple(kept))


def _kept_pages(task: Task, before: Made, locales: dict[str, str]) -> dict[str, str]:
    """Pages of an earlier build that need not be made again, with their digests: their locale's fingerprint is the same."""
    kept: dict[str, str] = {}
    for locale, made_from in locales.items():
        pages = [path for path in before.files if path.startswith(f"{locale}/")]
        if before.locales.get(locale) == made_from and pages and _lies_there(task, before, pages):
            kept.update({path: before.files[path] for path in pages})
    return kept


def fingerprint(document: dict[str, Any], locale: str, locales: tuple[str, ...]) -> str:
    """SHA-256 of what a locale's pages are made from: the document with its texts in this locale only."""

    def narrowed(value: Any) -> Any:
        if isinstance(value, dict):
            if value and value.keys() <= set(locales):
                return value.get(locale)
            return {key: narrowed(inner) for key, inner in value.items()}
        return [narrowed(inner) for inner in value] if isinstance(value, list) else value

    part = {key: narrowed(value) for key, value in document.items() if key != "names"}
    names = {name: narrowed(entry) for name, entry in document["names"].items()}
    return digest(json.dumps([locales, part, names], sort_keys=True, ensure_ascii=False).encode("utf-8"))


def _relative(sources: dict[str, Source], main: Path) -> dict[str, str]:
    """Sources by a name that does not depend on where the project lies."""
    root = main.resolve().parent
    result = {}
    for name, source in sources.items():
        path = Path(name).resolve()
        short = path.relative_to(root) if path.is_relative_to(root) else Path("..") / path.relative_to(root.parent)
        result[short.as_posix()] = digest(source.text.encode("utf-8"))
    return dict(sorted(result.items()))


# All of them ------------------------------------------------------------------------------------


def run(tasks: list[Task], workers: int) -> Generator[Made, None, None]:
    """Results in the order of the tasks, whatever the number of workers. Once it is closed no worker writes any more."""
    if workers < 2 or len(tasks) < POOL_FROM:
        yield from map(make, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=workers) as pool:
        with _interrupts_held():
            results = pool.map(make, tasks, chunksize=4)
        yield from results


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Holds Ctrl-C back for a moment: it is for us to stop the workers, and those started meanwhile never get it themselves."""
    hold = getattr(signal, "pthread_sigmask", None)
    before = hold(signal.SIG_BLOCK, {signal.SIGINT}) if hold else None
    try:
        yield
    finally:
        if hold:
            hold(signal.SIG_SETMASK, before)


def build(
    paths: list[Path],
    output: Path,
    base: str,
    workers: int,
    progress: Any = None,
    *,
    reuse: bool = True,
    choices: Choices = _NO_CHOICES,
) -> Result:
    """Builds policies into `output`. Raises `OutputError` when the folder cannot be written; then nothing has changed.

    Without `reuse` everything is made anew; `choices` are the severities that the command line chose.
    """
    findings: list[Finding] = []
    read: set[Path] = set()
    written: dict[Path, str] = {}
    with staging(output) as folder:
        before, compiler = (str(output.resolve()), state()) if reuse else ("", "")
        tasks = [Task(path, folder / str(number), base, before, compiler, choices) for number, path in enumerate(paths)]
        good: dict[str, tuple[Made, Path]] = {}
        with closing(run(tasks, workers)) as results:
            for task, made in zip(tasks, results, strict=True):
                if made.failure:
                    raise OutputError(made.failure)
                findings += made.findings
                read.update(map(Path, made.read))
                if made.identity in good:
                    findings += describe([driver.id_taken(task.path, made.identity, Path(good[made.identity][0].path))], {})
                elif made.identity:
                    good[made.identity] = (made, task.folder)
                if progress is not None:
                    progress.update(1)
        if good:
            written = _publish(output, folder, base, good, compiler)
    return Result(tuple(sorted(good)), findings, sorted(read), written)


def _publish(output: Path, folder: Path, base: str, good: dict[str, tuple[Made, Path]], compiler: str) -> dict[Path, str]:
    """Moves everything into place, the overview of reports, the catalogue and the manifest last. Policies that are not part of this build stay, and stay listed.

    Returns what now lies there, with digests: all that was made, and of each other policy its notice.
    """
    from plainly.emit.catalogue import CATALOGUE, About, Listed, catalogue
    from plainly.emit.coverage.overview import overview_files

    before, common = read_manifest(output), folder / "common"
    made = {name: {"files": one.files, "sources": one.sources, "about": one.about} for name, (one, _) in good.items()}
    listed = {name: Listed(entry["files"], About.read(entry["about"])) for name, entry in {**before, **made}.items()}
    policies = {name: {**entry, "about": listed[name].about._asdict()} for name, entry in {**before, **made}.items()}
    shared, fresh = _shared(output, common, base, compiler)
    reports = {path: stage(common, path, text) for path, text in overview_files(listed)}
    shared.update(reports)
    shared[CATALOGUE] = stage(common, CATALOGUE, catalogue(base, shared, listed))
    manifest = {"tool": f"plainly {__version__}", "files": shared, "policies": policies}
    last = stage(common, MANIFEST, json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n")

    staged = {f"{name}/{path}": where / path for name, (one, where) in good.items() for path in one.files if path not in one.kept}
    staged.update({path: common / path for path in (*fresh, *reports, CATALOGUE, MANIFEST)})
    gone = sorted(f"{name}/{path}" for name, entry in before.items() for path in entry["files"].keys() - policies[name]["files"].keys())
    commit(output, staged, gone)
    files = [(name, path, known) for name, one in listed.items() for path, known in one.files.items()]
    there = {output / name / path: known for name, path, known in files if name in good or path == "notice.json"}
    return {**there, **{output / path: known for path, known in shared.items()}, output / MANIFEST: last}


def _shared(output: Path, folder: Path, base: str, compiler: str) -> tuple[dict[str, str], list[str]]:
    """Files that all policies share: path → digest, and which of them had to be made (all, unless an earlier build left them there)."""
    from plainly.outputs import common_files

    memo = Cache.of(("shared", base, str(output.resolve())), compiler) if compiler else None
    kept = memo.read() if memo else None
    if kept and all(digest_of_file(output / path) == known for path, known in kept.items()):
        return kept, []
    made = {path: stage(folder, path, text) for path, text in common_files(base)}
    if memo:
        memo.write(made, [])
    return dict(made), list(made)
