"""The record of a policy's coverage → a page document in English, which the emitters print like any page.

Of what meets a part of a duty, the page quotes the first clauses and links to the others; `coverage.json` holds it all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from babel.dates import format_date

from plainly.compose.frame import WORDS, entries
from plainly.compose.wording import cldr
from plainly.locales import read_toml
from plainly.page import Alternate, Block, Detail, Emphasis, Foreign, Inline, Link, ListBlock, Page, Paragraph, Section, Table, Text
from plainly.regimes.verdicts import STATES, State

#: States in which something is to be written.
GAPS = frozenset({"partly", "missing"})
#: How much of what meets a part of a duty the page quotes: sentences in all, clauses at least, sentences and facts of a clause.
QUOTED, CLAUSES, SENTENCES, FACTS = 12, 3, 4, 3
TITLE = "Coverage report"
SUBTITLE = "What the law asks a privacy notice to say, and where this policy says it"

Record = dict[str, Any]
Content = tuple[Inline, ...]


def laid(record: Record) -> Page:
    """The page `coverage.html` and `coverage.md` of a policy."""
    policy = record["policy"]
    blocks = tuple(
        filter(None, (_summary(record), *(_regime(record, one) for one in record["regimes"]), _acknowledged(record), _silent(record)))
    )
    pages = (
        Alternate("statement", f"{policy['language']}/index.html", "Full statement"),
        Alternate("coverage", "coverage.html", TITLE),
        Alternate("overview", "../coverage.html", "All policies"),
    )
    page = framed("coverage", (f"{TITLE}: {policy['id']}", SUBTITLE), pages, tuple(_details(record)), blocks)
    return page._replace(policy=policy["id"], banner=record["note"], root="../", downloads=DOWNLOADS)


def framed(kind: str, titles: tuple[str, str], pages: Iterable[Alternate], details: tuple[Detail, ...], blocks: tuple[Block, ...]) -> Page:
    """A report: a page in English with title and subtitle."""
    words = read_toml("en", "interface")["page"]
    return Page(
        kind=kind,
        policy="",
        locale="en",
        direction="ltr",
        title=titles[0],
        subtitle=titles[1],
        details=details,
        contents_title=words["contents"],
        contents=entries(blocks, 1),
        blocks=blocks,
        pages=tuple(pages),
        locales=(),
        downloads=(),
        words={word: words[word] for word in WORDS},
        notice={},
    )


DOWNLOADS = (Alternate("markdown", "coverage.md", "Markdown"), Alternate("json", "coverage.json", "Data of this report (JSON)"))


def text(words: str) -> Content:
    """Words as inline content."""
    return (Text(words),)


def strong(words: str) -> Inline:
    """Words that stand out."""
    return Emphasis(text(words), strong=True)


def state(word: State, *, capital: bool = False) -> Inline:
    """A state; a gap stands out more."""
    words = STATES[word].capitalize() if capital else STATES[word]
    return Emphasis(text(words), strong=word in GAPS)


def bullets(items: Iterable[tuple[Block, ...]]) -> ListBlock:
    """A bullet list."""
    return ListBlock("bullet", 1, tuple(items))


def language(locale: str) -> str:
    """A language's English name."""
    return str(cldr("en").languages.get(locale.partition("-")[0]) or locale)


def day(iso: str) -> str:
    """A date in words."""
    return "not stated" if iso == "not-stated" else str(format_date(date.fromisoformat(iso), "long", cldr("en")))


def _details(record: Record) -> Iterable[Detail]:
    policy, notice = record["policy"], record["policy"]["notice"]
    own = policy["language"]
    yield Detail("Policy", (Foreign(own, text(policy["title"][own])),))
    yield Detail("Controller", (Foreign(own, text(", ".join(policy["controllers"]))),))
    links = [part for locale in policy["locales"] for part in (Text(", "), Link(f"{locale}/index.html", text(language(locale))))]
    yield Detail("Languages", tuple(links[1:]))
    yield Detail("Effective", text(day(policy["effective"])))
    digest = text(f", SHA-256 {notice['sha256']}") if notice["sha256"] else ()
    yield Detail("Text examined", (Link(notice["file"], text(notice["file"])), *digest))
    yield Detail("Made by", text(record["tool"]))


