"""`*.toml` beside this file → regimes. Read strictly: what nobody knows is refused.

A misspelt key or word would never match anything, and a policy would be told that it lacks what it says.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from plainly.regimes.regime import EXACTLY, ONLY, Duty, FactPattern, Part, PartyPattern, Pattern, PolicyPattern, Regime
from plainly_dsl.names import CONTACTS
from plainly_dsl.tables import EVERY_MODALITY, marks, qualifiers, verbs

#: What of a header a pattern may ask for; points by which a party can be reached.
POLICY_FIELDS = ("effective", "controllers", "title")
#: Modalities of a pattern that names none: what is done or allowed, not what is denied.
AFFIRMED = ("does", "may", "must")
_LAW = re.compile(r'^law\s*=\s*"([^"]*)"', re.MULTILINE)
_REGIME = ("id", "law", "title", "citation", "url", "covers", "leaves-out")
_DUTY = ("id", "citation", "title", "help", "example")

Table = dict[str, Any]


class RegimeError(ValueError):
    """A regime's file says something that has no meaning; the message names the file and the part."""


@cache
def law_of(path: Path) -> str:
    """The law a file is about, without reading it whole; "" where it names none."""
    found = _LAW.search(path.read_text(encoding="utf-8"))
    return found[1] if found else ""


@cache
def read_regime(path: Path) -> Regime:
    """One file. Raises `RegimeError`."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RegimeError(f"{path.name}: {error}") from error
    return _Reader(path).regime(raw)


class _Reader:
    """Reads the tables of one file; `where` says in errors which of them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def regime(self, raw: Table) -> Regime:
        where = "the regime"
        self.keys(raw, where, _REGIME, ("like", "without", "when", "applies", "duty"))
        texts = {key.replace("-", "_"): self.text(raw, key, where) for key in (*_REGIME, "when")}
        if texts["id"] != self.path.stem:
            raise self.error(where, f"its id is “{texts['id']}”, not the file’s name")
        applies = self.conditions(raw, where)[0]
        duties = {duty.id: duty for duty in self.taken_over(raw)}
        own = [self.duty(entry, texts["id"]) for entry in self.tables(raw, "duty", where)]
        if len({duty.id for duty in own}) < len(own):
            raise self.error(where, "two duties have one id")
        duties.update((duty.id, duty) for duty in own)
        if not duties:
            raise self.error(where, "it has no duty")
        return Regime(**texts, applies=applies, duties=tuple(duties.values()))

    def taken_over(self, raw: Table) -> Iterable[Duty]:
        """The duties of the regime that this one is like, under ids of its own."""
        if "like" not in raw:
            if "without" in raw:
                raise self.error("the regime", "“without” needs “like”")
            return
        base = self.path.with_name(f"{self.text(raw, 'like', 'the regime')}.toml")
        if not base.is_file() or base == self.path:
            raise self.error("the regime", f"there is no {base.name} to be like")
        left_out = set(self.texts(raw, "without", "the regime"))
        known = read_regime(base)
        strangers = left_out - {duty.id for duty in known.duties}
        if strangers:
            raise self.error("the regime", f"“without” names no duty of {base.name}: {', '.join(sorted(strangers))}")
        for duty in known.duties:
            if duty.id not in left_out:
                yield duty._replace(id=f"{self.path.stem}{duty.id.removeprefix(base.stem)}")

    def duty(self, raw: Table, regime: str) -> Duty:
        where = f"duty {raw.get('id', '?')}"
        self.keys(raw, where, (*_DUTY, "part"), ("when", "applies", "unless"))
        texts = {key: self.text(raw, key, where) for key in (*_DUTY, "when")}
        if not re.fullmatch(rf"{regime}(-[a-z0-9]+)+", texts["id"]):
            raise self.error(where, f"an id is small letters, digits and hyphens, and begins with “{regime}-”")
        applies, unless = self.conditions(raw, where)
        parts = tuple(self.part(entry, where) for entry in self.tables(raw, "part", where))
        if not parts or len({part.title for part in parts}) < len(parts):
            raise self.error(where, "it has no part, or two with one title")
        return Duty(**texts, applies=applies, unless=unless, parts=parts)

    def conditions(self, raw: Table, where: str) -> tuple[tuple[Pattern, ...], tuple[Pattern, ...]]:
        """`applies` and `unless`; with them stand words that say the same."""
        applies, unless = self.patterns(raw, "applies", where), self.patterns(raw, "unless", where)
        if bool(applies or unless) != ("when" in raw):
            raise self.error(where, "“when” and the patterns it puts into words go together")
        return applies, unless

    def part(self, raw: Table, where: str) -> Part:
        where = f"{where}, part {raw.get('title', '?')}"
        self.keys(raw, where, ("title", "by"), ("each", "of"))
        if ("each" in raw) != ("of" in raw):
            raise self.error(where, "“each” and “of” go together")
        each = self.text(raw, "each", where)
        if each:
            self.known(each, _positions(), where)
        by, of = self.patterns(raw, "by", where), self.patterns(raw, "of", where)
        if each and not all(isinstance(pattern, FactPattern) for pattern in (*by, *of)):
            raise self.error(where, "“each” compares facts only")
        return Part(self.text(raw, "title", where), by, each, of)

    # Patterns ---------------------------------------------------------------------------------

    def patterns(self, raw: Table, key: str, where: str) -> tuple[Pattern, ...]:
        return tuple(self.pattern(entry, f"{where}, {key}") for entry in self.tables(raw, key, where))

    def pattern(self, raw: Table, where: str) -> Pattern:
        if "policy" in raw:
            self.keys(raw, where, ("policy",))
            return PolicyPattern(self.known(self.text(raw, "policy", where), POLICY_FIELDS, where))
        if "party" in raw:
            self.keys(raw, where, ("party",), ("points",))
            return self.party(raw, where)
        positions = _positions()
        self.keys(raw, where, (), ("verb", "modality", "kinds", "marks", "lacks", "not", *positions))
        if not raw:
            raise self.error(where, "an empty pattern would match every fact")
        kinds = self.table(raw.get("kinds", {}), f"{where}, kinds")
        self.keys(kinds, f"{where}, kinds", (), positions)
        return FactPattern(
            self.words(raw, "verb", verbs(), where),
            self.words(raw, "modality", EVERY_MODALITY, where) or frozenset(AFFIRMED),
            {position: self.names(raw, position, where) for position in positions if position in raw},
            {position: frozenset(self.texts(kinds, position, where)) for position in kinds},
            self.words(raw, "marks", (ONLY, *marks()), where),
            tuple(self.known(word, positions, where) for word in self.texts(raw, "lacks", where)),
            self.uncounted(raw, {position for position in positions if position in raw} | set(kinds), where),
        )

    def names(self, raw: Table, position: str, where: str) -> frozenset[str]:
        """The names a pattern asks for in a position: as they are, with “=” before them, or “*”."""
        names = self.texts(raw, position, where)
        if not {EXACTLY, f"{EXACTLY}*"}.isdisjoint(names):
            raise self.error(where, f"behind “=” in “{position}” a name is wanted")
        return frozenset(names)

    def uncounted(self, raw: Table, asked: set[str], where: str) -> dict[str, frozenset[str]]:
        """`not`: for positions that the pattern asks for, names that do not count there when they are stated just so."""
        table = self.table(raw.get("not", {}), f"{where}, not")
        self.keys(table, f"{where}, not", (), _positions())
        for position in table:
            if position not in asked:
                raise self.error(where, f'“not” takes names away from what “{position}” asks for: write “{position} = ["*"]”, too')
            if any(name.startswith(EXACTLY) or name == "*" for name in self.texts(table, position, where)):
                raise self.error(where, "names of “not” are always meant just as they are, without “=” or “*”")
        return {position: frozenset(self.texts(table, position, where)) for position in table}

    def party(self, raw: Table, where: str) -> PartyPattern:
        who = self.table(raw["party"], where)
        self.keys(who, where, (), ("is", "role"))
        if len(who) != 1 or who.get("is", "controller") != "controller":
            raise self.error(where, "a party is told by its role, or it is the controller")
        points = tuple(self.known(point, CONTACTS, where) for point in self.texts(raw, "points", where))
        roles = self.texts(who, "role", where)
        if any(role.startswith(EXACTLY) for role in roles):
            raise self.error(where, "a role is written without “=”")
        return PartyPattern("is" in who, frozenset(roles), points)

    # Values -----------------------------------------------------------------------------------

    def error(self, where: str, what: str) -> RegimeError:
        return RegimeError(f"{self.path.name}, {where}: {what}.")

    def keys(self, raw: Table, where: str, required: tuple[str, ...], optional: Iterable[str] = ()) -> None:
        missing, unknown = set(required) - set(raw), set(raw) - {*required, *optional}
        if missing or unknown:
            found = [*(f"“{key}” is missing" for key in sorted(missing)), *(f"“{key}” is not known" for key in sorted(unknown))]
            raise self.error(where, ", ".join(found))

    def table(self, raw: Any, where: str) -> Table:
        if not isinstance(raw, dict):
            raise self.error(where, "a table is wanted")
        return raw

    def tables(self, raw: Table, key: str, where: str) -> list[Table]:
        listed = raw.get(key, [])
        if not isinstance(listed, list):
            raise self.error(where, f"“{key}” is written [[…]]")
        return [self.table(entry, f"{where}, {key}") for entry in listed]

    def text(self, raw: Table, key: str, where: str) -> str:
        value = raw.get(key, "")
        if not isinstance(value, str) or (key in raw and not value.strip()):
            raise self.error(where, f"“{key}” is a text")
        return value.strip("\n")

    def texts(self, raw: Table, key: str, where: str) -> tuple[str, ...]:
        value = raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value) or (key in raw and not value):
            raise self.error(where, f"“{key}” is a list of words")
        return tuple(value)

    def words(self, raw: Table, key: str, among: Iterable[str], where: str) -> frozenset[str]:
        return frozenset(self.known(word, among, where) for word in self.texts(raw, key, where))

    def known(self, word: str, among: Iterable[str], where: str) -> str:
        if word not in among:
            raise self.error(where, f"“{word}” is not one of {', '.join(among)}")
        return word


def _positions() -> tuple[str, ...]:
    return ("objects", *qualifiers())
