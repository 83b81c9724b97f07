"""What all pages of a policy share: details at the head, navigation, other formats.

`Page.notice` stays empty: the machine notice is another format's business and is set in by the driver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plainly.compose.wording import Wording, cldr
from plainly.locales import published
from plainly.page import PAGE_FILES, Alternate, Block, Detail, Entry, Inline, Page, Section, Text, plain

if TYPE_CHECKING:
    from plainly.model import Policy

WORDS = ("skip", "pages", "languages", "downloads", "contents")


def page(policy: Policy, wording: Wording, kind: str, blocks: tuple[Block, ...], *, title: str, subtitle: str, contents: bool) -> Page:
    """A page with its frame."""
    file = PAGE_FILES[kind]
    return Page(
        kind=kind,
        policy=policy.id,
        locale=wording.locale,
        direction=str(wording.interface["meta"]["direction"]),
        title=title,
        subtitle=subtitle,
        details=tuple(details(policy, wording, whole=kind == "statement")),
        contents_title=wording.page("contents"),
        contents=entries(blocks) if contents else (),
        blocks=blocks,
        pages=tuple(Alternate(k, f"{PAGE_FILES[k]}.html", wording.page(k)) for k in kinds(policy)),
        locales=tuple(Alternate(locale, f"../{locale}/{file}.html", language_name(locale)) for locale in published(policy)),
        downloads=(
            Alternate("markdown", "policy.md" if kind == "statement" else f"{file}.md", wording.page("markdown")),
            Alternate("jsonld", "../notice.jsonld", wording.page("jsonld")),
            Alternate("turtle", "../notice.ttl", wording.page("turtle")),
            Alternate("json", "../notice.json", wording.page("json")),
        ),
        words={word: wording.page(word) for word in WORDS},
        notice={},
        banner=banner(policy, wording),
    )


def banner(policy: Policy, wording: Wording) -> str:
    """What a page says where parts of the policy are shown in its own language, else ""."""
    if not policy.untranslated.get(wording.locale):
        return ""
    name = cldr(wording.locale).languages.get(policy.language.partition("-")[0]) or policy.language
    return wording.page("banner", language=name)


def kinds(policy: Policy) -> tuple[str, ...]:
    """Kinds of pages the policy has."""
    return ("statement", "highlights", "facts") if policy.highlights else ("statement", "facts")


def language_name(locale: str) -> str:
    """A language's name in that language."""
    name = str(cldr(locale).get_language_name(locale) or locale)
    return name[:1].upper() + name[1:]


def details(policy: Policy, wording: Wording, *, whole: bool) -> list[Detail]:
    """Date and controller; on the full statement also laws, source and topics left out."""
    effective: tuple[Inline, ...] = (Text(wording.date(policy.effective)),)
    result = [
        Detail(wording.page("effective"), effective),
        Detail(wording.page("controller"), wording.joined([(Text(wording.label(name)),) for name in policy.controllers])),
    ]
    if not whole:
        return result
    if policy.regimes:
        result.append(Detail(wording.page("regimes"), wording.joined([(wording.named(name),) for name in policy.regimes])))
    if policy.supersedes:
        result.append(Detail(wording.page("supersedes"), (Text(policy.supersedes),)))
    if policy.source:
        result.append(Detail(wording.page("source"), (Text(wording.title(policy.source)),)))
    if policy.silent:
        result.append(Detail(wording.page("silent"), wording.joined([(Text(wording.label(name)),) for name in policy.silent])))
    return result


def entries(blocks: tuple[Block, ...], depth: int = 3) -> tuple[Entry, ...]:
    """The table of contents: sections down to heading level `depth` + 1."""
    return tuple(
        Entry(f"#{block.id}", block.number, plain(block.title), entries(block.blocks, depth - 1))
        for block in blocks
        if isinstance(block, Section) and depth
    )
