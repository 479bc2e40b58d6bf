"""PolNeAR -> labelled windows. Reads JSON Lines in the form of the attribution scorer."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.models.windows import LIMIT, Pieces, pieces, windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

IGNORE = -100
BASE = {"source": 1, "cue": 3, "content": 5}


@dataclass
class Labelled:
    """One text with a label, a cue and a source for every piece.

    ``cue[i]``: first piece of the cue of content piece i; ``source[i]``: first piece of the source of the cue
    that begins at i, -1 for none; ``IGNORE`` elsewhere.
    """

    id: str
    text: str
    pieces: Pieces
    labels: Any
    cue: Any
    source: Any
    attributions: list[dict[str, Any]] = field(default_factory=list)


def read(file: Path) -> list[dict[str, Any]]:
    """The documents of a gold file, as they stand."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _rows(p: Pieces, spans: list[list[int]]) -> list[list[int]]:
    """For each span the pieces it overlaps, from the start of the first word it touches."""
    found = []
    for a, b in spans:
        lo, hi = int(np.searchsorted(p.end, a, side="right")), int(np.searchsorted(p.start, b, side="left"))
        if lo < hi:
            found.append(list(range(lo, hi)))
    return found


def label(text: str, attributions: list[dict[str, Any]], tokenizer: Tokenizer, name: str = "") -> Labelled:
    """Pieces of ``text`` with gold labels. Where roles overlap: cue before source before content."""
    p = pieces(text, tokenizer)
    n = len(p)
    labels = np.zeros(n, dtype=np.int64)
    cue = np.full(n, IGNORE, dtype=np.int64)
    source = np.full(n, IGNORE, dtype=np.int64)
    for role in ("content", "source", "cue"):
        size = {"content": lambda a: -sum(e - s for s, e in a["content"])}.get(role, lambda a: 0)
        for a in sorted(attributions, key=size):
            heads = _rows(p, a["cue"])
            if not heads:
                continue
            for rows in _rows(p, a[role]):
                labels[rows] = BASE[role] + 1
                labels[rows[0]] = BASE[role]
                if role == "content":
                    cue[rows] = heads[0][0]
            if role == "cue":
                mine = _rows(p, a["source"])
                source[heads[0][0]] = mine[0][0] if mine else -1
    return Labelled(name, text, p, labels, cue, source, attributions)


def cut(doc: Labelled, lo: int, hi: int) -> dict[str, Any]:
    """Pieces ``lo`` to ``hi`` of a document as a training example with the encoder's own first and last piece."""
    n = hi - lo
    first = doc.pieces.first[lo:hi]

    def shift(target: Any, *, none: int) -> Any:
        part = target[lo:hi].copy()
        inside = (part >= lo) & (part < hi)
        return np.where(inside, part - lo + 1, np.where(part == -1, none, IGNORE))

    labels = np.full(n + 2, IGNORE, dtype=np.int64)
    labels[1:-1] = np.where(first, doc.labels[lo:hi], IGNORE)
    link, source = np.full(n + 2, IGNORE, dtype=np.int64), np.full(n + 2, IGNORE, dtype=np.int64)
    link[1:-1] = np.where(first & (doc.labels[lo:hi] >= BASE["content"]), shift(doc.cue, none=IGNORE), IGNORE)
    source[1:-1] = np.where(doc.labels[lo:hi] == BASE["cue"], shift(doc.source, none=0), IGNORE)
    return {
        "ids": np.concatenate([[101], doc.pieces.ids[lo:hi], [102]]),
        "marks": np.concatenate([[0], doc.pieces.marks[lo:hi], [0]]),
        "labels": labels,
        "link": link,
        "source": source,
    }


def epoch(docs: list[Labelled], rng: random.Random) -> list[dict[str, Any]]:
    """All windows of all documents; where the first window ends is drawn anew, so borders differ each time."""
    found = []
    for doc in docs:
        lead = rng.randint(100, LIMIT)
        found.extend(cut(doc, lo, hi) for lo, hi in windows(doc.pieces, doc.text, lead=lead))
    return found


def batches(examples: list[dict[str, Any]], rng: random.Random, *, size: int) -> list[list[dict[str, Any]]]:
    """Examples of like length together, at most ``size`` pieces a batch with padding; batches in random order."""
    order = sorted(examples, key=lambda e: len(e["ids"]) + rng.random() * 8)
    out: list[list[dict[str, Any]]] = [[]]
    for e in order:
        longest = max([len(e["ids"]), *(len(x["ids"]) for x in out[-1])])
        if out[-1] and longest * (len(out[-1]) + 1) > size:
            out.append([])
        out[-1].append(e)
    rng.shuffle(out)
    return out


def pad(batch: list[dict[str, Any]]) -> dict[str, Any]:
    """One array a field, B x L; labels padded with ``IGNORE``, the rest with 0; ``mask`` true where a piece is."""
    longest = max(len(e["ids"]) for e in batch)
    out = {}
    for name in batch[0]:
        fill = IGNORE if name in ("labels", "link", "source") else 0
        rows = np.full((len(batch), longest), fill, dtype=np.int64)
        for k, e in enumerate(batch):
            rows[k, : len(e[name])] = e[name]
        out[name] = rows
    out["mask"] = np.array([[k < len(e["ids"]) for k in range(longest)] for e in batch])
    return out
