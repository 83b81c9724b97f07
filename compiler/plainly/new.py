"""`plainly new`: a first policy that compiles, short enough to read in a minute."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from plainly.cached import Outcome

TEMPLATE = """\
@policy {identity}
  title       "{title}"
  language    en
  effective   {effective}
  controller  {party}

@party {party} "{controller}"
  email  {email}

@value answer-time 30 days

@note Lines that start with @ speak to the compiler; everything else is published as it stands.
@note With the line “regime gdpr” in the header, a check also says what the GDPR asks for and the text does not tell yet.

# What we collect {{#collected}}

@clause questions-received for inquirers

When you write to us, we receive your name and e-mail address. We need them to [answer you]{{customer-support}}, which
is our [legitimate interest]{{legitimate-interest}}.

@collect name, email-address for customer-support under legitimate-interest
@highlight When you write to us, we use your name and e-mail address to answer you.

# Your rights {{#rights}}

@clause see-and-delete

You can ask us for [access]{{access}} to your data and have it [corrected]{{rectification}} or
[deleted]{{erasure}}. You can also [object]{{objection}} to how we use it. Write to {{{party}.email}}; we answer within {{answer-time}}.

@grant access, rectification, erasure, objection via {party}.email within answer-time
@highlight You can see, correct and delete your data, or object: write to us.

@highlights
  collected  "What we collect"  questions-received  more #collected
  rights     "Your rights"      see-and-delete  more #rights
"""

#: Names that the template needs otherwise, or that the language reads as words of its own.
RESERVED = frozenset({"and", "or", "also", "forms", "such-as", "policy", "answer-time"})
LONGEST = 200  # characters of a name or title


def create(folder: Path, identity: str, *, controller: str, email: str, title: str, effective: str | None) -> Outcome:
    """Writes `<folder>/<id>/<id>.policy`. Wrong use: an id that is none, a value that breaks its line, a file that is there."""
    problem = _problem(identity, controller=controller, email=email, title=title, effective=effective)
    if problem:
        return Outcome("", problem + "\n", 2)
    path = folder / identity / f"{identity}.policy"
    party = "-".join(re.findall(r"[a-z0-9]+", controller.lower()))[:40].strip("-") or "controller"
    if not re.search("[a-z]", party) or party in RESERVED or _standard(party):
        party = "controller-company"
    text = TEMPLATE.format(
        identity=identity, title=title, controller=controller, email=email, party=party, effective=effective or date.today().isoformat()
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return Outcome("", f"“{path}” exists already; it was not touched.\n", 2)
    except OSError as error:
        return Outcome("", f"“{path}” cannot be written: {error.strerror or error}.\n", 2)
    return Outcome(f"Wrote {path}\nNext: plainly check {path}\n      plainly build {path}\n", "", 0)


def _standard(name: str) -> bool:
    from plainly_dsl import standard

    return name in standard.entries()


def _problem(identity: str, *, controller: str, email: str, title: str, effective: str | None) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identity) or len(identity) > 80:
        return f"“{identity}” cannot be a policy's name: use small letters, digits and hyphens."
    for what, text in (("name of the organisation", controller), ("title", title)):
        if not text.strip() or any(character in text for character in '"{}\n\r') or not text.isprintable():
            return f"The {what} has a sign that cannot stand in a label: “{text}”."
        if len(text) > LONGEST:
            return f"The {what} is too long: at most {LONGEST} characters can stand in a label."
    if (
        not re.fullmatch(r"[^@\s<>\"“„«,]+@[a-z0-9-]+(\.[a-z0-9-]+)+", email, re.IGNORECASE)
        or not email.isprintable()
        or len(email) > LONGEST
    ):
        return f"“{email}” is no e-mail address."
    if effective is not None:
        try:
            good = date.fromisoformat(effective).isoformat() == effective  # other spellings are no date of the language
        except ValueError:
            good = False
        if not good:
            return f"“{effective}” is no date; write it like 2026-03-01."
    return ""
