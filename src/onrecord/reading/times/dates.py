"""Handlers of expressions that name a day, month, season, quarter or year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.reading.times.calendar import add_months, holiday_date, quarter, safe_date, season_of, shift, week_value
from onrecord.reading.times.context import Context, Meaning, dated
from onrecord.reading.times.lexicon import holidays
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
    return dated(made.isoformat()) if made else None


def full_date(found: Found, ctx: Context) -> Meaning | None:
    """Month with day or year or both; the year comes from tense and nearness."""
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
        year = guess_year(month, day, found, ctx)
    if year is None:
        return dated(f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""), "DATE")
    return dated(f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else ""))


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
    if tense == "future" and found.last < len(ctx.words) and ctx.words[found.last].lower in ("'s", "’s"):
        tense = "past"  # "look for ways around Friday's ruling": the verb is not the ruling's
    if rel == "0":
        return shift(ref, -back if tense == "past" else ahead)
    if tense in ("future",):
        return shift(ref, ahead)
    return shift(ref, -back)


def dayref(found: Found, ctx: Context) -> Meaning | None:
    """today, yesterday morning, tonight, overnight, last night, this morning."""
    name = found.rule.name
    part = found.value("part", "PART")
    offset = int(found.value("day", "DAYREF") or 0)
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
    return with_part(day, code) if day else Meaning("TIME", f"XXXX-XX-XXT{code}")


def daylist(found: Found, ctx: Context) -> Meaning | None:
    """The second day of "April 24 and 25", "Oct. 6-8": of the month just named."""
    day = int(found.value("d", "NUM") or re.sub(r"\D", "", found.lower("d")))
    last = ctx.last_value("day")
    if last is None:
        return None
    made = safe_date(int(last[:4]), int(last[5:7]), day)
    return dated(made.isoformat()) if made else None


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


def season(found: Found, ctx: Context) -> Meaning | None:
    """last summer, the winter of 1994, in the spring."""
    code = found.value("s", "SEASON", "WEAKSEASON")
    year = year_of(found, ctx)
    ref = ctx.reference
    if year is None and ref is None:
        return Meaning("DATE", f"XXXX-{code}")
    if year is None and ref is not None:
        now_year, now = season_of(ref)
        order = ["SP", "SU", "FA", "WI"]
        step = order.index(code or "SP") - order.index(now)
        rel = found.value("rel", "LAST", "PAST", "NEXT", "COMING", "THIS")
        tense = ctx.tense_of(found)
        year = now_year
        if rel == "-1" or (rel is None and tense == "past"):
            year -= step > 0 or (step == 0 and rel == "-1")
        elif rel == "1" or (rel is None and tense == "future"):
            year += step < 0 or (step == 0 and rel == "1")
    return dated(f"{year:04d}-{code}")


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
    return dated((ref + timedelta(days=best)).isoformat())


def fiscal_quarter(found: Found, ctx: Context) -> Meaning | None:
    """the third quarter, Q3 2019, this year's second quarter."""
    word = found.parts["q"]
    number = int(word.classes.get("ORDW") or word.lower[-1])
    if not 1 <= number <= 4:
        return None
    year = year_of(found, ctx)
    ref = ctx.reference
    if year is None and ref is None:
        return Meaning("DATE", f"XXXX-Q{number}")
    if year is None and ref is not None:
        rel = found.value("rel", "LAST", "NEXT", "THIS")
        year = ref.year + int(rel) if rel else _quarter_year(number, found, ctx, ref)
    return dated(f"{year:04d}-Q{number}")


def _quarter_year(number: int, found: Found, ctx: Context, ref: date) -> int:
    year, now = quarter(ref)
    past = number - now if number <= now else number - now - 4
    future = number - now if number >= now else number - now + 4
    best = choose(past * 90, future * 90, ctx.tense_of(found), 0)
    return year + (1 if best > 0 and number < now else -1 if best < 0 and number > now else 0)


