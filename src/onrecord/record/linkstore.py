"""What linking keeps between calls, as tables of the record.

A unit has the row number of its first claim, and minus that of its report where it is bare; an event has the number of
its first unit's claim likewise. Of a report only what its words tell is kept: claims are read from their own tables.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import apsw
import msgspec

from onrecord.errors import RecordError
from onrecord.linking.blocking import keys as keys_of
from onrecord.linking.cluster import Edge
from onrecord.linking.features import ReportFeatures, of_claims, signatures
from onrecord.linking.incremental import Group, Kept, Row, grouped_rows
from onrecord.linking.memory import moment
from onrecord.linking.regroup import Runs
from onrecord.linking.units import unit_id
from onrecord.model import Judgement
from onrecord.record import load, packing
from onrecord.record.database import one
from onrecord.record.store import json_text

MANY = 400
"""Values put into one query."""
UNDATED = 1e12
"""Moment of a report without a date, where numbers must be finite: it comes last."""
CACHED = 4_000
"""Claims of the reports that stay in memory, 8 kB each with their share of the report: those of the last days meet
those of today. Counted in claims, since a report may have one or eighty."""
NAMED = 2000
"""Reports of which the ids of units stay in memory, 1 kB each."""
ROWS = 20_000
"""Units that stay in memory, 400 bytes each."""
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
UNITS_OF_REPORT = (
    f"SELECT (SELECT id FROM reports WHERE report = ?1), {ID.format('unit')} FROM link_units "
    "WHERE unit IN (SELECT claim FROM claims WHERE report = ?1 UNION ALL SELECT -?1) ORDER BY unit"
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


Named = tuple[str, tuple[str, ...]]
"""The id of a report, and those of its units in the order of their numbers."""


class Cache:
    """Reports as linking sees them, from one transaction to the next; another process that writes empties it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._claims = 0
        self._units: OrderedDict[int, Named] = OrderedDict()
        self.rows: OrderedDict[int, tuple[str, Row]] = OrderedDict()
        """Units by number, with their ids; ``RecordStore`` fills it."""
        self.runs = Runs()
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
        self._claims = 0
        self._units.clear()
        self.rows.clear()
        self.runs.clear()

    def get(self, report: str) -> Kept | None:
        """What is kept of a report."""
        if report in self._kept:
            self._kept.move_to_end(report)
        return self._kept.get(report)

    def put(self, report: str, kept: Kept) -> None:
        """Keeps it, and forgets what was not asked for longest."""
        self._forget(report)
        self._kept[report] = kept
        self._claims += weight(kept)
        while self._claims > CACHED and len(self._kept) > 1:
            self._forget(next(iter(self._kept)))

    def _forget(self, report: str) -> None:
        gone = self._kept.pop(report, None)
        self._claims -= weight(gone) if gone is not None else 0

    def named(self, number: int) -> Named | None:
        """Ids of the report with this number and of its units, if they are known."""
        return self._units.get(number)

    def name(self, number: int, named: Named) -> None:
        """Keeps them, and forgets those that were learnt first."""
        self._units[number] = named
        if len(self._units) > NAMED:
            self._units.popitem(last=False)

    def keep_row(self, number: int, unit: str, row: Row) -> None:
        """Keeps a unit, and forgets those that were kept first."""
        self.rows[number] = (unit, row)
        if len(self.rows) > ROWS:
            self.rows.popitem(last=False)

    def drop(self, report: str, number: int, units: Iterable[int]) -> None:
        """Forgets it."""
        self.runs.clear()
        self._forget(report)
        self._units.pop(number, None)
        for unit in units:
            self.rows.pop(unit, None)


def weight(kept: Kept) -> int:
    """What a report counts in memory: its claims, and as much as some for its own words."""
    return len(kept.report.claims) + 4


