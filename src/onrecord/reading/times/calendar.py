"""Days, weeks and months: TIMEX3 values, and the interval of days that a value stands for."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
DAY = timedelta(days=1)


class Interval(NamedTuple):
    """First and last day (ISO; date-times for clock times) and how precise they are."""

    low: str | None
    high: str | None
    precision: str | None


UNKNOWN = Interval(None, None, None)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or ``None`` where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date | None:
    """``days`` later, or ``None`` beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month, ``count`` months on."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    nxt = add_months(year, month, 1)
    return date(nxt[0], nxt[1], 1) - DAY if nxt[0] <= 9999 else date(9999, 12, 31)


def week_value(day: date) -> str:
    """ISO week of a day: ``1998-W07``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def quarter(day: date) -> tuple[int, int]:
    """Year and calendar quarter of a day."""
    return day.year, (day.month - 1) // 3 + 1


def season_of(day: date) -> tuple[int, str]:
    """Season of the northern year; December belongs to the winter of its own year."""
    for name, (first, last) in SEASON_MONTHS.items():
        if first <= day.month <= last:
            return day.year, name
    return day.year - (day.month < 3), "WI"


def easter(year: int) -> date:
    """Western Easter Sunday (anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holiday_date(when: str, year: int) -> date | None:
    """The day of a rule of time_holidays.tsv in a year."""
    kind, *rest = when.split()
    if not 1 < year < 9999:
        return None
    if kind == "fixed":
        return safe_date(year, int(rest[0][:2]), int(rest[0][3:]))
    if kind == "easter":
        return shift(easter(year), int(rest[0]))
    month, count, weekday, further = (int(part) for part in rest)
    first = date(year, month, 1)
    days = [d for d in (shift(first, k) for k in range(31)) if d and d.month == month and d.isoweekday() == weekday]
    return shift(days[count - 1 if count > 0 else count], further)


VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<we>-WE)?|Q(?P<q>[1-4])|H(?P<h>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<clock>\d\d:\d\d(?::\d\d)?|\d\d)|T(?P<part>[A-Z]{2}))?)?))?$"
    r"|(?P<decade>\d{3})$|(?P<century>\d{2})$"
)


def interval(value: str) -> Interval:
    """The interval of a DATE or TIME value; empty for durations, sets and references."""
    m = VALUE.match(value)
    if m is None:
        return UNKNOWN
    if m["decade"] or m["century"]:
        stem, precision = (m["decade"], "decade") if m["decade"] else (m["century"], "century")
        width = 4 - len(stem)
        return Interval(f"{stem}{'0' * width}-01-01", f"{stem}{'9' * width}-12-31", precision)
    year = int(m["year"])
    if not 1 <= year <= 9999:
        return UNKNOWN
    if m["day"]:
        return _day(year, m)
    if m["week"]:
        return _week(year, int(m["week"]), weekend=bool(m["we"]))
    if m["month"]:
        return _months(year, int(m["month"]), int(m["month"]), "month")
    if m["q"]:
        return _months(year, int(m["q"]) * 3 - 2, int(m["q"]) * 3, "quarter")
    if m["h"]:
        return _months(year, int(m["h"]) * 6 - 5, int(m["h"]) * 6, "range")
    if m["season"]:
        return _months(year, *SEASON_MONTHS[m["season"]], "season")
    return Interval(f"{year:04d}-01-01", f"{year:04d}-12-31", "year")


def _day(year: int, m: re.Match[str]) -> Interval:
    day = safe_date(year, int(m["month"]), int(m["day"]))
    if day is None:
        return UNKNOWN
    if m["clock"]:
        if m["clock"].startswith("24"):
            nxt = shift(day, 1)
            stamp = f"{nxt}T00:00" if nxt else None
        else:
            stamp = f"{day}T{m['clock']}" + ("" if ":" in m["clock"] else ":00")
        return Interval(stamp, stamp, "time") if stamp else UNKNOWN
    return Interval(day.isoformat(), day.isoformat(), "day")


def _week(year: int, week: int, *, weekend: bool) -> Interval:
    try:
        first = date.fromisocalendar(year, week, 6 if weekend else 1)
    except ValueError:
        return UNKNOWN
    last = shift(first, 1 if weekend else 6)
    if last is None:
        return UNKNOWN
    return Interval(first.isoformat(), last.isoformat(), "weekend" if weekend else "week")


def _months(year: int, first: int, last: int, precision: str) -> Interval:
    if not 1 <= first <= 12:
        return UNKNOWN
    end_year, end_month = add_months(year, last, 0)
    end = month_end(end_year, end_month)
    return Interval(f"{year:04d}-{first:02d}-01", end.isoformat(), precision)
