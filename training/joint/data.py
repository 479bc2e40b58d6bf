"""Windows of texts with all that is known of their words: attributions, acts, the teacher's factuality."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.models.acts import TYPES
from onrecord.models.windows import LIMIT, windows
from training.attribution import data as attribution
from training.attribution.data import Labelled
from training.attribution.wrap import Augmenter
from training.joint import sets

EXTRA = 0.08
"""Wrapped and lone sentences a pass, as a share of the windows."""


@dataclass
class Known:
    """A text in word pieces: ``acts`` (pieces x 17, what is right), ``acts_weight``, ``free`` (no frame holds it),
    ``facts`` (pieces x taught outputs x 4, not a number where nothing is known). ``gold``: its attributions are known.
    """

    doc: Labelled
    gold: bool
    held: bool
    acts: Any
    acts_weight: Any
    free: Any
    facts: Any


def known(doc: Labelled, *, gold: bool, held: bool = False) -> Known:
    """A text of whose words nothing is known yet."""
    n = len(doc.pieces)
    return Known(
        doc, gold, held, np.zeros((n, 1 + len(TYPES)), bool), np.zeros(n, np.float32), np.zeros(n, bool),
        np.full((n, len(sets.TAUGHT), 4), np.nan, np.float32),
    )  # fmt: skip


def texts(gold: Path, acts: Path, labels: Path, tokenizer: Tokenizer) -> list[Known]:
    """PolNeAR's training half, the articles, and our own texts with acts."""
    made = {}
    for row in attribution.read(gold / "attribution/polnear_train.jsonl"):
        doc = attribution.label(row["text"], row["attributions"], tokenizer, row["doc_id"])
        made[row["doc_id"]] = known(doc, gold=True)
    for row in attribution.read(gold / "articles/news_2024_sample.jsonl"):
        made[row["doc_id"]] = known(attribution.label(row["text"], [], tokenizer, row["doc_id"]), gold=False)
    _with_facts(made, labels)
    for row in attribution.read(acts):
        if row["text"] is not None:
            doc = attribution.label(row["text"], [], tokenizer, row["doc_id"])
            made[row["doc_id"]] = known(doc, gold=False)
        one = made[row["doc_id"]]
        one.held = row["held"]
        with_acts(one, row["words"])
    return list(made.values())


def with_acts(one: Known, words: list[Any]) -> None:
    """What readers marked: (code point, types, weight, free of frames)."""
    for start, types, weight, free in words:
        k = int(np.searchsorted(one.doc.pieces.start, start))
        if k < len(one.acts) and one.doc.pieces.start[k] == start:
            one.acts[k, [TYPES.index(t) + 1 for t in types] or 0] = True
            one.acts_weight[k], one.free[k] = weight, free


def _with_facts(made: dict[str, Known], labels: Path) -> None:
    raw = np.load(labels)
    ids, doc, starts, said = (raw[k] for k in ("ids", "doc", "start", "said"))
    for d, start, row in zip(doc, starts, said, strict=True):
        one = made[str(ids[d])]
        k = int(np.searchsorted(one.doc.pieces.start, start))
        if k < len(one.facts) and one.doc.pieces.start[k] == start:
            one.facts[k] = row


def cut(one: Known, lo: int, hi: int) -> dict[str, Any]:
    """A window as a training example; the acts of a text that is held back are not in it."""

    def framed(values: Any, fill: float) -> Any:
        edge = np.full((1, *values.shape[1:]), fill, values.dtype)
        return np.concatenate([edge, values[lo:hi], edge])

    weight = framed(one.acts_weight, 0)
    return attribution.cut(one.doc, lo, hi) | {
        "gold": one.gold, "acts": framed(one.acts, 0), "acts_weight": weight * (not one.held),
        "facts": framed(one.facts, np.nan),
    }  # fmt: skip


def epoch(held: list[Known], extra: Augmenter, rng: random.Random, size: int) -> list[list[dict[str, Any]]]:
    """Batches of windows, those with gold attributions apart from those without; borders differ each time."""
    examples = []
    for one in held:
        lead = rng.randint(100, LIMIT)
        examples += [cut(one, lo, hi) for lo, hi in windows(one.doc.pieces, one.doc.text, lead=lead)]
    drawn = extra.draw(int(EXTRA * len(examples)), rng)
    examples += [cut(known(x, gold=True), 0, len(x.pieces)) for x in drawn if 0 < len(x.pieces) <= LIMIT]
    return [
        batch for gold in (True, False)
        for batch in attribution.batches([e for e in examples if e["gold"] is gold], rng, size=size)
    ]  # fmt: skip


def padded(batch: list[dict[str, Any]]) -> dict[str, Any]:
    """As the tagger's batches, and of all words with something known the row, the piece and what it is."""
    out = attribution.pad(
        [{k: v for k, v in e.items() if k not in ("gold", "acts", "acts_weight", "facts")} for e in batch]
    )
    for name, told in (
        ("acts", [e["acts_weight"] > 0 for e in batch]), ("facts", [~np.isnan(e["facts"][:, 0, 0]) for e in batch]),
    ):  # fmt: skip
        places = [(k, int(p)) for k, t in enumerate(told) for p in np.flatnonzero(t)]
        out[f"{name}_at"] = places
        out[name] = np.stack([batch[k][name][p] for k, p in places]) if places else None
    out["acts_weight"] = np.array([batch[k]["acts_weight"][p] for k, p in out["acts_at"]], np.float32)
    out["gold"] = batch[0]["gold"]
    return out
