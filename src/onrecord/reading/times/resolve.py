"""Expressions -> meanings, in text order, each by the handler that its rule names."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.reading.times import dates, spans
from onrecord.reading.times.context import Context, Meaning
from onrecord.reading.times.match import Found

Handler = Callable[[Found, Context], Meaning | None]
HANDLERS: dict[str, Handler] = {
    "iso": dates.iso, "numeric": dates.numeric, "date": dates.full_date, "weekday": dates.weekday,
    "dayref": dates.dayref, "part": dates.part, "partof": dates.part, "relmonth": dates.relmonth,
    "season": dates.season, "quarter": dates.fiscal_quarter, "half": dates.half, "year": dates.year,
    "fiscal": dates.year, "yearend": dates.yearend, "decade": dates.decade, "century": dates.century,
    "relunit": dates.relunit, "duration": spans.duration, "relspan": spans.relspan, "ago": spans.ago,
    "yearago": spans.yearago, "thatunit": spans.thatunit, "thatq": spans.thatq, "set": spans.timeset,
    "ref": spans.ref, "clock": spans.clock,
}  # fmt: skip


def resolve(found: list[Found], ctx: Context) -> list[tuple[Found, Meaning]]:
    """Meanings in text order; an expression that means nothing on second look is left out."""
    for expression in found:
        meaning = HANDLERS[expression.rule.handler](expression, ctx)
        if meaning is not None:
            ctx.history.append((expression, meaning))
    return ctx.history
