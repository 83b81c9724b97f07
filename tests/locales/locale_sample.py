"""A policy that uses every verb, qualifier and kind of name, worded in any locale by that locale's own labels alone."""

from __future__ import annotations

import copy
from typing import Any

from emit import sample_policy
from plainly.compose import Wording
from plainly.model import Policy
from plainly.view import view
from plainly_dsl import standard

Document = dict[str, Any]
#: Stands for all text of the policy itself: no word of any language.
OWN = "§§"


def document(locale: str) -> Document:
    """The sample of the machine notice's tests in English and `locale`; its own texts are references, its own labels numbers."""
    made: Document = copy.deepcopy(sample_policy.document())
    words = standard.wordings(locale)
    for number, (name, entry) in enumerate(made["names"].items()):
        if name in words:
            wording = words[name]
            entry["labels"] = {locale: {"label": wording.label, "forms": list(wording.forms)}}
            entry["definitions"] = {locale: wording.definition}
        else:
            entry["labels"] = {locale: {"label": f"{OWN} {number}"}}
    made["names"]["meadow"].update(form="https://meadow.example/form", address=["1 Field Lane", "Dublin 4"])
    made.update(language=locale, title={locale: OWN}, subtitle={locale: OWN}, source={locale: OWN})
    for part in (*made["sections"], *made["highlights"]):
        part["title"] = {locale: OWN}
    for clause in made["clauses"]:
        used = [name for s in clause["statements"] for fact in s["facts"] for name in fact["objects"] if name in made["names"]]
        tables = "\n\n".join(["{facts}", *(f"{{table {name}}}" for name in ("collected", "cookies"))])
        clause["text"] = {locale: [f"[{OWN}]{{?only-then}} {{{', '.join(dict.fromkeys(used))}}}", *tables.split("\n\n")]}
        clause["highlights"] = [{locale: f"{OWN} {{{used[0]}}}"}]
    made["highlights"][0]["clauses"] = [[clause["id"]] for clause in made["clauses"]]
    made["highlights"][0]["more"] = made["sections"][0]["id"]
    made["untranslated"] = {}
    return made


def policy(locale: str, **fields: Any) -> Policy:
    """The sample with `locale` as its only language."""
    return view({**document(locale), **fields})


def wording(locale: str) -> Wording:
    """The words of the sample in a locale."""
    return Wording.of(policy(locale), locale)
