"""Names that a person types -> rows of entities and places: countries and their codes, seats of power, ids, names."""

from __future__ import annotations

import re
from functools import lru_cache

import apsw
from msgspec import Struct

from onrecord.knowledge import countries, gazetteer, names
from onrecord.record.store import json_text

SHORT = 3
"""Letters; names of so few stand in too many others."""
Box = tuple[float, float, float, float]


class Meant(Struct, frozen=True):
    """What a name stands for: a country, or rows."""

    country: str | None = None
    rows: tuple[int, ...] = ()


@lru_cache(maxsize=1_000)
def country(name: str) -> str | None:
    """ISO code of a country by code, name, adjective, capital or seat: "RUS", "Russia", "Moscow", "Kremlin"."""
    if name.upper() in countries.countries() and len(name) == 3:
        return name.upper()
    for spelling in (name, name.title(), name.upper()):
        found = {s.country for s in countries.senses(spelling) if s.use in ("country", "capital", "seat", "adjective")}
        if len(found) == 1 and (only := found.pop()):
            return only
    return None


def entities(db: apsw.Connection, name: str) -> Meant:
    """Whom an actor, recipient or source of this name can be: a country, else entities by id, table or name."""
    name = name.strip()
    if ":" not in name and (code := country(name)):
        return Meant(country=code)
    ids = [name, *(entry.id for entry in names.lookup(name))]
    rows = {r[0] for r in db.execute("SELECT entity FROM entities WHERE id IN (SELECT value FROM json_each(?))",
                                     (json_text(ids),))}  # fmt: skip
    part = "SELECT entity, name FROM entities WHERE name LIKE ? ESCAPE '\\'"
    begins = _beginning(name)
    rows.update(entity for entity, told in db.execute(part, (f"%{escaped(name)}%",)) if begins.search(told))
    return Meant(rows=tuple(sorted(rows)))


def _beginning(name: str) -> re.Pattern[str]:
    """Fits names in which a word begins so; one of few letters ("UN") must be a whole word."""
    end = r"(?!\w)" if len(name) <= SHORT else ""
    return re.compile(rf"(?<!\w){re.escape(name)}{end}", re.IGNORECASE)


def escaped(name: str) -> str:
    """For LIKE, where the name's own signs mean themselves."""
    return name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def places(db: apsw.Connection, name: str) -> Meant:
    """Where a place of this name or box is: a country, else the places called so and those inside the area."""
    name = name.strip()
    box = box_of(name)
    if box is None and name.upper() in countries.countries():
        return Meant(country=name.upper())
    code = None if box else countries.country_named(name) or countries.country_named(name.title())
    if code and not (part := _is_part(name, code)):
        return Meant(country=code)
    called = "name = ?1 COLLATE NOCASE" + (" OR name LIKE ?1 || ' %'" if code and part else "")
    rows = set() if box else _called(db, name, called)
    boxes = [box] if box else _areas(db, name, called)
    for area in boxes:
        rows.update(row[0] for row in db.execute(*inside(area)))
    if not rows and box is None:
        like = "SELECT place FROM places WHERE name LIKE ? ESCAPE '\\'"
        rows.update(row[0] for row in db.execute(like, (f"%{escaped(name)}%",)))
    return Meant(rows=tuple(sorted(rows)))


def _called(db: apsw.Connection, name: str, called: str) -> set[int]:
    """Places of this name, also where reports spell it otherwise (Kiev, Kyiv)."""
    found = list(db.execute(f"SELECT place, geonames_id FROM places WHERE {called}", (name,)))
    ids = {ident for _, ident in found} if found else {site.geonames_id for site in gazetteer.lookup(name)}
    same = "SELECT place FROM places WHERE geonames_id IN (SELECT value FROM json_each(?))"
    known = json_text(sorted(ident for ident in ids if ident is not None))
    return {place for place, _ in found} | {row[0] for row in db.execute(same, (known,))}


def box_of(text: str) -> Box | None:
    """ "WEST,SOUTH,EAST,NORTH" in degrees, ``None`` for what is none."""
    parts = text.split(",")
    try:
        west, south, east, north = (float(p) for p in parts)
    except ValueError:
        return None
    return (west, south, east, north) if -90 <= south <= north <= 90 and abs(west) <= 180 and abs(east) <= 180 else None


def _is_part(name: str, code: str) -> bool:
    """Whether a name that is taken for a country's is that of a part of it: Scotland, the West Bank."""
    own = [site for site in gazetteer.lookup(name) if site.country == code]
    return bool(own) and all(site.kind != "country" for site in own)


def _areas(db: apsw.Connection, name: str, called: str) -> list[Box]:
    """The boxes of a region, sea or district of this name: as reports had it, else as the gazetteer has it."""
    rows = db.execute(
        f"SELECT DISTINCT west, south, east, north FROM places WHERE ({called}) AND west IS NOT NULL "
        "ORDER BY 1, 2, 3, 4",
        (name,),
    )
    found: list[Box] = [(w, s, e, n) for w, s, e, n in rows]
    if not found:
        sites = sorted(gazetteer.lookup(name), key=lambda site: -site.population)
        found = [box for site in sites[:1] if (box := gazetteer.box_of(site)) is not None]
    return found


def inside(box: Box) -> tuple[str, tuple[float, ...]]:
    """SQL that selects places whose point is in the box, and its values; west > east goes over the antimeridian."""
    west, south, east, north = box
    side = "lon BETWEEN ? AND ?" if west <= east else "(lon >= ? OR lon <= ?)"
    sql = f"SELECT place FROM places INDEXED BY places_point WHERE lat BETWEEN ? AND ? AND {side}"
    return sql, (south, north, west, east)


def outlets(db: apsw.Connection, name: str) -> list[str]:
    """The publisher of this name; where there is none, those whose names hold it."""
    name = name.strip()
    if db.execute("SELECT 1 FROM reports WHERE publisher = ? LIMIT 1", (name,)).fetchone():
        return [name]
    # one step of the index for each publisher, however many reports each has
    found = db.execute(
        "WITH RECURSIVE p(name) AS (SELECT min(publisher) FROM reports UNION ALL "
        "SELECT (SELECT min(publisher) FROM reports WHERE publisher > p.name) FROM p WHERE p.name IS NOT NULL) "
        "SELECT name FROM p WHERE name LIKE ? ESCAPE '\\' ORDER BY name",
        (f"%{escaped(name)}%",),
    )
    return [row[0] for row in found]
