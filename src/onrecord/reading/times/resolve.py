"""Expressions -> meanings, in text order, each by the handler that its rule names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from onrecord.reading.times import dates, periods, spans
from onrecord.reading.times.calendar import Interval, week_value
from onrecord.reading.times.context import Context, Meaning, dated
from onrecord.reading.times.match import DAYS, Found

Handler = Callable[[Found, Context], Meaning | None]
HANDLERS: dict[str, Handler] = {
    "iso": dates.iso, "numeric": dates.numeric, "date": dates.full_date, "monthyear": dates.full_date,
    "monthadj": dates.monthadj, "daylist": dates.daylist, "daystart": dates.daystart, "nameday": dates.nameday,
    "monthstart": dates.monthstart,
    "weekday": dates.weekday, "dayref": dates.dayref, "part": dates.part, "partof": dates.part,
    "relmonth": dates.relmonth, "holiday": dates.holiday,
    "season": periods.season, "quarter": periods.fiscal_quarter, "half": periods.half, "year": periods.year,
    "fiscal": periods.year, "yearend": periods.yearend, "decade": periods.decade, "century": periods.century,
    "relunit": periods.relunit,
    "duration": spans.duration, "durdet": spans.duration, "relspan": spans.relspan, "ago": spans.ago,
    "yearago": spans.yearago, "yearagoq": spans.yearago, "thatunit": spans.thatunit, "thatq": spans.thatq,
    "set": spans.timeset, "ref": spans.ref, "clock": spans.clock,
    "durref": lambda found, ctx: Meaning("DURATION", "PXX"),
    "halfunit": spans.duration,
    "quartercentury": lambda found, ctx: Meaning("DURATION", "P25Y"),
    "weekof": lambda found, ctx: Meaning("DATE", "WEEK"),
    "drop": lambda found, ctx: None,
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
        elif expression.rule.handler in ("clock", "part"):
            day = _day_ahead(found, i, ctx)
            meaning = _at(day, meaning) if day else meaning
        ctx.add(expression, _zoned(meaning, expression, ctx))
    return ctx.history


def _zoned(meaning: Meaning, found: Found, ctx: Context) -> Meaning:
    """The moment with its zone's offset, where the text names a zone that is known: "21:34 Mecca time"."""
    clock = found.at or found
    low = meaning.interval.low
    if clock.rule.handler != "clock" or low is None or meaning.interval.precision != "time":
        return meaning
    from onrecord.report.zones import zone  # here: its neighbours in that package are not needed to read times

    name = clock.lower("zone") or " ".join(w.lower for w in ctx.words[clock.core[1] : clock.last])
    known = zone(name) if name else None
    if known is None:
        return meaning
    stamp = datetime.fromisoformat(low).replace(tzinfo=known).isoformat(timespec="minutes")
    return meaning._replace(interval=Interval(stamp, stamp, "time"))


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
    for k in range(i + 1, min(i + 3, len(found))):
        later = found[k]
        between = [w.lower for w in ctx.words[end : later.first]]
        if len(between) > BETWEEN or not set(between) <= BRIDGE:
            return None
        if later.rule.handler in DAYS:
            return HANDLERS[later.rule.handler](later, ctx)
        end = later.last
    return None
