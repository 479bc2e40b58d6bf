"""A ``LinkStore`` in memory, for batches, evaluations and tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timezone
from math import inf

from onrecord.linking.cluster import Edge
from onrecord.linking.incremental import Group, Kept, Row
from onrecord.linking.regroup import Runs
from onrecord.model import Judgement


def moment(stamp: str | None) -> float:
    """Seconds since 1970 (UTC) of an ISO date or time, infinite where there is none: what has no date comes last."""
    try:
        at = datetime.fromisoformat(stamp) if stamp else None
    except ValueError:
        at = None
    if at is None:
        return inf
    return (at if at.tzinfo else at.replace(tzinfo=timezone.utc)).timestamp()  # noqa: UP017


class MemoryStore:
    """Links of reports that are held in memory."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self.runs = Runs()
        self.said: list[Judgement] = list(judgements)
        self._kept: dict[str, Kept] = {}
        self._rows: dict[str, Row] = {}
        self._keys: dict[str, frozenset[int]] = {}
        self._sharing: dict[int, set[str]] = defaultdict(set)
        self._edges: dict[str, dict[str, float]] = defaultdict(dict)
        self._unit: dict[str, str] = {}
        self._group: dict[str, str] = {}
        self.events: dict[str, Group] = {}

    def kept(self, reports: Collection[str]) -> dict[str, Kept]:
        return {r: self._kept[r] for r in reports if r in self._kept}

    def put(self, kept: Kept, keys: dict[str, frozenset[int]]) -> None:
        report = kept.report
        self._kept[report.report] = kept
        at = moment(report.published)
        about = kept.about()
        for unit, claims in kept.claims().items():
            self._rows[unit] = Row(report=report.report, moment=at, claims=claims, main=unit == about)
            self._unit.update(dict.fromkeys(claims, unit))
        for unit, own in keys.items():
            self._keys[unit] = own
            for key in own:
                self._sharing[key].add(unit)

    def drop(self, report: str) -> None:
        self.runs.clear()
        kept = self._kept.pop(report, None)
        for unit in kept.claims() if kept else ():
            for key in self._keys.pop(unit):
                self._sharing[key].discard(unit)
            for other in self._edges.pop(unit, {}):
                self._edges[other].pop(unit, None)
            for claim in self._rows.pop(unit).claims:
                del self._unit[claim]

    def rows(self, units: Collection[str]) -> dict[str, Row]:
        return {u: self._rows[u] for u in units if u in self._rows}

    def units_of(self, claims: Collection[str]) -> dict[str, str]:
        return {c: self._unit[c] for c in claims if c in self._unit}

    def sharing(self, asked: Mapping[str, Collection[int]]) -> dict[str, dict[str, str]]:
        bearing, rows = self._sharing, self._rows
        found: dict[str, dict[str, str]] = {}
        for name, keys in asked.items():
            units = set().union(*(bearing[k] for k in keys if k in bearing))
            found[name] = {u: rows[u].report for u in units}
        return found

    def put_edges(self, edges: dict[Edge, float]) -> None:
        for (a, b), score in edges.items():
            self._edges[a][b] = self._edges[b][a] = score

    def edges(self, units: Collection[str]) -> dict[Edge, float]:
        return {
            (u, o) if u < o else (o, u): score for u in units for o, score in self._edges.get(u, {}).items()
        }  # fmt: skip

    def groups(self, units: Collection[str]) -> dict[str, Group]:
        return {self._group[u]: self.events[self._group[u]] for u in units if u in self._group}

    def put_groups(self, gone: Sequence[str], made: Sequence[Group]) -> None:
        for event in gone:
            for unit in self.events.pop(event).units:
                self._group.pop(unit, None)
        for group in made:
            self.events[group.id] = group
            self._group.update(dict.fromkeys(group.units, group.id))

    def judgements(self) -> Sequence[Judgement]:
        return self.said
