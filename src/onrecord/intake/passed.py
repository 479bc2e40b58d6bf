"""What is left out of an input because it holds no report, counted and told in one sentence an input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from onrecord.model import Noted

Note = Callable[[Noted], object]
MOST_KINDS = 12
"""Named one by one; of the rest, how many there are."""


def unheard(noted: Noted) -> None:
    """For callers that listen to nothing."""


class Passed:
    """Counts by kind what is passed over in one input."""

    def __init__(self) -> None:
        self._kinds: Counter[str] = Counter()
        self.count = 0

    def over(self, *kinds: str) -> None:
        """One thing is passed over, or something of each of these kinds in it."""
        self.count += bool(kinds)
        self._kinds.update(kinds)

    def told(self) -> str:
        """ "38 request, 12 image": the most frequent kinds first."""
        ordered = sorted(self._kinds.items(), key=lambda pair: (-pair[1], pair[0]))
        parts = [f"{count:,} {kind}" for kind, count in ordered[:MOST_KINDS]]
        if more := len(ordered) - MOST_KINDS:
            parts += [f"{more:,} other kinds"] if more > 0 else []
        return ", ".join(parts)
