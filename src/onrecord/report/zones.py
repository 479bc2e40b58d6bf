"""Names of time zones as pages write them: "Mecca time", "ET", "GMT+3", "Moscow"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from onrecord.knowledge.entry import rows

OFFSET = re.compile(r"(?:(?:gmt|utc)\s*)?([+-−])\s*(\d{1,2})(?::?([0-5]\d))?$")
NOISE = re.compile(r"\b(?:standard |local )?time$|\btime zone$")


@lru_cache(maxsize=1)
def table() -> dict[str, tuple[tuple[str, str | None], ...]]:
    """Zone name in lower case -> (IANA zone or offset, ISO country or ``None``) rows, from zones.tsv and IANA."""
    from zoneinfo import available_timezones

    found: dict[str, list[tuple[str, str | None]]] = {}
    for name, zone, country in rows("zones.tsv"):
        found.setdefault(name, []).append((zone, country or None))
    for zone in sorted(available_timezones()):
        area, _, city = zone.rpartition("/")
        if area and area.split("/")[0] not in ("Etc", "US", "SystemV", "Mexico", "Brazil", "Canada", "Chile"):
            found.setdefault(city.replace("_", " ").lower(), []).append((zone, None))
    return {name: tuple(zones) for name, zones in found.items()}


def zone(name: str, *, country: str | None = None) -> tzinfo | None:
    """The zone that ``name`` means, ``None`` where unknown or where it means several and no country decides."""
    flat = name.strip(" ().,;").lower().replace("−", "-")
    if offset := OFFSET.fullmatch(flat):
        return _fixed(offset[1], int(offset[2]), int(offset[3] or 0))
    options = _options(flat)
    here = [value for value, where in options if country and where == country]
    here = here or [value for value, where in options if not where]
    return _make(here[0]) if here else None


def is_zone(name: str) -> bool:
    """Whether ``name`` is written as a zone, one that several countries use for different times included."""
    flat = name.strip(" ().,;").lower().replace("−", "-")
    return bool(OFFSET.fullmatch(flat)) or bool(_options(flat)) or flat in ("local", "local time")


def _options(flat: str) -> tuple[tuple[str, str | None], ...]:
    """Rows of the table for a name in lower case, with or without "time" and "standard time" behind it."""
    flat = flat.replace(".", "")
    forms = (flat, flat.removesuffix(" time"), NOISE.sub("", flat).strip())
    return next((table()[form] for form in forms if form in table()), ())


def _make(value: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if value[0] in "+-":
        return _fixed(value[0], int(value[1:3]), int(value[4:6]))
    try:
        return ZoneInfo(value)
    except ZoneInfoNotFoundError:  # a machine without a time zone database: then the offset is not known
        return None


def _fixed(sign: str, hours: int, minutes: int) -> tzinfo | None:
    if hours > 14:
        return None
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if sign == "-" else span)


def iso(moment: datetime) -> str:
    """ISO 8601 to the second, with offset."""
    return moment.replace(microsecond=0).isoformat()
