"""The class ``Record``: what a program asks of a record."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.model import Claim, Copy, EventAccount, Reading, Report
from onrecord.record import accounts, copies, load
from onrecord.record.database import connect, faults, one, transaction
from onrecord.record.store import json_text
from onrecord.record.writer import Batch, Origin, begin_run, now

BATCH = 16
"""Reports of one transaction: one write to the disk for all, a fraction of a second of reading at risk of a crash."""


class AddSummary(Struct, frozen=True, kw_only=True):
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


class Record:
    """A record on disk. Use it as a context manager, in one thread; open another for another thread.

    ``readonly`` opens without ever writing (beside a process that writes, or a file that may not be written). Raises
    ``RecordError`` where the file cannot be opened or is no record.
    """

    def __init__(self, path: str | PathLike[str] = "onrecord.db", *, readonly: bool = False) -> None:
        self.path = Path(path)
        self._db = connect(self.path, write=not readonly)

    def close(self) -> None:
        """Folds the log into the file if nobody else has it open."""
        with faults(self.path):
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def connection(self) -> apsw.Connection:
        """The connection underneath, for questions in SQL; the tables are described in docs/record.md."""
        return self._db

    def add_readings(self, readings: Iterable[Reading]) -> AddSummary:
        """Adds what was read elsewhere, a batch a transaction. What ``AddSummary`` counts is on the disk."""
        counts = Counts()
        with faults(self.path):
            with transaction(self._db):
                run = begin_run(self._db)
            batch: list[Reading] = []
            for reading in readings:
                batch.append(reading)
                if len(batch) == BATCH:
                    self._write(run, batch, counts)
                    batch = []
            self._write(run, batch, counts, end=True)
        return counts.summary(run)

    def _write(self, run: int, readings: list[Reading], counts: Counts, *, end: bool = False) -> None:
        with transaction(self._db):
            batch = Batch(self._db, run)
            for reading in readings:
                outcome = batch.add(reading, Origin.of(reading.report))
                counts.inputs += 1
                if outcome == "read":
                    counts.claims += len(reading.claims)
                else:
                    counts.unchanged += 1
            batch.close()
            counts.new.extend(batch.new)
            counts.settle(self._db)
            self._db.execute(
                "UPDATE runs SET ended = ?, inputs = ?, read = ?, copies = ?, unchanged = ?, claims = ? WHERE run = ?",
                (now() if end else None, counts.inputs, counts.read, counts.copies, counts.unchanged, counts.claims,
                 run),
            )  # fmt: skip

    def _number(self, table: str, column: str, ident: str) -> int | None:
        row = self._db.execute(f"SELECT {column} FROM {table} WHERE id = ?", (ident,)).fetchone()
        if row is None and table == "reports":
            row = self._db.execute("SELECT report FROM reports WHERE given_id = ? ORDER BY id", (ident,)).fetchone()
        return int(row[0]) if row else None

    def _report_number(self, ident: str) -> int:
        number = self._number("reports", "report", ident)
        if number is None:
            raise UsageError(f"There is no report {ident} in {self.path}.")
        return number

    def reading(self, report: str) -> Reading:
        """Everything read from a report, equal to what was added; by its id or the id its input gave."""
        with faults(self.path):
            return load.reading(self._db, self._report_number(report))

    def report(self, report: str) -> Report:
        """One report by its id or the id its input gave."""
        with faults(self.path):
            return load.report(self._db, self._report_number(report))

    def copy(self, report: str) -> Copy | None:
        """How a report differs from the one whose text it repeats; ``None`` where it repeats none."""
        with faults(self.path):
            return copies.compare(self._db, self._report_number(report))

    def claim(self, claim: str) -> Claim:
        """One claim by its id."""
        with faults(self.path):
            row = self._db.execute(f"{load.CLAIM} WHERE c.id = ?", (claim,)).fetchone()
            if row is None:
                raise UsageError(f"There is no claim {claim} in {self.path}.")
            text = one(self._db, "SELECT text FROM reports JOIN claims USING (report) WHERE claim = ?", (row[0],))[0]
            return load.claims(self._db, text, [row])[0]

    def event(self, event: str) -> EventAccount:
        """The whole story of an event, by its id or one it had before."""
        with faults(self.path):
            number = accounts.event_number(self._db, event)
            if number is None:
                raise UsageError(f"There is no event {event} in {self.path}.")
            return accounts.account(self._db, number)


class Counts:
    """Counts of a run as they grow."""

    def __init__(self) -> None:
        self.inputs = self.read = self.copies = self.unchanged = self.rejected = self.claims = 0
        self.new: list[int] = []

    def settle(self, db: apsw.Connection) -> None:
        """How many of the new reports are copies as the record stands now."""
        many = "SELECT count(*) FROM json_each(?) n JOIN reports r ON r.report = n.value WHERE r.copy_of IS NOT NULL"
        self.copies = db.execute(many, (json_text(self.new),)).get
        self.read = len(self.new) - self.copies

    def summary(self, run: int) -> AddSummary:
        """The counts, frozen."""
        return AddSummary(
            run=run, inputs=self.inputs, read=self.read, copies=self.copies, unchanged=self.unchanged,
            rejected=self.rejected, claims=self.claims,
        )  # fmt: skip
