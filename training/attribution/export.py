"""Best checkpoint -> the files that ship: weights, tokenizer, and the list of their hashes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch
from training.attribution.graph import build

LEVELS = 63
"""Largest int8 weight. With 127 a sum of two products overflows 16 bits on processors without the VNNI instructions
and is clipped, so the same text would read differently there; PolNeAR dev is the same with 63 (68.4 against 68.3)."""


def export(run: Path, base: Path, package: Path, *, int8: bool = True, levels: int = LEVELS) -> None:
    """Write ``attribution.onnx``, ``tokenizer.json`` and ``manifest.json`` into ``package``."""
    state = torch.load(run / "best.pt", weights_only=True)
    package.mkdir(parents=True, exist_ok=True)
    weights = build({k: v.float().numpy() for k, v in state.items()}, int8=int8, levels=levels)
    (package / "attribution.onnx").write_bytes(weights.SerializeToString(deterministic=True))
    tokenizer = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["padding"] = tokenizer["truncation"] = None
    (package / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    names = ("attribution.onnx", "tokenizer.json")
    hashes = {name: hashlib.sha256((package / name).read_bytes()).hexdigest() for name in names}
    (package / "manifest.json").write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")
    for name in names:
        print(name, (package / name).stat().st_size, hashes[name])
