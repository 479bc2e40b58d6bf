"""Reports in lists and alone, their versions and copies, silent corrections, and what was not read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import apsw
import msgspec

from onrecord.model import Claim
from onrecord.record import Record
from onrecord.record.filters import Filters
from onrecord.record.finding import query
from onrecord.record.names import outlets
from onrecord.serve import shapes
from onrecord.serve.faults import NotFound
from onrecord.serve.queries import events, paging
from onrecord.serve.queries import filters as narrowing

COLUMNS = (
    "r.report, r.id, r.title, r.publisher, r.published, r.updated, r.url, r.language, r.version, r.moment, "
    "(SELECT o.id FROM reports o WHERE o.report = r.copy_of), "
    "(SELECT count(*) FROM claims c WHERE c.report = r.report), substr(r.text, 1, 90)"
)


def row_of(row: Sequence[Any]) -> shapes.ReportRow:
    """A row of ``COLUMNS`` as a shape."""
    _, ident, title, publisher, published, updated, url, language, version, _, original, claims, first = row
    return shapes.ReportRow(
        id=ident, heading=title or _opening(first), title=title, publisher=publisher, published=published,
        updated=updated, url=url, language=language,
        claims=claims, copy_of=original, version=version,
    )  # fmt: skip


def _opening(text: str) -> str:
    """The first words of a text, whole."""
    flat = " ".join(text.split())
    return f"{flat.rpartition(' ')[0] or flat} …"


def page(db: apsw.Connection, *, outlet: str | None, after: str | None, limit: int) -> shapes.ReportPage:
    """Reports, latest first."""
    where = narrowing.Where()
    if outlet:
        names = outlets(db, outlet)
        where.add(f"r.publisher IN ({', '.join('?' * len(names))})", *names)
    if key := paging.after(after, (int, str)):
        where.add("r.moment <= ? AND (r.moment < ? OR r.id > ?)", key[0], key[0], key[1])
    statement = f"SELECT {COLUMNS} FROM reports r WHERE {where.sql} ORDER BY r.moment DESC, r.id LIMIT ?"
    kept, following = paging.cut(
        list(db.execute(statement, (*where.values, limit + 1))), limit, lambda row: [row[9], row[1]]
    )
    return shapes.ReportPage(rows=tuple(map(row_of, kept)), next=following)


def number(db: apsw.Connection, ident: str) -> int:
    """The row number of a report by its id."""
    row = db.execute("SELECT report FROM reports WHERE id = ?", (ident,)).fetchone()
    if row is None:
        raise NotFound(f"There is no report {ident[:60]} in this record.")
    return int(row[0])


def one(db: apsw.Connection, at: int) -> shapes.ReportRow:
    """The report in row ``at``."""
    (row,) = db.execute(f"SELECT {COLUMNS} FROM reports r WHERE r.report = ?", (at,))
    return row_of(row)


def many(db: apsw.Connection, tail: str, values: Sequence[Any]) -> tuple[shapes.ReportRow, ...]:
    """Reports by the rest of a statement over ``reports r``."""
    return tuple(row_of(row) for row in db.execute(f"SELECT {COLUMNS} FROM reports r {tail}", tuple(values)))


def view(record: Record, ident: str) -> shapes.ReportView:
    """All of one report."""
    db = record.connection
    at = number(db, ident)
    reading = record.reading(ident)
    links = list(
        db.execute(
            "SELECT c.id, k.event FROM claims c JOIN event_claims k USING (claim) WHERE c.report = ? "
            "ORDER BY c.position",
            (at,),
        )
    )
    known = events.some(db, {event for _, event in links})
    (page_, original) = (
        db.execute("SELECT page, copy_of FROM reports WHERE report = ?", (at,)).fetchone() or (None,) * 2
    )
    return shapes.ReportView(
        row=one(db, at), reading=reading,
        events=tuple(shapes.ClaimEvent(claim=claim, event=known[event]) for claim, event in links),
        versions=_versions(db, page_),
        copies=many(db, "WHERE r.copy_of = ? ORDER BY r.moment, r.id LIMIT 200", (at,)),
        original=one(db, original) if original is not None else None,
    )  # fmt: skip


def _versions(db: apsw.Connection, page_: int | None) -> tuple[shapes.VersionRow, ...]:
    if page_ is None:
        return ()
    found = db.execute(
        "SELECT id, version, published, updated, title FROM reports WHERE page = ? ORDER BY version", (page_,)
    )
    return tuple(
        shapes.VersionRow(report=i, version=v or 1, published=p, updated=u, title=t) for i, v, p, u, t in found
    )


def corrections(db: apsw.Connection, *, after: str | None, limit: int) -> shapes.CorrectionPage:
    """Pages whose next version lost or changed claims, latest first."""
    key = paging.after(after, (int, int))
    beyond = "HAVING (moment, new_report) < (?, ?)" if key else ""
    found = list(
        db.execute(
            "SELECT old_report, new_report, sum(kind = 'vanished'), "
            "count(DISTINCT CASE kind WHEN 'changed' THEN old_claim END), max(moment) AS moment FROM corrections "
            f"WHERE kind IN ('vanished', 'changed') GROUP BY old_report, new_report {beyond} "
            "ORDER BY moment DESC, new_report DESC LIMIT ?",
            (*(key or ()), limit + 1),
        )
    )
    kept, following = paging.cut(found, limit, lambda row: [row[4], row[1]])
    rows = tuple(
        shapes.CorrectionRow(before=one(db, old), after=one(db, new), vanished=gone, changed=changed)
        for old, new, gone, changed, _ in kept
    )
    return shapes.CorrectionPage(rows=rows, next=following)


def difference(record: Record, ident: str, other: str) -> shapes.Difference:
    """What changed between two versions of a page, the earlier first whichever way they are named."""
    from onrecord.record.alignment import align, pieces
    from onrecord.record.versions import compare

    db = record.connection
    ends = [one(db, number(db, i)) for i in (ident, other)]
    ends.sort(key=lambda row: row.version or 0)
    old, new = (record.reading(row.id) for row in ends)
    sides = align(pieces(old.report.text), pieces(new.report.text))
    parts = [
        *((a.start, shapes.Piece(kind="changed", before=a.text, after=b.text)) for a, b in sides.changed),
        *((s.start, shapes.Piece(kind="removed", before=s.text, after=None)) for s in sides.missing),
        *((s.start, shapes.Piece(kind="added", before=None, after=s.text)) for s in sides.added),
    ]
    changes: dict[tuple[int | None, int | None], shapes.ChangedClaim] = {}
    kinds: dict[str, Any] = {"vanished": "vanished", "changed": "changed", "appeared": "new"}
    for change in compare(old, new):
        changes[change.old, change.new] = shapes.ChangedClaim(
            kind=kinds[change.kind], before=_at(old.claims, change.old), after=_at(new.claims, change.new)
        )
    return shapes.Difference(
        before=ends[0], after=ends[1], pieces=tuple(p for _, p in sorted(parts, key=lambda x: x[0])),
        claims=tuple(changes.values()),
    )  # fmt: skip


def _at(claims: Sequence[Claim], position: int | None) -> Claim | None:
    return None if position is None else claims[position]


def rejected(db: apsw.Connection, *, after: str | None, limit: int) -> shapes.RejectedPage:
    """Inputs that were not read, latest first."""
    key = paging.after(after, (int,))
    beyond = "WHERE x.rowid < ?" if key else ""
    found = list(
        db.execute(
            "SELECT x.rowid, x.path, x.reason, x.detail, u.started FROM rejected x JOIN runs u USING (run) "
            f"{beyond} ORDER BY x.rowid DESC LIMIT ?",
            (*(key or ()), limit + 1),
        )
    )
    kept, following = paging.cut(found, limit, lambda row: [row[0]])
    rows = tuple(shapes.RejectedRow(path=p, reason=r, detail=d, at=at) for _, p, r, d, at in kept)
    return shapes.RejectedPage(rows=rows, next=following)


def claim_rows(db: apsw.Connection, numbers: Sequence[int]) -> tuple[shapes.ClaimRow, ...]:
    """Claims by row number with report and event, in the order given."""
    from onrecord.record import load

    wanted = msgspec.json.encode(list(numbers)).decode()
    facts = {
        row[0]: row[1:]
        for row in db.execute(
            "SELECT c.claim, r.id, r.title, r.publisher, r.published, r.text, "
            "(SELECT e.id FROM event_claims k JOIN events e USING (event) WHERE k.claim = c.claim) "
            "FROM claims c JOIN reports r USING (report) WHERE c.claim IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
    }
    known = [n for n in numbers if n in facts]
    rows = {
        row[0]: row for row in db.execute(f"{load.CLAIM} WHERE c.claim IN (SELECT value FROM json_each(?))", (wanted,))
    }
    parts = load.Parts(db, known, {n: facts[n][4] for n in known})
    return tuple(
        shapes.ClaimRow(
            claim=parts.claim(rows[n]), report=facts[n][0], report_title=facts[n][1], publisher=facts[n][2],
            published=facts[n][3], event=facts[n][5],
        )
        for n in known
    )  # fmt: skip


def claims(db: apsw.Connection, asked: Filters, *, after: str | None, limit: int) -> shapes.ClaimPage:
    """Claims, latest report first."""
    key = paging.after(after, (int, str))
    wanted = narrowing.refused(query)(db, "claim", asked, after=key, limit=limit + 1)
    kept, following = paging.cut(list(db.execute(wanted.sql, wanted.values)), limit, lambda row: row[1:])
    return shapes.ClaimPage(rows=claim_rows(db, [row[0] for row in kept]), next=following)
