"""The attribution network over a window, and the hidden states that it has for the words of a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.models.windows import Pieces, pieces_many, windows

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


def outputs(pieces: Pieces, lo: int, hi: int) -> dict[str, NDArray[np.float32]]:
    """What the network gives for one window of word pieces, by the names of its outputs, for 1 x (its pieces + 2).

    One window at a time: activations are quantised with one scale a call, so in a batch the reading of a text would
    depend on its neighbours; and on one thread it is faster (6,700 words a second against 4,600 in batches of 2,048
    pieces, 6,100 against 4,400 on single sentences).
    """
    import numpy as np

    from onrecord.models.session import network

    ids = np.concatenate([[BEGIN], pieces.ids[lo:hi], [END]])[None]
    return network(WEIGHTS).run(ids=ids, marks=np.pad(pieces.marks[lo:hi], 1)[None])


def _windows(text: str) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    import numpy as np

    from onrecord.models.session import tokenizer

    (pieces,) = pieces_many([(text, 0, len(text))], tokenizer())
    for lo, hi in windows(pieces, text):
        words = np.flatnonzero(pieces.first[lo:hi])
        if len(words):
            yield pieces.start[lo + words], outputs(pieces, lo, hi)["states"][0, words + 1]
