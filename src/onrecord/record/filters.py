"""What a list is narrowed by -> SQL that finds the next rows without reading the whole record.

Each filter can pick rows by an index (``driver``) and can check a row that another picked (``check``). The filter with
the fewest rows drives: few are collected and sorted; many are walked in the order of the list, from an index that has
it, until the page is full. No filter reads the whole table, which a test of the query plans holds it to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, get_args

import apsw
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.knowledge.plover import MODES, QUAD
from onrecord.model import EventType, Frozen, Status
from onrecord.record import names
from onrecord.record.database import one
from onrecord.record.search import match
from onrecord.record.store import json_text

Kind = Literal["claim", "event"]

FEW = 4_000
"""Up to so many rows are collected and sorted: 10 to 20 ms. Of more, the page is full before long."""


class Filters(Frozen, frozen=True, kw_only=True):
    """All that are given must hold. Names are resolved: a country by name, code or capital; others by id or name."""

    actor: str | None = None
    recipient: str | None = None
    party: str | None = None
    """Actor or recipient."""
    type: str | None = None
    mode: str | None = None
    status: str | None = None
    place: str | None = None
    """A country by name or code; a place or area by name; or "WEST,SOUTH,EAST,NORTH"."""
    since: str | None = None
    """First day, ISO: when it was; when it was told where that is not known."""
    until: str | None = None
    quad: int | None = None
    min_origins: int | None = None
    outlet: str | None = None
    source: str | None = None
    words: str | None = None


class Condition(Struct, frozen=True):
    """One filter. ``driver`` selects row numbers; ``check`` holds for a row ``t``; both take ``values``."""

    driver: str
    check: str
    values: tuple[Any, ...]
    walk: str | None = None
    """FROM and WHERE of a walk in the order of the list, ``t`` joined, the moment in ``w.moment``."""
    counted: str | None = None
    """What is counted instead of the driver's rows, where that takes less time; takes ``values`` too."""


class Query(Struct, frozen=True):
    """SQL that gives row numbers, moments and ids in order; ``after`` and ``limit`` are its last values."""

    sql: str
    values: tuple[Any, ...]


def checked(given: Filters) -> Filters:
    """Raises ``UsageError`` for values that no row can have, and says which can."""
    modes = tuple(dict.fromkeys(m for found in MODES.values() for m in found))
    for name, allowed in (("type", get_args(EventType)), ("status", get_args(Status)), ("mode", modes)):
        value = getattr(given, name)
        if value is not None and value not in allowed:
            raise UsageError(f"There is no {name} {value!r}; it is one of {', '.join(allowed)}.")
    for name in ("since", "until"):
        if (value := getattr(given, name)) is not None:
            _day(name, value)
    if given.quad is not None and given.quad not in QUAD.values():
        raise UsageError("quad is 1 (verbal cooperation), 2 (material cooperation), 3 (verbal conflict) or 4.")
    return given


def _day(name: str, value: str) -> int:
    try:
        return date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        raise UsageError(f"{name} takes a day, for instance 2025-10-31, not {value!r}.") from None


def conditions(db: apsw.Connection, kind: Kind, given: Filters) -> list[Condition]:
    """The filters of a list of claims or events."""
    given = checked(given)
    equal = ((column, getattr(given, column)) for column in ("type", "mode", "status"))
    found = [_equal(kind, column, value) for column, value in equal if value is not None]
    for role, name in (("actor", given.actor), ("recipient", given.recipient), (None, given.party)):
        if name is not None:
            found.append(_party(db, kind, role, name))
    if given.place is not None:
        found.append(_place(db, kind, given.place))
    if given.since is not None or given.until is not None:
        found.append(_days(kind, given.since, given.until))
    if given.quad is not None:
        types = json_text([t for t, quad in QUAD.items() if quad == given.quad])
        found.append(_among(kind, "type", types))
    if given.min_origins is not None:
        found.append(_origins(kind, given.min_origins))
    if given.outlet is not None:
        found.append(_outlet(kind, given.outlet))
    if given.source is not None:
        found.append(_source(db, kind, given.source))
    if given.words is not None:
        found.append(_words(kind, given.words))
    return found


