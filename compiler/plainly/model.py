"""The policy model: the policy document as frozen classes.

`policy.schema.json` is generated from these classes (`schema.py`), so their docstrings and descriptions are
what another front end's author reads. Text is kept per locale; prose is Plainly Markdown, run by run, with its
references (see the language reference).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from plainly_dsl.standard import entries
from plainly_dsl.tables import DECLARABLE, marks, qualifiers, verbs

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
NameRef = Annotated[str, StringConstraints(pattern=r"^[#?]?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+(-[a-z]+)*)?$", max_length=120)]
Locale = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
UnitId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(:[a-z0-9]+(-[a-z0-9]+)*(:[0-9]+)?)?$", max_length=120)]
Line = Annotated[str, StringConstraints(max_length=20_000)]
Run = Annotated[str, StringConstraints(max_length=1_000_000)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2_000)]
if TYPE_CHECKING:
    Verb: TypeAlias = str
    Qualifier: TypeAlias = str
    Mark: TypeAlias = str
    Kind: TypeAlias = str
else:  # the language's tables say which words there are
    Verb = Literal[tuple(sorted(verbs()))]
    Qualifier = Literal[tuple(sorted(qualifiers()))]
    Mark = Literal[tuple(sorted(marks()))]
    Kind = Literal[tuple(sorted({*DECLARABLE, *(entry.kind for entry in entries().values())}))]
Modality = Literal["does", "may", "must", "never"]


class Node(BaseModel):
    """Base of all classes: immutable, and closed (an unknown field is an error)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, defer_build=True)


class Label(Node):
    """How a name reads in one locale."""

    label: Line = Field(description="The wording that is printed.")
    forms: tuple[Line, ...] = Field((), description="Other wordings that mean the same in running text.")


class Quantity(Node):
    """A number with its unit, such as 30 days."""

    amount: int | float = Field(ge=0, description="How many.")
    unit: Literal["minute", "hour", "day", "business-day", "week", "month", "year", "percent"]


class Name(Node):
    """A name that statements and prose use: what kind of thing it is, how it reads, what it falls under."""

    kind: Kind = Field(description="Kind of thing: data, party, subject, purpose, basis …")
    origin: Literal["standard", "policy"] = Field(description="From the standard vocabulary, or declared by this policy.")
    parent: Id | None = Field(None, description="The wider name of the same kind that it falls under.")
    iri: Annotated[str, StringConstraints(pattern=r"^[a-z-]+:[A-Za-z0-9_-]+$")] | None = Field(
        None, description="Term of the W3C Data Privacy Vocabulary 2.3, as prefix:term."
    )
    match: Literal["exact", "broader", "narrower", "related", "own"] | None = Field(
        None, description="How near that term is: `broader` means the term is wider than the name."
    )
    labels: dict[Locale, Label] = Field(description="Label and forms per locale.")
    definitions: dict[Locale, Line] = Field(default_factory=dict, description="One-line definition per locale.")
    members: tuple[Id, ...] = Field((), description="Complete list of what the name stands for.")
    examples: tuple[Id, ...] = Field((), description="Examples of what the name stands for.")
    stands_for: Id | None = Field(None, description="For a defined term: the name it is another word for.")
    roles: tuple[Id, ...] = Field((), description="Roles of a party.")
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s<>\"]+@[^@\s<>\"]+$")] | None = None
    form: Url | None = Field(None, description="Address of a web form.")
    phone: Line | None = None
    address: tuple[Line, ...] = Field((), description="Postal address, line by line.")
    url: Url | None = None
    lost: bool = Field(False, description="The source's link has lost its target.")
    place: Id | None = Field(None, description="Country or region the party or subject is in.")
    part_of: Id | None = Field(None, description="The party it belongs to.")
    by: Id | None = Field(None, description="The party that runs a programme.")
    age: Line | None = Field(None, description="Age limit of a subject, in words.")
    value: Quantity | None = None


