"""What is known of every verb and noun as a political act: ``python -m training.joint.acts --gold DIR --out FILE``.

Runs where OnRecord runs (it parses). Each line is a text: ``doc_id``, ``text`` (``null`` for an article of the gold
folder), ``held`` (kept back to measure), ``words`` as (code point, types that are right, weight, free of frames).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from onrecord.model import Parse
from onrecord.reading.entities import find_entities
from onrecord.reading.events import find_events
from onrecord.reading.parse import parse_many
from onrecord.reading.places import find_places
from training.joint import acts_sources as sources
from training.joint.acts_sources import Text

AT_ONCE = 16
PART = 0.3
"""Weight of "no act" for words inside a marked phrase beside the one that governs it: the mark is on all of them."""
Word = tuple[int, list[str], float, bool]


def words_of(text: Text, parse: Parse) -> list[Word]:
    """Verbs and nouns as far as the text was read; without marks the frames alone say what is an act."""
    framed, free = _frames(parse)
    if text.marks is None:
        told = {start: (types, 1.0) for start, types in framed.items()} | {start: (frozenset(), 1.0) for start in free}
    else:
        told = _marked(parse, text)
        # two readings of one act may both be right, and the frames follow the codebook to the letter
        told |= {a: (types | framed.get(a, frozenset()), w) for a, (types, w) in told.items() if types}
    return [(a, sorted(types), w * text.weight, a in free) for a, (types, w) in sorted(told.items()) if a < text.upto]


def _frames(parse: Parse) -> tuple[dict[int, frozenset[str]], set[int]]:
    """The frames' acts by the place of their word, and the words outside of all of them."""
    mentions = find_events(parse, cast=find_entities(parse, places=find_places(parse)))
    covered = {i for m in mentions for i in (*range(m.first, m.last), m.scope) if i is not None}
    acts = {parse.tokens[m.trigger].start: frozenset({str(m.type)}) for m in mentions}
    free = {t.start for t in parse.tokens if t.pos in ("VERB", "NOUN") and t.i not in covered}
    return acts, free - set(acts)


def _marked(parse: Parse, text: Text) -> dict[int, tuple[frozenset[str], float]]:
    """Of a marked phrase its governing word is the act."""
    words = [t for t in parse.tokens if t.pos in ("VERB", "NOUN")]
    found: dict[int, tuple[frozenset[str], float]] = {t.start: (frozenset(), 1.0) for t in words}
    acts = {}
    for (start, end), types in text.marks or ():
        inside = [t for t in words if start <= t.start < end]
        for t in inside:
            found[t.start] = (frozenset(), PART)
        tops = [t for t in inside if t.head == t.i or not start <= parse.tokens[t.head].start < end]
        if inside:
            acts[(tops or inside)[0].start] = (types, 1.0)
    return found | acts


def lines(texts: Iterable[Text]) -> Iterator[str]:
    """One a text."""
    waiting = iter(texts)
    while some := list(islice(waiting, AT_ONCE)):
        for text, parse in zip(some, parse_many(t.text for t in some), strict=True):
            made = {
                "doc_id": text.id, "text": None if text.of_gold else text.text, "held": text.held,
                "words": words_of(text, parse),
            }  # fmt: skip
            yield json.dumps(made, ensure_ascii=False) + "\n"


def main() -> None:
    """Parse and write."""
    asked = argparse.ArgumentParser(prog="python -m training.joint.acts", description=__doc__)
    asked.add_argument("--gold", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    with given.out.open("w", encoding="utf-8") as out:
        out.writelines(lines(sources.texts(given.gold)))


if __name__ == "__main__":
    main()
