"""The record behind the desk: a few readers in threads of their own, each question on one state of the file."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import msgspec

from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.serve.adding import Adder

T = TypeVar("T")

READERS = 4
"""Threads that ask. SQLite works outside the interpreter's lock; more threads than that only take turns."""


def usable(path: Path) -> None:
    """Makes the record where there is none, or brings it up to date; one that may only be read is read.

    Raises ``RecordError`` for what is no record or cannot be opened.
    """
    try:
        Record(path).close()
    except RecordError:
        Record(path, readonly=True).close()


def _once(record: Record) -> None:
    """One event, whose account loads the tables that linking needs: the first who asks need not wait for them."""
    from onrecord.record import stories

    found = record.connection.execute("SELECT event FROM events LIMIT 1").fetchone()
    if found is not None:
        stories.account(record.connection, found[0])


class Desk:
    """One record, many who ask. ``close`` ends its threads and the process that reads new reports."""

    def __init__(self, path: Path) -> None:
        self.path = path
        usable(path)
        self._own = threading.local()
        self._open: list[Record] = []
        self._pool = ThreadPoolExecutor(READERS, thread_name_prefix="desk")
        # one thread writes judgements: SQLite takes one writer at a time anyway
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="desk-write")
        self.adder = Adder(path)
        self._pool.submit(self._answer, _once)

    def _record(self) -> Record:
        record: Record | None = getattr(self._own, "record", None)
        if record is None:
            record = self._own.record = Record(self.path, readonly=True)
            self._open.append(record)
        return record

    async def ask(self, question: Callable[[Record], T]) -> T:
        """The answer to a question, asked of one state of the record in a reader's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._answer, question)

    def _answer(self, question: Callable[[Record], T]) -> T:
        import apsw

        record = self._record()
        db = record.connection
        try:
            db.execute("BEGIN")
            try:
                return question(record)
            finally:
                db.execute("COMMIT")
        except (apsw.BusyError, apsw.CorruptError, apsw.IOError, apsw.CantOpenError) as error:
            raise RecordError(f"The record at {self.path} cannot be read just now: {error}.") from error

    async def ask_json(self, question: Callable[[Record], object]) -> bytes:
        """The answer as JSON, made in the reader's thread."""
        return await self.ask(lambda record: msgspec.json.encode(question(record)))

    async def write(self, change: Callable[[Record], T]) -> T:
        """Changes the record: judgements. Reports are added by the process of their own."""

        def run() -> T:
            with Record(self.path) as record:
                return change(record)

        return await asyncio.get_running_loop().run_in_executor(self._writing, run)

    def close(self) -> None:
        """Ends everything."""
        self.adder.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._writing.shutdown(wait=True, cancel_futures=True)
        for record in self._open:
            record.close()
        self._open.clear()
