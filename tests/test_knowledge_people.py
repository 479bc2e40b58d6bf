"""The tables of countries, offices and persons: sizes, sense, and that nobody holds an office twice."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from onrecord.knowledge import countries, leaders, offices, sectors
from onrecord.knowledge.entry import rows


def test_every_country_has_a_name_and_most_an_adjective() -> None:
    found = countries.countries()
    assert len(found) >= 240
    assert sum(bool(c.adjectives) for c in found.values()) >= 195
    assert sum(bool(c.capitals) for c in found.values()) >= 195
    assert all(len(iso3) == 3 and iso3.isupper() for iso3 in found)


@pytest.mark.parametrize(
    ("name", "iso3"),
    [("Burma", "MMR"), ("Ivory Coast", "CIV"), ("Swaziland", "SWZ"), ("the UK", "GBR"), ("U.S.", "USA"),
     ("Türkiye", "TUR"), ("Holland", "NLD"), ("East Timor", "TLS"), ("Congo", None), ("Atlantis", None), ("us", None)],
)  # fmt: skip
def test_country_names(name: str, iso3: str | None) -> None:
    assert countries.country_named(name) == iso3


@pytest.mark.parametrize(
    ("word", "iso3"),
    [("Nigerien", "NER"), ("Nigerian", "NGA"), ("Dutch", "NLD"), ("South Sudanese", "SSD"), ("US", "USA"),
     ("Emirati", "ARE"), ("Congolese", None), ("Kurdish", None)],
)  # fmt: skip
def test_adjectives(word: str, iso3: str | None) -> None:
    assert countries.country_of_adjective(word) == iso3


def test_codes_of_all_tables_are_countries() -> None:
    known = set(countries.countries()) | {""}
    for file in leaders.TABLES:
        assert {row[0] for row in rows(file)} <= known
    for file, column in (("metonyms.tsv", 2), ("countries_regions.tsv", 2), ("countries_cities.tsv", 1)):
        assert {row[column] for row in rows(file)} <= known


def test_the_table_has_the_size_of_the_world() -> None:
    terms = list(rows("leaders.tsv"))
    assert len(terms) >= 1300
    assert len({row[0] for row in terms}) >= 180
    assert len(list(rows("ministers.tsv"))) >= 700


def test_nobody_leaves_an_office_before_entering_it() -> None:
    for file in leaders.TABLES:
        for row in rows(file):
            start, end = row[3], row[4]
            assert not start or not end or start <= end + "~", row


SINGLE = {
    "president",
    "prime minister",
    "monarch",
    "chancellor",
    "supreme leader",
    "foreign minister",
    "defence minister",
}


@pytest.mark.parametrize("file", ["leaders.tsv", "ministers.tsv"])
def test_an_office_has_one_holder_at_a_time(file: str) -> None:
    held: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for country, office, name, start, end, *_ in rows(file):
        if office in SINGLE:
            held.setdefault((country, office), []).append((start, end, name))
    for office_of, terms in held.items():
        terms.sort()
        for (_, end, first), (start, _, second) in pairwise(terms):
            assert end, f"{office_of}: {first} has no end before {second}"
            if len(end) == len(start) == 10:
                assert end <= start, f"{office_of}: {first} until {end}, {second} from {start}"


def test_holders_on_a_day() -> None:
    assert [e.name for e in leaders.holders("VEN", "president", "2019-02-01")] == ["Nicolás Maduro"]
    assert [e.name for e in leaders.holders("GBR", "prime minister", "2022-10-01")] == ["Liz Truss"]
    assert leaders.holders("VEN", "president", None) == ()
    assert leaders.holders("VEN", "emperor", "2019-02-01") == ()


def test_persons_by_name_alias_and_surname() -> None:
    assert leaders.named("Nicolas Maduro")[0].id == leaders.named("Nicolás Maduro")[0].id
    assert {p.surname for p in leaders.named("Xi Jinping")} == {"Xi"}
    assert any(p.name == "Abdel Fattah el-Sisi" for p in leaders.called("Sisi"))
    assert leaders.named("Nobody Whatsoever") == ()


def test_offices_by_their_words() -> None:
    assert offices.office("defense secretary") == "defence minister"
    assert offices.office("secretary of state", "USA") == "foreign minister"
    assert offices.office("secretary of state", "GBR") is None
    assert offices.leader_of("DEU") == "chancellor"
    assert offices.leader_of("IRN") is None
    assert offices.leader_of("FRA") == "president"
    assert offices.body_office("org:un", "chief") == "UN secretary-general"


def test_roles() -> None:
    assert len(sectors.roles()) >= 1500
    soldier = sectors.role("soldier")
    assert soldier is not None
    assert (soldier.sector, soldier.cls) == ("MIL", "person")
    assert sectors.role("teapot") is None
    assert sectors.modifier("rebel") == "REB"


def test_tables_load_fast() -> None:
    for module, index in ((countries, "_index"), (leaders, "_index"), (sectors, "roles")):
        getattr(module, index).cache_clear()
    began = time.process_time()
    countries.senses("Chad")
    leaders.named("Joe Biden")
    sectors.roles()
    assert time.process_time() - began < 0.6
