"""Which event each figure of a report belongs to: one figure goes to one event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.model import EventMention, EventType, Parse, Quantity, QuantityRole
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

LEVIED = frozenset({"tariff", "duty", "levy", "surcharge", "toll", "tax", "excise", "quota"})
"""What percentages are the measure of: "a tariff of 35 percent"; of anything else they say nothing of an act."""


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
        share = found.quantity.unit == "percent" and not _is_levied(parse, found)
        if at is not None and not share and not told:  # "20, including five children" is 20
            given.setdefault(at, []).append(found.quantity)
    for mentions in find_singles(parse, quantities):
        _assign_single(parse, events, mentions, owner, given)
    return given


def _is_levied(parse: Parse, found: FoundQuantity) -> bool:
    """ "hit them with a 90 percent tariff", "will levy 18 percent"."""
    start = found.counted if found.counted is not None else found.head
    return any(t.lemma in LEVIED for t in parse.ancestors(start)[:3])


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
    if found.quantity.unit == "percent":  # "the tariff of 30 percent that Togo imposed"
        told = (k.i for i in path for k in parse.children(i, "relcl", "acl"))
        return next((owner[k] for k in told if k in owner), None)
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
