"""Questions to a record: each a list that is read as it is walked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import apsw

from onrecord.errors import UsageError
from onrecord.model import Reading
from onrecord.record import filters, finding, load, names, stories
from onrecord.record.database import looking, one, rows
from onrecord.record.filters import Filters
from onrecord.record.lists import (
    ClaimRow,
    CorrectionRow,
    DisputeRow,
    EventRow,
    Listing,
    RejectedRow,
    ReportRow,
    Row,
    RunRow,
    SourceRow,
    place_of,
)
from onrecord.record.store import json_text

R = TypeVar("R", bound=Row)

REPORT_ROW = (
    "SELECT r.report, r.id, r.title, r.publisher, r.author, r.published, r.updated, r.url, r.path, r.given_id, "
    "r.language, length(r.text), (SELECT count(*) FROM claims c WHERE c.report = r.report), r.version, o.id, "
    "r.copy_kind, r.copy_share, r.moment FROM reports r LEFT JOIN reports o ON o.report = r.copy_of"
)
REPORT_FIELDS = (
    "id", "title", "publisher", "author", "published", "updated", "url", "path", "given_id", "language", "characters",
    "claims", "version", "copy_of", "copy_kind", "copy_share",
)  # fmt: skip
CORRECTION = (
    "SELECT k.moment, k.page, k.position, p.url, k.kind, k.field, k.before, k.after, a.id, b.id, c.id, d.id, "
    "coalesce(b.updated, b.published) FROM corrections k JOIN pages p USING (page) "
    "JOIN reports a ON a.report = k.old_report JOIN reports b ON b.report = k.new_report "
    "LEFT JOIN claims c ON c.claim = k.old_claim LEFT JOIN claims d ON d.claim = k.new_claim"
)


class Asking:
    """The part of ``Record`` that only reads."""

    path: Path
    _db: apsw.Connection

    def _listing(self, fetch: Callable[[str | None, int], list[tuple[str, R]]], kind: type[R]) -> Listing[R]:
        def guarded(after: str | None, limit: int) -> list[tuple[str, R]]:
            with looking(self._db, self.path):
                return fetch(after, limit)

        return Listing(guarded, kind)

    def claims(self, filters: Filters | None = None, **given: Any) -> Listing[ClaimRow]:
        """Claims, latest report first. Keywords are fields of ``Filters``: ``actor="VEN", type="AID"``."""
        wanted = _filters(filters, given)

        def fetch(after: str | None, limit: int) -> list[tuple[str, ClaimRow]]:
            found = self._found("claim", wanted, after, limit)
            rows = claim_rows(self._db, [n for n, _, _ in found])
            return [(f"{moment}_{ident}", rows[n]) for n, moment, ident in found]

        return self._listing(fetch, ClaimRow)

    def events(self, filters: Filters | None = None, **given: Any) -> Listing[EventRow]:
        """Events, latest reported first. Keywords are the fields of ``Filters``."""
        wanted = _filters(filters, given)

        def fetch(after: str | None, limit: int) -> list[tuple[str, EventRow]]:
            found = self._found("event", wanted, after, limit)
            told = stories.events_of(self._db, [number for number, _, _ in found])
            return [(f"{moment}_{ident}", EventRow(event=told[number])) for number, moment, ident in found]

        return self._listing(fetch, EventRow)

    def _found(self, kind: filters.Kind, wanted: Filters, after: str | None, limit: int) -> list[tuple[int, int, str]]:
        query = finding.query(self._db, kind, wanted, after=place_of(after), limit=limit)
        return [(number, moment, ident) for number, moment, ident in rows(self._db, query.sql, query.values)]

    def reports(
        self, *, outlet: str | None = None, words: str | None = None, copies: bool = True
    ) -> Listing[ReportRow]:
        """Reports, latest first; ``copies=False`` leaves out those that repeat another.

        ``outlet``: who published them, by name, or where nobody is called so, by part of one.
        """
        from onrecord.record.search import match

        where = ""
        values: list[Any] = []
        if outlet is not None:
            where += " AND r.publisher IN (SELECT value FROM json_each(?))"
            values.append(json_text(names.outlets(self._db, outlet)))
        if words is not None:
            where += " AND r.report IN (SELECT rowid FROM reports_search WHERE reports_search MATCH ?)"
            values.append(match(words))
        if not copies:
            where += " AND r.copy_of IS NULL"

        def fetch(after: str | None, limit: int) -> list[tuple[str, ReportRow]]:
            more, at = "", place_of(after)
            if at is not None:
                more = " AND r.moment <= ? AND (r.moment < ? OR r.id > ?)"
            sql = f"{REPORT_ROW} WHERE 1{where}{more} ORDER BY r.moment DESC, r.id LIMIT ?"
            place = (at[0], at[0], at[1]) if at else ()
            return [
                (f"{row[-1]}_{row[1]}", ReportRow(**dict(zip(REPORT_FIELDS, row[1:-1], strict=True))))
                for row in rows(self._db, sql, (*values, *place, limit))
            ]

        return self._listing(fetch, ReportRow)

    def versions(self, url: str) -> list[Reading]:
        """Every version of a page in order of time, by any spelling of its address."""
        from onrecord.report.address import canonical

        with looking(self._db, self.path):
            found = rows(
                self._db,
                "SELECT report FROM reports JOIN pages p USING (page) WHERE p.url = ? ORDER BY version",
                (canonical(url),),
            )
            return [load.reading(self._db, row[0]) for row in found]

    def corrections(self, url: str | None = None) -> Listing[CorrectionRow]:
        """Claims that vanished, appeared or changed from one version of a page to the next, latest first."""
        from onrecord.report.address import canonical

        def fetch(after: str | None, limit: int) -> list[tuple[str, CorrectionRow]]:
            at = place_of(after)
            where = ""
            values: list[Any] = []
            if url is not None:
                where += " AND p.url = ?"
                values.append(canonical(url))
            if at is not None:
                page, _, position = at[1].partition(".")
                where += " AND (k.moment < ? OR (k.moment = ? AND (p.url, k.position) > (?, ?)))"
                address = self._db.execute("SELECT url FROM pages WHERE page = ?", (int(page),)).get
                values += [at[0], at[0], address, int(position)]
            found = rows(
                self._db,
                f"{CORRECTION} WHERE 1{where} ORDER BY k.moment DESC, p.url, k.position LIMIT ?",
                (*values, limit),
            )
            fields = CorrectionRow.__struct_fields__
            return [
                (f"{row[0]}_{row[1]}.{row[2]}", CorrectionRow(**dict(zip(fields, row[3:], strict=True))))
                for row in found
            ]

        return self._listing(fetch, CorrectionRow)

    def disputes(self, filters: Filters | None = None, *, kind: str | None = None, **given: Any) -> Listing[DisputeRow]:
        """Disputes, the latest first; ``kind``: denial, figure, perpetrator, place, date; else filters of the event."""
        wanted = _filters(filters, given)

        def fetch(after: str | None, limit: int) -> list[tuple[str, DisputeRow]]:
            return dispute_rows(self._db, wanted, kind, place_of(after), limit)

        return self._listing(fetch, DisputeRow)

    def sources(self, name: str | None = None) -> Listing[SourceRow]:
        """Origins, those that assert most events first, and how they fared; by part of name or outlet, or by id."""

        def fetch(after: str | None, limit: int) -> list[tuple[str, SourceRow]]:
            return source_rows(self._db, name, place_of(after), limit)

        return self._listing(fetch, SourceRow)

    def rejected(self, *, run: int | None = None) -> Listing[RejectedRow]:
        """Inputs that were not read, the last run's first."""

        def fetch(after: str | None, limit: int) -> list[tuple[str, RejectedRow]]:
            at = place_of(after)
            found = rows(
                self._db,
                "SELECT rowid, run, path, reason, detail FROM rejected WHERE (?1 IS NULL OR run = ?1) "
                "AND (?2 IS NULL OR rowid < ?2) ORDER BY rowid DESC LIMIT ?3",
                (run, at[0] if at else None, limit),
            )
            return [
                (f"{n}_", RejectedRow(run=r, path=path, reason=reason, detail=detail))
                for n, r, path, reason, detail in found
            ]

        return self._listing(fetch, RejectedRow)

    def runs(self) -> Listing[RunRow]:
        """Runs, the last first."""
        fields = RunRow.__struct_fields__

        def fetch(after: str | None, limit: int) -> list[tuple[str, RunRow]]:
            at = place_of(after)
            found = rows(
                self._db,
                f"SELECT {', '.join(fields)} FROM runs WHERE ?1 IS NULL OR run < ?1 ORDER BY run DESC LIMIT ?2",
                (at[0] if at else None, limit),
            )
            return [(f"{row[0]}_", RunRow(**dict(zip(fields, row, strict=True)))) for row in found]

        return self._listing(fetch, RunRow)

    def unknown(
        self, *, people: Sequence[str | None] = (), place: str | None = None, outlet: str | None = None
    ) -> str | None:
        """Which of these names nothing in the record bears, in words; ``None`` where each is known or not given."""
        with looking(self._db, self.path):
            for name in people:
                if name and not ((meant := names.entities(self._db, name)).rows or meant.country):
                    return f"nobody is called {name!r} in this record"
            if place and not ((where := names.places(self._db, place)).rows or where.country):
                return f"no place is called {place!r} in this record"
            if outlet and not names.outlets(self._db, outlet):
                return f"no outlet is called {outlet!r} in this record"
        return None

    def stats(self) -> dict[str, int]:
        """How much of everything the record holds."""
        tables = ("reports", "claims", "events", "origins", "disputes", "corrections", "judgements", "runs")
        with looking(self._db, self.path):
            found = {t: int(one(self._db, f"SELECT count(*) FROM {t}")[0]) for t in tables}
            found["copies"] = int(one(self._db, "SELECT count(*) FROM reports WHERE copy_of IS NOT NULL")[0])
            return found


