"""Where sentences end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_policies import LOCALES

from plainly.sentences_in import sentences_in

#: Locale and a text, with a bar where a sentence ends and another begins.
TEXTS = (
    ("en", "We ask for your name.|You may refuse."),
    ("en", "Do we sell it?|No!|We never do."),
    ("en", "Some data (e.g. your name) stays here.|The rest goes."),
    ("en", "Salesforce.com, Inc. Privacy Team answers.|You get a copy."),
    ("en", "This is about Salesforce.com, Inc.|The company answers."),
    ("en", "Write to J. R. Smith.|He answers."),
    ("en", "See Art. 13 and No. 5.|We keep it for 3.5 years."),
    ("en", "It is called “the Site.”|Visitors use it."),
    ("en", "We look at it.|salesforce.com stores it."),
    ("en", "1. We look at it.|2. We store it."),
    ("en", "We wait until day 30.|Then we delete it…|Nothing is left."),
    ("en", "What we keep:\n|- your name\n|- your address"),
    ("en", "First part\n\n|Second part"),
    ("en", "Paid by firms in the U.S. Visitors pay nothing."),
    ("en", "Write to privacy@meadow.example.|We answer."),
    ("nl", "Dat doen wij bijv. voor u.|Geeft u niets, dan stoppen wij."),
    ("nl", "Dit geldt o.a. voor B.V. Meadow.|Wij bewaren niets."),
    ("de", "Wir verwenden z. B. Cookies, d. h. kleine Dateien.|Sie können das ablehnen."),
    ("de", "Das gilt bis zum 3. Oktober und nach Art. 13 Abs. 2 DSGVO.|Wir löschen danach."),
    ("de", "„Wir verkaufen nichts.“|Das gilt immer."),
    ("fr", "Nous traitons p. ex. votre nom.|Vous pouvez refuser."),
    ("fr", "Selon l’art. 13, M. Dupont répond.|« Nous ne vendons rien. »|Cela vaut toujours."),
    ("es", "Usamos p. ej. su nombre en EE. UU. y en Europa.|Puede negarse."),
    ("es", "¿Vendemos algo?|¡No!|¿Y ustedes?"),
    ("sv", "Vi sparar t.ex. ditt namn, bl.a. för svar.|Du kan säga nej."),
    ("ar", "نحن لا نبيع بياناتك.|هل تريد المزيد؟|اكتب لنا."),
    ("ja", "販売しません。|お問い合わせください。"),
)


@pytest.mark.parametrize(("locale", "marked"), TEXTS)
def test_sentences(locale: str, marked: str) -> None:
    """A text falls into its sentences: abbreviations, initials, numbers and addresses end none."""
    expected = [part.strip() for part in marked.split("|")]
    text = " ".join(marked.split("|"))
    assert [text[start:end] for start, end in sentences_in(text, locale)] == expected


@given(st.text(" \n\tabcABC.!?…。“”()-1e"), st.sampled_from((*LOCALES, "ar", "xx")))
def test_nothing_is_lost(text: str, locale: str) -> None:
    """Sentences are in order, apart and not empty, and hold every sign but the space between them."""
    spans = sentences_in(text, locale)
    rest, last = list(text), 0
    for start, end in spans:
        assert last <= start < end
        assert text[start:end] == text[start:end].strip()
        rest[start:end] = ""
        rest[start:start] = [""] * (end - start)
        last = end
    assert not "".join(rest).strip()


@pytest.mark.parametrize("piece", [".", "a.", "\n", " ", "e.g. ", "A. ", "(“", "x"])
def test_long_text(piece: str) -> None:
    """A text of a million signs takes time in proportion to its length."""
    text = piece * (1_000_000 // len(piece)) + "x"
    before = time.process_time()
    sentences_in(text, "en")
    assert time.process_time() - before < 8
