"""What watching remembers, in the record: the state of each feed and which entries were taken.

Both are written when the reports of a round are on the disk. A stop before that costs a second look at the entries,
which the record then finds unchanged; a stop after it costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import apsw
import msgspec

from onrecord.intake.watch import FOR_GOOD, FeedState
from onrecord.model import Document, Rejected
from onrecord.record.database import faults, transaction


class Watched:
    """The feeds of one record: ``state`` and ``seen`` for ``intake.watch.poll``."""

    def __init__(self, db: apsw.Connection, path: Path) -> None:
        self._db, self._path = db, path
        with faults(path):
            rows = db.execute("SELECT feed, state FROM feeds").fetchall()
        self.state = {str(feed): msgspec.json.decode(str(state), type=FeedState) for feed, state in rows}
        self._new: set[str] = set()

    def __contains__(self, key: object) -> bool:
        if key in self._new:
            return True
        with faults(self._path):
            return self._db.execute("SELECT 1 FROM feed_entries WHERE key = ?", (str(key),)).fetchone() is not None

    def taking(self, found: Iterable[Document | Rejected]) -> Iterator[Document | Rejected]:
        """Passes on what a round found and notes the entries that need not come again."""
        for item in found:
            if item.key is not None and (isinstance(item, Document) or item.reason in FOR_GOOD):
                self._new.add(item.key)
            yield item

    def save(self) -> None:
        """Keeps what was noted; for after the reports are on the disk."""
        with faults(self._path), transaction(self._db):
            self._db.executemany("INSERT OR IGNORE INTO feed_entries VALUES (?)", [(k,) for k in sorted(self._new)])
            self._db.executemany(
                "INSERT OR REPLACE INTO feeds VALUES (?, ?)",
                [(feed, msgspec.json.encode(state).decode()) for feed, state in sorted(self.state.items())],
            )
        self._new.clear()
