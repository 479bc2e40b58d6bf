"""Handlers of expressions that name a day, month, season, quarter or year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.reading.times.calendar import (
    UNKNOWN,
    holiday_date,
    safe_date,
    shift,
    week_value,
)
from onrecord.reading.times.context import Context, Meaning, dated
from onrecord.reading.times.lexicon import holidays, named_days
from onrecord.reading.times.match import Found
from onrecord.reading.times.tense import Tense

NEAR_DAYS = 60
"""A month or day this near the report is meant even against the tense ("will", of a day just past): TimeBank."""


NOT_MONTH = frozenset(
    {"on", "for", "to", "against", "of", "and", "is", "was", "has", "in", "by", "from", "with", "at", "or", "that"}
)


def two_digit_year(number: int, reference: date | None) -> int:
    """'89 and 90: the century that puts the year at most 20 years after the report."""
    latest = (reference.year if reference else 2030) + 20
    century = latest // 100 * 100
    return century + number if century + number <= latest else century - 100 + number


def year_of(found: Found, ctx: Context) -> int | None:
    """The year that the expression itself names."""
    word = found.parts.get("y")
    if word is None:
        return None
    digits = word.classes.get("NUM") or re.sub(r"\D", "", word.lower)
    number = int(float(digits))
    return two_digit_year(number, ctx.reference) if number < 100 else number


def iso(found: Found, ctx: Context) -> Meaning | None:
    """2023-07-26, also with a clock time."""
    text = found.parts["iso"].lower.upper()
    day = safe_date(int(text[:4]), int(text[5:7]), int(text[8:10]))
    if day is None:
        return None
    return dated(text[:16] if "T" in text else text)


def numeric(found: Found, ctx: Context) -> Meaning | None:
    """7/26/2023, 26.7.2023: day first where the middle number cannot be a month or dots part it."""
    text = found.parts["num"].lower
    parts = [int(p) for p in re.split(r"[/.-]", text)]
    if parts[0] > 31:
        year, month, day = parts
    elif "." in text or parts[0] > 12:
        day, month, year = parts
    else:
        month, day, year = parts
    if year < 100:
        year = two_digit_year(year, ctx.reference)
    made = safe_date(year, month, day)
    if made is None:
        return None
    meaning = dated(made.isoformat())
    open_order = "/" in text and parts[0] != parts[1] and max(parts[0], parts[1]) <= 12
    return meaning._replace(interval=UNKNOWN) if open_order else meaning  # 6/10 is June here and October there


def full_date(found: Found, ctx: Context) -> Meaning | None:
    """Month with day or year or both; the year comes from tense and nearness."""
    if found.rule.name == "m" and ctx.in_person(found):
        return None
    month = int(found.value("m", "MONTH", "WEAKMONTH") or 0)
    day_text = found.value("d", "NUM", "ORDW") or re.sub(r"\D", "", found.lower("d"))
    day = int(day_text) if day_text else None
    year = year_of(found, ctx)
    rel = found.value("rel", "THIS", "LAST", "NEXT") if found.rule.handler == "monthyear" else None
    if year is None and rel and ctx.reference:
        year = ctx.reference.year + int(rel)
    if day is not None and safe_date(year or 2000, month, day) is None:
        return None
    if year is None:
        year = event_year(f"{month:02d}-{day:02d}", found, ctx) if day else None
    if year is None:
        year = guess_year(month, day, found, ctx)
    if year is None:
        return dated(f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""), "DATE")
    return dated(f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else ""))


def event_year(day: str, found: Found, ctx: Context) -> int | None:
    """The year of a day that names an event: "the October 7 attack"; none before the event or without its noun.

    A day that the text has named with its year is that day again.
    """
    year, words, about = named_days().get(day, ("", frozenset(), frozenset()))
    following = {w.lower for w in ctx.words[found.core[1] : found.core[1] + 3]}
    since = found.first > 0 and ctx.words[found.first - 1].lower == "since" and bool(about & ctx.vocabulary())
    if not year or (words and not words & following and not since):
        return ctx.dated_year(day)
    return int(year) if ctx.reference is None or int(year) <= ctx.reference.year else None


def nameday(found: Found, ctx: Context) -> Meaning | None:
    """9/11, the 7/7 bombings."""
    name = found.lower("named")
    year = event_year(name, found, ctx)
    if year is None:
        return None
    first, second = (int(part) for part in name.split("/"))
    month, day = (first, second) if name == "9/11" or (first <= 12 and second <= 12) else (second, first)
    return dated(f"{year:04d}-{month:02d}-{day:02d}")