def _filters(whole: Filters | None, given: dict[str, Any]) -> Filters:
    if whole is not None and given:
        raise UsageError("Give either Filters or keywords, not both.")
    try:
        return filters.checked(whole or Filters(**given))
    except TypeError:
        known = ", ".join(Filters.__struct_fields__)
        raise UsageError(f"There is no filter of one of the names {', '.join(given)}; there are {known}.") from None


def claim_rows(db: apsw.Connection, numbers: Sequence[int]) -> dict[int, ClaimRow]:
    """Claims with their reports and events, by row number."""
    some = json_text(numbers)
    beside = {
        row[0]: row[1:]
        for row in rows(
            db,
            "SELECT c.claim, r.text, r.id, r.title, r.publisher, r.published, r.url, e.id FROM json_each(?) n "
            "CROSS JOIN claims c ON c.claim = n.value JOIN reports r USING (report) "
            "LEFT JOIN events e ON e.event = c.event",
            (some,),
        )
    }
    wanted = rows(db, f"{load.CLAIM} WHERE c.claim IN (SELECT value FROM json_each(?))", (some,))
    parts = load.Parts(db, list(beside), {n: facts[0] for n, facts in beside.items()})
    found: dict[int, ClaimRow] = {}
    for row in wanted:
        _, report, title, publisher, published, url, event = beside[row[0]]
        found[row[0]] = ClaimRow(
            claim=parts.claim(row), report=report, title=title, publisher=publisher, published=published, url=url,
            event=event,
        )  # fmt: skip
    return found


