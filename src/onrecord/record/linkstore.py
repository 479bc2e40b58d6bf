"""What linking keeps between calls, as tables of the record. A claim is found again by its report's units."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import apsw
import msgspec

from onrecord.errors import RecordError
from onrecord.linking.blocking import keys as keys_of
from onrecord.linking.cluster import Edge
from onrecord.linking.incremental import Group, Kept, Row, grouped_rows
from onrecord.linking.memory import moment
from onrecord.model import Judgement
from onrecord.record.packing import Packer

MANY = 400
"""Values put into one query."""
UNDATED = 1e12
"""Moment of a report without a date, where numbers must be finite: it comes last."""
CACHED = 4_000
"""Reports whose features stay in memory, some 60 MB: those of the last weeks meet those of today."""
PACK = UNPACK = Packer(Kept)


def batches(values: Iterable[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Values in parts, each with its list of question marks."""
    whole = list(values)
    for k in range(0, len(whole), MANY):
        part = whole[k : k + MANY]
        yield f"({', '.join('?' * len(part))})", part


class RecordStore:
    """A ``LinkStore`` over the tables of a record. The caller opens and ends the transaction."""

    def __init__(self, db: apsw.Connection) -> None:
        self.db = db
        self._cache: dict[str, Kept] = {}
        self._numbers: dict[str, int] = {}

    def kept(self, reports: Collection[str]) -> dict[str, Kept]:
        """Reports by id; unknown ones are left out."""
        found = {r: self._cache[r] for r in reports if r in self._cache}
        for marks, part in batches(r for r in reports if r not in found):
            for report, raw in self.db.execute(f"SELECT report, kept FROM link_reports WHERE report IN {marks}", part):
                found[report] = self._remember(report, _unpacked(report, raw))
        return found

    def _remember(self, report: str, kept: Kept) -> Kept:
        if len(self._cache) >= CACHED:
            for old in list(self._cache)[: CACHED // 4]:
                del self._cache[old]
        self._cache[report] = kept
        return kept

    def put(self, kept: Kept, keys: dict[str, frozenset[int]]) -> None:
        """Keep a report and the keys of its units."""
        report, db = kept.report, self.db
        db.execute("INSERT INTO link_reports VALUES (?, ?)", (report.report, PACK.encode(kept)))
        self._remember(report.report, kept)
        at = min(UNDATED, moment(report.published))
        about = kept.about()
        for unit, claims in kept.claims().items():
            db.execute(
                "INSERT INTO link_units (id, report, moment, claims, main) VALUES (?, ?, ?, ?, ?)",
                (unit, report.report, at, msgspec.json.encode(claims).decode(), unit == about),
            )
            self._numbers[unit] = db.last_insert_rowid()
        db.executemany(
            "INSERT INTO link_keys VALUES (?, ?)",
            sorted((key, self._numbers[unit]) for unit, own in keys.items() for key in own),
        )

    def drop(self, report: str) -> None:
        """Forget a report, its units, their keys and edges."""
        kept, db = self.kept([report]).get(report), self.db
        for unit in kept.units() if kept else ():
            number = self._number(unit.id)
            db.executemany("DELETE FROM link_keys WHERE key = ? AND unit = ?", ((k, number) for k in keys_of(unit)))
            db.execute(
                "DELETE FROM link_edges WHERE b = ?1 AND a IN (SELECT b FROM link_edges WHERE a = ?1)", (number,)
            )
            db.execute("DELETE FROM link_edges WHERE a = ?", (number,))
            self._numbers.pop(unit.id, None)
        db.execute("DELETE FROM link_reports WHERE report = ?", (report,))
        self._cache.pop(report, None)

    def _number(self, unit: str) -> int:
        if unit not in self._numbers:
            row = self.db.execute("SELECT unit FROM link_units WHERE id = ?", (unit,)).fetchone()
            if row is None:
                raise RecordError(f"The links of the record lack the unit {unit}: the file is damaged.")
            self._numbers[unit] = row[0]
        return self._numbers[unit]

    def rows(self, units: Collection[str]) -> dict[str, Row]:
        """Units by id; unknown ones are left out."""
        found: dict[str, Row] = {}
        for marks, part in batches(units):
            found.update(self._rows(f"id IN {marks}", part))
        return found

    def _rows(self, which: str, values: Sequence[Any]) -> dict[str, Row]:
        found = self.db.execute(f"SELECT id, report, moment, claims, main FROM link_units WHERE {which}", values)
        return {
            unit: Row(report=report, moment=at, claims=tuple(msgspec.json.decode(claims)), main=bool(main))
            for unit, report, at, claims, main in found
        }

    def units_of(self, claims: Collection[str]) -> dict[str, str]:
        """Units of claims; unknown ones are left out."""
        found: dict[str, str] = {}
        for marks, part in batches(claims):
            reports = self.db.execute(
                f"SELECT DISTINCT r.id FROM claims c JOIN reports r USING (report) WHERE c.id IN {marks}", part
            )
            for some, ids in batches(r[0] for r in reports):
                for unit, row in self._rows(f"report IN {some}", ids).items():
                    found.update((c, unit) for c in row.claims if c in claims)
        return found

    def sharing(self, keys: Collection[int]) -> set[str]:
        """Units that bear one of the keys."""
        found: set[str] = set()
        for marks, part in batches(sorted(keys)):
            found.update(
                r[0]
                for r in self.db.execute(
                    f"SELECT id FROM link_units WHERE unit IN (SELECT unit FROM link_keys WHERE key IN {marks})", part
                )
            )
        return found

    def put_edges(self, edges: dict[Edge, float]) -> None:
        """Keep scored pairs of units."""
        rows = []
        for (a, b), score in edges.items():
            x, y = self._number(a), self._number(b)
            rows += [(x, y, score), (y, x, score)]
        self.db.executemany("INSERT INTO link_edges VALUES (?, ?, ?)", sorted(rows))

    def edges(self, units: Collection[str]) -> dict[Edge, float]:
        """Pairs with an end in ``units``."""
        found: dict[Edge, float] = {}
        for marks, part in batches(units):
            for a, b, score in self.db.execute(
                "SELECT x.id, y.id, e.score FROM link_units x JOIN link_edges e ON e.a = x.unit "
                f"JOIN link_units y ON y.unit = e.b WHERE x.id IN {marks}",
                part,
            ):
                found[(a, b) if a < b else (b, a)] = score
        return found

    def groups(self, units: Collection[str]) -> dict[str, Group]:
        """The groups that hold one of ``units``, by the ids under which they were put, without dropped units."""
        events: set[str] = set()
        for marks, part in batches(units):
            events.update(
                r[0]
                for r in self.db.execute(
                    f"SELECT DISTINCT event FROM link_units WHERE id IN {marks} AND event IS NOT NULL", part
                )
            )
        return {event: grouped_rows(self._rows("event = ?", (event,))) for event in sorted(events)}

    def put_groups(self, gone: Sequence[str], made: Sequence[Group]) -> None:
        """Replace groups."""
        self.db.executemany("UPDATE link_units SET event = NULL WHERE event = ?", ((e,) for e in gone))
        self.db.executemany(
            "UPDATE link_units SET event = ? WHERE id = ?", ((g.id, unit) for g in made for unit in g.units)
        )

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, those undone too."""
        rows = self.db.execute("SELECT judgement, a, b, same, by, at, why, undone FROM judgements ORDER BY judgement")
        return [
            Judgement(id=n, a=a, b=b, same=bool(same), by=by, at=at, why=why, undone=undone)
            for n, a, b, same, by, at, why, undone in rows
        ]


def _unpacked(report: str, raw: bytes) -> Kept:
    try:
        return UNPACK.decode(raw)
    except msgspec.MsgspecError as error:
        raise RecordError(f"What linking keeps of the report {report} cannot be read: the file is damaged.") from error
