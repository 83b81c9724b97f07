"""Pages of the site that are made from data, and the finish of every page. MkDocs calls the `on_…` functions.

- names.md: the standard vocabulary (`plainly_dsl.standard`), kind by kind
- profile.md: the tables of the machine notice (`plainly.emit`, `plainly_dsl.tables`)
- diagnostics.md: the catalogue of messages (`plainly_dsl.diagnostics`), with examples
- policies.md: what lies in the output folder beside the site (`manifest.json`)

None of them is ever written into the folder of the pages.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from plainly.emit.concepts import CLASSES
from plainly.emit.profile import PROFILE, ROWS, VERSION
from plainly.emit.terms import PREFIXES, terms
from plainly_dsl import standard
from plainly_dsl.diagnostics.catalogue import Entry, groups
from plainly_dsl.tables import qualifiers, verbs

LANGUAGE = "en"  # of the site
CODE_BLOCK = re.compile(r'<pre><code(?: class="language-(?P<kind>[a-z-]+)")?>(?P<text>.*?)</code></pre>', re.DOTALL)


class Kind(NamedTuple):
    """A kind of names: what it is for, and how a policy says a name of it that is missing here."""

    purpose: str
    declared: str


#: Kinds in the order in which an author meets them.
KINDS: dict[str, Kind] = {
    "data": Kind("Data categories: what is collected, used, shared and kept.", "@data"),
    "subject": Kind("Groups of people whose data it is.", "@subject"),
    "party": Kind("Recipients and sources: organizations, authorities, the public.", "@party"),
    "purpose": Kind("What data is used for.", "@purpose"),
    "basis": Kind("Legal bases.", ""),
    "right": Kind("Rights of the persons concerned.", ""),
    "choice": Kind("Choices people have.", ""),
    "situation": Kind("Conditions and events: when something is done, and until when.", "@situation"),
    "duration": Kind("How long something lasts, in words; for numbers declare a `@value`.", ""),
    "action": Kind("What happens with data afterwards.", ""),
    "measure": Kind("Safeguards.", "@measure"),
    "place": Kind("Countries and regions.", "@place"),
    "instrument": Kind("Instruments on which transfers abroad rest.", ""),
    "law": Kind("Laws.", ""),
    "programme": Kind("Certifications, seals and codes of conduct.", "@programme"),
    "document": Kind("Contracts, notices and other documents.", "@document"),
    "cookie": Kind("Cookies and similar tools.", ""),
    "tool": Kind("Other technical means.", ""),
    "medium": Kind("Digital places: sites, apps, e-mails.", ""),
    "route": Kind("Ways to reach somebody or to exercise a choice.", ""),
    "role": Kind("Roles of a party.", ""),
    "matter": Kind("What `answer` deals with.", ""),
    "change": Kind("What `notify` tells of.", ""),
    "effect": Kind("What a choice costs or changes.", ""),
    "limit": Kind("What `disclaim` disclaims.", ""),
    "topic": Kind("What the policy’s `silent` line names.", ""),
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages that are made from data."""
    output = Path(config.site_dir).parent
    made = {"names": names_page(), "profile": profile_page(), "diagnostics": diagnostics_page(), "policies": policies_page(output)}
    for name, lines in made.items():
        files.append(File.generated(config, f"{name}.md", content="\n".join(lines) + "\n"))
    return files


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A page's HTML with policies marked up, and wide parts that can be scrolled with the keyboard."""
    del page, config, files
    content = CODE_BLOCK.sub(_code_block, content)
    opening = '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>'
    return content.replace("<table>", opening).replace("</table>", "</table></div>")


def _code_block(match: re.Match[str]) -> str:
    kind, text = match["kind"] or "", match["text"]
    if kind.startswith("policy"):
        text = "".join(_policy_lines(text))
    wrong = " wrong" if kind == "policy-wrong" else ""
    return f'<pre class="{kind or "plain"}{wrong}" tabindex="0"><code>{text}</code></pre>'


def _policy_lines(text: str) -> Iterator[str]:
    """Lines of a policy (as HTML): those for the compiler and headings marked."""
    inside = False  # a directive goes on
    for line in text.splitlines(keepends=True):
        inside = line.startswith("@") or (inside and line.startswith(" "))
        word = "directive" if inside else "heading" if line.startswith("#") else ""
        yield f'<span class="{word}">{line.rstrip()}</span>\n' if word else line


# Names ------------------------------------------------------------------------------------------