def _equal(kind: Kind, column: str, value: str) -> Condition:
    return Condition(
        f"SELECT {kind} FROM {kind}s INDEXED BY {kind}s_{column} WHERE {column} = ?", f"t.{column} = ?", (value,),
        f"{kind}s w INDEXED BY {kind}s_{column} CROSS JOIN {kind}s t ON t.{kind} = w.{kind} WHERE w.{column} = ?",
    )  # fmt: skip


def _among(kind: Kind, column: str, values: str) -> Condition:
    some = "(SELECT value FROM json_each(?))"
    return Condition(
        f"SELECT {kind} FROM {kind}s INDEXED BY {kind}s_{column} WHERE {column} IN {some}", f"t.{column} IN {some}",
        (values,),
    )  # fmt: skip


def _party(db: apsw.Connection, kind: Kind, role: str | None, name: str) -> Condition:
    meant = names.entities(db, name)
    roles = json_text([role] if role else ["actor", "recipient"])
    by = "country" if meant.country else "entity"
    value = meant.country or json_text(meant.rows)
    same = f"p.{by} = ?" if meant.country else f"p.{by} IN (SELECT value FROM json_each(?))"
    where = f"{same} AND p.role IN (SELECT value FROM json_each(?))"
    table = f"{kind}_parties p"
    walk = None
    values: tuple[Any, ...] = (value, roles)
    if meant.country and role:
        # who is named twice stands once in the list
        walk = (
            f"{kind}_parties w INDEXED BY {kind}_parties_country CROSS JOIN {kind}s t ON t.{kind} = w.{kind} "
            f"WHERE w.country = ? AND w.role = ? AND NOT EXISTS (SELECT 1 FROM {kind}_parties q WHERE q.{kind} = "
            f"w.{kind} AND q.role = w.role AND q.country = w.country AND q.position < w.position)"
        )
        where, values = "p.country = ? AND p.role = ?", (value, role)
    return Condition(
        f"SELECT DISTINCT p.{kind} FROM {table} INDEXED BY {kind}_parties_{by} WHERE {where}",
        # the plus keeps the planner from walking all rows of the country for each row that is checked
        f"EXISTS (SELECT 1 FROM {table} WHERE p.{kind} = t.{kind} AND {where.replace('p.' + by, '+p.' + by)})",
        values, walk,
    )  # fmt: skip


def _place(db: apsw.Connection, kind: Kind, name: str) -> Condition:
    meant = names.places(db, name)
    if meant.country:
        return Condition(
            f"SELECT {kind} FROM {kind}s INDEXED BY {kind}s_place_country WHERE place_country = ?",
            "t.place_country = ?", (meant.country,),
            f"{kind}s w INDEXED BY {kind}s_place_country CROSS JOIN {kind}s t ON t.{kind} = w.{kind} "
            "WHERE w.place_country = ?",
        )  # fmt: skip
    some = "(SELECT value FROM json_each(?))"
    return Condition(
        f"SELECT {kind} FROM {kind}s INDEXED BY {kind}s_place WHERE place IN {some}", f"t.place IN {some}",
        (json_text(meant.rows),),
    )  # fmt: skip


def _days(kind: Kind, since: str | None, until: str | None) -> Condition:
    """The interval overlaps: what begins in the window, and what began before it and lasted into it."""
    first = _day("since", since) if since else 1
    last = _day("until", until) if until else 10**7
    return Condition(
        f"SELECT {kind} FROM {kind}s INDEXED BY {kind}s_first_day WHERE first_day BETWEEN ?1 AND ?2 UNION ALL "
        f"SELECT {kind} FROM {kind}s INDEXED BY {kind}s_long WHERE last_day >= ?1 AND last_day > first_day "
        "AND first_day < ?1".replace("?1", str(first)).replace("?2", str(last)),
        f"t.first_day <= {last} AND t.last_day >= {first}", (),
    )  # fmt: skip


def _origins(kind: Kind, count: int) -> Condition:
    if kind == "event":
        return Condition(
            "SELECT event FROM events INDEXED BY events_origins WHERE origins_low >= ?", "t.origins_low >= ?", (count,)
        )
    return Condition(
        "SELECT k.claim FROM events e INDEXED BY events_origins CROSS JOIN event_claims k ON k.event = e.event "
        "WHERE e.origins_low >= ?",
        "EXISTS (SELECT 1 FROM event_claims k JOIN events e USING (event) WHERE k.claim = t.claim "
        "AND +e.origins_low >= ?)",
        (count,),
    )


