"""The tagger: encoder, labels of words, and two biaffine links (content -> cue, cue -> source)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from training.attribution.encoder import WIDTH, Encoder, noise

from onrecord.models.decode import LABELS
from onrecord.models.windows import MARKS

SIDE = 24
ARC = 128
IGNORE = -100


class Biaffine(nn.Module):
    """Score of every piece (row) for every piece (column) as its head; column 0 is "none"."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.child = nn.Linear(width, ARC)
        self.head = nn.Linear(width, ARC)
        self.weight = nn.Linear(ARC, ARC, bias=False)
        self.prior = nn.Linear(ARC, 1)
        self.dropout = dropout
        nn.init.normal_(self.weight.weight, std=0.02)

    def forward(self, x: Tensor) -> Tensor:
        child = noise.drop(F.gelu(self.child(x)), self.dropout, self.training)
        head = noise.drop(F.gelu(self.head(x)), self.dropout, self.training)
        return self.weight(child) @ head.transpose(1, 2) + self.prior(head).transpose(1, 2)


class Tagger(nn.Module):
    """``ids``, ``marks``, ``mask`` (B x L) -> labels (B x L x 7), link and source (B x L x L), all raw scores."""

    def __init__(self, *, dropout: float = 0.1, head_dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = Encoder(MARKS, dropout)
        self.side = nn.Embedding(MARKS, SIDE)
        self.hidden = nn.Linear(WIDTH + SIDE, WIDTH)
        self.labels = nn.Linear(WIDTH, LABELS)
        self.link = Biaffine(WIDTH + SIDE, head_dropout)
        self.source = Biaffine(WIDTH + SIDE, head_dropout)
        self.head_dropout = head_dropout

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        return self.attributed(self.encoder(ids, marks, mask), marks)

    def attributed(self, x: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the encoder's last layer gives -> the three scores."""
        x = torch.cat([x, self.side(marks)], dim=-1)
        x = noise.drop(x, self.head_dropout, self.training)
        labels = self.labels(noise.drop(F.gelu(self.hidden(x)), self.head_dropout, self.training))
        return labels, self.link(x), self.source(x)


def loss(out: tuple[Tensor, Tensor, Tensor], gold: dict[str, Tensor], mask: Tensor) -> tuple[Tensor, list[float]]:
    """Sum of three cross-entropies; gold tensors B x L hold ``IGNORE`` where nothing is to be learnt."""
    labels, link, source = (x.float() for x in out)
    far = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, :]
    parts = [F.cross_entropy(labels.flatten(0, 1), gold["labels"].flatten(), ignore_index=IGNORE)]
    for scores, name in ((link, "link"), (source, "source")):
        rows = gold[name] != IGNORE
        if rows.any():
            parts.append(F.cross_entropy((scores + far)[rows], gold[name][rows]))
        else:
            parts.append(scores.sum() * 0)
    return parts[0] + 0.5 * parts[1] + 0.3 * parts[2], [float(p.detach()) for p in parts]
