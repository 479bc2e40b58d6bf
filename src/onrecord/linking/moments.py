"""Publication times as intervals that can be compared: a day alone is the whole day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
Moment = tuple[datetime, datetime]


@lru_cache(maxsize=65536)
def moment(published: str | None) -> Moment | None:
    """First and last moment that ``published`` (ISO 8601) can mean, in UTC; ``None`` where unknown or no date."""
    if published is None:
        return None
    try:
        at = datetime.fromisoformat(published)
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return (at, at + DAY) if len(published) <= 10 else (at, at)


def day(text: str | None) -> date | None:
    """The day of an ISO date or time; ``None`` where it is none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def before(a: str | None, b: str | None) -> bool:
    """Whether ``a`` is surely earlier than ``b``; a day and an hour of it are of the same time."""
    x, y = moment(a), moment(b)
    if x is None or y is None:
        return False
    return x[1] < y[0] or (x[1] == y[0] and x[0] < y[0])


def order(published: str | None) -> tuple[bool, datetime, datetime]:
    """Sort key: earliest first, unknown last."""
    found = moment(published)
    far = datetime.max.replace(tzinfo=UTC)
    return (found is None, *(found or (far, far)))
