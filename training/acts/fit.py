"""A network of one hidden layer in numpy: small enough that no library for training is needed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.acts.words import Labelled

HIDDEN, DROP, PASSES, BATCH, RATE, DECAY = 256, 0.5, 8, 256, 1e-3, 1e-2
SEED = 7
Array = NDArray[np.float32]


class Head(NamedTuple):
    """What ``onrecord.models.acts`` reads: relu(states x first + bias) x second + end."""

    first: Array
    bias: Array
    second: Array
    end: Array


def fit(data: Labelled) -> Head:
    """Adam with decoupled decay; the loss of a word is the logarithm of all that is right for it together."""
    rng = np.random.default_rng(SEED)
    mean = data.states.mean(axis=0, dtype=np.float32)
    spread = data.states.std(axis=0, dtype=np.float32) + np.float32(1e-3)
    width, classes = data.states.shape[1], data.answers.shape[1]
    values = [_start(rng, width, HIDDEN), np.zeros(HIDDEN, np.float32), _start(rng, HIDDEN, classes),
              np.zeros(classes, np.float32)]  # fmt: skip
    first, second = [np.zeros_like(v) for v in values], [np.zeros_like(v) for v in values]
    steps = PASSES * -(-len(data.states) // BATCH)
    at = 0
    for _ in range(PASSES):
        order = rng.permutation(len(data.states))
        for k in range(0, len(order), BATCH):
            rows = order[k : k + BATCH]
            x = (data.states[rows].astype(np.float32) - mean) / spread
            slopes = _slopes(rng, values, x, data.answers[rows], data.weights[rows])
            at += 1
            rate = RATE * (1 - (at - 1) / steps)
            for n, slope in enumerate(slopes):
                first[n] += 0.1 * (slope - first[n])
                second[n] += 0.001 * (slope**2 - second[n])
                step = (first[n] / (1 - 0.9**at)) / (np.sqrt(second[n] / (1 - 0.999**at)) + 1e-8)
                values[n] -= rate * (step + DECAY * values[n])
    w, b, out, end = values
    return Head(w / spread[:, None], b - (mean / spread) @ w, out, end)


def _start(rng: np.random.Generator, rows: int, columns: int) -> Array:
    bound = 1 / np.sqrt(rows)
    return rng.uniform(-bound, bound, (rows, columns)).astype(np.float32)


def _kept(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return (rng.random(shape, dtype=np.float32) >= DROP).astype(np.float32) / np.float32(1 - DROP)


def _slopes(
    rng: np.random.Generator, values: list[Array], x: Array, right: NDArray[np.bool_], weights: Array
) -> list[Array]:
    w, b, out, end = values
    x = x * _kept(rng, x.shape)
    raw = x @ w + b
    kept = _kept(rng, raw.shape)
    hidden = np.maximum(raw, 0) * kept
    scores = hidden @ out + end
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    among = np.where(right, p, 0)
    among /= among.sum(axis=1, keepdims=True) + 1e-7
    off = (p - among) * (weights / max(float(weights.sum()), 1.0))[:, None]
    back = (off @ out.T) * kept * (raw > 0)
    return [x.T @ back, back.sum(axis=0), hidden.T @ off, off.sum(axis=0)]
