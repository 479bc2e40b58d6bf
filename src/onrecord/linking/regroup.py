"""Which units have to be grouped anew, and their groups: what is near, not all that is somehow connected.

Groups of many units are made by merging the strongest pair first. What that gives for all units can be had part by
part: if some units are grouped by themselves and the others by themselves, the two results stand together unless, on
the way, some cluster of the one and some cluster of the other would have merged before either merged with anything on
its own side. So the units of groups that a change touches are grouped anew; beside them the groups that strong edges
tie to them are looked at, and one that would have merged is taken in, until there is none.

Words of "same" come after that: they join whole groups. Where such a group would hold a pair of "different", "same"
holds for the tied units alone, which leave their groups.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from onrecord.linking.cluster import Bonds, Edge, Forest, agglomerate, sorted_pair
from onrecord.linking.weights import weights

Asked = tuple[frozenset[str], tuple[Edge, ...]]
"""Units to group, and pairs of them that people's words part."""
KEPT = 10_000
"""Units of the groupings that are kept, one kB each at most."""
EVEN = 1e-6
"""Means that differ by less may merge in either order."""


class Row(Struct, frozen=True, kw_only=True):
    """A unit without its features."""

    report: str
    moment: float
    """Seconds since 1970 at which the report was published; infinite where unknown."""
    claims: tuple[str, ...]
    main: bool
    """Whether it is what its report is about."""


