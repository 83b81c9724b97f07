"""Any claim that the language's tables allow, and a small policy that makes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from hypothesis import strategies as st
from sample_policy import Document, document, names

from plainly_dsl.tables import marks, qualifiers, verbs


@cache
def few_names() -> dict[str, Document]:
    """Three names of each kind."""
    kinds, result = Counter[str](), {}
    for name, entry in names().items():
        kinds[entry["kind"]] += 1
        if kinds[entry["kind"]] <= 3:
            result[name] = entry
    return result


class Claim(NamedTuple):
    """A statement of one fact."""

    verb: str
    modality: str
    fact: Document


@st.composite
def any_claim(draw: st.DrawFn) -> Claim:
    """What the language's tables allow, whatever it may mean."""
    verb, modality = draw(st.sampled_from(list(verbs().values()))), draw(st.sampled_from(("does", "may", "must", "never")))
    of_kind: dict[str, list[str]] = {"section": ["#joining-section"]}
    for name, entry in few_names().items():
        of_kind.setdefault(entry["kind"], []).append(name)
    of_kind["party"] = [*of_kind["party"], "meadow.email"]
    of_kind["situation"] = [*of_kind["situation"], "?only-then"]

    def some(kinds: Iterable[str]) -> list[str]:
        fitting = [name for kind in sorted(kinds) for name in of_kind[kind]]
        return draw(st.lists(st.sampled_from(fitting), min_size=1, max_size=3, unique=True))

    words = draw(st.lists(st.sampled_from(sorted(verb.qualifiers)), max_size=6, unique=True))
    fact = {
        "objects": some(verb.objects),
        "qualifiers": {word: some(qualifiers()[word].kinds) for word in words},
        "only": draw(st.lists(st.sampled_from(words), unique=True)) if words else [],
        "open": draw(st.lists(st.sampled_from(["objects", *words]), unique=True)),
        "marks": draw(st.lists(st.sampled_from(sorted(marks())), max_size=3, unique=True)),
    }
    return Claim(verb.word, modality, fact)


def small(claims: list[Claim]) -> Document:
    """Fields that make the sample small: few names, and one clause; it states the claims given, else its own."""
    first = {**document()["clauses"][0], "scope": {"of": ["meadow-members"]}}
    if claims:
        first["statements"] = [
            {"verb": claim.verb, "modality": claim.modality, "facts": [{"id": f"joining.{claim.verb}.x.{number}", **claim.fact}]}
            for number, claim in enumerate(claims)
        ]
    used = {name for statement in first["statements"] for fact in statement["facts"] for name in _used(fact)}
    every, wanted = names(), [*few_names(), *used]
    for name in wanted:
        wanted += [other for other in related(every[name]) if other not in wanted]
    kept = {name: every[name] for name in sorted(set(wanted))}
    return {"names": kept, "clauses": [first], "regimes": [], "silent": [], "highlights": []}


def _used(fact: Document) -> set[str]:
    every = {*fact["objects"], *(name for listed in fact["qualifiers"].values() for name in listed)}
    return {name.partition(".")[0] for name in every if name[0] not in "?#"}


def related(entry: Document) -> list[str]:
    """The names that a name's entry refers to."""
    single = [entry.get(key) for key in ("parent", "place", "part_of", "stands_for", "by")]
    return [other for other in (*single, *(name for key in ("members", "examples", "roles") for name in entry.get(key, ()))) if other]
