"""The catalogue of an output folder, `index.jsonld`, in the terms of W3C DCAT 3: one dataset a policy, one distribution a file.

Every node has an IRI, and the context is part of the file, so that it can be read offline. The catalogue speaks of its own folder:
it lists neither itself nor the manifest, whose digests depend on it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from plainly.emit.concepts import identities
from plainly.emit.jsonld import LINES
from plainly.emit.profile import PROFILE
from plainly.emit.terms import PREFIXES, Node, texts
from plainly.page import PAGE_FILES
from plainly.regimes.verdicts import STATES
from plainly.schema import SCHEMA_ID

if TYPE_CHECKING:
    from plainly.model import Policy

CATALOGUE = "index.jsonld"
DCAT = "https://www.w3.org/TR/vocab-dcat-3/"
#: Media types by the file name's end, as registered with IANA (the addresses below this one).
IANA = "https://www.iana.org/assignments/media-types/"
MEDIA_TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "html": "text/html",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "ttl": "text/turtle",
}
#: What a policy's own files conform to; "" is the notice's profile.
STANDARDS = {"notice.json": SCHEMA_ID, "notice.jsonld": "", "notice.ttl": ""}
#: A page's file, without its end → the layer of the notice that it is.
LAYERS = {**{file: kind for kind, file in PAGE_FILES.items()}, "policy": "statement"}

_IDS = ("dcat:dataset", "dcat:distribution", "dcat:previousVersion", "dct:conformsTo", "dct:isReplacedBy", "dct:publisher", "dct:replaces")
_ID = ("dcat:accessURL", "dcat:downloadURL", "dcat:mediaType", "spdx:algorithm", "spdx:checksum")
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    **{prefix: PREFIXES[prefix] for prefix in ("dct", "dpv", "foaf", "owl", "plainly", "xsd")},
    "dcat": "http://www.w3.org/ns/dcat#",
    "spdx": "http://spdx.org/rdf/terms#",
    **{term: {"@type": "@id", "@container": "@set"} for term in _IDS},
    **{term: {"@type": "@id"} for term in _ID},
    **{term: {"@container": "@language"} for term in ("dct:title", "foaf:name")},
    "dct:language": {"@container": "@set"},
    "dct:valid": {"@type": "xsd:date"},
    "spdx:checksumValue": {"@type": "xsd:hexBinary"},
}

_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_POLICY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS = re.compile(r'https?://[^\x00-\x20\x7f<>"{}|\\^`?#]+/')
_PROFILE = re.compile(r"https://w3id\.org/plainly/profile/[0-9]+")
_CONTROLLER = re.compile(r"(#name\.|dpv:|plainly:)[A-Za-z0-9-]+")


class About(NamedTuple):
    """What the catalogue says of a policy beyond its files. A manifest keeps it; a field is empty where that is not known.

    `base` is the address that the policy was built for, `profile` what its notice conforms to, `valid` the day it takes effect,
    `replaces` the policy before it; `controllers` are IRIs with names per locale. `coverage` is for the overview of reports: for each
    regime its title and how many duties are in each state (none where it does not apply).
    """

    base: str
    profile: str
    title: dict[str, str]
    valid: str
    replaces: str
    controllers: dict[str, dict[str, str]]
    coverage: Mapping[str, dict[str, Any]] = {}

    @classmethod
    def of(cls, policy: Policy, base: str, coverage: Mapping[str, dict[str, Any]] | None = None) -> About:
        """What there is to say of a policy that is published below `base`, with what was found of its coverage."""
        ids = identities(policy.names)
        named = {ids[name]: {locale: label.label for locale, label in policy.names[name].labels.items()} for name in policy.controllers}
        valid = "" if policy.effective == "not-stated" else policy.effective
        return cls(base, PROFILE, dict(policy.title), valid, policy.supersedes or "", named, dict(coverage or {}))

    @classmethod
    def read(cls, kept: Any) -> About:
        """What a manifest keeps. Anything that is not as `of` makes it is left out: the file may come from anybody."""
        given = kept if isinstance(kept, dict) else {}
        parties = given.get("controllers")
        named = parties.items() if isinstance(parties, dict) else ()
        return cls(
            _matching(_ADDRESS, given.get("base")),
            _matching(_PROFILE, given.get("profile")),
            _texts(given.get("title")),
            _day(given.get("valid")),
            _matching(_POLICY, given.get("replaces")),
            {iri: _texts(names) for iri, names in named if _CONTROLLER.fullmatch(iri)},
            _coverage(given.get("coverage")),
        )


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    return value if isinstance(value, str) and pattern.fullmatch(value) else ""


def _day(value: Any) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        return ""


def _texts(value: Any) -> dict[str, str]:
    told = value.items() if isinstance(value, dict) else ()
    return {locale: text for locale, text in told if isinstance(text, str) and _LOCALE.fullmatch(locale)}


def _coverage(value: Any) -> dict[str, dict[str, Any]]:
    """Regimes with title and counts of states. Counts that are not whole are left out."""
    told = value.items() if isinstance(value, dict) else ()
    found = {}
    for regime, entry in told:
        if _POLICY.fullmatch(regime) and isinstance(entry, dict) and isinstance(entry.get("title"), str):
            given = entry.get("counts")
            counts = given if isinstance(given, dict) and given.keys() == set(STATES) and all(map(_counted, given.values())) else {}
            found[regime] = {"title": entry["title"], "counts": counts}
    return found


def _counted(value: Any) -> bool:
    return type(value) is int and value >= 0


class Listed(NamedTuple):
    """A published policy: its files (path below its folder → SHA-256 in hexadecimal) and what else is known of it."""

    files: Mapping[str, str]
    about: About


def catalogue(base: str, shared: Mapping[str, str], policies: Mapping[str, Listed]) -> str:
    """`index.jsonld`. `base` is the IRI of the published folder and ends in `/`; `shared` are the files all policies have in common."""
    homes = {name: _home(name, listed.about, base) for name, listed in policies.items()}
    successors: dict[str, list[str]] = {}
    for name, listed in sorted(policies.items()):
        if listed.about.replaces:
            successors.setdefault(_home(listed.about.replaces, listed.about, base), []).append(homes[name])
    datasets = [_dataset(name, homes[name], listed, base, successors.get(homes[name], [])) for name, listed in sorted(policies.items())]
    common: Node = {
        "@id": f"{CATALOGUE}#shared",
        "@type": ["dcat:Dataset"],
        "dct:title": {"en": "Files that all policies share"},
        "dcat:distribution": [_distribution(path, digest) for path, digest in sorted(shared.items())],
    }
    node: Node = {
        "@id": CATALOGUE,
        "@type": ["dcat:Catalog"],
        "dct:title": {"en": "Privacy policies"},
        "dct:conformsTo": [DCAT],
        "dct:language": sorted({locale for listed in policies.values() for locale in _locales(listed.files)}),
        "dcat:dataset": [*datasets, common],
    }
    return json.dumps({"@context": {**CONTEXT, "@base": base}, **node}, separators=LINES, sort_keys=True, ensure_ascii=False) + "\n"


def _home(name: str, about: About, base: str) -> str:
    """A policy's own IRI, relative to the catalogue's where both were built for one address."""
    return f"{about.base}{name}/" if about.base not in {"", base} else f"{name}/"


def _locales(files: Mapping[str, str]) -> list[str]:
    """The languages of a policy: folders that hold a full statement."""
    return sorted(path.partition("/")[0] for path in files if path.endswith("/index.html"))


def _dataset(name: str, home: str, listed: Listed, base: str, successors: list[str]) -> Node:
    """A policy with its files. It is an edition: a replaced policy is its previous version (DCAT 3, section 11)."""
    about, files = listed.about, listed.files
    node: Node = {
        "@id": home,
        "@type": ["dcat:Dataset", "dpv:PrivacyNotice"],
        "dct:identifier": name,
        "dct:language": _locales(files),
        "dcat:distribution": [_file(name, path, digest, about.profile) for path, digest in sorted(files.items())],
    }
    if about.profile:
        node["dct:conformsTo"] = [about.profile]
    if about.title:
        node["dct:title"] = texts(about.title)
    if about.valid:
        node["dct:valid"] = about.valid
    if about.controllers:
        node["dct:publisher"] = [_publisher(iri, names, home) for iri, names in sorted(about.controllers.items())]
    if about.replaces:
        node["dct:replaces"] = node["dcat:previousVersion"] = [_home(about.replaces, about, base)]
    if successors:
        node["dct:isReplacedBy"] = successors
    if "notice.json" in files:
        node["dcat:version"] = node["owl:versionInfo"] = f"sha256:{files['notice.json']}"
    return node


def _publisher(iri: str, names: dict[str, str], home: str) -> Node:
    node: Node = {"@id": f"{home}{iri}" if iri.startswith("#") else iri, "@type": ["foaf:Agent"]}
    return {**node, "foaf:name": texts(names)} if names else node


def _file(policy: str, path: str, digest: str, profile: str) -> Node:
    """A file of a policy; a page with its language and with the layer of the notice that it is."""
    node = _distribution(f"{policy}/{path}", digest)
    folder, _, file = path.rpartition("/")
    layer = LAYERS.get(file.rpartition(".")[0])
    if layer and _LOCALE.fullmatch(folder):
        node.update({"dct:language": [folder], "plainly:layer": layer})
    if profile and path in STANDARDS:
        node["dct:conformsTo"] = [STANDARDS[path] or profile]
    return node


def _distribution(path: str, digest: str) -> Node:
    """A file with its SHA-256. Its IRI is its address, which for a page is also the IRI of the notice's layer."""
    node: Node = {
        "@id": path,
        "@type": ["dcat:Distribution"],
        "dcat:accessURL": path,
        "dcat:downloadURL": path,
        "spdx:checksum": {
            "@id": f"{CATALOGUE}#sha256-{digest}",
            "@type": ["spdx:Checksum"],
            "spdx:algorithm": "spdx:checksumAlgorithm_sha256",
            "spdx:checksumValue": digest,
        },
    }
    if media := MEDIA_TYPES.get(path.rpartition(".")[2]):
        node["dcat:mediaType"] = f"{IANA}{media}"
    return node
