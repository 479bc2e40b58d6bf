"""Whole sentences in, places out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.knowledge.gazetteer import distance_km
from onrecord.model import Dateline, Place, Span
from onrecord.reading.parse import parse
from onrecord.reading.places import find_places


def found(text: str, **known: str) -> dict[str, Place]:
    """Places of a text by their words; the last one of each name."""
    places = find_places(parse(text), **known)  # type: ignore[arg-type]
    for p in places:
        assert text[p.start : p.end] == p.text
    return {p.text: p for p in places}


@pytest.mark.parametrize(
    ("text", "name", "country", "precision", "use"),
    [
        ("Moscow said on Friday that it had shot down drones over Belgorod.", "Moscow", "RUS", "city", "actor"),
        ("Thousands marched in Moscow on Friday.", "Moscow", "RUS", "city", "place"),
        ("Ministers held talks with Ankara about gas.", "Ankara", "TUR", "city", "actor"),
        ("Russia attacked the port of Odesa again.", "Russia", "RUS", "country", "actor"),
        ("Russia attacked the port of Odesa again.", "Odesa", "UKR", "city", "place"),
        ("Russian soldiers left the town.", "Russian", "RUS", "country", "adjective"),
        ("Israeli jets struck Rafah, medics in the Gaza Strip said.", "Rafah", "PSE", "city", "place"),
        ("Israeli jets struck Rafah, medics in the Gaza Strip said.", "Gaza Strip", "PSE", "region", "place"),
        ("The army in Ukraine said Avdiivka and Bakhmut had been shelled.", "Avdiivka", "UKR", "city", "place"),
        ("Tankers were seized in the Strait of Hormuz.", "Strait of Hormuz", None, "sea", "place"),
        ("Soldiers exchanged fire across the Line of Control in Kashmir.", "Line of Control", None, "region", "place"),
        ("Inspectors visited Natanz in Iran.", "Natanz", "IRN", "point", "place"),
        ("Detainees were held at Guantanamo Bay.", "Guantanamo Bay", "CUB", "point", "place"),
        ("The fleet left the Gulf of Aden.", "Gulf of Aden", None, "sea", "place"),
        ("U.S. warships patrolled the Red Sea.", "U.S.", "USA", "country", "adjective"),
        ("Fighting continued in the Donbas.", "Donbas", "UKR", "region", "place"),
    ],
)
def test_what_a_name_is(text: str, name: str, country: str | None, precision: str, use: str) -> None:
    place = found(text)[name]
    assert (place.country, place.precision, place.use) == (country, precision, use)


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("A student was shot in Paris, Texas, on Monday.", "Paris", 33.66, -95.56),
        ("A minister resigned in Paris on Monday.", "Paris", 48.85, 2.35),
        ("Police in Alexandria, La., arrested a man.", "Alexandria", 31.31, -92.45),
        ("Crowds gathered in Alexandria, north of Cairo, Egypt.", "Alexandria", 31.2, 29.92),
        ("The governor of Georgia spoke in Atlanta.", "Georgia", 32.75, -83.5),
        ("The president of Georgia spoke in Tbilisi.", "Georgia", 42.0, 43.5),
        ("The council of Birmingham, Alabama, met near Hoover.", "Birmingham", 33.52, -86.8),
        ("Floods hit Tripoli, the Libyan capital, and Misrata.", "Tripoli", 32.88, 13.19),
        ("Shops closed in Tripoli, in the north of Lebanon, and in Sidon.", "Tripoli", 34.43, 35.85),
    ],
)
def test_which_of_several_places_is_meant(text: str, name: str, lat: float, lon: float) -> None:
    place = found(text)[name]
    assert place.lat is not None and place.lon is not None
    assert distance_km(place.lat, place.lon, lat, lon) < 40


def test_one_sense_holds_through_a_report() -> None:
    text = "Fire crews in Springfield, Illinois, fought a blaze.\n\nThe mayor of Springfield thanked them."
    ids = {p.geonames_id for p in find_places(parse(text)) if p.text == "Springfield"}
    assert len(ids) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton visited the studio.",
        "The Washington Post reported the story.",
        "Judge Lincoln Chad spoke for an hour.",
        "Mr. Jackson thanked Chelsea Clinton.",
        "Any of them may go, police said.",
    ],
)
def test_people_and_newspapers_are_no_places(text: str) -> None:
    assert not found(text)


def test_a_distance_moves_the_point() -> None:
    text = "Shells landed 30 km south of Gaza City."
    place = found(text)["Gaza City"]
    assert place.precision == "region" and place.radius_km is not None and place.bbox is not None
    assert place.lat is not None and place.lon is not None
    assert 25 < distance_km(place.lat, place.lon, 31.50, 34.47) < 35 and place.lat < 31.3


def test_near_blurs_the_point() -> None:
    place = found("Clashes broke out near Kherson in Ukraine.")["Kherson"]
    assert place.precision == "region" and place.radius_km == 15.0


def test_off_the_coast_is_at_sea() -> None:
    place = found("A tanker burned off the coast of Yemen.")["Yemen"]
    assert place.precision == "sea" and place.radius_km is not None and place.bbox is not None
    assert place.bbox[0] < 40 and place.bbox[2] > 54


def test_the_north_of_a_country_is_its_half() -> None:
    whole, north = found("He lives in Syria.")["Syria"], found("Fighting flared in northern Syria.")["Syria"]
    assert whole.lat is not None and north.lat is not None and north.bbox is not None and whole.bbox is not None
    assert north.precision == "region" and north.lat > whole.lat and north.bbox[1] > whole.bbox[1]


def test_outlet_country_and_dateline_decide_what_the_text_leaves_open() -> None:
    text = "Two men were robbed in Hamilton on Tuesday."
    assert found(text, publisher_country="NZL")["Hamilton"].country == "NZL"
    assert found(text, domain="echo.co.uk")["Hamilton"].country == "GBR"
    text = "TRIPOLI, Lebanon - Shops in Tripoli were closed."
    line = Dateline(span=Span.of(text, 0, 18), place=Span.of(text, 0, 7))
    places = find_places(parse(text), dateline=line)
    assert {p.country for p in places if p.text.lower() == "tripoli"} == {"LBN"}


def test_names_nobody_knows_have_no_coordinates() -> None:
    for place in find_places(parse("The rebels hold the town of Zbrqadour in Mali.")):
        if place.text == "Zbrqadour":
            assert place.lat is None and place.precision is None and place.geonames_id is None


@given(st.text(alphabet="AaBb Syria.Gaza,'-U\n", max_size=120))
@settings(max_examples=25, derandomize=True, deadline=None)
def test_spans_hold_on_any_text(text: str) -> None:
    places = find_places(parse(text))
    last = 0
    for p in places:
        assert text[p.start : p.end] == p.text and p.start >= last
        last = p.end


def test_long_lists_of_names_take_time_in_proportion() -> None:
    text = (
        "Trucks passed " + ", ".join(["Springfield", "Paris", "Aleppo", "San Jose", "Tripoli", "Columbus"] * 150) + "."
    )
    made = parse(text)
    find_places(made)
    start = time.perf_counter()
    find_places(made)
    assert time.perf_counter() - start < 2.0


def test_an_unknown_place_lies_in_the_area_that_the_text_names() -> None:
    place = found("Two soldiers died in Quebrada Honda Vieja, Morazan Department, on Sunday, El Salvador's army said.")
    morazan = place["Morazan Department"]
    assert morazan.country == "SLV"
    text = "A patrol was ambushed in Berlin, Chalatenango Department, in El Salvador."
    berlin = found(text)["Berlin"]
    assert berlin.country == "SLV" and berlin.precision in ("admin", "city")


def test_lists_of_peers_hold_nothing() -> None:
    places = found("Storms hit Ohio, Kentucky, Tennessee and Texas.")
    assert {p.precision for p in places.values()} == {"admin"}
    assert len({(p.lat, p.lon) for p in places.values()}) == 4


def test_a_group_is_no_town_that_once_bore_its_name() -> None:
    assert set(found("Hamas fired rockets at Ashkelon. Germany condemned Hamas.")) == {"Ashkelon", "Germany"}
    assert set(found("A bomb went off in Fano, Italy, on Monday.")) == {"Fano", "Italy"}