# Regimes ----------------------------------------------------------------------------------------


def _summary(record: Record) -> Section:
    blocks: list[Block] = []
    if record["regimes"]:
        header = ("Regime", *(word.capitalize() for word in STATES.values()))
        rows = tuple(((Link(f"#{one['id']}", text(one["title"])),), *counted(one)) for one in record["regimes"])
        blocks.append(Table("Duties of each regime by their state", header, rows))
    elif not record["laws"]:
        blocks.append(Paragraph(text("The policy does not say for which laws it is written, so no duties were looked at.")))
    for law in record["laws"]:
        if not law["known"]:
            name = (Foreign(record["policy"]["language"], text(law["title"])), Text(f" ({law['id']})"))
            blocks.append(Paragraph((Text("The policy is also written for "), *name, Text(", whose duties this program does not know."))))
    return Section("summary", 2, "", text("Summary"), tuple(blocks))


def counted(regime: Record) -> tuple[Content, ...]:
    """Cells with the number of duties in each state."""
    if not regime["applies"]:
        return (*[()] * (len(STATES) - 1), text("all"))
    return tuple(text(str(regime["counts"][state])) for state in STATES)


def _regime(record: Record, regime: Record) -> Section:
    blocks: list[Block] = [
        Paragraph((Link(regime["url"], text(regime["citation"])),)),
        Paragraph((strong("What is looked at:"), Text(f" {regime['covers']}"))),
        Paragraph((strong("What cannot be seen:"), Text(f" {regime['leaves_out']}"))),
    ]
    if regime["when"]:
        blocks.append(
            Paragraph((strong("Applies" if regime["applies"] else "Does not apply"), Text(f": it is asked where {regime['when']}.")))
        )
    if regime["duties"]:
        blocks.append(_duties(regime))
    blocks += [_duty(record, duty) for duty in regime["duties"]]
    return Section(regime["id"], 2, "", text(regime["title"]), tuple(blocks))


def _duties(regime: Record) -> Table:
    rows = tuple(
        ((Link(f"#{duty['id']}", text(duty["citation"])),), text(duty["title"]), (state(duty["state"], capital=True),))
        for duty in regime["duties"]
    )
    return Table(f"Duties under {regime['citation']}", ("Duty", "What is to be said", "State"), rows)


def _duty(record: Record, duty: Record) -> Section:
    title = (Text(f"{duty['title']}: "), state(duty["state"]))
    blocks: list[Block] = [Paragraph((Text("To cite: "), Link(f"#{duty['id']}", text(duty["id"]))))]
    if duty["state"] == "waived":
        blocks.append(Paragraph((strong("The policy’s reason:"), Text(" "), Foreign(record["policy"]["language"], text(duty["reason"])))))
    elif duty["state"] == "not-applicable":
        blocks.append(Paragraph(text(f"Not asked of this policy; it is asked where {duty['when']}.")))
    elif duty["state"] != "met":
        blocks.append(Paragraph((strong("What to write:"), Text(f" {duty['help']}"))))
    for part in duty["parts"]:
        blocks += _part(record, part)
    return Section(duty["id"], 3, duty["citation"], title, tuple(blocks), landmark=False)  # laws alike have duties of one name


def _part(record: Record, part: Record) -> list[Block]:
    if part["state"] == "not-applicable":
        return []
    head: list[Inline] = [strong(f"{part['title'][:1].upper()}{part['title'][1:]}:"), Text(f" {STATES[part['state']]}")]
    if part["left"]:
        names = ", ".join(name["label"] for name in part["left"])
        head += [Text("; nothing is said of "), Foreign(record["policy"]["language"], text(names))]
    items = [*(_declared(record, entry) for entry in part["declared"]), *_evidence(record, part["evidence"])]
    return [Paragraph((*head, Text("."))), *([bullets(items)] if items else [])]


# Evidence ---------------------------------------------------------------------------------------


def _declared(record: Record, entry: Record) -> tuple[Block, ...]:
    """A declaration in the policy's own language, and the sentences that print it."""
    own = record["policy"]["language"]
    head = Paragraph((Text("Declared: "), Foreign(own, text(entry["text"][own]))))
    said = entry["said"]
    lines = [
        _quote(said[locale]["href"], _where(record, said[locale]["clause"], locale), said[locale]["language"], [said[locale]["sentence"]])
        for locale in said
    ]
    return (head, bullets((line,) for line in lines)) if lines else (head,)


