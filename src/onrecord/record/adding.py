"""Inputs -> record: one run, its batches and its counts."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

import apsw

from onrecord.errors import RecordError
from onrecord.model import Document, Frozen, Noted, Reading, Rejected, Report
from onrecord.reading.engine import Asked, Item, Known
from onrecord.record import identity, load
from onrecord.record.database import connect, faults, give_back, one, pack, pages, transaction
from onrecord.record.linkstore import Cache
from onrecord.record.memory import trim
from onrecord.record.search import tidy, whole
from onrecord.record.store import json_text
from onrecord.record.writer import Batch, Origin, begin_run, now

BATCH = 16
"""Reports of one transaction: one write to the disk for all of them."""
BATCH_SECONDS = 1.0
"""A report waits so long for others at most: what a crash can cost is a second of reading."""

Kind = Literal["read", "copies", "unchanged", "rejected"]


class AddSummary(Frozen, frozen=True, kw_only=True):
    """What became of the inputs of one run: ``inputs == read + copies + unchanged + rejected``."""

    run: int
    inputs: int = 0
    read: int = 0
    """New reports."""
    copies: int = 0
    """New reports that repeat another's text. They are read and kept too."""
    unchanged: int = 0
    """Reports that the record had: same address and text."""
    rejected: int = 0
    claims: int = 0
    """Claims of the reports that were new."""
    events: int = 0
    """Events that these claims are about; while a run goes on about as many."""


class Found(NamedTuple):
    """What was counted of a run's reports."""

    at: int
    """How many reports there were when all were counted."""
    copies: int
    events: int