class RecordStore:
    """A ``LinkStore`` over the tables of a record. The caller opens and ends the transaction."""

    def __init__(self, db: apsw.Connection, cache: Cache | None = None) -> None:
        self.db = db
        self._cache = cache or Cache()
        self._cache.opened(db)
        self.runs = self._cache.runs
        self._numbers: dict[str, int] = {}
        self._ids: dict[int, str] = {}

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
        for unit, claims in units.items():
            row = Row(report=report.report, moment=at, claims=claims, main=unit == about)
            self._cache.keep_row(numbers[unit], unit, row)
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
        numbers = self.numbers(kept.claims()) if kept else {}
        for unit in kept.units() if kept else ():
            number = numbers[unit.id]
            db.executemany("DELETE FROM link_keys WHERE key = ? AND report = ?", ((k, *row) for k in keys_of(unit)))
            db.execute(
                "DELETE FROM link_edges WHERE b = ?1 AND a IN (SELECT b FROM link_edges WHERE a = ?1)", (number,)
            )
            db.execute("DELETE FROM link_edges WHERE a = ?", (number,))
            db.execute("DELETE FROM link_units WHERE unit = ?", (number,))
        db.execute("DELETE FROM link_reports WHERE report = ?", row)
        self._cache.drop(report, row[0], numbers.values())

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
            self._met(self.db.execute(f"SELECT id, claim FROM claims WHERE id IN {marks}", part))
        for marks, part in batches(u.removeprefix(BARE) for u in unknown if u.startswith(BARE)):
            self._met(self.db.execute(f"SELECT '{BARE}' || id, -report FROM reports WHERE id IN {marks}", part))

    def _met(self, rows: Iterable[tuple[str, int]]) -> None:
        for ident, number in rows:
            self._numbers[ident] = number
            self._ids[number] = ident

    def _names(self, numbers: Collection[int]) -> dict[int, str]:
        """Ids of units by number."""
        unknown = [n for n in numbers if n not in self._ids]
        for marks, part in batches(n for n in unknown if n > 0):
            self._met(self.db.execute(f"SELECT id, claim FROM claims WHERE claim IN {marks}", part))
        for marks, part in batches(-n for n in unknown if n < 0):
            self._met(self.db.execute(f"SELECT '{BARE}' || id, -report FROM reports WHERE report IN {marks}", part))
        return self._ids

    def _known(self, units: Collection[str]) -> list[int]:
        """Numbers of those units that are there."""
        self._learn(u for u in units if u not in self._numbers)
        return [self._numbers[u] for u in units if u in self._numbers]

    def rows(self, units: Collection[str]) -> dict[str, Row]:
        """Units by id; unknown ones are left out."""
        return self._rows(self._known(units))

    def _rows(self, numbers: Sequence[int]) -> dict[str, Row]:
        """Units by number; unknown ones are left out."""
        cached = self._cache.rows
        found = dict(cached[n] for n in numbers if n in cached)
        for marks, part in batches(n for n in numbers if n not in cached):
            rows: list[Any] = self.db.execute(
                f"SELECT u.unit, coalesce(c.id, '{BARE}' || r.id), r.id, u.moment, c.id, u.claims, u.main "
                "FROM link_units u LEFT JOIN claims c ON c.claim = u.unit "
                f"JOIN reports r ON r.report = coalesce(c.report, -u.unit) WHERE u.unit IN {marks}",
                part,
            ).fetchall()
            for number, unit, report, at, claim, more, main in rows:
                row = Row(report=report, moment=at, claims=self._claims(claim, more), main=bool(main))
                found[unit] = row
                self._cache.keep_row(number, unit, row)
        return found

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
                own = self.db.execute(f"SELECT claim FROM claims WHERE report IN {some}", numbers)
                for unit, row in self._rows([u[0] for u in own]).items():
                    found.update((c, unit) for c in row.claims if c in claims)
        return found

    def sharing(self, asked: Mapping[str, Collection[int]]) -> dict[str, dict[str, str]]:
        """For each set of keys, by its name, the units that bear one of them, each with its report."""
        bearing: dict[int, list[tuple[int, int]]] = {}
        for marks, part in batches(sorted(set().union(*asked.values()))):
            for key, report, units in self.db.execute(
                f"SELECT key, report, units FROM link_keys WHERE key IN {marks}", part
            ):
                bearing.setdefault(key, []).append((report, units))
        found: dict[str, dict[str, str]] = {}
        for name, keys in asked.items():
            bits: dict[int, int] = {}
            for key in bearing.keys() & keys:
                for report, units in bearing[key]:
                    bits[report] = bits.get(report, 0) | units
            found[name] = {u: home for r, b in bits.items() for home, u in self._bearing(r, b)}
        return found

    def _bearing(self, report: int, bits: int) -> Iterator[tuple[str, str]]:
        """The id of a report with that of each unit for which a bit stands, or may stand where there are many."""
        known = self._cache.named(report)
        if known is None:
            rows: list[Any] = self.db.execute(UNITS_OF_REPORT, (report,)).fetchall()
            known = (rows[0][0] if rows else "", tuple(unit for _, unit in rows))
            self._cache.name(report, known)
        home, units = known
        return ((home, u) for n, u in enumerate(units) if bits >> n % BITS & 1)

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
        rows: list[tuple[int, int, float]] = []
        for marks, part in batches(self._known(units)):
            rows += self.db.execute(f"SELECT a, b, score FROM link_edges WHERE a IN {marks}", part)
        ids = self._names({b for _, b, _ in rows})
        return {(ids[a], ids[b]) if ids[a] < ids[b] else (ids[b], ids[a]): score for a, b, score in rows}

    def groups(self, units: Collection[str]) -> dict[str, Group]:
        """The groups that hold one of ``units``, by the ids under which they were put, without dropped units."""
        events: set[int] = set()
        for marks, part in batches(self._known(units)):
            found = self.db.execute(f"SELECT DISTINCT event FROM link_units WHERE unit IN {marks}", part)
            events.update(e for (e,) in found if e is not None)
        ids = self._names(events)
        groups: dict[str, Group] = {}
        for event in sorted(events, key=lambda e: ids[e]):
            own: list[Any] = self.db.execute("SELECT unit FROM link_units WHERE event = ?", (event,)).fetchall()
            groups[ids[event]] = grouped_rows(self._rows([u[0] for u in own]))
        return groups

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
