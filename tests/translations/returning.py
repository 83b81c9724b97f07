"""A translator's file on its way back: all units of the Dutch translation, some with other texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from meadow import run

from plainly.i18n import po, xliff
from plainly.i18n.message import Parcel, parcel
from plainly.i18n.work import Work, work_on

CLAUSE = "Wij verkopen nooit:\n\n- uw e-mailadres;\n- uw naam.\n\nWij bewaren uw [naam]{name} {answer-time}. "
CLAUSE += "Wij antwoorden binnen 14 dagen, zoals in {#collected} staat."
JOINING = "Als u lid wordt, vragen wij uw naam, e-mailadres en [telefoonnummer]{phone-number}. "
JOINING += "De eerste twee hebben we nodig om [onze diensten te leveren]{service-provision}."


def opened(path: Path) -> Work:
    """A policy with its translations, the Dutch one begun where there is none."""
    work = work_on(path, ("nl",))
    assert isinstance(work, Work)
    return work


def sent(path: Path, form: str, texts: dict[str, str], edit: Callable[[Parcel], Parcel] | None = None) -> Path:
    """A translator's file with all units, some with new texts, all of them done."""
    whole = parcel(opened(path), "nl", whole=True)
    done = tuple(one._replace(target=texts.get(one.unit, one.target), done=True) for one in whole.messages)
    made = whole._replace(messages=done)
    file = path.parents[1] / f"back.{form}"
    file.write_text((po if form == "po" else xliff).write(edit(made) if edit else made), encoding="utf-8")
    return file


def refused(path: Path, file: Path, *, taken: int = 0) -> dict[str, str]:
    """Unit → why it is refused; as many others are changed as the summary has to say."""
    code, out, err = run("i18n", "import", file, path)
    lines = [line.removeprefix("error[unit-refused]: ") for line in out.split("\n") if line.startswith("error[unit-refused]: ")]
    assert (code, len(lines)) == (1, out.count("error["))
    assert err.startswith(f"{taken} units changed, ")
    assert err.endswith(f"{len(lines)} refused.\n")
    return {line.split("”")[0][1:]: line.partition(" is not taken: ")[2] for line in lines}