def names_page() -> Iterator[str]:
    """The standard vocabulary as Markdown with HTML tables, whose rows are anchors."""
    known = standard.entries()
    yield "# Names\n"
    yield f"Every policy may use these {len(known)} names without declaring them. The words in the second column are what is"
    yield "printed; any of them, where it stands in a clause’s text, counts as a mention of the name. “DPV” is the term of the"
    yield "[W3C Data Privacy Vocabulary](https://w3id.org/dpv) 2.3 that machines read, and how near it is: *exact*, *broader* (the"
    yield "term is wider than the name), *narrower* or *related*; a name without a term is in the project’s own namespace.\n"
    yield "The command `plainly explain NAME` prints the same for one name.\n"
    for kind, about in KINDS.items():
        yield f"## {kind.capitalize()} {{#kind-{kind}}}\n"
        own = f" Declare others with `{about.declared}`." if about.declared else ""
        yield f"{about.purpose}{own}\n"
        yield from _names_table(sorted(name for name, entry in known.items() if entry.kind == kind))
    missing = {entry.kind for entry in known.values()} - KINDS.keys()
    if missing:
        text = f"site/hooks.py: KINDS lacks {sorted(missing)}"
        raise ValueError(text)


def _names_table(names: list[str]) -> Iterator[str]:
    wordings = standard.wordings(LANGUAGE)
    yield "<table>\n<thead><tr><th>Name</th><th>Words</th><th>Meaning</th><th>Falls under; DPV</th></tr></thead>\n<tbody>"
    for name in names:
        entry, wording = standard.entries()[name], wordings[name]
        words = html.escape("; ".join((wording.label, *wording.forms)))
        parent = f'<a href="#{entry.parent}"><code>{entry.parent}</code></a>' if entry.parent else ""
        term = f"{entry.iri} ({entry.match})" if entry.iri else ""
        above = "<br>".join(filter(None, (parent, term)))
        cells = (f"<code>{name}</code>", words, html.escape(wording.definition), above)
        yield f'<tr id="{name}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    yield "</tbody>\n</table>\n"


# Profile ----------------------------------------------------------------------------------------

#: Parts of profile.tsv: heading, what the table says, headings of its columns.
PARTS = {
    "object": ("Objects", "What the verb is said of, by the kind of the name.", ("Kind", "Property", "", "Meaning")),
    "mark": ("Bare words", "What qualifies a claim without a name.", ("Word", "Property", "Value", "Meaning")),
    "role": ("Roles", "`as ROLE` with a role that DPV knows says the property too.", ("Position", "Property", "Role", "Meaning")),
    "link": ("Links", "How the notice leads to a fact, and what the fact is then.", ("", "Property", "Class", "Meaning")),
    "denial": ("Denials", "How it leads to a fact of `never`, instead of the link above.", ("Instead of", "Property", "", "Meaning")),
    "usual": ("Shared properties", "Where DPV has one property for several positions.", ("Position", "Property", "", "Meaning")),
    "fitting": (
        "Properties of some verbs",
        "With other verbs a term of ours alone says the position.",
        ("Verbs", "Property", "", "Meaning"),
    ),
}


def profile_page() -> Iterator[str]:
    """The mapping from the policy language to DPV, table by table: what a reviewer checks row by row."""
    yield "# Profile of the machine notice\n"
    yield f"How each word of the policy language is said in a [machine notice](notices.md), version {VERSION} (`{PROFILE}`). These tables are the data that"
    yield "the compiler works with. DPV terms are those of version 2.3; `plainly:` terms are our own, each below a DPV term.\n"
    yield "## Verbs {#verbs}\n"
    yield "A term in capitals is the fact’s `dpv:hasProcessing`; any other is the property by which the notice leads to the fact.\n"
    yield from _table(("Verb", "Says", "Term"), ((f"`{v.word}`", v.meaning, f"`{v.iri}`") for v in verbs().values()))
    yield "## Qualifiers {#qualifiers}\n"
    rows = [(f"`{row.word}`", kind, f"`{iri}`", row.meaning) for row in qualifiers().values() for kind, iri in row.kinds.items()]
    yield from _table(("Qualifier", "Kind of name", "Property", "Meaning"), iter(rows))
    if missing := {row["part"] for row in ROWS} - PARTS.keys():
        text = f"site/hooks.py: PARTS lacks {sorted(missing)}"
        raise ValueError(text)
    for part, (title, about, columns) in PARTS.items():
        yield f"## {title} {{#{part}}}\n\n{about}\n"
        fields = [field for field, column in zip(("word", "term", "value", "meaning"), columns, strict=True) if column]
        found = [tuple(_code(row[field], field) for field in fields) for row in ROWS if row["part"] == part]
        yield from _table(tuple(filter(None, columns)), iter(found))
    yield "## Kinds of names {#kinds}\n\nThe DPV class of a name that is no DPV term itself.\n"
    yield from _table(("Kind", "Class"), ((kind, f"`{iri}`") for kind, iri in CLASSES.items()))
    yield "## Own terms {#terms}\n\nEvery notice explains those it uses; so does `vocabulary.html` of a published site.\n"
    own = [term for name, term in sorted(terms().items()) if name.startswith("plainly:")]
    yield from _table(("Term", "Below", "Meaning"), ((f"`{t.term}`", f"`{t.broader}`", t.definition) for t in own))
    yield "## Prefixes {#prefixes}\n"
    yield from _table(("Prefix", "Namespace"), ((f"`{prefix}:`", f"`{namespace}`") for prefix, namespace in PREFIXES.items()))


