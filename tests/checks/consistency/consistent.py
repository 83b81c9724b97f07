"""A consistent policy of any size, from the standard vocabulary: what a careful author would write, clause after clause."""

from __future__ import annotations

from typing import NamedTuple

#: Data that is collected, used, shared and kept; none falls under another.
DATA = (
    "email-address", "phone-number", "postal-address", "first-name", "last-name", "date-of-birth", "gender", "nationality", "job-title",
    "salary", "credit-card-number", "bank-account", "ip-address", "cookie-identifier", "browser-type", "operating-system", "search-terms",
    "pages-viewed", "links-clicked", "support-requests", "survey-answers", "feedback", "purchase-history", "language-preference",
)  # fmt: skip
#: Each purpose with its legal basis.
PURPOSES = {
    "service-provision": "contract", "customer-support": "contract", "billing": "contract", "security": "legitimate-interest",
    "legal-compliance": "legal-obligation", "site-improvement": "legitimate-interest", "event-management": "consent",
}  # fmt: skip
RECIPIENTS = ("hosting-providers", "payment-processors", "delivery-companies", "it-providers", "tax-authorities")
#: Never done: nothing else in a consistent policy speaks of these.
NEVER = (
    ("never collect", "genetic-data", ""),
    ("never collect", "religious-beliefs", ""),
    ("never share", "credit-card-number", "with advertisers"),
    ("never share", "email-address", "with data-brokers"),
    ("never use", "search-terms", "for interest-based-advertising"),
    ("never sell", "purchase-history", "to third-parties for third-party-promotion"),
    ("never keep", "voice-recording", ""),
)
HEADER = """\
@policy example
  title       "Privacy statement"
  language    en
  effective   2026-03-01
  controller  meadow
  regime      gdpr
  allow       duty-missing, duty-partly

@party meadow "Meadow Ltd"
  in     ireland
  email  privacy@meadow.example
"""
#: Clauses that other clauses call for, by name.
PILLARS = {
    "withdrawal": "You can [withdraw]{withdraw-consent} your consent at any time.\n\n@grant withdraw-consent any-time\n",
    "collected": "We collect:\n\n" + "".join(f"- your {{{name}}}\n" for name in DATA) + f"\n@collect {', '.join(DATA)}\n",
    "objection": "You have the right to [object]{objection}.\n\n@grant objection\n",
}


class Clause(NamedTuple):
    """A clause by its id, with the text and statements below it."""

    id: str
    body: str


def consistent(clauses: int) -> list[Clause]:
    """Clauses that agree with each other, the pillars first."""
    made = [Clause(name, body) for name, body in PILLARS.items()]
    made += [Clause(f"clause-{number}", _body(number)) for number in range(clauses - len(made))]
    return made


def written(clauses: list[Clause], declarations: str = "", per_section: int = 10) -> str:
    """A whole policy, ten clauses a section."""
    parts = [HEADER, declarations]
    for number, clause in enumerate(clauses):
        if number % per_section == 0:
            parts.append(f"# Part {number // per_section + 1} {{#part-{number // per_section + 1}}}\n")
        parts.append(f"@clause {clause.id}\n\n{clause.body}")
    return "\n".join(parts)


def _body(number: int) -> str:
    """One of seven kinds of clause, with names that change from one to the next."""
    data, other = DATA[number % len(DATA)], DATA[(number * 5 + 3) % len(DATA)]
    purpose, basis = list(PURPOSES.items())[number // 2 % len(PURPOSES)]
    recipient = RECIPIENTS[number % len(RECIPIENTS)]
    verb, what, more = NEVER[number // 7 % len(NEVER)]
    words = " ".join(f"{{{word}}}" if word.count("-") or word == "advertisers" else word for word in more.split())
    both = data if data == other else f"{data}, {other}"
    bodies = (
        f"We collect your {{{data}}} and {{{other}}} for {{{purpose}}}, under {{{basis}}}.\n\n@collect {both} for {purpose} under {basis}\n",
        f"We use your {{{data}}} for {{{purpose}}}, under {{{basis}}}.\n\n@use {data} for {purpose} under {basis}\n",
        f"We share your {{{data}}} with {{{recipient}}}, for {{{purpose}}}, under {{{basis}}}.\n\n@share {data} with {recipient} for {purpose} under {basis}\n",
        f"We {verb} {{{what}}} {words}.\n\n@{verb} {what} {more}".rstrip() + "\n",
        f"We keep your {{{data}}} while it is needed for {{{purpose}}}.\n\n@keep {data} while {purpose}\n",
        f"We protect your {{{data}}} with encryption.\n\n@protect {data} with encryption\n",
        f"You may ask for {{access}} to your {{{data}}}.\n\n@may grant access of {data}\n",
    )
    return bodies[number % len(bodies)]
