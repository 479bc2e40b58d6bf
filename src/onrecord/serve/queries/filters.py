"""What comes in an address -> the filters of the record, which lists, map and timeline have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from onrecord.errors import UsageError
from onrecord.record.filters import STATUSES, TYPES, Filters
from onrecord.record.names import Box, box_of
from onrecord.serve.faults import BadQuery

__all__ = ["Filters", "Where", "box", "day", "match", "statuses", "types"]

T = TypeVar("T")


def choices(name: str, given: str | None, allowed: Sequence[str]) -> tuple[str, ...]:
    """The values of a comma-separated filter. Raises ``BadQuery`` for one that is none."""
    values = tuple(v.strip() for v in (given or "").split(",") if v.strip())
    for value in values:
        if value not in allowed:
            raise BadQuery(f"{name} cannot be {value[:40]!r}; it is one of {', '.join(allowed)}.")
    return values


def types(given: str | None) -> tuple[str, ...]:
    """Event types of a filter."""
    return choices("type", given, TYPES)


def statuses(given: str | None) -> tuple[str, ...]:
    """Statuses of a filter."""
    return choices("status", given, STATUSES)


def day(name: str, given: str | None) -> str | None:
    """An ISO day. Raises ``BadQuery`` for anything else."""
    if not given:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise BadQuery(f"{name} takes a day, for instance 2025-10-31, not {given[:40]!r}.") from None


def box(given: str | None) -> Box | None:
    """West, south, east, north in degrees; west may be greater than east across the antimeridian."""
    if not given:
        return None
    found = box_of(given)
    if found is None:
        raise BadQuery("bbox takes degrees: west,south,east,north, -180 to 180 and -90 to 90, south below north.")
    return found


def match(words: str) -> str:
    """What people type as a query of FTS5. Raises ``BadQuery`` where it holds no word."""
    from onrecord.record import search

    return refused(search.match)(words)


def refused(question: Callable[..., T]) -> Callable[..., T]:
    """``question``, whose ``UsageError`` is a fault of the address here."""

    def asked(*given: Any, **named: Any) -> T:
        try:
            return question(*given, **named)
        except UsageError as error:
            raise BadQuery(str(error)) from error

    return asked


class Where:
    """Conditions with their values, for lists that the record's filters do not narrow."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: list[Any] = []

    def add(self, condition: str, *values: Any) -> None:
        """One condition that must hold."""
        self.parts.append(condition)
        self.values.extend(values)

    @property
    def sql(self) -> str:
        """All of them, ``1`` for none."""
        return " AND ".join(self.parts) or "1"
