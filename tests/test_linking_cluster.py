"""Groups from scored pairs and judgements, against other ways of making them."""

from __future__ import annotations

import random
from itertools import combinations

import networkx
import pytest

from onrecord.linking.cluster import agglomerate, bound, settled, sorted_pair
from onrecord.model import Judgement

GRAPHS = 1000


def graph(seed: int) -> tuple[list[str], dict[tuple[str, str], float]]:
    draw = random.Random(seed)
    ids = [f"c{draw.randrange(10**6):06d}" for _ in range(draw.randint(1, 14))]
    ids = sorted(set(ids))
    pairs = list(combinations(ids, 2))
    chosen = [p for p in pairs if draw.random() < 0.3]
    return ids, {p: draw.choice((-0.5, 0.25, 1.0, 2.0, draw.uniform(-1, 4))) for p in chosen}


def naive(ids: list[str], edges: dict[tuple[str, str], float], *, missing: float) -> list[list[str]]:
    """Average linkage as the textbook has it: look at all pairs of groups, merge the best, start again."""
    groups = [[i] for i in sorted(ids)]
    while True:
        best = None
        for a, b in combinations(sorted(groups), 2):
            scores = [edges.get(sorted_pair(x, y)) for x in a for y in b]
            if all(s is None for s in scores):
                continue
            mean = round(sum(missing if s is None else s for s in scores) / len(scores), 9)
            if mean >= 0 and (best is None or mean > best[0] + 1e-8):
                best = (mean, a, b)
        if best is None:
            return sorted(groups)
        groups = [g for g in groups if g not in best[1:]] + [sorted(best[1] + best[2])]


def test_average_linkage_is_that_of_the_textbook() -> None:
    for seed in range(150):
        ids, edges = graph(seed)
        assert agglomerate(ids, edges, threshold=0.0, missing=-1.0) == naive(ids, edges, missing=-1.0), seed


def test_without_a_price_for_missing_pairs_the_groups_are_components_of_the_good_edges() -> None:
    for seed in range(GRAPHS):
        ids, edges = graph(seed)
        good = dict.fromkeys(edges, 1.0)
        other = networkx.Graph(list(good))
        other.add_nodes_from(ids)
        expected = sorted(sorted(c) for c in networkx.connected_components(other))
        assert agglomerate(ids, good, threshold=0.0, missing=-1e-9) == expected
        shuffled = list(good.items())
        random.Random(seed).shuffle(shuffled)
        assert agglomerate(ids[::-1], dict(shuffled), threshold=0.5, missing=-1.0) == agglomerate(
            ids, good, threshold=0.5, missing=-1.0
        )


def judgements(seed: int, ids: list[str], *, number: int = 6) -> list[Judgement]:
    draw = random.Random(-seed - 1)
    made = []
    for n in range(draw.randint(0, number)):
        a, b = draw.choice(ids), draw.choice(ids)
        at = f"2025-01-01T00:00:{draw.randrange(4):02d}+00:00"
        undone = "2025-02-01T00:00:00+00:00" if draw.random() < 0.2 else None
        made.append(Judgement(id=n, a=a, b=b, same=draw.random() < 0.5, by="ana", at=at, undone=undone))
    return made


def test_judgements_hold_in_every_graph() -> None:
    for seed in range(GRAPHS):
        ids, edges = graph(seed)
        said = judgements(seed, ids)
        bonds = settled(said)
        same = [(bonds.root[c], c) for c in bonds.root if bonds.root[c] != c]
        by_root = {r: [c for c in bonds.root if bonds.root[c] == r] for r in set(bonds.root.values())}
        different = [sorted_pair(x, y) for a, b in bonds.barred for x in by_root[a] for y in by_root[b]]
        groups = bound(ids, edges, threshold=0.0, missing=-1.0, same=same, different=different)
        assert sorted(i for g in groups for i in g) == ids
        of = {i: n for n, g in enumerate(groups) for i in g}
        for j in said:
            if j.undone is None and j.id not in bonds.overruled and j.a != j.b:
                assert (of[j.a] == of[j.b]) is j.same, (seed, j)


def test_same_is_the_closure_that_networkx_makes() -> None:
    for seed in range(GRAPHS):
        ids, _ = graph(seed)
        said = judgements(seed, ids)
        bonds = settled(said)
        held = [j for j in said if j.undone is None and j.id not in bonds.overruled and j.a != j.b]
        other = networkx.Graph([(j.a, j.b) for j in held if j.same])
        other.add_nodes_from(c for j in held for c in (j.a, j.b))
        closed = [sorted(c) for c in networkx.connected_components(other)]
        assert bonds.root == {c: part[0] for part in closed for c in part}
        assert bonds.barred == {sorted_pair(bonds.root[j.a], bonds.root[j.b]) for j in held if not j.same}


def test_what_is_undone_leaves_what_would_be_without_it() -> None:
    for seed in range(GRAPHS):
        ids, _ = graph(seed)
        said = judgements(seed, ids)
        assert settled(said) == settled([j for j in said if j.undone is None])
        assert settled(said) == settled(said[::-1])


def word(n: int, a: str, b: str, *, same: bool, at: str = "2025-01-01") -> Judgement:
    return Judgement(id=n, a=a, b=b, same=same, by="ana", at=at)


def test_the_newer_word_wins_also_through_others() -> None:
    bonds = settled([
        word(1, "a", "c", same=False, at="2025-01-01"), word(2, "a", "b", same=True, at="2025-01-02"),
        word(3, "b", "c", same=True, at="2025-01-03"),
    ])  # fmt: skip
    assert bonds.overruled == (1,)
    assert bonds.root == {"a": "a", "b": "a", "c": "a"}


def test_same_joins_whole_groups_and_different_is_never_broken() -> None:
    edges = {("a", "b"): 3.0, ("c", "d"): 3.0}
    joined = bound("abcd", edges, threshold=0.0, missing=-1.0, same=[("b", "c")])
    assert joined == [["a", "b", "c", "d"]]
    kept = bound("abcd", edges, threshold=0.0, missing=-1.0, same=[("b", "c")], different=[("a", "d")])
    of = {i: n for n, g in enumerate(kept) for i in g}
    assert of["b"] == of["c"]
    assert of["a"] != of["d"]


@pytest.mark.parametrize("order", [1, -1])
def test_equal_means_are_settled_by_the_ids(order: int) -> None:
    edges = dict([(("a", "b"), 1.0), (("b", "c"), 1.0)][::order])
    assert agglomerate("abc", edges, threshold=0.5, missing=-1.0) == [["a", "b"], ["c"]]
