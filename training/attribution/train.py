"""The training loop: seeded, resumable (weights, optimiser, schedule and random states), dev figures as it goes."""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from training.attribution import data, measure
from training.attribution.encoder import noise
from training.attribution.model import Tagger, loss
from training.attribution.wrap import Augmenter


@dataclass(frozen=True)
class Settings:
    """What was tried is in the README beside this file."""

    gold: str
    base: str
    out: str
    scorer: str
    epochs: float = 4
    """Dev stopped rising after the fourth."""
    batch: int = 4096
    """Word pieces in a batch, padding included."""
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm: float = 0.06
    dropout: float = 0.1
    head_dropout: float = 0.2
    decay: float = 0.01
    average: float = 0.998
    """Decay of the running mean of the weights, which is what is measured and exported."""
    extra: float = 0.15
    """Wrapped and lone sentences an epoch, as a share of the windows."""
    seed: int = 7
    threads: int = 2
    save_every: float = 300.0
    """Seconds between checkpoints."""
    small: int = 0
    """Only so many documents, for trying the code."""
    bf16: bool = True
    """Where the processor has no bfloat16 units float32 is used: ten times faster there than bfloat16 by software."""


def tokenizer_of(base: Path) -> Tokenizer:
    """The base tokenizer without its padding and truncation."""
    found = Tokenizer.from_file(str(base / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


class Run:
    """One training run; ``state.pt`` in its folder lets it go on where it was stopped."""

    def __init__(self, s: Settings) -> None:
        self.s = s
        self.bf16 = s.bf16 and bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
        self.out = Path(s.out)
        self.out.mkdir(parents=True, exist_ok=True)
        torch.set_num_threads(s.threads)
        torch.manual_seed(s.seed)
        noise.seed(s.seed)
        self.rng = random.Random(s.seed)
        tokenizer = tokenizer_of(Path(s.base))
        gold = data.read(Path(s.gold) / "polnear_train.jsonl")
        gold = gold[: s.small] if s.small else gold
        self.docs = [data.label(d["text"], d["attributions"], tokenizer, d["doc_id"]) for d in gold]
        held = data.read(Path(s.gold) / "polnear_dev.jsonl")[: s.small or None]
        self.held = [data.label(d["text"], d["attributions"], tokenizer, d["doc_id"]) for d in held]
        self.extra = Augmenter(gold, tokenizer)
        self.model = Tagger(dropout=s.dropout, head_dropout=s.head_dropout)
        self.model.encoder.load_base(Path(s.base))
        self.mean = {k: v.detach().clone() for k, v in self.model.state_dict().items()}
        self.optimiser = torch.optim.AdamW(self._groups(), betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.epoch, self.step, self.steps, self.best = 0, 0, 0, -1.0
        self.queue: list[list[dict[str, Any]]] = []
        self.log: list[list[float]] = []

    def _groups(self) -> list[dict[str, Any]]:
        groups: dict[tuple[float, float], list[Any]] = {}
        for name, p in self.model.named_parameters():
            slow = name.startswith("encoder.") and "marks" not in name
            plain = p.ndim < 2 or "norm" in name
            groups.setdefault((self.s.rate if slow else self.s.head_rate, 0.0 if plain else self.s.decay), []).append(p)
        return [{"params": ps, "lr": r, "base": r, "weight_decay": w} for (r, w), ps in groups.items()]

    def fill(self) -> None:
        """The batches of the next epoch."""
        examples = data.epoch(self.docs, self.rng)
        extra = self.extra.draw(int(self.s.extra * len(examples)), self.rng)
        examples += [data.cut(x, 0, len(x.pieces)) for x in extra if 0 < len(x.pieces) <= data.LIMIT]
        self.queue = data.batches(examples, self.rng, size=self.s.batch)
        if not self.steps:
            self.steps = max(1, round(len(self.queue) * self.s.epochs))
        self.epoch += 1

    def learn(self, batch: list[dict[str, Any]]) -> None:
        """One step."""
        at = self.step / self.steps
        scale = min(1.0, (at + 1 / self.steps) / self.s.warm) if at < self.s.warm else (1 - at) / (1 - self.s.warm)
        for g in self.optimiser.param_groups:
            g["lr"] = g["base"] * max(0.0, scale)
        self.model.train()
        b = {k: torch.from_numpy(v) for k, v in data.pad(batch).items()}
        mask = None if bool(b["mask"].all()) else b["mask"]
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
            out = self.model(b["ids"], b["marks"], mask)
        total, parts = loss(out, b, b["mask"])
        self.optimiser.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        keep = min(self.s.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            state = self.model.state_dict()
            torch._foreach_lerp_(list(self.mean.values()), [state[k] for k in self.mean], 1 - keep)
        self.log.append(parts)

    @torch.no_grad()
    def evaluate(self) -> dict[str, float]:
        """Dev figures of the mean weights, in full precision."""
        own = {k: v.clone() for k, v in self.model.state_dict().items()}
        self.model.load_state_dict(self.mean)
        self.model.eval()

        def run(b: dict[str, Any]) -> tuple[Any, Any, Any]:
            return self.model(torch.from_numpy(b["ids"]), torch.from_numpy(b["marks"]), None)

        found = measure.figures(self.held, [measure.spans(d, run) for d in self.held], Path(self.s.scorer))
        if found["whole"] + found["content_exact"] + found["who_what"] > self.best:
            self.best = found["whole"] + found["content_exact"] + found["who_what"]
            torch.save(self.mean, self.out / "best.pt")
            (self.out / "best.json").write_text(json.dumps({"step": self.step, **found, "settings": asdict(self.s)}))
        self.model.load_state_dict(own)
        return found

    def save(self) -> None:
        """Everything needed to go on, written beside and then moved into place."""
        state = {
            "model": self.model.state_dict(), "mean": self.mean, "optimiser": self.optimiser.state_dict(),
            "counts": (self.epoch, self.step, self.steps, self.best), "queue": self.queue, "epochs": self.s.epochs,
            "random": (self.rng.getstate(), torch.get_rng_state(), noise.state()),
        }  # fmt: skip
        torch.save(state, self.out / "state.tmp")
        (self.out / "state.tmp").replace(self.out / "state.pt")

    def resume(self) -> None:
        """Take up ``state.pt`` where there is one."""
        if not (self.out / "state.pt").exists():
            return
        state = torch.load(self.out / "state.pt", weights_only=False)
        self.model.load_state_dict(state["model"])
        self.mean = state["mean"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.epoch, self.step, self.steps, self.best = state["counts"]
        self.steps = round(self.steps / state["epochs"] * self.s.epochs)  # a shorter or longer end may be asked for
        self.queue = state["queue"]
        self.rng.setstate(state["random"][0])
        torch.set_rng_state(state["random"][1])
        noise.restore(state["random"][2])

    def go(self, *, evaluate_every: float = 1.0) -> None:
        """Train to the end."""
        self.resume()
        saved = told = time.monotonic()
        seen = 0
        while not self.steps or self.step < self.steps:
            if not self.queue:
                self.fill()
            batch = self.queue.pop()
            seen += sum(len(e["ids"]) for e in batch)
            self.learn(batch)
            now = time.monotonic()
            if self.step % 25 == 0:
                means = " ".join(f"{x:.4f}" for x in np.mean(self.log[-25:], axis=0))
                print(f"epoch {self.epoch} step {self.step}/{self.steps} loss {means} {seen / (now - told):.0f}/s",
                      flush=True)  # fmt: skip
                seen, told = 0, now
            every = max(1, int(self.steps / self.s.epochs * evaluate_every))
            if self.step % every == 0 or self.step == self.steps:
                print(time.strftime("%H:%M:%S"), self.step, json.dumps(self.evaluate()), flush=True)
            if now - saved > self.s.save_every:
                self.save()
                saved = now
        self.save()
