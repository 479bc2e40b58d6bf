"""The fitted head -> an ONNX graph, run by the same runtime and on as many threads as the tagger."""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.acts.fit import Head


def build(head: Head) -> onnx.ModelProto:
    """Input ``states`` (words x 1536), output ``acts`` (words x 17), probabilities. Weights are kept in float16."""
    tensors, nodes = [], []

    def held(name: str, value: NDArray[np.float32]) -> str:
        tensors.append(numpy_helper.from_array(value.astype(np.float16), f"{name}.h"))
        nodes.append(helper.make_node("Cast", [f"{name}.h"], [name], to=TensorProto.FLOAT))
        return name

    nodes_of = [
        ("MatMul", ["states", held("first", head.first)], "a"), ("Add", ["a", held("bias", head.bias)], "b"),
        ("Relu", ["b"], "c"), ("MatMul", ["c", held("second", head.second)], "d"),
        ("Add", ["d", held("end", head.end)], "e"),
    ]  # fmt: skip
    nodes += [helper.make_node(op, inputs, [output]) for op, inputs, output in nodes_of]
    nodes.append(helper.make_node("Softmax", ["e"], ["acts"], axis=-1))
    info = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes, "acts", [info("states", TensorProto.FLOAT, ["N", head.first.shape[0]])],
        [info("acts", TensorProto.FLOAT, ["N", head.second.shape[1]])], tensors,
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 17)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="onrecord")
