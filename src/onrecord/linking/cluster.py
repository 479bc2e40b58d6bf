"""Scored pairs and people's judgements -> groups. The same sets give the same groups, in whatever order they come.

Components are what edges (or judgements of "same") hold together; inside one, groups merge from the strongest pair
down by average linkage, never against a judgement of "different".
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import combinations

from msgspec import Struct

from onrecord.model import Judgement

Edge = tuple[str, str]
Merged = Callable[[float, str, str], None]


class Forest:
    """Disjoint sets whose root is their smallest member, so that no order of joining shows."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def root(self, x: str) -> str:
        """The smallest member of the set of ``x``."""
        up = self._up
        path = []
        while (above := up.get(x, x)) != x:
            path.append(x)
            x = above
        for one in path:
            up[one] = x
        return x

    @property
    def bare(self) -> bool:
        """Whether nothing was joined."""
        return not self._up

    def join(self, a: str, b: str) -> None:
        """Make one set of two."""
        a, b = self.root(a), self.root(b)
        if a != b:
            self._up[max(a, b)] = min(a, b)


def sorted_pair(a: str, b: str) -> Edge:
    """The two ids in order."""
    return (a, b) if a <= b else (b, a)


class Bonds(Struct, frozen=True, kw_only=True):
    """What people said, as it holds: "same" closed under transitivity, "different" between whole sets of the same."""

    root: dict[str, str] = {}
    """For each judged claim, the smallest of those it is the same as."""
    barred: frozenset[Edge] = frozenset()
    """Pairs of roots, sorted, that are different."""
    overruled: tuple[int, ...] = ()
    """Ids of judgements that a newer one contradicts."""

    def parted(self, ids: Iterable[str]) -> frozenset[Edge]:
        """Pairs of ``ids`` whose roots are not the same: a happening of one report holds claims of one root at most."""
        judged = sorted(i for i in ids if i in self.root)
        return frozenset((a, b) for a, b in combinations(judged, 2) if self.root[a] != self.root[b])


def settled(judgements: Iterable[Judgement]) -> Bonds:
    """The bonds that a set of judgements leaves: what was undone does not count, and the newer word wins.

    "Same" is transitive. A judgement that newer ones contradict, directly or through others, is overruled and named.
    """
    standing = sorted((j for j in judgements if j.undone is None and j.a != j.b), key=lambda j: (j.at, j.id))
    forest = Forest()
    different: list[Edge] = []
    judged: set[str] = set()
    overruled = []
    for j in reversed(standing):
        a, b = forest.root(j.a), forest.root(j.b)
        barred = {sorted_pair(forest.root(x), forest.root(y)) for x, y in different} if j.same else set()
        if (j.same and sorted_pair(a, b) in barred) or (not j.same and a == b):
            overruled.append(j.id)
            continue
        judged.update((j.a, j.b))
        if j.same:
            forest.join(a, b)
        else:
            different.append((j.a, j.b))
    return Bonds(
        root={c: forest.root(c) for c in judged},
        barred=frozenset(sorted_pair(forest.root(x), forest.root(y)) for x, y in different),
        overruled=tuple(sorted(overruled)),
    )


def agglomerate(
    ids: Iterable[str], edges: Mapping[Edge, float], *, threshold: float, missing: float,
    same: Iterable[Edge] = (), different: Iterable[Edge] = (), single: Iterable[str] = (),
    merged: Merged | None = None,
) -> list[list[str]]:  # fmt: skip
    """Groups of ``ids`` by average linkage of ``edges`` (sorted pairs to log odds), each sorted, smallest first.

    Two groups merge while the mean score over all their pairs is at least ``threshold``, a pair without an edge
    counting as ``missing`` (below ``threshold``). Of equal means, the pair of groups with the smallest members goes
    first. Pairs of ``same`` begin together; groups that hold a pair of ``different`` never merge, nor do two groups
    that both hold one of ``single``. ``merged`` is told of every merge: mean, smallest members of the two.
    """
    if not edges and not same:
        return [[one] for one in sorted(set(ids))]
    forest = Forest()
    for a, b in same:
        forest.join(a, b)
    members: dict[str, list[str]] = defaultdict(list)
    for one in sorted(set(ids)):
        members[forest.root(one)].append(one)
    barred: dict[str, set[str]] = defaultdict(set)
    for a, b in different:
        barred[forest.root(a)].add(forest.root(b))
        barred[forest.root(b)].add(forest.root(a))
    sums, count = _sums(edges, forest)
    heads = {forest.root(one) for one in single}
    _merge(members, sums, count, barred, heads, threshold=threshold, missing=missing, merged=merged)
    return sorted(members.values())


