"""Places named by distance from others: "30 km south of Gaza City", "near Kherson", "off the coast of Yemen"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.knowledge.gazetteer import around, moved
from onrecord.model import Parse, Place
from onrecord.reading.places.spans import Candidate

BEARINGS = {
    "north": 0, "northeast": 45, "north-east": 45, "east": 90, "southeast": 135, "south-east": 135, "south": 180,
    "southwest": 225, "south-west": 225, "west": 270, "northwest": 315, "north-west": 315,
}  # fmt: skip
UNITS = {"km": 1.0, "kms": 1.0, "kilometer": 1.0, "kilometre": 1.0, "kilometers": 1.0, "kilometres": 1.0,
         "mile": 1.609, "miles": 1.609, "mi": 1.609, "nautical miles": 1.852}  # fmt: skip
BEFORE = 70
"""Characters before a name that are looked at."""
NUMBER = r"(\d{1,4}(?:,\d{3})?(?:\.\d)?|a few|several|dozens of|hundreds of)"
UNIT = r"(nautical miles|kilomet(?:er|re)s?|kms?|miles?|mi)"
POINT = r"(north-?east|north-?west|south-?east|south-?west|north|south|east|west)"
SHIFT = re.compile(
    rf"\b{NUMBER}[ -]{UNIT}(?: \([^()]{{1,20}}\))? (?:to the )?(?:{POINT}(?:ern)? )?"
    r"(?:of|from|off|outside) (?:the )?(?:capital |city of |city |town of |village of |coast of )?$",
    re.IGNORECASE,
)
PART = re.compile(
    rf"(?:\bthe {POINT} of (?:the )?|\b{POINT}ern (?:the )?|\b(?:in|across|into) {POINT} )$", re.IGNORECASE
)
NEAR = re.compile(r"\b(?:near|close to|outside|around|on the outskirts of|in the vicinity of|just off)"
                  r" (?:the )?(?:city of |town of |village of |capital |capital, )?$", re.IGNORECASE)  # fmt: skip
COAST = re.compile(rf"\boff (?:the )?(?:{POINT}(?:ern)? )?(?:\w+ )?(?:coasts?|shores?) of (?:the )?$", re.IGNORECASE)
NEAR_KM = 15.0
COAST_KM = 370.0
"""200 sea miles: what lies off a coast lies in the zone that belongs to it."""


class Shift(Struct, frozen=True, kw_only=True):
    """How a name is modified: moved by ``km`` to ``bearing``, or blurred by ``radius_km``."""

    km: float = 0.0
    bearing: float | None = None
    radius_km: float | None = None
    coast: bool = False
    part: bool = False

    def apply(self, place: Place) -> Place:
        """The place as the words around its name modify it."""
        if place.lat is None or place.lon is None:
            return place
        if self.part:
            return _part(place, self.bearing or 0.0)
        if self.coast:
            lat, lon = place.lat, place.lon
            return replace(place, precision="sea", bbox=_grown(place, COAST_KM), lat=lat, lon=lon, radius_km=COAST_KM)
        if place.precision not in ("city", "point", "admin"):
            return place
        if self.km and self.bearing is not None:
            lat, lon = moved(place.lat, place.lon, self.km, self.bearing)
            radius = max(2.0, round(self.km * 0.2, 1))
            return replace(place, lat=lat, lon=lon, radius_km=radius, precision="region", bbox=around(lat, lon, radius))
        if place.precision == "admin" and not self.km:
            return place
        radius = self.km or self.radius_km or NEAR_KM
        return replace(place, radius_km=radius, precision="region", bbox=around(place.lat, place.lon, radius))


def _grown(place: Place, km: float) -> tuple[float, float, float, float]:
    """A box widened on every side."""
    assert place.lat is not None and place.lon is not None
    box = place.bbox
    if box is None:
        return around(place.lat, place.lon, km)
    low, high = around(box[1], box[0], km), around(box[3], box[2], km)
    return low[0], low[1], high[2], high[3]


def _part(place: Place, bearing: float) -> Place:
    """The northern, south-eastern ... half of an area: a point towards that side and the half box."""
    box = place.bbox
    if box is None or box[0] > box[2] or place.precision not in ("country", "admin", "region", "sea"):
        return place
    west, south, east, north = box
    lat, lon = (south + north) / 2, (west + east) / 2
    if bearing in (315.0, 0.0, 45.0):
        south = lat
    if bearing in (135.0, 180.0, 225.0):
        north = lat
    if bearing in (45.0, 90.0, 135.0):
        west = lon
    if bearing in (225.0, 270.0, 315.0):
        east = lon
    half = (round(west, 4), round(south, 4), round(east, 4), round(north, 4))
    precision = "sea" if place.precision == "sea" else "region"
    return replace(
        place, lat=round((south + north) / 2, 3), lon=round((west + east) / 2, 3), bbox=half, precision=precision
    )


def shifts(parse: Parse, found: Sequence[Candidate]) -> dict[int, Shift]:
    """Which of the candidates are modified, and how."""
    out: dict[int, Shift] = {}
    for n, c in enumerate(found):
        before = parse.text[max(0, c.start - BEFORE) : c.start].rpartition("\n")[2]
        made = _shift(before)
        if made is not None:
            out[n] = made
    return out


def _shift(before: str) -> Shift | None:
    hit = SHIFT.search(before)
    if hit:
        km = _number(hit[1]) * UNITS[hit[2].lower()]
        bearing = BEARINGS[hit[3].lower()] if hit[3] else None
        return Shift(km=round(km, 1), bearing=bearing, radius_km=round(km, 1))
    hit = COAST.search(before)
    if hit:
        return Shift(coast=True)
    if NEAR.search(before):
        return Shift(radius_km=NEAR_KM)
    part = PART.search(before)
    if part:
        point = str(next(g for g in part.groups() if g))
        return Shift(part=True, bearing=float(BEARINGS[point.lower()]))
    return None


def _number(text: str) -> float:
    vague = {"a few": 3.0, "several": 5.0, "dozens of": 40.0, "hundreds of": 300.0}
    return vague.get(text.lower()) or float(text.replace(",", ""))
