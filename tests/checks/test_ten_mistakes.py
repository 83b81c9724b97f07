"""Ten mistakes at once, planted into a real policy: the report names exactly those ten, each marked at its words."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from cases import POLICIES, check_text
from plainly import driver

SOURCE = POLICIES / "desk-2014" / "desk-2014.policy"


class Mistake(NamedTuple):
    """`old` stands once in the policy and becomes `new`; the words between ‹ and › are those to be marked."""

    code: str
    old: str
    new: str


STATEMENTS = (
    Mistake("unknown-directive", "@cover our-sites, our-services", "‹@covr› our-sites, our-services"),
    Mistake("unknown-name", "@set cookies for ease-of-use", "@set cookies for ‹ease-of-ues›"),
    Mistake("qualifier-not-allowed", "@disclaim complete-security", "@disclaim complete-security ‹ahead› notice-time"),
    Mistake("missing-comma", "rectification, amendment, erasure of", "rectification ‹amendment›, erasure of"),
    Mistake("person-after-for", "customer-data for reasonable-time", "customer-data for ‹customers›"),
    Mistake("unclosed-bracket", "[its online form]{truste.form}", "‹[›its online form{truste.form}"),
    Mistake("unknown-section", "is explained in {#preferences}", "is explained in {‹#preferance›}"),
    Mistake("heading-without-id", "## Affiliates {#affiliates}", "‹## Affiliates›"),
    Mistake("bad-quantity", "@value request-time 30 days", "@value request-time 30 ‹dys›"),
    Mistake("or-in-list", "@answer access, rectification, erasure within", "@answer access, rectification ‹or› erasure within"),
)
DECLARATIONS = (
    Mistake("unreferenced-name", "@protect provided-information of users", "@protect provided-information of ‹employees›"),
    Mistake("unused-name", "@data tag-usage", '@data ‹shoe-size› "shoe size"\n@data tag-usage'),
    Mistake("unknown-directive", "@clause card-processing for", "‹@cluase› card-processing for"),
    Mistake("unknown-property", "  part-of  salesforce\n  email    privacy", "  ‹partof›  salesforce\n  email    privacy"),
    Mistake("bad-email", "support@desk.com\n", "‹support.desk.com›\n"),
    Mistake("missing-comma", "group-and-others, no-promotional-sharing", "group-and-others ‹no-promotional-sharing›"),
    Mistake("weakened-claim", "We keep the information we receive", "We ‹may› keep the information we receive"),
    Mistake("unknown-contact", "account, send an email to {desk-support.email}", "account, send an email to {‹desk-support.fax›}"),
    Mistake("raw-html", "100% secure", "100‹<b>›% secure"),
    Mistake("missing-blank-line", "@disclaim complete-security\n", "@disclaim complete-security\n‹That is all.›\n\n"),
)
HEADER_AND_NAMES = (
    Mistake("bad-date", "effective   not-stated", "effective   ‹2014-06-31›"),
    Mistake("missing-comma", "automated-decisions, minors", "automated-decisions ‹minors›"),
    Mistake("duplicate-id", "@clause testimonials for", "@clause ‹forums› for"),
    Mistake("unknown-verb", "@may transfer data-about-customers", "@may ‹transfre› data-about-customers"),
    Mistake("unknown-qualifier", "@offer refusal of cookies via", "@offer refusal of cookies ‹vai›"),
    Mistake("undefined-condition", "when ?standing-alone", "when ‹?standing-alnoe›"),
    Mistake("unclosed-brace", "least\n{notice-time} before", "least\n‹{›notice-time before"),
    Mistake("wrong-kind", "@clause safe-harbor for european-users", "@clause safe-harbor for ‹eu›"),
    Mistake("unknown-clause", "change-notice, complaints", "‹change-notices›, complaints"),
    Mistake("missing-object", "@set cookies when visit-site", "@‹set› when visit-site"),
)
TEXT_AND_LABELS = (
    Mistake("and-in-declaration", "billing-information, optional-information\n", "billing-information ‹and› optional-information\n"),
    Mistake("unclosed-quote", '@term ip "IP"', '@term ip ‹"›IP'),
    Mistake("duplicate-property", "  part-of  desk-com\n  email    support", "  part-of  desk-com\n  ‹part-of›  desk-com\n  email    support"),
    Mistake("heading-level-skipped", "## Cookies {#cookies}", "‹### Cookies {#cookies}›"),
    Mistake("unsafe-link", "[www.desk.com]{desk-site} among", "[www.desk.com](‹www.desk.com›) among"),
    Mistake("quote-in-statement", "@set persistent-cookies for beyond-session", '@set persistent-cookies for ‹"›beyond session"'),
    Mistake("misspelt-name", "@never keep name, email-address", "@never keep name, ‹Email-Address›"),
    Mistake("unknown-name", "[number of visitors]{visit-counts}", "[number of visitors]{‹visit-cuonts›}"),
    Mistake("missing-property", '@link cookies-guide "a guide to cookies" http://www.aboutcookies.org/', '@link ‹cookies-guide› "a guide to cookies"'),
    Mistake("unknown-plain", "@plain commitment", "@plain ‹commitmant›"),
)  # fmt: skip
LINES = (
    Mistake("missing-id", "@clause your-part for users", "‹@clause› for users"),
    Mistake("indented-directive", "@disclaim control of data", "  ‹@disclaim› control of data"),
    Mistake("said-twice", "@disclaim complete-security", "@disclaim complete-security\n‹@disclaim complete-security›"),
    Mistake("missing-reason", "@plain commitment\n", "@plain commitment\n‹@acknowledge odd-title›\n"),
    Mistake("not-on-clause", "@clause aggregated for visitors, customers", "@clause aggregated for visitors, customers ‹optional›"),
    Mistake("missing-name", "social-sharing of site-activity with social-networks", "social-sharing of ‹with› social-networks"),
    Mistake("quotes-needed", 'title       "Terms of Service"', "title       ‹Terms of Service›"),
    Mistake("image", "is 100% secure.", "is 100% secure. ‹![seal](https://a.example/b.png)›"),
    Mistake("unexpected-word", "@grant account-closure via", "@grant account-closure‹;› via"),
    Mistake("block-in-text", "it may be\n[linked to", "it may be ‹{facts}›\n[linked to"),
)
SETS = {
    "statements": STATEMENTS,
    "declarations": DECLARATIONS,
    "header and names": HEADER_AND_NAMES,
    "text and labels": TEXT_AND_LABELS,
    "lines": LINES,
}


def planted(mistakes: tuple[Mistake, ...]) -> tuple[str, list[tuple[str, int, int]]]:
    """The policy with these mistakes, and for each its code and the offsets of its words."""
    text = SOURCE.read_text(encoding="utf-8")
    for mistake in mistakes:
        assert text.count(mistake.old) == 1, f"“{mistake.old}” stands {text.count(mistake.old)} times in the policy"
        text = text.replace(mistake.old, f"\ue000{mistake.code}\ue001{mistake.new}")
    found = []
    while "\ue000" in text:
        before, _, rest = text.partition("\ue000")
        code, _, rest = rest.partition("\ue001")
        head, _, rest = rest.partition("‹")
        words, _, tail = rest.partition("›")
        start = len(before) + len(head)
        found.append((code, start, start + len(words)))
        text = before + head + words + tail
    return text, found


def check(folder: Path, text: str) -> driver.Checked:
    """The policy with another text, under the settings of the project's policies."""
    shutil.copy(POLICIES / "plainly.toml", folder)
    return check_text(folder, text, "desk-2014")


