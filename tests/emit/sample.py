"""A hand-made policy page with every kind of node, for the tests of the emitters."""

from __future__ import annotations

from plainly.page import (
    Alternate,
    Block,
    Break,
    Detail,
    Emphasis,
    Entry,
    Inline,
    Link,
    ListBlock,
    Named,
    Page,
    Paragraph,
    Passage,
    Section,
    Table,
    Text,
)

WORDS = {
    "skip": "Skip to the text",
    "pages": "Pages of this policy",
    "languages": "Languages",
    "downloads": "Other formats",
    "contents": "Contents",
}


def bare_page(*blocks: Block, title: str = "Title", kind: str = "statement") -> Page:
    """A page with these blocks and next to nothing around them."""
    return Page(kind, "meadow", "en", "ltr", title, "", (), "Contents", (), blocks, (), (), (), WORDS, {})


def paragraph(*parts: str | Inline) -> Paragraph:
    """A paragraph of texts and inline nodes."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def bullets(*items: str) -> ListBlock:
    """A bullet list, a text an item."""
    return ListBlock("bullet", 1, tuple((paragraph(item),) for item in items))


def named(name: str, text: str, definition: str = "") -> Named:
    """Words for a name."""
    return Named((name,), (Text(text),), definition)


def sample_page() -> Page:
    """The full statement."""
    return Page(
        kind="statement",
        policy="meadow-2026",
        locale="en",
        direction="ltr",
        title="Privacy statement",
        subtitle="How Meadow handles personal data",
        details=(
            Detail("Effective", (Text("1 March 2026"),)),
            Detail("Controller", (named("meadow", "Meadow Ltd"),)),
            Detail("Laws", (named("gdpr", "GDPR", "Regulation (EU) 2016/679"), Text(" and "), named("ccpa", "CCPA"))),
            Detail("Not treated", (Text("automated decisions, children under 16"),)),
        ),
        contents_title="Contents",
        contents=(
            Entry("#about", "1", "About this statement", ()),
            Entry(
                "#collected",
                "2",
                "What we collect",
                (Entry("#at-sign-up", "2.1", "When you join", ()), Entry("#cookies", "2.2", "Cookies", ())),
            ),
            Entry("#sharing", "3", "Whom we share with", ()),
            Entry("#rights", "4", "Your rights, and how to use them", ()),
        ),
        blocks=(_about(), _collected(), _sharing(), _rights()),
        pages=_pages(),
        locales=(Alternate("en", "index.html", "English"), Alternate("nl", "../nl/index.html", "Nederlands")),
        downloads=_downloads("policy.md"),
        words=WORDS,
        notice={"@context": "../../plainly-context.jsonld", "@type": "PrivacyNotice", "title": "Meadow </script><b>"},
    )


def highlights_page() -> Page:
    """The one-page summary."""
    groups = (
        ("scope", "What this covers", ("All our web sites and the Meadow app", "Not the sites of others that we link to")),
        (
            "collected",
            "What we collect",
            (
                "When you join, we ask for basic contact details",
                "We record how you use our sites, with cookies and log files",
                "We may receive data about you from partners",
            ),
        ),
        ("use", "What we use it for", ("To provide our services and to bill for them", "To tell you of offers, unless you opt out")),
        (
            "sharing",
            "Whom we share it with",
            (
                "We never sell your personal data",
                "Our processors may use it only for us",
                "We may have to disclose it to authorities when the law requires",
            ),
        ),
        ("choices", "Your choices", ("You can opt out of marketing e-mails at any time", "You can ask for access, correction and erasure")),
        (
            "abroad",
            "Where it goes",
            ("Data may go to the United States, under standard contractual clauses", "We keep it for 24 months after your last visit"),
        ),
    )
    sections = tuple(_group(number, *group) for number, group in enumerate(groups, 1))
    contact = Section("reach-us", 2, "", (Text("How to reach us"),), (ListBlock("bullet", 1, ((paragraph("By e-mail: ", _mail()),),)),))
    return sample_page()._replace(
        kind="highlights",
        title="Privacy statement: highlights",
        subtitle="The main points of our privacy statement on one page",
        contents=(),
        blocks=(*sections, contact),
        downloads=_downloads("highlights.md"),
    )


def facts_page() -> Page:
    """Tables made from facts."""
    header = ("Data", "Why", "On what basis", "When", "How long", "Stated in")
    where: tuple[Inline, ...] = (Link("index.html#collected", (Text("section 2.1"),)),)
    rows = (
        ("Name, e-mail address", "To provide the service", "Contract", "You register", "24 months", where),
        ("Phone number", "Customer support", "Consent", "You register", "Until you withdraw consent", where),
        (
            "Browser type, operating system, pages visited, IP address",
            "Security; statistics",
            "Legitimate interest",
            "You visit our sites",
            "90 days",
            where,
        ),
    )
    table = Table("What we collect", header, tuple(tuple((Text(cell),) if isinstance(cell, str) else cell for cell in row) for row in rows))
    section = Section("collect", 2, "1", (Text("What we collect"),), (table,))
    entry = Entry("#collect", "1", "What we collect", ())
    return sample_page()._replace(
        kind="facts", title="Privacy statement: facts", contents=(entry,), blocks=(section,), downloads=_downloads("facts.md")
    )


def _pages() -> tuple[Alternate, ...]:
    return (
        Alternate("statement", "index.html", "Full statement"),
        Alternate("highlights", "highlights.html", "Highlights"),
        Alternate("facts", "facts.html", "Privacy facts"),
    )


def _downloads(file: str) -> tuple[Alternate, ...]:
    return (
        Alternate("markdown", file, "Markdown"),
        Alternate("jsonld", "../notice.jsonld", "Machine notice (JSON-LD)"),
        Alternate("turtle", "../notice.ttl", "Machine notice (Turtle)"),
        Alternate("json", "../notice.json", "Policy document (JSON)"),
    )


def _mail() -> Link:
    return Link("mailto:privacy@meadow.example", (Text("privacy@meadow.example"),))


def _group(number: int, identity: str, title: str, lines: tuple[str, ...]) -> Section:
    items = tuple(
        (paragraph(line, " (", Link(f"index.html#{identity}-{n}", (Text(f"section {number}.{n}"),)), ")"),)
        for n, line in enumerate(lines, 1)
    )
    more = paragraph(Link(f"index.html#{identity}", (Text(f"More on “{title}” in section {number}"),)))
    return Section(identity, 2, "", (Text(title),), (ListBlock("bullet", 1, items), more))


def _about() -> Section:
    first = paragraph(
        "This statement says what ",
        named("meadow", "Meadow Ltd", "The company that answers for this policy"),
        " does with personal data. It covers our web sites, our app and the e-mails that we send. It holds for everyone who visits "
        "our sites, and for customers who register.",
    )
    second = paragraph(
        "Questions? Write to ",
        _mail(),
        ", or see the ",
        Link("https://ads.example/choices?a=1&copy=2", (Text("industry’s opt-out page"),)),
        ".",
    )
    return Section("about", 2, "1", (Text("About this statement"),), (Passage("who-we-are", (first, second), ("f1", "f2")),))


def _collected() -> Section:
    joining = (
        paragraph(
            "When you join, we ask for your ",
            named("contact-details", "contact details", "Data with which somebody can be reached"),
            ": your name, e-mail address and, if you like, your phone number. We need the first two to perform our ",
            named("contract", "contract", "Processing is needed to perform a contract with the person (GDPR, article 6(1)(b))"),
            " with you.",
        ),
        paragraph("You may also choose to tell us:"),
        ListBlock(
            "lower-alpha",
            1,
            (
                (paragraph("your company’s name;"),),
                (
                    paragraph("your company’s size, that is:"),
                    ListBlock("lower-roman", 1, ((paragraph("revenue;"),), (paragraph("number of staff;"),))),
                ),
                (paragraph("your industry."),),
            ),
        ),
        paragraph("The items in (a) and (c) appear in your public profile."),
    )
    cookies = Table(
        "Cookies we set",
        ("Cookie", "What for", "How long"),
        (
            ((named("required-cookies", "Required cookies"),), (Text("To keep you signed in"),), (Text("Session"),)),
            (
                (named("analytics-cookies", "Analytics cookies"),),
                (Text("To see which pages help, and which do not"),),
                (Text("13 months"), Break(), Emphasis((Text("shorter on request"),), strong=False)),
            ),
        ),
    )
    run_in = paragraph(
        Emphasis((Text("Log files."),), strong=True),
        " Our servers record IP addresses, browser types and the pages you visit. We keep them for 90 days.",
    )
    steps = ListBlock(
        "decimal",
        1,
        ((paragraph("Open your account settings."),), (paragraph("Choose “Cookies”."), paragraph("Your choice holds at once."))),
    )
    return Section(
        "collected",
        2,
        "2",
        (Text("What we collect"),),
        (
            Section("at-sign-up", 3, "2.1", (Text("When you join"),), (Passage("joining", joining, ("f3", "f4", "f5")),)),
            Section(
                "cookies",
                3,
                "2.2",
                (Text("Cookies"),),
                (Passage("cookies-set", (run_in, cookies, paragraph("To change your mind:"), steps), ("f6",)),),
            ),
        ),
    )


def _sharing() -> Section:
    text = paragraph(
        "We ", Emphasis((Text("never"),), strong=False), " sell your contact details. A ", named("payment-processors", "payment processor"),
        " sees your card number, only to take payment, as ", Link("#collected", (Text("section 2"),)), " explains.",
    )  # fmt: skip
    listed = bullets(
        "providers who host our service in Ireland;", "payment processors;", "authorities, when a law or court order requires it."
    )
    return Section(
        "sharing",
        2,
        "3",
        (Text("Whom we share with"),),
        (Passage("no-sale", (text, paragraph("We share personal data with:"), listed), ("f7",)),),
    )


def _rights() -> Section:
    address = paragraph("Meadow Ltd", Break(), "1 Field Lane", Break(), "Dublin, Ireland")
    text = paragraph(
        "Ask for access, correction or erasure at ", _mail(), ". We answer within ", named("answer-time", "30 days"), ". By post:"
    )
    return Section("rights", 2, "4", (Text("Your rights, and how to use them"),), (Passage("access", (text, address), ("f8",)),))
