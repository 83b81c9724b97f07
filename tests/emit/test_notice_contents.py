"""What the machine notice says of the policy, its parties, names, durations; the context; what pages embed."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
import sample_policy
from notice_claims import Claim, small
from rdflib import RDF, Graph, Literal, URIRef

from notice_reader import BASE, full, read_turtle, short
from plainly.emit.concepts import iri, iso_duration
from plainly.emit.jsonld import context_text, embedded, jsonld
from plainly.emit.terms import PREFIXES


def values(found: Graph, node: str, field: str) -> set[str]:
    return {short(o).removeprefix(f"{BASE}meadow-2026/") for o in found.objects(URIRef(f"{BASE}meadow-2026/{node}"), full(field))}


def test_notice_node() -> None:
    """Title, date, languages, layers, controllers, laws, silence, the replaced policy."""
    found = read_turtle(sample_policy.policy())
    assert {short(o) for o in found.objects(URIRef(f"{BASE}meadow-2026/"), RDF.type)} == {"dpv:PrivacyNotice", "dpv:LayeredNotice"}
    assert values(found, "", "dct:title") == {"Privacy statement", "Privacyverklaring"}
    assert values(found, "", "dct:valid") == {"2026-03-01"}
    assert values(found, "", "dct:language") == {"en", "nl-BE"}
    pages = {f"{locale}/{page}.html" for locale in sample_policy.LOCALES for page in ("index", "highlights", "facts")}
    assert values(found, "", "dpv:hasNoticeLayer") == pages
    assert values(found, "", "dpv:hasDataController") == {"#name.meadow"}
    assert values(found, "", "dpv:hasApplicableLaw") == {"legal-eu:law-GDPR", "legal-us:law-CA-CCPA", "plainly:pipeda"}
    assert values(found, "", "plainly:silentOn") == {"plainly:automated-decisions", "plainly:minors"}
    assert values(found, "", "dct:replaces") == {f"{BASE}meadow-2024/"}
    undated = read_turtle(sample_policy.policy(effective="not-stated", supersedes=None))
    assert not values(undated, "", "dct:valid")
    assert not values(undated, "", "dct:replaces")


def test_party_and_its_contact_points() -> None:
    """A controller with name, address, e-mail, form, telephone; what an IRI cannot hold is percent-encoded."""
    found = read_turtle(sample_policy.policy())
    assert {short(o) for o in found.objects(URIRef(f"{BASE}meadow-2026/#name.meadow"), RDF.type)} >= {"dpv:DataController"}
    assert values(found, "#name.meadow", "dpv:hasAddress") == {'1 Field Lane\nDublin "4"'}
    points = {f"#name.meadow.{kind}" for kind in ("email", "form", "phone", "address", "url")}
    assert values(found, "#name.meadow", "dpv:hasContact") == points
    assert values(found, "#name.meadow.email", "foaf:mbox") == {"mailto:privacy+eu@meadow.example"}
    assert values(found, "#name.meadow.form", "foaf:page") == {"https://meadow.example/form?a%5B%5D=1&b=%7Bx%7D%7Cy"}
    assert values(found, "#name.meadow.phone", "foaf:phone") == {"tel:+35301234567"}
    assert values(found, "#name.meadow.url", "foaf:page") == {"http://[2001:db8::1]/contact"}


def test_names() -> None:
    """A name is DPV's term where it matches exactly; else ours, below its parent and beside the term it is near."""
    found = read_turtle(sample_policy.policy())
    exact = {node for node, _ in found.subject_objects(full("skos:notation"))}
    assert full("pd:EmailAddress") in exact
    assert full("eu-gdpr:A15") in exact
    assert values(found, "#name.meadow-members", "skos:broader") == {"dpv:Customer"}
    assert values(found, "#name.contact-card", "plainly:member") == {"pd:Name", "pd:EmailAddress", "pd:TelephoneNumber"}
    assert values(found, "#name.wishes", "plainly:example") == {"pd:Name"}
    near = URIRef(PREFIXES["plainly"] + "payment-processors")
    assert set(found.objects(near, full("skos:broadMatch"))) == {full("dpv:DataProcessor")}
    assert set(found.objects(near, full("skos:prefLabel"))) >= {Literal("nl payment-processors", lang="nl-be")}
    notations = [str(o) for o in found.objects(None, full("skos:notation"))]
    assert sorted(notations) == sorted([*sample_policy.names(), "?only-then"])


