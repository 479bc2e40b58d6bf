"""Two texts sentence by sentence: what stands in both, what was changed, what each has alone."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict

from msgspec import Struct

from onrecord.model import Span
from onrecord.record import retold

# A full stop that ends a sentence is followed by a space and a capital, quote or figure; so are some abbreviations,
# which costs nothing here: both texts are cut at the same places.
ENDS = re.compile(r"(?<=[.!?…])[\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]?[A-Z0-9À-Þ])|\n{2,}")
WORDS = re.compile(r"[^\W_]+")

ACCENTED = re.compile("[\u00aa-\u036f\u1e00-\u1fff\ufb00-\uffef]")

CHANGED = 0.6
"""Share of words (Dice) from which a sentence counts as the other one, reworded."""
EVEN = 1e-9
"""What rounding may add to a number of words."""

Words = tuple[str, ...]


class Piece(Struct, frozen=True):
    """A sentence and its words in compared form."""

    span: Span
    words: Words


Pieces = tuple[Piece, ...]


class Alignment(Struct, frozen=True):
    """``a`` is the earlier text, ``b`` the later. Shares go by words, 0 to 1."""

    share_a: float
    """How much of ``a`` stands in ``b``; a sentence that holds other figures or names there does not."""
    share_b: float
    added: tuple[Span, ...]
    missing: tuple[Span, ...]
    changed: tuple[tuple[Span, Span], ...]
    same: tuple[tuple[Span, Span], ...]


def fold(text: str) -> Words:
    """The words without case and accents."""
    if ACCENTED.search(text):  # not for the sake of curly quotes, which every report has
        flat = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = "".join(c for c in flat if not unicodedata.combining(c))
    return tuple(WORDS.findall(text.casefold()))


def pieces(text: str) -> Pieces:
    """The sentences of a text that hold words."""
    found = []
    start = 0
    for end in [*ENDS.finditer(text), None]:
        stop = end.start() if end else len(text)
        # a quotation mark after the full stop belongs to its sentence
        while end and stop < end.end() and not text[stop].isspace():
            stop += 1
        if words := fold(text[start:stop]):
            found.append(Piece(Span.of(text, start, stop), words))
        start = end.end() if end else stop
    return tuple(found)


def align(left: Pieces, right: Pieces) -> Alignment:
    """Pairs equal sentences in order, then the most similar of the rest; each sentence is used once."""
    taken: dict[int, int] = {}  # right -> left
    by_words: dict[Words, list[int]] = defaultdict(list)
    for i, piece in enumerate(left):
        by_words[piece.words].append(i)
    for j, piece in enumerate(right):
        waiting = by_words.get(piece.words)
        if waiting:
            taken[j] = waiting.pop(0)
    used = set(taken.values())
    same = [(left[i].span, right[j].span) for j, i in sorted(taken.items())]
    pairs = _similar(left, right, used, set(taken))
    changed = [(left[i].span, right[j].span) for j, i in sorted(pairs.items())]
    both = taken | pairs
    news = _news(left, right, pairs)
    used = set(both.values())
    return Alignment(
        share_a=_share(left, used - {pairs[j] for j in news}),
        share_b=_share(right, set(both) - news),
        added=tuple(p.span for j, p in enumerate(right) if j not in both),
        missing=tuple(p.span for i, p in enumerate(left) if i not in used),
        changed=tuple(changed),
        same=tuple(same),
    )


def _similar(left: Pieces, right: Pieces, used: set[int], taken: set[int]) -> dict[int, int]:
    """Reworded sentences: right -> left, the most similar first.

    Two sentences that share ``CHANGED`` of their words share one of the rarest of each (``_rarest``): only there are
    they looked for, for nearly every sentence of a long text shares its commonest with nearly every other.
    """
    ours = {i: frozenset(piece.words) for i, piece in enumerate(left) if i not in used}
    theirs = {j: frozenset(piece.words) for j, piece in enumerate(right) if j not in taken}
    counts = Counter(word for side in (ours, theirs) for words in side.values() for word in words)
    holders: dict[str, list[int]] = defaultdict(list)
    for i, words in ours.items():
        for word in _rarest(words, counts):
            holders[word].append(i)
    scored: list[tuple[float, int, int]] = []
    for j, words in theirs.items():
        for i in {i for word in _rarest(words, counts) for i in holders.get(word, ())}:
            dice = 2 * len(words & ours[i]) / (len(words) + len(ours[i]))
            if dice >= CHANGED:
                scored.append((-dice, i, j))
    found: dict[int, int] = {}
    gone: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in gone and j not in found:
            found[j] = i
            gone.add(i)
    return found


def _rarest(words: frozenset[str], counts: Counter[str]) -> list[str]:
    """The words of a sentence without the commonest that a reworded one cannot share alone.

    With Dice d of n and m words they share d(n + m)/2, and m is at least nd/(2 - d): nd/(2 - d) words or more. So one
    of them stands outside the commonest ``least - 1``; the same order of words on both sides makes it stand there in
    both (Chaudhuri, Ganti and Kaushik 2006, prefix filter).
    """
    least = math.ceil(len(words) * CHANGED / (2 - CHANGED) - EVEN)
    return sorted(words, key=lambda word: (counts[word], word))[: len(words) - least + 1]


def _news(left: Pieces, right: Pieces, pairs: dict[int, int]) -> set[int]:
    """Of the reworded sentences (right), those that hold other facts in the same frame."""
    if not pairs:
        return set()
    before, after = (frozenset(word for p in side for word in p.words) for side in (left, right))
    return {
        j
        for j, i in pairs.items()
        if retold.differ(left[i].span.text, right[j].span.text, words_a=before, words_b=after)
    }


def _share(whole: Pieces, part: set[int]) -> float:
    words = sum(len(p.words) for p in whole)
    return sum(len(whole[k].words) for k in part) / words if words else 0.0
