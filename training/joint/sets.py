"""Event words with a factuality score (``DIR/status/*.jsonl``) as word pieces, and the scorer's three classes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from evals.status import detokenize
from tokenizers import Tokenizer

from onrecord.models.windows import LIMIT, pieces

FILES = {
    "uw": "uw_train", "meantime": "meantime_train", "rp": "rp_train", "cb": "cb_train", "uds_ih2": "uds_ih2_dev",
    "mv2": "mv2_train",
}  # fmt: skip
"""The sets that teach. Each has an output of its own: their annotators were asked different things."""
HELD = {"uw": "uw_dev", "meantime": "meantime_dev", "rp": "rp_dev", "cb": "cb_dev"}
WEIGHTS = {"uw": 1.0, "meantime": 1.5, "rp": 1.5, "cb": 2.0, "uds_ih2": 0.5, "mv2": 0.4}
"""Of a batch: small sets are few batches, UDS-IH2 and MegaVeridicality are not of news."""
NAMES = tuple(FILES)
TAUGHT = NAMES[:4]
"""The outputs that the teacher's labels of further texts are for."""


@dataclass(frozen=True)
class Sentence:
    """Word pieces of one text with the encoder's own first and last, and its events: piece, score -3 to 3."""

    ids: Any
    marks: Any
    events: list[tuple[int, float]]


def rows(path: Path) -> dict[str, list[tuple[tuple[int, int], float]]]:
    """Texts as a newspaper would set them, with the code points and the score of each event."""
    found: dict[str, list[tuple[tuple[int, int], float]]] = {}
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text, spans = detokenize(row["tokens"])
            first, last = row["span"]
            found.setdefault(text, []).append(((spans[first][0], spans[last - 1][1]), float(row["score"])))
    return found


def sentences(path: Path, tokenizer: Tokenizer) -> list[Sentence]:
    """The texts of a set for the encoder."""
    made = []
    for text, events in rows(path).items():
        p = pieces(text, tokenizer)
        n = min(len(p), LIMIT)
        at = [(int(np.searchsorted(p.end[:n], start, side="right")), score) for (start, _), score in events]
        kept = [(k + 1, score) for k, score in at if k < n]
        if kept:
            made.append(
                Sentence(np.concatenate([[101], p.ids[:n], [102]]), np.concatenate([[0], p.marks[:n], [0]]), kept)
            )
    return made


def third(score: float) -> int:
    """0 did not happen, 1 open, 2 happened: the bins of the scorer."""
    return 2 if score >= 1 else 0 if score <= -1 else 1


def class_weights(scores: list[float]) -> Any:
    """One weight a class: counts to the power -0.5, one on average, so that what did not happen is not drowned."""
    count = np.bincount([third(s) for s in scores], minlength=3) + 1.0
    weight = count**-0.5
    return (weight / (weight * count).sum() * count.sum()).astype(np.float32)


def padded(batch: list[Sentence]) -> dict[str, Any]:
    """``ids``, ``marks``, ``mask`` (B x L), and of all events the row, the piece and the score."""
    longest = max(len(s.ids) for s in batch)
    out: dict[str, Any] = {k: np.zeros((len(batch), longest), np.int64) for k in ("ids", "marks")}
    for k, s in enumerate(batch):
        out["ids"][k, : len(s.ids)], out["marks"][k, : len(s.ids)] = s.ids, s.marks
    out["mask"] = np.array([[k < len(s.ids) for k in range(longest)] for s in batch])
    out["row"] = [k for k, s in enumerate(batch) for _ in s.events]
    out["piece"] = [p for s in batch for p, _ in s.events]
    out["score"] = np.array([v for s in batch for _, v in s.events], np.float32)
    return out


def macro(gold: Any, said: Any) -> float:
    """Macro-F1 over the three classes."""
    found = []
    for c in range(3):
        both, sum_ = int(np.sum((gold == c) & (said == c))), int(np.sum(gold == c) + np.sum(said == c))
        found.append(2 * both / sum_ if sum_ else 0.0)
    return round(float(np.mean(found)), 4)
