"""Trained weights -> an ONNX graph, built node by node: fused operators, int8 weights with a scale for each column.

Inputs: ``ids``, ``marks`` (int64, B x L, no padding: all B windows of one length). Outputs: ``labels`` (B x L x 7),
``link``, ``source`` (B x L x L), raw scores; ``states`` (B x L x 1536), what comes out of the embedding and of layers
2, 4 and 6, for what else is asked of every word.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from training.attribution.encoder import HEADS, LAYERS, WIDTH

LENGTH = 256
"""Longest window with the encoder's own two pieces; positions beyond are not shipped."""
MS = "com.microsoft"


class Graph:
    """Nodes and tensors as they are added."""

    def __init__(self, state: dict[str, Any], *, int8: bool, levels: int) -> None:
        self.state = {k: np.asarray(v, dtype=np.float32) for k, v in state.items()}
        self.int8, self.levels = int8, levels
        self.nodes: list[Any] = []
        self.tensors: dict[str, Any] = {}
        self.count = 0

    def const(self, name: str, value: Any) -> str:
        """Add a tensor once; its name."""
        self.tensors.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, op: str, inputs: list[str], *, outputs: int = 1, domain: str = "", **attributes: Any) -> Any:
        """Add a node; the name of its output, or a list of them."""
        self.count += 1
        names = [f"{op}_{self.count}" + (f"_{k}" if outputs > 1 else "") for k in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, name=f"n{self.count}", domain=domain, **attributes))
        return names if outputs > 1 else names[0]

    def linear(self, x: str, name: str, *, whole: bool = False) -> str:
        """x W + b. ``whole`` keeps the weights in float (small last layers)."""
        weight = self.state[f"{name}.weight"].T
        bias = self.state.get(f"{name}.bias")
        if self.int8 and not whole:
            scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / self.levels
            packed = np.clip(np.rint(weight / scale), -self.levels, self.levels).astype(np.int8)
            inputs = [x, self.const(f"{name}.q", packed), self.const(f"{name}.s", scale.astype(np.float32))]
            inputs += ["", self.const(f"{name}.b", bias)] if bias is not None else []
            return str(self.add("DynamicQuantizeMatMul", inputs, domain=MS))
        y = self.add("MatMul", [x, self.const(f"{name}.w", weight)])
        return str(y if bias is None else self.add("Add", [y, self.const(f"{name}.b", bias)]))

    def rows(self, ids: str, name: str) -> str:
        """Rows of an embedding table; int8 with a scale a row where it is large."""
        table = self.state[f"{name}.weight"]
        if not self.int8 or table.size < 1_000_000:
            return str(self.add("Gather", [self.const(f"{name}.w", table), ids]))
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        packed = np.rint(table / scale).astype(np.int8)
        raw = self.add("Gather", [self.const(f"{name}.q", packed), ids])
        raw = self.add("Cast", [raw], to=TensorProto.FLOAT)
        return str(self.add("Mul", [raw, self.add("Gather", [self.const(f"{name}.s", scale.astype(np.float32)), ids])]))

    def norm(self, x: str, name: str, skip: str | None = None) -> str:
        """Layer norm of x, or of x + skip."""
        gamma, beta = (self.const(f"{name}.{k}", self.state[f"{name}.{k}"]) for k in ("weight", "bias"))
        if skip is None:
            return str(self.add("LayerNormalization", [x, gamma, beta], epsilon=1e-12))
        return str(self.add("SkipLayerNormalization", [x, skip, gamma, beta], domain=MS, epsilon=1e-12))

    def gelu(self, x: str) -> str:
        """Exact GELU."""
        return str(self.add("Gelu", [x], domain=MS))

    def attention(self, x: str, name: str) -> str:
        """Self-attention without its output projection."""
        qkv = self.linear(x, f"{name}.qkv")
        q, k, v = self.add("Split", [qkv, self.const("three", np.array([WIDTH] * 3, dtype=np.int64))],
                           outputs=3, axis=-1)  # fmt: skip
        return str(self.add("MultiHeadAttention", [q, k, v], domain=MS, num_heads=HEADS))

    def biaffine(self, x: str, name: str) -> str:
        """Scores of every piece for every piece."""
        child = self.linear(self.gelu(self.linear(x, f"{name}.child")), f"{name}.weight", whole=True)
        head = self.gelu(self.linear(x, f"{name}.head"))
        scores = self.add("MatMul", [child, self.add("Transpose", [head], perm=[0, 2, 1])])
        prior = self.add("Transpose", [self.linear(head, f"{name}.prior", whole=True)], perm=[0, 2, 1])
        return str(self.add("Add", [scores, prior]))


def build(state: dict[str, Any], *, int8: bool = True, levels: int = 127) -> onnx.ModelProto:
    """The whole network. ``levels``: the largest int8 weight; 63 keeps sums of two products inside 16 bits, which
    processors without the VNNI instructions clip."""
    g = Graph(state, int8=int8, levels=levels)
    zero, one, two = (g.const(f"i{k}", np.array([k], dtype=np.int64)) for k in range(3))
    length = g.add("Slice", [g.add("Shape", ["ids"]), one, two])
    places = g.const("encoder.places.w", g.state["encoder.places.weight"][:LENGTH])
    places = g.add("Slice", [places, zero, length, zero])
    x = g.add("Add", [g.rows("ids", "encoder.words"), g.rows("marks", "encoder.marks")])
    x = g.norm(g.add("Add", [x, places]), "encoder.norm")
    states = [x]
    for n in range(LAYERS):
        name = f"encoder.layers.{n}"
        x = g.norm(g.linear(g.attention(x, name), f"{name}.out"), f"{name}.norm1", x)
        x = g.norm(g.linear(g.gelu(g.linear(x, f"{name}.up")), f"{name}.down"), f"{name}.norm2", x)
        states += [x] if n % 2 else []
    x = g.add("Concat", [x, g.rows("marks", "side")], axis=-1)
    outputs = {
        "labels": g.linear(g.gelu(g.linear(x, "hidden")), "labels", whole=True),
        "link": g.biaffine(x, "link"),
        "source": g.biaffine(x, "source"),
        "states": g.add("Concat", states, axis=-1),
    }
    for name, y in outputs.items():
        g.nodes.append(helper.make_node("Identity", [y], [name], name=f"out_{name}"))
    shape = ["B", "L"]
    info = helper.make_tensor_value_info
    graph = helper.make_graph(
        g.nodes, "attribution",
        [info("ids", TensorProto.INT64, shape), info("marks", TensorProto.INT64, shape)],
        [info("labels", TensorProto.FLOAT, [*shape, 7]), info("link", TensorProto.FLOAT, [*shape, "L"]),
         info("source", TensorProto.FLOAT, [*shape, "L"]), info("states", TensorProto.FLOAT, [*shape, 4 * WIDTH])],
        list(g.tensors.values()),
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="onrecord")
