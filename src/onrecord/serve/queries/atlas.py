"""Events for the map and the timeline, by column. SQLite writes the JSON itself: no row becomes a Python object,
and the interpreter is free for other requests meanwhile."""

from __future__ import annotations

import apsw

from onrecord.knowledge import plover
from onrecord.serve.queries import filters as narrowing

LIMIT = 2_000
MOST = 20_000
_QUAD = " ".join(f"WHEN '{kind}' THEN {quad}" for kind, quad in plover.QUAD.items())
_FIELDS = {
    "id": "e.id", "title": "e.title", "type": "e.type", "mode": "e.mode", "quad": f"CASE e.type {_QUAD} END",
    "status": "e.status", "low": "e.origins_low", "high": "e.origins_high",
    "disputes": "(SELECT count(*) FROM disputes d WHERE d.event = e.event)",
    "start": "e.time_start", "end": "e.time_end", "time_precision": "e.time_precision",
    "place": "w.name", "country": "w.country", "lat": "round(w.lat, 4)", "lon": "round(w.lon, 4)",
    "place_precision": "w.precision",
    "bbox": "CASE WHEN w.west IS NULL THEN 'null' ELSE json_array(w.west, w.south, w.east, w.north) END",
}  # fmt: skip
# "c_" before each name: "end" is a word of SQL
_COLUMNS = ", ".join(f"{sql} AS c_{name}" for name, sql in _FIELDS.items())
_ARRAYS = ", ".join(
    f"'{name}', json_group_array({'json(c_bbox)' if name == 'bbox' else f'c_{name}'})" for name in _FIELDS
)


def columns(db: apsw.Connection, asked: narrowing.Filters, *, limit: int) -> bytes:
    """``shapes.MapEvents`` as JSON: the events with most origins first, then the latest."""
    where = narrowing.where(db, asked)
    inner = (
        f"SELECT {_COLUMNS} FROM events e LEFT JOIN places w ON w.place = e.place WHERE {where.sql} "
        "ORDER BY e.origins_low DESC, e.moment DESC, e.id DESC LIMIT ?"
    )
    got = db.execute(f"SELECT count(*), json_object({_ARRAYS}) FROM ({inner})", (*where.values, limit)).fetchone()
    assert got is not None  # an aggregate always gives one row
    total, made = int(got[0]), str(got[1])
    if total == limit:
        total = int(db.execute(f"SELECT count(*) FROM events e WHERE {where.sql}", where.values).get)
    return f'{made[:-1]},"total":{total}}}'.encode()
