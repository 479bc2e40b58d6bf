"""The span, the words of the vocabularies, and what every type rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

Status = Literal["occurred", "ongoing", "planned", "possible", "denied"]
Factuality = Literal["CT+", "PR+", "PS+", "Uu", "PS-", "PR-", "CT-"]
Stance = Literal["states", "confirms", "denies", "alleges", "doubts", "expects", "fears", "asks", "knows"]
SourceKind = Literal[
    "person", "official", "unnamed", "document", "outlet", "organisation",
    "government", "military", "witness", "public", "post",
]  # fmt: skip
QuantityRole = Literal[
    "killed", "injured", "arrested", "displaced", "abducted", "participants",
    "object", "money", "distance", "duration", "other",
]  # fmt: skip
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Pair = tuple[int, int]


class Frozen(Struct, frozen=True, kw_only=True, gc=False):
    """Base of every type here: immutable, keyword-only."""


class Span(Frozen, frozen=True, kw_only=True):
    """A piece of the report's text."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` from ``start`` to ``end`` (code points, end exclusive)."""
        return Span(start=start, end=end, text=text[start:end])


def covers(spans: Sequence[Pair], start: int, end: int) -> bool:
    """Whether one of ``spans`` holds the code points ``start`` to ``end`` whole."""
    return any(s <= start and end <= e for s, e in spans)
