"""The loop over both kinds of batches: texts (attributions, acts, the teacher's factuality) and labelled sentences."""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from onrecord.models.decode import LABELS
from training.attribution import data as attribution
from training.attribution.encoder import noise
from training.attribution.model import Tagger, loss
from training.attribution.train import tokenizer_of
from training.attribution.wrap import Augmenter
from training.joint import data, measure, sets
from training.joint.model import Joint, of_words, shipped

SIZE, SENTENCES = 4096, 1500
"""Word pieces in a batch of windows, of sentences."""
ENCODER_RATE, TAGGER_RATE, HEAD_RATE, WARM, AVERAGE, DECAY = 6e-5, 3e-4, 1e-3, 0.06, 0.997, 0.01
TAUGHT_WEIGHTS = (1.0, 0.4, 0.3, 0.3)
"""Of the teacher's outputs: the texts are news, as UW is."""
UNLABELLED = 1.5
"""Weight of the shipped network's answers where there is no gold; 1 beside gold."""
CONTENT, CUE = (5, 6), (3, 4)
SEED, SAVE_EVERY = 7, 240.0


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


class Run:
    """One run; ``state.pt`` in its folder lets it go on where it was stopped."""

    def __init__(self, s: Settings) -> None:
        self.s = s
        s.out.mkdir(parents=True, exist_ok=True)
        torch.set_num_threads(2)
        torch.manual_seed(SEED)
        noise.seed(SEED)
        self.rng = random.Random(SEED)
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
        self.model = Joint()
        self.model.load_state_dict(start, strict=False)
        self.old = Tagger()
        self.old.load_state_dict(start)
        self.old.eval()
        self.optimiser = torch.optim.AdamW(self._groups(), betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.mean = {k: v.detach().clone() for k, v in self.model.state_dict().items()}
        self.step = self.steps = self.passes = 0
        self.queue: list[tuple[str, Any]] = []

    def _groups(self) -> list[dict[str, Any]]:
        groups: dict[tuple[float, float], list[Any]] = {}
        for name, p in self.model.named_parameters():
            rate = TAGGER_RATE
            if name.startswith(("encoder.", "facts", "acts")):
                rate = ENCODER_RATE if name.startswith("encoder.") else HEAD_RATE
            groups.setdefault((rate, 0.0 if p.ndim < 2 or "norm" in name else DECAY), []).append(p)
        return [{"params": ps, "lr": r, "base": r, "weight_decay": w} for (r, w), ps in groups.items()]

    def fill(self) -> None:
        """The batches of the next pass."""
        self.queue = [("", b) for b in data.epoch(self.texts, self.extra, self.rng, SIZE)]
        for name, held in self.sets.items():
            self.queue += [(name, b) for b in _alike(held, self.rng)]
        self.rng.shuffle(self.queue)
        self.steps = self.steps or len(self.queue) * self.s.passes

    def learn(self, name: str, batch: Any) -> float:
        """One step; its loss."""
        at = self.step / self.steps
        scale = min(1.0, (at + 1e-3) / WARM) if at < WARM else (1 - at) / (1 - WARM)
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * max(scale, 0.01)
        self.model.train()
        total = self.judged(name, sets.padded(batch)) if name else self.read(data.padded(batch))
        self.optimiser.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        keep = min(AVERAGE, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            state = self.model.state_dict()
            torch._foreach_lerp_(list(self.mean.values()), [state[k] for k in self.mean], 1 - keep)
        return float(total.detach())

    def judged(self, name: str, b: dict[str, Any]) -> Tensor:
        """Loss of a batch of labelled event words."""
        with torch.autocast("cpu", torch.bfloat16):
            states = self.model.encoder.states(*(torch.from_numpy(b[k]) for k in ("ids", "marks", "mask")))
        out = self.model.facts(of_words(states, b["row"], b["piece"]))[:, sets.NAMES.index(name)]
        classes = torch.tensor([sets.third(s) for s in b["score"].tolist()])
        said = F.cross_entropy(out[:, :3], classes, self.weights[name], reduction="sum", label_smoothing=0.05)
        far = F.smooth_l1_loss(out[:, 3], torch.from_numpy(b["score"]))
        return sets.WEIGHTS[name] * (said / len(classes) + 0.3 * far)

    def read(self, b: dict[str, Any]) -> Tensor:
        """Loss of a batch of windows."""
        given = {k: torch.from_numpy(b[k]) for k in ("ids", "marks", "mask", "labels", "link", "source")}
        mask = None if bool(given["mask"].all()) else given["mask"]
        with torch.autocast("cpu", torch.bfloat16):
            states = self.model.encoder.states(given["ids"], given["marks"], mask)
            out = self.model.attributed(states[-1], given["marks"])
            with torch.no_grad():
                told = self.old(given["ids"], given["marks"], mask)
        total = _apart(out, told, given["mask"]) * (1.0 if b["gold"] else UNLABELLED)
        if b["gold"]:
            total = total + loss(out, given, given["mask"])[0]
        if b["acts_at"]:
            total = total + self._acts(states, b)
        if b["facts_at"]:
            total = total + self._facts(states, b)
        return total

    def _acts(self, states: list[Tensor], b: dict[str, Any]) -> Tensor:
        """The loss of a word is the logarithm of all that is right for it together."""
        rows, pieces = map(list, zip(*b["acts_at"], strict=True))
        said = self.model.acts(of_words(states, rows, pieces)).log_softmax(-1)
        right = said.masked_fill(~torch.from_numpy(b["acts"]), -1e4).logsumexp(-1)
        weight = torch.from_numpy(b["acts_weight"])
        return -(right * weight).sum() / weight.sum().clamp(min=20)

    def _facts(self, states: list[Tensor], b: dict[str, Any]) -> Tensor:
        """Distance from the teacher's probabilities and scores."""
        rows, pieces = map(list, zip(*b["facts_at"], strict=True))
        said = self.model.facts(of_words(states, rows, pieces))[:, : len(sets.TAUGHT)]
        told = torch.from_numpy(b["facts"])
        weight = torch.tensor(TAUGHT_WEIGHTS)
        classes = -(told[..., :3] * said[..., :3].log_softmax(-1)).sum(-1)
        score = F.smooth_l1_loss(said[..., 3], told[..., 3], reduction="none")
        return ((classes + 0.3 * score) * weight).sum(-1).mean()

    def save(self) -> None:
        """Everything needed to go on."""
        at = (self.step, self.steps, self.passes, self.queue, self.rng.getstate(), noise.state())
        state = {
            "model": self.model.state_dict(),
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
            "at": at,
        }
        torch.save(state, self.s.out / "state.tmp")
        (self.s.out / "state.tmp").replace(self.s.out / "state.pt")

    def resume(self) -> None:
        """Take up ``state.pt`` where there is one."""
        if (self.s.out / "state.pt").exists():
            state = torch.load(self.s.out / "state.pt", weights_only=False)
            self.model.load_state_dict(state["model"])
            self.mean = state["mean"]
            self.optimiser.load_state_dict(state["optimiser"])
            self.step, steps, self.passes, self.queue, drawn, noisy = state["at"]
            self.steps = round(steps * self.s.passes)  # more or fewer passes may be asked for
            self.rng.setstate(drawn)
            noise.restore(noisy)

    def go(self) -> None:
        """Train to the end; ``meanN.pt`` is the running mean of the weights after pass N."""
        self.resume()
        saved = time.monotonic()
        losses: list[float] = []
        while self.passes < self.s.passes:
            if not self.queue:
                self.fill()
            losses.append(self.learn(*self.queue.pop()))
            if self.step % 40 == 0:
                print(f"step {self.step}/{self.steps} loss {np.mean(losses[-40:]):.4f}", flush=True)
            if not self.queue:
                self.passes += 1
                torch.save(self.mean, self.s.out / f"mean{self.passes}.pt")
                found = self.held.figures(self.mean)
                print(time.strftime("%H:%M:%S"), self.passes, json.dumps(found), flush=True)
            if time.monotonic() - saved > SAVE_EVERY or not self.queue:
                self.save()
                saved = time.monotonic()


def _alike(held: list[sets.Sentence], rng: random.Random) -> list[list[sets.Sentence]]:
    order = sorted(held, key=lambda x: len(x.ids) + rng.random() * 6)
    out: list[list[sets.Sentence]] = [[]]
    for one in order:
        if out[-1] and len(one.ids) * (len(out[-1]) + 1) > SENTENCES:
            out.append([])
        out[-1].append(one)
    return out


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
