"""Expressions -> meanings, in text order, each by the handler that its rule names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from onrecord.reading.times import dates, spans
from onrecord.reading.times.calendar import week_value
from onrecord.reading.times.context import Context, Meaning, dated
from onrecord.reading.times.match import DAYS, Found

Handler = Callable[[Found, Context], Meaning | None]
HANDLERS: dict[str, Handler] = {
    "iso": dates.iso, "numeric": dates.numeric, "date": dates.full_date, "weekday": dates.weekday,
    "dayref": dates.dayref, "part": dates.part, "partof": dates.part, "relmonth": dates.relmonth,
    "season": dates.season, "quarter": dates.fiscal_quarter, "half": dates.half, "year": dates.year,
    "fiscal": dates.year, "yearend": dates.yearend, "decade": dates.decade, "century": dates.century,
    "relunit": dates.relunit, "duration": spans.duration, "relspan": spans.relspan, "ago": spans.ago,
    "yearago": spans.yearago, "thatunit": spans.thatunit, "thatq": spans.thatq, "set": spans.timeset,
    "ref": spans.ref, "clock": spans.clock,
    "drop": lambda found, ctx: None, "durdet": spans.duration, "durref": lambda found, ctx: Meaning("DURATION", "PXX"),
    "holiday": dates.holiday, "monthyear": dates.full_date, "weekof": lambda found, ctx: Meaning("DATE", "WEEK"),
    "daylist": dates.daylist, "monthadj": dates.monthadj, "yearagoq": spans.yearago,
}  # fmt: skip
BRIDGE = frozenset({"on", "(", ")", ",", "local", "time", "gmt", "utc", "at", "of"})


BETWEEN = 6
"""Words that may stand between a clock time and its day: "10:35 a.m. (0735 GMT) on Friday"."""


def resolve(found: list[Found], ctx: Context) -> list[tuple[Found, Meaning]]:
    """Meanings in text order; an expression that means nothing on second look is left out."""
    for i, expression in enumerate(found):
        meaning = HANDLERS[expression.rule.handler](expression, ctx)
        if meaning is None:
            continue
        if expression.at is not None:
            meaning = _at(meaning, HANDLERS[expression.at.rule.handler](expression.at, ctx))
        elif expression.rule.handler == "clock":
            day = _day_ahead(found, i, ctx)
            meaning = _at(day, meaning) if day else meaning
        ctx.history.append((expression, meaning))
    return ctx.history


def _at(day: Meaning, clock: Meaning | None) -> Meaning:
    """The clock time or part of day on the given day."""
    if clock is not None and clock.value == "WEEK" and day.interval.precision == "day":
        return dated(week_value(date.fromisoformat(day.value)))
    if clock is None or "T" not in clock.value or "T" in day.value or day.interval.precision != "day":
        return day
    return dated(day.value + "T" + clock.value.split("T", 1)[1])


def _day_ahead(found: list[Found], i: int, ctx: Context) -> Meaning | None:
    """The day that follows a clock time: "at 9 p.m. on Friday"."""
    end = found[i].last
    for later in found[i + 1 :]:
        between = [w.lower for w in ctx.words[end : later.first]]
        if len(between) > BETWEEN or not set(between) <= BRIDGE:
            return None
        if later.rule.handler in DAYS:
            return HANDLERS[later.rule.handler](later, ctx)
        end = later.last
    return None
