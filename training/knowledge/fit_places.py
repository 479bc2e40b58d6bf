"""Fits ``place_weights.tsv``: which words name a place, by logistic regression over the features of ``places.spans``.

    python -m training.knowledge.fit_places LGL.jsonl GEOVIRUS.jsonl NEWS.jsonl

Annotated: the development halves of LGL (local papers of the United States) and GeoVirus (epidemics). Neither is the
news that OnRecord reads, so a third source is added without annotation: world news, where a name that the parser takes
for a place in most of its mentions is one in all of them, and likewise for persons. That teaches what the words around
say when the recogniser errs. Five-fold cross-validation is printed before the fit.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.model import Parse
from onrecord.reading.parse import parse_many
from onrecord.reading.places import spans

SILVER = 0.5
"""Weight of an unannotated example against an annotated one."""
LEAST = 3
SHARE = 0.7
Example = tuple[list[str], bool, float, int, str]


def annotated(rows: list[dict[str, Any]], parses: list[Parse], source: str) -> Iterator[Example]:
    """Candidates that overlap a gold toponym against those that do not."""
    for k, (row, parse) in enumerate(zip(rows, parses, strict=True)):
        gold = [(t["start"], t["end"]) for t in row["toponyms"]]
        for c in spans.candidates(parse):
            yield c.features, any(s < c.end and c.start < e for s, e in gold), 1.0, k % 5, source


def label_of(features: list[str]) -> str:
    """The recogniser's label among the features."""
    return next(f for f in features if f.startswith("label_")).removeprefix("label_")


def unannotated(parses: list[Parse]) -> Iterator[Example]:
    """Mentions of names that the recogniser is sure of over the whole collection."""
    found = [(k, c) for k, parse in enumerate(parses) for c in spans.candidates(parse) if c.sites]
    counts: dict[str, Counter[str]] = {}
    for _, c in found:
        label = label_of(c.features)
        sort = "place" if label in spans.PLACE_LABELS else label.split("_")[0]
        counts.setdefault(c.text, Counter())[sort] += 1
    for k, c in found:
        seen, label = counts[c.text], label_of(c.features)
        total = seen["place"] + seen["PERSON"] + seen["ORG"]
        if total < LEAST:
            continue
        if seen["place"] >= SHARE * total and "_" not in label:
            yield c.features, True, SILVER, k % 5, "news"
        elif seen["PERSON"] >= SHARE * total or seen["ORG"] >= SHARE * total:
            yield c.features, False, SILVER, k % 5, "news"


def load(path: str) -> tuple[list[dict[str, Any]], list[Parse]]:
    """Rows of a JSON Lines file and the parses of their texts."""
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    return rows, list(parse_many(row["text"][:6000] for row in rows))


def fit(examples: list[Example], out: Path) -> None:
    """Print cross-validated figures, then write the weights of a fit on everything."""
    import numpy as np
    from scipy.sparse import lil_matrix
    from sklearn.linear_model import LogisticRegression

    names = sorted({f for e in examples for f in e[0]})
    number = {n: i for i, n in enumerate(names)}
    x = lil_matrix((len(examples), len(names)))
    for i, e in enumerate(examples):
        for f in e[0]:
            x[i, number[f]] = 1
    x = x.tocsr()
    y, w = np.array([e[1] for e in examples]), np.array([e[2] for e in examples])
    fold, source = np.array([e[3] for e in examples]), np.array([e[4] for e in examples])
    guess = np.zeros(len(y))
    for k in range(5):
        model = LogisticRegression(C=0.5, max_iter=3000, fit_intercept=False)
        model.fit(x[fold != k], y[fold != k], sample_weight=w[fold != k])
        guess[fold == k] = model.predict_proba(x[fold == k])[:, 1]
    for s in sorted(set(source)):
        for bar in (0.35, 0.42, 0.5):
            chosen = (source == s) & (guess > bar)
            right = y[chosen].sum()
            print(s, bar, "precision", round(right / chosen.sum(), 3), "recall", round(right / y[source == s].sum(), 3))
    model = LogisticRegression(C=0.5, max_iter=3000, fit_intercept=False).fit(x, y, sample_weight=w)
    lines = [
        "# source: logistic regression on the development halves of LGL and GeoVirus and on unannotated world news"
        " (training/knowledge/fit_places.py)",
        "# licence: CC0-1.0", "# version: 2026-11-23", "feature\tweight",
    ]  # fmt: skip
    lines += [f"{n}\t{v:.2f}" for n, v in zip(names, model.coef_[0], strict=True) if abs(v) >= 0.005]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    lgl, geovirus, news = (load(path) for path in sys.argv[1:4])
    examples = [*annotated(*lgl, "LGL"), *annotated(*geovirus, "GeoVirus"), *unannotated(news[1])]
    fit(examples, Path(spans.__file__).parents[2] / "knowledge/data/place_weights.tsv")


if __name__ == "__main__":
    main()
