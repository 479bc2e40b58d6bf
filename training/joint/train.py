"""The loop over both kinds of batches: texts (attributions, acts, the teacher's factuality) and labelled sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from onrecord.models.decode import LABELS
from training.attribution import data as attribution
from training.attribution.model import Tagger
from training.attribution.model import loss as tagged
from training.attribution.train import tokenizer_of
from training.attribution.wrap import Augmenter
from training.joint import data, measure, sets
from training.joint.loop import Loop, alike, judged
from training.joint.model import Joint, of_words, shipped

SIZE, SENTENCES = 4096, 1500
"""Word pieces in a batch of windows, of sentences."""
ENCODER_RATE, TAGGER_RATE, HEAD_RATE, WARM, AVERAGE, DECAY = 6e-5, 3e-4, 1e-3, 0.06, 0.997, 0.01
TAUGHT_WEIGHTS = (1.0, 0.4, 0.3, 0.3)
"""Of the teacher's outputs: the texts are news, as UW is."""
UNLABELLED = 1.5
"""Weight of the shipped network's answers where there is no gold; 1 beside gold."""
CONTENT, CUE = (5, 6), (3, 4)


@dataclass(frozen=True)
class Settings:
    """Where things are; ``training.joint.acts`` and ``training.joint.teacher`` write ``acts`` and ``labels``."""

    gold: Path
    base: Path
    package: Path
    acts: Path
    labels: Path
    out: Path
    scorer: Path
    passes: int = 4


class Run(Loop):
    """One run."""

    def __init__(self, s: Settings) -> None:
        super().__init__(s.out, passes=s.passes, planned=s.passes, warm=WARM, average=AVERAGE)
        tokenizer = tokenizer_of(s.base)
        self.texts = data.texts(s.gold, s.acts, s.labels, tokenizer)
        self.extra = Augmenter(attribution.read(s.gold / "attribution/polnear_train.jsonl"), tokenizer)
        self.sets = {n: sets.sentences(s.gold / f"status/{f}.jsonl", tokenizer) for n, f in sets.FILES.items()}
        self.held = measure.Held.read(s.gold, s.scorer, tokenizer, self.texts)
        self.weights = {
            n: torch.from_numpy(sets.class_weights([v for x in held for _, v in x.events]))
            for n, held in self.sets.items()
        }
        start = shipped(s.package)
        self.joint = Joint()
        self.joint.load_state_dict(start, strict=False)
        self.old = Tagger()
        self.old.load_state_dict(start)
        self.old.eval()
        self.start(self.joint, torch.optim.AdamW(self._groups(), betas=(0.9, 0.98), eps=1e-6, fused=True))

    def _groups(self) -> list[dict[str, Any]]:
        groups: dict[tuple[float, float], list[Any]] = {}
        for name, p in self.joint.named_parameters():
            rate = TAGGER_RATE
            if name.startswith(("encoder.", "facts", "acts")):
                rate = ENCODER_RATE if name.startswith("encoder.") else HEAD_RATE
            groups.setdefault((rate, 0.0 if p.ndim < 2 or "norm" in name else DECAY), []).append(p)
        return [{"params": ps, "lr": r, "base": r, "weight_decay": w} for (r, w), ps in groups.items()]

    def batches(self) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = [("", b) for b in data.epoch(self.texts, self.extra, self.rng, SIZE)]
        for name, held in self.sets.items():
            found += [(name, b) for b in alike(held, lambda x: len(x.ids), SENTENCES, self.rng)]
        return found

    def loss(self, name: str, batch: Any) -> Tensor:
        return self.judged(name, sets.padded(batch)) if name else self.read(data.padded(batch))

    def figures(self) -> dict[str, Any]:
        return self.held.figures(self.mean)

    def judged(self, name: str, b: dict[str, Any]) -> Tensor:
        """Loss of a batch of labelled event words."""
        with torch.autocast("cpu", torch.bfloat16):
            states = self.joint.encoder.states(*(torch.from_numpy(b[k]) for k in ("ids", "marks", "mask")))
        out = self.joint.facts(of_words(states, b["row"], b["piece"]))[:, sets.NAMES.index(name)]
        return judged(out, b["score"].tolist(), name, self.weights[name])

    def read(self, b: dict[str, Any]) -> Tensor:
        """Loss of a batch of windows."""
        given = {k: torch.from_numpy(b[k]) for k in ("ids", "marks", "mask", "labels", "link", "source")}
        mask = None if bool(given["mask"].all()) else given["mask"]
        with torch.autocast("cpu", torch.bfloat16):
            states = self.joint.encoder.states(given["ids"], given["marks"], mask)
            out = self.joint.attributed(states[-1], given["marks"])
            with torch.no_grad():
                told = self.old(given["ids"], given["marks"], mask)
        total = _apart(out, told, given["mask"]) * (1.0 if b["gold"] else UNLABELLED)
        if b["gold"]:
            total = total + tagged(out, given, given["mask"])[0]
        if b["acts_at"]:
            total = total + self._acts(states, b)
        if b["facts_at"]:
            total = total + self._facts(states, b)
        return total

    def _acts(self, states: list[Tensor], b: dict[str, Any]) -> Tensor:
        """The loss of a word is the logarithm of all that is right for it together."""
        rows, pieces = map(list, zip(*b["acts_at"], strict=True))
        said = self.joint.acts(of_words(states, rows, pieces)).log_softmax(-1)
        right = said.masked_fill(~torch.from_numpy(b["acts"]), -1e4).logsumexp(-1)
        weight = torch.from_numpy(b["acts_weight"])
        return -(right * weight).sum() / weight.sum().clamp(min=20)

    def _facts(self, states: list[Tensor], b: dict[str, Any]) -> Tensor:
        """Distance from the teacher's probabilities and scores."""
        rows, pieces = map(list, zip(*b["facts_at"], strict=True))
        said = self.joint.facts(of_words(states, rows, pieces))[:, : len(sets.TAUGHT)]
        told = torch.from_numpy(b["facts"])
        weight = torch.tensor(TAUGHT_WEIGHTS)
        classes = -(told[..., :3] * said[..., :3].log_softmax(-1)).sum(-1)
        score = F.smooth_l1_loss(said[..., 3], told[..., 3], reduction="none")
        return ((classes + 0.3 * score) * weight).sum(-1).mean()


def _apart(out: tuple[Tensor, ...], told: tuple[Tensor, ...], mask: Tensor) -> Tensor:
    """How far the tagger's answers are from those of the shipped one."""
    said = [x.float() for x in out]
    gold = [x.float() for x in told]
    likely = gold[0].softmax(-1)
    assert likely.shape[-1] == LABELS
    far = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, :]
    total = _distance(said[0][mask], gold[0][mask])
    for k, labels, weight in ((1, CONTENT, 0.5), (2, CUE, 0.3)):
        rows = (likely[..., list(labels)].sum(-1) > 0.3) & mask
        if rows.any():
            total = total + weight * _distance((said[k] + far)[rows], (gold[k] + far)[rows])
    return total


def _distance(said: Tensor, gold: Tensor) -> Tensor:
    return F.kl_div(said.log_softmax(-1), gold.log_softmax(-1), log_target=True, reduction="batchmean")
