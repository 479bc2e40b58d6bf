"""A person's word that claims are, or are not, of one event, and taking it back."""

from __future__ import annotations

from typing import Annotated

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody, Parameter

from onrecord.errors import UsageError
from onrecord.model import Judgement
from onrecord.record import Record
from onrecord.serve import orders
from onrecord.serve.desk import Desk
from onrecord.serve.faults import NotFound

LONG = 400


@post("/judgements", summary="Say that two claims are, or are not, of one event", status_code=200)
async def judge(desk: NamedDependency[Desk], data: JSONBody[orders.JudgementOrder]) -> orders.Judged:
    """It holds until it is undone; the events are made anew at once."""
    if data.a == data.b:
        raise UsageError("A claim is of one event with itself; name two claims.")
    if not data.by.strip():
        raise UsageError("Say who judges (by): decisions are signed.")

    def change(record: Record) -> orders.Judged:
        for ident in (data.a, data.b):
            _claim(record, ident)
        made = record.judge(data.a, data.b, same=data.same, by=data.by.strip()[:LONG], why=data.why)
        return _judged(record, made)

    return await desk.write(change)


@post("/judgements/{number:int}/undo", summary="Take a judgement back", status_code=200)
async def undo(desk: NamedDependency[Desk], number: Annotated[int, Parameter(ge=0, le=2**62)]) -> orders.Judged:
    """The judgement stays on record as undone; the events are made anew at once."""

    def change(record: Record) -> orders.Judged:
        found = record.connection.execute("SELECT 1 FROM judgements WHERE judgement = ?", (number,)).fetchone()
        if found is None:
            raise NotFound(f"There is no judgement {number} in this record.")
        return _judged(record, record.undo(number))

    return await desk.write(change)


def _judged(record: Record, made: Judgement) -> orders.Judged:
    return orders.Judged(judgement=made, events=_events(record, made.a, made.b))


def _claim(record: Record, ident: str) -> int:
    row = record.connection.execute("SELECT claim FROM claims WHERE id = ?", (ident,)).fetchone()
    if row is None:
        raise NotFound(f"There is no claim {ident[:60]} in this record.")
    return int(row[0])


def _events(record: Record, *claims: str) -> tuple[str, ...]:
    """The events that claims are of now, each once."""
    found = (
        record.connection.execute(
            "SELECT e.id FROM event_claims k JOIN events e USING (event) JOIN claims c USING (claim) WHERE c.id = ?",
            (claim,),
        ).fetchone()
        for claim in claims
    )
    return tuple(dict.fromkeys(row[0] for row in found if row))


ROUTES = [judge, undo]
