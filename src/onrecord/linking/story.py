"""What is best said of an event: its time, its place, who took part, its status, its title.

Nothing is averaged: one claim's value is chosen, and why is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.linking.chainroots import Ending
from onrecord.linking.moments import day, order
from onrecord.linking.speakers import is_pronoun, stable
from onrecord.model import Actor, BestPlace, BestTime, EventType, Party, PlaceRef, Status, StatusAt, TimeRef

Origins = Mapping[str, Sequence[str]]
TIME_FINENESS = {
    "time": 0, "day": 1, "weekend": 2, "week": 3, "range": 4, "approximate": 5, "month": 6, "season": 7, "quarter": 8,
    "year": 9, "decade": 10, "century": 11,
}  # fmt: skip
PLACE_FINENESS = {"point": 0, "city": 1, "sea": 2, "region": 3, "admin": 3, "country": 5}
BLAMED: frozenset[EventType] = frozenset({"ASSAULT", "COERCE"})
"""Acts whose doer is named without more only where sources say so themselves."""
RECALLED = 20
"""Days; what is told as further back than this is not the event of which the others tell."""


def without_other_times(ends: Sequence[Ending]) -> list[Ending]:
    """The claims without those of another time than nearly all: an earlier attack that a report recalls.

    A claim is left out where its own time lies ``RECALLED`` days or more before the time of the event, and its report
    has another claim of the event. It stays a claim of the event; it says nothing of who vouches for it, or how many
    died.
    """
    best = best_time(ends, {})
    low = day(best.start) if best else None
    if low is None:
        return list(ends)
    ended = [(e, day(e.claim.time.end)) for e in ends if e.claim.time]
    old = [e for e, last in ended if last is not None and (low - last).days >= RECALLED]
    kept = {e.report.id for e in ends if e not in old}
    return [e for e in ends if e not in old or e.report.id not in kept]


def best_time(ends: Sequence[Ending], origins: Origins) -> BestTime | None:
    """The finest time that most origins agree on; of equals the one told first."""
    timed = [(e, e.claim.time) for e in ends if e.claim.time is not None and e.claim.time.start and e.claim.time.end]
    told = [(e, t) for e, t in timed if e.asserts] or timed
    if not told:
        return None
    votes: dict[tuple[str, str], set[str]] = {}
    for e, t in told:
        votes.setdefault(_span_of(t), set()).update(origins.get(e.claim.id, ()) or (e.report.id,))
    e, best = min(
        told,
        key=lambda x: (
            -_agreeing(x[1], told, origins), TIME_FINENESS.get(x[1].precision or "", 12), -len(votes[_span_of(x[1])]),
            order(x[0].report.published), x[0].claim.id,
        ),
    )  # fmt: skip
    same = [o for o, t in told if _span_of(t) == _span_of(best)]
    why = f"the {best.precision or 'time'} “{best.span.text}”" + _backed(
        len(votes[_span_of(best)]), len({o.report.id for o in same})
    )
    return BestTime(
        start=best.start or "", end=best.end or "", precision=best.precision or "unknown", why=why,
        claims=tuple(sorted({o.claim.id for o in same})),
    )  # fmt: skip


def _span_of(t: TimeRef) -> tuple[str, str]:
    return (t.start or "")[:10], (t.end or "")[:10]


def _agreeing(t: TimeRef, told: Sequence[tuple[Ending, TimeRef]], origins: Origins) -> int:
    """How many origins give a time that this one lies in or that lies in it."""
    low, high = _span_of(t)
    found: set[str] = set()
    for e, o in told:
        start, end = _span_of(o)
        if (start <= low and high <= end) or (low <= start and end <= high):
            found.update(origins.get(e.claim.id, ()) or (e.report.id,))
    return len(found)


def _backed(voices: int, reports: int) -> str:
    said = "one origin" if voices == 1 else f"{voices} origins"
    return f", given by {said} in {'one report' if reports == 1 else f'{reports} reports'}"


def best_place(ends: Sequence[Ending], origins: Origins) -> BestPlace | None:
    """The finest place that most origins agree on; a country holds every place in it."""
    placed = [(e, p) for e in ends if (p := e.claim.place) is not None and (p.name or p.lat is not None)]
    told = [(e, p) for e, p in placed if e.asserts] or placed
    if not told:
        return None
    voices: dict[str, set[str]] = {}
    for e, p in told:
        voices.setdefault(_name(p), set()).update(origins.get(e.claim.id, ()) or (e.report.id,))
    pairs = {(e.report.id, p.country) for e, p in told if p.country}
    countries = Counter(country for _, country in pairs)
    e, best = min(
        told,
        key=lambda x: (
            -countries[x[1].country or ""], PLACE_FINENESS.get(x[1].precision or "", 4), -len(voices[_name(x[1])]),
            order(x[0].report.published), x[0].claim.id,
        ),
    )  # fmt: skip
    same = [o for o, p in told if _name(p) == _name(best)]
    why = f"the {best.precision or 'place'} “{best.span.text}”" + _backed(
        len(voices[_name(best)]), len({o.report.id for o in same})
    )
    return BestPlace(
        name=_name(best), country=best.country, lat=best.lat, lon=best.lon, precision=best.precision,
        geonames_id=best.geonames_id, bbox=best.bbox, radius_km=best.radius_km, why=why,
        claims=tuple(sorted({o.claim.id for o in same})),
    )  # fmt: skip


def _name(p: PlaceRef) -> str:
    return p.name or p.span.text


def parties(ends: Sequence[Ending], *, recipients: bool = False) -> tuple[Party, ...]:
    """Who did it or suffered it, over all claims that say it happened (or over all, where none does); named first."""
    told = [e for e in ends if e.asserts] or list(ends)
    found: dict[str, list[tuple[Ending, Actor]]] = {}
    for e in told:
        for a in e.claim.recipients if recipients else e.claim.actors:
            if a.name is None and is_pronoun(a.text):
                continue
            ident = stable(a.id) or (f"name:{a.name.casefold()}" if a.name else f"words:{_plain(a)}")
            found.setdefault(ident, []).append((e, a))
    merged = [
        Party(
            id=None if ident.startswith(("name:", "words:")) else ident, name=_called(pairs),
            country=next((a.country for _, a in pairs if a.country), None),
            sector=next((a.sector for _, a in pairs if a.sector), None),
            claims=tuple(sorted({e.claim.id for e, _ in pairs})),
            accused=not recipients and all(_is_accusation(e) for e, _ in pairs),
        )
        for ident, pairs in found.items()
    ]  # fmt: skip
    return tuple(sorted(merged, key=lambda p: (p.id is None, -len(p.claims), p.name)))


def _is_accusation(e: Ending) -> bool:
    """Whether the claim tells of force by somebody on the word of an accuser."""
    return e.claim.type in BLAMED and any(link.stance == "alleges" for link in e.claim.chain)


def _plain(a: Actor) -> str:
    """Words of an unnamed party without its count: "14 villagers" and "villagers" are one."""
    return " ".join(w for w in a.text.casefold().split() if w not in ("the", "a", "an") and not w[:1].isdigit())


def _called(pairs: Sequence[tuple[Ending, Actor]]) -> str:
    named = Counter(a.name for _, a in pairs if a.name)
    if named:
        return min(named, key=lambda n: (-named[n], n))
    return min((a.text for _, a in pairs), key=lambda t: (-len(t), t))


def statuses(ends: Sequence[Ending], origins: Origins) -> tuple[StatusAt, ...]:
    """What was said of its status, earliest first."""
    return tuple(
        StatusAt(
            status=e.claim.status, claim=e.claim.id, report=e.report.id,
            origin=next(iter(origins.get(e.claim.id, ())), None), published=e.report.published, why=e.claim.status_why,
        )
        for e in ends
    )  # fmt: skip


def best_status(ends: Sequence[Ending], origins: Origins) -> tuple[Status, str]:
    """What most independent origins say; each origin counts once, with its latest word."""
    latest: dict[str, Status] = {}
    for e in ends:
        for o in origins.get(e.claim.id, ()) or (f"report:{e.report.id}",):
            if not (latest.get(o) == "occurred" and e.claim.status in ("possible", "ongoing", "planned")):
                latest[o] = e.claim.status
    counts = Counter(latest.values())
    rank: dict[Status, int] = {"occurred": 0, "ongoing": 1, "denied": 2, "planned": 3, "possible": 4}
    best = min(counts, key=lambda s: (-counts[s], rank[s]))
    told = ", ".join(f"{counts[s]} {s}" for s in sorted(counts, key=lambda s: (-counts[s], rank[s])))
    return best, f"by origin: {told}"
