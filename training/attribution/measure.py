"""Dev figures of a network in training: the run-time decoder, the project's scorer."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from training.attribution.data import Labelled, cut, pad

from onrecord.models.decode import attributions, log_softmax, path
from onrecord.models.windows import windows

FIGURES = {
    "whole": "relation.overlap", "who_what": "relation.who_what", "found": "relation.found",
    "strict": "relation.strict", "content_exact": "span.content.exact", "source_token": "token.source",
    "cue_token": "token.cue", "content_token": "token.content",
}  # fmt: skip


def spans(doc: Labelled, run: Callable[[dict[str, Any]], tuple[Any, Any, Any]]) -> list[dict[str, Any]]:
    """Predicted attributions of one document; ``run`` maps a padded batch to raw scores."""
    found = []
    p = doc.pieces
    for lo, hi in windows(p, doc.text):
        words = np.flatnonzero(p.first[lo:hi])
        if not len(words):
            continue
        labels, link, source = (np.asarray(x)[0] for x in run(pad([cut(doc, lo, hi)])))
        columns = np.concatenate([[0], words + 1])
        best = path(log_softmax(labels[words + 1])[None])[0]
        ends = np.append(words[1:], hi - lo)  # one past the last piece of each word

        def chars(ranges: Any, lo: int = lo, words: Any = words, ends: Any = ends) -> list[list[int]]:
            return [[int(p.start[lo + words[a]]), int(p.end[lo + ends[b - 1] - 1])] for a, b in ranges]

        rows = np.ix_(words + 1, columns)
        found.extend(
            {"source": chars(f.source), "cue": chars([f.cue]), "content": chars(f.content)}
            for f in attributions(best.tolist(), log_softmax(link[rows]), log_softmax(source[rows]))
        )
    return found


def figures(docs: list[Labelled], predicted: list[list[dict[str, Any]]], scorer: Path) -> dict[str, float]:
    """F1 x 100 by the names of ``FIGURES``."""
    spec = importlib.util.spec_from_file_location("score_attribution", scorer)
    assert spec and spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    counts = [score.doc_counts(d.text, d.attributions, p) for d, p in zip(docs, predicted, strict=True)]
    total = score.total(counts)
    return {name: round(100 * score.prf(*total[key])[2], 2) for name, key in FIGURES.items()}
