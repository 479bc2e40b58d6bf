"""Events in lists: the rows of a page, then their parties, counts and disputes in one question each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import apsw
import msgspec

from onrecord.model import OriginCount, Party
from onrecord.record.filters import Filters
from onrecord.record.finding import query
from onrecord.record.stories import LAST, PARTIES
from onrecord.serve import shapes
from onrecord.serve.queries import paging
from onrecord.serve.queries.filters import refused

COLUMNS = (
    "e.event, e.id, e.type, e.mode, e.title, e.status, y.text, e.time_start, e.time_end, e.time_precision, "
    f"e.origins_low, e.origins_high, e.origins_why, e.first_published, {LAST}, e.moment, "
    "w.name, w.country, w.lat, w.lon, w.precision"
)
FROM = "FROM events e JOIN reasons y ON y.reason = e.status_why LEFT JOIN places w ON w.place = e.place"
KEYS: dict[str, tuple[type, ...]] = {"latest": (int, str), "oldest": (int, str), "origins": (int, int, str)}
"""Orders of the list, and of what a place in each is made."""


def page(db: apsw.Connection, asked: Filters, *, sort: str, after: str | None, limit: int) -> shapes.EventPage:
    """One page of events in the order asked for."""
    key = paging.after(after, KEYS[sort])
    wanted = refused(query)(db, "event", asked, after=key, limit=limit + 1, order=sort)
    kept, following = paging.cut(list(db.execute(wanted.sql, wanted.values)), limit, lambda row: row[1:])
    told = some(db, [row[0] for row in kept])
    return shapes.EventPage(rows=tuple(told[row[0]] for row in kept), next=following)


def some(db: apsw.Connection, numbers: Iterable[int]) -> dict[int, shapes.EventRow]:
    """Events by their row number."""
    wanted = msgspec.json.encode(list(numbers)).decode()
    found = list(db.execute(f"SELECT {COLUMNS} {FROM} WHERE e.event IN (SELECT value FROM json_each(?))", (wanted,)))
    return dict(zip((row[0] for row in found), rows(db, found), strict=True))


def chosen(db: apsw.Connection, tail: str, values: Sequence[Any]) -> list[shapes.EventRow]:
    """Events by the rest of a statement: ``WHERE … ORDER BY … LIMIT …`` over ``events e``."""
    return rows(db, list(db.execute(f"SELECT {COLUMNS} {FROM} {tail}", tuple(values))))


def rows(db: apsw.Connection, found: Sequence[Sequence[Any]]) -> list[shapes.EventRow]:
    """Rows of ``COLUMNS`` as shapes, with what hangs on them."""
    numbers = msgspec.json.encode([row[0] for row in found]).decode()
    parties = _parties(db, numbers)
    held = (
        "SELECT event, count(*), count(DISTINCT report) FROM claims "
        "WHERE event IN (SELECT value FROM json_each(?)) GROUP BY event"
    )
    told = {event: (claims, reports) for event, claims, reports in db.execute(held, (numbers,))}
    disputes = _counts(db, "disputes", numbers)
    return [_row(row, parties, *told.get(row[0], (0, 0)), disputes.get(row[0], 0)) for row in found]


def _counts(db: apsw.Connection, table: str, numbers: str) -> dict[int, int]:
    statement = f"SELECT event, count(*) FROM {table} WHERE event IN (SELECT value FROM json_each(?)) GROUP BY event"
    return dict(db.execute(statement, (numbers,)))


def _parties(db: apsw.Connection, numbers: str) -> dict[tuple[int, int], list[Party]]:
    found: dict[tuple[int, int], list[Party]] = defaultdict(list)
    statement = (
        f"SELECT p.event, p.role, n.id, n.name, n.country, n.sector, n.everywhere, p.accused FROM ({PARTIES}) p "
        "CROSS JOIN entities n USING (entity) ORDER BY p.event, p.position"
    )
    for event, role, ident, name, country, sector, everywhere, accused in db.execute(statement, (numbers,)):
        party = Party(
            id=ident if everywhere else None, name=name or "", country=country, sector=sector, claims=(),
            accused=bool(accused),
        )  # fmt: skip
        found[event, role].append(party)
    return found


def _row(
    row: Sequence[Any], parties: dict[tuple[int, int], list[Party]], claims: int, reports: int, disputes: int
) -> shapes.EventRow:
    (number, ident, kind, mode, title, status, why, start, end, precision, low, high, reasons, first, last, _,
     place, country, lat, lon, place_precision) = row  # fmt: skip
    return shapes.EventRow(
        id=ident, type=kind, mode=mode, title=title, status=status, status_why=why,
        origins=OriginCount(low=low, high=high, why=msgspec.json.decode(reasons, type=tuple[str, ...])),
        time=shapes.When(start=start, end=end, precision=precision) if start or end else None,
        place=shapes.Where(name=place, country=country, lat=lat, lon=lon, precision=place_precision) if place else None,
        actors=tuple(parties.get((number, 0), ())), recipients=tuple(parties.get((number, 1), ())),
        claims=claims, reports=reports, disputes=disputes, first_published=first, last_published=last,
    )  # fmt: skip
