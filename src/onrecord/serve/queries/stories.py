"""One event whole, disputes, the first page, and what words find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import apsw
import msgspec

from onrecord.model import Judgement
from onrecord.record import Record, accounts
from onrecord.record.search import chosen
from onrecord.serve import shapes
from onrecord.serve.faults import NotFound
from onrecord.serve.queries import events, paging, reports
from onrecord.serve.queries import filters as narrowing

DAYS = 86_400
FRESH = 7 * DAYS
"""How old a report may be, against the latest on record, to count as fresh on the first page."""
FIRST = 12
FEW = 6
DISPUTE = (
    "SELECT d.dispute, d.id, d.kind, e.id, d.role, d.why, d.event, d.moment FROM disputes d JOIN events e USING (event)"
)
# Marks around found words: private characters, which no cleaned text holds.
OPEN, CLOSE = "\ue000", "\ue001"


def event_number(db: apsw.Connection, ident: str) -> int:
    """The row number of an event by its id or an earlier one."""
    number = accounts.event_number(db, ident)
    if number is None:
        raise NotFound(f"There is no event {ident[:60]} in this record.")
    return number


def view(record: Record, ident: str) -> shapes.EventView:
    """All of one event."""
    db = record.connection
    number = event_number(db, ident)
    account = accounts.account(db, number)
    claims = [
        row[0] for row in db.execute("SELECT claim FROM event_claims WHERE event = ? ORDER BY position", (number,))
    ]
    return shapes.EventView(
        row=events.some(db, [number])[number], account=account,
        claims=reports.claim_rows(db, claims),
        reports=reports.many(
            db,
            "WHERE r.report IN (SELECT c.report FROM event_claims k JOIN claims c USING (claim) WHERE k.event = ?) "
            "ORDER BY r.moment, r.id LIMIT 500",
            (number,),
        ),
        judgements=judgements(db, account.event.claims), asked_as=ident,
    )  # fmt: skip


def judgements(db: apsw.Connection, claims: Sequence[str]) -> tuple[Judgement, ...]:
    """What people said of these claims, latest first, what was undone included."""
    found = db.execute(
        "SELECT judgement, a, b, same, by, at, why, undone FROM judgements "
        "WHERE a IN (SELECT value FROM json_each(?1)) OR b IN (SELECT value FROM json_each(?1)) "
        "ORDER BY judgement DESC LIMIT 200",
        (msgspec.json.encode(list(claims)).decode(),),
    )
    return tuple(
        Judgement(id=i, a=a, b=b, same=bool(same), by=by, at=at, why=why, undone=undone)
        for i, a, b, same, by, at, why, undone in found
    )


def disputes(db: apsw.Connection, *, kind: str | None, after: str | None, limit: int) -> shapes.DisputePage:
    """Disputes with the events they are on, latest first."""
    where = narrowing.Where()
    if kind:
        where.add("d.kind = ?", kind)
    if key := paging.after(after, (int, str)):
        where.add("d.moment <= ? AND (d.moment < ? OR d.id > ?)", key[0], key[0], key[1])
    statement = f"{DISPUTE} WHERE {where.sql} ORDER BY d.moment DESC, d.id LIMIT ?"
    kept, following = paging.cut(
        list(db.execute(statement, (*where.values, limit + 1))), limit, lambda row: [row[7], row[1]]
    )
    return shapes.DisputePage(rows=tuple(_disputes(db, kept)), next=following)


def _disputes(db: apsw.Connection, found: Sequence[Sequence[Any]]) -> list[shapes.DisputeRow]:
    known = events.some(db, {row[6] for row in found})
    return [shapes.DisputeRow(dispute=accounts.dispute_of(db, row[:6]), event=known[row[6]]) for row in found]


def stats(db: apsw.Connection) -> shapes.Stats:
    """How much is in the record."""
    got = db.execute(
        "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM reports WHERE copy_of IS NOT NULL), "
        "(SELECT count(*) FROM claims), (SELECT count(*) FROM events), (SELECT count(*) FROM origins), "
        "(SELECT count(*) FROM disputes), (SELECT count(*) FROM rejected)"
    ).fetchone()
    assert got is not None  # it has no FROM
    names = ("reports", "copies", "claims", "events", "origins", "disputes", "rejected")
    return shapes.Stats(**dict(zip(names, map(int, got), strict=True)))


def today(db: apsw.Connection) -> shapes.Today:
    """The first page."""
    latest = db.execute("SELECT published, moment FROM reports ORDER BY moment DESC, id LIMIT 1").fetchone()
    until, moment = latest or (None, 0)
    best = events.chosen(
        db, "WHERE e.moment >= ? ORDER BY e.origins_low DESC, e.moment DESC, e.id LIMIT ?", (moment - FRESH, FIRST)
    )
    if len(best) < FIRST:
        tail = "WHERE e.moment < ? ORDER BY e.moment DESC, e.id LIMIT ?"
        best += events.chosen(db, tail, (moment - FRESH, FIRST - len(best)))
    return shapes.Today(
        stats=stats(db), until=until, events=tuple(best),
        disputes=disputes(db, kind=None, after=None, limit=FEW).rows,
        corrections=reports.corrections(db, after=None, limit=FEW).rows,
        added=reports.many(db, "ORDER BY r.report DESC LIMIT ?", (FEW,)),
        rejected=reports.rejected(db, after=None, limit=FEW).rows,
    )  # fmt: skip


def search(db: apsw.Connection, words: str, *, after: str | None, limit: int) -> shapes.SearchPage:
    """Reports whose text holds the words, best first, and the events that their evidence is of."""
    asked = narrowing.match(words)
    skip = (paging.after(after, (int,)) or [0])[0]
    numbers = chosen(db, "reports_search", asked, limit + 1, max(0, min(skip, 10_000)))
    found = [(n, _snippet(db, asked, n)) for n in numbers]
    kept, following = paging.cut(found, limit, lambda _: [skip + limit])
    hits = tuple(shapes.Hit(report=reports.one(db, at), pieces=pieces(text)) for at, text in kept)
    by_words = narrowing.Filters(words=words)
    near = () if after else events.page(db, by_words, sort="origins", after=None, limit=FIRST).rows
    return shapes.SearchPage(words=words, events=near, rows=hits, next=following)


def _snippet(db: apsw.Connection, asked: str, report: int) -> str:
    statement = (
        "SELECT snippet(reports_search, -1, ?, ?, ' … ', 32) FROM reports_search "
        "WHERE reports_search MATCH ? AND rowid = ?"
    )
    return str(db.execute(statement, (OPEN, CLOSE, asked, report)).get)


def pieces(text: str) -> tuple[str, ...]:
    """Text and found words in turn, text first: ("the ", "market", " near")."""
    return tuple(part for piece in text.split(OPEN) for part in _halves(piece))[1:]


def _halves(piece: str) -> tuple[str, str]:
    found, mark, rest = piece.partition(CLOSE)
    return (found, rest) if mark else ("", piece)
