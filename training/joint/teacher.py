"""The teacher: all-mpnet-base-v2 that learns factuality from the labelled sets and labels further texts.

    python -m training.joint.teacher fit --gold DIR --base DIR --out DIR
    python -m training.joint.teacher label --base DIR --out DIR --events FILE

``fit`` writes the running mean of the weights after each pass as ``mean1.pt``, ``mean2.pt`` ... and goes on from
``state.pt`` (every four minutes) when it is called again. ``label`` reads the event words that
``training.joint.events`` wrote and gives for each the teacher's probabilities and score; its weights are the mean of
the last two passes.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.attribution.encoder import noise
from training.joint import sets
from training.joint.loop import Loop, alike, judged

PASSES, PLANNED = 4, 5
"""Stopped a pass before the end of the schedule: from the third to the fourth UW dev rose no more."""
RATE, HEAD_RATE, WARM, AVERAGE = 4e-5, 5e-4, 0.1, 0.99
SIZE, LIMIT = 1200, 198
"""Word pieces in a batch, of a sentence."""
HIDDEN, DROP = 256, 0.2

Item = tuple[list[int], list[tuple[int, Any]]]
"""Word pieces of a sentence, and its events: piece and whatever is known of it."""


class Drop(nn.Module):
    """Dropout with numpy's noise."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        return noise.drop(x, self.rate, self.training)


class Teacher(nn.Module):
    """Sentences -> states; ``read`` gives three classes and a score for states of event words."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        from transformers import MPNetModel

        self.encoder = MPNetModel.from_pretrained(base, add_pooling_layer=False)
        _quiet(self.encoder, 0.1)
        for layer in self.encoder.encoder.layer:
            layer.attention.attn.dropout = Drop(0.0)
        self.hidden = nn.Linear(self.encoder.config.hidden_size, HIDDEN)
        self.heads = nn.ModuleDict({name: nn.Linear(HIDDEN, 4) for name in sets.NAMES})
        self.drop = Drop(DROP)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states.float()

    def read(self, states: Tensor, name: str) -> Tensor:
        """N x 768 -> N x 4."""
        out: Tensor = self.heads[name](self.drop(F.gelu(self.hidden(self.drop(states)))))
        return out


def _quiet(module: nn.Module, rate: float) -> None:
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout):
            setattr(module, name, Drop(rate))
        else:
            _quiet(child, rate)


def tokenizer_of(base: Path) -> Tokenizer:
    """The base tokenizer without padding and truncation."""
    found = Tokenizer.from_file(str(base / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


def item(tokenizer: Tokenizer, text: str, events: Sequence[tuple[int, Any]]) -> Item | None:
    """A sentence and the pieces in which its events begin."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    where = {c: k for k, (a, b) in enumerate(encoded.offsets[:LIMIT]) for c in range(a, b)}
    kept = [(where[at] + 1, what) for at, what in events if at in where]
    return ([0, *encoded.ids[:LIMIT], 2], kept) if kept else None


def items(path: Path, tokenizer: Tokenizer) -> list[Item]:
    """The texts of one set."""
    made = [item(tokenizer, text, [(a, s) for (a, _), s in events]) for text, events in sets.rows(path).items()]
    return [m for m in made if m is not None]


def padded(batch: list[Item]) -> tuple[Tensor, Tensor]:
    """Pieces and mask, B x L."""
    longest = max(len(ids) for ids, _ in batch)
    ids = np.ones((len(batch), longest), np.int64)
    mask = np.zeros((len(batch), longest), np.int64)
    for k, (row, _) in enumerate(batch):
        ids[k, : len(row)], mask[k, : len(row)] = row, 1
    return torch.from_numpy(ids), torch.from_numpy(mask)


def batches(held: list[Item], size: int, rng: random.Random | None = None) -> list[list[Item]]:
    """Sentences of like length together."""
    return alike(held, lambda x: len(x[0]), size, rng)


def events_of(batch: list[Item], states: Tensor) -> tuple[Tensor, list[Any]]:
    """States of all events of a batch, and what is known of them."""
    rows = [k for k, (_, events) in enumerate(batch) for _ in events]
    return states[rows, [p for _, events in batch for p, _ in events]], [w for _, events in batch for _, w in events]


