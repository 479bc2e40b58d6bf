"""Verbs and nouns of a text with the states the network has for them, and what is known of each as an act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Pair, Parse
from onrecord.models.acts import TYPES
from onrecord.models.session import network, tokenizer
from onrecord.models.windows import pieces_many, windows
from onrecord.reading.attribution.tagger import BEGIN, END, WEIGHTS
from onrecord.reading.entities import find_entities
from onrecord.reading.events import find_events
from onrecord.reading.parse import parse_many
from onrecord.reading.places import find_places

AT_ONCE = 16
PART = 0.3
"""Weight of "no act" for words inside a marked phrase beside the one that governs it: the mark is on all of them."""

Marks = Sequence[tuple[Pair, frozenset[str]]]
"""Code points of the words that tell an act, and its types."""


class Labelled(NamedTuple):
    """Words x 1536 states, words x 17 (1 for every answer that is right), and a weight for each word."""

    states: NDArray[np.float16]
    answers: NDArray[np.bool_]
    weights: NDArray[np.float32]


def labelled(texts: Iterable[tuple[str, Marks | None]], weight: float) -> Labelled:
    """All verbs and nouns of ``texts``; without marks the frames say what is an act."""
    states: list[NDArray[np.float16]] = []
    answers: list[NDArray[np.bool_]] = []
    weights: list[float] = []
    for text, marks, parse in _parsed(texts):
        told = _by_marks(parse, marks) if marks is not None else _by_frames(parse)
        for start, state in _states(text, set(told)):
            types, share = told[start]
            row = np.zeros(len(TYPES) + 1, dtype=np.bool_)
            row[[TYPES.index(t) + 1 for t in TYPES if t in types] or 0] = True
            states.append(state)
            answers.append(row)
            weights.append(weight * share)
    return Labelled(np.array(states), np.array(answers), np.array(weights, dtype=np.float32))


def _parsed(texts: Iterable[tuple[str, Marks | None]]) -> Iterator[tuple[str, Marks | None, Parse]]:
    kept = list(texts)
    for k in range(0, len(kept), AT_ONCE):
        some = kept[k : k + AT_ONCE]
        for (text, marks), parse in zip(some, parse_many(t for t, _ in some), strict=True):
            yield text, marks, parse


def _by_marks(parse: Parse, marks: Marks) -> dict[int, tuple[frozenset[str], float]]:
    """Types and weight of every verb and noun by where it begins; of a marked phrase its governing word is the act."""
    words = [t for t in parse.tokens if t.pos in ("VERB", "NOUN")]
    found: dict[int, tuple[frozenset[str], float]] = {t.start: (frozenset(), 1.0) for t in words}
    acts = {}
    for (start, end), types in marks:
        inside = [t for t in words if start <= t.start < end]
        for t in inside:
            found[t.start] = (frozenset(), PART)
        tops = [t for t in inside if t.head == t.i or not start <= parse.tokens[t.head].start < end]
        if inside:
            acts[(tops or inside)[0].start] = (types, 1.0)
    return found | acts


def _by_frames(parse: Parse) -> dict[int, tuple[frozenset[str], float]]:
    """The frames' acts, and as no acts the words outside of all of them."""
    mentions = find_events(parse, cast=find_entities(parse, places=find_places(parse)))
    covered = {i for m in mentions for i in (*range(m.first, m.last), m.scope) if i is not None}
    acts = {parse.tokens[m.trigger].start: (frozenset({str(m.type)}), 1.0) for m in mentions}
    rest = (t for t in parse.tokens if t.pos in ("VERB", "NOUN") and t.i not in covered)
    return {t.start: (frozenset[str](), 1.0) for t in rest} | acts


def _states(text: str, wanted: set[int]) -> Iterator[tuple[int, NDArray[np.float16]]]:
    (pieces,) = pieces_many([(text, 0, len(text))], tokenizer())
    for lo, hi in windows(pieces, text):
        here = [k for k in range(lo, hi) if int(pieces.start[k]) in wanted and pieces.first[k]]
        if not here:
            continue
        ids = np.concatenate([[BEGIN], pieces.ids[lo:hi], [END]])[None]
        states = network(WEIGHTS).run(ids=ids, marks=np.pad(pieces.marks[lo:hi], 1)[None])["states"][0]
        for k in here:
            yield int(pieces.start[k]), states[k - lo + 1].astype(np.float16)
