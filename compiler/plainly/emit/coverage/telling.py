"""What a policy says, as its coverage report tells it: clauses with the sentences that count, facts, declarations; each with its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from plainly.compose.highlights import CONTACTS
from plainly.compose.sentences import sentence
from plainly.compose.statement import statement_page
from plainly.compose.wording import Wording
from plainly.emit.coverage.quotes import Quotes, passages, said_by
from plainly.locales import published
from plainly.page import PAGE_FILES, Page, Passage, plain

if TYPE_CHECKING:
    from plainly.model import Clause, Policy

STATEMENT = f"{PAGE_FILES['statement']}.html"


class Telling:
    """One policy, published below `home`. `pages` are its full statements by locale, as far as they are composed already."""

    def __init__(self, policy: Policy, home: str, pages: Mapping[str, Page]) -> None:
        self.policy = policy
        self.home = home
        self.locales = published(policy)
        self._pages = pages
        self._wordings: dict[str, Wording] = {}
        self._passages: dict[str, dict[str, Passage]] = {}  # locale → clause
        self._quotes: dict[tuple[str, str], Quotes | None] = {}
        self._declared: dict[str, dict[str, Any]] = {}

    @property
    def own(self) -> Wording:
        """The wording in the policy's own language."""
        return self.wording(self.policy.language)

    def wording(self, locale: str) -> Wording:
        """The wording in a locale of the policy."""
        if locale not in self._wordings:
            self._wordings[locale] = Wording.of(self.policy, locale)
        return self._wordings[locale]

    def quotes(self, clause: str, locale: str) -> Quotes | None:
        """The sentences of a clause as it is published, None where the locale has no text of it."""
        if locale not in self._passages:
            page = self._pages.get(locale) or statement_page(self.policy, self.wording(locale))
            self._passages[locale] = passages(page)
        key = (clause, locale)
        if key not in self._quotes:
            passage = self._passages[locale].get(clause)
            self._quotes[key] = Quotes(passage, locale, self.policy.names) if passage else None
        return self._quotes[key]

    def called(self, name: str) -> str:
        """How a name reads in the policy's language; a section or a condition as it is written."""
        return self.own.label(name) if name.partition(".")[0] in self.policy.names else name

    # Places -----------------------------------------------------------------------------------

    def link(self, clause: str, locale: str) -> dict[str, str]:
        """Where a clause is published in a locale: relative to the report, and absolute."""
        href = f"{locale}/{STATEMENT}{self.wording(locale).anchor(clause)}"
        return {"href": href, "iri": f"{self.home}{href}"}

    def section(self, clause: str) -> dict[str, str]:
        """The section a clause stands in, with its printed number."""
        home = self.own.homes[clause]
        return {"section": home, "number": self.own.numbers.get(home, "")}

    # Clauses and facts ------------------------------------------------------------------------

    def clause(self, clause: Clause, wanted: Collection[str]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        """A clause with those of its sentences that say the wanted facts, in each locale; and these facts by their ids.

        A fact's `sentences` are places in the clause's lists.
        """
        facts = [fact for statement in clause.statements for fact in statement.facts if fact.id in wanted]
        words, names = self._words(clause, wanted), {fact.id: said_by(fact) for fact in facts}
        places: dict[str, dict[str, list[int]]] = {identity: {} for identity in names}
        said: dict[str, dict[str, Any]] = {}
        for locale in self.locales:
            quotes = self.quotes(clause.id, locale)
            if quotes is None:
                continue
            chosen = {identity: quotes.of(identity, used) for identity, used in names.items()}
            told_by = sorted({number for numbers in chosen.values() for number in numbers})
            place = {number: at for at, number in enumerate(told_by)}
            for identity, numbers in chosen.items():
                places[identity][locale] = [place[number] for number in numbers]
            sentences = [quotes.sentences[number] for number in told_by]
            said[locale] = {**self.link(clause.id, locale), "language": quotes.language, "sentences": sentences}
        told = {
            identity: {"clause": clause.id, "iri": f"{self.home}#{identity}", "words": words[identity], "sentences": numbers}
            for identity, numbers in places.items()
        }
        return {**self.section(clause.id), "said": said}, told

    def _words(self, clause: Clause, wanted: Collection[str]) -> dict[str, str]:
        """The wanted facts of a clause in words; those that are stated in one list share a sentence."""
        found = {}
        for statement in clause.statements:
            for row in self.own.folded(statement) if any(fact.id in wanted for fact in statement.facts) else ():
                own = [identity for identity in row.facts if identity in wanted]
                if own:
                    found.update(dict.fromkeys(own, plain(sentence(self.own, clause, row))))
        return found

    # Declarations -----------------------------------------------------------------------------

    def declared(self, pointer: str) -> dict[str, Any]:
        """What a declaration or the header says, in each locale; of a name also where the text prints it, if it does."""
        if pointer in self._declared:
            return self._declared[pointer]
        kind, _, name = pointer.strip("/").partition("/")
        text = {locale: self._stated(self.wording(locale), kind, name) for locale in self.locales}
        said = {locale: found for locale in self.locales if kind == "names" and (found := self._printed(locale, name))}
        self._declared[pointer] = {"pointer": pointer, "text": text, "said": said}
        return self._declared[pointer]

    def _stated(self, wording: Wording, kind: str, name: str) -> str:
        if kind == "names":
            points = ", ".join(self._points(name))
            return wording.titled(wording.label(name), points) if points else wording.label(name)
        if kind == "effective":
            return wording.titled(wording.page("effective"), wording.date(self.policy.effective))
        if kind == "controllers":
            return wording.titled(wording.page("controller"), ", ".join(map(wording.label, self.policy.controllers)))
        return wording.title(self.policy.title)

    def _points(self, name: str) -> list[str]:
        """All contact points of a party, as they are printed."""
        values = (getattr(self.policy.names[name], point) or () for point, _ in CONTACTS)
        return [value if isinstance(value, str) else ", ".join(value) for value in values if value]

    def _printed(self, locale: str, name: str) -> dict[str, str] | None:
        """The first published sentence with a contact point of a party, else with its label."""
        for wanted in (self._points(name), [self.wording(locale).label(name)]):
            for clause in self.policy.clauses if wanted else ():
                quotes = self.quotes(clause.id, locale)
                for text in quotes.sentences if quotes else ():
                    if quotes and any(words in text for words in wanted):
                        return {**self.link(clause.id, locale), "language": quotes.language, "sentence": text, "clause": clause.id}
        return None
