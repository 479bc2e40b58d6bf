"""Handlers of lengths, sets, references and clock times."""

from __future__ import annotations

from datetime import date

from onrecord.reading.times.calendar import UNKNOWN, Interval, add_months, interval, month_end, safe_date, shift
from onrecord.reading.times.context import Context, Meaning, dated
from onrecord.reading.times.dates import year_of
from onrecord.reading.times.match import Found
from onrecord.reading.times.periods import unit_value
from onrecord.reading.times.tense import governing_verb, token_at

DAYS = {"D": 1, "W": 7, "F": 14, "M": 30, "Y": 365, "E": 3650, "C": 36500, "Q": 91, "WE": 7}
HALVES = {"C": "P50Y", "E": "P5Y", "Y": "P6M"}
NAMES = {"D": "day", "W": "week", "F": "week", "M": "month", "Y": "year", "E": "decade", "C": "century",
         "Q": "quarter", "WE": "weekend", "TH": "time", "TM": "time", "TS": "time"}  # fmt: skip
VAGUE = 3
"""Units read into "the past weeks": "the past month" would have been said of four, "the past two" of two."""


def length(number: str, unit: str) -> str:
    """A TIMEX3 duration: P2M, PT24H, P1DE is written P1E as TimeBank does."""
    if unit == "Q" and number not in ("X", "1"):
        number, unit = f"{3 * float(number):g}", "M"
    if unit == "E":
        number, unit = (f"{10 * float(number):g}" if number != "X" else "X"), "Y"
    if unit == "F":
        number, unit = (f"{2 * float(number):g}" if number != "X" else "X"), "W"
    if unit == "WE":
        return f"P{number}WE"
    if unit.startswith("T"):
        return f"PT{number}{unit[1]}"
    return f"P{number}{unit}"


def count(found: Found, default: str = "X") -> str:
    """How many units the expression names; X for "several"."""
    word = found.parts.get("n")
    if word is None:
        pair = found.value("s", "PAIR")  # "a couple of years" is two; "a couple of days ago" is no certain day
        return pair if pair and found.rule.handler != "ago" else default
    number = next((word.classes[c] for c in ("NUM", "A", "MORE", "ORDW", "HALFN") if c in word.classes), default)
    return f"{float(number):g}" if number != "X" and len(number) < 12 else "X"


def unit_of(found: Found) -> str:
    """The unit's letter (T before hours, minutes, seconds)."""
    return found.value("unit", "UNIT", "UNITS", "SEASONS") or found.value("long", "LONG") or "D"


def duration(found: Found, ctx: Context) -> Meaning | None:
    """three weeks, a 10-day truce, an hour and a half."""
    unit, number = unit_of(found), count(found)
    if found.lower("n") in ("a", "an") and (_rate(found, ctx) or (unit == "TS" and _another(found, ctx))):
        return None
    if unit == "D" and number == "1" and _some_day(found, ctx):
        return Meaning("DATE", "FUTURE_REF")
    if found.rule.name == "durhalf":
        number = f"{float(number) + 0.5:g}"
    elif found.rule.name in ("halfdur", "halfhy"):
        number = "0.5"
    elif found.rule.name in ("yearended", "quarterended", "durlongword") or (
        found.rule.name == "durlong" and found.value("unit", "UNIT")
    ):
        number = "1"
    elif found.rule.name == "firstmonths":
        unit = "M"
    return Meaning("DURATION", spell(number, unit))


def _another(found: Found, ctx: Context) -> bool:
    """ "a second betrayal": the ordinal, not the unit."""
    token = token_at(ctx.parse, ctx.words[found.core[1] - 1].start)
    return token is not None and token.dep in ("amod", "nummod", "compound")


def _some_day(found: Found, ctx: Context) -> bool:
    """ "will one day lead": at some time ahead; "will last one day" is a length."""
    first, last = ctx.words[found.core[0]], ctx.words[found.core[1] - 1]
    if ctx.parse.text[first.start : last.end].lower() != "one day":
        return False
    verb = governing_verb(ctx.parse, first.start)
    before_verb = verb is not None and first.start < verb.start
    return before_verb and ctx.tense_of(found) == "future"


def _rate(found: Found, ctx: Context) -> bool:
    """ "four flights a week", "$5 million a year": how often, not how long."""
    token = token_at(ctx.parse, ctx.words[found.core[1] - 1].start)
    before = token_at(ctx.parse, max(ctx.words[found.core[0]].start - 2, 0))
    if token is None or before is None or found.core[0] == 0:
        return False
    return token.dep == "npadvmod" and before.pos in ("NOUN", "NUM", "SYM", "PROPN")


