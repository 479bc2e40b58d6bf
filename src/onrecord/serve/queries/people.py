"""Actors, origins and outlets: what they did, said, denied, stood behind, and who cites whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import apsw

from onrecord.record.names import escaped
from onrecord.record.store import ROLES
from onrecord.serve import shapes
from onrecord.serve.faults import NotFound
from onrecord.serve.queries import events, paging, reports
from onrecord.serve.queries import filters as narrowing

SHOWN = 50
"""Rows of each part of a page about somebody; the lists with filters hold the rest."""

# An origin is counted for the events it asserts; one that only denies, or is cited for something else, is not.
SOURCE = (
    "SELECT o.origin, o.id, o.kind, o.label, o.name, o.country, o.outlet, o.asserted, o.confirmed, o.disputed "
    "FROM origins o"
)


def entities(db: apsw.Connection, ident: str) -> list[tuple[Any, ...]]:
    """The rows of ``entities`` that an id or a name means. Ids that hold in one report only are no ids here."""
    for condition in ("id = ? AND everywhere", "name = ? COLLATE NOCASE"):
        found = list(
            db.execute(f"SELECT entity, id, name, country, sector FROM entities WHERE {condition} LIMIT 50", (ident,))
        )
        if found:
            return found
    raise NotFound(f"Nobody called {ident[:60]} is in this record.")


def actor(db: apsw.Connection, ident: str) -> shapes.ActorView:
    """What somebody did, what was done to them, what they said and denied."""
    found = entities(db, ident)
    numbers = [row[0] for row in found]
    some = f"({', '.join('?' * len(numbers))})"
    _, own, name, country, sector = max(found, key=lambda row: sum(part is not None for part in row))

    def of(role: str) -> tuple[shapes.EventRow, ...]:
        tail = (
            f"WHERE e.event IN (SELECT event FROM event_parties WHERE role = ? AND entity IN {some}) "
            "ORDER BY e.moment DESC, e.id LIMIT ?"
        )
        return tuple(events.chosen(db, tail, (ROLES.index(role), *numbers, SHOWN)))

    def spoke(condition: str) -> tuple[shapes.ClaimRow, ...]:
        claims = db.execute(
            f"SELECT DISTINCT c.claim, c.moment, c.id FROM claim_chain l JOIN claims c USING (claim) "
            f"WHERE l.entity IN {some} AND l.stance {condition} ORDER BY c.moment DESC, c.id LIMIT ?",
            (*numbers, SHOWN),
        )
        return reports.claim_rows(db, [row[0] for row in claims])

    return shapes.ActorView(
        actor=shapes.ActorRow(id=own or name or ident, name=name or ident, country=country, sector=sector),
        did=of("actor"), suffered=of("recipient"), said=spoke("!= 'denies'"), denied=spoke("= 'denies'"),
    )  # fmt: skip


def _source(row: Sequence[Any]) -> shapes.SourceRow:
    _, ident, kind, label, name, country, outlet, count, confirmed, contradicted = row
    return shapes.SourceRow(
        id=ident, kind=kind, label=label, name=name, country=country, outlet=outlet, events=count,
        confirmed=confirmed, contradicted=contradicted,
    )  # fmt: skip


def sources(db: apsw.Connection, *, name: str | None, after: str | None, limit: int) -> shapes.SourcePage:
    """Origins, those that assert most events first."""
    where = narrowing.Where()
    if name:
        pattern = f"%{escaped(name)}%"
        where.add("(o.label LIKE ? ESCAPE '\\' OR o.name LIKE ? ESCAPE '\\')", pattern, pattern)
    if key := paging.after(after, (int, str)):
        where.add("o.asserted <= ? AND (o.asserted < ? OR o.id > ?)", key[0], key[0], key[1])
    found = list(
        db.execute(
            f"{SOURCE} INDEXED BY origins_asserted WHERE o.asserted > -1 AND {where.sql} "
            "ORDER BY o.asserted DESC, o.id LIMIT ?",
            (*where.values, limit + 1),
        )
    )
    kept, following = paging.cut(found, limit, lambda row: [row[7], row[1]])
    return shapes.SourcePage(rows=tuple(map(_source, kept)), next=following)


def source(db: apsw.Connection, ident: str) -> shapes.SourceView:
    """One origin, by its id."""
    row = db.execute(f"{SOURCE} WHERE o.id = ?", (ident,)).fetchone()
    if row is None:
        raise NotFound(f"There is no source {ident[:60]} in this record.")

    def of(events_of: str) -> tuple[shapes.EventRow, ...]:
        tail = f"WHERE e.event IN (SELECT event FROM {events_of}) ORDER BY e.moment DESC, e.id LIMIT ?"
        return tuple(events.chosen(db, tail, (row[0], SHOWN)))

    # of an event of one report, that report; of others, the reports whose claims rest on the origin
    citing = db.execute(
        "SELECT publisher, count(*) FROM ("
        "SELECT DISTINCT r.publisher, x.event FROM event_origins x JOIN event_claims k USING (event) "
        "JOIN claims c USING (claim) JOIN reports r USING (report) WHERE x.origin = ?1 AND x.claims "
        "AND NOT EXISTS (SELECT 1 FROM claim_origins o WHERE o.event = x.event) "
        "UNION SELECT r.publisher, o.event FROM claim_origins o JOIN claims c USING (claim) "
        "JOIN reports r USING (report) WHERE o.origin = ?1) "
        "WHERE publisher IS NOT NULL GROUP BY publisher ORDER BY 2 DESC, 1 LIMIT ?2",
        (row[0], SHOWN),
    )
    return shapes.SourceView(
        source=_source(row), origin_of=of("event_origins WHERE origin = ? AND asserts"),
        denied=of("event_origins WHERE origin = ? AND denies"),
        cited_by=tuple(shapes.Citing(outlet=outlet, events=n) for outlet, n in citing),
    )  # fmt: skip
