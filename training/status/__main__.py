"""Fits the trained factuality score and writes it as plain numbers.

Data: the training halves of UW (Lee et al. 2015), MEANTIME, Ross & Pavlick 2019, CommitmentBank and
MegaVeridicality 2 as ``DIR/status/*_train.jsonl``. Deterministic: fixed folds, fixed seeds. Only words and weights
leave this program, no text.

A ridge and a logistic regression over the named features, then boosted trees over their out-of-fold predictions and
the commonest features. The linear models alone gave 66 three-way macro-F1 on UW dev, with the trees it is 69.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from evals.status import rows_with_parses

from onrecord.reading.status.algebra import compose
from onrecord.reading.status.features import features
from onrecord.reading.status.path import operators
from training.status.export import plain_linear, plain_trees

SETS = {"uw_train": 1.0, "meantime_train": 2.5, "rp_train": 2.0, "cb_train": 3.0, "mv2_train": 0.6}
"""Weight of one example: the small sets are few, MegaVeridicality has empty words ("a particular thing")."""
OUT = Path(__file__).parents[2] / "src/onrecord/knowledge/data/status_score.json"
FOLDS = 5
RARE, COMMON = 3, 60
TREES: dict[str, Any] = {
    "learning_rate": 0.12, "max_leaf_nodes": 14, "min_samples_leaf": 25, "l2_regularization": 5, "max_bins": 32,
    "max_features": 0.3, "random_state": 1,
}  # fmt: skip
FLATTEN_LINEAR, FLATTEN_TREES = 0.6, 0.75
"""Class weights are counts to minus this power: nine in ten events happened, and the other tenth is what matters."""

Example = tuple[list[str], float]


def examples(path: Path) -> list[Example]:
    """Features and score of every row of one set."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    made = []
    for row, parse, token in rows_with_parses(rows):
        if token is not None:
            ops = operators(parse, token, stop=None, scope=None)
            made.append((features(parse, token, ops, compose(ops)), float(row["score"])))
    return made


def third(score: float) -> int:
    """0 did not happen, 1 open, 2 happened: the bins of the scorer."""
    return 2 if score >= 1 else 0 if score <= -1 else 1


def matrix(rows: Sequence[Sequence[str]], index: dict[str, int]) -> Any:
    """Rows as a sparse 0/1 matrix over ``index``."""
    from scipy.sparse import csr_matrix

    pairs = sorted({(k, index[f]) for k, row in enumerate(rows) for f in row if f in index})
    where = np.array(pairs).T if pairs else np.zeros((2, 0), dtype=int)
    return csr_matrix((np.ones(where.shape[1], np.float32), where), shape=(len(rows), len(index)))


def flattened(classes: Any, power: float, weight: Any) -> Any:
    """Example weights with the classes brought nearer to each other."""
    count = Counter(classes.tolist())
    out = weight * np.array([float(count[c]) ** -power for c in classes.tolist()])
    return out / out.mean()


def fit_linear(x: Any, y: Any, classes: Any, weight: Any) -> tuple[Any, Any]:
    """Ridge for the score, logistic regression for the three classes."""
    from sklearn.linear_model import LogisticRegression, Ridge

    ridge = Ridge(alpha=8, solver="sparse_cg").fit(x, y, sample_weight=weight)
    logistic = LogisticRegression(C=0.1, max_iter=120)
    return ridge, logistic.fit(x, classes, sample_weight=flattened(classes, FLATTEN_LINEAR, weight))


def read_linear(models: tuple[Any, Any], x: Any) -> Any:
    """Score and three probabilities."""
    return np.c_[models[0].predict(x), models[1].predict_proba(x)]


def tables_hash() -> str:
    """SHA-256 over the rule tables that the features rest on: whether a score was fitted over the present ones."""
    digest = hashlib.sha256()
    for path in sorted(OUT.parent.glob("status_*.tsv")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def fit(sets: dict[str, list[Example]]) -> dict[str, Any]:
    """All models as plain numbers."""
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    rows = [r for name in SETS for r, _ in sets[name]]
    y = np.array([s for name in SETS for _, s in sets[name]])
    weight = np.concatenate([[w] * len(sets[name]) for name, w in SETS.items()])
    fold = np.concatenate([np.arange(len(sets[n])) * FOLDS // max(1, len(sets[n])) for n in SETS])
    classes = np.array([third(v) for v in y])
    count = Counter(f for row in rows for f in set(row))
    names = sorted(f for f, n in count.items() if n >= RARE)
    x = matrix(rows, {f: k for k, f in enumerate(names)})
    held = np.zeros((len(y), 4))
    for f in range(FOLDS):  # folds are blocks, so that a sentence stays on one side
        a = fold != f
        held[~a] = read_linear(fit_linear(x[a], y[a], classes[a], weight[a]), x[~a])
    linear = fit_linear(x, y, classes, weight)
    common = [k for k, f in enumerate(names) if count[f] >= COMMON and f != "bias"]
    dense = np.c_[held, np.asarray(x[:, common].todense())].astype(np.float32)
    balanced = flattened(classes, FLATTEN_TREES, weight)
    trees = HistGradientBoostingClassifier(max_iter=60, **TREES).fit(dense, classes, sample_weight=balanced)
    score = HistGradientBoostingRegressor(max_iter=60, **TREES).fit(dense, y, sample_weight=weight)
    return {
        "source": "fitted by training/status on UW, MEANTIME, RP, CommitmentBank, MegaVeridicality 2 (training halves)",
        "licence": "Apache-2.0", "version": 1, "tables": tables_hash(),
        "linear": plain_linear(names, linear), "common": [names[k] for k in common],
        "classes": plain_trees(trees), "score": plain_trees(score),
    }  # fmt: skip


def main() -> None:
    """Read the gold, fit, write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--gold", type=Path, required=True, help="folder with status/*_train.jsonl")
    asked.add_argument("--out", type=Path, default=OUT)
    given = asked.parse_args()
    made = fit({name: examples(given.gold / "status" / f"{name}.jsonl") for name in SETS})
    given.out.write_text(json.dumps(made, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
