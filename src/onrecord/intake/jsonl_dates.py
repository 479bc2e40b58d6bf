"""Dates in JSON: Unix time and the compact forms of databases as ISO 8601, and which dates cannot be read."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any

EARLIEST, LATEST = 10**8, 5 * 10**9
"""Unix seconds from 1973 to 2128: smaller numbers are years and days, not moments."""
COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:[T ]?([0-2]\d)([0-5]\d)([0-5]\d)?(Z?))?")
"""20240503, 20240503T101500Z and 20240503101500: GDELT and web archives write the last two in UTC."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")
TWO_ORDERS = re.compile(r"(?<![\d/.-])(0?[1-9]|1[0-2])([/-])(0?[1-9]|1[0-2])\2(?:19|20)\d\d(?!\d)")


def moment(value: Any) -> Any:
    """ISO 8601 in UTC of Unix seconds or milliseconds (also as digits) or of a compact date; else ``value``."""
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
    if isinstance(value, str):
        text = value.strip()
        if made := COMPACT.fullmatch(text):
            year, month, day, hour, minute, second, _ = made.groups()
            return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}Z" if hour else "")
        number = float(text) if re.fullmatch(r"\d{9,13}(?:\.\d{1,6})?", text) else None
    if number is None:
        return value
    if isinstance(number, int) and COMPACT.fullmatch(str(number)):  # a day as a number: 20240503
        return moment(str(number))
    if not EARLIEST <= number <= LATEST * 1000:
        return str(value)
    seconds = number / 1000 if number > LATEST else number
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


class Dates:
    """Counts the dates of one input that are no dates, or that two orders of day and month read differently."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def seen(self, value: str) -> None:
        """A date as given, after ``moment``."""
        months = TWO_ORDERS.search(value)
        kind = "order" if months and int(months[1]) != int(months[3]) else "none" if not YEAR.search(value) else None
        if kind:
            self._counts[kind] += 1
            self._first.setdefault(kind, value[:40])

    def told(self) -> list[str]:
        """Sentences for the user."""
        said = []
        if count := self._counts["none"]:
            said.append(f"{_dates(count)} no date ({self._first['none']!r}); write them as 2024-05-03.")
        if count := self._counts["order"]:
            said.append(
                f"{_dates(count)} read in the order of the publisher's country, and unknown where that is not known "
                f"({self._first['order']!r}); write them as 2024-05-03."
            )
        return said


def _dates(count: int) -> str:
    return "1 date is" if count == 1 else f"{count:,} dates are"
