"""Claims of one report -> its happenings: "killed", "the attack" and "the bomb that hit the market" are one.

Reports are compared happening by happening, which is both surer and some thirty times less work than claim by claim.
A person's word that two claims of one report are, or are not, of one event is kept here first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import exp

from msgspec import Struct

from onrecord.linking.cluster import Bonds, bound, sorted_pair
from onrecord.linking.features import OPENING, ClaimFeatures, ReportFeatures, Told, When, Where, Who, lasts, merged
from onrecord.linking.weights import weights
from onrecord.linking.within import within_score

HEAD = 1500.0
"""Characters after which a claim weighs a third for what a report is about (news puts it first)."""
GRAVITY = {"ASSAULT": 3.0, "ACCUSE": 0.7, "REQUEST": 0.5, "CONSULT": 0.5, "REJECT": 0.7}
"""How much more a claim of a type weighs for what a report is about: a report on a trial is about the crime."""
LASTING = 0.5
"""The same for a war: reports speak of it beside what they are about."""
MISSING = -2.0
"""How far below the threshold two claims of one report count that are too far apart to be compared."""
REACH = 20_000
"""Characters over which claims of one report are compared: a live blog of a whole week is no one story."""


class Side(Struct, frozen=True, kw_only=True, gc=False):
    """All actors, or all recipients, of a happening."""

    texts: tuple[str, ...]
    ids: frozenset[str]
    kinds: frozenset[str]
    """Prefixes of the ids: two groups can be told apart, a group and its state cannot."""
    words: frozenset[str]
    countries: frozenset[str]
    keys: frozenset[str]
    """By what they are found again: ids, and countries with sectors."""

    @property
    def named(self) -> bool:
        """Whether one is named or of a known state: only such can differ from others."""
        return bool(self.ids or self.countries)


class Unit(Struct, frozen=True, kw_only=True, gc=False, eq=False):
    """One happening as one report tells it."""

    id: str
    """Id of its first claim; for a bare report ``report:`` and its id."""
    report: ReportFeatures
    claims: tuple[ClaimFeatures, ...]
    main: bool
    """Whether it is what the report is mostly about; a report that tells of no act is about what followed on it."""
    type: str
    types: frozenset[str]
    modes: frozenset[str]
    stems: frozenset[str]
    real: bool
    """Whether a claim says that it happened, is happening or did not; ``False`` where all are fears and plans."""
    lasting: bool
    """Whether it is a war or its like, which holds many acts and is none of them."""
    when: When | None
    days: tuple[int, int] | None
    """Days between which it was; guessed from the publication where the report gives no time for what it is about or
    opens with. What it only recalls may have been whenever."""
    where: Where | None
    actors: Side
    recipients: Side
    sure: bool
    """Whether an actor is named whom nobody only accuses or denies to be one."""
    told: tuple[Told, ...]
    figures: frozenset[tuple[str, float]]
    words: dict[str, float]


NOBODY = Side(
    texts=(), ids=frozenset(), kinds=frozenset(), words=frozenset(), countries=frozenset(), keys=frozenset()
)  # fmt: skip


def units(report: ReportFeatures, bonds: Bonds | None = None) -> tuple[Unit, ...]:
    """The happenings of a report, in the order of their first claims. ``bonds``: what people said of its claims."""
    parts = parted(report, grouped(report.claims, bonds or Bonds()))
    return tuple(unit(report, part, main=main) for part, main in parts)


def parted(
    report: ReportFeatures, groups: Sequence[Sequence[int]]
) -> list[tuple[tuple[ClaimFeatures, ...], bool]]:  # fmt: skip
    """The claims of each happening of a report, and whether it is what the report is about.

    A report without claims is one bare unit: it tells nothing of its own, but it can be on what another tells.
    """
    parts = [tuple(report.claims[n] for n in group) for group in groups]
    if not parts:
        return [((), True)]
    main = max(parts, key=_weight)
    return [(part, part is main) for part in parts]


def _weight(claims: Sequence[ClaimFeatures]) -> tuple[float, int]:
    """How much a report is about a happening: gravest, first and most often told."""
    told = [c for c in claims if not c.heard]
    return sum(exp(-c.at / HEAD) * (LASTING if lasts(c) else GRAVITY.get(c.type, 1.0)) for c in told), -claims[0].at


def grouped(claims: tuple[ClaimFeatures, ...], bonds: Bonds) -> list[list[int]]:
    """Positions of the claims of one report, parted into happenings."""
    ids = [c.claim for c in claims]
    place = {c: n for n, c in enumerate(ids)}
    threshold = weights().within_threshold
    edges = {}
    for i, a in enumerate(claims):
        for b in claims[i + 1 :]:
            if b.at - a.at > REACH:
                break
            if a.heard or b.heard:
                continue
            score = within_score(a, b)
            if score > threshold + MISSING:
                edges[sorted_pair(a.claim, b.claim)] = score
    parted = bonds.parted(ids)
    same = []
    for root in {bonds.root[i] for i in ids if i in bonds.root}:
        mine = [i for i in ids if bonds.root.get(i) == root]
        same += [(mine[0], other) for other in mine[1:]]
    parts = bound(
        ids, edges, threshold=threshold, missing=threshold + MISSING, same=same, different=parted
    )  # fmt: skip
    return sorted(sorted(place[c] for c in part) for part in parts)


def unit(report: ReportFeatures, claims: tuple[ClaimFeatures, ...], *, main: bool) -> Unit:
    """What the claims of one happening say together."""
    types = Counter(c.type for c in claims)
    times = [c.when for c in claims if c.when]
    when = min(times, key=lambda w: (w.high - w.low, w.low), default=None)
    told = tuple(t for c in claims for t in c.told)
    return Unit(
        id=unit_id(report.report, [c.claim for c in claims]),
        report=report,
        claims=claims,
        main=main,
        type=max(types, key=lambda t: types[t], default=""),
        types=frozenset(types),
        modes=frozenset(c.mode for c in claims if c.mode),
        stems=frozenset(c.stem for c in claims if c.stem),
        real=any(c.status in ("occurred", "ongoing", "denied") for c in claims),
        lasting=bool(claims) and all(map(lasts, claims)),
        when=when,
        days=(when.low, when.high) if when else guessed(report.day) if main or is_news(claims) else None,
        where=best_place(c.where for c in claims),
        actors=side(a for c in claims for a in c.actors),
        recipients=side(r for c in claims for r in c.recipients),
        sure=any(a.id or a.country for c in claims if not c.alleged for a in c.actors),
        told=told,
        figures=frozenset((t.role, t.value) for t in told),
        words=merged(c.words for c in claims),
    )


def is_news(claims: Sequence[ClaimFeatures]) -> bool:
    """Whether a happening is of the day of its report: one that it opens with, or a denial, which answers others."""
    return claims[0].at < OPENING or any(c.status == "denied" for c in claims)


def unit_id(report: str, claims: Sequence[str]) -> str:
    """The id of a unit by its claims."""
    return claims[0] if claims else f"report:{report}"


def guessed(day: int | None) -> tuple[int, int] | None:
    """When something is likely to have been that a report of ``day`` gives no time for: that day or the one before."""
    return (day - 1, day) if day is not None else None


def best_place(places: Iterable[Where | None]) -> Where | None:
    """The narrowest place, of equals the one said most often, then first."""
    known = [p for p in places if p]
    count = Counter(p.id for p in known)
    return max(known, key=lambda p: (not p.wide, p.id != p.area, count[p.id]), default=None)


def side(parties: Iterable[Who]) -> Side:
    """The parties of one side together."""
    known = list(parties)
    if not known:
        return NOBODY
    ids = frozenset(p.id for p in known if p.id)
    return Side(
        texts=tuple(dict.fromkeys(p.text for p in known)),
        ids=ids,
        kinds=frozenset(i.partition(":")[0] for i in ids),
        words=frozenset(w for p in known for w in p.words),
        countries=frozenset(p.country for p in known if p.country),
        keys=ids | {f"{p.country}.{p.sector or ''}" for p in known if p.country},
    )