def _code(text: str, field: str) -> str:
    return "any other" if text == "*" else f"`{text}`" if text and field != "meaning" else text


def _table(header: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """A Markdown table."""
    yield f"| {' | '.join(header)} |\n|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


# Diagnostics ------------------------------------------------------------------------------------


def diagnostics_page() -> Iterator[str]:
    """The catalogue, in the groups of its files."""
    found = groups()
    yield "# Diagnostics\n"
    yield f"All {sum(map(len, found.values()))} messages of the compiler. An *error* stops a policy from being published; a *warning*"
    yield "does not; a *note* only tells. Each message has a code that stays the same: `plainly explain CODE` prints what stands here."
    yield "Where it says so, [settings](commands.md#settings) of a policy, a project or a command may change the severity. The law or"
    yield "guideline behind a finding tells where to read on; nothing here is legal advice.\n"
    for title, listed in found.items():
        yield f"## {title}\n"
        for entry in listed:
            yield from _diagnostic(entry)


def _diagnostic(entry: Entry) -> Iterator[str]:
    standing = f", {entry.standing()}" if entry.standing() else ""
    yield f"### {entry.title} {{#{entry.code}}}\n"
    yield f'<p><span class="severity">{entry.severity}</span> <code>{entry.code}</code>{standing}</p>\n'
    yield f"> {_text(entry.message)}\n"
    yield f"{_text(entry.why)}\n"
    if entry.fix:
        yield f"**What to do:** {_text(entry.fix)}\n"
    if entry.reference:
        yield f"**Reference:** {_text(entry.reference)}\n"
    for title, example in entry.examples():
        kind = "policy-wrong" if title.startswith("Wrong") else "policy"
        yield f"{title}:\n\n```{kind}\n{_visible(example)}\n```\n"


def _text(pattern: str) -> str:
    """A message's pattern for people: blanks as an ellipsis, every sign that means something to Markdown or HTML as itself."""
    shown = {"{{": "{", "}}": "}", "{why}": "", "{more}": ""}  # the last two are often empty
    filled = re.sub(r"\{\{|\}\}|\{[a-z_]+\}", lambda found: shown.get(found[0], "…"), pattern)
    return re.sub(r"([\\`*_{}\[\]()#+!|])", r"\\\1", html.escape(filled, quote=False))


def _visible(example: str) -> str:
    """An example with hidden characters shown."""
    return re.sub("[\u200b-\u200f\u2028-\u202e\ufeff]", lambda found: f"⟨U+{ord(found[0]):04X}⟩", example)


# Published policies -----------------------------------------------------------------------------


def policies_page(output: Path) -> Iterator[str]:
    """Policies of the manifest in the output folder, with links to their pages (relative to the site's folder)."""
    yield "# Published policies\n"
    manifest = _json(output / "manifest.json")
    if not manifest.get("policies"):
        yield "Nothing is published yet. `plainly build policies` writes the policies, and the next build of this site lists them."
        return
    yield "Everything `plainly build` has published beside this site.\n"
    for name, entry in sorted(manifest["policies"].items()):
        notice = _json(output / name / "notice.json")
        language = str(notice.get("language", LANGUAGE))
        title = notice.get("title", {}).get(language, name)
        yield f"## {_text(title)} ({_text(name)}) {{#{name}}}\n"
        subtitle = notice.get("subtitle", {}).get(language, "")
        yield from [f"{_text(subtitle)}\n"] if subtitle else []
        yield "\n".join(_policy_links(name, sorted(entry["files"]))) + "\n"


def _policy_links(name: str, files: list[str]) -> Iterator[str]:
    pages = {"index.html": "Full statement", "highlights.html": "Highlights", "facts.html": "Privacy facts"}
    for locale in sorted({file.partition("/")[0] for file in files if "/" in file}):
        links = [_link(f"{name}/{locale}/{page}", title) for page, title in pages.items() if f"{locale}/{page}" in files]
        yield f"- {html.escape(locale)}: {', '.join(links)}"
    reports = {"coverage.html": "Coverage report", "coverage.md": "the same in Markdown"}
    found = [_link(f"{name}/{file}", title) for file, title in reports.items() if file in files]
    yield from [f"- for auditors: {', '.join(found)}"] if found else []
    yield f"- for programs: {', '.join(_link(f'{name}/{file}', file) for file in files if '/' not in file and file not in reports)}"


def _link(path: str, title: str) -> str:
    """A link out of the site's folder, as HTML: MkDocs knows only its own pages."""
    return f'<a href="../{html.escape(path)}">{html.escape(title)}</a>'


def _json(path: Path) -> dict[str, Any]:
    """A JSON file's object; empty where there is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