def spell(number: str, unit: str) -> str:
    """Half units as TimeBank writes them: PT1M30S, PT5H30M, P2Y6M; P18M stays as said."""
    if number == "0.5" and unit in HALVES:
        return HALVES[unit]
    if number.endswith(".5") and unit in ("TH", "TM"):
        whole = number[:-2]
        small = "30M" if unit == "TH" else "30S"
        return f"PT{whole}{unit[1]}{small}" if whole != "0" else f"PT{small}"
    if number.endswith(".5") and unit == "Y":
        return f"P{number[:-2]}Y6M"
    return length(number, unit)


def relspan(found: Found, ctx: Context) -> Meaning | None:
    """the past two months, the coming days, the weeks ahead: a length beside the reference day."""
    unit, number = unit_of(found), count(found, "1" if found.rule.name == "pastdecade" else "X")
    if found.rule.name == "pasthalf":
        unit, number = ("M", "18") if unit == "Y" else ("TM", "90") if unit == "TH" else ("Y", "15")
    rel = int(
        found.value("rel", "LAST", "PAST", "NEXT", "COMING", "AHEAD", "COME")
        or (1 if found.value("rel", "FUTN") else -1)
    )
    span = UNKNOWN
    if ctx.reference:
        span = beside(ctx.reference, number, unit, rel)
    if "unit2" in found.parts or (unit == "Y" and number == "X" and rel < 0 and "s" not in found.parts):
        return Meaning("DATE", "PAST_REF", span)
    return Meaning("DURATION", spell(number, unit), span)


def beside(ref: date, number: str, unit: str, rel: int) -> Interval:
    """The interval of ``number`` units that ends (``rel`` < 0) or begins at the reference day."""
    many = float(number) if number != "X" else VAGUE
    if unit.startswith("T"):
        other = shift(ref, rel * max(1, round(many / 24)) if unit == "TH" else 0)
    elif unit in ("M", "Q", "Y", "E", "C"):
        months = int(many * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit])
        year, month = add_months(ref.year, ref.month, rel * months)
        other = None
        if 1 <= year <= 9999:
            other = safe_date(year, month, min(ref.day, month_end(year, month).day))
    else:
        other = shift(ref, rel * round(many * DAYS.get(unit, 1)))
    if other is None:
        return UNKNOWN
    low, high = sorted((other, ref))
    return Interval(low.isoformat(), high.isoformat(), NAMES.get(unit, "approximate"))