class Group(Struct, frozen=True, kw_only=True, order=True):
    """The claims of one event, first published first, then by id; its id is that of the first."""

    claims: tuple[str, ...]
    units: tuple[str, ...]
    reports: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the event; a group of bare reports is none and has that of its first unit."""
        return self.claims[0] if self.claims else self.units[0]


class Units(Protocol):
    """What is asked of a store; as ``incremental.LinkStore``."""

    runs: Runs
    """What was grouped before, of units that are all still there."""

    def rows(self, units: Collection[str]) -> dict[str, Row]:
        """Units by id; unknown ones are left out."""

    def units_of(self, claims: Collection[str]) -> dict[str, str]:
        """Units of claims; unknown ones are left out."""

    def edges(self, units: Collection[str]) -> dict[Edge, float]:
        """Pairs with an end in ``units``."""

    def groups(self, units: Collection[str]) -> dict[str, Group]:
        """The groups that hold one of ``units``, by the ids under which they were put; dropped units may lack."""


class Node(Struct, eq=False):
    """A cluster on the way: how many units, whether one of them leads, at which mean it merged into a greater one."""

    size: int
    leads: bool
    end: float = float("-inf")


class Runs:
    """How some units were grouped, for as long as their store drops none: what is near many changes is asked often."""

    def __init__(self) -> None:
        self._runs: OrderedDict[Asked, Run] = OrderedDict()
        self._units = 0

    def get(self, asked: Asked) -> Run | None:
        """The groups of these units with these pairs kept apart, if they are known."""
        return self._runs.get(asked)

    def put(self, asked: Asked, run: Run) -> None:
        """Keeps them, and forgets those that were kept first."""
        self._runs[asked] = run
        self._units += len(asked[0])
        while self._units > KEPT:
            (units, _), _ = self._runs.popitem(last=False)
            self._units -= len(units)

    def clear(self) -> None:
        """A unit went; its id may come back with other edges."""
        self._runs.clear()
        self._units = 0


class Tree:
    """All clusters through which units went, in one run of merging."""

    def __init__(self, groups: Iterable[Sequence[str]], leads: Collection[str]) -> None:
        self.nodes: dict[str, list[Node]] = {}
        """For each unit the clusters that hold it, smallest first."""
        self._members: dict[str, list[str]] = {}
        for group in groups:
            node = Node(len(group), any(u in leads for u in group))
            self._members[min(group)] = list(group)
            self.nodes.update((u, [node]) for u in group)

    def merged(self, score: float, a: str, b: str) -> None:
        """Two clusters (by their smallest units) became one, that of ``a``."""
        left, right = self.nodes[self._members[a][0]][-1], self.nodes[self._members[b][0]][-1]
        left.end = right.end = score
        node = Node(left.size + right.size, left.leads or right.leads)
        self._members[a] += self._members.pop(b)
        for unit in self._members[a]:
            self.nodes[unit].append(node)


class Run(Struct, frozen=True, eq=False):
    """The groups of some units, and how they came about: what reports are about first, then the others around it."""

    groups: list[list[str]]
    leads: Tree
    all: Tree


def run(
    ids: Collection[str], edges: dict[Edge, float], leads: Collection[str], different: Collection[Edge] = ()
) -> Run:
    """Group units; as ``cluster.led``, with the way there."""
    w, first = weights(), set(leads)
    if len(ids) == 1:
        alone = [list(ids)]
        return Run(alone, Tree(alone if first else [], first), Tree(alone, first))
    inside = {e: v for e, v in edges.items() if e[0] in first and e[1] in first}
    apart = [e for e in different if e[0] in first and e[1] in first]
    above = Tree([[u] for u in first], first)
    heads = agglomerate(
        leads, inside, threshold=w.across_threshold, missing=w.across_missing, different=apart, merged=above.merged
    )
    whole = Tree([*heads, *([u] for u in ids if u not in first)], first)
    same = [(group[0], other) for group in heads for other in group[1:]]
    groups = agglomerate(
        ids, edges, threshold=w.across_threshold, missing=w.across_missing, same=same, different=different,
        single=leads, merged=whole.merged,
    )  # fmt: skip
    return Run(groups, above, whole)


def would_merge(left: Run, right: Run, cross: dict[Edge, float]) -> bool:
    """Whether clusters of two runs would have merged. ``cross``: edges from units of the left to units of the right."""
    return _meet(left.leads, right.leads, cross, single=False) or _meet(left.all, right.all, cross, single=True)


def _meet(left: Tree, right: Tree, cross: dict[Edge, float], *, single: bool) -> bool:
    sums: dict[tuple[Node, Node], float] = defaultdict(float)
    missing = weights().across_missing
    for (a, b), value in cross.items():
        for x in left.nodes.get(a, ()):
            for y in right.nodes.get(b, ()):
                if not (single and x.leads and y.leads):
                    sums[x, y] += value - missing
    least = weights().across_threshold
    return any(
        total / (x.size * y.size) + missing >= max(x.end, y.end, least) - EVEN for (x, y), total in sums.items()
    )  # fmt: skip


def with_same(groups: Sequence[Sequence[str]], same: Collection[Edge], different: Collection[Edge]) -> list[list[str]]:
    """Groups after words of "same", which join them whole, or, against a word of "different", only the units meant."""
    if not same:
        return [list(g) for g in groups]
    forest, ties = Forest(), Forest()
    for group in groups:
        for one in group:
            forest.join(group[0], one)
    for a, b in same:
        forest.join(a, b)
        ties.join(a, b)
    broken = {forest.root(a) for a, b in different if forest.root(a) == forest.root(b)}
    tied = {u for pair in same for u in pair if forest.root(u) in broken}
    home: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group in groups:
        for one in group:
            if one in tied:
                home["tied", ties.root(one)].append(one)
            else:
                whole = forest.root(one)
                home["apart", group[0]].append(one) if whole in broken else home["joined", whole].append(one)
    return sorted(sorted(g) for g in home.values())


class Area:
    """What a change touches, read from a store as far as needed.

    An edge is strong where it can hold a group together: groups merge at a mean of the threshold, one edge reaches it.
    """

    def __init__(self, store: Units, bonds: Bonds) -> None:
        self.rows: dict[str, Row] = {}
        self.old: dict[str, tuple[str, ...]] = {}
        """For each unit looked at the units of the group in which it stands."""
        self._store = store
        self._bonds = bonds
        self._near: dict[str, dict[str, float]] = {}
        self._strong: dict[str, set[str]] = {}
        """Those of them that strong edges tie to it."""
        self._siblings: dict[str, list[str]] = defaultdict(list)
        for claim, root in sorted(bonds.root.items()):
            self._siblings[root].append(claim)
        owners = store.units_of(set(bonds.root)) if bonds.root else {}
        self._root = {unit: bonds.root[claim] for claim, unit in sorted(owners.items())}
        self._held: dict[str, list[str]] = defaultdict(list)
        for unit, root in sorted(self._root.items()):
            self._held[root].append(unit)

    def load(self, units: Collection[str]) -> None:
        """Read units with their edges."""
        fresh = [u for u in units if u not in self._near]
        self.rows.update(self._store.rows(fresh))
        self._near.update((u, {}) for u in fresh)
        self._strong.update((u, set()) for u in fresh)
        near, ties, least = self._near, self._strong, weights().across_threshold
        for (a, b), value in self._store.edges(fresh).items():
            for one, other in ((a, b), (b, a)):
                if one in near:
                    near[one][other] = value
                    if value >= least:
                        ties[one].add(other)

    def standing(self, units: Collection[str]) -> set[str]:
        """Units, with all that stand in one group with them."""
        for group in self._store.groups([u for u in units if u not in self.old]).values():
            here = tuple(sorted(self._store.rows(group.units)))
            self.old.update((u, here) for u in here)
        return {o for u in units for o in self.old.setdefault(u, (u,))}

    def near(self, units: Collection[str]) -> set[str]:
        """Other units that strong edges tie to ``units``, which are loaded."""
        return set().union(*(self._strong[u] for u in units)).difference(units)

    def closed(self, units: set[str]) -> set[str]:
        """Units with all others of which a word on one of them may decide."""
        while True:
            self.load(units)
            if not self._root:
                return units
            judged = {u for u in units | self.near(units) if u in self._root}
            more = {o for u in judged for o in self._held[self._root[u]]}
            self.load(judged | more)
            grown = self.standing(units | judged | more | self.near(judged | more))
            if grown <= units:
                return units
            units = units | grown

    def runs(self, units: Collection[str]) -> list[tuple[list[str], Run]]:
        """The parts of ``units`` that no strong edge ties to each other, each grouped."""
        left, parts = set(units), []
        while left:
            part: set[str] = set()
            edge = {left.pop()}
            while edge:
                part |= edge
                edge = self.near(edge) & left
                left -= edge
            parts.append(sorted(part))
        return [(part, self._run(part)) for part in sorted(parts)]

    def _run(self, part: list[str]) -> Run:
        inside, apart = frozenset(part), self.different(part)
        known = self._store.runs.get((inside, tuple(apart)))
        if known is None:
            edges = {(u, o): v for u in part for o, v in self._near[u].items() if u < o and o in inside}
            known = run(part, edges, [u for u in part if self.rows[u].main], apart)
            self._store.runs.put((inside, tuple(apart)), known)
        return known

    def cross(self, left: Collection[str], right: Collection[str]) -> dict[Edge, float]:
        """Edges from units of the left to units of the right."""
        to = set(right)
        return {(u, o): v for u in left for o, v in self._near[u].items() if o in to}

    def same(self, units: Collection[str]) -> list[Edge]:
        """Pairs that people's words tie."""
        roots = sorted({self._root[u] for u in units if u in self._root})
        return [sorted_pair(self._held[r][0], other) for r in roots for other in self._held[r][1:]]

    def different(self, units: Collection[str]) -> list[Edge]:
        """Pairs that people's words part."""
        held: dict[str, list[str]] = defaultdict(list)
        for u in units:
            if u in self._root:
                held[self._root[u]].append(u)
        pairs = [(a, b) for x, y in self._bonds.barred if x in held and y in held for a in held[x] for b in held[y]]
        return sorted(sorted_pair(a, b) for a, b in pairs)


def regrouped(area: Area, seeds: Collection[str]) -> list[list[str]]:
    """The groups of ``seeds`` and of all units whose groups change with theirs."""
    inside = area.closed(area.standing(seeds))
    while True:
        taken: set[str] = set()
        parts = area.runs(inside)
        for part, here in parts:
            for group in _groups_beside(area, area.near(part) - inside):
                if group <= taken:
                    continue
                beside = area.closed(set(group))
                if beside != group:
                    taken |= beside
                    continue
                there = area.runs(group)[0][1]
                if would_merge(here, there, area.cross(part, group)):
                    taken |= group
        if not taken:
            groups = [group for _, here in parts for group in here.groups]
            return with_same(groups, area.same(inside), area.different(inside))
        inside = area.closed(inside | taken)


def _groups_beside(area: Area, units: Collection[str]) -> list[set[str]]:
    """The groups in which ``units`` stand, in order."""
    area.standing(units)
    return [set(g) for g in sorted({area.old[u] for u in units})]