def dispute_rows(
    db: apsw.Connection, wanted: Filters, kind: str | None, after: tuple[int, str] | None, limit: int
) -> list[tuple[str, DisputeRow]]:
    """Disputes of the events that the filters leave."""
    checks = ""
    values: list[Any] = []
    for condition in filters.conditions(db, "event", wanted):
        checks += f" AND {condition.check}"
        values += condition.values
    if kind is not None:
        checks += " AND d.kind = ?"
        values.append(kind)
    if after is not None:
        checks += " AND d.moment <= ? AND (d.moment < ? OR d.id > ?)"
        values += [after[0], after[0], after[1]]
    wanted_rows = rows(
        db,
        "SELECT d.dispute, d.id, d.kind, t.id, d.role, d.why, d.moment, t.title, t.type FROM disputes d "
        f"CROSS JOIN events t ON t.event = d.event WHERE 1{checks} ORDER BY d.moment DESC, d.id LIMIT ?",
        (*values, limit),
    )
    return [
        (f"{row[6]}_{row[1]}", DisputeRow(dispute=stories.dispute_of(db, row), event_title=row[7], event_type=row[8]))
        for row in wanted_rows
    ]


def source_rows(
    db: apsw.Connection, name: str | None, after: tuple[int, str] | None, limit: int
) -> list[tuple[str, SourceRow]]:
    """Origins by the events that they assert, then id."""
    where = ""
    values: list[Any] = []
    if name is not None:
        like = f"%{names.escaped(name.strip())}%"
        where += (
            " AND (o.id = ? OR o.label LIKE ? ESCAPE '\\' OR o.name LIKE ? ESCAPE '\\' OR o.outlet LIKE ? ESCAPE '\\')"
        )
        values += [name.strip(), like, like, like]
    if after is not None:
        where += " AND o.asserted <= ? AND (o.asserted < ? OR o.id > ?)"
        values += [after[0], after[0], after[1]]
    found = rows(
        db,
        "SELECT o.id, o.kind, o.label, o.country, o.outlet, o.events, o.asserted, o.confirmed, o.disputed, "
        "(SELECT coalesce(sum(claims), 0) FROM event_origins x WHERE x.origin = o.origin) "
        f"FROM origins o INDEXED BY origins_asserted WHERE o.asserted > -1{where} "
        "ORDER BY o.asserted DESC, o.id LIMIT ?",
        (*values, limit),
    )
    return [
        (
            f"{asserted}_{ident}",
            SourceRow(
                id=ident, kind=kind, label=label, country=country, outlet=outlet, events=events, claims=claims,
                asserted=asserted, alone=asserted - confirmed, confirmed=confirmed, contradicted=disputed,
            ),
        )
        for ident, kind, label, country, outlet, events, asserted, confirmed, disputed, claims in found
    ]  # fmt: skip
