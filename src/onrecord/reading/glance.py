"""What the network makes of every word in its one pass over a text, for all stages that ask it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model import Pair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(slots=True)
class Glance:
    """One entry a word, in order: code point where it begins, probability that it is a cue, what act it may name."""

    starts: list[int] = field(default_factory=list)
    cues: list[float] = field(default_factory=list)
    acts: list[NDArray[np.float32]] = field(default_factory=list)
    """Probabilities as ``onrecord.models.acts`` orders them."""

    def cue(self, spans: Sequence[Pair]) -> float:
        """The highest probability of a cue that begins in ``spans``; 0 where there is none."""
        found = [
            self.cues[bisect_left(self.starts, lo) : bisect_left(self.starts, hi)]
            for lo, hi in spans
        ]  # fmt: skip
        return max((c for part in found for c in part), default=0.0)

    def act(self, start: int) -> NDArray[np.float32] | None:
        """What the word that holds the code point may name; ``None`` where the network saw no word."""
        k = bisect_left(self.starts, start + 1) - 1
        return self.acts[k] if 0 <= k < len(self.acts) else None
