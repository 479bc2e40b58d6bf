"""How many died or were hurt by the claims of one event, as one report tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from onrecord.model import Claim, Quantity, QuantityRole, TimeRef
from onrecord.reading.persons import most_apart, said
from onrecord.reading.quantities.mentions import NTH

SAID = re.compile(r"\b(?:one|1|single)\b", re.IGNORECASE)
OPEN = re.compile(
    r"\b(?:shot|shots|shoot|shooting|shootings|hit|struck|stabbed|stabbing|fired?|gunfire)\b", re.IGNORECASE
)
"""Triggers under which somebody may be dead or alive."""
BODIES = re.compile(r"\b(?:found|discover\w*|suffer\w*|sustain\w*)\b", re.IGNORECASE)
"""The same, unless the sentence says that they live: who is found with wounds, or suffered them, may have died."""
LIVES = re.compile(
    r"\b(?:non-?life|non-?fatal|minor|stable|surviv\w*|recover\w*|critical\w*|serious\w*)\b", re.IGNORECASE
)
LIVING = re.compile(r"\b(?:wound|wounded|injur\w*|hurt)\b", re.IGNORECASE)
BEFORE, BEHIND = 15, 25
"""Characters around a figure in which a word says that those are counted who live: "three dead and five wounded"."""
FATAL = re.compile(
    r"(?<!attempted )\b(?:killed|killing|kills|dead|dies|died|deaths?|fatal|fatally|murder|homicide|manslaughter|slain|"
    r"slaying)\b",
    re.IGNORECASE,
)
"""Words of a report that tells of the dead, whom it may call shot elsewhere."""
APART = re.compile(r"\b(?:others?|more|another|additional)\b", re.IGNORECASE)
WHOLE = re.compile(r"(?:all|both|the|these|those)\b", re.IGNORECASE)
"""Words before a figure that counts all there are."""
KNOWN = re.compile(r"(?:the|this|that)\b", re.IGNORECASE)
"""Words before one who is among those counted: "nine rowers, of whom the cox was the oldest"."""
OTHER_TIME = re.compile(r"\b(?:after|before|since|when|while|following|earlier|last)\b", re.IGNORECASE)
"""Words between two figures of a sentence by which the second is of something else."""
SEVERAL = re.compile(
    r"\b(?:separate|different|unrelated|several|multiple|series of|string of|spate of|wave of|two|three|four|five|six|"
    r"seven|\d+)\s(?:[\w-]+\s){0,2}(?:shootings|killings|homicides|slayings|attacks|incidents|murders|bombings)\b",
    re.IGNORECASE,
)
"""What is counted over several events: "two were killed in three separate shootings"."""
ORDINALS = {word: n for n, word in enumerate(NTH, 2)}
LONG = 20
"""Days; what is counted over a longer time is a statistic: "45 people were killed in July"."""


class Toll(Struct, frozen=True):
    """A number of persons."""

    value: int
    counted: bool
    """Whether a figure says it, and not only persons told of one by one, of whom a report may leave out some."""


def toll(
    claims: Sequence[Claim], role: QuantityRole, *, title: str | None = None, dead: int | None = None
) -> int | None:
    """How many ``role`` befell by claims of one event in one report; as ``tolled``."""
    found = tolled(claims, role, title=title, dead=dead)
    return None if found is None else found.value


def tolled(
    claims: Sequence[Claim], role: QuantityRole, *, title: str | None = None, dead: int | None = None
) -> Toll | None:
    """How many ``role`` befell by claims of one event in one report; ``None`` where they do not say.

    Figures of one sentence are added ("two men and a girl"), but for those that take another apart ("six people, three
    men and three women"). Of claims that give a figure the first counts that is not one of several; persons told of
    without a figure count where they are more: as many as surely differ. Those of whom the report only says that they
    were shot are not injured where it, or its ``title``, tells of dead whom they may be. ``dead``: how many died by
    other reports, where these claims do not say.
    """
    own = [c for c in claims if not SEVERAL.search(c.sentence.text)]
    told = [_Told.of(claim, role, beside=_beside(own, claim) if role == "injured" else 0) for claim in own]
    totals = [n for t in told if (n := t.total()) is not None]
    fallen = (toll(own, "killed") or dead or 0) if role == "injured" else 0
    if role == "injured" and (fallen or any(FATAL.search(t) for t in (title or "", *(c.sentence.text for c in own)))):
        totals = [n for t in told if (n := t.living(fallen)) is not None and n > 0]
        ends = [q.start for c in own for q in c.quantities if q.role == "killed"]
        told = [t for t in told if LIVING.search(t.claim.trigger.text) or any(t.has(e) for e in ends)]
    persons = _persons(told)
    if totals:
        first = max(next((n for n in totals if n > 1), totals[0]), _highest(told, fallen))
        return Toll(max(first, persons) if role == "killed" else first, counted=True)
    if persons:
        return Toll(persons, counted=False)
    return Toll(0, counted=False) if any(q.value == 0 for t in told for q in t.figures) else None


def without_recalled(claims: Sequence[Claim]) -> list[Claim]:
    """Claims of one report without what it recalls besides.

    That are those of a time before that of the first claim that has one, and those of a time so long that it holds many
    events, unless all are.
    """
    latest = max((c.time.start for c in claims if c.time and c.time.start), default=None)
    short = [c for c in claims if not _is_long(c.time, latest)] or claims
    first = next((c.time.start[:10] for c in short if c.time and c.time.start), None)
    return [c for c in short if first is None or c.time is None or c.time.end is None or c.time.end[:10] >= first]


def _is_long(time: TimeRef | None, latest: str | None) -> bool:
    """Whether a time holds many events; "since 2000" goes on to the latest day that the report tells of."""
    end = latest if time is not None and time.end is None else time.end if time is not None else None
    if time is None or time.start is None or end is None:
        return False
    try:
        return (date.fromisoformat(end[:10]) - date.fromisoformat(time.start[:10])).days >= LONG
    except ValueError:  # a time before our era
        return False


class _Told(Struct, frozen=True):
    """What one claim says of a role: figures, and persons without one."""

    claim: Claim
    role: QuantityRole
    figures: tuple[Quantity, ...]
    singles: tuple[Quantity, ...]
    beside: int
    """How many dead its sentence counts, where it is of the injured."""

    @classmethod
    def of(cls, claim: Claim, role: QuantityRole, *, beside: int) -> _Told:
        """The figures of a claim, each once; "one" beside a greater figure is one of those."""
        mine = [q for q in claim.quantities if q.role == role]
        numbers = {(q.value, q.low, q.text.rsplit(" ", 1)[-1]): q for q in mine if not is_single(q)}
        counted = sorted((q for q in numbers.values() if _number(q) is not None and not _is_age(q)), key=_place)
        if any((_number(q) or 0) > 1 for q in counted):
            counted = [q for q in counted if q.text.lower() != "one"]
        singles = {(q.start, q.end): q for q in mine if is_single(q)}
        return cls(claim, role, tuple(counted), tuple(singles.values()), beside)

    def has(self, at: int) -> bool:
        """Whether the offset ``at`` lies in the claim's sentence."""
        return self.claim.sentence.start <= at < self.claim.sentence.end

    def words(self, start: int, end: int) -> str:
        """Of its sentence."""
        begin = self.claim.sentence.start
        return self.claim.sentence.text[max(0, start - begin) : max(0, end - begin)]

    def total(self) -> int | None:
        """Of its figures, with the persons of its sentence; ``None`` where it has no figure."""
        values: list[int] = []
        for n, q in enumerate(self.figures):
            if n and OTHER_TIME.search(self.words(self.figures[n - 1].end, q.start)):
                break
            values.append(_number(q) or 0)
        if not any(values):
            return max(self.ordinals(), default=None)
        greatest = max(values)
        whole = greatest if sum(values) == 2 * greatest and len(values) > 2 else sum(values)
        if len(values) == 1 and (WHOLE.match(self.figures[0].text) or self._takes_apart()):
            return whole
        return whole + sum(self.has(q.start) and not KNOWN.match(q.text) for q in self.singles)

    def _takes_apart(self) -> bool:
        """ "Two others, a clerk and a guard": as many persons right behind the figure as it counts."""
        after = sorted((q for q in self.singles if q.start > self.figures[0].end), key=_place)
        if len(after) != _number(self.figures[0]):
            return False
        return not re.search(r"\w", self.words(self.figures[0].end, after[0].start))

    def ordinals(self) -> list[int]:
        """ "A fifth victim was found later": that makes five. "Two died and a third was hurt": that makes one."""
        if self.role == "killed" and OPEN.search(self.claim.trigger.text):
            return []  # "a sixth person was fatally shot": of six who were shot
        found = [ORDINALS[w] for q in self.singles for w in q.text.lower().split() if w in ORDINALS]
        return [n - self.beside for n in found if n > self.beside]

    def is_open(self) -> bool:
        """Whether those whom it tells of may be dead or alive."""
        if any(LIVING.search(self.words(q.start - BEFORE, q.end + BEHIND)) for q in self.figures):
            return False
        trigger = self.claim.trigger.text
        bodies = BODIES.search(trigger) is not None and LIVES.search(self.claim.sentence.text) is None
        return bodies or OPEN.search(trigger) is not None

    def living(self, dead: int) -> int | None:
        """Of the injured: without the dead where it counts all who were hit: "five were shot, one of them died".

        Where nobody says how many died (0), such a figure says nothing of those who live.
        """
        total, lesser = self.total(), self.beside and not self.figures
        if total is None or lesser or not self.is_open() or any(APART.search(q.text) for q in self.figures):
            return total
        return total - dead if dead else None


def _is_age(quantity: Quantity) -> bool:
    """ "Ana Ruiz and Jon Bly, both 31": two are no 31."""
    return quantity.text.lower().startswith("both ") and _number(quantity) != 2


def _place(quantity: Quantity) -> int:
    return quantity.start


def _number(quantity: Quantity) -> int | None:
    value = quantity.value if quantity.value is not None else quantity.low
    return None if value is None else int(value)


def _highest(told: Sequence[_Told], dead: int) -> int:
    """The number of the last one who is counted one by one, without the dead where they are among those."""
    return max((n - (dead if t.is_open() and not t.beside else 0) for t in told for n in t.ordinals()), default=0)


def _beside(claims: Sequence[Claim], claim: Claim) -> int:
    """The dead whom claims count in the sentence of ``claim``."""
    same = [c for c in claims if c.sentence.start == claim.sentence.start]
    return max((n for c in same if (n := _Told.of(c, "killed", beside=0).total()) is not None), default=0)


def _persons(told: Sequence[_Told]) -> int:
    """How many persons claims tell of without a figure, for sure."""
    singles = {(q.start, q.end): (q, t) for t in told for q in t.singles}
    return most_apart([
        said(q.text, t.claim.sentence.start if t.has(q.start) else -q.start) for _, (q, t) in sorted(singles.items())
    ])  # fmt: skip


def is_single(quantity: Quantity) -> bool:
    """Whether it is one person told of without a figure: "a man", "Ana Ruiz"."""
    return quantity.value == 1 and quantity.unit == "person" and SAID.search(quantity.text) is None
