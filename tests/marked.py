"""Statuses of words marked in sentences: "The senate has still to *ratify* the treaty."."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from onrecord.model import StatusReading
from onrecord.reading.parse import parse_many
from onrecord.reading.status import status_of

Row = tuple[str, str]


def examples(cases: Mapping[str, Sequence[Row]]) -> tuple[list[Row], Callable[[str], StatusReading]]:
    """All rows (text with marks, status wanted) of the rules, and what reads one; all are parsed together, once."""
    rows = [row for some in cases.values() for row in some]

    @lru_cache(maxsize=1)
    def read() -> dict[str, StatusReading]:
        found = {}
        for (text, _), parse in zip(rows, parse_many(t.replace("*", "") for t, _ in rows), strict=True):
            start = text.rindex("*", 0, text.rindex("*"))
            shift = text[:start].count("*")
            found[text] = status_of(parse, parse.tokens_in(start - shift, text.rindex("*") - 1 - shift)[0].i)
        return found

    return rows, lambda text: read()[text]
