"""Organisations, groups, forces and outlets: sizes of the tables, look-ups, and the scan of a text for names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.knowledge import countries, forces, groups, names, organisations, outlets


def test_sizes() -> None:
    assert len(organisations.table()) >= 350
    assert len(groups.table()) >= 700
    assert len(forces.table()) >= 500
    assert len(outlets.table()) >= 1_500


def test_every_row_is_sound() -> None:
    known = countries.countries()
    seen: set[str] = set()
    for row in (*organisations.table(), *groups.table(), *forces.table(), *outlets.table()):
        entry = row.entry
        assert entry.id not in seen, entry.id
        seen.add(entry.id)
        assert entry.name.strip() == entry.name != ""
        assert entry.country is None or len(entry.country) == 3
        assert entry.country is None or entry.country in known or entry.country in ("PSE", "XKX"), entry
        assert entry in names.lookup(entry.id)


@pytest.mark.parametrize(
    ("name", "sector"),
    [("the United Nations", "IGO"), ("NATO", "IGO"), ("Nato", "IGO"), ("Hezbollah", "REB"), ("FARC", "REB"),
     ("Reuters", "MED"), ("Amnesty International", "NGO"), ("WHO", "IGO"), ("Lord's Resistance Army", "REB")],
)  # fmt: skip
def test_look_up(name: str, sector: str) -> None:
    assert sector in {e.sector for e in names.lookup(name)}


@pytest.mark.parametrize("name", ["who", "is", "ice", "the lakeside gardening circle", "", "sun"])
def test_common_words_name_nobody(name: str) -> None:
    assert names.lookup(name) == ()


def test_the_longest_name_wins() -> None:
    words = "fighters of the Lord 's Resistance Army fled".split()
    found = names.longest(words, 3)
    assert found is not None
    assert found[0] == 4
    assert names.longest(words, 0) is None


def test_tables_load_fast() -> None:
    names.lookup("NATO")
    start = time.perf_counter()
    for _ in range(1_000):
        names.lookup("the North Atlantic Treaty Organization")
    assert time.perf_counter() - start < 1


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from("the United Nations of Army 's ISIS and , People Front (".split()), min_size=1, max_size=8)
)
def test_a_name_ends_inside_the_words(words: list[str]) -> None:
    for start in range(len(words)):
        found = names.longest(words, start)
        if found is not None:
            assert 1 <= found[0] <= len(words) - start
            assert found[1]
