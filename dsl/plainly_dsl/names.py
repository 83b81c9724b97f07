"""The names of one policy: declared ones, standard ones, and what each is.

One name, one kind. A declaration becomes an entry of the policy document (`model.Name`); standard names
join it when they are used, together with their ancestors.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from plainly_dsl import standard
from plainly_dsl.diagnostics import Diagnostic, Place, Related
from plainly_dsl.properties import Pending, Problems, read_properties
from plainly_dsl.suggest import nearest
from plainly_dsl.syntax import Declaration

Document = dict[str, Any]
CONTACTS = ("email", "form", "address", "phone", "url")
#: What `{policy.x}` can print.
POLICY_VALUES = ("effective", "title")


class Declared(NamedTuple):
    """A name the policy declares: its entry in the document, where it is declared, whether in an included file.

    `lost` are contact points that are there but could not be read.
    """

    entry: Document
    place: Place
    included: bool
    pending: tuple[Pending, ...]
    lost: frozenset[str]


class Names:
    """Look-up of names, and the record of which are used."""

    def __init__(self, language: str, locales: tuple[str, ...] = ()) -> None:
        self.language = language
        self.locales = (language, *locales)  # in which the policy is to be read
        self.declared: dict[str, Declared] = {}
        self.relabelled: dict[tuple[str, str], Document] = {}  # (locale, standard name) → this policy's own label
        self.used: dict[str, None] = {}  # in order of first use
        self.problems: list[Diagnostic] = []
        self.suggested: dict[str, str] = {}  # for unknown names: the one that may be meant

    def kind(self, name: str) -> str:
        """The kind of a name, "" when there is none of that name."""
        if name in self.declared:
            return str(self.declared[name].entry["kind"])
        entry = standard.entries().get(name)
        return entry.kind if entry else ""

    def declare(self, file: str, node: Declaration, *, included: bool, language: str = "") -> None:
        """Takes up one `@party`, `@data` … directive; `language` is that of its label, the policy's own where none is given."""
        if node.name is None:
            return
        name, kind = node.name.text, node.keyword.text
        place = Place(file, node.start + node.name.start, node.start + node.name.end)
        if name in self.declared:
            first = Related(self.declared[name].place, "first declared here")
            self.problems.append(Diagnostic("duplicate-name", place, {"name": name}, "", (first,)))
            return
        known = standard.entries().get(name)
        if known:
            code = "shadowed-name" if known.kind == kind else "name-taken"
            self.problems.append(Diagnostic(code, place, {"name": name, "kind": known.kind}))
        self.declared[name] = self._entry(file, node, kind, place, included=included, language=language or self.language)

    def _entry(self, file: str, node: Declaration, kind: str, place: Place, *, included: bool, language: str) -> Declared:
        problems = Problems(file, node.start)
        fields, pending = read_properties(kind, node, problems)
        self.problems += problems.found
        forms = fields.pop("forms", None)
        if fields.get("url") == "lost":
            del fields["url"]
            fields["lost"] = True
        name = node.name.text if node.name else ""
        label: Document = {"label": node.label.text if node.label else name.replace("-", " ")}
        if forms:
            label["forms"] = forms
        known = standard.entries().get(name)
        inherited: Document = {}
        if known and known.kind == kind:  # the policy's own wording and members, the standard's meaning
            inherited = {key: value for key, value in (("parent", known.parent), ("iri", known.iri), ("match", known.match)) if value}
        entry = {"kind": kind, "origin": "policy", **inherited, "labels": {language: label}, **fields}
        lost = frozenset(CONTACTS if node.broken else problems.lost)
        return Declared(entry, place, included, tuple(pending), lost)

    def relabel(self, file: str, node: Declaration, locale: str = "") -> Place | None:
        """`@label NAME "…"`: in a policy its own wording for a standard name, in a translation any name's wording.

        Gives the place of the name, None where the label could not be taken.
        """
        name, locale = node.name, locale or self.language
        if name is None or node.label is None or not node.label.text.strip():
            place = Place(file, node.start, node.end)
            self.problems.append(
                Diagnostic("missing-property", place, {"name": "@label", "property": "a label in quotes", "kind": "label"})
            )
            return None
        place = Place(file, node.start + name.start, node.start + name.end)
        declared = self.declared.get(name.text)
        if (declared and locale in declared.entry["labels"]) or (locale, name.text) in self.relabelled:
            self.problems.append(Diagnostic("duplicate-name", place, {"name": name.text}))
            return None
        if not declared and not self.use(name.text, place):  # a label for a declared name does not use it
            return None
        for prop in node.properties:
            if prop.key.text not in {"also", "forms"}:
                at = Place(file, node.start + prop.key.start, node.start + prop.key.end)
                self.problems.append(Diagnostic("unknown-property", at, {"name": prop.key.text, "kind": "label"}))
        forms = [value.text for prop in node.properties for value in prop.values if prop.key.text in {"also", "forms"}]
        label: Document = {"label": node.label.text, **({"forms": forms} if forms else {})}
        if declared:
            declared.entry["labels"][locale] = label
        else:
            self.relabelled[locale, name.text] = label
        return place

    def unlabelled(self, header: Place) -> list[Diagnostic]:
        """Names without a label: standard ones in any locale, shared ones in the policy's own language.

        They are shown by a label of another language, or by their name, so that work can go on.
        """
        found = [
            Diagnostic("missing-standard-label", header, {"name": name, "locale": locale})
            for name in self.used
            for locale in self.locales
            if name in standard.entries() and name not in self.declared
            if name not in standard.wordings(locale) and (locale, name) not in self.relabelled
        ]
        for name, declared in self.declared.items():
            labels = declared.entry["labels"]
            if self.language not in labels:
                labels[self.language] = next(iter(labels.values()))
                if name in self.used and declared.entry["kind"] != "value":
                    found.append(Diagnostic("missing-label", declared.place, {"name": name, "locale": self.language}))
        return found

    def link(self) -> None:
        """Looks up the names that declarations refer to; reports unknown ones, wrong kinds and circles."""
        for name, declared in self.declared.items():
            for target, place, kinds in declared.pending:
                kind = self.kind(target) if declared.included else ""  # what only a shared file uses, the policy does not
                kind = kind or self.use(target, place)
                if kind and kind not in kinds:
                    args = {"name": target, "kind": kind, "position": f"the declaration of “{name}”", "kinds": " or ".join(kinds)}
                    self.problems.append(Diagnostic("wrong-kind", place, args))
        for name, declared in self.declared.items():
            if name in self.ancestors(name):
                self.problems.append(Diagnostic("circular-name", declared.place, {"name": name}))
                declared.entry.pop("parent", None)

    def use(self, name: str, place: Place) -> str:
        """The kind of a name that is used at `place`; "" (and a diagnostic) when there is none."""
        kind = self.kind(name)
        if kind:
            self.used[name] = None
        else:
            if name not in self.suggested:
                self.suggested[name] = self.suggestion(name)
            self.problems.append(Diagnostic("unknown-name", place, {"name": name}, self.suggested[name]))
        return kind

    def suggestion(self, name: str) -> str:
        """The name a wrong one may stand for: by spelling, else by a label or form that reads the same."""
        close = nearest(name, (*self.declared, *standard.entries()))
        if close:
            return close
        spoken = name.replace("-", " ")
        for known, wording in standard.wordings(self.language).items():
            if spoken in {wording.label.replace("-", " ").lower(), *(f.replace("-", " ").lower() for f in wording.forms)}:
                return known
        return ""

    def parent(self, name: str) -> str:
        if name in self.declared:
            return str(self.declared[name].entry.get("parent", ""))
        entry = standard.entries().get(name)
        return entry.parent if entry else ""

    def ancestors(self, name: str) -> list[str]:
        """Parents of a name up to the root; ends at the name itself where it goes in a circle."""
        result: dict[str, None] = {}
        parent = self.parent(name)
        while parent and parent not in result:
            result[parent] = None
            parent = self.parent(parent)
        return list(result)

    def contact(self, text: str) -> Document | None:
        """The party of `meadow.email`, when it has that contact point."""
        party, _, point = text.partition(".")
        declared = self.declared.get(party)
        if declared and point in CONTACTS and (point in declared.entry or point in declared.lost):
            return declared.entry
        return None

    def document(self) -> Document:
        """Entries of all declared names, of the standard names used and of their ancestors, sorted by name.

        Of the names in included files only those that are used, with what their entries lead to.
        """
        wanted: set[str] = set()
        waiting = [*self.used, *(name for name, declared in self.declared.items() if not declared.included)]
        while waiting:
            name = waiting.pop()
            if name not in wanted:
                wanted.add(name)
                waiting += self.ancestors(name)
                waiting += (target.name for target in self.declared[name].pending) if name in self.declared else ()
        return {name: self._document_entry(name) for name in sorted(wanted) if self.kind(name)}

    def _document_entry(self, name: str) -> Document:
        if name in self.declared:
            entry = self.declared[name].entry
            return {**entry, "labels": {locale: label for locale, label in entry["labels"].items() if locale in self.locales}}
        known = standard.entries()[name]
        result: Document = {"kind": known.kind, "origin": "standard"}
        result.update({key: value for key, value in (("parent", known.parent), ("iri", known.iri), ("match", known.match)) if value})
        result["labels"] = {}
        for locale in self.locales:
            wording = standard.wordings(locale).get(name)
            label: Document = self.relabelled.get((locale, name), {})
            if not label:
                label = {"label": wording.label if wording else name.replace("-", " ")}
                if wording and wording.forms:
                    label["forms"] = list(wording.forms)
            result["labels"][locale] = label
            if wording:
                result.setdefault("definitions", {})[locale] = wording.definition
        return result

    def unused(self, unread: frozenset[str], text: str) -> list[Diagnostic]:
        """Declared names that nothing uses.

        `unread` are words of blocks that a mistake hides; `text` is the policy's prose, where a label may stand.
        """
        spoken = " ".join(text.split()).lower()
        return [
            Diagnostic("unused-name", declared.place, {"name": name, "kind": self.kind(name)})
            for name, declared in self.declared.items()
            if name not in self.used and name not in unread and not declared.included and not self._spoken(name, spoken)
        ]

    def _spoken(self, name: str, text: str) -> bool:
        wording = self.declared[name].entry["labels"][self.language]
        return any(phrase.lower() in text for phrase in (wording["label"], *wording.get("forms", ())))
