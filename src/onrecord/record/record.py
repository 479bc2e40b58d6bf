"""The class ``Record``: what a program asks of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import apsw

from onrecord.errors import UsageError
from onrecord.model import Claim, Copy, Document, EventAccount, Hints, Judgement, Noted, Reading, Rejected, Report
from onrecord.record import copies, links, load, stories
from onrecord.record.adding import AddSummary, HasReport, Run, Sources
from onrecord.record.asking import Asking
from onrecord.record.database import connect, faults, looking, one, transaction
from onrecord.record.search import Hit, search
from onrecord.record.writer import Origin, now

if TYPE_CHECKING:  # loaded when something is fetched
    from onrecord.intake.web import Web


class Record(Asking):
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

    def add(
        self,
        *inputs: str,
        jobs: int | None = None,
        hints: Hints | None = None,
        on_reject: Callable[[Rejected], object] = lambda rejected: None,
        progress: Callable[[AddSummary], object] = lambda summary: None,
        on_note: Callable[[Noted], object] = lambda noted: None,
    ) -> AddSummary:
        """Reads files, folders, archives, feeds, addresses and keeps what they say. Safe to stop and to repeat.

        ``jobs``: processes that read, ``None`` for one a core; ``hints`` say of every report what it does not say.
        ``progress`` is told after each commit, ``on_reject`` of each input that was not read, ``on_note`` of what was
        passed over in inputs that were; these two are kept in the record as well.
        """
        from onrecord.intake import documents

        notes: list[Noted] = []

        def note(noted: Noted) -> None:
            notes.append(noted)
            on_note(noted)

        found = documents(list(inputs), hints=hints or Hints(), on_note=note)
        return self.add_documents(found, jobs=jobs, on_reject=on_reject, progress=progress, notes=notes)

    def add_documents(
        self,
        items: Iterable[Document | Rejected],
        *,
        jobs: int | None = None,
        on_reject: Callable[[Rejected], object] = lambda rejected: None,
        progress: Callable[[AddSummary], object] = lambda summary: None,
        notes: Sequence[Noted] = (),
    ) -> AddSummary:
        """The same for documents that are at hand. ``notes`` are kept at the end, those that came meanwhile too."""
        from onrecord.reading import engine

        run = Run(self._db, self.path, on_reject=on_reject, progress=progress)
        sources = Sources(items)
        has = HasReport(self.path)
        try:
            for result in engine.readings(sources, jobs=jobs, has=has):
                run.take(result, sources.next())
        except KeyboardInterrupt:
            run.flush()
            raise
        finally:
            has.close()
        return run.end(notes)

    def watch(
        self,
        feeds: Sequence[str],
        *,
        every: float = 900.0,
        jobs: int | None = None,
        on_reject: Callable[[Rejected], object] = lambda rejected: None,
        web: Web | None = None,
    ) -> tuple[AddSummary, float]:
        """Adds what is new in those feeds (addresses) whose time has come, once.

        Gives the summary and the Unix time at which the next feed wants to be asked. What a feed last said and which
        entries were taken stands in the record, so the next call goes on from there.
        """
        from onrecord.intake import watch as polling
        from onrecord.record.feeds import Watched

        seen = Watched(self._db, self.path)
        found = polling.poll(feeds, seen=seen, state=seen.state, web=web, every=every)
        summary = self.add_documents(seen.taking(found), jobs=jobs, on_reject=on_reject)
        seen.save()
        return summary, polling.due(feeds, state=seen.state)

    def add_readings(
        self, readings: Iterable[Reading], *, progress: Callable[[AddSummary], object] = lambda summary: None
    ) -> AddSummary:
        """Keeps what was read elsewhere."""
        run = Run(self._db, self.path, progress=progress)
        for reading in readings:
            run.take(reading, Origin.of(reading.report))
        return run.end()

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
        with looking(self._db, self.path):
            return load.reading(self._db, self._report_number(report))

    def report(self, report: str) -> Report:
        """One report by its id or the id its input gave."""
        with looking(self._db, self.path):
            return load.report(self._db, self._report_number(report))

    def copy(self, report: str) -> Copy | None:
        """How a report differs from the one whose text it repeats; ``None`` where it repeats none."""
        with looking(self._db, self.path):
            return copies.compare(self._db, self._report_number(report))

    def heading(self, report: str) -> str:
        """A report in one line: publisher, day, title."""
        with looking(self._db, self.path):
            publisher, published, title = one(
                self._db, "SELECT publisher, published, title FROM reports WHERE report = ?",
                (self._report_number(report),),
            )  # fmt: skip
        return ", ".join(x for x in (publisher or "unknown outlet", (published or "")[:10], title) if x)

    def claim(self, claim: str) -> Claim:
        """One claim by its id."""
        with looking(self._db, self.path):
            row = self._db.execute(f"{load.CLAIM} WHERE c.id = ?", (claim,)).fetchone()
            if row is None:
                raise UsageError(f"There is no claim {claim} in {self.path}.")
            text = one(self._db, "SELECT text FROM reports JOIN claims USING (report) WHERE claim = ?", (row[0],))[0]
            return load.claims(self._db, text, [row])[0]

    def event(self, event: str) -> EventAccount:
        """The whole story of an event, by its id or one it had before."""
        with looking(self._db, self.path):
            number = stories.event_number(self._db, event)
            if number is None:
                raise UsageError(f"There is no event {event} in {self.path}; onrecord events lists their ids.")
            return stories.account(self._db, number)

    def search(self, words: str, *, limit: int = 20, skip: int = 0, marks: tuple[str, str] = ("[[", "]]")) -> list[Hit]:
        """Evidence and reports that hold all the words, those marked; "quoted words" stand together."""
        with looking(self._db, self.path):
            return search(self._db, words, limit=limit, skip=skip, marks=marks)

    # ------------------------------------------------------------ what people decide

    def judge(self, a: str, b: str, *, same: bool, by: str, why: str | None = None) -> Judgement:
        """A person's word that two claims are, or are not, of one event; an event stands for its first claim.

        It holds until it is undone, whatever is added later.
        """
        with faults(self.path), transaction(self._db):
            first, second = sorted((self._claim_id(a), self._claim_id(b)))
            if first == second:
                raise UsageError("A claim is the same as itself; name two.")
            self._db.execute(
                "INSERT INTO judgements (a, b, same, by, at, why) VALUES (?, ?, ?, ?, ?, ?)",
                (first, second, same, by, now(), why),
            )
            number = self._db.last_insert_rowid()
            links.judged(self._db, [first, second])
        return self._judgement(number)

    def undo(self, judgement: int) -> Judgement:
        """Takes a judgement back; it stays in the list with the time at which it was undone."""
        found = self._judgement(judgement)
        if found.undone is not None:
            raise UsageError(f"Judgement {judgement} was undone on {found.undone}.")
        with faults(self.path), transaction(self._db):
            self._db.execute("UPDATE judgements SET undone = ? WHERE judgement = ?", (now(), judgement))
            links.judged(self._db, [found.a, found.b])
        return self._judgement(judgement)

    def judgements(self) -> list[Judgement]:
        """All judgements in the order in which they were given, those undone too."""
        with looking(self._db, self.path):
            return [_judgement(row) for row in self._db.execute(f"{JUDGEMENT} ORDER BY judgement")]

    def _judgement(self, number: int) -> Judgement:
        with looking(self._db, self.path):
            row = self._db.execute(f"{JUDGEMENT} WHERE judgement = ?", (number,)).fetchone()
        if row is None:
            raise UsageError(f"There is no judgement {number} in {self.path}.")
        return _judgement(row)

    def _claim_id(self, ident: str) -> str:
        """The claim itself, or the first claim of an event."""
        if self._number("claims", "claim", ident) is not None:
            return ident
        event = stories.event_number(self._db, ident)
        if event is None:
            raise UsageError(f"There is no claim or event {ident} in {self.path}.")
        first = "SELECT c.id FROM event_claims k JOIN claims c USING (claim) WHERE k.event = ? ORDER BY k.position"
        return str(one(self._db, first, (event,))[0])


JUDGEMENT = "SELECT judgement, a, b, same, by, at, why, undone FROM judgements"


def _judgement(row: Sequence[Any]) -> Judgement:
    number, a, b, same, by, at, why, undone = row
    return Judgement(id=number, a=a, b=b, same=bool(same), by=by, at=at, why=why, undone=undone)
