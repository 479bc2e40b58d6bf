"""Events for the map and the timeline, by column. SQLite writes the JSON itself: no row becomes a Python object,
and the interpreter is free for other requests meanwhile."""

from __future__ import annotations

import apsw

from onrecord.knowledge import plover
from onrecord.record.filters import Filters
from onrecord.record.finding import ORDERS, source, total
from onrecord.serve.queries.filters import refused

LIMIT = 1_000
"""Marks of one answer unless more are asked for: what is best attested, and half the time of twice as many."""
MOST = 20_000
SORTED = 12_000
"""Events up to which all that fit are sorted; of more, the index of origins is walked from its top."""
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


def columns(db: apsw.Connection, asked: Filters, *, limit: int) -> bytes:
    """``shapes.MapEvents`` as JSON: the events with most origins first, then the latest."""
    fits = refused(source)(db, "event", asked, "origins", few=SORTED)
    many = total(db, "event", asked)
    # which events first, then their columns: sorting would compute the columns of all that fit
    order = ORDERS["origins"].terms
    best = f"SELECT t.event FROM {fits.sql} ORDER BY {order} LIMIT ?"
    inner = (
        f"SELECT {_COLUMNS} FROM ({best}) k JOIN events e ON e.event = k.event "
        f"LEFT JOIN places w ON w.place = e.place ORDER BY {order.replace('t.', 'e.')}"
    )
    made = str(db.execute(f"SELECT json_object({_ARRAYS}) FROM ({inner})", (*fits.values, limit)).get)
    return f'{made[:-1]},"total":{many}}}'.encode()
