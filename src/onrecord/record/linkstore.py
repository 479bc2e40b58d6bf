"""What linking keeps between calls, as tables of the record.

A unit has the row number of its first claim, and minus that of its report where it is bare; an event has the number of
its first unit's claim likewise. Of a report only what its words tell is kept: claims are read from their own tables.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import apsw
import msgspec

from onrecord.errors import RecordError
from onrecord.linking.blocking import keys as keys_of
from onrecord.linking.cluster import Edge
from onrecord.linking.features import ReportFeatures, of_claims, signatures
from onrecord.linking.incremental import Group, Kept, Row, grouped_rows
from onrecord.linking.memory import moment
from onrecord.linking.units import unit_id
from onrecord.model import Judgement
from onrecord.record import load, packing
from onrecord.record.database import one
from onrecord.record.store import json_text

MANY = 400
"""Values put into one query."""
UNDATED = 1e12
"""Moment of a report without a date, where numbers must be finite: it comes last."""
CACHED = 400
"""Reports that stay in memory, 100 kB each: those of the last days meet those of today."""
BITS = 62
"""Units of a report that a number tells apart; of more, some are compared that share no key."""
BARE = unit_id("", ())
"""What stands before the report's id in the id of a bare unit."""
# The id of the unit in a column whose name no column of claims has: a claim's, or that of a report without claims.
ID = (
    "coalesce((SELECT id FROM claims WHERE claim = {0}), (SELECT '"
    + BARE
    + "' || id FROM reports WHERE report = -{0}))"
)


def rekey(db: apsw.Connection) -> None:
    """Makes the keys of all units anew."""
    store = RecordStore(db)
    db.execute("DELETE FROM link_keys")
    for report, number in list(db.execute("SELECT id, report FROM link_reports JOIN reports USING (report)")):
        units = store.kept([report])[report].units()
        numbers = store.numbers(u.id for u in units)
        store.put_keys(number, {numbers[u.id]: keys_of(u) for u in units})


