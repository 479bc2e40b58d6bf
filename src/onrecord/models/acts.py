"""Which word names a political act, and of which type: a small head over the hidden states of the attribution network.

The encoder reads every text anyway; its states after the embedding and after layers 2, 4 and 6 go through one hidden
layer. Weights and what they were fitted on: ``data/acts.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import EventType

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = "acts.onnx"
TYPES: tuple[EventType, ...] = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""Columns 1 to 16 of what ``chances`` gives; column 0 is "no act"."""


def chances(states: NDArray[np.float32]) -> NDArray[np.float32]:
    """Words x 1536 hidden states -> words x 17 probabilities."""
    from onrecord.models.session import network

    return network(WEIGHTS, alone=True).run(states=states)["chances"][:, 0]
