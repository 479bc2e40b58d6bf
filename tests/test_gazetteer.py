"""The compiled gazetteer: names in, places out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import DataError
from onrecord.knowledge import compile_gazetteer
from onrecord.knowledge.compile_gazetteer import digest, latin, normal
from onrecord.knowledge.gazetteer import (
    Gazetteer,
    around,
    box_of,
    by_index,
    country_site,
    distance_km,
    gazetteer,
    lookup,
    moved,
)


@pytest.mark.parametrize(
    ("name", "kind", "country", "lat", "lon"),
    [
        ("Avdiivka", "city", "UKR", 48.14, 37.75),
        ("Rafah", "city", "PSE", 31.30, 34.24),
        ("Kherson region", "admin1", "UKR", 46.5, 33.3),
        ("U.S.", "country", "USA", 39.8, -98.5),
        ("Mass.", "admin1", "USA", 42.3, -71.6),
        ("Strait of Hormuz", "strait", None, 26.57, 56.25),
        ("Line of Control", "line", None, 34.2, 74.0),
        ("Caribbean Sea", "sea", None, 15.3, -74.4),
        ("Natanz", "facility", "IRN", 33.7, 51.7),
        ("Guantánamo Bay", "base", "CUB", 19.9, -75.2),
        ("St Petersburg", "city", "RUS", 59.9, 30.3),
        ("Hodeidah", "city", "YEM", 14.8, 42.95),
        ("New York", "city", "USA", 40.71, -74.0),
    ],
)
def test_a_name_gives_its_place(name: str, kind: str, country: str | None, lat: float, lon: float) -> None:
    found = [s for s in lookup(name) if s.kind == kind and s.country == country]
    assert found, lookup(name)
    assert min(distance_km(s.lat, s.lon, lat, lon) for s in found) < 60


def test_a_town_lies_in_its_area_and_country() -> None:
    (town,) = [s for s in lookup("Bakhmut") if s.kind == "city"]
    area = by_index(town.admin1)
    assert area is not None and area.kind == "admin1" and "Donetsk" in area.name
    land = country_site("UKR")
    assert land is not None and land.name == "Ukraine" and land.precision == "country"


def test_unknown_names_give_nothing() -> None:
    assert lookup("Qwxzzt") == ()
    assert lookup("...") == ()
    assert country_site("QQQ") is None


@pytest.mark.parametrize("name", ["Ukraine", "Texas", "Kherson region", "Caribbean Sea", "Darfur", "Sahel", "Dagestan"])
def test_an_area_has_a_point_inside_its_box(name: str) -> None:
    area = next(s for s in lookup(name) if s.precision not in ("city", "point"))
    box = box_of(area)
    assert box is not None
    west, south, east, north = box
    assert west < area.lon < east and south < area.lat < north


def test_russia_crosses_the_antimeridian() -> None:
    land = country_site("RUS")
    assert land is not None
    box = box_of(land)
    assert box is not None and box[0] > 15 and (box[2] < -160 or box[2] > 170)


def test_towns_have_no_box() -> None:
    assert box_of(next(s for s in lookup("Avdiivka") if s.kind == "city")) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [("Saint Petersburg", "St. Petersburg"), ("Medellín", "Medellin"), ("Port-au-Prince", "port au prince"),
     ("N’Djamena", "NDjamena"), ("Mount Vernon", "Mt. Vernon"), ("Łódź", "Lodz")],
)  # fmt: skip
def test_spellings_of_one_name_are_one_key(left: str, right: str) -> None:
    assert normal(left) == normal(right)


@pytest.mark.parametrize(("name", "kept"), [("Kyiv", True), ("ba li", False), ("Київ", False), ("IEV", False)])
def test_only_names_of_english_text_are_kept(name: str, kept: bool) -> None:
    assert latin(name) is kept


@given(st.text(max_size=40))
@settings(max_examples=80, derandomize=True)
def test_normal_is_stable_and_lookup_never_fails(name: str) -> None:
    assert normal(normal(name)) == normal(name)
    assert 0 <= digest(normal(name)) < 2**64
    lookup(name)


def test_distance_and_shift_agree() -> None:
    lat, lon = moved(31.5, 34.47, 30, 180)
    assert 29 < distance_km(31.5, 34.47, lat, lon) < 31 and lat < 31.5
    west, south, east, north = around(0.0, 179.9, 50)
    assert west > 0 > east and south < 0 < north


def test_opening_and_lookup_are_fast() -> None:
    data = gazetteer()
    start = time.perf_counter()
    for n in range(5_000):
        data.find(normal(f"Springfield {n}"))
    assert (time.perf_counter() - start) / 5_000 < 2e-4


def test_a_damaged_file_says_so() -> None:
    with pytest.raises(DataError, match="reinstall"):
        Gazetteer(memoryview(b"nonsense" + bytes(40)))


@pytest.mark.slow
def test_compiling_again_gives_the_same_bytes(tmp_path: Path) -> None:
    data = Path(compile_gazetteer.__file__).parent / "data"
    for table in ("gazetteer_countries", "gazetteer_admin", "gazetteer_places", "seas"):
        (tmp_path / f"{table}.tsv").write_bytes((data / f"{table}.tsv").read_bytes())
    (out,) = compile_gazetteer.compile_tables(tmp_path)
    made = out.read_bytes()
    assert made == (data / "gazetteer.compiled.bin").read_bytes()
    assert len(made) < 40_000_000
