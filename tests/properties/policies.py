"""Random texts, blocks and whole policies for the property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from plainly_dsl import standard
from plainly_dsl.tables import MODALITIES, marks, qualifiers, verbs

#: Pieces that mean something to the language, so that random texts reach its corners.
PIECES = (
    "@", "@collect ", "@never sell ", "@may ", "@clause ", "@party ", "@data ", "@policy ", "@highlights\n", "@highlight ", "@note ",
    "@include ", "@acknowledge x because ", "@label ", "@value ", "@link ", "# ", "## ", "#", "{#id}", "{", "}", "[", "]", "](", ")",
    "{name}", "[words]{name}", "[words](https://a.example)", "{facts}", "{table cookies}", "{?c}", "{-}", "\\", "*", "**", "_", "`",
    "- ", "1. ", "(a) ", "iv. ", "|", "|---|---|\n", "\n", "\n\n", "\n  ", "\n    ", "\t", " ", "  ", ",", ", ", " and ", " or ",
    " such-as ", " only ", " for ", " with ", " when ?c", " by ", "name", "email-address", "meadow.email", "members", "#a", '"', "“", "”",
    "„", "«", "»", "=", " is ", " also ", " forms ", " more #a", " + ", "<b>", "&amp;", ">", "---", "![", "\r", "\r\n", "\ufeff", "\0",
    "\u202e", "\ue000", "\ue001", "\uf8fe", "\uf8fd", "é", "😀", "30 days", "2026-03-01", "not-stated", "https://a.example/x", "a@b.example",
)  # fmt: skip
noise = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join)
any_text = st.one_of(st.text(max_size=200), noise)

NAMES = {kind: [name for name, entry in standard.entries().items() if entry.kind == kind][:12] for kind in
         {entry.kind for entry in standard.entries().values()}}  # fmt: skip
label = st.text("abcdé “”„«»'’&<>{}[]()*_-#@,.:;|\\", min_size=1, max_size=12).map(str.strip).filter(bool)


@st.composite
def quoted(draw: st.DrawFn) -> str:
    """A label in one of the kinds of quotation marks that can hold it."""
    text = draw(label)
    fitting = [pair for pair in ('""', "“”", "«»", "„“", "„”") if not any(mark in text for mark in pair + ("“”" if "„" in pair else ""))]
    if not fitting:
        text, fitting = "label", ['""']
    pair = draw(st.sampled_from(fitting))
    return f"{pair[0]}{text}{pair[1]}"


@st.composite
def names(draw: st.DrawFn, kinds: tuple[str, ...], most: int = 3) -> str:
    """A list of names of these kinds: commas, `and`, `such-as`, line breaks after commas."""
    pool = sorted(name for kind in kinds for name in NAMES.get(kind, ()))
    picked = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=most, unique=True))
    text = draw(st.sampled_from(["", "", "", "such-as "])) + picked[0]
    open_list = text.startswith("such-as")
    for name in picked[1:]:
        joint = draw(st.sampled_from([", ", ", ", " and ", ",\n      "] + ([] if open_list else [" such-as "])))
        open_list = open_list or joint == " such-as "
        text += joint + name
    return text


def _kinds(word: str) -> tuple[str, ...]:
    return tuple(kind for kind in qualifiers()[word].kinds if kind in NAMES)


@st.composite
def parts(draw: st.DrawFn, allowed: frozenset[str]) -> list[str]:
    """Qualifiers with their names, in any order, each word at most once."""
    words = sorted(word for word in allowed if _kinds(word))
    picked = draw(st.lists(st.sampled_from(words), max_size=3, unique=True))
    only = st.sampled_from(["", "", "only "])
    return [f"{draw(only)}{word} {draw(names(_kinds(word)))}" for word in picked]


@st.composite
def statement(draw: st.DrawFn) -> str:
    """A statement whose names fit their places."""
    verb = verbs()[draw(st.sampled_from(sorted(verbs())))]
    modality = draw(st.sampled_from(["", "", *(f"{word} " for word in MODALITIES)]))
    objects = draw(names(tuple(sorted(verb.objects & set(NAMES)))))
    line = " ".join([f"@{modality}{verb.word} {objects}", *draw(parts(verb.qualifiers))])
    line += draw(st.sampled_from(["", "", *(f" {mark}" for mark in marks())]))
    for extra in draw(st.lists(parts(verb.qualifiers), max_size=2)):
        if extra:
            line += "\n  " + " ".join(extra)
    return line


@st.composite
def run_of_prose(draw: st.DrawFn) -> str:
    """Paragraphs, lists and tables with references."""
    name = st.sampled_from(NAMES["data"] + NAMES["party"])
    word = st.one_of(
        st.sampled_from(
            ["We", "never", "sell", "your", "details,", "not", "even", "*stressed*", "**Bold.**", "5 * 3", "\\[x\\]", "E*TRADE"]
        ),
        name.map("{{{}}}".format),
        name.map("[words here]{{{}}}".format),
        st.sampled_from(["[a page](https://a.example/b)", "{#first}", "[see]{#first}", "{meadow.email}", "{policy.effective}", "[may]{-}"]),
    )
    paragraph = st.lists(word, min_size=1, max_size=8).map(" ".join)
    items = st.lists(paragraph, min_size=1, max_size=3)
    block = st.one_of(
        paragraph,
        items.map(lambda rows: "\n".join(f"- {row}" for row in rows)),
        items.map(lambda rows: "\n".join(f"{number}. {row}" for number, row in enumerate(rows, 1))),
        items.map(lambda rows: "| a | b |\n|---|---|\n" + "\n".join(f"| {row} | x |" for row in rows)),
    )
    return "\n\nSo:\n\n".join(draw(st.lists(block, min_size=1, max_size=3)))


@st.composite
def policy(draw: st.DrawFn) -> str:
    """A whole policy without mistakes of form."""
    declared = draw(st.lists(quoted(), max_size=3))
    text = '@policy example\n  title  "T"\n  language  en\n  effective  2026-03-01\n  controller  meadow\n\n'
    text += '@party meadow "Meadow Ltd"\n  email  privacy@meadow.example\n'
    text += "".join(f"@data own-{number} {one} is name also {draw(quoted())}\n" for number, one in enumerate(declared))
    text += "\n# First {#first}\n"
    for number in range(draw(st.integers(1, 3))):
        scope = draw(st.sampled_from(["", " for members", " when register, log-in in ireland", " using such-as cookies"]))
        text += f"\n@clause c{number}{scope}\n\n{draw(run_of_prose())}\n\n"
        text += "".join(f"{one}\n" for one in draw(st.lists(statement(), min_size=1, max_size=3)))
        text += draw(st.sampled_from(["", "@plain advice\n", "@highlight A line.\n", "\n@note A note.\n"]))
    return text + draw(st.sampled_from(["", '\n@highlights\n  one  "One"  c0  more #first\n']))
