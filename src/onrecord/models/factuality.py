"""Did what a word names happen, as the author sees it: a small head over the hidden states of the attribution network.

Fitted with the encoder on FactBank's unification (Lee et al. 2015) and its kin: ``data/factuality.md``. The statuses of
claims come from rules, which give their reason; this is the network's opinion, for the score of one event word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.models.states import word_states

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = "factuality.onnx"


ASKED = ("UW", "MEANTIME", "RP", "CommitmentBank")
"""Whose annotators each row of ``chances`` speaks for: they were asked different things of different texts."""


def chances(text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Where the words of a text begin, and words x 4 x 3 probabilities: did not happen, open, happened."""
    from onrecord.models.session import network

    starts, states = word_states(text)
    return starts, network(WEIGHTS, alone=True).run(states=states)["chances"]
