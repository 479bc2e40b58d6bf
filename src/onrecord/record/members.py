"""What accounts of events are made of: the claims of reports, each with its report and what linking knows of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import apsw

from onrecord.model import Claim, LinkInput, Report
from onrecord.record import load
from onrecord.record.database import one

Member = tuple[Claim, Report, LinkInput]


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
        self._told: dict[int, list[Member]] = {}

    def of(self, number: int) -> list[Member]:
        """All claims of a report, in order."""
        if number not in self._told:
            of, info = load.report(self._db, number), link_input(self._db, number)
            rows = self._db.execute(f"{load.CLAIM} WHERE c.report = ? ORDER BY c.position", (number,))
            self._told[number] = [(claim, of, info) for claim in load.claims(self._db, of.text, rows)]
        return self._told[number]

    def parted(self, reports: Iterable[int], claims: Sequence[str]) -> tuple[list[Member], list[Member]]:
        """The members among the claims of some reports, and the other claims of these."""
        inside = set(claims)
        whole = [m for number in reports for m in self.of(number)]
        return [m for m in whole if m[0].id in inside], [m for m in whole if m[0].id not in inside]
