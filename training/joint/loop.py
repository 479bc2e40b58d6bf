"""A run over batches that can be stopped and taken up: schedule, running mean of the weights, checkpoints."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.attribution.encoder import noise
from training.joint import sets

SEED, SAVE_EVERY, TELL_EVERY = 7, 240.0, 20
"""Seed; seconds between checkpoints; steps between lines of the log."""
Item = TypeVar("Item")


class Loop:
    """What both trainings share; each says what a pass holds, what a batch costs, and what is measured after a pass.

    ``meanN.pt`` in ``out`` is the running mean of the weights after pass N; from ``state.pt`` a run goes on.
    """

    def __init__(self, out: Path, *, passes: int, planned: int, warm: float, average: float) -> None:
        self.out, self.passes, self.planned, self.warm, self.average = out, passes, planned, warm, average
        out.mkdir(parents=True, exist_ok=True)
        torch.set_num_threads(2)
        torch.manual_seed(SEED)
        noise.seed(SEED)
        self.rng = random.Random(SEED)
        self.step = self.steps = self.done = 0
        self.queue: list[tuple[str, Any]] = []

    def start(self, model: nn.Module, optimiser: torch.optim.Optimizer) -> None:
        """The network to train; groups of ``optimiser`` hold their full rate as ``base``."""
        self.model, self.optimiser = model, optimiser
        self.mean = {k: v.detach().clone() for k, v in model.state_dict().items()}

    def batches(self) -> list[tuple[str, Any]]:
        """The batches of one pass, each with the name of its set."""
        raise NotImplementedError

    def loss(self, name: str, batch: Any) -> Tensor:
        """What a batch costs."""
        raise NotImplementedError

    def figures(self) -> dict[str, Any]:
        """What the mean weights reach on what is held back."""
        raise NotImplementedError

    def learn(self, name: str, batch: Any) -> float:
        """One step; its loss."""
        at = self.step / self.steps
        scale = min(1.0, (at + 1e-3) / self.warm) if at < self.warm else (1 - at) / (1 - self.warm)
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * max(scale, 0.01)
        self.model.train()
        total = self.loss(name, batch)
        self.optimiser.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        keep = min(self.average, (1 + self.step) / (10 + self.step))
        state = self.model.state_dict()
        names = [k for k, v in state.items() if v.dtype.is_floating_point]
        torch._foreach_lerp_([self.mean[k] for k in names], [state[k].detach() for k in names], 1 - keep)
        return float(total.detach())

    def save(self) -> None:
        """Everything needed to go on."""
        parts = {"model": self.model.state_dict(), "mean": self.mean, "optimiser": self.optimiser.state_dict()}
        at = (self.step, self.steps / self.planned, self.done, self.queue, self.rng.getstate(), noise.state())
        torch.save(parts | {"at": at}, self.out / "state.tmp")
        (self.out / "state.tmp").replace(self.out / "state.pt")

    def resume(self) -> None:
        """Take up ``state.pt`` where there is one."""
        if not (self.out / "state.pt").exists():
            return
        state = torch.load(self.out / "state.pt", weights_only=False)
        self.model.load_state_dict(state["model"])
        self.mean = state["mean"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, steps, self.done, self.queue, drawn, noisy = state["at"]
        self.steps = round(steps * self.planned)  # more or fewer passes may be asked for
        self.rng.setstate(drawn)
        noise.restore(noisy)

    def go(self) -> None:
        """Train to the end."""
        self.resume()
        saved = time.monotonic()
        losses: list[float] = []
        while self.done < self.passes:
            if not self.queue:
                self.queue = self.batches()
                self.rng.shuffle(self.queue)
                self.steps = self.steps or len(self.queue) * self.planned
            losses.append(self.learn(*self.queue.pop()))
            if self.step % TELL_EVERY == 0:
                print(f"step {self.step}/{self.steps} loss {np.mean(losses[-TELL_EVERY:]):.4f}", flush=True)
            if not self.queue:
                self.done += 1
                torch.save(self.mean, self.out / f"mean{self.done}.pt")
                print(time.strftime("%H:%M:%S"), self.done, json.dumps(self.figures()), flush=True)
            if time.monotonic() - saved > SAVE_EVERY or not self.queue:
                self.save()
                saved = time.monotonic()


def alike(
    held: list[Item], length: Callable[[Item], int], size: int, rng: random.Random | None = None
) -> list[list[Item]]:
    """Items of like length together, at most ``size`` pieces a batch with padding."""
    out: list[list[Item]] = [[]]
    for one in sorted(held, key=lambda x: length(x) + (rng.random() * 6 if rng else 0)):
        if out[-1] and length(one) * (len(out[-1]) + 1) > size:
            out.append([])
        out[-1].append(one)
    return out


def judged(out: Tensor, scores: list[float], name: str, weights: Tensor) -> Tensor:
    """Loss of event words of one set: N x 4 (three classes and a score) against the annotators' scores."""
    classes = torch.tensor([sets.third(s) for s in scores])
    said = F.cross_entropy(out[:, :3], classes, weights, reduction="sum", label_smoothing=0.05)
    return sets.WEIGHTS[name] * (said / len(scores) + 0.3 * F.smooth_l1_loss(out[:, 3], torch.tensor(scores)))
