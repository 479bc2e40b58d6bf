"""Dates and times of pages' metadata: "Published On 31/10/2025", "October 31, 2025 9:34 PM EDT", ISO 8601.

A stamp is a day (``2025-10-31``) or, where time and zone are known, a time with offset. A time without a known zone
is dropped: it would shift by up to a day. Two-figure months and days in either order are read by what is possible,
then by the order other dates of the page or the publisher's country show; else the stamp is unknown.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Literal

from msgspec import Struct

from onrecord.report.zones import is_zone, iso, zone

Order = Literal["dmy", "mdy"]
# Countries that write the month first (Unicode CLDR short date patterns, en-US and those that follow it).
MONTH_FIRST = frozenset({"USA", "PHL", "PRI", "GUM", "ASM", "VIR", "MNP", "FSM", "MHL", "PLW"})
# Canada and South Africa print several orders (CLDR patterns and national standards differ).
UNDECIDED = frozenset({"CAN", "ZAF"})

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# Saved pages glue what follows the year: "20252:03 PM".
YEAR = r"(?P<year>(?:19|20)\d\d)(?:(?!\d)|(?=\d{1,2}:\d\d))"
WEEKDAY = r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?"
WEEKDAYS = re.compile(WEEKDAY, re.IGNORECASE)
DATE_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?<![\d/.-])" + DAY + r"(?:[ -]?| of )" + MONTH + r"[ ,-]{0,3}" + YEAR,
        r"(?<![^\W_])" + MONTH + r"[ -]?" + DAY + r",? ?" + YEAR,
        r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
CLOCK = re.compile(
    r"(?:(?<![\d:.])|(?<=[a-z, ](?:19|20)\d\d))(?P<hour>[01]?\d|2[0-4])"
    r"(?:(?P<sep>[:.h])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?)?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?(?![\d:])",
    re.IGNORECASE,
)
MILITARY = re.compile(
    r"(?<![\d:.])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?=gmt|utc|hrs|hours|z\b)", re.IGNORECASE
)
ZONE_AFTER = re.compile(
    r",? ?(?:hrs|hours)? ?(?P<open>[(\[]?)"
    r"(?P<zone>(?:gmt|utc)? ?[+−-] ?\d{1,2}:?(?:[0-5]\d)?(?!\d)|[a-z.]{1,20}(?: [a-z.]{1,20}){0,3})[)\]]?",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"[ ,t|/–—-]*(?:at )?(?:" + WEEKDAY + r" ?)?", re.IGNORECASE)


class Stamp(Struct, frozen=True, kw_only=True):
    """What was read, and the code points of the string it was read from."""

    day: date | None
    """``None`` where only a time is given."""
    clock: time | None
    """With zone; ``None`` where no time or no known zone is given."""
    start: int
    end: int

    def text(self, *, day: str | None = None) -> str | None:
        """ISO 8601. ``day`` (ISO) is used where the stamp has a time only."""
        on = self.day or (date.fromisoformat(day[:10]) if day else None)
        if on is None:
            return None
        return iso(datetime.combine(on, self.clock)) if self.clock else on.isoformat()


def country_order(country: str | None) -> Order | None:
    """The order of day and month that a country (ISO 3166-1 alpha-3) writes; ``None`` where unknown or mixed."""
    if country is None or country in UNDECIDED:
        return None
    return "mdy" if country in MONTH_FIRST else "dmy"


def seen_order(text: str) -> Order | None:
    """The order that the unambiguous dates of ``text`` show, ``None`` if they show none or both."""
    seen: set[Order] = set()
    for match in DATE_FORMS[3].finditer(text):
        first, second = int(match["first"]), int(match["second"])
        if first > 12 >= second:
            seen.add("dmy")
        elif second > 12 >= first and match["mark"] != ".":
            seen.add("mdy")
    return seen.pop() if len(seen) == 1 else None


def find(text: str, *, order: Order | None = None, country: str | None = None) -> Stamp | None:
    """The first date of ``text`` with the time beside it, or the first time that has a zone.

    ``country``: the publisher's, ISO alpha-3; decides ambiguous zones, and the order where ``order`` is ``None``.
    """
    order = order or seen_order(text) or country_order(country)
    matches = [m for form in DATE_FORMS if (m := form.search(text))]
    for match in sorted(matches, key=lambda m: m.start()):
        day = _day(match, order)
        if day is not None:
            clock, end = _clock_after(text, match.end(), country)
            start = match.start()
            if clock is None:
                clock, start = _clock_before(text, start, country)
            return Stamp(day=day, clock=clock, start=start, end=max(end, match.end()))
    if matches:
        return None
    clock, start, end = _clock(text, 0, len(text), country)
    return None if clock is None else Stamp(day=None, clock=clock, start=start, end=end)


def normalise(value: str | None, *, country: str | None = None) -> str | None:
    """ISO 8601 of a date given as metadata, ``None`` where it says none or an ambiguous one."""
    stamp = find(value, country=country) if value else None
    return stamp.text() if stamp else None


def _day(match: re.Match[str], order: Order | None) -> date | None:
    found = match.groupdict()
    if found.get("first"):
        first, second = int(found["first"]), int(found["second"])
        if found["mark"] == ".":  # 31.10.2025: points are written day first wherever they are written
            order = "dmy"
        if first > 12 or first == second or (order == "dmy" and second <= 12):
            first, second = second, first
        elif second <= 12 and order is None:
            return None
        return _date(int(found["year"]), first, second)
    month = found["month"].lower()
    return _date(int(found["year"]), MONTHS.get(month) or int(month), int(found["day"]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock_after(text: str, at: int, country: str | None) -> tuple[time | None, int]:
    gap = BETWEEN.match(text, at)
    start = gap.end() if gap else at
    clock, found, end = _clock(text, start, start + 60, country)
    return (clock, end) if found == start else (None, at)


def _clock_before(text: str, at: int, country: str | None) -> tuple[time | None, int]:
    """A time that stands right before a date: "21:34 GMT, 31 October 2025"."""
    low = max(0, at - 40)
    clock, start, end = _clock(text, low, at, country)
    if clock is None or not BETWEEN.fullmatch(text[end:at]):
        return None, at
    return clock, start


def _clock(text: str, start: int, end: int, country: str | None) -> tuple[time | None, int, int]:
    """The first time of day between two offsets: with its zone (or ``None``), and where it stands (-1: nowhere)."""
    end = min(end, len(text))
    match = MILITARY.search(text, start, end)
    if match is None:
        match = next((m for m in CLOCK.finditer(text, start, end) if m["minute"] or m["half"]), None)
    if match is None:
        return None, -1, -1
    moment = _time(match.groupdict())
    if moment is None:
        return None, -1, -1
    stop, where = match.end(), None
    after = ZONE_AFTER.match(text, stop)
    if after and after.end() <= max(end, stop) + 40:
        words = after["zone"].split(" ")
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            where = zone(name, country=country)
            if where is not None:
                stop = after.start("zone") + len(name)
                stop += text[stop : stop + 1] in (")", "]")
                break
    return (moment.replace(tzinfo=where) if where else None), match.start(), stop


def _time(found: dict[str, str | None]) -> time | None:
    hour, minute = int(found["hour"] or 0), int(found.get("minute") or 0)
    half = (found.get("half") or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return None
    return time(hour, minute, int(found.get("second") or 0))


def has_date(text: str) -> bool:
    """Whether a date is written in ``text``, an ambiguous one included."""
    return any(form.search(text) for form in DATE_FORMS)


def has_clock(text: str) -> bool:
    """Whether a time of day is written in ``text``."""
    return any(m["minute"] or m["half"] for m in CLOCK.finditer(text)) or MILITARY.search(text) is not None


def leftover(text: str) -> str:
    """What stands in ``text`` beside dates, times, zones, weekdays and punctuation."""
    for form in (*DATE_FORMS, MILITARY, WEEKDAYS):
        text = form.sub(" | ", text)
    text = CLOCK.sub(lambda m: " | " if m["minute"] or m["half"] else m[0], text)
    parts = [part.strip(" .,;:()[]–—-/") for part in text.split("|")]
    return " ".join(part for part in parts if part and not is_zone(part) and part.lower() not in ("at", "on", "hrs"))