def led(
    ids: Collection[str], edges: Mapping[Edge, float], leads: Collection[str], *, threshold: float, missing: float,
    different: Collection[Edge] = (),
) -> list[list[str]]:  # fmt: skip
    """``agglomerate`` in two steps: ``leads`` among themselves first, then the others around them.

    What reports are about decides which of them belong together; what they mention besides finds its place there.
    """
    first = set(leads)
    if not first:
        return agglomerate(ids, edges, threshold=threshold, missing=missing, different=different)
    inside = {e: v for e, v in edges.items() if e[0] in first and e[1] in first}
    apart = [e for e in different if e[0] in first and e[1] in first]
    groups = agglomerate(leads, inside, threshold=threshold, missing=missing, different=apart)
    same = [(group[0], other) for group in groups for other in group[1:]]
    return agglomerate(
        ids, edges, threshold=threshold, missing=missing, same=same, different=different, single=leads
    )  # fmt: skip


def bound(
    ids: Collection[str], edges: Mapping[Edge, float], *, threshold: float, missing: float,
    same: Collection[Edge] = (), different: Collection[Edge] = (), leads: Collection[str] = (),
) -> list[list[str]]:  # fmt: skip
    """``led``, where a word of "same" joins the whole groups of the two.

    Where such a group would hold a pair of ``different``, "same" holds for the two alone and the others find their
    places around them.
    """
    groups = led(ids, edges, leads, threshold=threshold, missing=missing, different=different)
    if not same:
        return groups
    forest = Forest()
    for group in groups:
        for one in group:
            forest.join(group[0], one)
    for a, b in same:
        forest.join(a, b)
    if any(forest.root(a) == forest.root(b) for a, b in different):
        return agglomerate(ids, edges, threshold=threshold, missing=missing, same=same, different=different)
    found: dict[str, list[str]] = defaultdict(list)
    for one in sorted(ids):
        found[forest.root(one)].append(one)
    return sorted(found.values())


Links = dict[str, dict[str, float]]


def _sums(edges: Mapping[Edge, float], forest: Forest) -> tuple[Links, dict[str, dict[str, int]]]:
    """Sum and number of the scores between every two groups; added in sorted order, as sums of floats depend on it."""
    sums: Links = defaultdict(dict)
    count: dict[str, dict[str, int]] = defaultdict(dict)
    if forest.bare:
        for (a, b), score in edges.items():
            sums[a][b] = sums[b][a] = score
            count[a][b] = count[b][a] = 1
        return sums, count
    root = {one: forest.root(one) for edge in edges for one in edge}
    for (a, b), score in sorted(edges.items()):
        x, y = root[a], root[b]
        if x == y:
            continue
        for p, q in ((x, y), (y, x)):
            sums[p][q] = sums[p].get(q, 0.0) + score
            count[p][q] = count[p].get(q, 0) + 1
    return sums, count


def _merge(
    members: dict[str, list[str]], sums: Links, count: dict[str, dict[str, int]], barred: dict[str, set[str]],
    heads: set[str], *, threshold: float, missing: float, merged: Merged | None = None,
) -> None:  # fmt: skip
    """Merge groups in place, strongest mean first."""

    def mean(a: str, b: str) -> float:
        pairs = len(members[a]) * len(members[b])
        return round((sums[a][b] + (pairs - count[a][b]) * missing) / pairs, 9)

    heap = [(-m, a, b) for a in sums for b in sums[a] if a < b and (m := mean(a, b)) >= threshold]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if b not in sums.get(a, {}) or -score != mean(a, b) or b in barred.get(a, ()):
            continue
        if a in heads and b in heads:
            continue
        if b in heads:
            heads.add(a)
        if merged is not None:
            merged(-score, a, b)
        for other in sums.pop(b):
            if other == a:
                continue
            total = sums[a].get(other, 0.0) + sums[other].pop(b)
            number = count[a].get(other, 0) + count[other].pop(b)
            sums[a][other] = sums[other][a] = total
            count[a][other] = count[other][a] = number
        del sums[a][b], count[a][b]
        count.pop(b)
        members[a] = sorted(members[a] + members.pop(b))
        for other in barred.pop(b, set()):
            barred[other].discard(b)
            barred[other].add(a)
            barred[a].add(other)
        for other in sums[a]:
            if (m := mean(a, other)) >= threshold:
                heapq.heappush(heap, (-m, *sorted_pair(a, other)))
