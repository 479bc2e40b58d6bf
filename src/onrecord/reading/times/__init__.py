"""Time expressions of a text, normalised as TIMEX3, and the time that governs an event word.

``words`` cuts the text into classes, ``match`` runs the rules of ``time_rules.tsv``, ``resolve`` gives each
expression its value against the reference day, the tense of its verb and the expressions before it;
``governs`` says which of them a claim may take.
"""

from __future__ import annotations

from datetime import date

from onrecord.model import Parse, Time
from onrecord.reading.times.context import Context
from onrecord.reading.times.governs import time_of
from onrecord.reading.times.match import match
from onrecord.reading.times.resolve import resolve
from onrecord.reading.times.words import split

__all__ = ["find_times", "time_of"]


def find_times(parse: Parse, *, reference: str | None = None) -> tuple[Time, ...]:
    """Every time expression of the text in order, none overlapping.

    ``reference`` is the report's date (ISO day or date-time; its day counts in its own zone). Without it
    relative expressions keep what the words alone say (XXXX-WXX-5, PAST_REF) and have no interval.
    """
    day = _day(reference)
    words = split(parse.text)
    ctx = Context(parse, words, day)
    made = []
    for found, meaning in resolve(match(words), ctx):
        start, end = words[found.first].start, words[found.last - 1].end
        made.append(
            Time(
                start=start, end=end, text=parse.text[start:end], type=meaning.type, value=meaning.value,
                low=meaning.interval.low, high=meaning.interval.high, precision=meaning.interval.precision,
            )
        )  # fmt: skip
    return tuple(made)


def _day(reference: str | None) -> date | None:
    try:
        return date.fromisoformat(reference[:10]) if reference else None
    except ValueError:
        return None
