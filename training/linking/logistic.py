"""Logistic regression towards a prior, by Newton's method: the only fitting that linking needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

HELD = 1e9


def fit(
    rows: Sequence[dict[str, float]], labels: Sequence[int], *, prior: dict[str, float], strength: float,
    weights: Sequence[float] | None = None, held: frozenset[str] = frozenset(), rounds: int = 40,
) -> dict[str, float]:  # fmt: skip
    """Weights by feature name. ``strength``: how many examples' worth of pull each prior weight has.

    Features of ``held`` keep their prior weight, whatever the examples say.
    """
    names = sorted({n for row in rows for n in row} | set(prior))
    index = {n: k for k, n in enumerate(names)}
    x: NDArray[np.float64] = np.zeros((len(rows), len(names)))
    for k, row in enumerate(rows):
        for name, value in row.items():
            x[k, index[name]] = value
    y = np.asarray(labels, dtype=float)
    c = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=float)
    start = np.array([prior.get(n, 0.0) for n in names])
    w = start.copy()
    pull = np.array([HELD if n in held else strength for n in names])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (c * (y - p)) - pull * (w - start)
        curve = (x * (c * p * (1 - p))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(curve, gradient)
        w += np.clip(step, -2, 2)
        if float(np.abs(step).max()) < 1e-6:
            break
    return {n: round(float(w[k]), 4) for n, k in index.items()}
