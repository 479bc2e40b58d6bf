"""Which word names a political act, and of which type: a small head over the hidden states of the attribution network.

The encoder reads every text anyway; its states after the embedding and after layers 2, 4 and 6 go through one hidden
layer. Weights and what they were fitted on: ``data/acts.md``.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from onrecord.errors import DataError
from onrecord.model import EventType

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = "acts.npz"
TYPES: tuple[EventType, ...] = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""Columns 1 to 16 of what ``chances`` gives; column 0 is "no act"."""


def chances(states: NDArray[np.float32]) -> NDArray[np.float32]:
    """Words x 1536 hidden states -> words x 17 probabilities."""
    import numpy as np

    first, bias, second, end = _weights()
    raw = np.maximum(states @ first + bias, 0) @ second + end
    powers = np.exp(raw - raw.max(axis=-1, keepdims=True))
    found: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return found


@lru_cache(maxsize=1)
def _weights() -> tuple[NDArray[np.float32], ...]:
    import numpy as np

    from onrecord.models.session import checked, manifest

    try:
        with np.load(BytesIO(checked(WEIGHTS, manifest().get(WEIGHTS, ""))), allow_pickle=False) as file:
            return tuple(file[name].astype(np.float32) for name in ("first", "bias", "second", "end"))
    except (ValueError, KeyError, OSError) as error:
        raise DataError(f"The file {WEIGHTS} of OnRecord is damaged: reinstall with `pip install onrecord`.") from error
