"""The process that reads what the page adds: ``python -m onrecord.serve.reader RECORD``, orders in, progress out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

import msgspec

from onrecord.intake import documents
from onrecord.model import Document, Reading, Rejected
from onrecord.record import Record
from onrecord.record.database import faults, transaction
from onrecord.record.writer import Batch, Origin, begin_run, now
from onrecord.serve import orders
from onrecord.serve.adding import Order, progress, tell


def main(path: Path, given: IO[bytes], out: IO[bytes]) -> None:
    """Carries out orders, a line each, until there are no more."""
    for line in given:
        order = msgspec.json.decode(line, type=Order)
        items: list[orders.AddedItem] = []
        try:
            with Record(path) as record:
                _carry_out(record, order, items, out)
            tell(out, progress(order.id, "done", items))
        except Exception as error:  # noqa: BLE001 - the last edge of this process: told to the page, the next goes on
            words = " ".join(str(error).split())[:300]
            tell(out, progress(order.id, "failed", items, words or type(error).__name__))


def _carry_out(record: Record, order: Order, items: list[orders.AddedItem], out: IO[bytes]) -> None:
    tell(out, progress(order.id, "reading", items))
    with faults(record.path), transaction(record.connection):
        run = begin_run(record.connection)
    for found in documents([order.path], hints=order.hints):
        items.append(_one(record, run, found, order))
        tell(out, progress(order.id, "reading", items))
    _end(record, run, items)


def _one(record: Record, run: int, found: Document | Rejected, order: Order) -> orders.AddedItem:
    """Reads one report, then writes it in a transaction of its own: nobody waits for the file while it is read."""
    found = msgspec.structs.replace(found, path=found.path.replace(order.path, order.name))
    made = _reading(found)
    with faults(record.path), transaction(record.connection):
        batch = Batch(record.connection, run)
        if isinstance(made, Rejected):
            batch.reject(made)
            return _rejected(made)
        outcome = batch.add(made, Origin.of(found) if isinstance(found, Document) else None)
        batch.close()
    return _read(record, made, outcome)


def _reading(found: Document | Rejected) -> Reading | Rejected:
    from onrecord.reading import read_report
    from onrecord.report import build

    try:
        made = build(found) if isinstance(found, Document) else found
        return made if isinstance(made, Rejected) else read_report(made)
    except Exception as error:  # noqa: BLE001 - recorded as rejected: one bad report must not stop the rest
        words = " ".join(str(error).split())[:200]
        detail = f"OnRecord failed on this report, please report it: {type(error).__name__}: {words}"
        return Rejected(path=found.path, reason="fault", detail=detail)


def _rejected(made: Rejected) -> orders.AddedItem:
    return orders.AddedItem(
        path=made.path, outcome="rejected", report=None, title=None, claims=0, reason=made.reason, detail=made.detail
    )


def _read(record: Record, reading: Reading, outcome: str) -> orders.AddedItem:
    from onrecord.record.identity import keyed

    ident = keyed(reading).report.id
    row = record.connection.execute("SELECT copy_of FROM reports WHERE id = ?", (ident,)).fetchone()
    copied = outcome == "read" and row is not None and row[0] is not None
    return orders.AddedItem(
        path=reading.report.path or "", outcome="unchanged" if outcome == "unchanged" else "copy" if copied else "read",
        report=ident, title=reading.report.title, claims=len(reading.claims), reason=None, detail=None,
    )  # fmt: skip


def _end(record: Record, run: int, items: list[orders.AddedItem]) -> None:
    """What the run came to, in its row."""
    outcomes = [i.outcome for i in items]
    claims = sum(i.claims for i in items if i.outcome in ("read", "copy"))
    with faults(record.path), transaction(record.connection):
        record.connection.execute(
            "UPDATE runs SET ended = ?, inputs = ?, read = ?, copies = ?, unchanged = ?, rejected = ?, claims = ? "
            "WHERE run = ?",
            (now(), len(items), outcomes.count("read"), outcomes.count("copy"), outcomes.count("unchanged"),
             outcomes.count("rejected"), claims, run),
        )  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer)
