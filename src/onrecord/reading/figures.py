"""Which event each figure of a report belongs to: one figure goes to one event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from onrecord.model import Claim, EventMention, EventType, Parse, Quantity, QuantityRole
from onrecord.reading.quantities.singles import find_singles

if TYPE_CHECKING:
    from onrecord.reading.quantities import FoundQuantity

FITS: dict[QuantityRole, frozenset[EventType]] = {
    "killed": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT", "COERCE", "PROTEST"}),
    "abducted": frozenset({"ASSAULT"}),
    "arrested": frozenset({"COERCE", "ASSAULT"}),
    "displaced": frozenset({"ASSAULT", "COERCE", "RETREAT"}),
    "participants": frozenset({"PROTEST", "MOBILIZE"}),
}
"""Events that a figure of this role can belong to when it only stands in their sentence."""
LOOSE = frozenset({"duration", "other", "distance"})
"""Roles that say something of an event only when they hang on its own words."""


def assign(
    parse: Parse, events: Sequence[EventMention], quantities: Sequence[FoundQuantity]
) -> dict[int, list[Quantity]]:
    """Figures by position of their event in ``events``; a figure that fits none is left out."""
    owner: dict[int, int] = {}
    for n, event in enumerate(events):
        light = () if event.scope is None else (event.scope,)
        for word in (event.trigger, *light, *range(event.first, event.last)):
            owner.setdefault(word, n)
    given: dict[int, list[Quantity]] = {}
    for found in sorted(quantities, key=lambda f: f.part):
        role = found.quantity.role
        if _is_label(parse, found):
            continue
        at = _above(parse, found, owner)
        if at is not None and role in FITS and events[at].type not in FITS[role]:
            at = None
        if at is None and role in FITS:
            at = _in_sentence(parse, found, events)
            at = _just_before(parse, found, events, given, back=1) if at is None else at
        told = found.part and any(q.role == role for q in given.get(at if at is not None else -1, ()))
        if at is not None and found.quantity.unit != "percent" and not told:  # "20, including five children" is 20
            given.setdefault(at, []).append(found.quantity)
    for mentions in find_singles(parse, quantities):
        _assign_single(parse, events, mentions, owner, given)
    return given


def _is_label(parse: Parse, found: FoundQuantity) -> bool:
    """A number with a new sentence behind it, as captions have it: "Image 3 of 16 A couple ..."."""
    behind = parse.tokens[found.head + 1] if found.head + 1 < len(parse.tokens) else None
    return behind is not None and behind.tag == "DT" and behind.text[:1].isupper()


def _assign_single(
    parse: Parse,
    events: Sequence[EventMention],
    mentions: Sequence[FoundQuantity],
    owner: dict[int, int],
    given: dict[int, list[Quantity]],
) -> None:
    """One person counts once: at the first event that tells what befell him."""
    for found in mentions:
        role = found.quantity.role
        at = owner.get(found.governor) if found.governor is not None else None
        if at is None or events[at].type not in FITS[role]:
            at = _in_sentence(parse, found, events)
        if at is not None:
            given.setdefault(at, []).append(found.quantity)
            return
    if (at := _just_before(parse, mentions[0], events, given, back=2)) is not None:
        given.setdefault(at, []).append(mentions[0].quantity)


def _above(parse: Parse, found: FoundQuantity, owner: dict[int, int]) -> int | None:
    """The first event met on the way up from the figure, or the event that its governor is."""
    if found.governor is not None and found.governor in owner:
        return owner[found.governor]
    start = found.counted if found.counted is not None else found.head
    path = [start, *(t.i for t in parse.ancestors(start))]
    if found.quantity.role in LOOSE:
        path = path[:4]
    for i in path:
        if i in owner:
            return owner[i]
    return None


def _in_sentence(parse: Parse, found: FoundQuantity, events: Sequence[EventMention]) -> int | None:
    sent = parse.tokens[found.head].sent
    fitting = [
        (abs(e.trigger - found.head), n)
        for n, e in enumerate(events)
        if parse.tokens[e.trigger].sent == sent and e.type in FITS[found.quantity.role]
    ]
    return min(fitting)[1] if fitting else None


def _just_before(
    parse: Parse,
    found: FoundQuantity,
    events: Sequence[EventMention],
    given: dict[int, list[Quantity]],
    *,
    back: int,
) -> int | None:
    """Dead and injured of the violent act told last: "Gunmen fired on a bus. Two people were taken to hospital."

    Not where that act has such figures already: what follows repeats them or takes them apart.
    ``back``: sentences looked back.
    """
    role = found.quantity.role
    if role not in ("killed", "injured") or not found.quantity.value:
        return None
    sent = parse.tokens[found.head].sent
    for n in reversed(range(len(events))):
        at = parse.tokens[events[n].trigger].sent
        if events[n].type == "ASSAULT" and sent - back <= at < sent:
            return None if any(q.role == role for q in given.get(n, ())) else n
    return None


# ---------------------------------------------------------------- the toll of several claims

SAID = re.compile(r"\b(?:one|1|single)\b", re.IGNORECASE)
OPEN = re.compile(
    r"\b(?:shot|shots|shoot|shooting|shootings|hit|struck|stabbed|stabbing|fired?|gunfire)\b", re.IGNORECASE
)
"""Triggers under which somebody may be dead or alive."""
LIVING = re.compile(r"\b(?:wound|wounded|injur\w*|hurt)\b", re.IGNORECASE)
FATAL = re.compile(
    r"(?<!attempted )\b(?:killed|killing|dead|died|deaths?|fatal|fatally|murder|homicide|manslaughter|slain|slaying)\b",
    re.IGNORECASE,
)
"""Words of a report that tells of the dead, whom it may call shot elsewhere."""
APART = re.compile(r"\b(?:others?|more|another|additional)\b", re.IGNORECASE)
OTHER_TIME = re.compile(r"\b(?:after|before|since|when|while|following|earlier|last)\b", re.IGNORECASE)
"""Words between two figures of a sentence by which the second is of something else."""


def toll(claims: Sequence[Claim], role: QuantityRole, *, dead: int | None = None) -> int | None:
    """How many ``role`` befell by claims of one event in one report; ``None`` where they do not say.

    Figures of one sentence are added ("two men and a girl"), but for those that take another apart ("six people, three
    men and three women"). Of claims that give a figure the first counts that is not one of several; persons told of
    without a figure count where they are more: as many as one sentence tells of, or as many as have names. Those of
    whom the report only says that they were shot are not injured where it tells of dead whom they may be. ``dead``: how
    many died by other reports, where these claims do not say.
    """
    told = [_Told.of(claim, role) for claim in claims]
    totals = [n for t in told if (n := t.total()) is not None]
    fallen = (toll(claims, "killed") or dead or 0) if role == "injured" else 0
    if fallen or (role == "injured" and any(FATAL.search(c.sentence.text) for c in claims)):
        totals = [n for t in told if (n := t.living(fallen)) is not None and n > 0]
        ends = [q.start for c in claims for q in c.quantities if q.role == "killed"]
        told = [t for t in told if LIVING.search(t.claim.trigger.text) or any(t.has(e) for e in ends)]
    persons = _persons(told)
    if totals:
        first = next((n for n in totals if n > 1), totals[0])
        return max(first, persons) if role == "killed" else first
    return persons or (0 if any(q.value == 0 for t in told for q in t.figures) else None)


def without_recalled(claims: Sequence[Claim]) -> list[Claim]:
    """Claims of one report without those of an earlier time than the first that has one: what it recalls besides."""
    first = next((c.time.start[:10] for c in claims if c.time and c.time.start), None)
    return [c for c in claims if first is None or c.time is None or c.time.end is None or c.time.end[:10] >= first]


class _Told(Struct, frozen=True):
    """What one claim says of a role: figures, and persons without one."""

    claim: Claim
    figures: tuple[Quantity, ...]
    singles: tuple[Quantity, ...]

    @classmethod
    def of(cls, claim: Claim, role: QuantityRole) -> _Told:
        """The figures of a claim, each once."""
        mine = {(q.value, q.low, q.text.rsplit(" ", 1)[-1]): q for q in claim.quantities if q.role == role}
        counted = sorted((q for q in mine.values() if not is_single(q) and _number(q) is not None), key=_place)
        return cls(claim, tuple(counted), tuple(q for q in mine.values() if is_single(q)))

    def has(self, at: int) -> bool:
        """Whether the offset ``at`` lies in the claim's sentence."""
        return self.claim.sentence.start <= at < self.claim.sentence.end

    def total(self) -> int | None:
        """Of its figures, with the persons of its sentence; ``None`` where it has no figure."""
        values: list[int] = []
        for n, q in enumerate(self.figures):
            if n and self._of_other_time(self.figures[n - 1], q):
                break
            values.append(_number(q) or 0)
        if not any(values):
            return None
        greatest = max(values)
        whole = greatest if sum(values) == 2 * greatest and len(values) > 2 else sum(values)
        return whole + sum(self.has(q.start) for q in self.singles)

    def _of_other_time(self, a: Quantity, b: Quantity) -> bool:
        start = self.claim.sentence.start
        return OTHER_TIME.search(self.claim.sentence.text[max(0, a.end - start) : max(0, b.start - start)]) is not None

    def living(self, dead: int) -> int | None:
        """Of the injured: without the dead where it counts all who were hit: "five were shot, one of them died"."""
        total = self.total()
        if total is None or any(APART.search(q.text) for q in self.figures):
            return total
        return total - dead if OPEN.search(self.claim.trigger.text) else total


def _place(quantity: Quantity) -> int:
    return quantity.start


def _number(quantity: Quantity) -> int | None:
    value = quantity.value if quantity.value is not None else quantity.low
    return None if value is None else int(value)


def _persons(told: Sequence[_Told]) -> int:
    """How many persons claims tell of without a figure, for sure: in one sentence, or by name."""
    sentences = {(t.claim.sentence.start, t.claim.sentence.end) for t in told}
    singles = {(q.start, q.end): q for t in told for q in t.singles}
    names = {last for q in singles.values() if (last := q.text.rsplit(" ", 1)[-1])[:1].isupper()}
    together = [sum(low <= q.start < high for q in singles.values()) for low, high in sentences]
    return max([len(names), int(bool(singles)), *together], default=0)


def is_single(quantity: Quantity) -> bool:
    """Whether it is one person told of without a figure: "a man", "Ana Ruiz"."""
    return quantity.value == 1 and quantity.unit == "person" and SAID.search(quantity.text) is None
