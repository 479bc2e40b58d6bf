"""Claims on one event that cannot all be right, side by side."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from onrecord.knowledge import gazetteer
from onrecord.knowledge.entry import key
from onrecord.knowledge.gazetteer import distance_km
from onrecord.knowledge.sourcewords import words as words_of
from onrecord.linking.chainroots import Ending
from onrecord.linking.figures import Stand, contradict, stands
from onrecord.linking.moments import day, order
from onrecord.linking.speakers import is_pronoun, stable
from onrecord.linking.words import amid
from onrecord.model import Actor, Dispute, DisputeKind, Evidence, Figure, PlaceRef, QuantityRole, Side, Span

NAMES: dict[QuantityRole, str] = {
    "killed": "killed", "injured": "injured", "arrested": "arrested", "displaced": "displaced",
    "abducted": "abducted", "participants": "taking part",
}  # fmt: skip
BLAMED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
APART_KM = 30.0
"""Two towns nearer than this may be one place told by its neighbours."""
NEAR_PRECISION = frozenset({"point", "city"})
LEAST = "at least "
Origins = Mapping[str, Sequence[str]]
"""Claim id -> ids of its origins."""


def disputes_of(event: str, ends: Sequence[Ending], figures: Sequence[Figure], origins: Origins) -> tuple[Dispute, ...]:
    """Every dispute of an event: denials, figures, perpetrators, places, dates."""
    found = [
        *_denials(event, ends, origins),
        *_figures(event, figures, ends, origins),
        *_perpetrators(event, ends, origins),
        *_places(event, ends, origins),
        *_dates(event, ends, origins),
    ]
    return tuple(found)


def _make(event: str, kind: DisputeKind, sides: Sequence[Side], why: str, role: QuantityRole | None = None) -> Dispute:
    ordered = tuple(sorted(sides, key=lambda s: (order(s.since), s.value, s.claims)))
    marks = "|".join([event, kind, role or "", *(f"{s.value}:{','.join(s.origins)}" for s in ordered)])
    ident = hashlib.sha256(marks.encode()).hexdigest()[:16]
    return Dispute(id=ident, kind=kind, event=event, role=role, sides=ordered, why=why)


def _side(value: str, ends: Sequence[Ending], origins: Origins, spans: Callable[[Ending], Span]) -> Side:
    by_time = sorted(ends, key=lambda e: (order(e.report.published), e.report.id, e.claim.id))
    sources = dict.fromkeys(o for e in by_time for o in origins.get(e.claim.id, ()))
    return Side(
        value=value, claims=tuple(dict.fromkeys(e.claim.id for e in by_time)), origins=tuple(sources),
        since=next((e.report.published for e in by_time if e.report.published), None),
        evidence=tuple(Evidence(report=e.report.id, span=spans(e)) for e in by_time),
    )  # fmt: skip


def _sentence(e: Ending) -> Span:
    return e.claim.sentence


# ---------------------------------------------------------------- denial against assertion


def _denials(event: str, ends: Sequence[Ending], origins: Origins) -> Iterable[Dispute]:
    """One dispute for each origin that denies, against whoever says it (or says that the denier did it)."""
    asserting = [e for e in ends if e.asserts]
    by_denier: dict[tuple[str, ...], list[Ending]] = {}
    for e in ends:
        who = tuple(origins.get(e.claim.id, ()))
        if e.denies and who:
            by_denier.setdefault(who, []).append(e)
    for who, denying in sorted(by_denier.items()):
        against = _against(denying, [e for e in asserting if set(origins.get(e.claim.id, ())) - set(who)])
        if against:
            label = amid(_who(denying[0]))
            sides = (
                _side("asserted", against, origins, _sentence),
                _side(f"denied by {label}", denying, origins, _sentence),
            )
            yield _make(event, "denial", sides, f"What others say happened is denied by {label}.")


def _who(e: Ending) -> str:
    if e.speaker is None:
        return e.report.publisher or "a report"
    return e.speaker.name if e.speaker.name and is_pronoun(e.speaker.text) else e.speaker.text


def _against(denying: Sequence[Ending], asserting: Sequence[Ending]) -> list[Ending]:
    """Those that name the denied actor, where any does; else all."""
    denied = {k for e in denying for a in e.claim.actors if (k := _identity(a)) is not None}
    named = [e for e in asserting if denied & {_identity(a) for a in e.claim.actors}]
    return named or list(asserting)


# ---------------------------------------------------------------- figures


def _figures(event: str, figures: Sequence[Figure], ends: Sequence[Ending], origins: Origins) -> Iterable[Dispute]:
    by_claim = {e.claim.id: e for e in ends}
    for role in dict.fromkeys(f.role for f in figures):
        given = stands(figures, role)
        clash = {
            n for n, a in enumerate(given) for m, b in enumerate(given)
            if n != m and _voice(a) != _voice(b) and contradict(a.figure, b.figure)
        }  # fmt: skip
        values: dict[str, list[Figure]] = {}
        for n in sorted(clash):
            values.setdefault(_value(given[n].figure), []).extend(given[n].figures)
        for value in [v for v in values if v.startswith(LEAST)]:  # "at least 7" is of one side with "7"
            if (exact := value.removeprefix(LEAST)) in values:
                values[exact] += values.pop(value)
        if len(values) > 1:
            sides = [_figure_side(v, fs, by_claim, origins) for v, fs in values.items()]
            yield _make(event, "figure", sides, f"These counts ({NAMES.get(role, role)}) cannot all hold.", role)


def _voice(s: Stand) -> str:
    return s.origin or s.figure.report


def _figure_side(value: str, figures: Sequence[Figure], by_claim: Mapping[str, Ending], origins: Origins) -> Side:
    spans = {f.claim: f.evidence.span for f in figures}
    return _side(value, [by_claim[c] for c in spans], origins, lambda e: spans[e.claim.id])


def _value(f: Figure) -> str:
    """ "at least 37 killed"."""
    if f.role not in NAMES:
        return f.evidence.span.text
    bounds = f.low is not None and f.high is None, f.high is not None and f.low is None
    words = LEAST if bounds[0] else "up to " if bounds[1] else ""
    number = f.value if f.value is not None else f.low if f.low is not None else f.high
    if f.value is None and f.low is not None and f.high is not None:
        return f"{f.low:,g} to {f.high:,g} {NAMES[f.role]}"
    return f"{words}{number or 0:,g} {NAMES[f.role]}"


# ---------------------------------------------------------------- perpetrators


def _identity(a: Actor) -> str | None:
    """Who is named; ``None`` for "gunmen"."""
    known = stable(a.id)
    if known is not None:
        return known
    if a.name:
        return f"name:{a.name.casefold()}"
    return f"country:{a.country.lower()}" if a.country and a.sector in ("GOV", "MIL") else None


def _perpetrators(event: str, ends: Sequence[Ending], origins: Origins) -> Iterable[Dispute]:
    """Different origins name different actors."""
    named: dict[str, list[tuple[Ending, Actor]]] = {}
    for e in ends:
        if e.asserts and e.claim.type in BLAMED:
            for a in e.claim.actors:
                ident = _identity(a)
                if ident is not None:
                    named.setdefault(ident, []).append((e, a))
    groups = _one_state(named)
    sources = [{o for e, _ in pairs for o in origins.get(e.claim.id, ())} for pairs in groups]
    apart = [n for n, mine in enumerate(sources) if any(mine and other and not mine & other for other in sources)]
    if len(apart) > 1:
        sides = [_actor_side(groups[n], origins) for n in apart]
        yield _make(event, "perpetrator", sides, "Different sources name different perpetrators.")


def _one_state(named: Mapping[str, list[tuple[Ending, Actor]]]) -> list[list[tuple[Ending, Actor]]]:
    """A state, its government and its army are one perpetrator."""
    groups: dict[str, list[tuple[Ending, Actor]]] = {}
    for ident, pairs in sorted(named.items()):
        a = pairs[0][1]
        of_state = a.country and (a.sector in ("GOV", "MIL") or ident.startswith("country:"))
        groups.setdefault(f"state:{a.country}" if of_state else ident, []).extend(pairs)
    return list(groups.values())


def _actor_side(pairs: Sequence[tuple[Ending, Actor]], origins: Origins) -> Side:
    spans = {e.claim.id: Span(start=a.start, end=a.end, text=a.text) for e, a in pairs}
    names = [a.name for _, a in pairs if a.name]
    value = max(sorted(set(names)), key=names.count) if names else pairs[0][1].text
    return _side(value, [e for e, _ in pairs], origins, lambda e: spans[e.claim.id])


# ---------------------------------------------------------------- places and dates


def _places(event: str, ends: Sequence[Ending], origins: Origins) -> Iterable[Dispute]:
    """Different origins put it in places of the same fineness that are far apart."""
    placed = [(e, e.claim.place) for e in ends if e.asserts and e.claim.place is not None]
    fine = [(e, p) for e, p in placed if p.precision in NEAR_PRECISION and p.lat is not None and p.lon is not None]
    groups: list[list[tuple[Ending, PlaceRef]]] = []
    for e, p in fine:
        home = next((g for g in groups if not far(g[0][1], p)), None)
        if home is None:
            groups.append([(e, p)])
        else:
            home.append((e, p))
    sides = [_side(g[0][1].name or g[0][1].span.text, [e for e, _ in g], origins, _where) for g in groups]
    apart = [s for s in sides if any(s is not o and not set(s.origins) & set(o.origins) for o in sides)]
    if len(apart) > 1:
        yield _make(event, "place", apart, f"These places are more than {APART_KM:g} km apart.")


def far(a: PlaceRef, b: PlaceRef) -> bool:
    """Whether two places cannot be one told in two ways."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    if _lies_in_namesake(a, b) or _lies_in_namesake(b, a):
        return False
    room = APART_KM + (a.radius_km or 0.0) + (b.radius_km or 0.0)
    return distance_km(a.lat, a.lon, b.lat, b.lon) > room


