"""One process writes: readings go in, a batch a transaction; what is counted is on the disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from hashlib import sha256
from typing import Literal

import apsw
import msgspec

from onrecord.model import Document, Reading, Rejected, Report
from onrecord.record import copies, identity, links, load, store, versions
from onrecord.record.database import one
from onrecord.record.linkstore import Cache

Outcome = Literal["read", "unchanged", "better"]
"""What became of a reading: new; known; known, but this account of it says more and takes its place."""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a report's bytes came from."""

    path: str
    media_type: str | None = None
    bytes: int | None = None
    sha256: str = ""
    fetched: str | None = None

    @classmethod
    def of(cls, document: Document | Report) -> Origin:
        """Of a document, or of a report that came as a reading."""
        if isinstance(document, Report):
            return cls(path=document.path or "")
        return cls(
            path=document.path, media_type=document.media_type, bytes=len(document.content),
            sha256=sha256(document.content).hexdigest(), fetched=document.fetched,
        )  # fmt: skip


def now() -> str:
    """The present moment, ISO 8601, UTC."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")  # noqa: UP017


class Batch:
    """Readings of one transaction. The caller opens and ends it."""

    def __init__(self, db: apsw.Connection, run: int, cache: Cache | None = None) -> None:
        self._db, self._run, self._cache = db, run, cache
        self._touched: set[int] = set()
        self.new: list[int] = []

    def add(self, reading: Reading, source: Origin | None = None) -> Outcome:
        """Writes one reading, or sees that the record has it."""
        given = identity.given_id(reading.report)
        reading = identity.keyed(reading)
        db = self._db
        known = db.execute("SELECT report FROM reports WHERE id = ?", (reading.report.id,)).fetchone()
        if known is None:
            number = store.put(db, reading, run=self._run, given=given)
            outcome: Outcome = "read"
            self.new.append(number)
        else:
            number = known[0]
            outcome = self._again(number, reading, given)
        self._came_from(number, source or Origin.of(reading.report))
        if outcome != "unchanged":
            self._touched.add(number)
        return outcome

    def seen(self, report: str, source: Origin) -> None:
        """A report that the record has came once more."""
        self._came_from(one(self._db, "SELECT report FROM reports WHERE id = ?", (report,))[0], source)

    def _again(self, number: int, reading: Reading, given: str | None) -> Outcome:
        if identity.rank(reading.report, given) >= load.rank(self._db, number):
            return "unchanged"
        links.forget(self._db, [reading.report.id], self._cache)
        store.put(self._db, reading, run=self._run, given=given, replaces=number)
        return "better"

    def _came_from(self, number: int, source: Origin) -> None:
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
            "fetched = min(fetched, excluded.fetched)",
            (number, source.path, source.sha256, source.media_type, source.bytes, source.fetched, self._run),
        )

    def reject(self, rejected: Rejected) -> None:
        """Keeps an input that was not read, with why."""
        self._db.execute(
            "INSERT INTO rejected VALUES (?, ?, ?, ?)", (self._run, rejected.path, rejected.reason, rejected.detail)
        )

    def close(self) -> None:
        """Versions, copies and links of what came; the last step before the commit."""
        changed = self._touched | versions.place(self._db, self._touched)
        for number in sorted(self._touched):
            changed |= copies.place(self._db, number)
        links.link(self._db, self._ids(sorted(changed)), self._cache)

    def _ids(self, numbers: Sequence[int]) -> list[str]:
        found = (self._db.execute("SELECT id FROM reports WHERE report = ?", (n,)).fetchone() for n in numbers)
        return sorted(row[0] for row in found if row)


def begin_run(db: apsw.Connection) -> int:
    """A new row of ``runs``."""
    from onrecord import __version__

    db.execute("INSERT INTO runs (started, software, weights) VALUES (?, ?, ?)", (now(), __version__, weights()))
    return db.last_insert_rowid()


def weights() -> str | None:
    """The SHA-256 of the trained weights that read, as their manifest has it."""
    from importlib.resources import files

    manifest = files("onrecord.models") / "data" / "manifest.json"
    found = msgspec.json.decode(manifest.read_bytes())
    return sha256(msgspec.json.encode(found, order="sorted")).hexdigest()
