"""Whose police, and which two states: reports in, the countries of who acts and who suffers out."""

from __future__ import annotations

from functools import lru_cache

import pytest

from onrecord.model import Claim, Report
from onrecord.reading import read_report
from onrecord.report import dateline


@lru_cache(maxsize=64)
def claims(text: str) -> tuple[Claim, ...]:
    return read_report(Report(id="t", text=text, published="2024-06-07", dateline=dateline.find(text))).claims


def parties(text: str, word: str) -> tuple[set[str | None], set[str | None]]:
    """Countries of the actors and recipients of the first claim whose trigger holds ``word``."""
    found = next(c for c in claims(text) if word in c.trigger.text)
    return {a.country for a in found.actors}, {a.country for a in found.recipients}


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("In Maputo, police detained nine fans of the South African club.", "detained", "MOZ"),
        ("Police arrested four Ghanaians in Lomé on Tuesday.", "arrested", "TGO"),
        ("LUSAKA, May 4 - A bridge fell.\n\nThe police have arrested the engineer, a Swede.", "arrested", "ZMB"),
        ("LIMA, May 4 - Fuel ran out.\n\nThe foreign ministry summoned the Chilean ambassador.", "summoned", "PER"),
        ("Fiji's interior minister praised the crew. Police arrested six men.", "arrested", "FJI"),
        ("NAIROBI, May 4 - Sudan's government held a rally in Khartoum. The army bombed a market.", "bombed", "SDN"),
        ("The Moldovan premier spoke. The ombudsman accused the police of torture.", "accused", "MDA"),
    ],
)
def test_a_body_that_stands_alone_is_of_the_land_the_text_tells_of(text: str, word: str, country: str) -> None:
    assert parties(text, word)[0] == {country}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ghana's and Togo's ministers quarrelled. The army shelled a farm.", "shelled"),
        ("India accused the army of shelling a farm in Nepal and in Bhutan.", "shelling"),
        ("A commander of the Comandos del Monte said his men attacked a convoy in Ecuador.", "attacked"),
    ],
)
def test_where_two_lands_are_at_issue_it_stays_open(text: str, word: str) -> None:
    assert parties(text, word)[0] <= {None}


def test_diplomats_are_not_of_the_land_where_they_serve() -> None:
    assert parties("Police in Bogota arrested two diplomats on Friday.", "arrested") == ({"COL"}, {None})


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        ("Greek and Albanian police arrested a smuggler.", "arrested", {"GRC", "ALB"}, {None}),
        ("The foreign ministers of Chile and Peru met in Lima.", "met", {"CHL", "PER"}, set()),
        ("Border guards of Iran and Afghanistan exchanged fire.", "exchanged", {"IRN", "AFG"}, set()),
        ("A joint force of Malian and Russian fighters attacked Kidal.", "attacked", {"MLI", "RUS"}, {"MLI"}),
        ("The pact between Egypt and Cyprus was signed on Monday.", "signed", {"EGY", "CYP"}, set()),
        (
            "Kuwait urged Saudi Arabia and Oman to talk. Both governments accepted the invitation.",
            "accepted",
            {"SAU", "OMN"},
            set(),
        ),
        ("Kyrgyz and Tajik guards clashed. The two armies last fought in 2022.", "fought", {"KGZ", "TJK"}, set()),
        ("The leaders of India and Nepal met. The two leaders agreed to trade.", "agreed", {"IND", "NPL"}, set()),
        ("Fiji and Tonga fell out. Samoa urged both countries to talk.", "urged", {"WSM"}, {"FJI", "TON"}),
        ("Chad and Niger fell out. Togo, asked by both to mediate, agreed.", "asked", {"TCD", "NER"}, {"TGO"}),
    ],
)
def test_two_states_in_one_phrase(text: str, word: str, actors: set[str], recipients: set[str | None]) -> None:
    assert parties(text, word) == (actors, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "The miners' union and the owners met in Ghana. The two sides agreed on a contract.",
        "Al-Shabaab rebels attacked Somali troops near the Kenyan border. The two sides agreed to a truce.",
    ],
)
def test_two_sides_need_not_be_states(text: str) -> None:
    assert parties(text, "agreed")[0] <= {None}


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("It was Rabat which was arming the rebels, the Algerian minister said.", "arming", "MAR"),
        ("It was Minsk that supplied the drones, an adviser to the Polish president said.", "supplied", "BLR"),
        ("If Poland closes the crossing, Belarus has warned, it will expel the envoys.", "expel", "BLR"),
        ("Its neighbour, Togo, condemned the plan.", "condemned", "TGO"),
        ("SARAJEVO, May 4 - Officers of the Serb entity threatened to open fire.", "threatened", "BIH"),
    ],
)
def test_who_stands_behind_the_word(text: str, word: str, country: str) -> None:
    assert parties(text, word)[0] == {country}


def test_a_town_of_two_lands_is_where_the_report_has_it() -> None:
    text = "NIAMEY, May 4 - Niger's army shelled a camp at Gaya, and Niger closed the road to Gaya."
    assert parties(text, "shelled")[1] == {"NER"}


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("DHAKA, May 4 - India took note.\n\nThe government asked New Delhi to hand them over.", "asked", "BGD"),
        ("Somalia's government called on Kenya to pull back. The army sent tanks north.", "sent", "SOM"),
        (
            "TASHKENT, May 4 - Kabul asked Tashkent for talks. Foreign Minister Odil Karo will visit Kabul.",
            "visit",
            "UZB",
        ),
    ],
)
def test_who_does_something_to_a_land_is_not_of_it(text: str, word: str, country: str) -> None:
    assert parties(text, word)[0] == {country}


@pytest.mark.parametrize("words", ["US-led troops", "foreign troops", "Other soldiers"])
def test_others_than_the_lands_own_have_no_land(words: str) -> None:
    assert parties(f"Mali's premier spoke. {words} attacked the camp.", "attacked")[0] <= {None}


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("MOSCOW, May 4 - Ukraine attacked Belgorod. The air force bombed a depot.", "bombed", "RUS"),
        ("JERUSALEM, May 4 - The army killed three gunmen in Jenin.", "killed", "ISR"),
        ("SEOUL, May 4 - North Korea fired missiles. The government condemned the launch.", "condemned", None),
        ("Police arrested two men accused of spying for Japan.", "arrested", None),
    ],
)
def test_whose_army_where_the_report_was_written_elsewhere(text: str, word: str, country: str | None) -> None:
    assert parties(text, word)[0] == {country}


def test_what_the_arrested_are_accused_of_befalls_nobody_named_in_it() -> None:
    text = "Ukraine's security service detained a priest accused of spying for Russia."
    assert parties(text, "detained") == ({"UKR"}, {None})


@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        ("Representatives from Kenya, Togo and Chad attended the talks in Cairo.", "attended", {"KEN", "TGO", "TCD"}),
        ("Fighting between Thai and Cambodian troops killed five soldiers.", "killed", {"THA", "KHM"}),
        ("Eritrea has been locked in a war with Ethiopia for years.", "war", {"ERI", "ETH"}),
        ("Chad is at war with Niger.", "war", {"TCD", "NER"}),
        ("The foreign ministers of the Baltic states met in Riga.", "met", {None}),
    ],
)
def test_all_who_take_part_are_told(text: str, word: str, actors: set[str | None]) -> None:
    assert parties(text, word)[0] == actors


def test_a_states_neighbour_is_another_state() -> None:
    assert parties("Algeria shot down a drone of its neighbour.", "shot") == ({"DZA"}, {None})