def guess_year(month: int, day: int | None, found: Found, ctx: Context) -> int | None:
    """The year of a month or day without one: by tense, unless the other side is much nearer."""
    ref = ctx.reference
    if ref is None:
        return None
    if day is None and month == ref.month:
        return ref.year
    options = []
    for year in (ref.year - 1, ref.year, ref.year + 1):
        made = safe_date(year, month, day or 15)
        if made:
            options.append((made - ref.replace(day=15) if day is None else made - ref).days)
        else:
            options.append(10_000)
    past = max((o for o in options if o <= 0), default=-10_000)
    future = min((o for o in options if o >= 0), default=10_000)
    best = choose(past, future, ctx.tense_of(found), NEAR_DAYS)
    return ref.year - 1 + options.index(best)


def choose(past: int, future: int, tense: Tense | None, near: int) -> int:
    """Of the last and the next occurrence (in days from now) the one that the tense asks for."""
    nearest = past if -past <= future else future
    if tense in (None, "present"):
        return nearest
    wanted = past if tense == "past" else future
    return nearest if abs(wanted) > 200 and abs(nearest) <= near else wanted


def weekday(found: Found, ctx: Context) -> Meaning | None:
    """Friday, last Friday, Friday evening, Tuesday of last week."""
    number = int(found.value("wd", "WD", "WDAB") or 1)
    day = _weekday(number, found, ctx)
    part = found.value("part", "PART")
    noon = found.value("noon", "NOON")
    if day is None:
        value = f"XXXX-WXX-{number}"
        return dated(value + (f"T{part}" if part else ""), "TIME" if part else "DATE")
    return with_part(day, part, noon)


def with_part(day: date, part: str | None, clock: str | None = None) -> Meaning:
    """A day, or a part of it."""
    if clock:
        return dated(day.isoformat() + clock)
    return dated(day.isoformat() + (f"T{part}" if part else ""))


def _weekday(number: int, found: Found, ctx: Context) -> date | None:
    ref = ctx.reference
    if ref is None:
        return None
    back = (ref.isoweekday() - number) % 7
    rel = found.value("rel", "LAST", "PAST", "NEXT", "COMING", "THIS")
    if found.rule.name == "wdofweek":
        return shift(ref, number - ref.isoweekday() + 7 * int(rel or 0))
    if found.rule.name == "weekwd":
        return shift(ref, -(back or 7) - 7)
    if rel == "-1":
        if "PAST" in found.parts["rel"].classes and found.lower("rel") != "past":
            anchor = ctx.last_weekday(number) or ctx.last_day() or ref
            return shift(anchor, -((anchor.isoweekday() - number) % 7 or 7))
        return shift(ref, -(back or 7))
    if rel == "1":
        return shift(ref, (7 - back) or 7)
    ahead = (7 - back) % 7
    tense = ctx.tense_of(found)
    first = _range_start(found, ctx)
    second = shift(first, (number - first.isoweekday()) % 7) if first else None
    if second and rel is None and (second <= ref or tense != "past"):
        return second
    if tense == "future" and found.last < len(ctx.words) and ctx.words[found.last].lower in ("'s", "’s"):
        tense = "past"  # "look for ways around Friday's ruling": the verb is not the ruling's
    if rel == "0":
        return shift(ref, -back if tense == "past" else ahead)
    if tense == "future" or (tense is None and back > 3):
        return shift(ref, ahead)
    return shift(ref, -back)


def _range_start(found: Found, ctx: Context) -> date | None:
    """The first day of "Tuesday to Sunday", "from Friday until Monday": the second comes after it."""
    if found.core[0] < 2 or ctx.words[found.core[0] - 1].lower not in ("to", "through", "until", "till", "-", "\u2013"):
        return None
    named = ctx.words[found.core[0] - 2].classes.get("WD")
    return ctx.last_weekday(int(named)) if named else None


def dayref(found: Found, ctx: Context) -> Meaning | None:
    """today, yesterday morning, tonight, overnight, last night, this morning."""
    name = found.rule.name
    part = found.value("part", "PART")
    offset = int(found.value("day", "DAYREF") or 0)
    if name == "daytwo":
        offset += -1 if found.lower("two") == "before" else 1
    if name == "tonight":
        part = "NI"
    elif name == "overnight":
        part = "NI"
        offset = -1 if ctx.tense_of(found) == "past" else 0
    elif name == "lastnight":
        offset = -1
    day = ctx.day_value(offset)
    if day is None:
        if name == "dayref" and offset == 0 and not part:
            return Meaning("DATE", "PRESENT_REF")
        return Meaning("TIME", f"XXXX-XX-XXT{part}") if part else Meaning("DATE", "XXXX-XX-XX")
    return with_part(day, part)