def ago(found: Found, ctx: Context) -> Meaning | None:
    """two weeks ago, three days earlier, ten days from now."""
    unit, number = unit_of(found), count(found)
    if found.rule.name == "halfago":
        number = "0.5"
    direction = found.lower("dir")
    sign = 1 if direction in ("now", "today") else -1
    anchor = ctx.last_day() if direction in ("earlier", "before", "previously") else ctx.reference
    if number == "X":
        return Meaning("DATE" if "s" in found.parts else "DURATION", length("X", unit), _some(anchor, unit, sign))
    if anchor is None:
        return Meaning("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit == "Y" and float(number) == 1 and sign < 0:
        return yearago(found, ctx)
    meaning = away(anchor, float(number), unit, sign)
    return ctx.anchored(meaning) if anchor is not ctx.reference or direction == "earlier" else meaning


SOME = (2, 7)
"""Fewest and most units of "a few days ago", "months ago"."""


def _some(anchor: date | None, unit: str, sign: int) -> Interval:
    if anchor is None or unit.startswith("T"):
        return UNKNOWN
    ends = [beside(anchor, str(many), unit, sign) for many in SOME]
    days = sorted((e.low if sign < 0 else e.high) or "" for e in ends)
    return Interval(days[0], days[1], "approximate") if all(days) else UNKNOWN


def away(anchor: date, number: float, unit: str, sign: int) -> Meaning | None:
    """The day, week, month or year that far from ``anchor``."""
    if unit.startswith("T"):
        day = shift(anchor, sign * round(number / 24) if unit == "TH" and number >= 24 else 0)
        return Meaning("TIME", day.isoformat(), interval(day.isoformat())) if day else None
    if unit == "Y" and number == int(number):
        year = anchor.year + sign * int(number)
        return dated(f"{year:04d}") if 1 <= year <= 9999 else None
    if unit == "E" or (unit == "C" and number != int(number)):
        return away(anchor, number * (10 if unit == "E" else 100), "Y", sign)
    if number != int(number):
        return unit_value("M" if unit == "Y" else "D", anchor, sign * round(number * (12 if unit == "Y" else 7)))
    return unit_value(unit, anchor, sign * int(number))


def yearago(found: Found, ctx: Context) -> Meaning | None:
    """a year ago, the year-earlier period: as fine as the quarter that it is compared with."""
    if ctx.reference is None:
        return Meaning("DATE", "PAST_REF")
    last = ctx.quarter()
    named = found.value("q", "ORDW")
    if named in ("1", "2", "3", "4"):
        return dated(f"{(int(last[:4]) if last else ctx.reference.year) - 1:04d}-Q{named}")
    if last:
        return dated(f"{int(last[:4]) - 1:04d}{last[4:]}")
    return dated(f"{ctx.reference.year - 1:04d}")


def thatunit(found: Found, ctx: Context) -> Meaning | None:
    """that week, the same day, later in the day, the following month."""
    unit = unit_of(found)
    rel = int(found.value("rel", "BESIDE", "LAST", "PAST", "NEXT", "COMING") or 0)
    if unit in ("M", "Y", "Q"):
        last = ctx.last_value("day", "month", "quarter", "year")
        if last and last[:4].isdigit() and (unit == "Y" or (last[4:5] == "-" and last[5:7].isdigit())):
            month = int(last[5:7]) if last[5:7].isdigit() else 1
            return unit_value(unit, date(int(last[:4]), month, 1), rel)
    anchor = ctx.last_day()
    if anchor is None or unit.startswith("T"):
        return None
    meaning = unit_value(unit, anchor, rel) if unit != "WE" else None
    return meaning if unit in ("M", "Q", "Y") else ctx.anchored(meaning)  # "the end of the year" is this year's


def thatq(found: Found, ctx: Context) -> Meaning | None:
    """the quarter, the 1988 period: the quarter that the text speaks of."""
    last = ctx.quarter()
    year = year_of(found, ctx)
    if last and year:
        return dated(f"{year:04d}{last[4:]}")
    if year:
        return dated(f"{year:04d}")
    if last is None and ctx.reference is not None and found.lower("ref") == "quarter":
        return unit_value("Q", ctx.reference, -1)
    return dated(last) if last else None


def timeset(found: Found, ctx: Context) -> Meaning | None:
    """every Friday, daily, twice a month, Friday nights."""
    fixed = found.value("set", "SETW", "ANNUAL")
    if fixed:
        return Meaning("SET", fixed)
    month = found.value("m", "MONTH", "WEAKMONTH")
    if month:
        return Meaning("SET", f"XXXX-{int(month):02d}")
    weekday = found.value("wd", "WD", "WDS")
    if weekday:
        part = found.value("part", "PART", "PARTS")
        return Meaning("SET", f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))
    part = found.value("unit", "PART")
    if part:
        return Meaning("SET", f"XXXX-XX-XXT{part}")
    season = found.value("unit", "SEASON")
    if season:
        return Meaning("SET", f"XXXX-{season}")
    word = found.parts.get("n")
    number = (word.classes.get("NUM") or word.classes.get("ORDW") or "1") if word else "1"
    if "other" in found.parts:
        number = "2"
    return Meaning("SET", length(number, unit_of(found)))


def ref(found: Found, ctx: Context) -> Meaning | None:
    """now, recently, soon, the past, the future."""
    names = ("NOW", "PASTREF", "FUTREF", "PASTN", "FUTN", "TERM", "DAYS", "DATEW")
    value = found.value("ref", *names)
    if found.lower("ref") == "soon" and ctx.tense_of(found) == "past":
        return None  # "and was soon released": soon after what was told, not in the future
    if value is None:
        value = "PAST_REF" if found.lower("ref") == "recent" else "PRESENT_REF"
    return Meaning("DATE", value)


def clock(found: Found, ctx: Context) -> Meaning | None:
    """9:30 a.m. GMT, 0735 GMT, nine o'clock, noon: of the running day."""
    noon = found.value("noon", "NOON")
    stamp = noon or _stamp(found)
    if stamp is None:
        return None
    day = ctx.last_day()
    return ctx.anchored(dated(day.isoformat() + stamp)) if day else Meaning("TIME", "XXXX-XX-XX" + stamp)


def _stamp(found: Found) -> str | None:
    word = found.parts.get("c") or found.parts.get("h")
    if word is None:
        return None
    text = word.classes.get("NUM") or word.lower
    text = text.replace(".", ":")
    if ":" not in text and len(text) == 4:
        text = f"{text[:2]}:{text[2:]}"
    hour, _, minute = text.partition(":")
    number, minute = int(hour), minute[:2] or "00"
    late = found.lower("ap").lstrip().startswith("p") or found.value("part", "PART") in ("AF", "EV", "NI")
    if late and number < 12:
        number += 12
    elif found.lower("ap").lstrip().startswith("a") and number == 12:
        number = 0
    if number > 24 or int(minute) > 59:
        return None
    return f"T{number:02d}:{minute}"
