"""What reads like an event and is none: sport, figures of speech, wars in passing, asides, private life."""

from __future__ import annotations

import pytest

from onrecord.reading.entities import find_entities
from onrecord.reading.events import find_events
from onrecord.reading.parse import parse


def kinds(text: str, title: str | None = None) -> list[str]:
    made = parse(text)
    return [m.type for m in find_events(made, cast=find_entities(made, on="2024-10-15", title=title), title=title)]


@pytest.mark.parametrize(
    "text",
    [
        # sport
        "Kenya beat Ghana in the semi-final to reach the Olympic final.",
        "The midfielder scored with a long-range strike after the penalty.",
        "The tennis champion thanked her country after the tournament in Peru.",
        # fights of words
        "The two candidates traded fire over taxes and abortion during the debate.",
        "The dean came under fire for hiring her brother.",
        "The singer lost a long battle with cancer.",
        "We fight for every vote, she told the delegates.",
        # a war that dates or explains something else
        "Bread prices have doubled since Russia launched its full-scale invasion of Ukraine.",
        "The factory has struggled since the war in Ukraine began.",
        "Many artists left the country during the Lebanese civil war.",
        "The long war in Sudan has ruined its banks.",
        # asides of offices, life of private persons
        "The ministry declined to comment.",
        "The governor refused to say when the bridge would reopen.",
        "Thousands of fans headed to Paris for the concert.",
        "It kills me.",
        "The candidate will hold a rally on Friday in Ohio, senator Maria Okello said.",
        "Peru issued a warning to its citizens.",
        # questions
        "Did Kenya attack Somalia?",
    ],
)
def test_no_event(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed three footballers near the stadium before the semi-final.", ["ASSAULT"]),
        ("The patrol came under fire near the border.", ["ASSAULT"]),
        ("Soldiers and rebels traded fire over the river.", ["ASSAULT"]),
        ("War broke out between Chad and Niger.", ["ASSAULT"]),
        ("Russia launched its invasion of Ukraine in February.", ["ASSAULT"]),
        ("Kenya declined an invitation from Somalia.", ["REJECT"]),
        ("The French president headed to Kyiv for talks.", ["CONSULT"]),
        ("Students held a rally in Lima against the government.", ["PROTEST"]),
        ("Iran warned Israel of a harsh response.", ["THREATEN"]),
        ("The fears of an invasion of Venezuela grew.", ["ASSAULT"]),
    ],
)
def test_event_stays(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_attacking_in_words_is_criticism() -> None:
    assert kinds("The senator attacked the mayor for raising taxes.") == ["ACCUSE"]
    assert kinds("Rebels attacked the mayor with knives.") == ["ASSAULT"]


def test_a_column_of_opinion_tells_no_duties() -> None:
    text = "We must stop arming Israel. Russia bombed Kharkiv on Monday."
    assert kinds(text, "Opinion: Why arms are wrong") == ["ASSAULT"]


def test_weapons_and_towns_are_no_parties() -> None:
    made = parse("Ukraine requested MiG-29s from Poland. Nine fighters were killed in the Beirut strike.")
    cast = find_entities(made)
    request, strike = find_events(made, cast=cast)
    assert [made.tokens[i].text for i in request.recipients] == ["Poland"]
    assert strike.actors == ()
    assert [made.tokens[i].text for i in strike.recipients] == ["fighters"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The number of dead in the bombing rose to 40.", ["ASSAULT"]),
        ("The death toll in the attacks rose to nine.", ["ASSAULT"]),
        ("The number of people displaced by fighting reached 40,000.", ["ASSAULT"]),
        ("In March a bomb killed nine people in Kabul.", ["ASSAULT"]),
        ("LIMA, MARCH 18: Visitors view flowers near the church.", []),
        ("Students marched to the palace in March.", ["PROTEST"]),
        ("Armed with machetes, the men attacked a farm near Goma.", ["ASSAULT"]),
        ("France armed the rebels.", ["AID"]),
        ("A coast guard ship rammed a trawler from the Philippines.", ["ASSAULT"]),
        ("Officers were called to the 2600 block of Oak Street.", []),
    ],
)
def test_tolls_months_and_arms(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected
