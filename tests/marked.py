"""Statuses of words marked in sentences: "The senate has still to *ratify* the treaty."."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import StatusReading
from onrecord.reading.parse import parse_many
from onrecord.reading.status import status_of


def statuses(texts: Iterable[str]) -> dict[str, StatusReading]:
    """The status of the marked word of each text, by the text with its marks."""
    found = {}
    marked = list(texts)
    for text, parse in zip(marked, parse_many(t.replace("*", "") for t in marked), strict=True):
        start = text.rindex("*", 0, text.rindex("*"))
        shift = text[:start].count("*")
        found[text] = status_of(parse, parse.tokens_in(start - shift, text.rindex("*") - 1 - shift)[0].i)
    return found