def half(found: Found, ctx: Context) -> Meaning | None:
    """the first half of 2019."""
    number = 2 if found.value("q", "LAST") else int(found.value("q", "ORDW") or 0)
    year = year_of(found, ctx)
    rel = found.value("rel", "LAST", "NEXT", "THIS")
    if year is None and ctx.reference:
        year = ctx.reference.year + int(rel or 0)
    return dated(f"{year:04d}-H{number}") if year and number in (1, 2) else None


def year(found: Found, ctx: Context) -> Meaning | None:
    """1997, '97, fiscal 1989."""
    number = year_of(found, ctx)
    return dated(f"{number:04d}") if number else None


def yearend(found: Found, ctx: Context) -> Meaning | None:
    """year end, the year's end."""
    return dated(f"{ctx.reference.year:04d}", "DATE") if ctx.reference else Meaning("DATE", "XXXX")


def decade(found: Found, ctx: Context) -> Meaning | None:
    """the 1990s, the '80s, the nineties."""
    named = found.value("d", "DECADEW")
    if named:
        return dated(named)
    digits = re.sub(r"\D", "", found.lower("d"))
    if len(digits) == 2:
        digits = str(two_digit_year(int(digits), ctx.reference))
    return dated(digits[:3])


def century(found: Found, ctx: Context) -> Meaning | None:
    """the 19th century."""
    number = int(found.value("n", "ORDW") or re.sub(r"\D", "", found.lower("n")))
    return dated(f"{number - 1:02d}") if 1 <= number <= 25 else None


def relunit(found: Found, ctx: Context) -> Meaning | None:
    """last week, next year, this month, the current quarter, the weekend."""
    unit = found.value("unit", "UNIT") or found.value("rel", "UNITWE", "UNITWK", "UNITY") or ""
    rel = int(found.value("rel", "LAST", "PAST", "NEXT", "COMING", "THIS", "CURRENT", "LATEST") or 0)
    ref = ctx.reference
    if ref is None:
        return _no_reference(unit, rel)
    if found.value("rel", "LATEST"):
        return _latest(unit, ref)
    if unit == "WE":
        return _weekend(found, ctx, ref, rel)
    return unit_value(unit, ref, rel)


def _no_reference(unit: str, rel: int) -> Meaning | None:
    forms = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX"}
    value = forms.get(unit) or ("PAST_REF" if rel < 0 else "FUTURE_REF" if rel > 0 else "PRESENT_REF")
    return Meaning("DATE", value)


def _latest(unit: str, ref: date) -> Meaning | None:
    return unit_value(unit, ref, -1 if unit in ("Q", "Y") else 0)


def _weekend(found: Found, ctx: Context, ref: date, rel: int) -> Meaning | None:
    """The weekend just past unless the verb looks ahead."""
    monday = shift(ref, 1 - ref.isoweekday())
    if monday is None:
        return None
    if found.value("rel", "UNITWE") or rel == 0:
        ahead = ctx.tense_of(found) == "future" or (ref.isoweekday() >= 6)
        rel = 0 if ahead else -1
    day = shift(monday, 7 * rel)
    return dated(f"{week_value(day)}-WE") if day else None


def unit_value(unit: str, ref: date, rel: int) -> Meaning | None:
    """The day, week, month ... ``rel`` of them away from ``ref``."""
    if unit in ("D", "W", "F"):
        day = shift(ref, rel * {"D": 1, "W": 7, "F": 14}[unit])
        if day is None:
            return None
        return dated(day.isoformat() if unit == "D" else week_value(day))
    if unit == "M":
        year, month = add_months(ref.year, ref.month, rel)
        return dated(f"{year:04d}-{month:02d}")
    if unit == "Q":
        year, month = add_months(ref.year, ref.month, 3 * rel)
        return dated(f"{year:04d}-Q{(month - 1) // 3 + 1}")
    if unit in ("Y", "E", "C", "L"):
        width = {"Y": 4, "E": 3, "C": 2, "L": 1}[unit]
        step = {"Y": 1, "E": 10, "C": 100, "L": 1000}[unit]
        value = f"{ref.year + rel * step:04d}"[:width]
        return dated(value) if len(value) > 1 else Meaning("DATE", value)
    return None
