"""Where names lie: GeoNames towns and areas, countries, seas, regions, rivers, bases.

``lookup`` gives every place that bears a name. The table is one mapped file that the build compiles
(``compile_gazetteer``); opening costs a few milliseconds and only the pages that are asked for are in memory.
Towns and areas: GeoNames (geonames.org), CC BY 4.0.
"""

from __future__ import annotations

import json
import mmap
from bisect import bisect_left
from functools import lru_cache
from importlib.resources import as_file, files
from math import asin, cos, radians, sin, sqrt
from typing import Any

from msgspec import Struct

from onrecord.errors import DataError
from onrecord.knowledge.compile_gazetteer import DESIGNATORS, MAGIC, NONE, digest, normal

FILE = "gazetteer.compiled.bin"
Box = tuple[float, float, float, float]
AREAS = frozenset({"admin1", "admin2", "admin"})
PRECISION = {
    "city": "city", "admin1": "admin", "admin2": "admin", "admin": "admin", "country": "country", "sea": "sea",
    "strait": "sea", "base": "point", "facility": "point", "point": "point", "mountain": "point", "pass": "point",
}  # fmt: skip


class Site(Struct, frozen=True, kw_only=True, gc=False):
    """A place of the gazetteer. ``rank`` 0: found by its main name, 1: by another."""

    index: int
    name: str
    kind: str
    """city, admin1, admin2, admin, country, sea, strait, river, lake, mountains, region, base, point ..."""
    country: str | None
    """ISO 3166-1 alpha-3."""
    lat: float
    lon: float
    population: int
    geonames_id: int | None
    admin1: int
    """Index of the first-level area it lies in, ``NONE`` where unknown."""
    admin2: int
    radius_km: float
    rank: int

    @property
    def precision(self) -> str:
        """point, city, admin, country, sea or region."""
        return PRECISION.get(self.kind, "region")


class Gazetteer:
    """The mapped file."""

    def __init__(self, data: memoryview) -> None:
        if bytes(data[:8]) != MAGIC:
            raise DataError(f"{FILE} is damaged: reinstall onrecord.")
        size = int.from_bytes(data[8:12], "little")
        header = json.loads(bytes(data[12 : 12 + size]))
        base = 12 + size
        self.countries: list[str] = header["countries"]
        self.kinds: list[str] = header["kinds"]
        self.columns: dict[str, Any] = {}
        for name, (start, count, code) in header["arrays"].items():
            width = {"Q": 8, "I": 4, "f": 4, "H": 2, "B": 1}[code]
            self.columns[name] = data[base + start : base + start + count * width].cast(code)

    def find(self, plain: str) -> list[Site]:
        """All places that bear a normalised name."""
        keys = self.columns["keys"]
        wanted = digest(plain)
        spot = bisect_left(keys, wanted)
        found = []
        while spot < len(keys) and keys[spot] == wanted:
            found.append(self.site(self.columns["refs"][spot], self.columns["rank"][spot]))
            spot += 1
        return found

    def site(self, index: int, rank: int = 0) -> Site:
        """The place of one index."""
        col = self.columns
        start = col["name"][index]
        text = col["text"]
        end = start
        while text[end]:
            end += 1
        return Site(
            index=index, name=bytes(text[start:end]).decode(), kind=self.kinds[col["kind"][index]],
            country=self.countries[col["country"][index]] or None, lat=round(col["lat"][index], 5),
            lon=round(col["lon"][index], 5), population=col["population"][index],
            geonames_id=col["gid"][index] or None, admin1=col["admin1"][index], admin2=col["admin2"][index],
            radius_km=round(col["radius"][index], 2), rank=rank,
        )  # fmt: skip

    def box(self, site: Site) -> Box | None:
        """West, south, east, north of an area; made from its radius where only that is known; none for a town."""
        boxed = self.columns["boxed"]
        spot = bisect_left(boxed, site.index)
        if spot < len(boxed) and boxed[spot] == site.index:
            west, east, south, north = (round(v, 4) for v in self.columns["boxes"][4 * spot : 4 * spot + 4])
            return west, south, east, north
        if site.precision in ("city", "point") or not site.radius_km:
            return None
        return around(site.lat, site.lon, site.radius_km)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of the package. Raises ``DataError`` where the build did not make it."""
    path = files("onrecord.knowledge") / "data" / FILE
    try:
        with as_file(path) as real, real.open("rb") as handle:
            mapped = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise DataError(f"The gazetteer {FILE} is missing: reinstall onrecord.") from error
    return Gazetteer(memoryview(mapped))


@lru_cache(maxsize=16_000)
def lookup(name: str) -> tuple[Site, ...]:
    """Every place that bears ``name``, in no order of likelihood. "Kherson region" finds the area Kherson."""
    plain = normal(name)
    if not plain:
        return ()
    table = gazetteer()
    found = table.find(plain)
    if not found:
        for word in DESIGNATORS:
            if plain.endswith(" " + word):
                found = [s for s in table.find(plain[: -len(word) - 1]) if s.kind in AREAS]
                break
    return tuple(found)


@lru_cache(maxsize=20_000)
def by_index(index: int) -> Site | None:
    """The place of an index ("admin1" of a town); ``None`` for ``NONE``."""
    return None if index == NONE else gazetteer().site(index)


def box_of(site: Site) -> Box | None:
    """Bounding box of an area (west, south, east, north in degrees), ``None`` for points and towns."""
    return gazetteer().box(site)


@lru_cache(maxsize=1_000)
def country_site(iso3: str) -> Site | None:
    """The country of a three-letter code."""
    table = gazetteer()
    if iso3 not in table.countries:
        return None
    number, kind = table.countries.index(iso3), table.kinds.index("country")
    kinds, countries = table.columns["kind"], table.columns["country"]
    for index in range(400):  # countries stand first in the file
        if kinds[index] == kind and countries[index] == number:
            return table.site(index)
    return None


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres of two points in degrees."""
    a, b, c, d = radians(lat1), radians(lon1), radians(lat2), radians(lon2)
    x = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(x)))


def around(lat: float, lon: float, radius_km: float) -> Box:
    """A box around a point, cut at the poles and wrapped at the antimeridian."""
    up = radius_km / 111.2
    side = min(180.0, up / max(0.05, cos(radians(lat))))
    west, east = lon - side, lon + side
    if side >= 180:
        west, east = -180.0, 180.0
    else:
        west, east = (west + 540) % 360 - 180, (east + 540) % 360 - 180
    return round(west, 3), round(max(-90.0, lat - up), 3), round(east, 3), round(min(90.0, lat + up), 3)


def moved(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    """The point ``km`` away in a direction (degrees, 0 north, 90 east); flat-earth rule, good to 500 km."""
    north, east = km * cos(radians(bearing)), km * sin(radians(bearing))
    lat2 = max(-90.0, min(90.0, lat + north / 111.2))
    lon2 = lon + east / (111.32 * max(0.05, cos(radians(lat))))
    return round(lat2, 4), round((lon2 + 540) % 360 - 180, 4)
