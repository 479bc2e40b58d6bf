"""Rows -> EventAccount: the whole story of one event, from the tables of events, origins and disputes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import apsw
from msgspec.structs import replace

from onrecord.linking.account import account as tell
from onrecord.model import (
    BestPlace,
    BestTime,
    Dispute,
    Event,
    EventAccount,
    Evidence,
    Figure,
    Origin,
    OriginCount,
    Party,
    Side,
    SourceEdge,
    SourceNode,
    Span,
    StatusAt,
    Witness,
)
from onrecord.record.database import one, rows
from onrecord.record.load import PLACE, place_facts, words
from onrecord.record.members import Members
from onrecord.record.store import PLACE_COLUMNS, json_text

EVENT_COLUMNS = (
    "id", "type", "mode", "title", "status", "status_why", "time_start", "time_end", "time_precision", "time_why",
    "time_claims", "place", "place_country", "place_why", "place_claims", "origins_low", "origins_high", "origins_why",
    "first_published", "last_published", "first_day", "last_day", "moment",
)  # fmt: skip
LAST = "coalesce(e.last_published, e.first_published)"
"""When an event was last published, which is not said twice."""
WHYS = ("status_why", "time_why", "place_why")
"""Columns that are rows of ``reasons``."""
SELECT_EVENT = (
    f"SELECT e.event, {PLACE}, "
    + ", ".join(f"{c}.text" if c in WHYS else LAST if c == "last_published" else f"e.{c}" for c in EVENT_COLUMNS)
    + " FROM events e LEFT JOIN places p ON p.place = e.place "
    + " ".join(f"LEFT JOIN reasons {c} ON {c}.reason = e.{c}" for c in WHYS)
)


PARTIES = (
    "SELECT m.event, m.role, m.position, m.entity, m.claims, m.accused FROM json_each(?1) j "
    "CROSS JOIN event_members m ON m.event = j.value UNION ALL "
    "SELECT c.event, p.role, p.position, p.entity, NULL, 0 FROM json_each(?1) j "
    "CROSS JOIN claims c ON c.claim = j.value CROSS JOIN claim_parties p ON p.claim = c.claim "
    "WHERE c.event IS NOT NULL AND c.event_position IS NULL"
)
"""The rows of ``event_parties`` of some events (a JSON list of their numbers), by way of the indexes."""


def event_number(db: apsw.Connection, ident: str) -> int | None:
    """The row of an event by its id or one it had before."""
    own = "SELECT e.event FROM claims c JOIN events e ON e.event = c.claim WHERE c.id = {}"
    row = db.execute(own.format("?"), (ident,)).fetchone()
    if row is None:
        row = db.execute(own.format("(SELECT event FROM event_aliases WHERE alias = ?)"), (ident,)).fetchone()
    return int(row[0]) if row else None


def event_of(db: apsw.Connection, row: Sequence[Any]) -> Event:
    """The event of a row of ``SELECT_EVENT``."""
    return _event(row, _Beside(db, [row[0]]))


def events_of(db: apsw.Connection, numbers: Sequence[int]) -> dict[int, Event]:
    """Events by row number, with a few questions for all of them."""
    beside = _Beside(db, numbers)
    found = rows(db, f"{SELECT_EVENT} WHERE e.event IN (SELECT value FROM json_each(?))", (json_text(numbers),))
    return {row[0]: _event(row, beside) for row in found}


class _Beside:
    """Parties, claims and reports of some events."""

    def __init__(self, db: apsw.Connection, numbers: Sequence[int]) -> None:
        some = (json_text(numbers),)
        self.ids: dict[tuple[int, str], list[str]] = defaultdict(list)
        seen: dict[tuple[int, int], None] = {}
        for event, claim, report, number in db.execute(
            "SELECT k.event, c.id, r.id, c.report FROM json_each(?) j CROSS JOIN event_claims k ON k.event = j.value "
            "JOIN claims c USING (claim) JOIN reports r USING (report) ORDER BY k.event, k.position",
            some,
        ):
            self.ids[event, "claim"].append(claim)
            if (event, number) not in seen:
                seen[event, number] = None
                self.ids[event, "report"].append(report)
        self.reports = list(seen)
        self.parties: dict[tuple[int, int], list[Party]] = defaultdict(list)
        for event, role, ident, name, country, sector, claims, accused in db.execute(
            f"SELECT p.event, p.role, n.id, n.name, n.country, n.sector, p.claims, p.accused FROM ({PARTIES}) p "
            "CROSS JOIN entities n USING (entity) ORDER BY p.event, p.role, p.position",
            some,
        ):
            party = Party(
                id=ident, name=name, country=country, sector=sector, claims=self.some(event, claims),
                accused=bool(accused),
            )  # fmt: skip
            self.parties[event, role].append(party)

    def some(self, event: int, column: str | None) -> tuple[str, ...]:
        """Claims that a column of the event names; NULL names all."""
        return words(column) if column is not None else tuple(self.ids[event, "claim"])


def _event(row: Sequence[Any], beside: _Beside) -> Event:
    number = row[0]
    facts, rest = row[1 : 1 + len(PLACE_COLUMNS)], row[1 + len(PLACE_COLUMNS) :]
    e = dict(zip(EVENT_COLUMNS, rest, strict=True))
    time = place = None
    if e["time_start"] is not None:
        time = BestTime(
            start=e["time_start"], end=e["time_end"], precision=e["time_precision"], why=e["time_why"],
            claims=beside.some(number, e["time_claims"]),
        )  # fmt: skip
    if e["place"] is not None:
        place = BestPlace(why=e["place_why"], claims=beside.some(number, e["place_claims"]), **place_facts(facts))
    return Event(
        id=e["id"], type=e["type"], mode=e["mode"], title=e["title"], status=e["status"],
        status_why=e["status_why"], time=time, place=place, actors=tuple(beside.parties[number, 0]),
        recipients=tuple(beside.parties[number, 1]),
        origins=OriginCount(low=e["origins_low"], high=e["origins_high"], why=words(e["origins_why"])),
        claims=tuple(beside.ids[number, "claim"]), reports=tuple(beside.ids[number, "report"]),
        first_published=e["first_published"], last_published=e["last_published"],
    )  # fmt: skip


def account(db: apsw.Connection, number: int, reports: Members | None = None) -> EventAccount:
    """The whole story of the event in row ``number``; told again from its report where it has but one.

    ``reports`` spares loading a report again for the next event.
    """
    beside = _Beside(db, [number])
    event = _event(one(db, f"{SELECT_EVENT} WHERE e.event = ?", (number,)), beside)
    if len(beside.reports) == 1:
        members, told = (reports or Members(db)).of([beside.reports[0][1]], event.claims)
        return replace(tell(members, told=told, ident=event.id), event=event)
    nodes = tuple(
        SourceNode(id=i, kind=k, label=label, independent=bool(own))
        for i, k, label, own in db.execute(
            "SELECT n.id, n.kind, n.label, e.independent FROM event_nodes e JOIN source_nodes n USING (node) "
            "WHERE e.event = ? ORDER BY e.position",
            (number,),
        )
    )
    return EventAccount(
        event=event,
        statuses=_statuses(db, number),
        origins=_origins(db, number),
        asserting=tuple(
            row[0]
            for row in db.execute(
                "SELECT o.id FROM event_origins e JOIN origins o USING (origin) WHERE e.event = ? AND e.asserts "
                "ORDER BY o.id",
                (number,),
            )
        ),
        witnesses=_witnesses(db, number),
        figures=_figures(db, number),
        disputes=tuple(
            dispute_of(db, row)
            for row in db.execute(f"{SELECT_DISPUTE} WHERE d.event = ? ORDER BY d.position", (number,))
        ),
        nodes=nodes,
        edges=_edges(db, number, nodes),
    )


def _statuses(db: apsw.Connection, event: int) -> tuple[StatusAt, ...]:
    found = db.execute(
        "SELECT s.status, c.id, r.id, o.id, r.published, s.why FROM event_statuses s JOIN claims c USING (claim) "
        "JOIN reports r USING (report) LEFT JOIN origins o ON o.origin = s.origin WHERE s.event = ? "
        "ORDER BY s.position",
        (event,),
    )
    return tuple(StatusAt(status=s, claim=c, report=r, origin=o, published=p, why=w) for s, c, r, o, p, w in found)


def _origins(db: apsw.Connection, event: int) -> tuple[Origin, ...]:
    found = db.execute(
        "SELECT o.id, o.kind, coalesce(e.label, o.label), o.name, o.country, o.outlet, e.known_as, e.why "
        "FROM event_origins e JOIN origins o USING (origin) WHERE e.event = ? ORDER BY e.position",
        (event,),
    )
    return tuple(
        Origin(id=i, kind=k, label=label, name=n, country=c, outlet=o, known_as=words(also), why=w)
        for i, k, label, n, c, o, also, w in found
    )


def _witnesses(db: apsw.Connection, event: int) -> tuple[Witness, ...]:
    found = db.execute(
        "SELECT o.id, c.id, r.id, w.stance, w.via, w.independent, w.why FROM claim_origins w "
        "JOIN origins o USING (origin) JOIN claims c USING (claim) JOIN reports r USING (report) "
        "WHERE w.event = ? ORDER BY w.position",
        (event,),
    )
    return tuple(
        Witness(origin=o, claim=c, report=r, stance=s, via=words(via), independent=bool(own), why=why)
        for o, c, r, s, via, own, why in found
    )


def _figures(db: apsw.Connection, event: int) -> tuple[Figure, ...]:
    found = db.execute(
        "SELECT f.role, f.value, f.low, f.high, c.id, r.id, o.id, r.published, f.start, f.stop, "
        "substr(r.text, f.start + 1, f.stop - f.start), f.note, v.id FROM event_figures f JOIN claims c USING (claim) "
        "JOIN reports r USING (report) LEFT JOIN origins o ON o.origin = f.origin "
        "LEFT JOIN claims v ON v.claim = f.revises WHERE f.event = ? ORDER BY f.position",
        (event,),
    )
    return tuple(
        Figure(
            role=role, value=value, low=low, high=high, claim=c, report=r, origin=o, published=p, note=note,
            revises=v,
            evidence=Evidence(report=r, span=Span(start=s, end=e, text=t)),
        )
        for role, value, low, high, c, r, o, p, s, e, t, note, v in found
    )  # fmt: skip


SELECT_DISPUTE = (
    "SELECT d.dispute, d.id, d.kind, e.id, d.role, d.why FROM disputes d JOIN events e ON e.event = d.event"
)


def dispute_of(db: apsw.Connection, row: Sequence[Any]) -> Dispute:
    """The dispute of a row of ``SELECT_DISPUTE``."""
    number, ident, kind, event, role, why = row[:6]
    quotes: dict[int, list[Evidence]] = {}
    for side, r, s, e, t in db.execute(
        "SELECT q.side, r.id, q.start, q.stop, substr(r.text, q.start + 1, q.stop - q.start) FROM dispute_evidence q "
        "JOIN reports r USING (report) WHERE q.dispute = ? ORDER BY q.side, q.position",
        (number,),
    ):
        quotes.setdefault(side, []).append(Evidence(report=r, span=Span(start=s, end=e, text=t)))
    sides = tuple(
        Side(value=value, claims=words(claims), origins=words(origins), since=since, evidence=tuple(quotes.get(n, ())))
        for n, value, claims, origins, since in db.execute(
            "SELECT side, value, claims, origins, since FROM dispute_sides WHERE dispute = ? ORDER BY side", (number,)
        )
    )
    return Dispute(id=ident, kind=kind, event=event, role=role, sides=sides, why=why)


def _edges(db: apsw.Connection, event: int, nodes: Sequence[SourceNode]) -> tuple[SourceEdge, ...]:
    found = db.execute(
        "SELECT g.source, g.target, g.kind, g.circular, r.id, g.start, g.stop, "
        "substr(r.text, g.start + 1, g.stop - g.start) FROM event_edges g LEFT JOIN reports r USING (report) "
        "WHERE g.event = ? ORDER BY g.position",
        (event,),
    )
    return tuple(
        SourceEdge(
            source=nodes[source].id, target=nodes[target].id, kind=kind, circular=bool(circular),
            evidence=Evidence(report=r, span=Span(start=s, end=e, text=t)) if r is not None else None,
        )
        for source, target, kind, circular, r, s, e, t in found
    )  # fmt: skip
