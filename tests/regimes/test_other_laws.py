"""LGPD, Swiss FADP, PIPEDA and ePrivacy Directive: a policy that meets all their duties, and what happens when it loses one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from held import DUTIES, EMPTY, REGIMES, asked, held, policy_of, sound

from cases import check_body, check_text, codes
from plainly import driver
from plainly.logic.claims import Claims
from plainly.regimes.regime import Regime, all_regimes, of_laws
from plainly.regimes.verdicts import Verdict, coverage, regimes_of

HERE = Path(__file__).parent / "other_laws"
LAWS = ("eprivacy", "lgpd", "pipeda", "swiss-fadp")
LOSSES: list[dict[str, Any]] = tomllib.loads((HERE / "losses.toml").read_text(encoding="utf-8"))["loss"]
#: Duties that ask for what every policy has: its controller is named, so they are met in part at least.
NEVER_MISSING = {"lgpd-9-iii", "swiss-fadp-19-2-a"}


def whole(law: str) -> str:
    """The policy that meets all duties of a law."""
    return (HERE / f"{law}.policy").read_text(encoding="utf-8")


def verdicts(checked: driver.Checked, also: Iterable[str] = ()) -> dict[str, Verdict]:
    """What a policy meets of the laws that it declares, by duty. But for what is told `also`, nothing else is wrong with the policy."""
    assert set(also) <= set(codes(checked)) <= {"duty-missing", "duty-partly", "transfer-without-mechanism", *also}
    assert checked.policy is not None
    covered = coverage(Claims(checked.policy), regimes_of(checked.policy))
    return {verdict.duty.id: verdict for regime in covered for verdict in regime.verdicts}


@cache
def before(law: str) -> dict[str, Verdict]:
    """The verdicts on the policy of a law as it stands."""
    return verdicts(driver.check(HERE / f"{law}.policy"))


def reduced(law: str, loss: dict[str, Any]) -> str:
    """A law's policy without some clauses, and with other words in some places."""
    text = whole(law)
    for clause in loss.get("without", ()):
        text, count = re.subn(rf"^@clause {clause}\n.*?(?=^@clause|^#|\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
        assert count == 1, clause
    for old, new in loss.get("change", ()):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("law", LAWS)
def test_policy_meets_every_duty(law: str) -> None:
    """The policy of a law meets each of its duties; none is left out as not applicable."""
    found = before(law)
    assert found.keys() == {duty.id for regime in of_laws((law,)) for duty in regime.duties}
    assert {identity: verdict.state for identity, verdict in found.items()} == dict.fromkeys(found, "met")
    assert all(verdict.evidence for verdict in found.values())


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: f"{loss['duty']}-{loss['becomes']}")
def test_one_loss_changes_one_duty(loss: dict[str, Any], tmp_path: Path) -> None:
    """What a policy loses changes the verdict on that duty and on no other, and the verdict names what is lacking.

    Some losses are seen by a check of what the policy says, too (`also`).
    """
    law = DUTIES[loss["duty"]][0].law
    after = verdicts(check_text(tmp_path, reduced(law, loss), law), loss.get("also", ()))
    assert {identity: verdict.state for identity, verdict in after.items() if verdict.state != "met"} == {loss["duty"]: loss["becomes"]}
    assert [word for title, names in after[loss["duty"]].lacks for word in (title, *names)] == loss["lacks"]
    assert after.keys() == before(law).keys()


def test_every_duty_has_a_loss() -> None:
    """Each duty of these laws is lost at least once."""
    assert {loss["duty"] for loss in LOSSES} == {duty.id for regime in of_laws(LAWS) for duty in regime.duties}


@pytest.mark.parametrize("regime", [regime for regime in all_regimes() if regime.law in LAWS], ids=lambda regime: regime.id)
def test_silent_policy(regime: Regime, tmp_path: Path) -> None:
    """Of a policy that says nothing, a duty under a condition is not asked, with that condition as the reason; the others are missing."""
    found = held(policy_of(tmp_path, EMPTY), regime)
    assert found.applies is not regime.id.startswith("eprivacy")
    for verdict in found.verdicts:
        if verdict.duty.applies:
            assert (verdict.state, verdict.reason) == ("not-applicable", verdict.duty.when)
        else:
            assert (verdict.state, verdict.reason) == ("partly" if verdict.duty.id in NEVER_MISSING else "missing", "")


