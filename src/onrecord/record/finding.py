"""Filters -> the SQL that finds the next rows of a list in an order, or counts all that fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import apsw
from msgspec import Struct

from onrecord.record.database import one
from onrecord.record.filters import FEW, Condition, Filters, Kind, conditions

PLACE = re.compile(r"\?(\d)")
"""A part of the place in ``Order.beyond``, counted from 1."""

LOOKED = 800
"""Rows whose sentences are read one by one to see whether they hold words that stand in many: some hundredths of a
millisecond each. For more, all sentences with the words are listed once."""

MANY = 50_000
"""Rows up to which it is found out which filter picks fewest, where all are to be counted."""


class Query(Struct, frozen=True):
    """SQL, or a part of it, and its values."""

    sql: str
    values: tuple[Any, ...]


class Order(Struct, frozen=True):
    """An order of a list: an index that has it, its terms over ``t``, and what lies beyond a place in it."""

    index: str
    walked: str
    """A condition that makes SQLite walk the index."""
    terms: str
    beyond: str
    """Takes the place in the order, as its key has it."""
    key: str


FIRST = "substr(t.id, 1, 4)"
"""The part of an id that stands in the index: it tells most of those of one moment apart, the rest are sorted."""
ORDERS = {
    "latest": Order(
        "moment", "t.moment > -9e18", f"t.moment DESC, {FIRST}, t.id",
        f"t.moment <= ?1 AND (t.moment < ?1 OR ({FIRST} >= substr(?2, 1, 4) AND t.id > ?2))", "t.moment, t.id",
    ),
    "oldest": Order(
        "moment", "t.moment > -9e18", f"t.moment, {FIRST} DESC, t.id DESC",
        f"t.moment >= ?1 AND (t.moment > ?1 OR ({FIRST} <= substr(?2, 1, 4) AND t.id < ?2))", "t.moment, t.id",
    ),
    "origins": Order(
        "origins", "t.origins_low > -1", "t.origins_low DESC, t.moment DESC, t.id",
        "t.origins_low <= ?1 AND (t.origins_low < ?1 OR t.moment < ?2 OR (t.moment = ?2 AND t.id > ?3))",
        "t.origins_low, t.moment, t.id",
    ),
}  # fmt: skip
"""Of lists of claims ``latest`` alone."""


def source(db: apsw.Connection, kind: Kind, given: Filters, order: str = "latest", *, few: int | None = None) -> Query:
    """The rows ``t`` that fit: what stands after FROM, with WHERE, in the cheapest way to find the first in an order.

    ``few``: up to so many rows are sorted, ``FEW`` if not given; the more are wanted, the more this may be.
    """
    few = FEW if few is None else few
    found = [(count(db, c, few), c) for c in conditions(db, kind, given)]
    drive = min((pair for pair in found if pair[0] <= few), default=None, key=lambda pair: pair[0])
    if drive is not None:
        base = f"{_picked(kind, drive[1])} WHERE 1"
    else:
        base = f"{kind}s t INDEXED BY {kind}s_{ORDERS[order].index} WHERE {ORDERS[order].walked}"
    rest = [(n, c) for n, c in found if drive is None or c is not drive[1]]
    looked = drive is None or drive[0] <= LOOKED
    checks = "".join(f" AND {c.broad if c.broad and n > FEW and looked else c.check}" for n, c in rest)
    values = (*(drive[1].values if drive else ()), *(v for _, c in rest for v in c.values))
    return Query(base + checks, values)


def query(
    db: apsw.Connection, kind: Kind, given: Filters, *, after: Sequence[Any] | None, limit: int, order: str = "latest"
) -> Query:
    """The next ``limit`` rows after a place in the list, which has the key of the order: row number, then the key."""
    fits, how = source(db, kind, given, order), ORDERS[order]
    sql, values = fits.sql, [*fits.values]
    if after is not None:
        sql += f" AND {PLACE.sub('?', how.beyond)}"
        values += [after[int(n) - 1] for n in PLACE.findall(how.beyond)]
    return Query(f"SELECT t.{kind}, {how.key} FROM {sql} ORDER BY {how.terms} LIMIT ?", (*values, limit))


def count(db: apsw.Connection, condition: Condition, few: int) -> int:
    """How many rows a filter picks, at most one more than are few."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM ({condition.counted or condition.driver}) LIMIT {few + 1})"
    return int(one(db, sql, condition.values)[0])


def total(db: apsw.Connection, kind: Kind, given: Filters) -> int:
    """How many rows the filters leave. It goes with the rows that the narrowest of them picks."""
    found = conditions(db, kind, given)
    if not found:
        return int(one(db, f"SELECT count(*) FROM {kind}s")[0])
    best = min(found, key=lambda c: count(db, c, MANY)) if len(found) > 1 else found[0]
    rest = [c for c in found if c is not best]
    if not rest:
        each = "*" if best.once else f"DISTINCT {kind}"
        return int(one(db, f"SELECT count({each}) FROM ({best.driver})", best.values)[0])
    values = (*best.values, *(v for c in rest for v in c.values))
    checks = " AND ".join(c.check for c in rest)
    return int(one(db, f"SELECT count(*) FROM {_picked(kind, best)} WHERE {checks}", values)[0])


def _picked(kind: Kind, condition: Condition) -> str:
    """What stands after FROM for the rows ``t`` that a filter picks, each once."""
    each = condition.driver if condition.once else f"SELECT DISTINCT {kind} FROM ({condition.driver})"
    return f"({each}) d CROSS JOIN {kind}s t ON t.{kind} = d.{kind}"
