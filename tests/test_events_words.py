"""Acts of word and trade in plain agency wording: passives that keep their object, talks of nobody, gifts, sales."""

from __future__ import annotations

import pytest

from onrecord.model import Claim, Report
from onrecord.reading import read_report


def claims(text: str) -> tuple[Claim, ...]:
    return read_report(Report(id="t", text=text, published="2025-06-13")).claims


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The former premier of Togo was given asylum in Ghana.", "AID"),
        ("Bhutan's envoy was denied a visa by Nepal.", "REJECT"),
        ("Laos gave Bhutan four fire engines.", "AID"),
        ("Talks are under way in Windhoek.", "CONSULT"),
        ("There were contacts between the two armies.", "CONSULT"),
        ("No negotiation is under way, the Malian ministry said.", "CONSULT"),
        ("Malawi denied that any such meeting took place.", "CONSULT"),
        ("The talks with the rebels broke down on Friday.", "REJECT"),
        ("Namibia and Botswana are building a railway.", "COOPERATE"),
        ("Uruguay has bought Finnish missiles.", "COOPERATE"),
        ("Slovenia sold Fiji two boats and nine drones.", "COOPERATE"),
        ("Chad handed the suspect over to Gabon.", "COOPERATE"),
        ("Trade between Nepal and Bhutan has resumed.", "COOPERATE"),
        ("Gabon delivered 300 tonnes of millet.", "AID"),
        ("Tonga sent a ship with 90 tonnes of rice to Fiji.", "AID"),
        ("A relief convoy from Ghana reached the camp.", "AID"),
        ("Two planes carrying tents landed in Windhoek.", "AID"),
        ("Vanuatu and Fiji agreed a common tariff.", "AGREE"),
        ("The two sides agreed on most of the text.", "AGREE"),
        ("Lesotho approached Botswana for seed.", "REQUEST"),
        ("The army of Togo blamed the raid on Benin.", "ACCUSE"),
        ("Togo voiced alarm at the closure.", "ACCUSE"),
        ("Gambia declared the Ghanaian ambassador persona non grata.", "SANCTION"),
        ("Paraguay halted imports of beef from Uruguay.", "SANCTION"),
        ("The rebels suspended their participation in the peace talks with Chad.", "SANCTION"),
        ("Autonomy was granted to the island.", "CONCEDE"),
        ("Nine journalists were pardoned.", "CONCEDE"),
        ("The rebels of Togo were given a week to leave.", "REQUEST"),
    ],
)
def test_what_was_said_or_given_is_found(text: str, kind: str) -> None:
    assert kind in [c.type for c in claims(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The boy was given a cake by his aunt.",
        "There were discussions between the cook and the waiter.",
        "The family bought a lamp.",
        "The players met and talked about the match.",
        "The keeper conceded a goal on Friday.",
        "The singer was expected in the studio.",
        "The firm sold a lamp to her.",
        "The clock stopped at noon.",
        "The shop delivered a sofa.",
    ],
)
def test_private_life_is_no_event(text: str) -> None:
    assert [c.type for c in claims(text)] == []


def test_a_passive_keeps_what_was_given_and_to_whom() -> None:
    (made,) = [c for c in claims("The Fijian general was denied a visa by Tonga.") if c.type == "REJECT"]
    assert [a.country for a in made.actors] == ["TON"]
    assert [a.country for a in made.recipients] == ["FJI"]


def test_who_is_expected_somewhere_is_not_there_yet() -> None:
    (visit,) = claims("A delegation from Togo is expected in Accra on Friday.")
    assert (visit.type, visit.status) == ("CONSULT", "planned")
    (past,) = claims("A delegation from Togo arrived in Accra on Friday.")
    assert (past.type, past.status) == ("CONSULT", "occurred")


def test_a_demand_that_was_made_stays_beside_its_rejection() -> None:
    text = "The president of Malawi has rejected the demand for a new vote, made on Friday by the opposition."
    assert {c.type for c in claims(text)} == {"REJECT", "REQUEST"}
    assert {c.type for c in claims("The president of Malawi has rejected the demand for a new vote.")} == {"REJECT"}


def test_talks_that_are_under_way_go_on() -> None:
    (made,) = claims("Talks between Malawi and Zambia are under way in Windhoek.")
    assert (made.type, made.status) == ("CONSULT", "ongoing")
    (none,) = claims("There have been no talks between Malawi and Zambia.")
    assert (none.type, none.status) == ("CONSULT", "denied")
