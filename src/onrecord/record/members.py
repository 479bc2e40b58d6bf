"""What accounts of events are made of: the claims of reports, each with its report and what linking knows of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import apsw

from onrecord.linking.telling import Member, Telling
from onrecord.model import LinkInput
from onrecord.record import load
from onrecord.record.database import one


def link_input(db: apsw.Connection, number: int) -> LinkInput:
    """What linking is told of the report in row ``number`` beside its reading."""
    report, publisher, url, published, copy, page = one(
        db,
        "SELECT r.id, r.publisher, r.url, coalesce(r.published, r.updated), o.id, p.url FROM reports r "
        "LEFT JOIN reports o ON o.report = r.copy_of LEFT JOIN pages p ON p.page = r.page WHERE r.report = ?",
        (number,),
    )
    return LinkInput(report=report, publisher=publisher, url=url, published=published, copy_of=copy, version_of=page)


class Members:
    """Claims of reports by row number, each report loaded once."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db
        self._told: dict[int, Telling] = {}

    def told(self, number: int) -> Telling:
        """A report with all its claims."""
        if number not in self._told:
            of, info = load.report(self._db, number), link_input(self._db, number)
            rows = self._db.execute(f"{load.CLAIM} WHERE c.report = ? ORDER BY c.position", (number,))
            self._told[number] = Telling(of, info, load.claims(self._db, of.text, rows))
        return self._told[number]

    def of(self, reports: Iterable[int], claims: Sequence[str]) -> tuple[list[Member], list[Telling]]:
        """The members among the claims of some reports, and these reports."""
        told = [self.told(number) for number in reports]
        found = (t.member(claim) for t in told for claim in claims)
        return [m for m in found if m is not None], told
