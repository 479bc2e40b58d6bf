"""Expressions -> meanings, in text order, each by the handler that its rule names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from onrecord.reading.times import dates, periods, spans
from onrecord.reading.times.calendar import Interval, shift, week_value
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
    "daybeside": lambda found, ctx: None,
    "drop": lambda found, ctx: None,
}  # fmt: skip
COMMON = frozenset({"relunit", "thatunit", "dayref", "clock", "ref", "set"})
"""Handlers of expressions that are no proper names: a capital in them makes a title."""
PROPER = frozenset({"WD", "WDS", "WDAB", "MONTH", "WEAKMONTH"})
BRIDGE = frozenset({"on", "(", ")", ",", "local", "time", "gmt", "utc", "at", "of"})


BETWEEN = 6
"""Words that may stand between a clock time and its day: "10:35 a.m. (0735 GMT) on Friday"."""


def resolve(found: list[Found], ctx: Context) -> list[tuple[Found, Meaning]]:
    """Meanings in text order; an expression that means nothing on second look is left out."""
    for i, expression in enumerate(found):
        if expression.rule.name == "lastverb":  # "will last three days": the verb is no part of the length
            expression = expression._replace(first=expression.first + 1)
        meaning = HANDLERS[expression.rule.handler](expression, ctx)
        if meaning is None or _title(expression, ctx):
            continue
        if expression.at is not None:
            meaning = _joined(meaning, expression.at, ctx)
        elif expression.rule.handler in ("clock", "part"):
            day = _day_ahead(found, i, ctx)
            meaning = _at(day, meaning) if day else meaning
        ctx.add(expression, _zoned(meaning, expression, ctx))
    return ctx.history


def _title(found: Found, ctx: Context) -> bool:
    """A common noun with a capital inside a name: "This Week With ...", "USA Today", "High Noon", "the Daily Star"."""
    if found.rule.handler not in COMMON:
        return False
    text, words = ctx.parse.text, ctx.words
    last = words[found.core[1] - 1]
    if not text[last.start].isupper() or text[last.start : last.end].isupper() or PROPER & last.classes.keys():
        return False
    if found.core[1] - found.core[0] > 1:
        return True
    before = words[found.core[0] - 1] if found.core[0] else None
    if before is not None and text[before.start].isupper() and text[before.end : last.start] == " ":
        return True
    after = words[found.core[1]] if found.core[1] < len(words) else None
    capital = after is not None and text[after.start].isupper() and text[last.end : after.start] == " "
    return capital and found.rule.handler == "set"


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


def _joined(day: Meaning, leader: Found, ctx: Context) -> Meaning:
    """The day with what leads it: a clock time, a part of day, "the week of", "the day before"."""
    if leader.rule.handler != "daybeside":
        return _at(day, HANDLERS[leader.rule.handler](leader, ctx))
    if day.interval.precision != "day":
        return day
    beside = shift(date.fromisoformat(day.value), -1 if leader.lower("dir") == "before" else 1)
    return dated(beside.isoformat()) if beside else day


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
