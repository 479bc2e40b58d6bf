"""The tagger with two small heads over the states of its encoder: acts, and factuality."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import Tensor, nn

from onrecord.models.acts import TYPES
from onrecord.models.states import WIDTH as STATES
from training.attribution.encoder import PLACES, WIDTH, noise
from training.attribution.model import Tagger
from training.joint import sets

HIDDEN = 256
ACTS_DROP, FACTS_DROP, HEAD_DROP = 0.4, 0.3, 0.2


class Joint(Tagger):
    """``encoder.states`` once, then ``attributed``, ``acts`` and ``facts`` of what is asked."""

    def __init__(self, *, dropout: float = 0.1, head_dropout: float = 0.2) -> None:
        super().__init__(dropout=dropout, head_dropout=head_dropout)
        self.level = nn.LayerNorm(STATES, elementwise_affine=False)
        self.facts_hidden = nn.Linear(STATES, HIDDEN)
        self.facts_out = nn.Linear(HIDDEN, 4 * len(sets.NAMES))
        self.acts_hidden = nn.Linear(STATES, HIDDEN)
        self.acts_out = nn.Linear(HIDDEN, 1 + len(TYPES))

    def facts(self, x: Tensor) -> Tensor:
        """N x 1536 states of words -> N x sets x 4: three classes and a score."""
        x = noise.drop(self.level(x), FACTS_DROP, self.training)
        x = noise.drop(F.gelu(self.facts_hidden(x)), HEAD_DROP, self.training)
        out: Tensor = self.facts_out(x).view(len(x), len(sets.NAMES), 4)
        return out

    def acts(self, x: Tensor) -> Tensor:
        """N x 1536 states of words -> N x 17, "no act" first."""
        x = noise.drop(self.level(x), ACTS_DROP, self.training)
        out: Tensor = self.acts_out(noise.drop(F.relu(self.acts_hidden(x)), ACTS_DROP, self.training))
        return out


def of_words(states: list[Tensor], rows: list[int], pieces: list[int]) -> Tensor:
    """N x 1536: the states of some pieces of a batch, one beside the other."""
    return torch.cat([x[rows, pieces].float() for x in states], -1)


def shipped(package: Path) -> dict[str, Tensor]:
    """The weights of an ``attribution.onnx`` as floats, for a network that goes on from them."""
    raw = {t.name: numpy_helper.to_array(t) for t in onnx.load(package / "attribution.onnx").graph.initializer}
    state = {}
    for name, value in raw.items():
        base, _, kind = name.rpartition(".")
        rows = base.startswith(("encoder.words", "encoder.places", "encoder.marks", "side"))
        if kind == "q":
            scaled = value.astype(np.float32) * raw[f"{base}.s"]
            state[f"{base}.weight"] = scaled if rows else scaled.T
        elif kind == "w":
            state[f"{base}.weight"] = value if rows else value.T
        elif kind in ("b", "weight", "bias"):
            state[f"{base}.{'bias' if kind == 'b' else kind}"] = value
    places = np.zeros((PLACES, WIDTH), np.float32)  # positions beyond the longest window are not shipped
    places[: len(state["encoder.places.weight"])] = state["encoder.places.weight"]
    state["encoder.places.weight"] = places
    return {k: torch.from_numpy(np.array(v, np.float32)) for k, v in state.items()}
