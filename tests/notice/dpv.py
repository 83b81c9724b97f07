"""The files of W3C DPV 2.3 that lie beside the project: which terms there are, what each is, and where each stands."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from plainly.emit.terms import PREFIXES

FOLDER = Path(__file__).parents[3] / "shared" / "dpv" / "2.3"
NAMESPACES = ("dpv", "pd", "eu-gdpr", "eu-rights", "loc", "tech", "legal-eu", "legal-gb", "legal-us")
ABOVE = {
    "http://www.w3.org/2004/02/skos/core#broader",
    "http://www.w3.org/2000/01/rdf-schema#subClassOf",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
}
STATUS = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"
PROPERTY = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property"


class Dpv(NamedTuple):
    """All IRIs in full: terms, those that are properties, those that DPV is about to withdraw, and what stands above each."""

    terms: frozenset[str]
    properties: frozenset[str]
    sunset: frozenset[str]
    above: dict[str, set[str]]

    def ancestors(self, iri: str) -> set[str]:
        """The term itself, what stands above it, and so on."""
        found, waiting = {iri}, [iri]
        while waiting:
            new = self.above.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found


@cache
def dpv() -> Dpv:
    """DPV as its CSV and Turtle files have it; locations are in CSV only."""
    terms: set[str] = set()
    properties: set[str] = set()
    above: dict[str, set[str]] = {}
    for name in NAMESPACES:
        with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                terms.add(row["iri"])
                if row["type"] == "property":
                    properties.add(row["iri"])
                for field in ("dpvtype", "subclassof", "hasbroader"):
                    above.setdefault(row["iri"], set()).update(filter(None, row[field].split(";")))
    sunset: set[str] = set()
    for path in sorted(FOLDER.glob("*.ttl")):
        for quad in pyoxigraph.parse(path=str(path)):
            if isinstance(quad.subject, pyoxigraph.NamedNode) and not isinstance(quad.object, pyoxigraph.Triple):
                subject, value = quad.subject.value, quad.object.value
                if quad.predicate.value in ABOVE:
                    above.setdefault(subject, set()).add(value)
                if value == PROPERTY:
                    properties.add(subject)
                if quad.predicate.value == STATUS and value == "sunset":
                    sunset.add(subject)
    return Dpv(frozenset(terms), frozenset(properties), frozenset(sunset), above)


def listed_sunset() -> set[str]:
    """The terms that the list of useful terms says not to use."""
    text = (FOLDER / "useful-terms.md").read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if line.startswith("Do not emit"))
    return {full(term) for term in re.findall(r"`([^`]+)`", line.partition(". Use ")[0])}


def full(term: str) -> str:
    """`prefix:term` as an IRI."""
    prefix, _, local = term.partition(":")
    return PREFIXES[prefix] + local


def is_dpv(iri: str) -> bool:
    """Whether an IRI is in a namespace of DPV, be it one that we know or not."""
    return iri.startswith(("https://w3id.org/dpv#", "https://w3id.org/dpv/"))
