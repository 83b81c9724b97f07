"""The address of a part of a policy: on a published page (`nl/index.html#joining`), in the notice (`…/desk-2014/#fact`), or `#id`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from plainly.explain.words import shown
from plainly.locales import published
from plainly.page import PAGE_FILES

if TYPE_CHECKING:
    from plainly.model import Policy

#: Files of the whole policy; its folder's address is its notice.
NOTICES = ("", "notice.json", "notice.jsonld", "notice.ttl")
#: Files of a locale → the kind of page they hold.
PAGES = {f"{file}.html": kind for kind, file in PAGE_FILES.items()} | {
    "policy.md": "statement",
    "highlights.md": "highlights",
    "facts.md": "facts",
}


class Place(NamedTuple):
    """An address as it was written. `base` is the address of the notice's folder if it was given whole, else ""."""

    address: str
    base: str
    folders: tuple[str, ...]
    file: str
    anchor: str


class Resolved(NamedTuple):
    """A place in a policy. `locale` and `page` are "" in the notice itself; `reason` says why there is no such place."""

    locale: str = ""
    page: str = ""
    reason: str = ""


def place_of(subject: str) -> Place | None:
    """The address that a subject is; None for a bare id or word, and for what only looks like an address."""
    if "#" not in subject and "/" not in subject:
        return None
    try:
        parts = urlsplit(subject.strip())
    except ValueError:  # such as an unclosed bracket
        return None
    *folders, file = unquote(parts.path).split("/")
    if file and "." not in file:
        folders, file = [*folders, file], ""
    base = f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} else ""
    return Place(subject, base, tuple(folder for folder in folders if folder not in {"", ".", ".."}), file, unquote(parts.fragment))


def resolved(policy: Policy, place: Place) -> Resolved:
    """Which page of the policy, or its notice, a place is on."""
    if place.file not in PAGES and place.file not in NOTICES:
        return Resolved(reason=f"“{shown(place.file)}” is no page of a policy; those are {', '.join(PAGES)}.")
    folders, locales = list(place.folders), published(policy)
    locale = folders.pop() if folders and (place.file in PAGES or (not place.file and folders[-1] in locales)) else ""
    owner = folders.pop() if folders else policy.id
    if owner != policy.id:
        return Resolved(reason=f"That is a place in the policy “{shown(owner)}”, but the file given is of “{policy.id}”.")
    if locale and locale not in locales:
        return Resolved(reason=f"“{policy.id}” is not published in “{shown(locale)}”, only in {', '.join(locales)}.")
    page = PAGES.get(place.file, "statement" if locale else "")
    if not place.anchor:
        return Resolved(reason="An address needs the part after “#”, which says where on the page.")
    return Resolved(locale or (policy.language if page else ""), page)


def notice_base(policy: Policy, place: Place) -> str:
    """The address of the policy's notice, as far as an address tells it; else ""."""
    if not place.base or policy.id not in place.folders:
        return ""
    at = len(place.folders) - 1 - place.folders[::-1].index(policy.id)
    return "/".join((place.base, *place.folders[:at])) + "/"
