"""Whatever a translation's file holds: it is read, its mistakes are findings, and the policy keeps its facts."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from policies import any_text, noise

from plainly import report
from plainly.translations.completeness import complete
from plainly.translations.lock import Lock
from plainly.validate import violations
from plainly_dsl.diagnostics import Place
from plainly_dsl.diagnostics.catalogue import entries, fix, message
from plainly_dsl.parse import parse
from plainly_dsl.resolve import Resolved, resolve
from plainly_dsl.source import Source, decode

POLICY = """@policy meadow
  title       "Privacy statement"
  subtitle    "In plain words"
  language    en
  effective   2026-03-01
  controller  meadow-ltd

@party meadow-ltd "Meadow Ltd" also "we"
  email  privacy@meadow.example
@value answer-time 30 days

# Sharing {#sharing}

@clause no-sale for customers

We never sell your {email-address}. We keep your [name]{name} for {answer-time}.

@never sell email-address
@keep name for answer-time
@highlight We never sell your email address.

# More {#more}

@clause more

[Ask]{meadow-ltd.email} us, as {#sharing} tells.

@answer questions via meadow-ltd.email

@highlights
  sharing  "Sharing"  no-sale  more #sharing
"""
HEADER = "@translation nl of meadow\n"
DUTCH = f"""{HEADER}  title  "Privacyverklaring"

@label meadow-ltd "Meadow Ltd"
@label name "uw naam" also "naam"

# Delen {{#sharing}}

@clause no-sale

Wij verkopen uw {{email-address}} nooit. Wij bewaren uw [naam]{{name}} {{answer-time}}.

@highlight = prose

@highlights
  sharing  "Delen"
"""
PIECES = [
    "@translation nl of meadow\n", "@translation of", '  title ""\n', '  title "x"\n', '@label name "x"\n', '@label meadow-ltd "x"\n', "@label zzz\n",
    "# A {#sharing}\n", "## B {#more}\n", "# C\n", "@clause no-sale\n", "@clause more for customers\n", "@clause zzz\n", "\n\n", "Tekst. ", "- item\n",
    "| a | b |\n|---|---|\n", "@highlight x\n", "@highlight = prose\n", "@highlights\n", '  sharing  "x"  no-sale  more #more\n', '  zzz "x"\n',
    "{facts}", "{table cookies}", "[x]{name}", "{zzz}", "[x]{-}", "{#more}", "{?when}", "@share name\n", "@never sell name\n", '@party x "X"\n',
    "@policy x\n", "@include x.policy\n", "@shared x\n", "@note x\n", "@waive x\n", "[", "}", "  ",
]  # fmt: skip
damaged = st.tuples(noise, st.floats(0, 1), st.integers(0, 30)).map(
    lambda parts: DUTCH[: (at := int(len(DUTCH) * parts[1]))] + parts[0] + DUTCH[at + parts[2] :]
)
pieces = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
translations = st.one_of(any_text, damaged, pieces, st.one_of(any_text, pieces).map(lambda text: HEADER + text))
#: Keys of a document below which there are words, by locale.
WORDS = frozenset({"title", "subtitle", "source", "labels", "definitions", "text", "highlights", "untranslated"})


def read(text: str) -> tuple[list[Source], Resolved, list[Any]]:
    """The policy with one translation: the files, the result, and everything that is wrong."""
    source, slips = decode("meadow.nl.policy", text.encode("utf-8", "surrogatepass"))
    main, own = parse(Source("meadow.policy", POLICY))
    tree, mistakes = parse(source)
    resolved = resolve(main, (), (tree,))
    return [Source("meadow.policy", POLICY), source], resolved, [*slips, *own, *mistakes, *resolved.problems]


def facts(document: dict[str, Any]) -> dict[str, Any]:
    """A document without its words: what it states, in which sections and clauses, about which names of its own."""
    without = {key: value for key, value in document.items() if key not in {*WORDS, "names", "sections", "clauses"}}
    for part in ("sections", "clauses"):
        without[part] = [{key: value for key, value in one.items() if key not in WORDS} for one in document[part]]
    without["groups"] = [{key: value for key, value in one.items() if key != "title"} for one in document["highlights"]]
    without["lines"] = [len(one.get("highlights", ())) for one in document["clauses"]]
    without["names"] = {
        name: {key: value for key, value in entry.items() if key not in WORDS}
        for name, entry in document["names"].items()
        if entry["origin"] == "policy"
    }
    return without


@given(translations)
def test_any_translation(text: str) -> None:
    """Any text gives findings that can be shown, at places that there are; made whole, the document follows the schema."""
    sources, resolved, problems = read(text)
    headers = dict.fromkeys(resolved.trees, Place("meadow.policy", 0, 1))
    problems += complete(resolved.document, resolved.translations, Lock(), resolved.places, headers)
    lengths = {source.name: len(source.text) for source in sources}
    for finding in problems:
        assert 0 <= finding.place.start <= finding.place.end <= lengths[finding.place.file] + 1
        assert finding.code in entries()
        assert message(finding)
        assert fix(finding)
    for form in report.FORMATS:
        assert isinstance(report.render(problems, {source.name: source for source in sources}, form), str)
    errors = [d for d in problems if entries()[d.code].severity == "error"]
    assert errors or not violations(resolved.document)


@given(translations)
def test_facts_stay(text: str) -> None:
    """No translation changes what the policy states, nor a word of the policy's own language."""
    alone = resolve(parse(Source("meadow.policy", POLICY))[0]).document
    _, resolved, _ = read(text)
    assert facts(resolved.document) == facts(alone)
    for clause, before in zip(resolved.document["clauses"], alone["clauses"], strict=True):
        assert clause["text"]["en"] == before["text"]["en"]
    for name, entry in alone["names"].items():
        assert resolved.document["names"][name]["labels"]["en"] == entry["labels"]["en"]
