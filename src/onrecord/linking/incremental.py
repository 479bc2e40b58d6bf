"""New reports and judgements -> what changes: only the groups that they touch are made anew.

``update`` reads and writes through a ``LinkStore`` and is the only way by which links come about. What it leaves is a
function of the reports and judgements that the store holds: a record made report by report and one made at once are
equal. Only the groups that a change can reach are made anew (``regroup``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Protocol

from msgspec import Struct

from onrecord.linking.blocking import both
from onrecord.linking.cluster import Bonds, Edge, Forest, settled, sorted_pair
from onrecord.linking.compare import NEVER, between, comparable, score
from onrecord.linking.features import ClaimFeatures, ReportFeatures
from onrecord.linking.regroup import Area, Group, Row, Runs, regrouped
from onrecord.linking.units import MISSING, Unit, grouped, parted, unit, unit_id
from onrecord.linking.weights import weights
from onrecord.linking.within import within_score
from onrecord.model import Judgement


class Kept(Struct, frozen=True, kw_only=True, dict=True):
    """A report as a store keeps it: its features, and its claims parted into units (positions, in order)."""

    report: ReportFeatures
    groups: tuple[tuple[int, ...], ...]

    @cached_property
    def _parts(self) -> dict[str, tuple[tuple[ClaimFeatures, ...], bool]]:
        parts = parted(self.report, self.groups)
        return {unit_id(self.report.report, [c.claim for c in claims]): (claims, main) for claims, main in parts}

    @cached_property
    def _built(self) -> dict[str, Unit]:
        return {}

    def unit(self, ident: str) -> Unit:
        """One unit by its id, built again once: of another report mostly one is met."""
        if ident not in self._built:
            claims, main = self._parts[ident]
            self._built[ident] = unit(self.report, claims, main=main)
        return self._built[ident]

    def units(self) -> tuple[Unit, ...]:
        """The units, in order."""
        return tuple(map(self.unit, self._parts))

    def claims(self) -> dict[str, tuple[str, ...]]:
        """Ids of claims by unit; a report without claims has one bare unit."""
        return {ident: tuple(c.claim for c in claims) for ident, (claims, _) in self._parts.items()}

    def about(self) -> str:
        """The unit that the report is about."""
        return next(ident for ident, (_, main) in self._parts.items() if main)


class Changes(Struct, frozen=True, kw_only=True):
    """What an update did: groups that stand no more, groups that stand instead, ids of those that stayed."""

    gone: tuple[str, ...] = ()
    made: tuple[Group, ...] = ()
    stayed: tuple[str, ...] = ()
    """Groups of touched components whose claims are as before; a report of theirs may have changed."""


class LinkStore(Protocol):
    """What linking keeps between calls, all within the caller's transaction. A unit's id is its first claim's."""

    runs: Runs
    """Cleared where a report is dropped."""

    def kept(self, reports: Collection[str]) -> dict[str, Kept]:
        """Reports by id; unknown ones are left out."""

    def put(self, kept: Kept, keys: dict[str, frozenset[int]]) -> None:
        """Keep a report and the keys of its units; it is not kept yet."""

    def drop(self, report: str) -> None:
        """Forget a report, its units, their keys and edges."""

    def rows(self, units: Collection[str]) -> dict[str, Row]:
        """Units by id; unknown ones are left out."""

    def units_of(self, claims: Collection[str]) -> dict[str, str]:
        """Units of claims; unknown ones are left out."""

    def sharing(self, asked: Mapping[str, Collection[int]]) -> dict[str, dict[str, str]]:
        """For each set of keys, by its name, the units that bear one of them, each with its report."""

    def put_edges(self, edges: dict[Edge, float]) -> None:
        """Keep scored pairs of units."""

    def edges(self, units: Collection[str]) -> dict[Edge, float]:
        """Pairs with an end in ``units``."""

    def groups(self, units: Collection[str]) -> dict[str, Group]:
        """The groups that hold one of ``units``, by the ids under which they were put; dropped units may lack."""

    def put_groups(self, gone: Sequence[str], made: Sequence[Group]) -> None:
        """Replace groups."""

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, those undone too."""


def update(
    store: LinkStore, put: Iterable[ReportFeatures] = (), *, drop: Collection[str] = (), judged: Collection[str] = ()
) -> Changes:
    """Bring links up to date with reports that came or changed (``put``), went (``drop``), and claims spoken of.

    ``judged``: claims of which a judgement was added or undone since the last call; the store has it already.
    """
    judgements = list(store.judgements())
    bonds = settled(judgements)
    new = {r.report: r for r in put}
    again = store.rows(set(store.units_of(spoken_of(judgements, judged)).values()))
    for kept in store.kept({r.report for r in again.values()} - set(new) - set(drop)).values():
        new[kept.report.report] = kept.report
    seeds, before = _clear(store, set(new) | set(drop))
    added = _add(store, [new[r] for r in sorted(new)], bonds)
    return _regroup(store, seeds | added, before, bonds)


def spoken_of(judgements: Iterable[Judgement], claims: Collection[str]) -> set[str]:
    """``claims`` and all that judgements tie to them: one word undone may let another hold again."""
    if not claims:
        return set()
    forest = Forest()
    ends = set(claims)
    for j in judgements:
        forest.join(j.a, j.b)
        ends.update((j.a, j.b))
    roots = {forest.root(c) for c in claims}
    return {c for c in ends if forest.root(c) in roots}


def _clear(store: LinkStore, reports: Collection[str]) -> tuple[set[str], dict[str, Group]]:
    """Take reports out. Gives the units that were tied to them, and the groups in which they were."""
    old = store.kept(reports)
    units = {u for k in old.values() for u in k.claims()}
    if not units:
        return set(), {}
    before = store.groups(units)
    tied = {u for edge in store.edges(units) for u in edge} | {u for g in before.values() for u in g.units}
    for report in sorted(old):
        store.drop(report)
    return tied - units, before


def _add(store: LinkStore, reports: Sequence[ReportFeatures], bonds: Bonds) -> set[str]:
    """Put reports in, with their edges to all that is there. Gives their units."""
    cache: dict[str, Kept] = {}
    added: set[str] = set()
    for report in reports:
        kept = Kept(report=report, groups=tuple(map(tuple, grouped(report.claims, bonds))))
        mine = kept.units()
        keys = {u.id: both(u) for u in mine}
        met = store.sharing({u: near for u, (_, near) in keys.items()})
        store.put(kept, {u: own for u, (own, _) in keys.items()})
        homes = {home for found in met.values() for home in found.values()}
        # what one report meets, not a batch of them
        cache = {home: one for home, one in cache.items() if home in homes}
        cache.update(store.kept([home for home in homes if home not in cache]))
        edges = _inside(mine, bonds)
        pairs: dict[str, dict[str, float]] = {}
        for u in mine:
            for other, home in sorted(met[u.id].items()):
                edge, value = _scored(u, cache[home].unit(other), pairs)
                if value >= weights().floor:
                    edges[edge] = value
        store.put_edges(edges)
        cache[report.report] = kept
        added.update(keys)
    return added


def _scored(new: Unit, other: Unit, pairs: dict[str, dict[str, float]]) -> tuple[Edge, float]:
    """The edge of a new unit and another with its score; ``pairs`` keeps what the two reports give."""
    a, b = (new, other) if new.id < other.id else (other, new)
    if not comparable(a, b):
        return (a.id, b.id), NEVER
    home = other.report.report
    if home not in pairs:
        left, right = sorted((new.report, other.report), key=lambda r: r.report)
        pairs[home] = between(left, right)
    return (a.id, b.id), score(a, b, pairs[home])


def _inside(units: Sequence[Unit], bonds: Bonds) -> dict[Edge, float]:
    """Edges between units of one report that stand apart only because somebody judged claims of both."""
    edges = {}
    judged = [u for u in units if any(c.claim in bonds.root for c in u.claims)]
    for a, b in combinations(judged, 2):
        scores = [within_score(*sorted((x, y), key=lambda c: c.at)) for x in a.claims for y in b.claims]
        mean = sum(max(s, MISSING) for s in scores) / len(scores)
        if mean >= weights().within_threshold:
            edges[sorted_pair(a.id, b.id)] = round(mean, 6)
    return edges


def _regroup(store: LinkStore, seeds: set[str], before: dict[str, Group], bonds: Bonds) -> Changes:
    """Group anew what ``seeds`` touch: the groups that hold them and those that change with these."""
    area = Area(store, bonds)
    start = seeds.union(*(g.units for g in before.values()))
    found = regrouped(area, set(store.rows(start)))
    old = {**store.groups([u for group in found for u in group]), **before}
    made = [grouped_rows({u: area.rows[u] for u in group}) for group in found]
    same_as_before = {g.id for g in made if old.get(g.id) == g}
    gone = tuple(sorted(set(old) - same_as_before))
    new = tuple(sorted(g for g in made if g.id not in same_as_before))
    store.put_groups(gone, sorted(made))  # those that stayed too: a unit that was put again is in none
    return Changes(gone=gone, made=new, stayed=tuple(sorted(same_as_before)))


def grouped_rows(rows: dict[str, Row]) -> Group:
    """The group of some units."""
    claims = sorted((row.moment, claim) for row in rows.values() for claim in row.claims)
    reports = sorted({(row.moment, row.report) for row in rows.values()})
    return Group(
        claims=tuple(c for _, c in claims), units=tuple(sorted(rows)), reports=tuple(r for _, r in reports)
    )  # fmt: skip


__all__: Sequence[str] = ("Changes", "Group", "Kept", "LinkStore", "Row", "grouped_rows", "update")