class Run:
    """One pass over inputs. What ``summary`` counts is on the disk."""

    def __init__(
        self,
        db: apsw.Connection,
        path: Path,
        *,
        on_reject: Callable[[Rejected], object] = lambda rejected: None,
        progress: Callable[[AddSummary], object] = lambda summary: None,
    ) -> None:
        self._db, self._path = db, path
        self._on_reject, self._progress = on_reject, progress
        self._inputs = self._unchanged = self._rejected = self._claims = 0
        self._new: list[int] = []
        self._last = Found(0, 0, 0)
        self._waiting: list[tuple[Asked, Origin]] = []
        self._since = 0.0
        self._cache = Cache()
        with faults(path), transaction(db):
            self._pages = pages(db)
            self._run = begin_run(db)

    def take(self, result: Asked, source: Origin) -> None:
        """One result; it is written with its batch."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append((result, source))
        if len(self._waiting) >= BATCH or time.monotonic() - self._since > BATCH_SECONDS:
            self.flush()

    def flush(self, *, end: bool = False) -> None:
        """Writes what waits, on the disk when this returns."""
        waiting, self._waiting = self._waiting, []
        with faults(self._path), emptied(self._cache), transaction(self._db):
            batch = Batch(self._db, self._run, self._cache)
            kinds = [self._write(batch, result, source) for result, source in waiting]
            batch.close()
            counted = (
                self._inputs + len(waiting),
                self._unchanged + kinds.count("unchanged"),
                self._rejected + kinds.count("rejected"),
                self._claims + sum(len(r.claims) for (r, _), k in zip(waiting, kinds, strict=True)
                                   if k == "read" and isinstance(r, Reading)),
            )  # fmt: skip
            found = self._found(batch.new, end=end)
            summary = self._summary(len(self._new) + len(batch.new), found, *counted)
            self._db.execute(
                "UPDATE runs SET ended = ?, inputs = ?, read = ?, copies = ?, unchanged = ?, rejected = ?, claims = ? "
                "WHERE run = ?",
                (now() if end else None, summary.inputs, summary.read, summary.copies, summary.unchanged,
                 summary.rejected, summary.claims, self._run),
            )  # fmt: skip
        self._new.extend(batch.new)
        self._last = found
        self._inputs, self._unchanged, self._rejected, self._claims = counted
        self.summary = summary
        for result, _ in waiting:
            if isinstance(result, Rejected):
                self._on_reject(result)
        waiting.clear()
        trim()
        self._progress(summary)

    def end(self, notes: Sequence[Noted] = ()) -> AddSummary:
        """Writes the rest, and what was passed over.

        Raises ``RecordError`` should the counts not add up, which would be a fault of OnRecord.
        """
        self.flush(end=True)
        with faults(self._path):
            doubled = pages(self._db) >= 2 * self._pages
            with transaction(self._db):
                rows = [(self._run, noted.path, noted.detail) for noted in notes]
                self._db.executemany("INSERT INTO notes VALUES (?, ?, ?)", rows)
                if doubled:
                    whole(self._db)
                else:
                    tidy(self._db)
                    give_back(self._db)
            if doubled:  # so that what packing costs is a share of what adding cost, however large the record
                pack(self._db)
        s = self.summary
        if s.inputs != s.read + s.copies + s.unchanged + s.rejected:
            raise RecordError(f"Of {s.inputs} inputs some are unaccounted for; this is a fault of OnRecord: {s}")
        return s

    def _write(self, batch: Batch, result: Asked, source: Origin) -> Kind:
        if isinstance(result, Rejected):
            batch.reject(result)
            return "rejected"
        if isinstance(result, Known):
            batch.seen(result.id, source)
            return "unchanged"
        return "read" if batch.add(result, source) == "read" else "unchanged"

    def _found(self, new: list[int], *, end: bool) -> Found:
        """Copies among the run's reports and events of their claims, with those of the reports ``new``.

        What comes later may make a copy of an earlier report and one event of two. To count all anew with each batch
        would take time with the square of the reports: it is done whenever they are an eighth more, and at the end.
        """
        last, reports = self._last, [*self._new, *new]
        if end or len(reports) - last.at > last.at // 8:
            return Found(len(reports), self._copies(reports), self._events(reports))
        return Found(last.at, last.copies + self._copies(new), last.events + self._events(new))

    def _copies(self, reports: list[int]) -> int:
        many = "SELECT count(*) FROM json_each(?) n JOIN reports r ON r.report = n.value WHERE r.copy_of IS NOT NULL"
        return int(one(self._db, many, (json_text(reports),))[0])

    def _events(self, reports: list[int]) -> int:
        many = "SELECT count(DISTINCT c.event) FROM json_each(?) n JOIN claims c ON c.report = n.value"
        return int(one(self._db, many, (json_text(reports),))[0])

    def _summary(self, new: int, found: Found, inputs: int, unchanged: int, rejected: int, claims: int) -> AddSummary:
        return AddSummary(
            run=self._run, inputs=inputs, read=new - found.copies, copies=found.copies, unchanged=unchanged,
            rejected=rejected, claims=claims, events=found.events,
        )  # fmt: skip


@contextmanager
def emptied(cache: Cache) -> Iterator[None]:
    """Where the transaction fails, nothing of what linking saw in it stays in memory."""
    try:
        yield
    except BaseException:
        cache.clear()
        raise


class Sources:
    """Passes items on and remembers where each came from, for results come in the same order."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = items
        self._known: deque[Origin] = deque()

    def __iter__(self) -> Iterator[Item]:
        for item in self._items:
            self._known.append(Origin.of(item) if isinstance(item, Document) else Origin(path=item.path))
            yield item

    def next(self) -> Origin:
        """Where the next result came from."""
        return self._known.popleft()


class HasReport:
    """Whether a record has a report already and its account says no less. Goes to the processes that read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db: apsw.Connection | None = None

    def __reduce__(self) -> tuple[type[HasReport], tuple[Path]]:
        return HasReport, (self.path,)

    def close(self) -> None:
        """Lets go of the file: while it is open here, closing the record does not fold the log into it."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def __call__(self, report: Report) -> str | None:
        if self._db is None:
            self._db = connect(self.path, write=False)
        given = identity.given_id(report)
        ident = identity.report_id(report)
        with faults(self.path):
            row = self._db.execute("SELECT report FROM reports WHERE id = ?", (ident,)).fetchone()
            if row is None:
                return None
            new = identity.rank(identity.renamed(report, ident), given)
            return ident if new >= load.rank(self._db, row[0]) else None