def batches(values: Iterable[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Values in parts, each with its list of question marks."""
    whole = list(values)
    for k in range(0, len(whole), MANY):
        part = whole[k : k + MANY]
        yield f"({', '.join('?' * len(part))})", part


class Cache:
    """Reports as linking sees them, from one transaction to the next; another process that writes empties it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._version: int | None = None

    def opened(self, db: apsw.Connection) -> None:
        """At the start of a transaction."""
        version = int(db.pragma("data_version"))
        if version != self._version:
            self.clear()
        self._version = version

    def clear(self) -> None:
        """After a transaction that was rolled back."""
        self._kept.clear()

    def get(self, report: str) -> Kept | None:
        """What is kept of a report."""
        if report in self._kept:
            self._kept.move_to_end(report)
        return self._kept.get(report)

    def put(self, report: str, kept: Kept) -> None:
        """Keeps it, and forgets what was not asked for longest."""
        self._kept[report] = kept
        self._kept.move_to_end(report)
        if len(self._kept) > CACHED:
            self._kept.popitem(last=False)

    def drop(self, report: str) -> None:
        """Forgets it."""
        self._kept.pop(report, None)


class RecordStore:
    """A ``LinkStore`` over the tables of a record. The caller opens and ends the transaction."""

    def __init__(self, db: apsw.Connection, cache: Cache | None = None) -> None:
        self.db = db
        self._cache = cache or Cache()
        self._cache.opened(db)
        self._numbers: dict[str, int] = {}

    def kept(self, reports: Collection[str]) -> dict[str, Kept]:
        """Reports by id; unknown ones are left out."""
        found = {r: kept for r in reports if (kept := self._cache.get(r)) is not None}
        for marks, part in batches(r for r in reports if r not in found):
            for number, report, text, raw in self.db.execute(
                "SELECT r.report, r.id, r.text, l.kept FROM reports r JOIN link_reports l USING (report) "
                f"WHERE r.id IN {marks}",
                part,
            ):
                found[report] = self._read(number, report, text, raw)
                self._cache.put(report, found[report])
        return found

    def _read(self, number: int, report: str, text: str, raw: bytes) -> Kept:
        try:
            fields, groups = packing.unpack(raw)
        except msgspec.MsgspecError as error:
            damage = "cannot be read: the file is damaged."
            raise RecordError(f"What linking keeps of the report {report} {damage}") from error
        rows = self.db.execute(f"{load.CLAIM} WHERE c.report = ? ORDER BY c.position", (number,))
        claims = of_claims(load.claims(self.db, text, rows), text)
        features = ReportFeatures(report=report, claims=claims, **signatures(fields["title"], text), **fields)
        return Kept(report=features, groups=groups)

    def put(self, kept: Kept, keys: dict[str, frozenset[int]]) -> None:
        """Keep a report and the keys of its units."""
        report, db = kept.report, self.db
        number = one(db, "SELECT report FROM reports WHERE id = ?", (report.report,))[0]
        db.execute("INSERT INTO link_reports VALUES (?, ?)", (number, packing.pack(kept)))
        self._cache.put(report.report, kept)
        at = min(UNDATED, moment(report.published))
        about = kept.about()
        units = kept.claims()
        numbers = self.numbers([*units, *(c for claims in units.values() for c in claims)])
        db.executemany(
            "INSERT INTO link_units (unit, moment, claims, main) VALUES (?, ?, ?, ?)",
            [
                (numbers[unit], at, json_text([numbers[c] for c in claims]) if len(claims) > 1 else None,
                 unit == about)
                for unit, claims in units.items()
            ],
        )  # fmt: skip
        self.put_keys(number, {numbers[unit]: own for unit, own in keys.items()})

    def put_keys(self, report: int, keys: dict[int, frozenset[int]]) -> None:
        """Keep the keys of a report's units by their numbers: units of one report share many."""
        bearing: dict[int, int] = {}
        for place, unit in enumerate(sorted(keys)):
            for key in keys[unit]:
                bearing[key] = bearing.get(key, 0) | 1 << place % BITS
        rows = [(key, report, units) for key, units in sorted(bearing.items())]
        self.db.executemany("INSERT OR REPLACE INTO link_keys VALUES (?, ?, ?)", rows)

    def drop(self, report: str) -> None:
        """Forget a report, its units, their keys and edges."""
        kept, db = self.kept([report]).get(report), self.db
        (row,) = db.execute("SELECT report FROM reports WHERE id = ?", (report,))
        for unit in kept.units() if kept else ():
            number = self.numbers([unit.id])[unit.id]
            db.executemany("DELETE FROM link_keys WHERE key = ? AND report = ?", ((k, *row) for k in keys_of(unit)))
            db.execute(
                "DELETE FROM link_edges WHERE b = ?1 AND a IN (SELECT b FROM link_edges WHERE a = ?1)", (number,)
            )
            db.execute("DELETE FROM link_edges WHERE a = ?", (number,))
            db.execute("DELETE FROM link_units WHERE unit = ?", (number,))
        db.execute("DELETE FROM link_reports WHERE report = ?", row)
        self._cache.drop(report)

    def numbers(self, units: Iterable[str]) -> dict[str, int]:
        """Numbers of units and claims by id. Raises ``RecordError`` where one is not there."""
        wanted = list(units)
        self._learn(u for u in wanted if u not in self._numbers)
        if missing := [u for u in wanted if u not in self._numbers]:
            raise RecordError(f"The record lacks the claim {missing[0]}, which its links name: the file is damaged.")
        return {u: self._numbers[u] for u in wanted}

    def _learn(self, units: Iterable[str]) -> None:
        """Looks up the numbers of those units that are there."""
        unknown = list(units)
        for marks, part in batches(u for u in unknown if not u.startswith(BARE)):
            self._numbers.update(self.db.execute(f"SELECT id, claim FROM claims WHERE id IN {marks}", part))
        for marks, part in batches(u.removeprefix(BARE) for u in unknown if u.startswith(BARE)):
            for ident, number in self.db.execute(f"SELECT id, -report FROM reports WHERE id IN {marks}", part):
                self._numbers[BARE + ident] = number

    def _known(self, units: Collection[str]) -> list[int]:
        """Numbers of those units that are there."""
        self._learn(u for u in units if u not in self._numbers)
        return [self._numbers[u] for u in units if u in self._numbers]

    def rows(self, units: Collection[str]) -> dict[str, Row]:
        """Units by id; unknown ones are left out."""
        found: dict[str, Row] = {}
        for marks, part in batches(self._known(units)):
            found.update(self._rows(f"u.unit IN {marks}", part))
        return found

    def _rows(self, which: str, values: Sequence[Any]) -> dict[str, Row]:
        found = list(
            self.db.execute(
                f"SELECT coalesce(c.id, '{BARE}' || r.id), r.id, u.moment, c.id, u.claims, u.main FROM link_units u "
                "LEFT JOIN claims c ON c.claim = u.unit JOIN reports r ON r.report = coalesce(c.report, -u.unit) "
                f"WHERE {which}",
                values,
            )
        )
        return {
            unit: Row(report=report, moment=at, claims=self._claims(claim, more), main=bool(main))
            for unit, report, at, claim, more, main in found
        }

    def _claims(self, first: str | None, all_of_them: str | None) -> tuple[str, ...]:
        """Ids of the claims of a unit."""
        if all_of_them is None:
            return (first,) if first is not None else ()
        ids = "SELECT c.id FROM json_each(?) j JOIN claims c ON c.claim = j.value ORDER BY j.key"
        return tuple(row[0] for row in self.db.execute(ids, (all_of_them,)))

    def units_of(self, claims: Collection[str]) -> dict[str, str]:
        """Units of claims; unknown ones are left out."""
        found: dict[str, str] = {}
        for marks, part in batches(claims):
            reports = self.db.execute(f"SELECT DISTINCT report FROM claims WHERE id IN {marks}", part)
            for some, numbers in batches(r[0] for r in reports):
                of_reports = f"u.unit IN (SELECT claim FROM claims WHERE report IN {some})"
                for unit, row in self._rows(of_reports, numbers).items():
                    found.update((c, unit) for c in row.claims if c in claims)
        return found

    def sharing(self, keys: Collection[int]) -> set[str]:
        """Units that bear one of the keys."""
        bearing: dict[int, int] = {}
        for marks, part in batches(sorted(keys)):
            for report, units in self.db.execute(f"SELECT report, units FROM link_keys WHERE key IN {marks}", part):
                bearing[report] = bearing.get(report, 0) | units
        found: set[str] = set()
        mine = (
            f"SELECT {ID.format('unit')} FROM link_units WHERE unit IN (SELECT claim FROM claims WHERE report = ?1 "
            "UNION ALL SELECT -?1) ORDER BY unit"
        )
        for report, units in bearing.items():
            found.update(r[0] for n, r in enumerate(self.db.execute(mine, (report,))) if units >> n % BITS & 1)
        return found

    def put_edges(self, edges: dict[Edge, float]) -> None:
        """Keep scored pairs of units."""
        numbers = self.numbers({u for edge in edges for u in edge})
        rows = []
        for (a, b), score in edges.items():
            x, y = numbers[a], numbers[b]
            rows += [(x, y, score), (y, x, score)]
        self.db.executemany("INSERT INTO link_edges VALUES (?, ?, ?)", sorted(rows))

    def edges(self, units: Collection[str]) -> dict[Edge, float]:
        """Pairs with an end in ``units``."""
        found: dict[Edge, float] = {}
        ends = f"{ID.format('a')}, {ID.format('b')}"
        for marks, part in batches(self._known(units)):
            for a, b, score in self.db.execute(f"SELECT {ends}, score FROM link_edges WHERE a IN {marks}", part):
                found[(a, b) if a < b else (b, a)] = score
        return found

    def groups(self, units: Collection[str]) -> dict[str, Group]:
        """The groups that hold one of ``units``, by the ids under which they were put, without dropped units."""
        events: dict[str, int] = {}
        for marks, part in batches(self._known(units)):
            events.update(
                self.db.execute(
                    f"SELECT DISTINCT {ID.format('u.event')}, event FROM link_units u WHERE unit IN {marks} "
                    "AND event IS NOT NULL",
                    part,
                )
            )
        return {event: grouped_rows(self._rows("u.event = ?", (n,))) for event, n in sorted(events.items())}

    def put_groups(self, gone: Sequence[str], made: Sequence[Group]) -> None:
        """Replace groups."""
        old = self.numbers(gone)
        self.db.executemany("UPDATE link_units SET event = NULL WHERE event = ?", [(old[e],) for e in gone])
        numbers = self.numbers({name for g in made for name in (g.id, *g.units)})
        self.db.executemany(
            "UPDATE link_units SET event = ? WHERE unit = ?",
            [(numbers[g.id], numbers[unit]) for g in made for unit in g.units],
        )

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, those undone too."""
        rows = self.db.execute("SELECT judgement, a, b, same, by, at, why, undone FROM judgements ORDER BY judgement")
        return [
            Judgement(id=n, a=a, b=b, same=bool(same), by=by, at=at, why=why, undone=undone)
            for n, a, b, same, by, at, why, undone in rows
        ]
