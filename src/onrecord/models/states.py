"""The hidden states that the attribution network has for the words of a text, for whatever is asked of words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.models.windows import pieces_many, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = "attribution.onnx"
BEGIN, END = 101, 102
"""The encoder's own first and last piece."""
WIDTH = 1536
"""After the embedding and after layers 2, 4 and 6, each 384 wide."""


def word_states(text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Where each word begins, and words x 1536 states of its first piece."""
    import numpy as np

    found = list(_windows(text))
    if not found:
        return np.zeros(0, np.int64), np.zeros((0, WIDTH), np.float32)
    return np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found])


def _windows(text: str) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    import numpy as np

    from onrecord.models.session import network, tokenizer

    (pieces,) = pieces_many([(text, 0, len(text))], tokenizer())
    for lo, hi in windows(pieces, text):
        words = np.flatnonzero(pieces.first[lo:hi])
        if len(words):
            ids = np.concatenate([[BEGIN], pieces.ids[lo:hi], [END]])[None]
            states = network(WEIGHTS).run(ids=ids, marks=np.pad(pieces.marks[lo:hi], 1)[None])["states"][0]
            yield pieces.start[lo + words], states[words + 1]