@pytest.mark.parametrize("mistakes", SETS.values(), ids=SETS)
def test_ten_mistakes(tmp_path: Path, mistakes: tuple[Mistake, ...]) -> None:
    """Each mistake is reported once, under its code, at its very words; and nothing else is."""
    text, expected = planted(mistakes)
    checked = check(tmp_path, text)
    found = [(d.code, d.place.start, d.place.end) for d in checked.diagnostics if d.code != "lost-link"]
    assert len(expected) == len(mistakes) == 10
    assert [(code, text[start:end]) for code, start, end in sorted(found, key=lambda row: row[1])] == [
        (code, text[start:end]) for code, start, end in sorted(expected, key=lambda row: row[1])
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    "mistake", [mistake for mistakes in SETS.values() for mistake in mistakes], ids=lambda m: f"{m.code}: {m.new[:30]}"
)
def test_one_mistake(tmp_path: Path, mistake: Mistake) -> None:
    """Alone, too, each mistake is the only finding."""
    text, expected = planted((mistake,))
    checked = check(tmp_path, text)
    assert [(d.code, d.place.start, d.place.end) for d in checked.diagnostics if d.code != "lost-link"] == expected


def test_the_policy_itself_is_clean(tmp_path: Path) -> None:
    """Without the mistakes there is nothing but the source's two lost links."""
    checked = check(tmp_path, SOURCE.read_text(encoding="utf-8"))
    assert {d.code for d in checked.diagnostics} == {"lost-link"}