class Run(Loop):
    """Fine-tuning."""

    def __init__(self, gold: Path, base: Path, out: Path) -> None:
        super().__init__(out, passes=PASSES, planned=PLANNED, warm=WARM, average=AVERAGE)
        tokenizer = tokenizer_of(base)
        self.train = {name: items(gold / f"status/{file}.jsonl", tokenizer) for name, file in sets.FILES.items()}
        self.held = {name: items(gold / f"status/{file}.jsonl", tokenizer) for name, file in sets.HELD.items()}
        self.weights = {
            name: torch.from_numpy(sets.class_weights([s for _, ev in held for _, s in ev]))
            for name, held in self.train.items()
        }
        self.teacher = Teacher(base)
        slow = list(self.teacher.encoder.parameters())
        fast = [p for n, p in self.teacher.named_parameters() if not n.startswith("encoder.")]
        groups = [{"params": ps, "lr": r, "base": r} for ps, r in ((slow, RATE), (fast, HEAD_RATE))]
        self.start(self.teacher, torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True))

    def batches(self) -> list[tuple[str, Any]]:
        return [(name, b) for name, held in self.train.items() for b in batches(held, SIZE, self.rng)]

    def loss(self, name: str, batch: list[Item]) -> Tensor:
        states, scores = events_of(batch, self.teacher(*padded(batch)))
        return judged(self.teacher.read(states, name), scores, name, self.weights[name])

    @torch.no_grad()
    def figures(self) -> dict[str, float]:
        """Macro-F1 of the mean weights on the halves that are held back, each by its own output."""
        own = {k: v.clone() for k, v in self.teacher.state_dict().items()}
        self.teacher.load_state_dict(self.mean)
        self.teacher.eval()
        found = {}
        for name, held in self.held.items():
            said, gold = [], []
            for batch in batches(held, SIZE):
                states, scores = events_of(batch, self.teacher(*padded(batch)))
                said += self.teacher.read(states, name)[:, :3].argmax(1).tolist()
                gold += [sets.third(s) for s in scores]
            found[name] = sets.macro(np.array(gold), np.array(said))
        self.teacher.load_state_dict(own)
        self.teacher.train()
        return found


def settled(out: Path) -> dict[str, Any]:
    """The mean of the weights after the last two passes."""
    a, b = (torch.load(out / f"mean{k}.pt", weights_only=True) for k in (PASSES - 1, PASSES))
    return {k: (v + b[k]) / 2 if v.dtype.is_floating_point else v for k, v in a.items()}


def unlabelled(events: Path, tokenizer: Tokenizer) -> Iterator[Item]:
    """Sentences of the texts; of each event its text and its place there."""
    with events.open(encoding="utf-8") as lines:
        for doc in map(json.loads, lines):
            for start, end, found in doc["sentences"]:
                made = item(tokenizer, doc["text"][start:end], [(a - start, (doc["doc_id"], a)) for a in found])
                if made is not None:
                    yield made


@torch.no_grad()
def label(base: Path, out: Path, events: Path) -> None:
    """Writes ``labels.npz``: ``ids`` of texts, and for each event ``doc`` (an index), ``start`` and ``said``, for the
    outputs of ``sets.TAUGHT`` three probabilities and a score."""
    torch.set_num_threads(2)
    model = Teacher(base)
    model.load_state_dict(settled(out))
    model.eval()
    found: list[tuple[str, int, Any]] = []
    waiting = batches(list(unlabelled(events, tokenizer_of(base))), 3000)
    for k, batch in enumerate(waiting):
        states, places = events_of(batch, model(*padded(batch)))
        raw = torch.stack([model.read(states, name) for name in sets.TAUGHT], 1)
        said = torch.cat([raw[..., :3].softmax(-1), raw[..., 3:]], -1).numpy().astype(np.float16)
        found += [(doc, start, row) for (doc, start), row in zip(places, said, strict=True)]
        if k % 100 == 0:
            print(f"{k}/{len(waiting)}", flush=True)
    found.sort(key=lambda f: (f[0], f[1]))
    ids = sorted({f[0] for f in found})
    index = {name: k for k, name in enumerate(ids)}
    np.savez_compressed(
        out / "labels.npz", ids=np.array(ids), doc=np.array([index[f[0]] for f in found]),
        start=np.array([f[1] for f in found]), said=np.array([f[2] for f in found]),
    )  # fmt: skip


def main() -> None:
    """Fit, or label."""
    asked = argparse.ArgumentParser(prog="python -m training.joint.teacher", description=__doc__)
    asked.add_argument("what", choices=("fit", "label"))
    for name in ("gold", "base", "out", "events"):
        asked.add_argument(f"--{name}", type=Path)
    given = asked.parse_args()
    if given.what == "fit":
        Run(given.gold, given.base, given.out).go()
    else:
        label(given.base, given.out, given.events)


if __name__ == "__main__":
    main()
