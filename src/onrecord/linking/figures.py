"""The figures of an event over time: which replaces which, and which cannot both hold.

A toll may rise: a later and higher count replaces an earlier one. A later and lower one of the same origin corrects it;
of another origin it contradicts it. Of one time only one count can hold. "At least 37" leaves room above, "up to 50"
below; what counts the attacker too, or dead and injured together, is not set against what does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from onrecord.knowledge.sourcewords import words as words_of
from onrecord.linking.chainroots import Ending
from onrecord.linking.moments import before, order
from onrecord.linking.speakers import singular
from onrecord.model import Evidence, Figure, Quantity, QuantityRole, Span

COUNTED: frozenset[QuantityRole] = frozenset(
    {"killed", "injured", "arrested", "displaced", "abducted", "participants", "object", "money"}
)
TERMS = frozenset({"SANCTION", "COERCE"})
"""Types whose durations are terms that somebody set: a sentence, a ban, a curfew."""
NAMED = ("object", "money", "duration")
"""Roles that count different things: only figures of one unit are set against each other."""
RISING: frozenset[QuantityRole] = frozenset({"killed", "injured", "arrested", "displaced", "abducted"})
ATTACKERS = 3
"""By how many a count with the attackers may exceed one without them."""
WITHOUT = re.compile(r"\b(?:not|excluding|besides|addition)\b")


class Stand(Struct, frozen=True, kw_only=True):
    """One value of one origin, from the first time that it is given."""

    figure: Figure
    origin: str | None
    figures: tuple[Figure, ...]
    """Every figure that gives it, earliest first."""


def figures_of(ends: Sequence[Ending], origins: Mapping[str, Sequence[str]]) -> tuple[Figure, ...]:
    """All counts of the claims that say it happened, earliest first, each with what it replaces.

    ``origins``: ids of the origins of each claim.
    """
    found = [
        _figure(q, e, next(iter(origins.get(e.claim.id, ())), None))
        for e in ends
        if e.asserts
        for q in e.claim.quantities
        if (q.role in COUNTED or (q.role == "duration" and e.claim.type in TERMS))
        and not (q.value is None and q.low is None and q.high is None)
    ]
    whole = _without_parts(found)
    whole.sort(key=lambda f: (order(f.published), f.role, f.report, f.evidence.span.start, f.claim))
    return tuple(_with_revisions(whole))


def _figure(q: Quantity, e: Ending, origin: str | None) -> Figure:
    return Figure(
        role=q.role, value=q.value, low=q.low, high=q.high, claim=e.claim.id, report=e.report.id, origin=origin,
        published=e.report.published, note=note_of(q, e.claim.sentence) or _with_dead(q, e.claim.trigger.text),
        evidence=Evidence(report=e.report.id, span=Span(start=q.start, end=q.end, text=q.text)),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _combined() -> re.Pattern[str]:
    return _any_of("combined")


@lru_cache(maxsize=1)
def _attacker() -> re.Pattern[str]:
    return _any_of("attacker")


def _any_of(cls: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, words_of(cls)), key=len, reverse=True)) + r")\b")


def note_of(q: Quantity, sentence: Span) -> str | None:
    """What else a figure counts, by the words right behind it."""
    at = max(q.end - sentence.start, 0)
    behind = sentence.text[at : at + 90].casefold()
    near = f"{q.text.casefold()} {behind[:30]}"
    if _combined().search(near):
        return "dead and injured together"
    attacker = _attacker().search(behind)
    if attacker:
        return "without the attacker" if WITHOUT.search(attacker[0]) else "with the attacker"
    return None


def _with_dead(q: Quantity, trigger: str) -> str | None:
    """ "Five people were shot": some of them may be among the dead."""
    hurt = q.role == "injured" and not words_of("hurt").isdisjoint(singular(w) for w in trigger.casefold().split())
    return "dead and injured together" if hurt else None


def _without_parts(found: Sequence[Figure]) -> list[Figure]:
    """Each report's count of a kind from one origin is its greatest: the others are parts of it ("three of them")."""
    best: dict[tuple[str, str | None, QuantityRole, str | None], Figure] = {}
    for f in found:
        if f.role in NAMED:
            best.setdefault((f.report, f.origin, f.role, f.evidence.span.text.casefold()), f)
            continue
        at = (f.report, f.origin, f.role, f.note)
        old = best.get(at)
        if old is None or _size(f) > _size(old):
            best[at] = f
    return list(best.values())


def _size(f: Figure) -> float:
    return f.value if f.value is not None else f.low if f.low is not None else f.high or 0.0


def _with_revisions(figures: Sequence[Figure]) -> list[Figure]:
    """Each figure with the latest earlier one that it replaces."""
    done: list[Figure] = []
    for f in figures:
        earlier = [o for o in done if o.role == f.role and o.note == f.note and before(o.published, f.published)]
        same = [o for o in earlier if o.origin == f.origin and f.origin is not None]
        old = (same or earlier)[-1] if (same or earlier) else None
        if old is not None and _size(f) != _size(old) and (same or (f.role in RISING and _size(f) > _size(old))):
            f = replace(f, revises=old.claim)
        done.append(f)
    return done


def stands(figures: Sequence[Figure], role: QuantityRole) -> list[Stand]:
    """Every value that an origin gave, from when it first gave it."""
    found: dict[tuple[str, float | None, float | None, float | None, str | None], list[Figure]] = {}
    for f in figures:
        if f.role == role:
            found.setdefault((f.origin or f.report, f.value, f.low, f.high, f.note), []).append(f)
    return [Stand(figure=fs[0], origin=fs[0].origin, figures=tuple(fs)) for fs in found.values()]


def contradict(a: Figure, b: Figure) -> bool:
    """Whether two figures of one role and different origins cannot both hold at their times."""
    if "dead and injured together" in (a.note, b.note) and a.note != b.note:
        return False
    if before(b.published, a.published):
        a, b = b, a
    if a.role in NAMED and _unit(a) != _unit(b):
        return False
    if a.role in RISING and before(a.published, b.published):
        return _low(a) > _high(b)
    return _low(a) > _high(b) or _low(b) > _high(a)


def _low(f: Figure) -> float:
    if f.low is not None:
        return f.low - (ATTACKERS if f.note == "with the attacker" else 0)
    return 0.0 if f.high is not None else f.value or 0.0


def _high(f: Figure) -> float:
    if f.high is not None:
        return f.high + (ATTACKERS if f.note == "without the attacker" else 0)
    return float("inf") if f.low is not None or f.value is None else f.value


def _unit(f: Figure) -> str:
    return f.evidence.span.text.split()[-1].casefold().removesuffix("s")
