"""Designations: the table, owners of ships, slips, and things of whole sentences written for these tests."""

from __future__ import annotations

import time
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.knowledge import countries, equipment
from onrecord.knowledge.entry import rows
from onrecord.model import Parse
from onrecord.reading.designations import designations
from onrecord.reading.equipment import find_objects, find_warnings, item_of
from onrecord.reading.parse import parse


@lru_cache(maxsize=256)
def parsed(text: str) -> Parse:
    return parse(text)


def named(text: str) -> list[tuple[str, str]]:
    tree = parsed(text)
    found = [d for s in tree.sentences for d in designations(tree, s)]
    return [(d.text, d.known.name) for d in found if d.known is not None]


def test_the_table_has_the_size_of_the_world() -> None:
    table = equipment.table()
    assert len(table) >= 3_000
    assert len({e.name for e in table}) == len(table)
    assert len({e.country for e in table}) >= 30
    assert sum(equipment.is_single(e) for e in table) >= 250
    for item in (
        "fighter aircraft",
        "tank",
        "artillery",
        "drone",
        "ballistic missile",
        "air defence system",
        "warship",
    ):
        assert sum(e.item == item for e in table) >= 60, item


def test_every_row_is_sound() -> None:
    known = countries.countries()
    for entry in equipment.table():
        assert entry.country is None or entry.country in known or entry.country == "PSE", entry
        assert entry.item, entry
        assert "" not in entry.aliases
        assert equipment.lookup(entry.name) is not None


def test_no_common_noun_is_a_designation() -> None:
    for noun, _ in rows("items.tsv"):
        hit = equipment.lookup(noun)
        assert hit is None or noun in (hit.name.lower(), *(a.lower() for a in hit.aliases)), (noun, hit)


def test_the_table_loads_fast() -> None:
    equipment.table.cache_clear()
    start = time.perf_counter()
    equipment.table()
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("F-35s", "F-35", "USA"), ("Sukhoi Su-30 Mk2", "Su-30MK2", "RUS"), ("MiG-29s", "MiG-29", "RUS"),
        ("Shahed 136", "Shahed-136", "IRN"), ("TB2", "Bayraktar TB2", "TUR"), ("S-400 Triumf", "S-400", "RUS"),
        ("Leopard 2A6", "Leopard 2", "DEU"), ("Storm Shadow", "Storm Shadow", "GBR"), ("AT4", "AT4", "SWE"),
        ("Merkava Mk 4", "Merkava", "ISR"), ("K9 Thunder", "K9", "KOR"), ("BrahMos", "BrahMos", "IND"),
        ("Hwasong-17", "Hwasong-17", "PRK"), ("DF-21D", "DF-21", "CHN"), ("Super Tucano", "Super Tucano", "BRA"),
        ("Rooivalk", "Rooivalk", "ZAF"), ("FGM-148 Javelin", "Javelin", "USA"), ("Kalashnikov", "AK-47", "RUS"),
    ],
)  # fmt: skip
def test_spellings_lead_to_one_name(words: str, name: str, country: str) -> None:
    found = equipment.lookup(words)
    assert found is not None
    assert (found.name, found.country) == (name, country)


@pytest.mark.parametrize("words", ["rifle", "radar", "the president", "", "206", "missile"])
def test_what_is_no_designation(words: str) -> None:
    assert equipment.lookup(words) is None


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("the Gerald Ford", "USA"), ("Gerald R. Ford", "USA"), ("Gerald Ford aircraft carrier", "USA"),
        ("Admiral Kuznetsov", "RUS"), ("Liaoning", "CHN"), ("Charles de Gaulle", "FRA"), ("HMS Diamond", "GBR"),
        ("IRIS Makran", "IRN"), ("INS Vikrant", "IND"),
        ("Su-35", None), ("Nimitz-class", None), ("Kilo class", None), ("Type 055", None), ("Atlantis", None),
    ],
)  # fmt: skip
def test_whose_ship_it_is(name: str, country: str | None) -> None:
    assert equipment.owner(name) == country


def test_a_slip_is_warned_of_and_says_what_is_near() -> None:
    text = "The ministry had ordered several Sukhoi Su-20 Mk2 fighters from the plant."
    (warning,) = find_warnings(parsed(text))
    assert warning.text == text[warning.start : warning.end] == "Su-20 Mk2"
    assert (warning.code, warning.suggestion) == ("unknown_designation", "Su-30MK2")
    assert warning.detail == "No Su-20 Mk2 is in the equipment table; nearest known designation: Su-30MK2"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("Two F-36 jets fell into the bay.", "F-35"), ("They flew an Mi-29 helicopter home.", "Mi-26")],
)
def test_numbers_a_full_family_lacks(text: str, suggestion: str) -> None:
    (warning,) = find_warnings(parsed(text))
    assert warning.suggestion is not None
    assert warning.suggestion[:2] == suggestion[:2]


@pytest.mark.parametrize(
    "text",
    [
        "The F-150 truck stood on the M25 near Dover.",
        "The chiefs of MI6 met on Monday.",
        "Two Su-30MK2 fighters and a MiG-31BM landed.",
        "She took the A-99 motorway past gate B-77.",
        "A new T-99 tank was shown.",
        "The S-8 train was late, and flight SU-2130 was cancelled.",
    ],
)
def test_no_warning_where_nothing_is_wrong(text: str) -> None:
    assert not find_warnings(parsed(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ruritania sent MiG-29s and F-16 jets.", [("MiG-29s", "MiG-29"), ("F-16", "F-16")]),
        ("The USS Carl Vinson (CVN-70) left.", [("USS Carl Vinson", "USS Carl Vinson")]),
        ("The Abraham Lincoln left port.", [("Abraham Lincoln", "USS Abraham Lincoln")]),
        ("President Abraham Lincoln crossed the Abraham Lincoln Bridge.", []),
        ("The chiefs of MI6 met.", []),
        ("A patriot threw a javelin at a leopard.", []),
        ("It asked for Patriot batteries.", [("Patriot", "Patriot")]),
    ],
)
def test_designations_of_a_sentence(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


def test_things_with_their_figures() -> None:
    tree = parsed("Venezuela asked Russia for 14 sets of missiles and for Su-30MK2 fighters.")
    heads = [t.i for t in tree.tokens if t.lower in ("sets", "fighters")]
    first, second = find_objects(tree, heads)
    assert (first.text, first.item) == ("14 sets of missiles", "missile")
    assert (second.text, second.item, second.name) == ("Su-30MK2 fighters", "fighter aircraft", "Su-30MK2")
    assert second.notes == ("maker: RUS",)


def test_classes_of_nouns() -> None:
    assert item_of("missile") == "missile"
    assert item_of("set") is None
    assert item_of("hope") is None


WORDS = st.lists(
    st.sampled_from(
        "Sukhoi Su-20 Su - 30 Mk2 F-35 F-199 fighters jets , the USS Gerald R. Ford ( ) MiG 29 A-1 .".split()
    ),
    min_size=1,
    max_size=10,
).map(" ".join)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(WORDS)
def test_spans_are_the_text(text: str) -> None:
    tree = parse(text)
    for warning in find_warnings(tree):
        assert text[warning.start : warning.end] == warning.text
        assert warning.suggestion
        assert equipment.lookup(warning.text) is None
    for thing in find_objects(tree, [t.i for t in tree.tokens if t.pos in ("NOUN", "PROPN")]):
        assert text[thing.start : thing.end] == thing.text
