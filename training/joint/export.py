"""A checkpoint -> the files that ship: the network as int8, the two heads as float16, and the hashes of all."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from onrecord.models.states import WIDTH
from training.attribution.export import LEVELS
from training.attribution.graph import MS
from training.attribution.graph import build as network
from training.joint import sets

TOLD = 3
"""Classes of factuality: did not happen, open, happened."""


def export(checkpoint: Path, base: Path, package: Path) -> None:
    """Write ``attribution.onnx``, ``acts.onnx``, ``factuality.onnx`` and ``manifest.json`` into ``package``."""
    raw = torch.load(checkpoint, weights_only=True)
    state = {k: v.float().numpy() for k, v in raw.items()}
    made = {
        "attribution.onnx": network(state, levels=LEVELS),
        "acts.onnx": head(state, "acts", gelu=False),
        "factuality.onnx": head(_taught(state), "facts", gelu=True, groups=len(sets.TAUGHT)),
    }
    for name, model in made.items():
        (package / name).write_bytes(model.SerializeToString(deterministic=True))
    tokenizer = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["padding"] = tokenizer["truncation"] = None
    (package / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    names = sorted([*made, "tokenizer.json"])
    hashes = {name: hashlib.sha256((package / name).read_bytes()).hexdigest() for name in names}
    (package / "manifest.json").write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")
    for name in names:
        print(name, (package / name).stat().st_size, hashes[name])


def _taught(state: dict[str, Any]) -> dict[str, Any]:
    """Of the outputs for factuality the classes of the sets that the teacher labelled for."""
    rows = [4 * k + c for k in range(len(sets.TAUGHT)) for c in range(TOLD)]
    return state | {f"facts_out.{kind}": state[f"facts_out.{kind}"][rows] for kind in ("weight", "bias")}


def head(state: dict[str, Any], name: str, *, gelu: bool, groups: int = 1) -> onnx.ModelProto:
    """Input ``states`` (words x 1536); output ``chances``: words x groups x classes, each group sums to 1."""
    tensors, nodes = [], []

    def held(key: str, value: Any) -> str:
        tensors.append(numpy_helper.from_array(np.ascontiguousarray(value, np.float16), f"{key}.h"))
        nodes.append(helper.make_node("Cast", [f"{key}.h"], [key], to=TensorProto.FLOAT))
        return key

    def linear(x: str, layer: str, y: str) -> None:
        inputs = [x, held(f"{layer}.w", state[f"{layer}.weight"].T)]
        nodes.append(helper.make_node("MatMul", inputs, [f"{y}.x"]))
        nodes.append(helper.make_node("Add", [f"{y}.x", held(f"{layer}.b", state[f"{layer}.bias"])], [y]))

    level = [held("ones", np.ones(WIDTH)), held("zeros", np.zeros(WIDTH))]
    nodes.append(helper.make_node("LayerNormalization", ["states", *level], ["level"], epsilon=1e-5))
    linear("level", f"{name}_hidden", "raw")
    nodes.append(helper.make_node("Gelu" if gelu else "Relu", ["raw"], ["bent"], domain=MS if gelu else ""))
    linear("bent", f"{name}_out", "scores")
    classes = len(state[f"{name}_out.bias"]) // groups
    tensors.append(numpy_helper.from_array(np.array([-1, groups, classes], np.int64), "shape"))
    nodes.append(helper.make_node("Reshape", ["scores", "shape"], ["grouped"]))
    nodes.append(helper.make_node("Softmax", ["grouped"], ["chances"], axis=-1))
    info = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes, name, [info("states", TensorProto.FLOAT, ["N", WIDTH])],
        [info("chances", TensorProto.FLOAT, ["N", groups, classes])], tensors,
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="onrecord")
