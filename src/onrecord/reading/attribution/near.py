"""What stands where, found without looking at everything: a text's quotations, and the attributions near a place.

Long paragraphs hold hundreds of both; comparing each with each made the time of a text grow with its square.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from onrecord.model import Pair

BLOCK = 256
"""Code points."""

Item = TypeVar("Item", bound=Hashable)


class Quoted:
    """The quotations of a text, which do not overlap, in order."""

    def __init__(self, spans: Sequence[Pair]) -> None:
        self.spans = spans
        self._starts = [s for s, _ in spans]

    def at(self, start: int) -> int | None:
        """Which quotation the code point ``start`` stands in."""
        n = bisect_right(self._starts, start) - 1
        return n if n >= 0 and start < self.spans[n][1] else None

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds the code points ``start`` to ``end`` whole."""
        n = bisect_right(self._starts, start) - 1
        return n >= 0 and end <= self.spans[n][1]


class Near(Generic[Item]):
    """Items by the stretches of text that are theirs."""

    def __init__(self, items: Iterable[tuple[Item, Iterable[Pair]]]) -> None:
        self._blocks: dict[int, list[tuple[int, Item]]] = {}
        for n, (item, spans) in enumerate(items):
            for block in _blocks(spans):
                self._blocks.setdefault(block, []).append((n, item))

    def to(self, spans: Iterable[Pair]) -> list[Item]:
        """All items that overlap one of ``spans`` or stand close to it, each once, in the order they were given."""
        found = {n: item for block in _blocks(spans) for n, item in self._blocks.get(block, ())}
        return [found[n] for n in sorted(found)]


def _blocks(spans: Iterable[Pair]) -> set[int]:
    return {block for start, end in spans for block in range(start // BLOCK, end // BLOCK + 1)}