def _outlet(kind: Kind, name: str) -> Condition:
    reports = "SELECT report FROM reports INDEXED BY reports_publisher WHERE publisher = ?"
    if kind == "claim":
        return Condition(
            f"SELECT claim FROM claims WHERE report IN ({reports})",
            "EXISTS (SELECT 1 FROM reports r WHERE r.report = t.report AND +r.publisher = ?)", (name,),
        )  # fmt: skip
    return Condition(
        f"SELECT DISTINCT event FROM event_reports WHERE report IN ({reports})",
        "EXISTS (SELECT 1 FROM event_reports k JOIN reports r USING (report) WHERE k.event = t.event "
        "AND +r.publisher = ?)", (name,),
    )  # fmt: skip


def _source(db: apsw.Connection, kind: Kind, name: str) -> Condition:
    """Claims with it in their chain; events with it in a claim's chain."""
    meant = names.entities(db, name)
    rows: Sequence[int] = meant.rows
    if meant.country:
        rows = [r[0] for r in db.execute("SELECT entity FROM entities WHERE country = ?", (meant.country,))]
    some = "(SELECT value FROM json_each(?))"
    chain = f"claim_chain l INDEXED BY claim_chain_entity WHERE l.entity IN {some}"
    if kind == "claim":
        check = f"EXISTS (SELECT 1 FROM claim_chain l WHERE l.claim = t.claim AND +l.entity IN {some})"
        return Condition(f"SELECT DISTINCT l.claim FROM {chain}", check, (json_text(rows),))
    return Condition(
        f"SELECT DISTINCT k.event FROM event_claims k WHERE k.claim IN (SELECT l.claim FROM {chain})",
        "EXISTS (SELECT 1 FROM event_claims k JOIN claim_chain l USING (claim) WHERE k.event = t.event "
        f"AND +l.entity IN {some})", (json_text(rows),),
    )  # fmt: skip


def _words(kind: Kind, words: str) -> Condition:
    hits = "SELECT rowid FROM sentences_search WHERE sentences_search MATCH ?"
    claims = f"SELECT claim FROM claims INDEXED BY claims_sentence WHERE sentence IN ({hits})"
    if kind == "claim":
        return Condition(claims, f"t.sentence IN ({hits})", (match(words),), counted=hits)
    check = (
        "EXISTS (SELECT 1 FROM event_claims k JOIN claims c USING (claim) WHERE k.event = t.event "
        f"AND +c.sentence IN ({hits}))"
    )
    events = f"SELECT DISTINCT event FROM event_claims WHERE claim IN ({claims})"
    return Condition(events, check, (match(words),), counted=hits)


def query(db: apsw.Connection, kind: Kind, given: Filters, *, after: tuple[int, str] | None, limit: int) -> Query:
    """The next ``limit`` rows after a place in the list (moment, id), newest first, equal moments by id."""
    found = conditions(db, kind, given)
    counted = [(count(db, c), n) for n, c in enumerate(found)]
    fewest, best = min(counted, default=(FEW + 1, -1))
    rest = [c for n, c in enumerate(found) if n != best]
    drive = found[best] if best >= 0 else None
    order = "t.moment"
    if drive is not None and fewest <= FEW:
        base = f"(SELECT DISTINCT {kind} FROM ({drive.driver})) d CROSS JOIN {kind}s t ON t.{kind} = d.{kind} WHERE 1"
    elif drive is not None and drive.walk is not None:
        base, order = drive.walk, "w.moment"
    else:
        rest = found
        drive = None
        base = f"{kind}s t INDEXED BY {kind}s_moment WHERE t.moment > -9e18"
    values = [*(drive.values if drive else ()), *(v for c in rest for v in c.values)]
    checks = "".join(f" AND {c.check}" for c in rest)
    if after is not None:
        checks += f" AND {order} <= ? AND ({order} < ? OR t.id > ?)"
        values += [after[0], after[0], after[1]]
    sql = f"SELECT t.{kind}, t.moment, t.id FROM {base}{checks} ORDER BY {order} DESC, t.id LIMIT ?"
    return Query(sql, (*values, limit))


def count(db: apsw.Connection, condition: Condition) -> int:
    """How many rows a filter picks, at most one more than ``FEW``."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM ({condition.counted or condition.driver}) LIMIT {FEW + 1})"
    return int(one(db, sql, condition.values)[0])
