"""Defined terms and headings: used, said once, and with one meaning."""

from __future__ import annotations

from pathlib import Path

import pytest
from language_policies import check, found, policy, words

from cases import check_translated

PLAIN = "\n\n@plain description"


def body(declared: str, text: str) -> str:
    """Declarations, and a clause with a text."""
    return f"{declared}\n\n# Privacy {{#privacy}}\n\n@clause only\n\n{text}{PLAIN}"


def names(folder: Path, code: str, declared: str, text: str, locale: str = "en") -> list[dict[str, str]]:
    """The arguments of the findings of a code."""
    return [diagnostic.args for diagnostic in found(check(folder, locale, body(declared, text)), code)]


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        ("We equip ships.", True),  # the front end finds the letters in “equip”
        ("We need your IP.", False),
        ("We need your [address]{ip}.", False),
        ("We need your {ip}.", False),
    ],
)
def test_unused_term(tmp_path: Path, text: str, unused: bool) -> None:
    """A term is used where a reference names it, or its label stands as a word of its own."""
    assert len(names(tmp_path, "unused-term", '@term ip "IP"', text)) == unused


def test_term_used_in_a_heading_or_the_summary(tmp_path: Path) -> None:
    """Headings and lines of the summary are text too."""
    heading = '@term portal "the Portal"\n\n# The Portal {#privacy}\n\n@clause only\n\nWe run it.\n\n@cover portal'
    line = f"{heading.replace('# The Portal', '# Scope')}\n@highlight We run the Portal."
    assert found(check(tmp_path, "en", heading), "unused-term") == []
    assert found(check(tmp_path, "en", line), "unused-term") == []
    assert len(found(check(tmp_path, "en", heading.replace("# The Portal", "# Scope")), "unused-term")) == 1


@pytest.mark.parametrize(
    ("declared", "word"),
    [
        ('@term shop "the Shop"\n@term branch "our Shop"', "the Shop"),
        ('@term shop "the Shop"\n@term branch "the Branch" also "Shop"', "the Shop"),
        ('@term shop "the Shop" forms "Shops"\n@term branch "shops"', "Shops"),
        ('@term shop "the Shop"\n@term branch "the Shop Floor"', ""),
    ],
)
def test_term_defined_twice(tmp_path: Path, declared: str, word: str) -> None:
    """Two terms share a label or form, whatever its article and capitals; it is reported at the later name of the two."""
    twice = names(tmp_path, "term-defined-twice", declared, "See the [shop]{shop} and the [branch]{branch}.")
    assert [entry["word"] for entry in twice] == [word] * bool(word)


@pytest.mark.parametrize(
    ("declared", "text", "rivals"),
    [
        ('@term we "the Company" also "the Provider"', "The Company meets you. The Provider parts.", ("the Company", "the Provider")),
        ('@term we "the Company" also "the Provider"', "The Company meets you. The Company parts.", ()),
        ('@term we "the Company" also "Companies", "our Company"', "The Company, our Company and Companies meet.", ()),
        ('@term we "the Company" also "we"', "The Company meets you, and we part.", ()),
        ('@term area "EEA" also "European Economic Area"', "The European Economic Area is the EEA.", ()),
        ('@term we "the Company" is meadow\n@term they "the Firm" is meadow', "The Company is the Firm.", ("the Firm", "the Company")),
        ('@term we "the Company"\n@term they "the Firm"', "The Company is the Firm.", ()),
    ],
)
def test_two_words_for_one(tmp_path: Path, declared: str, text: str, rivals: tuple[str, ...]) -> None:
    """Two words with capitals and nothing in common, both in the text, for one term or for what two terms stand for."""
    found_ = names(tmp_path, "two-words-for-one", declared, text)
    assert [(entry["word"], entry["other"]) for entry in found_] == [rivals] * bool(rivals)


@pytest.mark.parametrize(
    ("locale", "text", "called"),
    [
        ("en", "We call them “Terminals”. Terminals are safe.", ["Terminals"]),
        ("en", "Our devices (the “Terminals”) are safe. Terminals stand here.", ["Terminals"]),
        ("en", "Our devices (“Terminals”) are safe.", []),  # said once: nothing depends on it
        ("en", "Our devices ([“Terminals”]{device-information}) are safe. Terminals stand here.", []),
        ("en", "Our word is “safe”, and safe it is.", []),
        ("en", "We call you a “customer”. Customers are welcome.", []),  # a name of the vocabulary, where it is used
        ("nl", "Wij noemen ze ‘Zuilen’. De Zuilen zijn veilig.", ["Zuilen"]),
        ("de", "Unsere Geräte (nachfolgend „Säulen“) sind sicher. Säulen stehen hier.", ["Säulen"]),
        ("fr", "Nos appareils (ci-après les « Bornes ») sont sûrs. Les Bornes sont ici.", ["Bornes"]),
        ("es", "Nuestros aparatos (en adelante, los «Postes») son seguros. Los Postes están aquí.", ["Postes"]),
        ("sv", "Våra apparater (här kallade ”Pelare”) är säkra. Pelare finns här.", ["Pelare"]),
    ],
)
def test_undefined_term(tmp_path: Path, locale: str, text: str, called: list[str]) -> None:
    """Words in quotation marks that the text gives a name to and uses again are found where the policy has no such name."""
    declared = '@subject buyers "customer" forms "customers"'
    assert words(tmp_path, locale, body(declared if "customer" in text else "", text).lstrip(), "undefined-term") == called


SECTION = "{0} {1} {{#s{2}}}\n\n@clause c{2}\n\nWe meet you.\n\n@plain description"


def sections(*headings: str) -> str:
    """A body with a clause in each section; a heading is `## Title`."""
    return "\n\n".join(SECTION.format(*heading.split(" ", 1), number) for number, heading in enumerate(headings))


@pytest.mark.parametrize(
    ("headings", "repeated"),
    [
        (("# Cookies", "# Cookies"), ["Cookies"]),
        (("# Data", "## Cookies", "## Names", "## COOKIES"), ["COOKIES"]),
        (("# Data", "## Cookies", "# Use", "## Cookies"), []),
        (("# Cookies", "## Cookies"), []),
        (("# Data", "## Cookies", "### Why", "## Names", "### Why"), []),
    ],
)
def test_repeated_heading(tmp_path: Path, headings: tuple[str, ...], repeated: list[str]) -> None:
    """Two sections of one part have one title; in different parts they may."""
    assert [d.args["word"] for d in found(check(tmp_path, "en", sections(*headings)), "repeated-heading")] == repeated


@pytest.mark.parametrize(("own", "repeated"), [(("# Data", "# Facts"), 1), (("# Data", "# Data"), 1)])
def test_repeated_heading_in_a_translation(tmp_path: Path, own: tuple[str, ...], repeated: int) -> None:
    """A translation's repeated title is reported, once where the source repeats it too."""
    text = "\n\n".join(f"# Gegevens {{#s{n}}}\n\n@clause c{n}\n\nWij ontmoeten u." for n in range(2))
    translation = f'@translation nl of example\n  title  "Privacy"\n\n@label meadow "Meadow Ltd"\n\n{text}\n'
    checked = check_translated(tmp_path, policy("en", sections(*own)), nl=translation)
    assert len(found(checked, "repeated-heading")) == repeated