def _evidence(record: Record, evidence: list[Record]) -> list[tuple[Block, ...]]:
    """The clauses that meet a part: the first with their words, the others as links."""
    shown = max(CLAUSES, QUOTED // len(record["policy"]["locales"]))
    items = [_clause(record, entry) for entry in evidence[:shown]]
    rest = evidence[shown:]
    if rest:
        links = [part for entry in rest for part in (Text(", "), _link(record, entry["clause"]))]
        items.append((Paragraph((Text(f"And {len(rest)} more, quoted in coverage.json: "), *links[1:])),))
    return items


def _link(record: Record, clause: str) -> Inline:
    told = record["clauses"][clause]
    first = next(iter(told["said"].values()), None)
    return Link(first["href"], text(clause)) if first else Text(clause)


def _clause(record: Record, entry: Record) -> tuple[Block, ...]:
    """A clause: what it says in each language, and the facts in words."""
    told = record["clauses"][entry["clause"]]
    facts = [record["facts"][identity] for identity in entry["facts"]]
    lines = []
    for locale, said in told["said"].items():
        numbers = sorted({number for fact in facts for number in fact["sentences"].get(locale, ())})
        sentences = [said["sentences"][number] for number in numbers]
        lines.append(_quote(said["href"], _where(record, entry["clause"], locale), said["language"], sentences))
    words = list(dict.fromkeys(fact["words"] for fact in facts))
    more = f" (and {len(words) - FACTS} more)" if len(words) > FACTS else ""
    stated = (Text("States: "), Foreign(record["policy"]["language"], text(" ".join(words[:FACTS]))), Text(more))
    first, *others = [*lines, Paragraph(stated)]
    return (first, bullets((line,) for line in others)) if others else (first,)


def _where(record: Record, clause: str, locale: str) -> str:
    """What the link to a clause reads: its section and id; in another language than the policy's own, that language."""
    if locale != record["policy"]["language"]:
        return language(locale)
    number = record["clauses"].get(clause, {}).get("number", "")
    return f"Section {number}, {clause}" if number else clause


def _quote(href: str, where: str, spoken: str, sentences: list[str]) -> Paragraph:
    """A link to a clause and its sentences, each marked with its language."""
    quoted = [part for sentence in sentences[:SENTENCES] for part in (Text(" "), Foreign(spoken, text(f"“{sentence}”")))]
    more = f" (and {len(sentences) - SENTENCES} more sentences)" if len(sentences) > SENTENCES else ""
    return Paragraph((Link(href, text(where)), Text(":"), *quoted, Text(more)))


# The policy itself ------------------------------------------------------------------------------


def _acknowledged(record: Record) -> Section:
    own = record["policy"]["language"]
    lead = "Findings of the checks that the policy says are known and stay, with its reasons."
    rows = tuple(
        (
            (Link(entry["links"][own]["href"], text(_acknowledged_where(entry))),),
            text(f"{entry['title']} ({entry['code']})" if entry["title"] else entry["code"]),
            (Foreign(own, text(entry["because"])),),
        )
        for entry in record["acknowledged"]
    )
    table = Table("Findings that were acknowledged", ("Clause", "Finding", "Reason"), rows)
    blocks = (Paragraph(text(lead)), table) if rows else (Paragraph(text("None.")),)
    return Section("acknowledged-findings", 2, "", text("Findings that were acknowledged"), blocks)


def _acknowledged_where(entry: Record) -> str:
    return f"Section {entry['number']}, {entry['clause']}" if entry["number"] else str(entry["clause"])


def _silent(record: Record) -> Section:
    own = record["policy"]["language"]
    lead = "Topics that the policy says it does not treat. Such silence meets no duty."
    items = [(Paragraph((Foreign(own, text(entry["title"])), Text(f" ({entry['topic']})"))),) for entry in record["silent"]]
    blocks = (Paragraph(text(lead)), bullets(items)) if items else (Paragraph(text("The policy declares none.")),)
    return Section("declared-silence", 2, "", text("Declared silence"), blocks)
