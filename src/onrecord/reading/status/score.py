"""The trained score: factuality as the author sees it, from plain numbers (``knowledge/data/status_score.json``).

Made by ``training/status``; the statuses themselves come from the rules alone and stay explainable.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from onrecord.errors import DataError

LEAST_HAPPENED, MOST_OPEN = 1.0, 0.99
"""Borders of the three classes on the scale of -3 to 3, as FactBank scorers bin it."""
Tree = list[list[float]]


class Model(Struct, frozen=True, gc=False):
    """Linear weights and trees, as fitted."""

    start: list[float]
    weights: dict[str, list[float]]
    common: dict[str, int]
    class_start: list[float]
    class_trees: list[list[Tree]]
    score_start: float
    score_trees: list[Tree]


@lru_cache(maxsize=1)
def model() -> Model:
    """The fitted numbers."""
    try:
        raw = json.loads((files("onrecord.knowledge") / "data" / "status_score.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError("The table status_score.json is missing or damaged: reinstall onrecord.") from error
    return Model(
        raw["linear"]["start"], raw["linear"]["weights"], {name: k + 4 for k, name in enumerate(raw["common"])},
        raw["classes"]["start"], raw["classes"]["trees"], raw["score"]["start"][0], raw["score"]["trees"][0],
    )  # fmt: skip


RULES_VOTE, LINEAR_VOTE = 0.1, 0.25
BENT = (-0.5, -0.05, 0.0)
"""Shares of the rules and of the linear model in the vote on the class (the trees have the rest), and what is added
to the log of its shares (did not, open, happened): training brings the classes nearer to each other, which made too
much of what did not happen. Tuned on the dev halves of UW, MEANTIME, RP and CommitmentBank together."""
HEARD_VOTE = 0.75
HEARD_OF = (0.4, 0.4, 0.1, 0.1)
HEARD_BENT = (0.2, 0.4, 0.0)
"""Where the network is heard: the weight of the log of its shares, whose annotators it speaks for, and what is added
instead. Tuned as above, in coarse steps, for the mean of the neighbouring values."""
HEARD_RULES_VOTE = 0.05
ENTAILING, ENTAILED_VOTE = frozenset({"say", "refuse", "prevent", "fail", "struggle"}), 0.8
"""Operators whose meaning alone decides: what is refused, prevented or failed at did not happen, what is only said is
open. There the rules have most of the vote."""


def score_of(
    names: Sequence[str], value: str, heard: Sequence[Sequence[float]] | None = None, operator: str | None = None
) -> float:
    """-3 (did not happen) to 3 (happened) for the named features of one event word; ``value`` is the rules' own and
    ``operator`` what decided it, ``heard`` what the network makes of the word, as ``onrecord.models.factuality`` orders
    it."""
    m = model()
    x = _linear(m, names)
    on = {m.common[n] for n in names if n in m.common}
    classes = [
        start + sum(_leaf(tree, x, on) for tree in trees)
        for start, trees in zip(m.class_start, m.class_trees, strict=True)
    ]
    score = min(3.0, max(-3.0, m.score_start + sum(_leaf(tree, x, on) for tree in m.score_trees)))
    rules = RULES_VOTE
    if heard is not None:
        rules = ENTAILED_VOTE if operator in ENTAILING else HEARD_RULES_VOTE
    shares = [
        (1 - rules) * ((1 - LINEAR_VOTE) * tree + LINEAR_VOTE * line)
        for tree, line in zip(_shares(classes), x[1:], strict=True)
    ]
    shares["-0+".index(value)] += rules
    votes = _votes(shares, heard)
    best = votes.index(max(votes))
    if best == 2:
        return max(score, LEAST_HAPPENED)
    if best == 0:
        return min(score, -LEAST_HAPPENED)
    return min(MOST_OPEN, max(-MOST_OPEN, score))


def _votes(shares: Sequence[float], heard: Sequence[Sequence[float]] | None) -> list[float]:
    """For did not, open, happened."""
    if heard is None:
        return [math.log(share + 1e-6) + bend for share, bend in zip(shares, BENT, strict=True)]
    told = [sum(w * row[k] for w, row in zip(HEARD_OF, heard, strict=True)) for k in range(3)]
    return [
        math.log(share + 1e-6) + HEARD_VOTE * math.log(other + 1e-6) + bend
        for share, other, bend in zip(shares, told, HEARD_BENT, strict=True)
    ]


def _linear(m: Model, names: Sequence[str]) -> list[float]:
    """Score of the ridge and three probabilities of the logistic regression."""
    sums = list(m.start)
    for name in set(names):
        weights = m.weights.get(name)
        if weights is not None:
            for k in range(4):
                sums[k] += weights[k]
    return [sums[0], *_shares(sums[1:])]


def _shares(values: list[float]) -> list[float]:
    """Softmax."""
    top = max(values)
    powers = [math.exp(v - top) for v in values]
    return [p / sum(powers) for p in powers]


def _leaf(tree: Tree, x: list[float], on: set[int]) -> float:
    node = tree[0]
    while len(node) == 4:
        feature = int(node[0])
        value = x[feature] if feature < 4 else float(feature in on)
        node = tree[int(node[2] if value <= node[1] else node[3])]
    return node[0]
