"""Where the record hands its claims to linking, and writes the events that come of it: inside the caller's transaction.

What stands in the tables of events is a function of the reports and judgements that the record holds, but for the
aliases: an id that an event once had stays an alias of the event that now holds that claim.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import apsw

from onrecord.linking.account import account
from onrecord.linking.features import ReportFeatures, features
from onrecord.linking.incremental import Changes, Group, update
from onrecord.record import accounts, load
from onrecord.record.database import one
from onrecord.record.linkstore import Cache, RecordStore
from onrecord.record.members import Members, link_input


def link(db: apsw.Connection, reports: Sequence[str], cache: Cache | None = None) -> None:
    """Finds the events of the claims of ``reports`` (ids), which are new or whose copies or versions changed.

    ``cache`` keeps what was read for the next call.
    """
    store = RecordStore(db, cache)
    known = store.kept(reports)
    put, same = [], set()
    for report in sorted(set(reports)):
        made = _features(db, report)
        if report in known and known[report].report == made:
            same.add(report)
        else:
            put.append(made)
    changes = update(store, put)
    touched = {r.report for r in put} | same
    again = [g for g in _standing(store, touched) if g.id not in {m.id for m in changes.made}]
    _write(db, changes, again)


def forget(db: apsw.Connection, reports: Sequence[str], cache: Cache | None = None) -> None:
    """The claims of ``reports`` (ids) are about to be taken away, or their reports to change."""
    store = RecordStore(db, cache)
    _write(db, update(store, drop=sorted(store.kept(reports))), [])


def judged(db: apsw.Connection, claims: Collection[str]) -> None:
    """A judgement on ``claims`` (ids) was added or taken back; it stands in the table already."""
    _write(db, update(RecordStore(db), judged=claims), [])


def _standing(store: RecordStore, reports: Collection[str]) -> list[Group]:
    """The groups with a claim of one of ``reports``."""
    units = [u for k in store.kept(reports).values() for u in k.claims()]
    return list(store.groups(units).values())


def _number(db: apsw.Connection, report: str) -> int:
    return int(one(db, "SELECT report FROM reports WHERE id = ?", (report,))[0])


def _features(db: apsw.Connection, report: str) -> ReportFeatures:
    number = _number(db, report)
    return features(load.reading(db, number), link_input(db, number))


def _write(db: apsw.Connection, changes: Changes, again: Sequence[Group]) -> None:
    """Events that are gone go, those made or touched are told anew, old ids become aliases."""
    accounts.remove(db, [*changes.gone, *(g.id for g in again)])
    reports = Members(db)
    for group in (g for g in (*changes.made, *again) if g.claims):  # what only bare reports make is no event
        members, told = reports.of([_number(db, r) for r in group.reports], group.claims)
        accounts.put(db, account(members, told=told, ident=group.id))
    _alias(db, changes.gone)


def _alias(db: apsw.Connection, gone: Iterable[str]) -> None:
    """Point ids that events had at the events that hold those claims now; where the claim is gone, nothing does."""
    for old in gone:
        names = [old, *(r[0] for r in db.execute("SELECT alias FROM event_aliases WHERE event = ?", (old,)).fetchall())]
        for name in names:
            db.execute("DELETE FROM event_aliases WHERE alias = ?", (name,))
            db.execute(
                "INSERT INTO event_aliases SELECT ?1, e.id FROM claims c JOIN events e ON e.event = c.event "
                "WHERE c.id = ?1 AND e.id != ?1",
                (name,),
            )
