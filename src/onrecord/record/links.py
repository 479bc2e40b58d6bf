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
from onrecord.model import Claim, LinkInput, Report
from onrecord.record import accounts, load
from onrecord.record.database import one
from onrecord.record.linkstore import RecordStore

Member = tuple[Claim, Report, LinkInput]


def link(db: apsw.Connection, reports: Sequence[str]) -> None:
    """Finds the events of the claims of ``reports`` (ids), which are new or whose copies or versions changed."""
    store = RecordStore(db)
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


def forget(db: apsw.Connection, reports: Sequence[str]) -> None:
    """The claims of ``reports`` (ids) are about to be taken away, or their reports to change."""
    store = RecordStore(db)
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


def link_input(db: apsw.Connection, report: str) -> LinkInput:
    """What linking is told of a report beside its reading."""
    publisher, url, published, copy, page = one(
        db,
        "SELECT r.publisher, r.url, coalesce(r.published, r.updated), o.id, p.url FROM reports r "
        "LEFT JOIN reports o ON o.report = r.copy_of LEFT JOIN pages p ON p.page = r.page WHERE r.id = ?",
        (report,),
    )
    return LinkInput(report=report, publisher=publisher, url=url, published=published, copy_of=copy, version_of=page)


def _features(db: apsw.Connection, report: str) -> ReportFeatures:
    return features(load.reading(db, _number(db, report)), link_input(db, report))


def _write(db: apsw.Connection, changes: Changes, again: Sequence[Group]) -> None:
    """Events that are gone go, those made or touched are told anew, old ids become aliases."""
    accounts.remove(db, [*changes.gone, *(g.id for g in again)])
    told: dict[str, list[Member]] = {}
    for group in (g for g in (*changes.made, *again) if g.claims):  # what only bare reports make is no event
        inside = set(group.claims)
        whole = [m for report in group.reports for m in _members(db, report, told)]
        members = [m for m in whole if m[0].id in inside]
        beside = [m for m in whole if m[0].id not in inside]
        accounts.put(db, account(members, beside=beside, ident=group.id))
    _alias(db, changes.gone)


def _members(db: apsw.Connection, report: str, told: dict[str, list[Member]]) -> list[Member]:
    """All claims of a report, with what accounts are made of; kept in ``told``."""
    if report not in told:
        number = _number(db, report)
        of, info = load.report(db, number), link_input(db, report)
        rows = db.execute(f"{load.CLAIM} WHERE c.report = ? ORDER BY c.position", (number,))
        told[report] = [(claim, of, info) for claim in load.claims(db, of.text, rows)]
    return told[report]


def _alias(db: apsw.Connection, gone: Iterable[str]) -> None:
    """Point ids that events had at the events that hold those claims now; where the claim is gone, nothing does."""
    for old in gone:
        names = [old, *(r[0] for r in db.execute("SELECT alias FROM event_aliases WHERE event = ?", (old,)).fetchall())]
        for name in names:
            db.execute("DELETE FROM event_aliases WHERE alias = ?", (name,))
            db.execute(
                "INSERT INTO event_aliases SELECT ?1, e.id FROM claims c JOIN event_claims k USING (claim) "
                "JOIN events e USING (event) WHERE c.id = ?1 AND e.id != ?1",
                (name,),
            )
