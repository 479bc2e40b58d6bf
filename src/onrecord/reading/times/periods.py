"""Handlers of expressions that name a season, quarter, year, decade or century, or one beside the report's."""

from __future__ import annotations

import re
from datetime import date

from onrecord.reading.times.calendar import add_months, quarter, season_of, shift, week_value
from onrecord.reading.times.context import Context, Meaning, dated
from onrecord.reading.times.dates import choose, two_digit_year, year_of
from onrecord.reading.times.match import Found
from onrecord.reading.times.tense import token_at

QUARTER_DAYS = 90
"""A quarter just over is meant even by "will report" and "expects to post": firms report after it (TimeBank)."""
DETERMINERS = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "'s", "’s"})


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
    tense = ctx.tense_of(found)
    near = QUARTER_DAYS if tense == "future" else 0
    best = choose(past * QUARTER_DAYS, future * QUARTER_DAYS, tense, near)
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
    """1997, '97, fiscal 1989; not "1500 troops"."""
    number = year_of(found, ctx)
    token = token_at(ctx.parse, ctx.words[found.core[1] - 1].start)
    if token is not None and token.dep == "nummod" and found.core[1] < len(ctx.words):
        head = ctx.parse.tokens[token.head]
        bare = ctx.words[found.core[0] - 1].lower not in DETERMINERS if found.core[0] else True
        if bare and head.tag in ("NNS", "NNPS") and head.i == token.i + 1 and found.rule.name.startswith("year"):
            return None
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
    hundred = digits.endswith("00") and len(digits) == 4 and digits < "2000"
    return dated(digits[:2] if hundred else digits[:3])  # the 1800s are a century, the 2000s a decade


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
    if unit == "WE":
        day = shift(ref, rel * 7)
        return dated(f"{week_value(day)}-WE") if day else None
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
