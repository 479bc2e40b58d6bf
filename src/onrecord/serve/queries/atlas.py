"""Events for the map and the timeline, by column. SQLite writes the JSON itself: no row becomes a Python object,
and the interpreter is free for other requests meanwhile."""

from __future__ import annotations

import apsw

from onrecord.knowledge import plover
from onrecord.serve.queries import filters as narrowing

LIMIT = 1_000
"""Marks of one answer unless more are asked for: what is best attested, and half the time of twice as many."""
MOST = 20_000
BROAD = 12_000
"""Events that fit from which on the order is walked and not sorted; measured at 118,000 events."""
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
    total = int(db.execute(f"SELECT count(*) FROM events e WHERE {where.sql}", where.values).get)
    fits = where.sql
    if total > BROAD:
        # most fit: walking the index of origins from its top finds them sooner than sorting all of a box ("+" says so)
        fits = fits.replace("e.place IN", "+e.place IN")
    # which events first, then their columns: sorting would compute the columns of all that fit
    best = f"SELECT e.event FROM events e WHERE {fits} ORDER BY e.origins_low DESC, e.moment DESC, e.id DESC LIMIT ?"
    inner = (
        f"SELECT {_COLUMNS} FROM ({best}) k JOIN events e ON e.event = k.event "
        "LEFT JOIN places w ON w.place = e.place ORDER BY e.origins_low DESC, e.moment DESC, e.id DESC"
    )
    made = str(db.execute(f"SELECT json_object({_ARRAYS}) FROM ({inner})", (*where.values, limit)).get)
    return f'{made[:-1]},"total":{total}}}'.encode()
