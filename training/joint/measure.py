"""Figures of a network in training on what is held back: attributions, factuality, acts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.models.windows import windows
from training.attribution import data as attribution
from training.attribution import measure
from training.joint import sets
from training.joint.data import Known
from training.joint.model import Joint, of_words

SURE = 0.5
"""From which probability of its type an act is read, as at run time."""


@dataclass
class Held:
    """PolNeAR's development part, the factuality sets' development halves, the articles whose acts are held back."""

    docs: list[attribution.Labelled]
    scorer: Path
    sets: dict[str, list[sets.Sentence]]
    acts: list[Known]

    @classmethod
    def read(cls, gold: Path, scorer: Path, tokenizer: Tokenizer, texts: list[Known]) -> Held:
        """From the gold folder, and the texts that are held back."""
        rows = attribution.read(gold / "attribution/polnear_dev.jsonl")
        docs = [attribution.label(d["text"], d["attributions"], tokenizer, d["doc_id"]) for d in rows]
        halves = {n: sets.sentences(gold / f"status/{f}.jsonl", tokenizer) for n, f in sets.HELD.items()}
        return cls(docs, scorer, halves, [t for t in texts if t.held])

    @torch.no_grad()
    def figures(self, state: dict[str, Any]) -> dict[str, Any]:
        """All of them, in full precision."""
        model = Joint()
        model.load_state_dict(state)
        model.eval()

        def run(b: dict[str, Any]) -> tuple[Any, Any, Any]:
            return model(torch.from_numpy(b["ids"]), torch.from_numpy(b["marks"]), None)

        found = measure.figures(self.docs, [measure.spans(d, run) for d in self.docs], self.scorer)
        return found | {n: self._facts(model, n) for n in self.sets} | self._acts(model)

    def _facts(self, model: Joint, name: str) -> float:
        said, gold = [], []
        for one in self.sets[name]:
            b = sets.padded([one])
            states = model.encoder.states(torch.from_numpy(b["ids"]), torch.from_numpy(b["marks"]), None)
            out = model.facts(of_words(states, b["row"], b["piece"]))[:, sets.NAMES.index(name), :3]
            said += out.argmax(1).tolist()
            gold += [sets.third(s) for s in b["score"]]
        return sets.macro(np.array(gold), np.array(said))

    def _acts(self, model: Joint) -> dict[str, float]:
        """Precision and recall over all words, and over those that no frame holds."""
        rows = [row for one in self.acts for row in _said(model, one)]
        right, named, there, free = (np.array(c) for c in zip(*rows, strict=True))
        out = {}
        for name, among in (("acts", np.ones_like(free)), ("free acts", free)):
            hit = int((right & among).sum())
            out[f"{name} precision"] = round(hit / max(1, int((named & among).sum())), 3)
            out[f"{name} recall"] = round(hit / max(1, int((there & among).sum())), 3)
        return out


def _said(model: Joint, one: Known) -> list[tuple[bool, bool, bool, bool]]:
    """Of every word that was marked or left unmarked: named rightly, named, an act, outside of all frames."""
    found = []
    for lo, hi in windows(one.doc.pieces, one.doc.text):
        words = np.flatnonzero(one.acts_weight[lo:hi] > 0)
        if not len(words):
            continue
        b = attribution.pad([attribution.cut(one.doc, lo, hi)])
        states = model.encoder.states(torch.from_numpy(b["ids"]), torch.from_numpy(b["marks"]), None)
        chances = model.acts(of_words(states, [0] * len(words), (words + 1).tolist())).softmax(-1).numpy()
        for k, row in zip(words + lo, chances, strict=True):
            best = int(row[1:].argmax()) + 1
            named = bool(row[best] >= SURE)
            there = not one.acts[k, 0]
            found.append((named and bool(one.acts[k, best]), named, there, bool(one.free[k])))
    return found