def test_clause_scope() -> None:
    """What holds for a whole clause stands at the clause, also where its verbs do not take it up; so does why it states no fact."""
    found = read_turtle(sample_policy.policy())
    assert values(found, "#joining", "dpv:hasDataSubject") == {"#name.meadow-members"}
    assert values(found, "#joining", "plainly:via") == {"plainly:web-form"}
    assert values(found, "#joining", "plainly:whenSituation") == {"plainly:register"}
    assert values(found, "#joining", "plainly:plain") == {"advice"}
    assert values(found, "#joining", "dct:isPartOf") == {"#joining-section"}


def test_condition_carries_its_words() -> None:
    """A condition named in prose has the words that name it, in each locale."""
    found = read_turtle(sample_policy.policy())
    assert values(found, "#joining/only-then", "skos:prefLabel") == {"only then!", "alleen dan"}


def test_recipient_in_a_role() -> None:
    """Who gets data as a processor is a recipient and a processor."""
    found = read_turtle(sample_policy.policy())
    processor = URIRef(PREFIXES["plainly"] + "payment-processors")
    shared = [node for node in found.subjects(full("dpv:hasDataProcessor"), processor) if "share" in str(node)]
    assert len(shared) == 1
    assert (shared[0], full("dpv:hasRecipient"), processor) in found


def one_claim(verb: str, objects: list[str], **qualifiers: list[str]) -> Graph:
    """The notice of a policy that makes one claim, `#joining.VERB.x.0`."""
    fact = {"objects": objects, "qualifiers": qualifiers, "only": [], "open": [], "marks": []}
    return read_turtle(sample_policy.policy(**small([Claim(verb, "does", fact)])))


def test_controller_in_the_role_of_a_processor() -> None:
    """Who processes data for somebody else is no controller of it, though the notice is theirs."""
    found = one_claim("use", ["name"], **{"as": ["processor"]})
    assert values(found, "#joining.use.x.0", "dpv:hasDataProcessor") == {"#name.meadow"}
    assert not values(found, "#joining.use.x.0", "dpv:hasDataController")
    shared = one_claim("share", ["name"], **{"with": ["payment-processors"], "as": ["processor"]})
    assert values(shared, "#joining.share.x.0", "dpv:hasDataController") == {"#name.meadow"}
    assert values(shared, "#joining.share.x.0", "dpv:hasDataProcessor") == {"plainly:payment-processors"}


def test_controller_where_it_acts() -> None:
    """The controller is told of its own processing, named or not, and not of what others do."""
    assert values(one_claim("use", ["name"]), "#joining.use.x.0", "dpv:hasDataController") == {"#name.meadow"}
    assert values(one_claim("use", ["name"], by=["meadow", "third-parties"]), "#joining.use.x.0", "dpv:hasDataController") == {
        "#name.meadow"
    }
    assert not values(one_claim("use", ["name"], by=["third-parties"]), "#joining.use.x.0", "dpv:hasDataController")


def test_recipients_receive_data() -> None:
    """Who is only dealt with, as in an answer or a choice, is no recipient."""
    answered = one_claim("answer", ["disputes"], **{"with": ["third-parties"]})
    assert values(answered, "#joining.answer.x.0", "plainly:with") == {"dpv:ThirdParty"}
    assert not values(answered, "#joining.answer.x.0", "dpv:hasRecipient")
    assert values(one_claim("share", ["name"], **{"with": ["third-parties"]}), "#joining.share.x.0", "dpv:hasRecipient") == {
        "dpv:ThirdParty"
    }


def test_nobody_is_the_subject_of_data_that_is_not_personal() -> None:
    """Where DPV asserts that no personal data is involved, the people are human subjects, not data subjects."""
    found = one_claim("use", ["aggregated-data"], of=["users"])
    assert values(found, "#joining.use.x.0", "dpv:hasHumanSubject") == {"dpv:User"}
    assert not values(found, "#joining.use.x.0", "dpv:hasDataSubject")


