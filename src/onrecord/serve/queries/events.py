"""Events in lists: the rows of a page, then their parties, counts and disputes in one question each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import apsw
import msgspec

from onrecord.model import OriginCount, Party
from onrecord.serve import shapes
from onrecord.serve.queries import filters as narrowing
from onrecord.serve.queries import paging

COLUMNS = (
    "e.event, e.id, e.type, e.mode, e.title, e.status, e.status_why, e.time_start, e.time_end, e.time_precision, "
    "e.origins_low, e.origins_high, e.origins_why, e.first_published, e.last_published, e.moment, "
    "w.name, w.country, w.lat, w.lon, w.precision"
)
FROM = "FROM events e LEFT JOIN places w ON w.place = e.place"
ORDERS: dict[str, tuple[str, str, tuple[type, ...]]] = {
    "latest": ("e.moment DESC, e.id DESC", "(e.moment, e.id) < (?, ?)", (int, str)),
    "oldest": ("e.moment, e.id", "(e.moment, e.id) > (?, ?)", (int, str)),
    "origins": (
        "e.origins_low DESC, e.moment DESC, e.id DESC", "(e.origins_low, e.moment, e.id) < (?, ?, ?)", (int, int, str),
    ),
}  # fmt: skip
LOW, MOMENT, ID = 10, 15, 1


def page(
    db: apsw.Connection, asked: narrowing.Filters, *, sort: str, after: str | None, limit: int
) -> shapes.EventPage:
    """One page of events in the order asked for."""
    order, beyond, kinds = ORDERS[sort]
    where = narrowing.where(db, asked)
    key = paging.after(after, kinds)
    if key is not None:
        where.add(beyond, *key)
    found = list(
        db.execute(f"SELECT {COLUMNS} {FROM} WHERE {where.sql} ORDER BY {order} LIMIT ?", (*where.values, limit + 1))
    )
    place = (LOW, MOMENT, ID) if sort == "origins" else (MOMENT, ID)
    kept, following = paging.cut(found, limit, lambda row: [row[k] for k in place])
    return shapes.EventPage(rows=tuple(rows(db, kept)), next=following)


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
    claims = _counts(db, "event_claims", numbers)
    reports = _counts(db, "event_reports", numbers)
    disputes = _counts(db, "disputes", numbers)
    return [_row(row, parties, claims.get(row[0], 0), reports.get(row[0], 0), disputes.get(row[0], 0)) for row in found]


def _counts(db: apsw.Connection, table: str, numbers: str) -> dict[int, int]:
    statement = f"SELECT event, count(*) FROM {table} WHERE event IN (SELECT value FROM json_each(?)) GROUP BY event"
    return dict(db.execute(statement, (numbers,)))


def _parties(db: apsw.Connection, numbers: str) -> dict[tuple[int, str], list[Party]]:
    found: dict[tuple[int, str], list[Party]] = defaultdict(list)
    statement = (
        "SELECT p.event, p.role, n.id, n.name, n.country, n.sector, n.everywhere, p.accused FROM event_parties p "
        "JOIN entities n USING (entity) WHERE p.event IN (SELECT value FROM json_each(?)) ORDER BY p.event, p.position"
    )
    for event, role, ident, name, country, sector, everywhere, accused in db.execute(statement, (numbers,)):
        party = Party(
            id=ident if everywhere else None, name=name or "", country=country, sector=sector, claims=(),
            accused=bool(accused),
        )  # fmt: skip
        found[event, role].append(party)
    return found


def _row(
    row: Sequence[Any], parties: dict[tuple[int, str], list[Party]], claims: int, reports: int, disputes: int
) -> shapes.EventRow:
    (number, ident, kind, mode, title, status, why, start, end, precision, low, high, reasons, first, last, _,
     place, country, lat, lon, place_precision) = row  # fmt: skip
    return shapes.EventRow(
        id=ident, type=kind, mode=mode, title=title, status=status, status_why=why,
        origins=OriginCount(low=low, high=high, why=msgspec.json.decode(reasons, type=tuple[str, ...])),
        time=shapes.When(start=start, end=end, precision=precision) if start or end else None,
        place=shapes.Where(name=place, country=country, lat=lat, lon=lon, precision=place_precision) if place else None,
        actors=tuple(parties.get((number, "actor"), ())), recipients=tuple(parties.get((number, "recipient"), ())),
        claims=claims, reports=reports, disputes=disputes, first_published=first, last_published=last,
    )  # fmt: skip
