"""Fits the weights of ``evals.coref``: ``python -m training.linking.coref --gold DIR``.

Data: the training part of ECB+ (CC BY 3.0). The threshold is chosen on it too, by B-cubed. Deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

from evals.coref import WEIGHTS, clusters, documents, features, grouped, lines, mentions

from onrecord.linking.words import cosine
from training.linking.logistic import fit

ALIKE = 0.12
"""Cosine of documents of one story: between 0.08 and 0.15 nothing changes on the training part."""


def main() -> None:
    """Fit and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--gold", type=Path, required=True)
    given = asked.parse_args()
    rows = list(lines(given.gold / "linking/ecbplus_train.jsonl"))
    docs = documents(r for r in lines(given.gold / "linking/ecbplus_docs.jsonl") if r["split"] == "train")
    gold = {r["mention_id"]: r["cluster"] for r in rows}
    found = mentions(rows, docs)
    groups, signs = grouped(docs, alike=ALIKE)
    of = {d: n for n, g in enumerate(groups) for d in g}
    parts: dict[int, list[Any]] = defaultdict(list)
    for m in found:
        parts[of[m.doc]].append(m)
    x, y, c = [], [], []
    for part in parts.values():
        for a, b in combinations(part, 2):
            x.append(features(a, b, cosine(signs[a.doc], signs[b.doc])))
            y.append(int(gold[a.id] == gold[b.id]))
            c.append(1.0 / len(part))  # pairs grow with the square of a story, mentions do not
    scale = len(found) / sum(c)
    weights = fit(x, y, prior={}, strength=1.0, weights=[scale * v for v in c])
    best: tuple[float, float] = (0.0, 0.0)
    for threshold in (-1.5, -1.0, -0.5, 0.0, 0.5):
        model = {"documents_alike": ALIKE, "threshold": threshold, "weights": weights}
        made = clusters(found, docs, model)
        score = b3(gold, made)
        print(threshold, round(score, 4))
        best = max(best, (score, threshold))
    model = {"source": "fitted by training/linking/coref.py on the training part of ECB+ (CC BY 3.0)",
             "documents_alike": ALIKE, "threshold": best[1], "weights": weights}  # fmt: skip
    WEIGHTS.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def b3(gold: dict[str, str], made: dict[str, str]) -> float:
    """B-cubed F1."""

    def side(a: dict[str, str], b: dict[str, str]) -> float:
        groups: dict[str, list[str]] = defaultdict(list)
        for m, g in a.items():
            groups[g].append(m)
        total = 0.0
        for members in groups.values():
            count: dict[str, int] = defaultdict(int)
            for m in members:
                count[b[m]] += 1
            total += sum(v * v for v in count.values()) / len(members)
        return total / len(a)

    p, r = side(made, gold), side(gold, made)
    return 2 * p * r / (p + r)


if __name__ == "__main__":
    main()
