"""The head of acts anew over the finished encoder, our own reports weighed more: ``python -m training.joint.refit``.

While the encoder learns, six thousand words of our own reports drown among eighty thousand of articles; they are what
wire copy and unusual words are learnt from. With the encoder at rest a few minutes are enough for their share.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.models.acts import TYPES
from onrecord.models.states import WIDTH
from onrecord.models.windows import windows
from training.attribution import data as attribution
from training.attribution.train import tokenizer_of
from training.joint.data import Known, known, with_acts
from training.joint.export import head
from training.joint.model import HIDDEN, Joint, of_words

OWN, OWN_WEIGHT = "reports/", 6.0
PASSES, BATCH, RATE, DECAY, DROP, SEED = 6, 512, 1e-3, 0.02, 0.4, 7


def texts(gold: Path, acts: Path, base: Path) -> list[tuple[Known, float]]:
    """Texts with known acts that are not held back, and what their words weigh."""
    tokenizer = tokenizer_of(base)
    rows = attribution.read(gold / "articles/news_2024_sample.jsonl")
    articles = {row["doc_id"]: row["text"] for row in rows}
    found = []
    for row in attribution.read(acts):
        if row["held"] or not row["words"]:
            continue
        text = row["text"] if row["text"] is not None else articles[row["doc_id"]]
        one = known(attribution.label(text, [], tokenizer, row["doc_id"]), gold=False)
        with_acts(one, row["words"])
        found.append((one, OWN_WEIGHT if row["doc_id"].startswith(OWN) else 1.0))
    return found


@torch.no_grad()
def states(model: Joint, one: Known) -> tuple[Tensor, Tensor]:
    """Words x 1536 states, levelled, of the words of which something is known, and where they are among the pieces."""
    found, places = [], []
    for lo, hi in windows(one.doc.pieces, one.doc.text):
        words = np.flatnonzero(one.acts_weight[lo:hi] > 0)
        if len(words):
            b = attribution.pad([attribution.cut(one.doc, lo, hi)])
            read = model.encoder.states(torch.from_numpy(b["ids"]), torch.from_numpy(b["marks"]), None)
            found.append(model.level(of_words(read, [0] * len(words), (words + 1).tolist())))
            places.append(torch.from_numpy(words + lo))
    return torch.cat(found), torch.cat(places)


def fit(x: Tensor, right: Tensor, weight: Tensor) -> nn.Sequential:
    """The loss of a word is the logarithm of all that is right for it together; the rate falls to nothing."""
    torch.manual_seed(SEED)
    net = nn.Sequential(
        nn.Dropout(DROP), nn.Linear(WIDTH, HIDDEN), nn.ReLU(), nn.Dropout(DROP), nn.Linear(HIDDEN, 1 + len(TYPES))
    )
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=DECAY)
    step, steps = 0, PASSES * -(-len(x) // BATCH)
    for _ in range(PASSES):
        for rows in torch.randperm(len(x)).split(BATCH):
            for group in optimiser.param_groups:
                group["lr"] = RATE * (1 - step / steps)
            said = net(x[rows]).log_softmax(-1).masked_fill(~right[rows], -1e4).logsumexp(-1)
            loss = -(said * weight[rows]).sum() / weight[rows].sum().clamp(min=20)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
    return net.eval()


def main() -> None:
    """Read, fit, write."""
    asked = argparse.ArgumentParser(prog="python -m training.joint.refit", description=__doc__)
    for name in ("gold", "base", "acts", "checkpoint", "package"):
        asked.add_argument(f"--{name}", type=Path, required=True)
    given = asked.parse_args()
    model = Joint()
    model.load_state_dict(torch.load(given.checkpoint, weights_only=True))
    model.eval()
    x, right, weight = [], [], []
    for one, share in texts(given.gold, given.acts, given.base):
        read, places = states(model, one)
        x.append(read)
        right.append(torch.from_numpy(one.acts[places]))
        weight.append(torch.from_numpy(one.acts_weight[places]) * share)
    net = fit(torch.cat(x), torch.cat(right), torch.cat(weight))
    parts = {"acts_hidden": net[1], "acts_out": net[4]}
    state = {f"{n}.{k}": getattr(p, k).detach().numpy() for n, p in parts.items() for k in ("weight", "bias")}
    raw = head(state, "acts", gelu=False).SerializeToString(deterministic=True)
    (given.package / "acts.onnx").write_bytes(raw)
    manifest = given.package / "manifest.json"
    hashes = json.loads(manifest.read_text(encoding="utf-8")) | {"acts.onnx": hashlib.sha256(raw).hexdigest()}
    manifest.write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
