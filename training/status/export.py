"""Fitted models -> plain numbers, read by ``onrecord.reading.status.score``."""

from __future__ import annotations

from typing import Any


def plain_linear(names: list[str], models: tuple[Any, Any]) -> dict[str, Any]:
    """Intercepts, and for each feature the weight for the score and for the three classes."""
    ridge, logistic = models
    weights = {
        name: [round(float(ridge.coef_[k]), 4), *(round(float(logistic.coef_[c, k]), 4) for c in range(3))]
        for k, name in enumerate(names)
    }
    start = [float(ridge.intercept_), *(float(v) for v in logistic.intercept_)]
    return {"start": [round(v, 5) for v in start], "weights": weights}


def plain_trees(model: Any) -> dict[str, Any]:
    """Start values, and the trees of each output; a node is [feature, threshold, left, right], a leaf [value]."""
    start = [round(float(v), 5) for v in model._baseline_prediction.ravel()]
    outputs: list[list[list[list[float]]]] = [[] for _ in start]
    for stage in model._predictors:
        for k, tree in enumerate(stage):
            outputs[k].append([_node(n) for n in tree.nodes])
    return {"start": start, "trees": outputs}


def _node(n: Any) -> list[float]:
    if n["is_leaf"]:
        return [round(float(n["value"]), 5)]
    return [int(n["feature_idx"]), round(float(n["num_threshold"]), 5), int(n["left"]), int(n["right"])]
