"""What the resolution of one expression may look at: reference day, tense, the expressions before it."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from onrecord.model import Parse
from onrecord.reading.times.calendar import UNKNOWN, Interval, interval, shift
from onrecord.reading.times.lexicon import sides
from onrecord.reading.times.match import Found
from onrecord.reading.times.tense import Tense, not_until, tense_at, token_at
from onrecord.reading.times.words import Word

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Meaning(NamedTuple):
    """Type and TIMEX3 value of an expression and the interval it stands for."""

    type: TimexType
    value: str
    interval: Interval = UNKNOWN


COMPARED = frozenset({"yearago", "yearagoq"})


def dated(value: str, kind: TimexType | None = None) -> Meaning:
    """A DATE (TIME where the value has a part of day) with the interval of its value."""
    return Meaning(kind or ("TIME" if "T" in value else "DATE"), value, interval(value))


class Context:
    """State of one text's resolution, in text order."""

    def __init__(self, parse: Parse, words: list[Word], reference: date | None) -> None:
        self.parse = parse
        self.words = words
        self.reference = reference
        self.history: list[tuple[Found, Meaning]] = []
        # what later expressions may lean on, kept as it comes: looking back through the text would cost its square
        self._day: date | None = None
        self._weekdays: dict[int, date] = {}
        self._latest: dict[str, tuple[int, str]] = {}
        self._quarter: str | None = None
        self._full: dict[str, int] = {}
        self._vocabulary: frozenset[str] | None = None

    def add(self, found: Found, meaning: Meaning) -> None:
        """Takes a resolved expression into the running time."""
        self.history.append((found, meaning))
        low, precision = meaning.interval.low, meaning.interval.precision
        if meaning.type in ("DATE", "TIME") and precision in ("day", "time") and low:
            self._day = date.fromisoformat(low[:10])
            self._weekdays[self._day.isoweekday()] = self._day
            if "y" in found.parts and found.rule.handler == "date":
                self._full[low[5:10]] = self._day.year
        if meaning.type != "DATE" or precision is None:
            return
        self._latest[precision] = (len(self.history), meaning.value)
        compared = found.rule.handler in COMPARED or "y" in found.parts
        if precision == "quarter" and not compared and meaning.value[:4] >= (self._quarter or "")[:4]:
            self._quarter = meaning.value

    def tense_of(self, found: Found) -> Tense | None:
        """Which side of the report the expression lies on: by the word before it, else its verb's tense."""
        before = self.words[found.first - 1].lower if found.first else ""
        side: Tense | None = sides().get(("cue", before))
        if before == "as" and found.first > 2 and self.words[found.first - 2].lower in ("early", "soon"):
            side = "future"
        if before in ("until", "till") and self.parse.text[self.words[found.first - 1].start].isupper():
            side = None  # "Until Thursday, they had not called": the verb decides
        if before in ("until", "till") and not_until(self.parse, self.words[found.core[0]].start):
            side = "past"
        if side is None:
            tense = tense_at(self.parse, self.words[found.core[0]].start, near=found.rule.handler == "weekday")
            side = tense or sides().get(("weak", before))
        return side

    def capital(self, found: Found) -> bool:
        """Whether the expression begins with a capital."""
        return self.parse.text[self.words[found.core[0]].start].isupper()

    def in_person(self, found: Found) -> bool:
        """Whether the expression is part of a person's name: "April Stone"."""
        token = token_at(self.parse, self.words[found.core[0]].start)
        if token is None or token.ent != "PERSON":
            return False
        return any(n.first <= token.i < n.last and n.last - n.first > 1 for n in self.parse.named)

    def last_day(self) -> date | None:
        """Running time: the last day that the text named, else the reference day."""
        return self._day or self.reference

    def anchored(self, meaning: Meaning | None) -> Meaning | None:
        """A meaning that leans on the running day; without a day in the text its interval is not known."""
        return meaning if meaning is None or self._day else meaning._replace(interval=UNKNOWN)

    def last_weekday(self, number: int) -> date | None:
        """The last day that the text named which is that day of the week."""
        return self._weekdays.get(number)

    def dated_year(self, day: str) -> int | None:
        """The year with which the text has named a day (MM-DD) before."""
        return self._full.get(day)

    def vocabulary(self) -> frozenset[str]:
        """Every word of the text, in lower case."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(w.lower for w in self.words)
        return self._vocabulary

    def quarter(self) -> str | None:
        """The quarter that the report is about: of the latest year, not one it is compared with."""
        return self._quarter

    def last_value(self, *precisions: str) -> str | None:
        """The last DATE value of one of the precisions."""
        return max((self._latest[p] for p in precisions if p in self._latest), default=(0, None))[1]

    def day_value(self, offset: int) -> date | None:
        """The day ``offset`` days from the reference day."""
        return shift(self.reference, offset) if self.reference else None
