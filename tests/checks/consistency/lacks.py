"""What one clause shows, to be planted into a consistent policy: a basis, a safeguard or a way back that is lacking."""

from __future__ import annotations

from collections.abc import Callable

from consistent import Clause
from contradictions import Planted, chain, in_words


def alone(
    code: str, body: str, *, without: frozenset[str] = frozenset(), declarations: str = "", rests_on: str = ""
) -> Callable[[int, bool], Planted]:
    """A kind that one clause shows."""
    return lambda _distance, _grouped: Planted((Clause("planted-one", body),), code, "planted-one", "", declarations, without, rests_on)


def _uncollected(distance: int, grouped: bool) -> Planted:
    shared = in_words(f"We share your {{step-{distance}}} with {{hosting-providers}}.", f"share step-{distance} with hosting-providers")
    return Planted((Clause("planted-one", shared),), "shared-not-collected", "planted-one", "", chain("data", distance, grouped=False))


def _abroad(distance: int, grouped: bool) -> Planted:
    shared = in_words("We share your {ip-address} with Orchard Inc.", "share ip-address with orchard")
    return Planted((Clause("planted-one", shared),), "recipient-abroad", "planted-one", "", '@party orchard "Orchard Inc."\n  in  us\n')


#: Kind → what to plant.
LACKS: dict[str, Callable[[int, bool], Planted]] = {
    "shared, never collected": _uncollected,
    "recipient abroad": _abroad,
    "exception elsewhere": alone(
        "exception-elsewhere",
        in_words("Except as our terms say, we never share your {education} with {advertisers}.", "never share education with advertisers except terms-say"),
        declarations='@situation terms-say "our terms say so" is described-in-policy\n',
    ),
    "agreement by use": alone(
        "weak-basis", in_words("By using our site [you agree]{agreement-by-use} that we use your {education} for {newsletters}.", "use education for newsletters under agreement-by-use")
    ),
    "purpose without a basis": alone("purpose-without-basis", in_words("We use your {education} for {newsletters}.", "use education for newsletters")),
    "consent without withdrawal": alone(
        "consent-without-withdrawal", in_words("With your {consent} we use your {education} for {newsletters}.", "use education for newsletters under consent"), without=frozenset({"withdrawal"}), rests_on="under consent"
    ),
    "interest without objection": alone(
        "interest-without-objection",
        in_words("For our {legitimate-interest} we use your {education} for {newsletters}.", "use education for newsletters under legitimate-interest"),
        without=frozenset({"objection"}), rests_on="under legitimate-interest",
    ),
    "special category without a basis": alone(
        "special-category-without-basis", in_words("Under a {contract} we use your {health-data} for {billing}.", "use health-data for billing under contract")
    ),
    "transfer without a mechanism": alone("transfer-without-mechanism", in_words("Your {education} goes to [the United States]{us}.", "transfer education to us")),
    "transfer on a framework that has ended": alone(
        "lapsed-mechanism", in_words("Your {education} goes to [the United States]{us} under the {privacy-shield}.", "transfer education to us under privacy-shield")
    ),
    "consent for some": alone(
        "consent-for-some",
        in_words(
            "We set {performance-cookies}. [Users in Europe]{european-users} can opt in to them by their {consent}.",
            "set performance-cookies",
            "offer opt-in of performance-cookies to european-users in europe under consent",
        ),
    ),
}  # fmt: skip
