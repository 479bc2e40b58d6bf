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
        "The rivals traded fire over pensions and fishing rights during their debate.",
        "The rivals exchanged fire about pensions on the radio.",
        "The dean came under fire for hiring her brother.",
        "The singer lost a long battle with cancer.",
        "We fight for every vote, she told the delegates.",
        # a war that dates or explains something else
        "Bread has cost double since Russia started its invasion of Ukraine.",
        "The factory has struggled since the war in Ukraine began.",
        "Many artists left the country during the Lebanese civil war.",
        "The long war in Sudan has ruined its banks.",
        "The right to strike is under attack in the ports.",
        "Academic freedom came under attack in Peru.",
        # how a source wants to be quoted
        "Two officials, who asked not to be named, spoke of the talks.",
        "The guard requested anonymity.",
        # asides of offices, life of private persons
        "The ministry declined to comment.",
        "The governor refused to say when the bridge would reopen.",
        "Thousands of fans headed to Paris for the concert.",
        "It kills me.",
        "The candidate will hold a rally on Friday in Ohio, senator Maria Okello said.",
        "Peru gave its tourists a warning about the snow.",
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
        ("The fears of an invasion of Guyana grew.", ["ASSAULT"]),
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
        ("Officers drove to the 4100 block of Birch Lane.", []),
    ],
)
def test_tolls_months_and_arms(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # causes that are no doers, things of paper, nobody in office
        "The illness could kill her within weeks.",
        "Dry weather allowed the ships to pass.",
        "They were charged with the destruction of records.",
        "Hurricane Mara threatened the coast of Florida.",
        "The investor took control of the platform last year.",
        "The arena in Singapore hosted Maria Okello and her band.",
        # what is only talked about, told to the public, called names
        "The envoy spoke about a plan for the withdrawal of troops.",
        "The envoy warned senators of attacks on the grid.",
        "The senator called Ms Okello, his rival, \u201ctoo radical\u201d.",
        "Send them back!",
        "At a packed rally in Ohio the senator spoke of his mother.",
        "The chef took the dish to another level.",
        "China is in a tariff war with Canada.",
        "Many families fled the fighting.",
        "The right to strike was already under attack.",
        "The mayor opened another line of attack on the governor.",
        "The White House fired back at the mayor over taxes.",
        "I was sitting in a courtroom in Lima.",
        "She was racially abused on her way home.",
        "They were taken by two photographers of the Ayle Courier.",
        "The militia has arrived at a turning stage of its war.",
        "A saint can be captured in a painting by any hand.",
        "Farmers cooked for starving families.",
        "They are hanging the heads of stags over the door.",
        "The ship was sailing under a Kenyan flag.",
        "Two judges in Kenya have struck down or narrowed such rules.",
    ],
)
def test_no_event_by_its_parties(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed nine people.", ["ASSAULT"]),
        ("Turkey allowed Kurdish fighters to cross the border.", ["CONCEDE"]),
        ("Rebels took control of the airport.", ["COERCE"]),
        ("Iran warned Israel of retaliation.", ["THREATEN"]),
        ("The president called the Kenyan premier on Monday.", ["CONSULT"]),
        ("Police charged the demonstrators near the square.", ["ASSAULT"]),
        ("China protested the decision of Japan.", ["ACCUSE"]),
    ],
)
def test_event_with_parties_stays(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize("where", ["in Beirut", "on an embassy in Beirut"])
def test_a_town_or_a_house_kills_nobody(where: str) -> None:
    made = parse(f"The army carried out a strike {where}, which killed a commander.")
    (found,) = find_events(made, cast=find_entities(made))
    assert [made.tokens[i].text for i in found.actors] == ["army"]


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        ("The militia is responsible for the murder of nine nurses.", "murder", "militia"),
        ("The group claimed responsibility for the attack on the base.", "attack", "group"),
    ],
)
def test_who_is_responsible_did_it(text: str, word: str, actor: str) -> None:
    made = parse(text)
    found = [m for m in find_events(made, cast=find_entities(made)) if made.tokens[m.trigger].text == word]
    assert [[made.tokens[i].text for i in m.actors] for m in found] == [[actor]]


@pytest.mark.parametrize(
    "owner", ["No group has claimed", "The army has not claimed", "Nobody claimed", "Neither side has claimed"]
)
def test_who_claims_nothing_did_nothing_by_that(owner: str) -> None:
    made = parse(f"{owner} responsibility for the attack on the base.")
    found = find_events(made, cast=find_entities(made))
    assert [m.actors for m in found if made.tokens[m.trigger].text == "attack"] == [()]


def test_where_a_trip_goes() -> None:
    made = parse("The two met before Secretary of State Antony Blinken's Kenya trip.")
    trips = [m for m in find_events(made, cast=find_entities(made, on="2024-10-15")) if m.mode == "visit"]
    assert [[made.tokens[i].text for i in m.recipients] for m in trips] == [["Kenya"]]
