"""The summary fits one page, on A4 and on US Letter, in every language.

It is estimated from the texts, the way the pages print them (`paper.py`); the estimate errs on the safe side.

Why it matters: a one-page summary of two pages is read as little as the full statement. Reference: GDPR Art. 12(1); WP260 rev.01, 35-37.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from plainly.checks.finding import Finding
from plainly.checks.highlights import paper
from plainly.checks.highlights.paper import Sheet
from plainly.locales import published, read_toml

if TYPE_CHECKING:
    from plainly.logic.claims import Claims
    from plainly.model import Clause, HighlightGroup, Policy

_MARKED = re.compile(r"\[([^\]]*)\]\{[^}]*\}")
_INSERTED = re.compile(r"\{([^}]*)\}")
#: What stands for an inserted value, and for a date: about as wide as one gets.
VALUE, DATE = "24 months", "28 September 2029"


def check(claims: Claims) -> Iterator[Finding]:
    """`highlights-too-long`, once for a language, at the head of the summary."""
    policy = claims.policy
    if not policy.highlights:
        return
    for locale in published(policy):
        summary = Summary(policy, locale)
        over = max(summary.overfull(sheet) for sheet in paper.SHEETS)
        if over:
            yield Finding("highlights-too-long", f"/highlights/0/title/{locale}", {"locale": locale, "lines": str(over)})


class Summary:
    """The texts of the summary in one locale, and what room they take."""

    def __init__(self, policy: Policy, locale: str) -> None:
        self.policy = policy
        self.locale = locale
        self.interface: dict[str, Any] = read_toml(locale, "interface")
        self.page: dict[str, str] = self.interface["page"]
        from plainly.compose.wording import section_numbers  # here, since composing is slow to load

        self.numbers = section_numbers(policy)
        self.titles = {section.id: section.title for section in policy.sections}
        self.clauses: dict[str, Clause] = {clause.id: clause for clause in policy.clauses}

    def overfull(self, sheet: Sheet) -> int:
        """By about how many lines the summary is too long for a sheet; 0 where it fits."""
        column = sheet.height - self._head(sheet.width)
        blocks = list(self._blocks(sheet.column))
        if paper.fits(blocks, column - paper.SPARE):
            return 0
        over = sum(blocks) - 2 * (column - paper.SPARE)
        return max(1, round(over / paper.ITEM.line))

    def text(self, run: str) -> str:
        """A run as it will be read: inserted labels, values and references by texts as wide."""
        return _INSERTED.sub(lambda match: self._inserted(match[1].strip()), _MARKED.sub(r"\1", run)).replace("\\", "")

    def _inserted(self, name: str) -> str:
        if name.startswith("#"):
            return self._section(name[1:])
        entry = self.policy.names.get(name.lower())
        wording = entry.labels.get(self.locale) if entry and entry.kind != "value" else None
        return wording.label if wording else VALUE if "." not in name else "x" * 40

    def _section(self, identity: str) -> str:
        """“section 2.5” for a section or a clause."""
        clause = self.clauses.get(identity)
        number = self.numbers.get(clause.section if clause else identity, "")
        return str(self.interface["reference"]["section"]).format(number=number)

    def _titled(self, titles: dict[str, str]) -> str:
        return self.text(titles.get(self.locale) or next(iter(titles.values()), ""))

    def _head(self, width: float) -> float:
        """Title, subtitle, details, and a banner where something is not translated."""
        title = self._titled(self.policy.title)
        parts = paper.height(f"{title}: {self.page['highlights']}", paper.TITLE, width)
        parts += paper.height(self.page["highlights_subtitle"].format(title=title), paper.SUBTITLE, width)
        controllers = ", ".join(self._inserted(name) for name in self.policy.controllers)
        details = f"{self.page['effective']} {DATE} {self.page['controller']} {controllers} ____"
        parts += paper.height(details, paper.DETAIL, width) + paper.DETAILS_FRAME
        if self.policy.untranslated.get(self.locale):
            parts += paper.height(self.page["banner"], paper.DETAIL, width) + paper.BANNER_FRAME
        return parts

    def _blocks(self, width: float) -> Iterator[float]:
        """Heights of what may not be broken, in order."""
        for group in self.policy.highlights:
            yield from self._group(self._titled(group.title), self._lines(group), self._more(group), width)
        if self._contacts:
            yield from self._group(self.page["contact"], self._contacts, "", width)

    def _group(self, title: str, lines: list[str], more: str, width: float) -> Iterator[float]:
        heading = paper.GROUP_ABOVE + paper.height(title, paper.HEADING, width)
        below = paper.LIST_BELOW + paper.GROUP_BELOW + (paper.height(more, paper.MORE, width) if more else 0)
        yield from paper.kept_together(heading, [paper.height(line, paper.ITEM, width) for line in lines], below)

    def _lines(self, group: HighlightGroup) -> list[str]:
        """The lines of a group, each with the sections it leads to."""
        found: list[str] = []
        for entry in group.clauses:
            clauses = [self.clauses[identity] for identity in entry if identity in self.clauses]
            texts = [texts for clause in clauses for texts in clause.highlights]
            for number, each in enumerate(texts):
                homes = dict.fromkeys(clause.section for clause in (clauses if not number else clauses[:1]))
                found.append(f"{self._titled(each)} ({', '.join(map(self._section, homes))})")
        return found

    def _more(self, group: HighlightGroup) -> str:
        if not group.more:
            return ""
        title = self._titled(self.titles.get(group.more, {}))
        return str(self.interface["reference"]["more"]).format(title=title, section=self._section(group.more))

    @cached_property
    def _contacts(self) -> list[str]:
        from plainly.compose.highlights import CONTACTS

        found = []
        for party in self.policy.controllers:
            entry = self.policy.names.get(party)
            for point, key in CONTACTS if entry else ():
                value = getattr(entry, point)
                if value:
                    found.append(f"{self.page[key]}: {value if isinstance(value, str) else ', '.join(map(str, value))}")
        return found
