"""Different places are different events, also those that no table has."""

from __future__ import annotations

import pytest

from linking_literals import claim, report
from onrecord import read_text
from onrecord.linking.compare import features_of, place_relation
from onrecord.linking.features import features, localised
from onrecord.linking.incremental import update
from onrecord.linking.localities import locality, other_name
from onrecord.linking.memory import MemoryStore
from onrecord.linking.units import units
from onrecord.model import LinkInput, PlaceRef, Span


def events(*texts: str) -> int:
    """How many events come of reports of one outlet and day."""
    store, found = MemoryStore(), []
    for n, text in enumerate(texts):
        reading = read_text(text, publisher="Post", published="2031-03-04", url=f"https://{n}.example/")
        link = LinkInput(report=reading.report.id, publisher="Post", url=None, published="2031-03-04")
        found.append(features(reading, link))
    update(store, found)
    return len(store.events)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rebels attacked town {} on Monday.", ("1", "2", "3", "4")),
        ("Rebels attacked the town of {} on Monday, killing three people.", ("Zarovka", "Melisund", "Tarquay")),
        ("Rebels attacked {} on Monday.", ("Zarovka", "Beni", "Goma")),
    ],
)
def test_one_sentence_about_several_places_tells_of_as_many_events(text: str, places: tuple[str, ...]) -> None:
    assert events(*(text.format(p) for p in places)) == len(places)


def test_one_place_in_two_reports_is_one_event() -> None:
    first = "Rebels attacked the village of Oloru on Monday, killing three people."
    assert events(first, "Three people were killed on Monday when rebels attacked the village of Oloru.") == 1


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Soldiers at checkpoint 4 fired on a bus.", "checkpoint 4"),
        ("Gunmen burned the hamlet of Ólory.", "olory"),
        ("Gunmen burned villages on Monday.", None),
        ("Rebels left camp 3 for camp 7.", None),
        ("The city of the dead lay still.", None),
    ],
)
def test_what_a_sentence_calls_a_place(sentence: str, name: str | None) -> None:
    assert locality(sentence) == name


def test_spellings_of_one_name_are_one_place_and_numbers_never() -> None:
    assert not other_name("Karanji", "Karangi")
    assert not other_name("Old Karanji", "Karanji")
    assert other_name("Karanji", "Melisund")
    assert other_name("town 1", "town 11")


def test_a_locality_is_finer_than_a_region_and_lies_in_it() -> None:
    span = Span(start=0, end=10, text="North Kivu")
    region = PlaceRef(
        span=span, name="North Kivu", country="COD", lat=-0.7, lon=28.8, precision="admin", geonames_id=206938
    )
    there = localised(region, "Rebels attacked the village of Oloru in North Kivu.")
    other = localised(region, "Rebels attacked the village of Tarquay in North Kivu.")
    whole = localised(region, "Rebels attacked villages in North Kivu.")
    assert there is not None and other is not None and whole is not None
    assert (there.name, there.country, there.wide) == ("oloru", "COD", False)
    assert place_relation(there, other) == "place_other"
    assert place_relation(there, whole) != "place_other"


def test_a_war_is_none_of_its_attacks() -> None:
    war, act = claim("1", trigger="war", day="2025-03-01"), claim("2", at=40, trigger="strike", day="2025-03-01")
    (one,) = units(
        report("a", [war, claim("3", at=90, trigger="invasion", day="2025-03-01")], published=None, text="xa")
    )
    (other,) = units(report("b", [act], published=None, text="xa"))
    assert (one.lasting, other.lasting) == (True, False)
    assert "other_kind" in features_of(one, other)
    assert len(units(report("c", [war, act], published=None, text="xa"))) == 2


def test_texts_of_one_pattern_with_two_places_are_no_copies() -> None:
    here = report("a", [claim("1", day="2025-03-01", town=0)], published="2025-03-02", text="xa xb xc xd")
    there = report("b", [claim("2", day="2025-03-01", town=2)], published="2025-03-02", text="xa xb xc xd")
    again = report("c", [claim("3", day="2025-03-01", town=0)], published="2025-03-02", text="xa xb xc xd")
    (a,), (b,), (c,) = units(here), units(there), units(again)
    assert "copies" in features_of(a, c)
    assert "pattern" in features_of(a, b)
    assert "copies" not in features_of(a, b)