def test_only_necessary_cookies(tmp_path: Path) -> None:
    """Cookies without which a site does not work need no consent: nothing is asked."""
    body = "We use [required cookies]{required-cookies} for our {security}.\n\n@set required-cookies for security\n"
    assert not held(sound(check_body(tmp_path, body)), REGIMES["eprivacy-5-3"]).applies


@pytest.mark.parametrize(
    ("transfers", "state"),
    [
        (["to germany, switzerland"], "met"),
        (["to us", "under standard-contractual-clauses"], "met"),
        (["to us under data-privacy-framework-swiss-us"], "met"),
        (["to us under data-privacy-framework-eu-us"], "missing"),
        (["to worldwide"], "missing"),
    ],
)
def test_what_swiss_transfers_rest_on(transfers: list[str], state: str, tmp_path: Path) -> None:
    """Countries with adequate protection need no guarantee. For others one is named, once for all transfers or with the country."""
    names = [name for name in re.findall(r"[a-z-]+", " ".join(transfers)) if name not in {"to", "under"}]
    said = "".join(f"@transfer email-address {transfer}\n" for transfer in transfers)
    checked = check_body(tmp_path, f"We transfer your e-mail address [there]{{{', '.join(names)}}}.\n\n{said}")
    found = held(sound(checked), REGIMES["swiss-fadp"]).verdicts
    assert next(verdict.state for verdict in found if verdict.duty.id == "swiss-fadp-16-17") == state


@pytest.mark.parametrize(
    ("place", "declared", "state"),
    [
        ("germany", "", "met"),
        ("india", "", "met"),
        ("california", "", "met"),
        ("dubai", '@place dubai "over there"', "met"),
        ("our-countries", '@place our-countries "over there" = germany, canada', "met"),
        ("eu", "", "missing"),
        ("worldwide", "", "missing"),
        ("third-countries", "", "missing"),
        ("countries-without-adequacy-decision", "", "missing"),
        ("outside-us", "", "missing"),
        ("anywhere", '@place anywhere "over there" = worldwide', "missing"),
    ],
)
def test_which_places_are_countries(place: str, declared: str, state: str, tmp_path: Path) -> None:
    """A country that data goes to is named by its name, be it a name of the policy’s own; a region, or the world, names none."""
    body = f"We transfer your e-mail address [over there]{{{place}}}.\n\n{declared}\n\n@transfer email-address to {place}\n"
    assert asked(sound(check_body(tmp_path, body)), *DUTIES["swiss-fadp-19-4"]).state == state


@pytest.mark.parametrize("duty", ["gdpr-14-1-d", "uk-gdpr-14-1-d", "swiss-fadp-19-3"])
@pytest.mark.parametrize(
    ("data", "declared", "state"),
    [
        ("credit-score", "", "met"),
        ("shoe-size", '@data shoe-size "what they know" is personal-data', "met"),
        ("shoe-size", '@data shoe-size "what they know"', "met"),
        ("size-and-name", '@data size-and-name "what they know" = name, age', "met"),
        ("personal-data", "", "missing"),
        ("facts-on-you", '@data facts-on-you "what they know" is personal-data = personal-data', "missing"),
        ("any-information", "", "missing"),
        ("aggregated-data", "", "missing"),
    ],
)
def test_which_data_is_a_kind(data: str, declared: str, state: str, duty: str, tmp_path: Path) -> None:
    """Of data from others a kind is named, be it one of the policy’s own; “personal data”, or another word for it, is none."""
    body = f"[Agencies]{{credit-agencies}} tell us [what they know]{{{data}}}.\n\n{declared}\n\n@receive {data} from credit-agencies\n"
    assert asked(sound(check_body(tmp_path, body)), *DUTIES[duty]).state == state


def test_page_lists_every_regime() -> None:
    """The page about laws has a row for each regime, with its law."""
    page = (Path(__file__).parents[2] / "site" / "pages" / "regimes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*`) \| `([a-z-]+)` \|", page, re.MULTILINE)
    listed = {(name, law) for names, law in rows for name in re.findall(r"`([a-z0-9-]+)`", names)}
    assert listed == {(regime.id, regime.law) for regime in all_regimes()}
