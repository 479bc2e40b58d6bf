"""EventAccount <-> rows: the whole story of one event in the tables of events, origins and disputes.

A claim's publication time, and that of a figure or a status, is its report's; it is not stored twice. Of an event that
one report alone tells, statuses, figures, witnesses and the graph are not stored either: ``stories.account`` tells them
again from the report, in a few milliseconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import apsw

from onrecord.errors import RecordError
from onrecord.model import (
    Dispute,
    Event,
    EventAccount,
    Origin,
    SourceNode,
)
from onrecord.record.identity import days, moment
from onrecord.record.store import (
    entity_number,
    forget_entities,
    forget_places,
    insert,
    json_text,
    place_number,
    reason,
)
from onrecord.record.stories import EVENT_COLUMNS, account, dispute_of, event_number, event_of

__all__ = ["account", "dispute_of", "event_number", "event_of", "put", "remove"]

INSERT_EVENT = insert("events", ("event", *EVENT_COLUMNS))


def put(db: apsw.Connection, told: EventAccount) -> int:
    """Writes an event that is not in the record yet; its row number, that of the claim with its id.

    All claims and reports must be there.
    """
    e = told.event
    claims = Numbers(db, "claims", "claim")
    reports = Numbers(db, "reports", "report")
    number = claims[e.id]
    db.execute(INSERT_EVENT, (number, *_event_row(db, e)))
    origins = {o.id: _origin(db, o) for o in told.origins}
    alone = _put_parties(db, number, e)
    db.executemany(
        "UPDATE claims SET event = ?, event_position = ? WHERE claim = ?",
        [(number, None if alone else n, claims[c]) for n, c in enumerate(e.claims)],
    )
    _put_origins(db, number, told, origins)
    _put_disputes(db, number, told.disputes, reports)
    if len(e.reports) > 1:
        _put_story(db, number, told, origins, claims)
        _put_graph(db, number, told, reports)
    return number


def _put_parties(db: apsw.Connection, number: int, e: Event) -> bool:
    """Keeps the parties of an event. Whether its only claim has the same, so that none had to be kept."""
    rows = [
        (role, n, entity_number(db, p.id, p.name, p.country, p.sector), _some(e, p.claims), int(p.accused))
        for role, parties in enumerate((e.actors, e.recipients))
        for n, p in enumerate(parties)
    ]
    if len(e.claims) == 1:
        own = "SELECT role, position, entity, NULL, 0 FROM claim_parties WHERE claim = ? ORDER BY role, position"
        if rows == list(db.execute(own, (number,))):
            return True
    db.executemany("INSERT INTO event_members VALUES (?, ?, ?, ?, ?, ?)", [(number, *row) for row in rows])
    return False


def _some(e: Event, claims: Sequence[str]) -> str | None:
    """Claims of an event for a column, ``None`` for all."""
    return json_text(claims) if tuple(claims) != e.claims else None


def _put_origins(db: apsw.Connection, number: int, told: EventAccount, origins: dict[str, int]) -> None:
    alone = len(told.event.reports) == 1
    spoken = Counter(w.origin for w in told.witnesses)
    denying = {w.origin for w in told.witnesses if w.stance == "denies"}
    disputed = Counter(o for d in told.disputes for o in {o for side in d.sides for o in side.origins})
    rows = [
        (number, n, origins[o.id], o.id in told.asserting, o.id in denying, spoken[o.id], disputed[o.id], o.label,
         *((None, None) if alone else (json_text(o.known_as), o.why)))
        for n, o in enumerate(told.origins)
    ]  # fmt: skip
    db.executemany("INSERT INTO event_origins VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    _fared(db, number, 1)
    name_origins(db, origins.values())


def _fared(db: apsw.Connection, event: int, by: int) -> None:
    """Counts an event for its origins (``by`` 1), or takes it out again (-1)."""
    db.execute(
        "UPDATE origins SET events = events + ?2, asserted = asserted + ?2 * x.asserts, "
        "confirmed = confirmed + ?2 * (x.asserts AND e.origins_low > 1), disputed = origins.disputed + ?2 * x.disputed "
        "FROM event_origins x JOIN events e USING (event) WHERE x.event = ?1 AND origins.origin = x.origin",
        (event, by),
    )


def _put_story(
    db: apsw.Connection, number: int, told: EventAccount, origins: dict[str, int], claims: Numbers
) -> None:  # fmt: skip
    """What several reports say of one event, in order of time."""
    db.executemany(
        "INSERT INTO event_statuses VALUES (?, ?, ?, ?, ?, ?)",
        [
            (number, n, s.status, claims[s.claim], origins.get(s.origin or ""), s.why)
            for n, s in enumerate(told.statuses)
        ],
    )
    db.executemany(
        f"INSERT INTO event_figures VALUES ({', '.join('?' * 12)})",
        [
            (number, n, f.role, f.value, f.low, f.high, claims[f.claim], origins.get(f.origin or ""),
             f.evidence.span.start, f.evidence.span.end, f.note, claims[f.revises] if f.revises else None)
            for n, f in enumerate(told.figures)
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO claim_origins VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, n, claims[w.claim], origins[w.origin], w.stance, json_text(w.via), w.independent, w.why)
            for n, w in enumerate(told.witnesses)
        ],
    )


def remove(db: apsw.Connection, ids: Iterable[str]) -> None:
    """Takes events away with everything that hangs on them; ids that are not there are none."""
    for ident in ids:
        known = "SELECT event, place FROM events WHERE event = (SELECT claim FROM claims WHERE id = ?)"
        found = db.execute(known, (ident,)).fetchone()
        if found is None:
            continue
        number, place = found
        entities = [r[0] for r in db.execute("SELECT entity FROM event_members WHERE event = ?", (number,))]
        origins = [
            r[0]
            for r in db.execute(
                "SELECT origin FROM event_origins WHERE event = ?1 UNION SELECT origin FROM event_statuses "
                "WHERE event = ?1 AND origin IS NOT NULL UNION SELECT origin FROM event_figures "
                "WHERE event = ?1 AND origin IS NOT NULL",
                (number,),
            )
        ]
        nodes = [r[0] for r in db.execute("SELECT DISTINCT node FROM event_nodes WHERE event = ?", (number,))]
        _fared(db, number, -1)
        db.execute("UPDATE claims SET event = NULL, event_position = NULL WHERE event = ?", (number,))
        db.execute("DELETE FROM events WHERE event = ?", (number,))
        forget_entities(db, entities)
        forget_places(db, [place] if place is not None else [])
        forget_origins(db, origins)
        name_origins(db, origins)
        forget_nodes(db, nodes)


def forget_origins(db: apsw.Connection, origins: Iterable[int]) -> None:
    """Takes away origins on which nothing stands any more."""
    db.executemany(
        "DELETE FROM origins WHERE origin = ?1 AND NOT EXISTS (SELECT 1 FROM event_origins WHERE origin = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM event_statuses WHERE origin = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM event_figures WHERE origin = ?1)",
        [(o,) for o in origins],
    )


def name_origins(db: apsw.Connection, origins: Iterable[int]) -> None:
    """Calls each by the shortest of the names that its events have for it, whichever came first into the record.

    An event whose name for it is that one has NULL there.
    """
    for origin in dict.fromkeys(origins):
        row = db.execute("SELECT label FROM origins WHERE origin = ?", (origin,)).fetchone()
        if row is None:
            continue
        others = "SELECT label FROM event_origins WHERE origin = ? AND label IS NOT NULL ORDER BY length(label), label"
        names = [r[0] for r in db.execute(f"{others} LIMIT 1", (origin,))]
        if db.execute("SELECT 1 FROM event_origins WHERE origin = ? AND label IS NULL LIMIT 1", (origin,)).fetchone():
            names.append(row[0])
        if not names:
            continue
        best = min(names, key=lambda name: (len(name), name))
        if best != row[0]:
            db.execute("UPDATE event_origins SET label = ? WHERE origin = ? AND label IS NULL", (row[0], origin))
            db.execute("UPDATE origins SET label = ? WHERE origin = ?", (best, origin))
        # by the length as well, as its index has them: who is cited every day stands beside thousands of events
        db.execute(
            "UPDATE event_origins SET label = NULL WHERE origin = ?1 AND length(label) = length(?2) AND label = ?2",
            (origin, best),
        )


def forget_nodes(db: apsw.Connection, nodes: Iterable[int]) -> None:
    """Takes away nodes of no source graph."""
    db.executemany(
        "DELETE FROM source_nodes WHERE node = ?1 AND NOT EXISTS (SELECT 1 FROM event_nodes WHERE node = ?1)",
        [(n,) for n in nodes],
    )


class Numbers:
    """Row numbers by id, looked up once."""

    def __init__(self, db: apsw.Connection, table: str, column: str) -> None:
        self._db, self._table, self._column = db, table, column
        self._known: dict[str, int] = {}

    def __getitem__(self, ident: str) -> int:
        if ident not in self._known:
            row = self._db.execute(f"SELECT {self._column} FROM {self._table} WHERE id = ?", (ident,)).fetchone()
            if row is None:
                raise RecordError(f"There is no {self._column} {ident} in the record.")
            self._known[ident] = row[0]
        return self._known[ident]


def _event_row(db: apsw.Connection, e: Event) -> tuple[Any, ...]:
    t, p = e.time, e.place
    when = (t.start, t.end, t.precision, reason(db, t.why), _some(e, t.claims)) if t else (None,) * 5
    where = (place_number(db, p), p.country, reason(db, p.why), _some(e, p.claims)) if p else (None,) * 4
    return (
        e.id, e.type, e.mode, e.title, e.status, reason(db, e.status_why), *when, *where, e.origins.low, e.origins.high,
        json_text(e.origins.why), e.first_published,
        e.last_published if e.last_published != e.first_published else None,
        *days(t.start if t else None, t.end if t else None, e.first_published), moment(e.last_published),
    )  # fmt: skip


def _origin(db: apsw.Connection, o: Origin) -> int:
    """The row of an origin. It is equal in every report, so the first account of it stands."""
    found = db.execute("SELECT origin FROM origins WHERE id = ?", (o.id,)).fetchone()
    if found is not None:
        return int(found[0])
    db.execute(
        "INSERT INTO origins (id, kind, label, name, country, outlet) VALUES (?, ?, ?, ?, ?, ?)",
        (o.id, o.kind, o.label, o.name, o.country, o.outlet),
    )
    return db.last_insert_rowid()


def _put_disputes(db: apsw.Connection, event: int, disputes: Sequence[Dispute], reports: Numbers) -> None:
    for position, d in enumerate(disputes):
        since = max((moment(s.since) for s in d.sides), default=moment(None))
        db.execute(
            "INSERT INTO disputes (id, event, position, kind, role, why, moment) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (d.id, event, position, d.kind, d.role, d.why, since),
        )
        number = db.last_insert_rowid()
        for k, side in enumerate(d.sides):
            db.execute(
                "INSERT INTO dispute_sides VALUES (?, ?, ?, ?, ?, ?)",
                (number, k, side.value, json_text(side.claims), json_text(side.origins), side.since),
            )
            db.executemany(
                "INSERT INTO dispute_evidence VALUES (?, ?, ?, ?, ?, ?)",
                [(number, k, n, reports[q.report], q.span.start, q.span.end) for n, q in enumerate(side.evidence)],
            )


def _put_graph(db: apsw.Connection, event: int, account: EventAccount, reports: Numbers) -> None:
    places = {node.id: n for n, node in enumerate(account.nodes)}
    db.executemany(
        "INSERT INTO event_nodes VALUES (?, ?, ?, ?)",
        [(event, n, _node(db, node), node.independent) for n, node in enumerate(account.nodes)],
    )
    rows = []
    for n, edge in enumerate(account.edges):
        quote = edge.evidence
        where = (reports[quote.report], quote.span.start, quote.span.end) if quote else (None, None, None)
        rows.append((event, n, places[edge.source], places[edge.target], edge.kind, *where, edge.circular))
    db.executemany("INSERT INTO event_edges VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _node(db: apsw.Connection, node: SourceNode) -> int:
    key = (node.id, node.kind, node.label)
    found = db.execute("SELECT node FROM source_nodes WHERE id = ? AND kind = ? AND label = ?", key).fetchone()
    if found is not None:
        return int(found[0])
    db.execute("INSERT INTO source_nodes (id, kind, label) VALUES (?, ?, ?)", key)
    return db.last_insert_rowid()