class Fact(Node):
    """One atomic claim. Several names in one list are taken together."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+$")] = Field(
        description="Stable identity: the clause, verb and first object, and a digest of the claim."
    )
    objects: tuple[NameRef, ...] = Field((), description="What the verb is said of: data categories, rights, choices …")
    qualifiers: dict[Qualifier, tuple[NameRef, ...]] = Field(default_factory=dict, description="Qualifier → names.")
    only: tuple[Qualifier, ...] = Field((), description="Qualifiers whose list is exclusive: nothing else is done.")
    marks: tuple[Mark, ...] = Field((), description="Bare words such as required, optional, sometimes.")
    open: tuple[Id, ...] = Field((), description="Positions whose list only gives examples (`such-as`).")


class Statement(Node):
    """A verb with a modality, and the facts it expands to."""

    verb: Verb = Field(description="A statement verb: what is done, offered, granted or denied.")
    modality: Modality = Field(description="`does`: practice; `may`: possibility; `must`: duty; `never`: denial.")
    facts: tuple[Fact, ...] = Field(min_length=1)


class Acknowledgement(Node):
    """A finding that the source really contains, with the reason why it stays."""

    code: Id
    because: Line


class Waiver(Node):
    """A duty of a regime that does not apply to the policy, with the reason."""

    duty: Line
    because: Line


class Clause(Node):
    """A passage of the policy: its text, and what the text claims."""

    id: Id = Field(description="Also the anchor in every output.")
    section: Id = Field(description="The section it stands in.")
    scope: dict[Qualifier, tuple[NameRef, ...]] = Field(default_factory=dict, description="Qualifiers that hold for the whole clause.")
    open: tuple[Qualifier, ...] = Field((), description="Qualifiers of the scope whose list only gives examples (`such-as`).")
    text: dict[Locale, tuple[Run, ...]] = Field(description="Runs of prose per locale, in Plainly Markdown.")
    statements: tuple[Statement, ...] = ()
    plain: tuple[Literal["commitment", "advice", "description", "reservation", "pointer"], ...] = Field(
        (), description="Why a clause, or a part of it, states no fact."
    )
    conditions: tuple[Id, ...] = Field((), description="Conditions named in the clause's own prose (`?name`).")
    highlights: tuple[dict[Locale, Run], ...] = Field((), description="Lines of the one-page summary that stand for the clause.")
    acknowledged: tuple[Acknowledgement, ...] = ()


class Section(Node):
    """A heading. Sections form a tree by their level."""

    id: Id
    level: int = Field(ge=1, le=4)
    title: dict[Locale, Line]


class HighlightGroup(Node):
    """A headed group of the one-page summary."""

    id: Id
    title: dict[Locale, Line]
    clauses: tuple[tuple[Id, ...], ...] = Field(description="One entry a bullet; several ids share one line.")
    more: Id | None = Field(None, description="Section that tells more.")


class Policy(Node):
    """A privacy policy: everything the source says, in every locale, with its facts."""

    format: Literal["plainly-policy/1"] = Field(description="Name and version of this format.")
    id: Id
    kind: Literal["statement", "highlights"] = Field(description="The full statement, or only its highlights and their facts.")
    language: Locale = Field(description="The language the policy is written in.")
    title: dict[Locale, Line]
    subtitle: dict[Locale, Line] = Field(default_factory=dict)
    effective: Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|not-stated)$")] = Field(
        description="Date from which it holds, or `not-stated`."
    )
    controllers: tuple[Id, ...] = Field(min_length=1, description="Parties that decide why and how data is processed (GDPR Art. 4(7)).")
    regimes: tuple[Id, ...] = Field((), description="Laws the policy is written for.")
    supersedes: Id | None = Field(None, description="The policy it replaces.")
    source: dict[Locale, Line] = Field(default_factory=dict, description="Where the text comes from.")
    silent: tuple[Id, ...] = Field((), description="Topics the policy deliberately does not treat.")
    names: dict[Key, Name] = Field(description="Every name used, with its ancestors.")
    sections: tuple[Section, ...] = ()
    clauses: tuple[Clause, ...] = ()
    highlights: tuple[HighlightGroup, ...] = ()
    waived: tuple[Waiver, ...] = ()
    untranslated: dict[Locale, tuple[UnitId, ...]] = Field(
        default_factory=dict, description="Per locale the parts that are shown in the policy's own language, such as `clause:joining`."
    )