def part(found: Found, ctx: Context) -> Meaning | None:
    """ "in the morning", "that evening", "at dawn": of the running day."""
    code = found.value("part", "PART", "HOURW")
    day = ctx.last_day()
    if day and found.value("rel", "NEXT", "COMING"):
        day = shift(day, 1)
    return ctx.anchored(with_part(day, code)) if day else Meaning("TIME", f"XXXX-XX-XXT{code}")


def daylist(found: Found, ctx: Context) -> Meaning | None:
    """The second day of "April 24 and 25", "Oct. 6-8": of the month just named."""
    day = int(found.value("d", "NUM") or re.sub(r"\D", "", found.lower("d")))
    last = ctx.last_value("day")
    if last is None:
        return None
    made = safe_date(int(last[:4]), int(last[5:7]), day)
    return dated(made.isoformat()) if made else None


def daystart(found: Found, ctx: Context) -> Meaning | None:
    """The first day of "5 to 8 March 2022": of the month that follows."""
    ahead = ctx.words[found.core[1] + 2 : found.core[1] + 5]
    month = next((w for w in ahead if "MONTH" in w.classes or "WEAKMONTH" in w.classes), None)
    if month is None:
        return None
    parts = {**found.parts, "m": month}
    place = next(k for k in range(found.core[1], len(ctx.words)) if ctx.words[k] is month)
    year = ctx.words[place + 1 : place + 2]
    if year and len(year[0].lower) == 4 and year[0].lower.isdigit():
        parts["y"] = year[0]
    return full_date(found._replace(parts=parts), ctx)


def monthstart(found: Found, ctx: Context) -> Meaning | None:
    """The first month of "May and June 2012": of the year that follows."""
    parts = {**found.parts, "y": ctx.words[found.core[1] + 2]}
    return full_date(found._replace(parts=parts), ctx)


def monthadj(found: Found, ctx: Context) -> Meaning | None:
    """ "the May vote", but not "the March on Washington"."""
    following = ctx.words[found.last].lower if found.last < len(ctx.words) else ""
    return None if following in NOT_MONTH else full_date(found, ctx)


def relmonth(found: Found, ctx: Context) -> Meaning | None:
    """last May, next October, this September 3."""
    month = int(found.value("m", "MONTH", "WEAKMONTH") or 0)
    rel = found.value("rel", "LAST", "PAST", "NEXT", "COMING", "THIS")
    ref = ctx.reference
    day = found.value("d", "NUM") or re.sub(r"\D", "", found.lower("d"))
    suffix = f"-{month:02d}" + (f"-{int(day):02d}" if day else "")
    if ref is None:
        return dated("XXXX" + suffix, "DATE")
    year = ref.year
    if rel == "-1":
        year -= month >= ref.month
    elif rel == "1":
        year += month <= ref.month
    return dated(f"{year:04d}{suffix}")


def holiday(found: Found, ctx: Context) -> Meaning | None:
    """Christmas, Thanksgiving, last Easter, New Year's Eve 1999."""
    if ctx.words[found.core[1] - 1].start == ctx.words[found.core[0]].start and not ctx.capital(found):
        return None
    when = holidays()[found.rule.name]
    year, ref = year_of(found, ctx), ctx.reference
    if year is None and ref is None:
        return Meaning("DATE", f"XXXX-{when[6:]}" if when.startswith("fixed") else "XXXX-XX-XX")
    if year is not None:
        day = holiday_date(when, year)
        return dated(day.isoformat()) if day else None
    assert ref is not None
    days = [d for d in (holiday_date(when, ref.year + k) for k in (-1, 0, 1)) if d]
    rel = found.value("rel", "LAST", "PAST", "NEXT", "COMING", "THIS")
    past = max((d for d in days if d < ref or (d == ref and rel != "-1")), default=None)
    future = min((d for d in days if d > ref or (d == ref and rel != "1")), default=None)
    if past is None or future is None:
        return None
    if rel in ("-1", "1"):
        return dated((past if rel == "-1" else future).isoformat())
    best = choose((past - ref).days, (future - ref).days, ctx.tense_of(found), NEAR_DAYS)
    day = ref + timedelta(days=best)
    return dated(week_value(day) if "wk" in found.parts else day.isoformat())
