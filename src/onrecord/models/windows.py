"""Text -> word pieces with marks -> windows: what the encoder sees, the same in training and at run time.

The encoder reads lower-case pieces; ``marks`` gives back what that loses (case) and what a window hides
(inside quotation marks, start of a paragraph). Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

LIMIT = 254
"""Word pieces in a window, without the two of the encoder's own. One sentence at a time costs 4 points on
PolNeAR; beyond 256 nothing was gained and time per piece grows."""

MARKS = 30
"""Case (none, lower, initial, capitals, mixed) x quotation (outside, inside, a mark) x paragraph start (no, yes)."""

LINE = re.compile(r"[^\n\r]+")
OPEN, CLOSE, BOTH = "“„«", "”»", '"＂'
STOPS = frozenset(".!?…")
CHUNK = 20_000
"""Longer lines are tokenised in pieces: the tokenizer's memory grows with the line."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one stretch of text; every array has one entry a piece.

    ``start``/``end`` are code points into the whole text; ``first`` marks the first piece of a word,
    ``opens`` the first piece of a paragraph, ``marks`` is 0 to 29 (see ``MARKS``).
    """

    ids: NDArray[np.int64]
    marks: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    first: NDArray[np.bool_]
    opens: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for m in LINE.finditer(text, start, end):
        lo, hi = m.span()
        while hi - lo > CHUNK:  # cut at a space where there is one
            cut = text.rfind(" ", lo + CHUNK // 2, lo + CHUNK)
            cut = cut if cut > lo else lo + CHUNK
            found.append((lo, cut))
            lo = cut
        found.append((lo, hi))
    return found


def _case(word: str) -> int:
    if not word[:1].isalpha():
        return 0
    if word.islower():
        return 1
    if word[1:].islower() or len(word) == 1:
        return 2 if word[0].isupper() else 1
    return 3 if word.isupper() else 4


def pieces(text: str, tokenizer: Tokenizer, *, start: int = 0, end: int | None = None) -> Pieces:
    """The word pieces of ``text[start:end]``, offsets into ``text``. A line is a paragraph."""
    return pieces_many([(text, start, len(text) if end is None else end)], tokenizer)[0]


def pieces_many(stretches: Sequence[tuple[str, int, int]], tokenizer: Tokenizer) -> list[Pieces]:
    """``pieces`` for many stretches (text, start, end) at once: the tokenizer is faster in batches."""
    lines = [_lines(text, lo, hi) for text, lo, hi in stretches]
    encoded = iter(
        tokenizer.encode_batch(
            [s[0][a:b] for s, found in zip(stretches, lines, strict=True) for a, b in found], add_special_tokens=False
        )
    )
    return [_collect(s[0], [(a, next(encoded)) for a, _ in found]) for s, found in zip(stretches, lines, strict=True)]


def _collect(text: str, lines: list[tuple[int, Any]]) -> Pieces:
    import numpy as np

    ids: list[int] = []
    marks: list[int] = []
    spans: list[tuple[int, int]] = []
    first: list[bool] = []
    opens: list[bool] = []
    for n, (base, line) in enumerate(lines):
        goes_on = n + 1 < len(lines) and text[lines[n + 1][0]] in OPEN + BOTH
        line_ids, line_spans, words = line.ids, line.offsets, line.word_ids
        ids.extend(line_ids)
        spans.extend([(base + a, base + b) for a, b in line_spans])
        line_first = [k == 0 or w != words[k - 1] for k, w in enumerate(words)]
        first.extend(line_first)
        opens.extend([k == 0 for k in range(len(line_ids))])
        marks.extend(_marks(text, base, line_spans, line_first, goes_on=goes_on))
    where = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Pieces(
        ids=np.array(ids, dtype=np.int64),
        marks=np.array(marks, dtype=np.int64),
        start=where[:, 0],
        end=where[:, 1],
        first=np.array(first, dtype=bool),
        opens=np.array(opens, dtype=bool),
    )


def _marks(text: str, base: int, spans: list[tuple[int, int]], first: list[bool], *, goes_on: bool) -> list[int]:
    """Case, quotation and paragraph marks of one line; quotation starts afresh with each line.

    A quotation that is not closed counts only where the next line opens with a mark (``goes_on``: a quotation of
    several paragraphs); else somebody forgot the mark, and the rest of the line would be lost to the speaker.
    """
    marks: list[int] = []
    inside = opened = 0
    case = 0
    n = len(spans)
    for k in range(n):
        a, b = spans[k]
        if first[k]:
            j = k + 1
            while j < n and not first[j]:
                j += 1
            word = text[base + a : base + spans[j - 1][1]]
            case = _case(word)
            quote = inside
            if b - a == 1 and word in '“„«”»"＂':
                quote, opened = 2, k
                inside = 1 if word in OPEN or (word in BOTH and not inside) else 0
        marks.append(case * 6 + quote * 2 + (k == 0))
    if inside and not goes_on:
        marks[opened + 1 :] = [m - 2 for m in marks[opened + 1 :]]
    return marks


def windows(p: Pieces, text: str, *, limit: int = LIMIT, lead: int | None = None) -> list[tuple[int, int]]:
    """Piece ranges of at most ``limit`` pieces: whole paragraphs where they fit, else cut after a sentence.

    ``lead`` is the room of the first window (training shifts the borders with it).
    """
    import numpy as np

    n = len(p)
    if n == 0:
        return []
    borders = [*np.flatnonzero(p.opens).tolist(), n]
    found: list[tuple[int, int]] = []
    lo, room = 0, lead or limit
    last = 0  # the latest paragraph border inside the window
    for border in borders[1:]:
        while border - lo > room:
            cut = last if last > lo else _cut(p, text, lo, lo + room)
            found.append((lo, cut))
            lo, room = cut, limit
        last = border
    if lo < n:
        found.append((lo, n))
    return found


def _cut(p: Pieces, text: str, lo: int, hi: int) -> int:
    """Where to end a window inside a paragraph: after a sentence in its second half, else between words."""
    for k in range(hi, lo + (hi - lo) // 2, -1):
        if p.first[k] and text[p.start[k - 1]] in STOPS and p.start[k] > p.end[k - 1]:
            return k
        if p.first[k] and k - lo > 2 and text[p.start[k - 1]] in '”"’' and text[p.start[k - 2]] in STOPS:
            return k
    for k in range(hi, lo + 1, -1):
        if p.first[k]:
            return k
    return hi