def _lies_in_namesake(a: PlaceRef, b: PlaceRef) -> bool:
    """Whether a town lies in the region that has the other's name: "in Kandahar" may mean the province."""
    around = _area_name(a.name, a.geonames_id) if a.name and a.geonames_id is not None else None
    return around is not None and b.name is not None and around.startswith(key(b.name))


@lru_cache(maxsize=4096)
def _area_name(name: str, geonames_id: int) -> str | None:
    site = next((s for s in gazetteer.lookup(name) if s.geonames_id == geonames_id), None)
    above = gazetteer.by_index(site.admin1) if site else None
    return key(above.name) if above else None


def _where(e: Ending) -> Span:
    return e.claim.place.span if e.claim.place is not None else e.claim.sentence


def _when(e: Ending) -> Span:
    return e.claim.time.span if e.claim.time is not None else e.claim.sentence


@lru_cache(maxsize=1)
def _night() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, words_of("night")))) + r")\b")


def _dates(event: str, ends: Sequence[Ending], origins: Origins) -> Iterable[Dispute]:
    """Different origins name different days; a night belongs to two."""
    days: dict[date, list[Ending]] = {}
    for e in ends:
        t = e.claim.time
        on = day(t.start) if t is not None and t.precision in ("day", "time") else None
        if e.asserts and t is not None and on is not None and on == day(t.end):
            days.setdefault(on, []).append(e)
    nightly = any(_night().search(e.claim.sentence.text.casefold()) for found in days.values() for e in found)
    reach = 1 if nightly else 0
    named = sorted(days)
    if not named or (named[-1] - named[0]).days <= reach:
        return
    sides = [_side(d.isoformat(), days[d], origins, _when) for d in named]
    apart = [s for s in sides if any(s is not o and not set(s.origins) & set(o.origins) for o in sides)]
    if len(apart) > 1:
        yield _make(event, "date", apart, "Different sources name different days.")