def test_only_a_party_has_a_name() -> None:
    """A kind of parties, such as third parties, has labels, but is no legal entity with a name."""
    found = read_turtle(sample_policy.policy())
    assert values(found, "#name.meadow", "dpv:hasName")
    assert set(found.subjects(full("plainly:kind"), Literal("party"))) > set(found.subjects(full("dpv:hasName")))
    assert not set(found.objects(full("dpv:ThirdParty"), full("dpv:hasName")))


def test_retention() -> None:
    """How long data is kept is a storage condition with its durations, fixed and until an event."""
    found = read_turtle(sample_policy.policy())
    storage = [node for node in found.subjects(RDF.type, full("dpv:StorageDuration")) if "sharing.keep.name" in str(node)]
    assert len(storage) == 1
    durations = set(found.objects(storage[0], full("dpv:hasDuration")))
    assert URIRef(f"{BASE}meadow-2026/#name.keep-time") in durations
    events = [node for node in durations if (node, RDF.type, full("dpv:UntilEventDuration")) in found and "#sharing.keep" in str(node)]
    assert [set(found.objects(event, full("plainly:while"))) for event in events] == [{full("dpv:Contract")}]


def test_quantities() -> None:
    """Values are durations in ISO 8601 where they have a fixed one; business days have a datatype of their own."""
    found = read_turtle(sample_policy.policy())
    written = {name: found.value(URIRef(f"{BASE}meadow-2026/#name.{name}"), RDF.value) for name in sample_policy.DECLARED}
    assert written["answer-time"] == Literal("P30D", datatype=full("xsd:duration"))
    assert written["keep-time"] == Literal("P1Y6M", datatype=full("xsd:duration"))
    assert written["working-time"] == Literal("10", datatype=full("plainly:businessDays"))
    assert written["half-month"] is None
    assert written["share-limit"] is None
    assert values(found, "#name.half-month", "plainly:amount") == {"0.5"}
    assert values(found, "#name.share-limit", "plainly:unit") == {"percent"}


@pytest.mark.parametrize(
    ("amount", "unit", "duration"),
    [
        ("30", "day", "P30D"),
        ("2", "week", "P14D"),
        ("36", "hour", "P1DT12H"),
        ("90", "minute", "PT1H30M"),
        ("0.5", "minute", "PT30S"),
        ("12", "month", "P1Y"),
        ("18", "month", "P1Y6M"),
        ("1.5", "year", "P1Y6M"),
        ("0", "month", "P0D"),
        ("0.5", "month", ""),
        ("5", "percent", ""),
        ("5", "business-day", ""),
    ],
)
def test_iso_duration(amount: str, unit: str, duration: str) -> None:
    assert iso_duration(Fraction(amount), unit) == duration


@pytest.mark.parametrize(
    ("url", "escaped"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("https://a.example/\u00e9%20", "https://a.example/\u00e9%20"),
        ("https://a.example/a\\b^c`d{e}|f\x01", "https://a.example/a%5Cb%5Ec%60d%7Be%7D%7Cf%01"),
        ("http://[x/", "http://%5Bx/"),
    ],
)
def test_iri(url: str, escaped: str) -> None:
    assert iri(url) == escaped


def test_published_context_is_the_inlined_one() -> None:
    """The context file holds what each notice holds, apart from the notice's own base."""
    inlined = json.loads(jsonld(sample_policy.policy(), BASE))["@context"]
    assert inlined.pop("@base") == f"{BASE}meadow-2026/"
    assert json.loads(context_text())["@context"] == inlined


def test_embedded_says_nothing_else() -> None:
    """What a page embeds is part of the full notice, apart from the link to it."""
    policy = sample_policy.policy()
    small = Graph().parse(data=json.dumps(embedded(policy, BASE)), format="json-ld")
    home = URIRef(f"{BASE}{policy.id}/")
    more = set(small) - set(read_turtle(policy))
    assert more == {(home, full("rdfs:seeAlso"), URIRef(f"{home}notice.jsonld"))}
